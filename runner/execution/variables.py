"""What the variables in a place of the code hold when a run ends there: for people, masked and short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from runner.execution.control import UNSET
from runner.execution.secrets import Masker
from runner.source import Source, Span
from runner.values.json import dump_json
from runner.values.paths import get_path, has_path
from runner.values.text import kind_of, shorten

PATH = re.compile(r"\$(?:\$|[A-Za-z_]\w*(?:\.\w+)*)")
# What a line itself sets holds what it held before, or nothing.
SET_HERE = re.compile(r"\b(?:var|as)\s+(\$\w+)(?![\w.])")
# Names that are no variables: nothing of them is shown.
OTHERS = frozenset({"env", "auth", "db"})
# The locals of compiled code that hold what an expression of a filter sees.
ELEMENTS = {"$": "$this", "this": "$this", "index": "$index", "parent": "$parent", "result": "$result"}

MOST_VARIABLES = 8
MOST_ITEMS = 5
DEEPEST = 3
LONGEST_LINE = 100
# So much of a text is masked before it is cut: a secret beyond is not shown anyway.
LOOKED_AT = 4_000


def variables_at(
    source: Source, span: Span, values: Mapping[str, Any], mask: Masker
) -> tuple[tuple[str, str], ...]:
    """The variables that stand in the lines of ``span`` and what they hold.

    Args:
        source: the text of the code.
        span: the place where it ended.
        values: the locals of its frame, as compiled code names them.
        mask: hides the secrets of the run.

    Returns:
        Pairs such as ``("$order.total", "12.5")``, in the order of the text, each once.
    """
    start = source.text.rfind("\n", 0, span.start) + 1
    end = source.text.find("\n", max(span.start, span.end - 1))
    text = source.text[start : end if end != -1 else None]
    skipped = set(SET_HERE.findall(text))
    names = dict.fromkeys(name for name in PATH.findall(text) if name not in skipped)
    found = (held for name in names if (held := _held(name, values)) is not None)
    shown = {name: shorten(_brief(value, mask, DEEPEST), LONGEST_LINE) for name, value in found}
    return tuple(islice(shown.items(), MOST_VARIABLES))


def _held(name: str, values: Mapping[str, Any]) -> tuple[str, Any] | None:
    """The value of a path and its name; of one that leads nowhere the last that is there."""
    head, *steps = name[1:].split(".") if name != "$$" else ["$"]
    prefix = "$" + head
    if head == "var" and steps:
        head, *steps = steps
        prefix += f".{head}"
    if head in OTHERS:
        return None
    local = "$input" if head == "input" else ELEMENTS.get(head, head)
    value = next((values[key] for key in (local, f"{head}.", head) if key in values), UNSET)
    if value is UNSET:
        return None
    for step in steps:
        if not has_path(value, step):
            break
        value, prefix = get_path(value, step, None), f"{prefix}.{step}"
    return prefix, value


def _brief(value: Any, mask: Masker, depth: int) -> str:
    """A value in the words of JSON; of long texts, lists and objects the beginning."""
    if isinstance(value, str):
        return dump_json(shorten(mask(value[:LOOKED_AT])))
    if isinstance(value, (list, dict)):
        return _brief_items(value, mask, depth)
    # A stream, or what a function of Python gave.
    if value is not None and not isinstance(value, (bool, int, float)):
        return kind_of(value)
    return str(masked) if (masked := mask.data(value)) != value else dump_json(value)


def _brief_items(value: list[Any] | dict[Any, Any], mask: Masker, depth: int) -> str:
    opening, closing = "[]" if isinstance(value, list) else "{}"
    if value and depth == 0:
        return f"{opening}...{closing}"
    parts = list(islice(_parts(value, mask, depth), MOST_ITEMS))
    left = len(value) - len(parts)
    return opening + ", ".join([*parts, *([f"... {left} more"] if left else [])]) + closing


def _parts(value: list[Any] | dict[Any, Any], mask: Masker, depth: int) -> Iterator[str]:
    if isinstance(value, list):
        yield from (_brief(item, mask, depth - 1) for item in value)
    else:
        for key, item in value.items():
            yield f"{_brief(str(key), mask, 0)}: {_brief(item, mask, depth - 1)}"
