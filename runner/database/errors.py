"""What drivers raise -> the failure that the author of a job sees, and whether it may pass by itself.

Every sentence is told here. The drivers' own words are shown where no row of a table fits, without
the passwords of URLs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from runner.errors import ScriptError, StoppedError
from runner.records import Record
from runner.types.faults import show

DRIVERS = ("sqlite3", "psycopg", "pymysql")
# To the last @: a password may hold one that nobody has encoded.
PASSWORD = re.compile(r"(?<=://)([^\s/@:]*):\S*@")
IN_URL = re.compile(r"://[^\s/@:]*:(\S*)@")
# What a server says may be long, and its first line says what is wrong.
SHOWN = 300


class Sentence(Record):
    """What one kind of failure is called and what is said of it; ``{}`` is what the driver names.

    ``locked`` says that others have to end first, ``passing`` that the same work may well succeed later.
    """

    text: str
    name: str = "database"
    kind: str = "standard"
    locked: bool = False
    passing: bool = False


class Fault(Record):
    """A failure, and whether what was not committed may be done again."""

    error: ScriptError
    locked: bool = False
    passing: bool = False


DUPLICATE = Sentence("Duplicate record detected: {}", "duplicate")
LOCKED = Sentence(
    "the database is locked: another process or another part of this run has been writing for too long",
    "LockedError",
    locked=True,
)
FULL = Sentence("the disk of the database is full")
READ_ONLY = Sentence(
    "the database can only be read: its file or its folder may not be written, or it is a copy"
)
LOST = Sentence(
    "the connection to the database was lost; what was not committed does not count",
    "ConnectionError",
    passing=True,
)
UNREACHABLE = Sentence(
    "the database server cannot be reached: {}; look at host and port", "ConnectionError", passing=True
)
LOGIN = Sentence("the database server refuses the user name or the password", "ConnectionError")
NO_DATABASE = Sentence("the server has no database of that name: {}", "ConnectionError")
NO_SCHEMA = Sentence("the schema of the URL is not there: make it by CREATE SCHEMA, or name another one")
BUSY = Sentence("the database server takes no more connections", "ConnectionError", passing=True)
STARTING = Sentence("the database server is starting or ending", "ConnectionError", passing=True)
ENCRYPTION = Sentence("no encrypted connection to the database: {}; look at `sslmode`", "ConnectionError")
DEADLOCK = Sentence(
    "two transactions wait for each other, and the database has ended this one; run it again",
    "DeadlockError",
    passing=True,
)
SERIALIZATION = Sentence(
    "another transaction has changed what this one has read; run it again", "SerializationError", passing=True
)
RANGE = Sentence("a number is too large for its column: {}", kind="inputerror")
TEXT = Sentence("a text cannot be stored: {}", kind="inputerror")
# All that a text of JSON can hold and PostgreSQL cannot.
NUL = Sentence("a text cannot be stored: in PostgreSQL none can hold a NUL", kind="inputerror")
JSON = Sentence(
    "a column of JSON holds what is no JSON: {}; give it JSON with `db.direct_query`, where NOT "
    "json_valid(column) finds it"
)
FORM = Sentence("a value has not the form of its column: {}", kind="inputerror")
PERMISSION = Sentence("the user of the database may not do this: {}", kind="accessdenied")
NO_TABLE = Sentence("there is no such table in the database: {}", kind="notfound")
NO_COLUMN = Sentence("there is no such column in the database: {}", kind="notfound")
SYNTAX = Sentence("the database does not understand the SQL: {}")
EMPTY = Sentence("a column that needs a value got none: {}", kind="inputerror")
CHECKED = Sentence("the row breaks a rule of the database: {}", kind="inputerror")
CANCELED = Sentence("the database has stopped the query: {}", "timeout")
ABORTED = Sentence("the transaction has failed, and takes no more statements")
OTHER = Sentence("the database refuses: {}")

SQLITE: dict[str, Sentence] = {
    "SQLITE_CONSTRAINT_UNIQUE": DUPLICATE,
    "SQLITE_CONSTRAINT_PRIMARYKEY": DUPLICATE,
    "SQLITE_CONSTRAINT_ROWID": DUPLICATE,
    "SQLITE_CONSTRAINT_NOTNULL": EMPTY,
    "SQLITE_CONSTRAINT": CHECKED,
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_NOTADB": Sentence("the file is not a database of SQLite; name another file"),
    "SQLITE_CORRUPT": Sentence("the file of the database is damaged"),
    "SQLITE_CANTOPEN": Sentence("the file of the database cannot be opened; may you read it and its folder?"),
    "SQLITE_PERM": Sentence("the file of the database may not be opened"),
    "SQLITE_IOERR": Sentence("the file of the database cannot be read or written: {}"),
    "SQLITE_TOOBIG": Sentence("a value is larger than a database of SQLite takes"),
}
# Of these SQLite says what it means behind a colon: `no such table: user`.
NAMING = (DUPLICATE, EMPTY, CHECKED, NO_TABLE, NO_COLUMN)
# The whole code of a state, else its class, the first two characters.
POSTGRESQL: dict[str, Sentence] = {
    "23505": DUPLICATE,
    "23502": EMPTY,
    "23": CHECKED,
    "40P01": DEADLOCK,
    "40001": SERIALIZATION,
    "55P03": LOCKED.changed(locked=False),  # the server has waited already
    "57014": CANCELED,
    "57P03": STARTING,
    "57": LOST,
    "08": LOST,
    "28": LOGIN,
    "3D000": NO_DATABASE,
    "3F000": NO_SCHEMA,
    "42501": PERMISSION,
    "42P01": NO_TABLE,
    "42703": NO_COLUMN,
    "42": SYNTAX,
    "22003": RANGE,
    "22021": TEXT,
    "22P05": NUL,
    "22": FORM,
    "25006": READ_ONLY,
    "25P02": ABORTED,
    "53100": FULL,
    "53300": BUSY,
}
# psycopg tells nothing but the server's words where there is no connection yet.
CONNECTING: tuple[tuple[str, Sentence], ...] = (
    ("authentication failed", LOGIN),
    ("no password supplied", LOGIN),
    ("pg_hba.conf", LOGIN),
    ('role "', LOGIN),
    ("does not exist", NO_DATABASE),
    ("too many clients", BUSY),
    ("remaining connection slots", BUSY),
    ("starting up", STARTING),
    ("shutting down", STARTING),
    ("refused", UNREACHABLE),
    ("resolve", UNREACHABLE),
    ("translate host name", UNREACHABLE),
    ("timeout", UNREACHABLE),
    ("No such file or directory", UNREACHABLE),
    ("unreachable", UNREACHABLE),
    ("not support SSL", ENCRYPTION),
    ("certificate", ENCRYPTION),
    ("closed", LOST),
    ("terminat", LOST),
    ("reset by peer", LOST),
)
MYSQL: dict[int, Sentence] = {
    1044: PERMISSION,
    1045: LOGIN,
    1698: LOGIN,
    1049: NO_DATABASE,
    1062: DUPLICATE,
    1064: SYNTAX,
    1142: PERMISSION,
    1146: NO_TABLE,
    1054: NO_COLUMN,
    1205: LOCKED.changed(locked=False),
    1213: DEADLOCK,
    1264: RANGE,
    1406: FORM,
    2003: UNREACHABLE,
    2006: LOST,
    2013: LOST,
}


def fault_of(error: BaseException) -> Fault | None:
    """What an exception means; None for one that no database has raised.

    Raises:
        StoppedError: the time of the run is over, and the database was told so.
    """
    if isinstance(error, OverflowError):
        return _fault(RANGE, "whole numbers have at most 64 bits")
    if isinstance(error, UnicodeEncodeError):
        return _fault(TEXT, "it holds half of a character")
    cause = error.orig if isinstance(error, DBAPIError) else error
    driver = type(cause).__module__.partition(".")[0]
    if cause is None or driver not in DRIVERS:
        if isinstance(error, SQLAlchemyError):
            return _fault(OTHER, str(cause))
        return None
    return READERS[driver](cause)


def not_json(found: str | bytes) -> ScriptError:
    """The failure of reading a column."""
    text = found.decode("utf-8", "replace") if isinstance(found, bytes) else found
    return _fault(JSON, show(text)).error


def without_password(text: str) -> str:
    """A text without the passwords of the URLs in it."""
    return PASSWORD.sub(r"\1:***@", text)


def passwords_of(url: str) -> list[str]:
    """The password in a URL, as it is written and as it is meant, whether the URL can be read or not."""
    return [spelled for found in IN_URL.findall(url) for spelled in (found, unquote(found))]


def _fault(sentence: Sentence, detail: str) -> Fault:
    lines = without_password(detail).strip().splitlines() or ["no reason is given"]
    text = sentence.text.format(lines[0].strip().rstrip(".")[:SHOWN])
    error = ScriptError(text, kind=sentence.kind, name=None if sentence.name == "database" else sentence.name)
    return Fault(error, sentence.locked, sentence.passing)


# -- SQLite ------------------------------------------------------------------------------------------


def _sqlite(error: Any) -> Fault:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_INTERRUPT":
        raise StoppedError("the run reached its time limit") from None
    # `SQLITE_IOERR_WRITE` is a kind of `SQLITE_IOERR`.
    family = "_".join(name.split("_")[:2])
    sentence = SQLITE.get(name) or SQLITE.get(family)
    text = str(error)
    if sentence is None:
        sentence = _sqlite_by_words(text)
    detail = text.partition(": ")[2] if sentence in NAMING else text
    return _fault(sentence, _taken(detail.split(", ")) if sentence is DUPLICATE else detail)


def _sqlite_by_words(text: str) -> Sentence:
    if text.startswith("no such table"):
        return NO_TABLE
    if text.startswith("no such column"):
        return NO_COLUMN
    if text.startswith("malformed JSON"):
        return JSON
    return SYNTAX if "syntax error" in text or "incomplete input" in text else OTHER


def _taken(columns: list[str]) -> str:
    """The columns of a unique index, `user.email` or the name of the index, as a part of a sentence."""
    first, dot, _ = columns[0].partition(".")
    # An index of a path into JSON is told by its name.
    if not dot or first.startswith("index "):
        return f"{columns[0]} is unique, and a row has that value already"
    names = " and ".join(f'"{column.partition(".")[2]}"' for column in columns)
    verb = "is" if len(columns) == 1 else "are"
    return f'{names} of table "{first}" {verb} unique, and a row has that already'


# -- PostgreSQL --------------------------------------------------------------------------------------


def _postgresql(error: Any) -> Fault:
    state, words = error.sqlstate, str(error)
    if state is None:
        sentence = next((one for part, one in CONNECTING if part in words), None)
        if sentence is None:
            # Without a state the words are psycopg's: of a connection, or of a value it cannot send.
            sentence = LOST if type(error).__name__ in ("OperationalError", "InterfaceError") else TEXT
        return _fault(sentence, words.rpartition("failed: ")[2])
    sentence = POSTGRESQL.get(state) or POSTGRESQL.get(state[:2]) or OTHER
    detail = error.diag.message_primary or words
    if sentence is DUPLICATE:
        columns = re.match(r"Key \((.*?)\)=", error.diag.message_detail or "")
        names = columns[1].replace('"', "").split(", ") if columns and "#>>" not in columns[1] else []
        table = error.diag.table_name or ""
        detail = _taken([f"{table}.{name}" for name in names] or [f"index '{error.diag.constraint_name}'"])
    return _fault(sentence, detail)


# -- MySQL -------------------------------------------------------------------------------------------


def _mysql(error: Any) -> Fault:
    number, words = (*error.args, "", "")[:2]
    # 0 is a connection that was closed on this side.
    sentence = MYSQL.get(number, LOST if number == 0 else OTHER)
    return _fault(sentence, str(words or error))


READERS: dict[str, Callable[[Any], Fault]] = {"sqlite3": _sqlite, "psycopg": _postgresql, "pymysql": _mysql}
