"""Endpoints, addons, tasks and tools by their names: of the job's own files, then of its workspace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from runner.errors import ScriptError
from runner.lookup.folders import index_folder, peek_text, read_source
from runner.lookup.library import near_names
from runner.lookup.workspaces import CODE_FOLDERS, workspace_root
from runner.lookup.xanoscript_files import BARE, QUOTED
from runner.syntax.literals import decode_text
from runner.units import CodeUnit, Endpoint, Unit, read_units

# The head of a document at the start of a line: `query "deals/{id}" verb=GET {`.
HEAD = re.compile(
    rf"^[ \t]*(query|addon|task|tool)[ \t]+(?:({QUOTED})|({BARE}))(?=[ \t]*(?:\{{|$)|[ \t]+\w+[ \t]*=)",
    re.MULTILINE,
)
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Source(Protocol):
    """Somewhere that documents are."""

    def named(self, construct: str, name: str) -> list[CodeUnit]:
        """Those of one name.

        Raises:
            StartError: a file that seems to hold one cannot be read.
        """

    def names(self, construct: str) -> Iterable[str]:
        """All names, as far as the heads of documents tell them."""


class OwnDocuments:
    """What stands in the job's own files."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = [unit for unit in units if isinstance(unit, CodeUnit)]

    def named(self, construct: str, name: str) -> list[CodeUnit]:
        return [unit for unit in self._units if unit.construct == construct and unit.name == name]

    def names(self, construct: str) -> Iterable[str]:
        return [unit.name for unit in self._units if unit.construct == construct]


class Files:
    """Files that are searched for heads, and read when one has the name that is looked for.

    Args:
        paths: gives the files, when somebody asks for a name.
    """

    def __init__(self, paths: Callable[[], Iterable[Path]]) -> None:
        self._paths = paths
        self._read: dict[Path, OwnDocuments] = {}

    def named(self, construct: str, name: str) -> list[CodeUnit]:
        paths = self._heads.get((construct, name), ())
        return [unit for path in paths for unit in self._documents(path).named(construct, name)]

    def names(self, construct: str) -> Iterable[str]:
        return [name for kind, name in self._heads if kind == construct]

    def _documents(self, path: Path) -> OwnDocuments:
        # A run sees a file as it was when it was first asked for.
        if path not in self._read:
            self._read[path] = OwnDocuments(read_units(read_source(path), kept=True))
        return self._read[path]

    @cached_property
    def _heads(self) -> dict[tuple[str, str], list[Path]]:
        found: dict[tuple[str, str], list[Path]] = {}
        for path in self._paths():
            for head in document_heads(peek_text(path)):
                found.setdefault(head, []).append(path)
        return found


class JobUnits:
    """What the code of one job may call by its construct and its name.

    Args:
        own: the documents of the job's files.
        job_path: the job's file; None for a job that came from elsewhere.
    """

    def __init__(self, own: Sequence[Unit], job_path: Path | None) -> None:
        self._root = workspace_root(job_path.absolute().parent) if job_path is not None else None
        self._own = OwnDocuments(own)
        self._everywhere = Files(lambda: _below(self._root))
        self._folders = {
            construct: Files(partial(self._in_folders, names)) for construct, names in CODE_FOLDERS.items()
        }
        self._found: dict[tuple[str, str], CodeUnit] = {}
        self._endpoints: dict[tuple[str, str, str], CodeUnit] = {}

    def find(self, construct: str, name: str) -> CodeUnit:
        """The addon, task or tool of that name; of several the first.

        Raises:
            ScriptError: there is none.
            StartError: its file cannot be read.
        """
        found = self._found.get((construct, name))
        if found is None:
            named = (unit for place in self._places(construct) for unit in place.named(construct, name))
            found = next(named, None)
            if found is None:
                raise self._missing(construct, f'{construct} "{name}"', name)
            self._found[construct, name] = found
        return found

    def endpoint(self, path: str, verb: str, api_group: str) -> tuple[CodeUnit, Mapping[str, str]]:
        """The endpoint behind a path, ``deals/{id}`` or ``deals/5``, and the inputs that stand in that.

        Args:
            path: as its document has it, or with values.
            verb: "" for any.
            api_group: the name of its group; "" for any.

        Raises:
            ScriptError: there is none, or more than one.
            StartError: its file cannot be read.
        """
        wanted, verb = path.strip("/"), verb.upper()
        known = self._endpoints.get((wanted, verb, api_group))
        if known is not None:
            return known, {}
        others: list[CodeUnit] = []
        for place in self._places("query"):
            behind = list(_behind(place, wanted))
            fitting = [(unit, given) for unit, given in behind if _fits(unit, verb, api_group)]
            # A path that is written out comes before one that has a place for a value there.
            fitting = [(unit, given) for unit, given in fitting if not given] or fitting
            if len(fitting) > 1:
                raise _ambiguous(path, [unit for unit, _ in fitting])
            if fitting:
                unit, given = fitting[0]
                if not given:  # of paths with values in them there may be ever new ones
                    self._endpoints[wanted, verb, api_group] = unit
                return unit, given
            others += [unit for unit, _ in behind]
        shown = " ".join(part for part in (verb, f'"{path}"') if part)
        what = f"endpoint {shown}" + (f' in the API group "{api_group}"' if api_group else "")
        if others:
            raise ScriptError(f"there is no {what}, but {_listed(others)}", kind="notfound")
        raise self._missing("query", what, wanted)

    def _places(self, construct: str) -> Iterator[Source]:
        # The last one looks into every file of the workspace, which may take a while.
        yield from (self._own, self._folders[construct], self._everywhere)

    def _in_folders(self, names: Sequence[str]) -> Iterator[Path]:
        folders = [self._root / name for name in names] if self._root is not None else []
        return chain.from_iterable(map(_below, folders))

    def _missing(self, construct: str, what: str, name: str) -> ScriptError:
        known = [one for place in self._places(construct) for one in place.names(construct)]
        near = " or ".join(f'"{other}"' for other in near_names(name, known))
        hint = f"; did you mean {near}?" if near else ""
        return ScriptError(f"there is no {what}{hint}", kind="notfound")


def document_heads(text: str) -> list[tuple[str, str]]:
    """The constructs and names behind every head at the start of a line, each once, in their order.

    A text in triple quotes may hold such a line too, so what is found here is a candidate.
    """
    found = (
        (construct, decode_text(quoted) if quoted else " ".join(bare.split()))
        for construct, quoted, bare in HEAD.findall(text)
    )
    return list(dict.fromkeys(found))


def _behind(place: Source, path: str) -> Iterator[tuple[CodeUnit, dict[str, str]]]:
    """The endpoints whose path is or fits ``path``, each with the values of its placeholders."""
    for name in dict.fromkeys(place.names("query")):
        given = {} if name.strip("/") == path else _values(name.strip("/"), path)
        if given is not None:
            yield from ((unit, given) for unit in place.named("query", name))


def _values(template: str, path: str) -> dict[str, str] | None:
    if "{" not in template:
        return None
    # Parts of the text and names of placeholders take turns.
    parts = PLACEHOLDER.split(template)
    pattern = "".join("([^/]+)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    match = re.fullmatch(pattern, path)
    return dict(zip(parts[1::2], match.groups(), strict=True)) if match is not None else None


def _fits(unit: CodeUnit, verb: str, api_group: str) -> bool:
    endpoint = unit.endpoint or Endpoint("", "", "")
    return verb in ("", endpoint.verb) and api_group in ("", endpoint.api_group)


def _ambiguous(path: str, units: Sequence[CodeUnit]) -> ScriptError:
    message = f'several endpoints have the path "{path}": {_listed(units)}'
    return ScriptError(f"{message}; say which one by `verb` and `api_group`")


def _listed(units: Iterable[CodeUnit]) -> str:
    shown = []
    for unit in units:
        endpoint = unit.endpoint or Endpoint("", "", "")
        group = f' in "{endpoint.api_group}"' if endpoint.api_group else ""
        shown.append(f'{endpoint.verb} "{unit.name}"{group}'.strip())
    return ", ".join(dict.fromkeys(shown))


def _below(folder: Path | None) -> Iterator[Path]:
    return iter(index_folder(folder).xanoscript.values()) if folder is not None else iter(())
