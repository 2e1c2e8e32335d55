"""A filter that is about to be written, for the rules that know what Python has in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from runner.eject.operators import Operand
from runner.eject.pieces import Bracket, Code
from runner.syntax.nodes import Expression, Literal
from runner.values.kinds import LIST

if TYPE_CHECKING:
    from runner.eject.expressions import Expressions


class Piped:
    """A filter that is about to be written: what is piped into it, and its arguments."""

    def __init__(self, writer: Expressions, value: Operand, arguments: list[Expression]) -> None:
        self.writer = writer
        self.value = value
        self.code = value.code
        self.arguments = arguments

    def argument(self, at: int) -> Operand:
        """One argument."""
        return self.writer.operand(self.arguments[at])

    def literal(self, at: int) -> Any:
        """The value of an argument that is a literal; None for any other, and where there is none."""
        node = self.arguments[at] if at < len(self.arguments) else None
        return node.value if type(node) is Literal else None

    @property
    def key(self) -> str | None:
        """The first argument where it is the key of one member."""
        word = self.literal(0)
        return word if isinstance(word, str) and word and "." not in word else None

    @property
    def text(self) -> Code:
        """What is piped, as text."""
        return self.writer.operators.text(self.value)

    def text_of(self, at: int) -> Code:
        """An argument as text."""
        return self.writer.operators.text(self.argument(at))

    def helper(self, called: str) -> Code:
        """A call of a helper with what is piped and all arguments."""
        values = [self.writer.value(argument) for argument in self.arguments]
        return self.writer.helper(called, self.code, *values)

    @property
    def elements(self) -> Code:
        """What is piped, as something that a `for` can walk."""
        return self.code if self.value.only(LIST) else self.writer.helper("each", self.code)


def display(code: Code, opening: str) -> tuple[Code, ...] | None:
    """The items of what is written as a list (``[``) or a dictionary (``{``); None for anything else."""
    only = code.pieces[0]
    whole = len(code.pieces) == 1 and isinstance(only, Bracket) and only.comma
    return only.items if whole and isinstance(only, Bracket) and only.opening == opening else None


Rule: TypeAlias = "Callable[[Piped], Code | None]"
