"""The table of beginners' mistakes: data alone; `explain` reads it from the top down."""

from runner.syntax.mistakes.assignments import ASSIGNMENT_MISTAKES
from runner.syntax.mistakes.collections import COLLECTION_MISTAKES
from runner.syntax.mistakes.declarations import DECLARATION_MISTAKES
from runner.syntax.mistakes.expressions import FUNCTION_MISTAKES, GAP_MISTAKES
from runner.syntax.mistakes.operators import OPERATOR_MISTAKES
from runner.syntax.mistakes.row import Mistake
from runner.syntax.mistakes.statements import STATEMENT_MISTAKES
from runner.syntax.mistakes.texts import TEXT_MISTAKES

__all__ = ["MISTAKES", "Mistake"]

# The first row that fits is taken: narrow rows stand before wide ones.
MISTAKES = (
    *TEXT_MISTAKES,
    *ASSIGNMENT_MISTAKES,
    *STATEMENT_MISTAKES,
    *DECLARATION_MISTAKES,
    *FUNCTION_MISTAKES,
    *OPERATOR_MISTAKES,
    *COLLECTION_MISTAKES,
    *GAP_MISTAKES,
)
