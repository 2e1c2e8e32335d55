"""Where code speaks of the database: what only queries know stands in their properties, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.live import walk_live
from runner.check.references import DATABASE
from runner.errors import Problem
from runner.source import Source
from runner.specs import Language
from runner.syntax.nodes import (
    Binary,
    Call,
    Expression,
    FilterCall,
    Group,
    Literal,
    Logical,
    Node,
    ObjectLiteral,
    Statement,
    Unary,
    Variable,
)

# The row that an addon is for, and the property in which there is one.
ROW = "output"
ADDON = "addon"
# The function form of an addon in an `eval`.
ADDON_ATTRIBUTE = "dbAddonAttr"
# Operators that the database alone has, with what to write elsewhere.
OPERATORS = {
    "includes": "$text|icontains:$part",
    "overlaps": "($list|intersect:$other|count) > 0",
    "like": "$text|icontains:$part",
    "ilike": "$text|icontains:$part",
    "between": "$value >= $low && $value <= $high",
}
# Operators of Xano's queries that those here do not have; `~` alone means something else, two texts joined.
MISSING = {
    "@>": "`contains` looks for an element of a list, `==` at the value of a key: $db.post.meta.key == 1",
    "~": "`includes` looks for a part of a text, `ilike` for a pattern with % and _",
    "!~": "`not includes` looks for a part of a text, `not ilike` for a pattern with % and _",
}
# Properties of a statement that are conditions, and the one whose entries have some.
WHERE, JOIN = "where", "join"


def asks_database(node: Node, language: Language) -> bool:
    """Whether the database has to work out an expression, or a part of it."""
    # An operator of queries on plain values asks for nothing that a database knows.
    return any(type(part) is not Binary and is_query_part(part, language) for part in walk_live(node))


def is_query_part(node: Node, language: Language) -> bool:
    """Whether a node means something in queries alone: `$db`, and some filters, operators and functions."""
    if type(node) is Variable:
        return node.name == "db"
    if type(node) is FilterCall:
        return node.name in language.query_filters and node.name not in language.filters
    if type(node) is Binary:
        return _plain(node.operator).removeprefix("not ") in OPERATORS
    return type(node) is Call and node.name == ADDON_ATTRIBUTE


def nodes_of_queries(node: Node, language: Language) -> frozenset[int]:
    """The identities of all nodes below ``node`` that the database works out, as far as it has to."""
    statements = (item for item in walk_live(node) if type(item) is Statement)
    values = (value for item in statements for value in query_values(item, language))
    return frozenset(id(inner) for value in values for inner in walk_live(value))


def query_values(statement: Statement, language: Language) -> Iterator[Expression]:
    """The values of the properties in which a statement asks the database."""
    if not statement.name.startswith(DATABASE) or statement.block is None:
        return
    spec = language.statements.get(statement.name)
    for entry in statement.block.properties:
        # Of what does not run here nobody knows which properties those are.
        if spec is None or entry.key in spec.queries or entry.key == ADDON:
            yield entry.value


def row_values(nodes: Iterable[Node]) -> Iterator[Expression]:
    """The values in which `$output` is a row: what the addons of statements of the database are given."""
    for node in nodes:
        if type(node) is Statement and node.name.startswith(DATABASE):
            value = node.property(ADDON)
            if value is not None:
                yield value


def outside_problem(node: Node, source: Source) -> Problem:
    """The problem of `$db`, or of an operator of queries, where no query is."""
    if type(node) is not Binary:
        message = "`$db` stands for columns, in queries of the database alone"
        hint = "read the row before, `db.get ... as $row`, and use `$row.column`"
        return Problem("outside-query", message, source, node.span, hint)
    operator = _plain(node.operator)
    hint = OPERATORS[operator.removeprefix("not ")]
    hint = f"!({hint})" if operator.startswith("not ") else hint
    message = f"the operator `{operator}` works on columns, in queries of the database alone"
    return Problem("outside-query", message, source, node.span, hint)


def missing_operators(node: Node, source: Source) -> Iterator[Problem]:
    """The problems of operators that Xano's queries have and those here have not, in one node."""
    if type(node) is Binary and _plain(node.operator) in MISSING.keys() - {"~"}:
        yield _missing(node, f"the operator `{_plain(node.operator)}` does not run here", source)
    elif type(node) is Statement and node.name.startswith(DATABASE):
        for value in _wheres(node):
            for part in _judged(value):
                if type(part) is Binary and part.operator == "~":
                    yield _missing(part, "`~` joins two texts here, and finds no pattern", source)


def _missing(node: Binary, message: str, source: Source) -> Problem:
    return Problem("query-form", message, source, node.span, MISSING[_plain(node.operator)])


def _wheres(statement: Statement) -> Iterator[Expression]:
    """The conditions of a statement, and of what it joins."""
    own, joined = statement.property(WHERE), statement.property(JOIN)
    if own is not None:
        yield own
    for entry in joined.entries if type(joined) is ObjectLiteral else ():
        for part in entry.value.entries if type(entry.value) is ObjectLiteral else ():
            if type(part.key) is Literal and part.key.value == WHERE:
                yield part.value


def _judged(node: Expression) -> Iterator[Expression]:
    """The parts of a condition that are true or false by themselves."""
    if type(node) is Group:
        yield from _judged(node.inner)
    elif type(node) is Unary:
        yield from _judged(node.operand)
    elif type(node) is Logical:
        yield from _judged(node.left)
        yield from _judged(node.right)
    else:
        yield node


def _plain(operator: str) -> str:
    """An operator without its question mark, with single blanks."""
    return " ".join(operator.rstrip("?").split())
