"""Lines of Python with their indents, and the comments of the .xs file in front of what they speak of."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from runner.eject import layout, pieces
from runner.eject.pieces import Code, name
from runner.syntax.comments import Comment


class Lines:
    """Python text as it grows.

    Args:
        comments: the comments that stand in the function, in order.
        text: the text of its file.
    """

    def __init__(self, comments: Sequence[Comment] = (), text: str = "") -> None:
        self._text = text
        self.lines: list[str] = []
        self.indent = ""
        self._comments = list(comments)
        self._last = ("", "")

    @contextmanager
    def block(self) -> Iterator[None]:
        """Write further in; a block that stays without code gets a `pass`."""
        before, start = self.indent, len(self.lines)
        self.indent += layout.STEP
        try:
            yield
            if all(line.lstrip().startswith("#") for line in self.lines[start:]):
                self.add("pass")
        finally:
            self.indent = before

    def add(self, prefix: str, code: Code | None = None, suffix: str = "") -> None:
        """A statement: what stands in front of its expression, that, and what stands behind."""
        self._last = (self.indent, prefix.split(" ")[0])
        if code is None:
            self.lines.append(f"{self.indent}{prefix}{suffix}")
        else:
            self.lines += layout.lines(prefix, code, suffix, self.indent)

    @property
    def ended(self) -> bool:
        """Whether the last statement of the function itself leaves it."""
        return self._last in ((layout.STEP, "return"), (layout.STEP, "raise"))

    def assign(self, target: str, code: Code) -> None:
        """``target = code``; nothing where that says nothing, an ``if`` where only one side of it does."""
        same = name(target.partition(":")[0])
        choice = pieces.parts_of_choice(code)
        if choice is not None and same in (choice.yes, choice.no):
            kept = choice.no == same
            self.add("if ", choice.condition if kept else pieces.negated(choice.condition), ":")
            with self.block():
                self.assign(target, choice.yes if kept else choice.no)
        elif code != same:
            self.add(f"{target} = ", code)

    def comments_before(self, offset: int) -> None:
        """The comments that stand before a place of the .xs file and are not written yet."""
        while self._comments and self._comments[0].span.start < offset:
            self.comment(self._comments.pop(0).text)

    def comments_until(self, offset: int) -> None:
        """The comments before a place, and one that stands behind it on its line."""
        end = self._text.find("\n", offset)
        self.comments_before(len(self._text) if end < 0 else end)

    def comment(self, text: str) -> None:
        """One comment, over several lines where it is long."""
        room = layout.WIDTH - len(self.indent) - 2
        for line in textwrap.wrap(text, room) or [""]:
            self.lines.append(f"{self.indent}# {line}".rstrip())
