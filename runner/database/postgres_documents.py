"""JSON as PostgreSQL has it: the type jsonb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Double,
    Numeric,
    TableValuedAlias,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from runner.database.documents import EMPTY, ORDERED, Path, Sql, parameter

# A parameter that is None is the null of JSON.
DOCUMENT = JSONB(none_as_null=False)
ARRAYS: dict[type, Any] = {int: ARRAY(BigInteger), float: ARRAY(Double), str: ARRAY(Text)}


class PostgresDocuments:
    """JSON in PostgreSQL; what the methods do stands in `runner.database.documents.Documents`."""

    def given(self, value: Any) -> Sql:
        return parameter(value, JSONB(none_as_null=True))

    def element(self, sql: Sql, path: Path) -> Sql:
        if not path:
            return sql
        found = func.jsonb_extract_path(sql, *map(_step, path), type_=JSONB())
        return func.nullif(found, parameter(None, DOCUMENT), type_=JSONB())

    def text(self, sql: Sql, path: Path) -> Sql:
        whole = cast(literal_column("'{}'"), ARRAY(Text))
        return self.element(sql, path).op("#>>", return_type=Text())(whole)

    def number(self, sql: Sql, path: Path) -> Sql:
        return case((self._is(sql, path, "number"), cast(self.text(sql, path), Double)))

    def decimal_text(self, sql: Sql) -> Sql:
        # A numeric has the digits that people write, 0.3 and not 0.30000000000000004.
        return cast(func.trim_scale(cast(sql, Numeric)), Text)

    def is_text(self, sql: Sql, path: Path) -> Sql:
        return self._is(sql, path, "string")

    def truth(self, sql: Sql, path: Path) -> Sql:
        empty = or_(*(self.element(sql, path) == parameter(value, DOCUMENT) for value in (None, *EMPTY)))
        return not_(func.coalesce(empty, True, type_=Boolean()))

    def missing(self, sql: Sql, path: Path) -> Sql:
        element, nothing = self.element(sql, path), parameter(None, DOCUMENT)
        return func.coalesce(element, nothing, type_=JSONB()) == nothing

    def among(self, sql: Sql, path: Path, values: Sequence[Any]) -> Sql:
        one = _elements(parameter(list(values), DOCUMENT))
        return self.element(sql, path).in_(select(one.c.value).select_from(one))

    def compared(self, sign: str, sql: Sql, path: Path, value: float | str) -> Sql:
        if type(value) is not str:
            return ORDERED[sign](self.number(sql, path), parameter(value, Double()))
        text = self.text(sql, path).collate("C")
        return and_(self.is_text(sql, path), ORDERED[sign](text, parameter(value, Text())))

    def same(self, left: Sql, left_path: Path, right: Sql, right_path: Path) -> Sql:
        return self.element(left, left_path) == self.element(right, right_path)

    def overlaps(self, sql: Sql, path: Path, values: Sequence[Any]) -> Sql:
        simple = [value for value in values if not isinstance(value, (list, dict))]
        # What an index on the column knows; of lists and objects it would find such as hold more, too.
        parts = [
            self.element(sql, path).op("@>", is_comparison=True)(parameter([value], DOCUMENT))
            for value in simple
        ]
        if len(simple) < len(values) or len(parts) > 4:
            return self.shares(sql, path, parameter(list(values), DOCUMENT), ())
        return or_(*parts) if parts else literal(False)

    def shares(self, left: Sql, left_path: Path, right: Sql, right_path: Path) -> Sql:
        one, other = _elements(self._list(left, left_path)), _elements(self._list(right, right_path))
        return exists(select(literal(1)).select_from(one.join(other, one.c.value == other.c.value)))

    def holds(self, sql: Sql, path: Path, element: Sql) -> Sql:
        one = _elements(self._list(sql, path))
        return exists(select(literal(1)).select_from(one).where(one.c.value == func.to_jsonb(element)))

    def one_of(self, sql: Sql, values: Sequence[Any]) -> Sql:
        kind = ARRAYS[type(values[0])]
        return sql == func.any(parameter(list(values), kind))

    def glob(self, sql: Sql, pattern: str) -> Sql:
        return sql.like(parameter(_complete(pattern), Text()))

    # -- parts of these ----------------------------------------------------------------------------

    def _is(self, sql: Sql, path: Path, kind: str) -> Sql:
        return func.jsonb_typeof(self.element(sql, path), type_=Text()) == parameter(kind, Text())

    def _list(self, sql: Sql, path: Path) -> Sql:
        element = self.element(sql, path)
        return case((self._is(sql, path, "array"), element), else_=parameter([], DOCUMENT))


def _step(key: Any) -> Sql:
    # A number below zero would count from the end; no key of an object looks like this.
    text = "\x01" if type(key) is int and key < 0 else str(key)
    return parameter(text, Text())


def _elements(sql: Sql) -> TableValuedAlias:
    return func.jsonb_array_elements(sql).table_valued("value", name=None)


def _complete(pattern: str) -> str:
    """A pattern that does not end in the middle of an escape, which PostgreSQL refuses."""
    backslashes = len(pattern) - len(pattern.rstrip("\\"))
    return pattern + "\\" if backslashes % 2 else pattern
