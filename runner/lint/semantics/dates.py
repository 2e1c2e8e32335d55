"""Formats of dates in the letters of JavaScript, Java or Python, where those of PHP are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.lint.rules import FileView, RuleFamily
from runner.source import Span
from runner.syntax.nodes import FilterCall, Literal
from runner.values import dump_json

family = RuleFamily("semantics")

FORMATTING = frozenset({"format_timestamp", "parse_timestamp"})
# What is long enough that nobody means it in PHP, where each letter stands for a part of its own.
LONG = {
    "YYYY": "Y", "yyyy": "Y", "YY": "y", "yy": "y", "MMMM": "F", "MMM": "M", "MM": "m", "DD": "d",
    "dddd": "l", "EEEE": "l", "ddd": "D", "EEE": "D", "dd": "d", "HH": "H", "hh": "h", "mm": "i", "ss": "s",
    "SS": "s", "SSS": "v",
}  # fmt: skip
# What may stand beside these; in a text without them it is PHP. T is a letter of ISO 8601.
SHORT = {"A": "A", "a": "a", "T": "\\T"}
# What may be meant as it is in PHP as well.
UNSURE = {"D": "j", "M": "n", "H": "G", "h": "g", "Do": "jS", "Z": "P", "ZZ": "O"}
PERCENT = {
    "%Y": "Y", "%y": "y", "%m": "m", "%d": "d", "%H": "H", "%I": "h", "%M": "i", "%S": "s", "%B": "F",
    "%b": "M", "%A": "l", "%a": "D", "%p": "A", "%f": "u", "%z": "O", "%Z": "T", "%F": "Y-m-d",
    "%T": "H:i:s", "%%": "%",
}  # fmt: skip
FOREIGN = LONG.keys() | PERCENT.keys()
SURE = FOREIGN | SHORT.keys()
MEANT = LONG | SHORT | UNSURE | PERCENT
# Minutes and months differ by what stands beside them; `\x`, `[x]` and Java's `'x'` are letters as they are.
TOKEN = re.compile(
    r"\\.|\[[^\]]*\]|(?P<quoted>'[^']*')|(?P<minutes>(?:(?<=[Hh])|(?<=[Hh][:.]))(?:MM|mm)|mm(?=[:.]?ss))"
    rf"|(?P<token>{'|'.join(sorted(map(re.escape, MEANT), key=len, reverse=True))})|(?P<other>[A-Za-z%])",
    re.DOTALL,
)


@family.rule("date-format")
def tell_formats(view: FileView) -> Iterator[Problem]:
    """`format_timestamp:"YYYY-MM-DD"` writes each letter by itself: the year four times."""
    for body in view.bodies:
        for call in body.all(FilterCall):
            form = call.arguments[0] if call.name in FORMATTING and call.arguments else None
            if type(form) is Literal and isinstance(form.value, str):
                yield from _format(view, form.value, form.span)


def _format(view: FileView, form: str, span: Span) -> Iterator[Problem]:
    found = [*TOKEN.finditer(form)]
    if any(match["minutes"] or match["token"] in FOREIGN for match in found):
        meant = dump_json(TOKEN.sub(_in_php, form))
        message = "dates are written with the letters of PHP, each of which is a part of its own"
        fix = Fix(span, meant, safe=all(map(_is_sure, found)))
        yield view.warning("date-format", message, span, hint=f"write {meant}", fix=fix)


def _is_sure(match: re.Match[str]) -> bool:
    """Whether one letter of PHP says what is meant.

    `mm` without an hour may be the month, and quotes may be meant to be seen.
    """
    if match["other"] or match["quoted"] or match["token"] == "mm":
        return False
    return match["token"] is None or match["token"] in SURE


def _in_php(match: re.Match[str]) -> str:
    text = match[0]
    if match["minutes"]:
        return "i"
    if text == "mm":
        return "m"
    if text[0] in "['":
        return "".join(f"\\{letter}" if letter.isalpha() else letter for letter in text[1:-1])
    return MEANT.get(text, text)
