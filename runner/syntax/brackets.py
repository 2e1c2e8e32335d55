"""Brackets in a broken text: which one is never closed and which one closes nothing.

A parser notices a missing `}` only at the end of the file. Authors indent, so indentation tells the
place: a bracket closes on a line that stands no deeper than the line that opened it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runner.source import Source, Span

# Texts and comments are skipped whole. A quoted text ends with its line here: in a broken file one
# that is never closed must not hide the brackets of all lines after it.
SCAN = re.compile(
    r'"""(?:.|\n)*?(?:"""|\Z)|\'\'\'(?:.|\n)*?(?:\'\'\'|\Z)|"(?:[^"\\\n]|\\.)*"?|\'(?:[^\'\\\n]|\\.)*\'?'
    r"|//[^\n]*|^---[ \t]*$|[{}()\[\]\n]",
    re.MULTILINE,
)
CLOSING = {"{": "}", "(": ")", "[": "]"}
OPENING = {close: opening for opening, close in CLOSING.items()}
INDENT = re.compile(r"[ \t]*")
BLANK = " \t\r\n"


def scan(text: str, start: int, end: int | None = None) -> Iterator[re.Match[str]]:
    """Every bracket, newline and `---` line of ``text`` from ``start`` on, in order."""
    for match in SCAN.finditer(text, start, len(text) if end is None else end):
        if match[0][0] in "{}()[]\n-":
            yield match


def indentation(source: Source, offset: int) -> int:
    """The width of the blanks that the line of ``offset`` begins with."""
    line = source.line(source.position(offset).line)
    match = INDENT.match(line)
    return len(match[0].expandtabs(4)) if match else 0


def is_first_on_line(text: str, offset: int) -> bool:
    """Whether nothing but blanks stands before ``offset`` on its line."""
    return not text[text.rfind("\n", 0, offset) + 1 : offset].strip()


def find_unclosed(source: Source, start: int, end: int) -> int | None:
    """The brace between ``start`` and ``end`` that lacks its `}`.

    That is one whose closing brace stands further left than its own line, else the innermost one
    that is still open at ``end``; None where every brace is closed.
    """
    opened: list[int] = []
    for match in scan(source.text, start, end):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            brace = opened.pop()
            if indentation(source, match.start()) < indentation(source, brace):
                return brace
    return opened[-1] if opened else None


def find_surplus(source: Source, end: int) -> int | None:
    """The brace before ``end`` that closes too much, in the document that ``end`` stands in.

    That is the first one that is indented deeper than the line of the brace that it closes; None
    where there is none.
    """
    opened: list[int] = []
    found: int | None = None
    for match in scan(source.text, 0, end):
        at = match.start()
        if match[0].startswith("---"):
            opened, found = [], None
        elif match[0] == "{":
            opened.append(at)
        elif match[0] == "}" and opened:
            brace = opened.pop()
            deeper = indentation(source, at) > indentation(source, brace)
            if found is None and deeper and is_first_on_line(source.text, at):
                found = at
    return found


def find_unopened(source: Source, brace: int) -> Span | None:
    """The line whose block ``brace`` was meant to close, where that line opens none.

    That is the next one above that stands no deeper than ``brace``, if it stands just as deep.
    """
    if source.text[brace] != "}" or not is_first_on_line(source.text, brace):
        return None
    number = source.position(brace).line - 1
    depth = indentation(source, brace)
    while number > 0:
        line, start = source.line(number), source.line_starts[number - 1]
        code = line.split("//")[0].strip()
        inner = len(line) - len(line.lstrip())
        if code and indentation(source, start) <= depth:
            is_bare = indentation(source, start) == depth and code[0].isalpha() and "{" not in code
            is_bare = is_bare and number < source.position(brace).line - 1
            return Span(start + inner, start + inner + len(code)) if is_bare else None
        number -= 1
    return None


def find_closer(text: str, start: int) -> int | None:
    """The `}` that closes the block in which ``start`` stands; None where the document ends before."""
    depth = 0
    for match in scan(text, start):
        if match[0].startswith("---"):
            break
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            return match.start()
    return None


def is_balanced(source: Source, opener: int) -> bool:
    """Whether each brace from ``opener`` to the end of its document has its other one."""
    depth = 0
    for match in scan(source.text, opener):
        if match[0].startswith("---"):
            break
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return depth == 0


def find_bare_head(source: Source, offset: int) -> Span | None:
    """The line above ``offset`` that stands less deep and opens no block, if it begins with a name."""
    depth = indentation(source, offset)
    for number in range(source.position(offset).line - 1, 0, -1):
        line, start = source.line(number), source.line_starts[number - 1]
        code = line.split("//")[0].strip()
        if code and indentation(source, start) < depth:
            inner = len(line) - len(line.lstrip())
            is_bare = code[0].isalpha() and not code.endswith(("{", "}"))
            return Span(start + inner, start + inner + len(code)) if is_bare else None
    return None


def is_left_open(source: Source, opener: int, offset: int) -> bool:
    """Whether the bracket at ``opener`` should have been closed before the line of ``offset``.

    So it is where that line stands no deeper than the opener's, although the lines between do.
    """
    if "\n" not in source.text[opener:offset]:
        return False
    return _indents(source, opener) and indentation(source, offset) <= indentation(source, opener)


def _indents(source: Source, opener: int) -> bool:
    """Whether the line behind the one of ``opener`` stands deeper: only then does indentation tell."""
    text = source.text
    inner = text.find("\n", opener) + 1
    while text[inner : inner + 1].isspace():
        inner += 1
    return indentation(source, inner) > indentation(source, opener)


def closing_place(source: Source, opener: int, limit: int, is_indented: bool) -> int:
    """Where the closing bracket of ``opener`` is missing: behind the last thing that it may hold.

    That is before the first line that stands no deeper than the opener's own, ``limit`` at the latest.
    Where a text is not indented at all, which ``is_indented`` may know better, it is ``limit``.
    """
    text, outer = source.text, indentation(source, opener)
    end = limit
    newline = text.find("\n", opener) if is_indented or _indents(source, opener) else -1
    while newline != -1 and newline < limit:
        first = newline + 1 + len(INDENT.match(text, newline + 1)[0])  # type: ignore[index]
        if text[first : first + 1] not in ("", "\n") and indentation(source, first) <= outer:
            end = newline
            break
        newline = text.find("\n", newline + 1)
    while end > opener + 1 and text[end - 1] in BLANK:
        end -= 1
    return end
