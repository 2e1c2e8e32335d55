"""Whether the branches of a statement leave no case out, though it has no `else` or `default`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from runner.check.live import live_statements
from runner.check.variables import is_input, subject, ungrouped
from runner.lint.bodies import Body
from runner.syntax.nodes import (
    Binary,
    Declaration,
    Expression,
    ListLiteral,
    Literal,
    Member,
    Statement,
    Unary,
)

LEAST = re.compile(r"\bmin:(-?\d+)")
MOST = re.compile(r"\bmax:(-?\d+)")
# A list of more values than this nobody writes down.
MOST_CHOICES = 100
# Which of the three relations a comparison holds for.
HOLDS = {"==": "=", "===": "=", "!=": "<>", "!==": "<>", "<": "<", "<=": "<=", ">": ">", ">=": "=>"}
EVERY = set("<=>")


def covers_all(body: Body, statement: Statement) -> bool:
    """Whether one of the branches of a `switch` or a `conditional` surely is taken."""
    conditions = [condition for part in live_statements(statement.block) if (condition := subject(part))]
    if statement.name == "switch":
        head = subject(statement)
        return head is not None and _covers(body, head, conditions)
    return _leaves_nothing(body, conditions)


def _leaves_nothing(body: Body, conditions: list[Expression]) -> bool:
    """Whether conditions complete each other: `$a > 1` and `$a <= 1`, `$b` and `!$b`, or name all choices."""
    held: dict[tuple[str, str], set[str]] = {}
    equal: dict[str, list[Binary]] = {}
    texts = {body.text(condition) for condition in conditions}
    for condition in map(ungrouped, conditions):
        if type(condition) is Unary and condition.operator == "!" and body.text(condition.operand) in texts:
            return True
        if type(condition) is Binary and condition.operator in HOLDS:
            sides = body.text(condition.left), body.text(condition.right)
            held.setdefault(sides, set()).update(HOLDS[condition.operator])
            if HOLDS[condition.operator] == "=":
                equal.setdefault(sides[0], []).append(condition)
    if EVERY in held.values():
        return True
    return any(_covers(body, ones[0].left, [one.right for one in ones]) for ones in equal.values())


def _covers(body: Body, node: Expression, values: Iterable[Expression]) -> bool:
    """Whether values are all that an input can have: an enum, a bool, or an int between two bounds."""
    node = ungrouped(node)
    if type(node) is not Member or not is_input(node.base):
        return False
    key = node.key
    declared = next((item for item in body.document.inputs if item.name == key), None)
    choices = _choices(declared) if declared is not None else set()
    literals = (value for value in map(ungrouped, values) if type(value) is Literal)
    return bool(choices) and choices <= {str(value.value) for value in literals}


def _choices(declared: Declaration) -> set[str]:
    """All values that an input can have, as texts; none where they cannot be listed."""
    if declared.list_depth or declared.nullable or (declared.optional and declared.default is None):
        return set()
    if declared.type_name == "enum":
        return set(_values(declared))
    if declared.type_name == "bool":
        return {"True", "False"}
    least, most = LEAST.search(declared.filters), MOST.search(declared.filters)
    if declared.type_name != "int" or least is None or most is None:
        return set()
    numbers = range(int(least[1]), int(most[1]) + 1)
    return set(map(str, numbers)) if len(numbers) <= MOST_CHOICES else set()


def _values(declared: Declaration) -> Iterator[str]:
    values = declared.block.get("values") if declared.block is not None else None
    for item in values.items if type(values) is ListLiteral else ():
        if type(item) is Literal:
            yield str(item.value)
