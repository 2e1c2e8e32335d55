"""Statements of XanoScript -> Python statements: the frame that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from runner.check.live import live_statements
from runner.check.variables import is_input, path_of, root_variable, subject
from runner.eject import pieces
from runner.eject.expressions import Expressions
from runner.eject.hints import variable_hint
from runner.eject.layout import flat
from runner.eject.mutation import Mutation
from runner.eject.needs import Refusal
from runner.eject.operators import Operand
from runner.eject.pieces import Code, name, text
from runner.eject.piped import display
from runner.eject.writer import Lines
from runner.syntax.nodes import (
    Alias,
    Block,
    Expression,
    Index,
    Literal,
    Member,
    Statement,
)
from runner.values.kinds import ANY, OBJECT, TEXT

Writer: TypeAlias = "Callable[[Statements, Statement], None]"


class Statements:
    """Writes the statements of one function.

    Args:
        writers: what writes each statement, by its name.
        expressions: writes their expressions.
        mutation: which variables may change in place.
        out: takes the lines.
        read: the variables that something reads.
    """

    def __init__(
        self,
        writers: Mapping[str, Writer],
        expressions: Expressions,
        mutation: Mutation,
        out: Lines,
        read: frozenset[str],
    ) -> None:
        self._writers = writers
        self.expressions = expressions
        self.mutation = mutation
        self.out = out
        self.read = read
        self.needs = expressions.needs
        # What the `except` around the place calls its exception.
        self.caught: str | None = None
        # The variables that have had their first value.
        self.declared: set[str] = set()
        # How many `finally` blocks stand around the place.
        self.finals = 0

    # -- blocks ----------------------------------------------------------------------------------------

    def block(self, block: Block | None) -> None:
        """The statements of a block, further in."""
        with self.out.block():
            self.inline(block)
            if block is not None:
                self.out.comments_before(block.span.end)

    def inline(self, block: Block | None) -> None:
        """The statements of a block, in place."""
        for statement in live_statements(block):
            try:
                self.statement(statement)
            except Refusal as refusal:
                self.needs.refused.append(refusal)
                # What its stack holds is told as well: one look shows all that is in the way.
                if statement.name not in self._writers and statement.block is not None:
                    self.inline(statement.block.block("stack"))

    def statement(self, statement: Statement) -> None:
        """One statement, behind its comments.

        Raises:
            Refusal: there is no Python for it.
        """
        nested = bool(statement.block is not None and statement.block.statements)
        if nested:
            self.out.comments_before(statement.name_span.start)
        else:
            self.out.comments_until(statement.span.end)
        note = statement.property("description")
        if type(note) is Literal and note.value:
            for line in str(note.value).splitlines():
                self.out.comment(line)
        writer = self._writers.get(statement.name)
        if writer is None:
            raise Refusal(f"the statement `{statement.name}`", statement.name_span)
        writer(self, statement)

    # -- parts of a statement ----------------------------------------------------------------------------

    def property(self, statement: Statement, key: str) -> Code:
        """The value of a property; None where there is none."""
        return self.expressions.value(statement.property(key))

    def bind(self, alias: Alias | None, value: Operand) -> None:
        """``as $x|filter``; without one the value is computed and dropped."""
        if alias is not None:
            self.assign(alias.target, self.expressions.filtered(value, alias.filters).code)
        elif not value.code.is_name:
            self.out.add("", value.code)

    def assign(self, target: Expression, value: Code, statement: Statement | None = None) -> None:
        """Set a variable, or one element below it."""
        root, steps = path_of(target)
        if steps and is_input(steps[0].base):
            root, steps = steps[0], steps[1:]  # an input is a variable of its own
        word = self.target(root)
        if not steps:
            self.out.assign(word + self._annotation(root, value, statement), value)
            return
        keys = [
            self.expressions.value(step.key) if isinstance(step, Index) else text(step.key) for step in steps
        ]
        kind, key = self.expressions.known.of(root), keys[0]
        plain = len(keys) == 1 and kind.types and kind.only(OBJECT) and self._is_text(steps[0])
        if plain and statement is not None and self.owns(statement, root):
            self.out.add(f"{word}[{flat(key)}] = ", value)
            return
        path = pieces.listing(keys)
        if len(keys) == 1 and "." not in (key.literal or "."):
            path = key
        self.out.assign(word, self.expressions.helper("put", name(word), path, value))

    def _annotation(self, root: Expression, value: Code, statement: Statement | None) -> str:
        """The type hint of a variable where it gets its first value and needs one."""
        word = root_variable(root)
        if word is None or word == "input" or word in self.declared:
            return ""
        self.declared.add(word)
        known = self.expressions.known
        node = statement.property("value") if statement is not None else None
        kind = known.of(node) if node is not None else ANY
        items = display(value, "[") if display(value, "[") is not None else display(value, "{")
        hint = variable_hint(known.variable(word), kind, items is not None, items == (), self.needs)
        return f": {hint}" if hint else ""

    def _is_text(self, step: Index | Member) -> bool:
        return isinstance(step, Member) or self.expressions.known.of(step.key).only(TEXT)

    def owns(self, statement: Statement, root: Expression) -> bool:
        """Whether a statement may change what a variable holds in place."""
        word = root_variable(root)
        return word is not None and self.mutation.owns(statement, word)

    def target(self, root: Expression) -> str:
        """The Python name of a variable that is set.

        Raises:
            Refusal: it is none.
        """
        if type(root) is Member and is_input(root.base):
            return self.expressions.names.inputs[root.key]
        word = root_variable(root)
        names = self.expressions.names.variables
        if word not in names:
            raise Refusal("a target that is no variable", root.span)
        return names[word]


def subject_of(statement: Statement) -> Expression:
    """The value or the variable in a head, which the checker has seen to be there."""
    found = subject(statement)
    assert found is not None
    return found
