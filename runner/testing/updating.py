"""``--update``: observed responses into a file of cases, whose other text stays as it is, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from runner.errors import ProblemsError, UsageError
from runner.lookup.folders import display_path, read_source
from runner.lookup.rewriting import rewrite
from runner.source import Source
from runner.stubs.differences import ABSENT, differences
from runner.stubs.documents import Document, entry, read_document
from runner.stubs.matchers import is_matcher, literal, same
from runner.testing.case import cases_schema
from runner.values.yaml_text import node_entries, write_yaml

# A list or an object is written on one line up to this length.
ONE_LINE = 80
# A case that compares one of these needs no response.
WITHOUT_RESPONSE = ("log", "slept", "tables_after")
ALIAS = re.compile(r"\*[^\s,\[\]{}]+")


class Edit(NamedTuple):
    """``text`` takes the place of what stands between two offsets."""

    start: int
    end: int
    text: str


def update_cases(path: Path, observed: Mapping[str, Any]) -> list[str]:
    """Write responses into a file of cases: what differs of those expected, or a new `response`.

    Args:
        path: the file.
        observed: the responses by the names of their cases.

    Returns:
        The names of the cases that were changed.

    Raises:
        UsageError: the file cannot be written, or one of the cases cannot be changed in place.
        ProblemsError: it is no file of cases any more.
    """
    document = read_document(read_source(path), cases_schema())
    expected = [_updated(case, observed) for case in document.data]
    changed = [at for at, case in enumerate(document.data) if not same(case, expected[at])]
    found = (edit for at in changed for edit in _case_edits(document, at, expected[at]))
    text = document.source.text
    # From the end on, so that the places before stay what they are.
    for edit in sorted(found, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    names = [document.data[at]["name"] for at in changed]
    if changed:
        _require(path, text, expected, names)
        rewrite(path, text)
    return names


def _require(path: Path, text: str, expected: Sequence[Any], names: Sequence[str]) -> None:
    """Look whether the new text says what it has to: an anchor, say, may lead an edit astray.

    Raises:
        UsageError: it does not.
    """
    try:
        data = read_document(Source(text), cases_schema()).data
        wrong = [case["name"] for case, now in zip(expected, data, strict=True) if not same(case, now)]
    except (ProblemsError, ValueError):
        wrong = list(names)
    if wrong:
        message = f"{display_path(path)} is not changed: its case `{wrong[0]}` cannot be updated in place"
        raise UsageError(message, hint="write the response by hand")


# -- what a case has to say ------------------------------------------------------------------------


def _updated(case: Mapping[str, Any], observed: Mapping[str, Any]) -> Mapping[str, Any]:
    """A case that expects what was observed."""
    # One that expects an error, or a log alone, has no place for a response.
    if case["name"] not in observed or "error" in case:
        return case
    response = observed[case["name"]]
    compared = _compared(case)
    if compared is None:
        is_complete = any(name in case for name in WITHOUT_RESPONSE)
        return case if is_complete else {**case, "response": literal(response)}
    return {**case, compared: _fitting(case[compared], response, compared == "response_has")}


def _compared(case: Mapping[str, Any]) -> str | None:
    return next((name for name in ("response", "response_has") if name in case), None)


def _fitting(expected: Any, actual: Any, part: bool) -> Any:
    """``expected`` so that ``actual`` fits: parts and matchers that do already stay."""
    if not differences(expected, actual, "", part=part):
        return expected
    if _are_objects(expected, actual):
        kept = {
            key: _fitting(value, actual[key], part) if key in actual else value
            for key, value in expected.items()
            if key in actual or _is_absent(value)
        }
        more = {} if part else {key: literal(value) for key, value in actual.items() if key not in kept}
        return {**kept, **more}
    if isinstance(expected, list) and isinstance(actual, list):
        kept_items = [_fitting(one, other, part) for one, other in zip(expected, actual, strict=False)]
        return kept_items + [literal(item) for item in actual[len(expected) :]]
    return literal(actual)


def _are_objects(expected: Any, actual: Any) -> bool:
    """Whether both are objects, and neither is a matcher or looks like one."""
    both = isinstance(expected, dict) and isinstance(actual, dict)
    return both and not any(key.startswith("$") for key in [*expected, *actual])


def _is_absent(value: Any) -> bool:
    return is_matcher(value) and ABSENT in value


# -- where that goes -------------------------------------------------------------------------------


def _case_edits(document: Document, at: int, wanted: Mapping[str, Any]) -> Iterator[Edit]:
    case, node = document.data[at], entry(document.root, at)
    updater = _Updater(document.source.text)
    compared = _compared(case)
    if compared is None:
        yield updater.added(node, {"response": wanted["response"]})
        return
    for part in updater.parts(node):
        if part.key == compared:
            yield from updater.edits(part, case[compared], wanted[compared])


class _Part(NamedTuple):
    """A value of a mapping or a list: it stands between two offsets, in a line that begins at ``column``.

    ``key`` is that of a mapping, and in block style ``start`` is behind its colon. ``head`` is where the
    key begins. An alias has the node of its anchor, which stands elsewhere.
    """

    node: yaml.Node
    start: int
    end: int
    column: int
    flow: bool
    head: int
    key: str | None = None
    is_alias: bool = False


class _Updater:
    """Finds the smallest edits that make a value of the text another one."""

    def __init__(self, text: str) -> None:
        self._text = text

    def parts(self, node: yaml.Node) -> list[_Part]:
        """The values of a mapping or a list."""
        found: list[_Part] = []
        column, flow, at = node.start_mark.column, _is_flow(node), node.start_mark.index
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                found.append(self._part(item, at, column, flow))
                at = found[-1].end
        for name, key, value in node_entries(node):
            colon = self._text.index(":", key.end_mark.index) + 1
            part = self._part(value, colon, column, flow)
            start = part.start if flow else colon
            found.append(part._replace(start=start, head=key.start_mark.index, key=name))
        return found

    def _part(self, node: yaml.Node, after: int, column: int, flow: bool) -> _Part:
        start = node.start_mark.index
        if start >= after:
            return _Part(node, start, self._end(node), column, flow, start)
        alias = ALIAS.search(self._text, after)
        start, end = alias.span() if alias else (after, after)
        return _Part(node, start, end, column, flow, start, is_alias=True)

    def edits(self, part: _Part, old: Any, new: Any) -> Iterator[Edit]:
        """The edits that make the value ``old`` of a part ``new``."""
        if same(old, new):
            return
        if part.is_alias or not self._can_keep(part.node, old, new):
            yield Edit(part.start, part.end, _written(part, new))
            return
        inner = self.parts(part.node)
        keys = [one.key if one.key is not None else at for at, one in enumerate(inner)]
        kept = [_has(new, key) for key in keys]
        for one, key, stays in zip(inner, keys, kept, strict=True):
            if stays:
                yield from self.edits(one, old[key], new[key])
        yield from self._removals(inner, kept)
        more = {key: value for key, value in new.items() if key not in old} if isinstance(new, dict) else {}
        items = new[len(old) :] if isinstance(new, list) else []
        if more or items:
            yield self.added(part.node, more or items)

    def _can_keep(self, node: yaml.Node, old: Any, new: Any) -> bool:
        """Whether parts of a value can stay as they are written; of a mapping in braces only all."""
        if isinstance(old, dict) and _are_objects(old, new):
            gone = old.keys() - new.keys()
            return len(gone) < len(old) and not (gone and _is_flow(node))
        if isinstance(old, list) and isinstance(new, list) and old and new:
            return len(new) >= len(old) or not _is_flow(node)
        return False

    def _removals(self, parts: Sequence[_Part], kept: Sequence[bool]) -> Iterator[Edit]:
        """Edits without the parts that do not stay, with the comments above them and behind them."""
        first = kept.index(True)
        if first:
            yield Edit(parts[0].head, parts[first].head, "")
        for before, part, stays in zip(parts[first:], parts[first + 1 :], kept[first + 1 :], strict=False):
            if not stays:
                yield Edit(self._line_end(before.end), self._line_end(part.end), "")

    def added(self, node: yaml.Node, entries: Mapping[str, Any] | Sequence[Any]) -> Edit:
        """New entries behind the last one of a mapping or a list."""
        end = self._end(node)
        if _is_flow(node):
            return Edit(end - 1, end - 1, f", {write_yaml(entries, flow=True).strip()[1:-1]}")
        margin = "\n" + " " * node.start_mark.column
        place = _Part(node, 0, 0, node.start_mark.column, False, 0)
        if isinstance(entries, Mapping):
            lines = [
                f"{margin}{_key(key)}:{_written(place._replace(key=key), entries[key])}" for key in entries
            ]
        else:
            lines = [f"{margin}- {_written(place, item)}" for item in entries]
        end = self._line_end(end)
        return Edit(end, end, "".join(lines))

    def _end(self, node: yaml.Node) -> int:
        """Where a value ends; PyYAML counts comments and empty lines behind a block to it."""
        if isinstance(node, yaml.CollectionNode) and not _is_flow(node) and node.value:
            return self.parts(node)[-1].end
        end: int = node.end_mark.index
        is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        return len(self._text[:end].rstrip()) if is_block else end

    def _line_end(self, at: int) -> int:
        """The end of a line: a comment there belongs to what stands before it."""
        end = self._text.find("\n", at)
        return end if end != -1 else len(self._text)


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _has(value: Any, key: str | int) -> bool:
    return key < len(value) if isinstance(key, int) else key in value


def _written(place: _Part, value: Any) -> str:
    """A value as it stands at a place: on one line, or as a block where that is too long."""
    # In a list, since a text inside of brackets needs quotes sooner.
    line = write_yaml([value], flow=True).strip()[1:-1]
    space = " " if place.key is not None and not place.flow else ""
    if place.flow or ("\n" not in str(value) and len(line) <= ONE_LINE):
        return space + line
    # Behind a key a block begins on a line of its own, behind a dash on the same one.
    block = write_yaml([value])[2:] if place.key is None else write_yaml({"k": value})[2:]
    return block.rstrip("\n").replace("\n", "\n" + " " * place.column)


def _key(key: str) -> str:
    return write_yaml({key: None}, flow=True).strip()[1:].rpartition(":")[0]
