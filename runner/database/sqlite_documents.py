"""JSON as SQLite has it: texts, with functions that look into them."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Double,
    Float,
    TableValuedAlias,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    not_,
    null,
    select,
    type_coerce,
)

from runner.database.documents import EMPTY, ORDERED, Path, Sql, parameter
from runner.database.functions.calling import in_order
from runner.values import dump_json

# Other keys may be escaped in the text of the JSON, and paths are compared with that. "0" may name the
# place of an element as well.
PLAIN_KEY = re.compile(r"(?!\d+$)[ !#-\[\]-~]*")
GLOB_WILDCARDS = {"%": "*", "_": "?"}
NUMERIC = ("integer", "real")


class SqliteDocuments:
    """JSON in SQLite; what the methods do stands in `runner.database.documents.Documents`."""

    def given(self, value: Any) -> Sql:
        return parameter(value, JSON(none_as_null=True))

    def element(self, sql: Sql, path: Path) -> Sql:
        if not path:
            return sql
        kind, value = self._kind(sql, path), self._value(sql, path)
        # These two would come as numbers. Quoted, a text is JSON again; null is that of SQL.
        quoted = (kind != _text("null"), func.json_quote(value))
        found = case((kind.in_([_text("true"), _text("false")]), kind), quoted)
        return type_coerce(found, JSON(none_as_null=True))

    def text(self, sql: Sql, path: Path) -> Sql:
        kind, value = self._kind(sql, path), self._value(sql, path)
        return case(
            (kind.in_([_text("true"), _text("false")]), kind),
            (kind == _text("real"), self.decimal_text(value)),
            else_=cast(value, Text),
        )

    def number(self, sql: Sql, path: Path) -> Sql:
        numeric = self._kind(sql, path).in_([_text(kind) for kind in NUMERIC])
        return type_coerce(case((numeric, self._value(sql, path)), else_=null()), Double())

    def decimal_text(self, sql: Sql) -> Sql:
        # What SQLite prints of null is 0.
        return case((sql.is_not(None), func.printf(_text("%.15g"), cast(sql, Float), type_=Text())))

    def is_text(self, sql: Sql, path: Path) -> Sql:
        return self._kind(sql, path) == _text("text")

    def truth(self, sql: Sql, path: Path) -> Sql:
        return and_(not_(self.missing(sql, path)), not_(self.among(sql, path, EMPTY)))

    def missing(self, sql: Sql, path: Path) -> Sql:
        return self._value(sql, path).is_(None)

    def among(self, sql: Sql, path: Path, values: Sequence[Any]) -> Sql:
        kind, value = self._kind(sql, path), self._value(sql, path)
        if _has_members(values):
            value = _in_order(kind, value)
        one = _elements(_text(in_order(dump_json(list(values)))))
        same = and_(one.c.value == value, _class(one.c.type) == _class(kind))
        return exists(select(literal(1)).select_from(one).where(same))

    def compared(self, sign: str, sql: Sql, path: Path, value: float | str) -> Sql:
        if type(value) is str:
            return and_(self.is_text(sql, path), ORDERED[sign](self._value(sql, path), _text(value)))
        return ORDERED[sign](self.number(sql, path), parameter(value, Double()))

    def same(self, left: Sql, left_path: Path, right: Sql, right_path: Path) -> Sql:
        kinds = self._kind(left, left_path), self._kind(right, right_path)
        values = self._value(left, left_path), self._value(right, right_path)
        one, other = (_in_order(kind, value) for kind, value in zip(kinds, values, strict=True))
        return and_(one == other, _class(kinds[0]) == _class(kinds[1]))

    def overlaps(self, sql: Sql, path: Path, values: Sequence[Any]) -> Sql:
        return self.shares(sql, path, _text(dump_json(list(values))), ())

    def shares(self, left: Sql, left_path: Path, right: Sql, right_path: Path) -> Sql:
        one, other = _elements(self._list(left, left_path)), _elements(self._list(right, right_path))
        values = (_in_order(each.c.type, each.c.value) for each in (one, other))
        same = and_(operator.eq(*values), _class(one.c.type) == _class(other.c.type))
        return exists(select(literal(1)).select_from(one.join(other, same)))

    def holds(self, sql: Sql, path: Path, element: Sql) -> Sql:
        one = _elements(self._list(sql, path))
        same = one.c.value == element
        if isinstance(element.type, Boolean):
            same = one.c.type == case((element, _text("true")), else_=_text("false"))
        return exists(select(literal(1)).select_from(one).where(same))

    def one_of(self, sql: Sql, values: Sequence[Any]) -> Sql:
        one = _elements(_text(dump_json(list(values))))
        return sql.in_(select(one.c.value).select_from(one))

    def glob(self, sql: Sql, pattern: str) -> Sql:
        # LIKE of SQLite looks away from the case of letters, but of those of English alone.
        return sql.op("GLOB", is_comparison=True)(_text(glob_pattern(pattern)))

    # -- parts of these ----------------------------------------------------------------------------

    def _value(self, sql: Sql, path: Path) -> Sql:
        """What lies there: a number, a text, 1 for true; of a list or an object its JSON."""
        base, steps = _reached(sql, path)
        return func.json_extract(base, steps)

    def _kind(self, sql: Sql, path: Path) -> Sql:
        base, steps = _reached(sql, path)
        return func.json_type(base, steps, type_=Text())

    def _list(self, sql: Sql, path: Path) -> Sql:
        is_list = self._kind(sql, path) == _text("array")
        return case((is_list, self._value(sql, path)), else_=_text("[]"))


def glob_pattern(pattern: str) -> str:
    """A pattern of LIKE as one of GLOB, in which a backslash takes nothing's meaning away."""
    found, characters = [], iter(pattern)
    for character in characters:
        if character in GLOB_WILDCARDS:
            found.append(GLOB_WILDCARDS[character])
            continue
        literally = next(characters, character) if character == "\\" else character
        found.append(f"[{literally}]" if literally in "*?[" else literally)
    return "".join(found)


def _reached(sql: Sql, path: Path) -> tuple[Sql, Sql]:
    """The JSON in which a path can be looked up, and the path, as a parameter."""
    for at, key in enumerate(path):
        if type(key) is not int and not PLAIN_KEY.fullmatch(str(key)):
            return _reached(_member(*_reached(sql, path[:at]), str(key)), path[at + 1 :])
    return sql, _text("$" + "".join(map(_step, path)))


def _step(key: Any) -> str:
    # A number below zero is the place of nothing; no key of an object looks like this.
    return f'."{key}"' if type(key) is not int else f"[{key}]" if key >= 0 else '."\x01"'


def _member(sql: Sql, path: Sql, key: str) -> Sql:
    """One member of an object, or of a list by its number, whatever its key, as JSON."""
    one = func.json_each(sql, path).table_valued("key", "value", "type", name=None)
    plain = one.c.type.in_([_text(kind) for kind in ("object", "array")])
    word = one.c.type.in_([_text(kind) for kind in ("true", "false", "null")])
    found = case((plain, one.c.value), (word, one.c.type), else_=func.json_quote(one.c.value))
    return select(found).select_from(one).where(cast(one.c.key, Text) == _text(key)).scalar_subquery()


def _elements(sql: Sql) -> TableValuedAlias:
    return func.json_each(sql).table_valued("value", "type", name=None)


def _has_members(values: Sequence[Any]) -> bool:
    return any(value and isinstance(value, (list, dict)) for value in values)


def _in_order(kind: Sql, value: Sql) -> Sql:
    """What two values have in common that are the same but for the order of the keys of objects."""
    ordered = func.xanoscript_ordered(value)
    return case((kind.in_([_text("object"), _text("array")]), ordered), else_=value)


def _class(kind: Sql) -> Sql:
    """The type of JSON, ints and decimals as one: 5 and 5.0 are the same number."""
    return case((kind == _text("real"), _text("integer")), else_=kind)


def _text(value: str | None) -> Sql:
    return parameter(value, Text())
