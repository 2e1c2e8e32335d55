"""The template of a query -> expressions of SQL, with the parameters bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    false,
    func,
    not_,
    or_,
    type_coerce,
)

from runner.database.documents import Documents
from runner.database.functions import AGGREGATES, aggregate, apply
from runner.database.joins import Names
from runner.database.operands import (
    ANYTHING,
    BOOL,
    DECIMAL,
    INT,
    TEXT,
    TIMESTAMP,
    Asked,
    Given,
    Listed,
    Operands,
    Part,
    certain,
    computed,
)
from runner.database.operators import ARITHMETIC, Operators, is_null, parts_of
from runner.database.postgres_documents import PostgresDocuments
from runner.database.sqlite_documents import SqliteDocuments
from runner.database.world import World
from runner.errors import ScriptError
from runner.values import is_truthy
from runner.values.queries import Query, Template

# Filters that are operators as well.
OPERATORS = {
    "equals": "==",
    "not_equals": "!=",
    "greater_than": ">",
    "greater_than_or_equal": ">=",
    "less_than": "<",
    "less_than_or_equal": "<=",
    "contains": "contains",
    "includes": "includes",
    "overlaps": "overlaps",
}
# These are no filters of one value as well.
ONLY_AGGREGATES = AGGREGATES - {"min", "max", "count"}
# These give a time again.
TIMES = ("timestamp_add_", "timestamp_subtract_")
DOCUMENTS: dict[str, Documents] = {"sqlite": SqliteDocuments(), "postgresql": PostgresDocuments()}
# What reads each kind of template.
READERS = {
    "param": "_given",
    "column": "_column",
    "operator": "_operator",
    "and": "_and",
    "or": "_or",
    "??": "_otherwise",
    "not": "_not",
    "negate": "_negated",
    "if": "_if",
    "filter": "_filter",
    "path": "_path",
    "list": "_list",
    "call": "_call",
    "object": "_object",
}
# What is no condition.
SHOWN: dict[Any, str] = {dict: "an object", list: "a list", str: "a text"}
# Templates that are true or false.
JUDGING = frozenset({"operator", "and", "or", "not"})


class Conditions:
    """Reads what a query says of its tables.

    A part that is None was dropped: `==?` and its like ask nothing where a value is null.

    Args:
        scope: what names stand for.
        dialect: the database.
        world: the run.
        rows: what names stand for inside of aggregates; None where there can be none.
    """

    def __init__(self, scope: Names, dialect: str, world: World, rows: Names | None = None) -> None:
        self._scope = scope
        self._dialect = dialect
        self._world = world
        self._rows = rows
        self.operands = Operands(DOCUMENTS[dialect], world.now)
        self._operators = Operators(self.operands, dialect)
        self._parameters: list[Any] = []

    def condition(self, value: Any) -> ColumnElement[Any] | None:
        """A `where`; None where nothing of it is left. What does not speak of `$db` is true or false.

        Raises:
            ScriptError: it names what is not there, or asks what cannot be asked.
        """
        if not isinstance(value, Query):
            return _constant(value)
        part = self._of(value)
        return None if part is None else self.operands.truth(part)

    def value(self, value: Query) -> Asked:
        """What an `eval` or a group shows.

        Raises:
            ScriptError: it names what is not there, or asks what cannot be asked.
        """
        part = self._of(value)
        asked = self._whole(Given(True) if part is None else part)
        is_condition = value.template[0] in JUDGING and asked.kind == "bool"
        return Asked(certain(asked.sql), BOOL) if is_condition else asked

    # -- templates ---------------------------------------------------------------------------------

    def _of(self, query: Query) -> Part | None:
        self._parameters = query.parameters
        return self._part(query.template)

    def _part(self, template: Template) -> Part | None:
        part: Part | None = getattr(self, READERS[template[0]])(*template[1:])
        return part

    def _sure(self, template: Template) -> Part:
        """A part whose value is needed; a condition that was dropped counts as true."""
        part = self._part(template)
        return Given(True) if part is None else part

    def _given(self, index: int) -> Given:
        return Given(self._parameters[index])

    def _column(self, keys: tuple[Any, ...]) -> Asked:
        return self._scope.column(tuple(self._key(key) for key in keys))

    def _key(self, key: Any) -> Any:
        if not isinstance(key, tuple):
            return key
        part = self._part(key)
        if not isinstance(part, Given):
            raise ScriptError(
                "a key in brackets behind `$db` has to be a value: it cannot come from a column"
            )
        return part.value if type(part.value) is int else str(part.value)

    def _operator(self, sign: str, left: Template, right: Template) -> Part | None:
        one, other = self._sure(left), self._sure(right)
        if sign.endswith("?"):
            is_range = sign.endswith("between?")
            if is_null(one) or (all(map(is_null, parts_of(other))) if is_range else is_null(other)):
                return None
            sign = sign if is_range else sign[:-1]
        if sign in ARITHMETIC or sign == "~":
            return self._operators.calculation(sign, one, other)
        return Asked(self._operators.condition(sign, one, other), BOOL)

    def _and(self, *templates: Template) -> Part | None:
        return self._joined(and_, templates)

    def _or(self, *templates: Template) -> Part | None:
        return self._joined(or_, templates)

    def _joined(
        self, join: Callable[..., ColumnElement[Any]], templates: tuple[Template, ...]
    ) -> Part | None:
        parts = [part for part in map(self._part, templates) if part is not None]
        return Asked(join(*map(self.operands.truth, parts)), BOOL) if parts else None

    def _not(self, template: Template) -> Part | None:
        part = self._part(template)
        return None if part is None else Asked(not_(certain(self.operands.truth(part))), BOOL)

    def _negated(self, template: Template) -> Part:
        return self._operators.calculation("-", Given(0), self._sure(template))

    # -- values ------------------------------------------------------------------------------------

    def _otherwise(self, left: Template, right: Template) -> Part:
        one, other = self._alike(self._sure(left), self._sure(right))
        return Asked(func.coalesce(one.sql, other.sql, type_=one.sql.type), one.field)

    def _if(self, condition: Template, yes: Template, no: Template) -> Part:
        one, other = self._alike(self._sure(yes), self._sure(no))
        truth = certain(self.operands.truth(self._sure(condition)))
        return Asked(type_coerce(case((truth, one.sql), else_=other.sql), one.sql.type), one.field)

    def _alike(self, left: Part, right: Part) -> tuple[Asked, Asked]:
        """Two values as the database can give one or the other: of one type."""
        one, other = self._whole(left), self._whole(right)
        if is_null(left) or is_null(right):
            known = other if is_null(left) else one
            nothing = Asked(bindparam(None, None, known.sql.type), known.field)
            return (nothing, known) if is_null(left) else (known, nothing)
        if (one.kind == other.kind and one.kind in ("text", "bool")) or one.field == other.field:
            return one, other
        if {one.kind, other.kind} == {"number"}:
            field = INT if self.operands.is_whole(one) and self.operands.is_whole(other) else DECIMAL
            return Asked(one.sql, field), Asked(other.sql, field)
        if {one.kind, other.kind} <= {"json", "list"}:
            return Asked(one.sql, ANYTHING), Asked(other.sql, ANYTHING)
        return Asked(self.operands.text(one), TEXT), Asked(self.operands.text(other), TEXT)

    def _whole(self, part: Part) -> Asked:
        """A value without a path: what lies below JSON is a value of its own."""
        asked = self.operands.asked(part)
        return computed(self.operands.value(asked)) if asked.path else asked

    def _filter(self, name: str, template: Template, arguments: tuple[Template, ...]) -> Part:
        if self._rows is not None and name in AGGREGATES and not arguments:
            return self._aggregate(name, template, self._rows)
        part = self._sure(template)
        if name in ONLY_AGGREGATES and not (isinstance(part, Asked) and part.kind in ("json", "list")):
            message = f"`|{name}` works out one value of many rows"
            raise ScriptError(f'{message}: it stands in the `eval` of `return = {{type: "aggregate"}}`')
        if name in OPERATORS and len(arguments) == 1:
            return Asked(self._operators.condition(OPERATORS[name], part, self._sure(arguments[0])), BOOL)
        value = part.value if isinstance(part, Given) else self.operands.value(part)
        given = [self._argument(argument) for argument in arguments]
        found = computed(apply(name, self._dialect, value, given, self._world))
        return Asked(found.sql, TIMESTAMP) if name.startswith(TIMES) else found

    def _aggregate(self, name: str, template: Template, rows: Names) -> Part:
        outside, self._scope, self._rows = self._scope, rows, None
        try:
            value = self.operands.value(self._sure(template))
        finally:
            self._scope, self._rows = outside, rows
        return computed(aggregate(name, self._dialect, value))

    def _argument(self, template: Template) -> Any:
        part = self._sure(template)
        return part.value if isinstance(part, Given) else self.operands.value(part)

    def _path(self, template: Template, keys: tuple[Any, ...]) -> Part:
        found = self.operands.asked(self._sure(template))
        return found.below(tuple(map(self._key, keys)))

    def _list(self, templates: tuple[Template, ...]) -> Part:
        parts = [self._sure(template) for template in templates]
        given = [part.value for part in parts if isinstance(part, Given)]
        return Given(given) if len(given) == len(parts) else Listed(tuple(parts))

    def _call(self, name: str, _arguments: tuple[Template, ...]) -> Part:
        raise ScriptError(
            f"`{name}` cannot stand in a query here; name the addon in `addon`, which gives each row the same"
        )

    def _object(self, _entries: Any) -> Part:
        raise ScriptError("an object with columns in it cannot stand in a condition; compare its members")


def _constant(value: Any) -> ColumnElement[Any] | None:
    """A condition that speaks of no column.

    Raises:
        ScriptError: it is an object, a list or a text: meant to say which rows, it would hold for all.
    """
    if not is_truthy(value):
        return false()
    if type(value) not in (bool, int, float):
        shown = SHOWN.get(type(value), "what reads `$output`")
        raise ScriptError(f"a `where` is a condition, $db.user.id == 5, but got {shown}", kind="inputerror")
    return None
