"""Source texts: where a piece of XanoScript stands and how to show it to a person."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

TAB_WIDTH = 4
# So many characters of a line are shown: data and generated code stand on lines of any length.
LONGEST_LINE = 160


class Span(NamedTuple):
    """A half-open range of code points, ``start <= offset < end``, in one source text."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The range from the start of this span to the end of ``other``."""
        return Span(self.start, other.end)


class Position(NamedTuple):
    """A place for people: ``line`` and ``column`` count from 1, columns in code points."""

    line: int
    column: int


class Source:
    """A named text with a line table.

    Offsets count code points. Python's own ``ast`` wants columns in UTF-8 bytes; that conversion lives
    here and nowhere else.
    """

    def __init__(self, text: str, name: str = "<string>") -> None:
        self.text = text
        self.name = name

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {len(self.text)} characters)"

    @cached_property
    def line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at != -1:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    @cached_property
    def _ascii(self) -> bool:
        return self.text.isascii()

    def position(self, offset: int) -> Position:
        """The line and column of ``offset``; an offset past the end counts as the end."""
        offset = min(offset, len(self.text))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The inverse of :meth:`position`, held inside the text."""
        starts = self.line_starts
        if line > len(starts):
            return len(self.text)
        return min(starts[max(line, 1) - 1] + max(column, 1) - 1, len(self.text))

    def utf8_column(self, offset: int) -> tuple[int, int]:
        """Line from 1 and column in UTF-8 bytes from 0, as Python's ``ast`` counts them."""
        offset = min(offset, len(self.text))
        line = bisect_right(self.line_starts, offset)
        start = self.line_starts[line - 1]
        if self._ascii:
            return line, offset - start
        return line, len(self.text[start:offset].encode("utf-8", "surrogatepass"))

    def offset_from_utf8(self, line: int, column: int) -> int:
        """The offset of a line from 1 and a UTF-8 byte column from 0."""
        if self._ascii:
            return self.offset(line, column + 1)
        head = self.line(line).encode("utf-8", "surrogatepass")[:column]
        return self.offset(line, len(head.decode("utf-8", "ignore")) + 1)

    def line(self, number: int) -> str:
        """The text of one line, counted from 1, without its line break; "" where there is none."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def excerpt(self, span: Span) -> str:
        """The first line of ``span`` with a caret line below it, tabs widened; a part of a long line.

        Keys and tokens are asterisks.
        """
        from runner.keys import without_keys  # a run that goes well shows no line

        line, column = self.position(span.start)
        text, column = _part(without_keys(self.line(line)), column)
        length = max(1, min(span.end - span.start, len(text) - column + 1))
        before = text[: column - 1].expandtabs(TAB_WIDTH)
        marked = text[: column - 1 + length].expandtabs(TAB_WIDTH)
        gutter = f"{line:>5} | "
        caret = " " * (len(gutter) - 2) + "| " + " " * len(before) + "^" * max(1, len(marked) - len(before))
        return f"{gutter}{text.expandtabs(TAB_WIDTH)}\n{caret}"

    def where(self, span: Span) -> str:
        """``name:line:column`` of the start of ``span``."""
        line, column = self.position(span.start)
        return f"{self.name}:{line}:{column}"

    def unix(self) -> Source:
        """The same text with plain newlines: files from Windows read as any other."""
        if "\r" not in self.text:
            return self
        return Source(self.text.replace("\r\n", "\n").replace("\r", "\n"), self.name)

    def publish(self) -> None:
        """Let Python's own tools (tracebacks, debuggers) find this text by its name.

        A text from a file is found by itself; one from standard input or a URL is not.
        """
        import linecache

        lines = self.text.splitlines(keepends=True)
        linecache.cache[self.name] = (len(self.text), None, lines, self.name)


def _part(line: str, column: int) -> tuple[str, int]:
    """A line with the column in it; of a long line the part around the column, and where it is there."""
    if len(line) <= LONGEST_LINE:
        return line, column
    start = max(0, column - LONGEST_LINE // 4)
    head, tail = "..." if start else "", "..." if start + LONGEST_LINE < len(line) else ""
    return head + line[start : start + LONGEST_LINE] + tail, len(head) + column - start
