"""What the rules call sure is so: programs made by chance never do what a warning says they cannot."""

from __future__ import annotations

from typing import Any, ClassVar
from unittest.mock import patch

from hypothesis import HealthCheck, assume, given, note, settings

from runner.check.variables import subject
from runner.language import xanoscript
from runner.lint.rules import FileView
from runner.lint.semantics.types import tell_filters, tell_operands
from runner.lint.semantics.unset import walk_all_ways
from runner.source import Source, Span
from runner.syntax import parse_tokens
from runner.syntax.nodes import Binary, Block, Expression, FunctionDocument, Pipe, Statement
from tests.reference.evaluator import Frame, Program
from tests.reference.expressions import TooMuch
from tests.reference.generator import Example, programs
from tests.reference.rules import Failure


class Trace(Frame):
    """A call that notes which statements began and ended, and which expressions have a value."""

    begun: ClassVar[set[Span]] = set()
    done: ClassVar[set[Span]] = set()

    def block(self, block: Block | None) -> None:
        for statement in block.statements if block else []:
            self.begun.add(statement.name_span)
            super().block(Block(statement.span, [statement]))
            self.done.add(statement.span)

    def value(self, node: Expression) -> Any:
        value = super().value(node)
        self.done.add(node.span)
        return value


def failing(view: FileView) -> dict[Span, list[Span]]:
    """What cannot have a value, or cannot end, where a warning stands at one of its parts."""
    found: dict[Span, list[Span]] = {}
    for body in view.bodies:
        for pipe in body.all(Pipe):
            for call in pipe.filters:
                found.setdefault(call.span, []).append(pipe.span)
        for node in body.all(Binary):
            for side in (node.left, node.right):
                found.setdefault(side.span, []).append(node.span)
        for statement in body.all(Statement):
            for operand in (subject(statement), statement.property("value")):
                if operand is not None:
                    found.setdefault(operand.span, []).append(statement.span)
    return found


def run(functions: dict[str, FunctionDocument], inputs: dict[str, Any]) -> None:
    """A run of `main`, whichever way it ends, that leaves its notes in :class:`Trace`."""
    Trace.begun.clear()
    Trace.done.clear()
    with patch("tests.reference.evaluator.Frame", Trace):
        try:
            Program(functions).call("main", inputs)
        except Failure as failure:
            note(f"it failed: {failure.message}")
        except (TooMuch, RecursionError):
            assume(False)


@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(programs())
def test_no_program_does_what_it_surely_cannot(example: Example) -> None:
    note(example.text)
    source = Source(example.text, "t.xs")
    documents, tokens = parse_tokens(source)
    view = FileView(source, documents, tokens, xanoscript())
    told = [problem for rule in (walk_all_ways, tell_filters, tell_operands) for problem in rule(view)]
    failing_at = failing(view)
    for inputs in example.runs:
        run({one.name: one for one in documents if isinstance(one, FunctionDocument)}, inputs)
        for problem in told:
            if problem.code == "unreachable-code":
                assert problem.span not in Trace.begun, problem.message
            elif problem.code in ("filter-type", "operand-type"):
                assert not Trace.done & {*failing_at[problem.span]}, problem.message
