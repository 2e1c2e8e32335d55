"""The rows of a CSV text, one after the other, as PHP's ``fgetcsv`` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Marks(NamedTuple):
    """The separator of fields, what encloses a field, and what keeps an enclosure from ending it."""

    separator: str = ","
    enclosure: str = '"'
    escape: str = '"'


def csv_rows(text: str, marks: Marks) -> Iterator[list[str]]:
    """The rows of ``text``, each a list of texts; blank lines are left out.

    As in PHP the escape character stays in the text, blanks in front of an enclosure do not count, and
    what follows an enclosure belongs to the field. A field that is never closed goes on to the end.
    """
    reader = _Reader(text, marks)
    at = len("\ufeff") if text.startswith("\ufeff") else 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].removesuffix("\r")
        if marks.enclosure in line:
            row, end = reader.row(at)
            yield row
        elif line:
            yield line.split(marks.separator)
        at = end + 1


def by_header(rows: Iterator[list[str]]) -> Iterator[dict[str, str]]:
    """The rows below the first as objects with its names; short rows have "" for the rest."""
    header = next(rows, [])
    blanks = [""] * len(header)
    for row in rows:
        # zip stops at the shorter one, so short rows are filled up and long ones cut off
        yield dict(zip(header, row + blanks, strict=False))


class _Reader:
    """Reads the rows that hold an enclosure."""

    def __init__(self, text: str, marks: Marks) -> None:
        separator, quote, escape = map(re.escape, marks)
        self._text = text
        self._marks = marks
        blanks = r"[ \t\v\f\r]"
        self._start = re.compile(f"(?:(?!{separator}){blanks})*{quote}")
        # A doubled enclosure, and whatever stands behind the escape character, does not end the field.
        pair = "" if escape == quote or not escape else f"|{escape}."
        self._body = re.compile(f"(?:[^{quote}{escape}]{pair}|{quote}{quote})*", re.DOTALL)
        self._doubled = re.compile(f"({escape}.)|{quote}{quote}" if pair else f"(){quote}{quote}", re.DOTALL)
        self._rest = re.compile(f"[^{separator}\n]*")

    def row(self, at: int) -> tuple[list[str], int]:
        """The row that starts at ``at``, and where it ends: at its line break, or behind the text."""
        fields = []
        while True:
            field, at = self._field(at)
            if at < len(self._text) and self._text[at] == self._marks.separator:
                fields.append(field)
                at += 1
            else:
                return [*fields, field.removesuffix("\r")], at

    def _field(self, at: int) -> tuple[str, int]:
        start = self._start.match(self._text, at)
        enclosed = ""
        if start is not None:
            # An escape character at the very end has nothing to escape.
            end = self._end(start.end())
            enclosed = self._doubled.sub(self._single, self._text[start.end() : end])
            at = end + 1
            if end == len(self._text):
                return enclosed, end
        rest = self._rest.match(self._text, at)
        return (enclosed + rest[0], rest.end()) if rest is not None else (enclosed, at)

    def _end(self, at: int) -> int:
        body = self._body.match(self._text, at)
        end = body.end() if body is not None else at
        return end if self._text[end : end + 1] == self._marks.enclosure else len(self._text)

    def _single(self, found: re.Match[str]) -> str:
        return found[1] or self._marks.enclosure
