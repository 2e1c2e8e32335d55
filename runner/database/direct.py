"""SQL that an author wrote, with its values as bound parameters: `db.direct_query` and its like."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from runner.database.database import Database
from runner.database.placeholders import Sql, parse_sql
from runner.database.sessions import Sessions
from runner.errors import ScriptError
from runner.types.faults import counted
from runner.values import plain

# What tables are called in Xano's own database: by the numbers of a workspace and a table.
XANO_TABLE = re.compile(r"\b(?:x|mvpw)\d+_\d+\b")
# PostgreSQL cannot always tell what a text or null is meant to be: `? IS NULL`.
UNKNOWN_TYPE = re.compile(r"could not determine data type of parameter \$(\d+)")

Rows = list[dict[str, Any]]


def direct_query(database: Database, sql: str, given: Any) -> Rows:
    """The rows that SQL gives in the database of the job; none where it gives no rows.

    Args:
        database: where it is sent.
        sql: one statement.
        given: the values of its placeholders, or the value of its only one.

    Raises:
        ScriptError: it is not one statement, the numbers of placeholders and values differ, or the
            database refuses.
    """
    dialect = database.target.dialect
    parsed, values = _parsed(sql, dialect, given)
    # Tables are made when they are first asked for, and this may ask for any.
    lowered = sql.lower()
    for name in database.tables:
        if name.lower() in lowered:
            database.stored(name)
    try:
        return _sent(database.sessions, dialect, parsed, values)
    except ScriptError as error:
        found = XANO_TABLE.search(sql)
        if error.kind != "notfound" or found is None:
            raise
        message = f"`{found[0]}` is the name of a table inside of Xano; here SQL takes the table's own name"
        raise ScriptError(message, kind="notfound") from None


def external_query(database: Database, kind: str, url: str, sql: str, given: Any) -> Rows:
    """The rows that SQL gives on another server, of the kind "postgresql" or "mysql".

    Raises:
        ScriptError: as above, or the URL is none.
    """
    parsed, values = _parsed(sql, kind, given)
    return _sent(database.external(kind, url), kind, parsed, values)


def _parsed(sql: str, dialect: str, given: Any) -> tuple[Sql, list[Any]]:
    parsed = parse_sql(sql, dialect)
    values = _values(given, parsed.places)
    if parsed.places != len(values):
        message = f"`sql` has {counted(parsed.places, 'placeholder')} `?`, but `arg` gives"
        message += f" {counted(len(values), 'value')}"
        raise ScriptError(message, kind="inputerror")
    return parsed, values


def _values(given: Any, places: int) -> list[Any]:
    if isinstance(given, list):
        # `arg = $ids` for one placeholder, `= ANY(?)`, means the list itself.
        return [given] if places == 1 and len(given) != 1 else given
    # Null is a value where there is a place for one.
    return [given] if given is not None or places else []


def _sent(sessions: Sessions, dialect: str, sql: Sql, arguments: Sequence[Any]) -> Rows:
    sender = SENDERS[dialect](sql, arguments)
    sessions.change()
    ask = sessions.read if sql.reads else sessions.write
    # Each try has a savepoint of its own, where one is needed; the server has refused before it did anything.
    for _ in range(sql.places):
        try:
            return ask(sender.rows)
        except UnknownType as unknown:
            sender.cast(unknown.place)
    return ask(sender.rows)


class UnknownType(Exception):
    """A placeholder, by its number from 0, whose type PostgreSQL could not tell."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class Sender:
    """Sends one statement as SQLite takes it; the other databases differ in a few points."""

    sign = "?"

    def __init__(self, sql: Sql, arguments: Sequence[Any]) -> None:
        self._parts = sql.parts
        self._signs = [self.sign] * sql.places
        self._values = tuple(map(self.value, arguments))

    def rows(self, connection: Connection) -> Rows:
        """The rows, as objects."""
        cursor: Any = connection.connection.cursor()
        try:
            self.execute(cursor)
            if cursor.description is None:
                return []
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, map(shown, row), strict=True)) for row in cursor.fetchall()]
        finally:
            cursor.close()

    def execute(self, cursor: Any) -> None:
        """Send it."""
        cursor.execute(self.text, self._values)

    @property
    def text(self) -> str:
        """The SQL, with placeholders as the driver has them."""
        pairs = zip(self._parts, [*self._signs, ""], strict=True)
        return "".join(self.written(part) + sign for part, sign in pairs)

    def written(self, part: str) -> str:
        """A piece of SQL as the driver takes it."""
        return part

    def cast(self, place: int) -> None:
        """Say that a placeholder is a text."""
        self._signs[place] = f"CAST({self.sign} AS text)"

    def value(self, value: Any) -> Any:
        """A value as the driver takes it; lists and objects are JSON."""
        return json.dumps(plain(value)) if isinstance(value, (list, dict)) else value


class MysqlSender(Sender):
    """PyMySQL has placeholders like those of `printf`."""

    sign = "%s"

    def execute(self, cursor: Any) -> None:
        # Without values it takes the text as it is.
        cursor.execute(self.text, self._values or None)

    def written(self, part: str) -> str:
        return part.replace("%", "%%") if self._values else part


class PostgresSender(MysqlSender):
    """So has psycopg; here lists can be arrays, for `= ANY(?)`."""

    def rows(self, connection: Connection) -> Rows:
        from psycopg.errors import IndeterminateDatatype

        try:
            return super().rows(connection)
        except (IndeterminateDatatype, DBAPIError) as error:
            found = UNKNOWN_TYPE.search(str(error))
            if found is None:
                raise
            raise UnknownType(int(found[1]) - 1) from None

    def value(self, value: Any) -> Any:
        from psycopg.types.json import Jsonb

        nested = isinstance(value, list) and any(isinstance(item, (list, dict)) for item in value)
        return Jsonb(plain(value)) if nested or isinstance(value, dict) else value


SENDERS: dict[str, Callable[[Sql, Sequence[Any]], Sender]] = {
    "sqlite": Sender,
    "postgresql": PostgresSender,
    "mysql": MysqlSender,
}


def shown(value: Any) -> Any:
    """A value of a driver as a job sees it: numbers stay numbers, times and the like are texts."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Decimal):
        return (
            int(value)
            if value == value.to_integral_value() and value.as_tuple().exponent == 0
            else float(value)
        )
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "surrogateescape")
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return str(value)
