from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, text

from runner.database import retrying, sessions
from runner.database.database import Database
from runner.database.drivers import postgresql
from runner.database.errors import fault_of, without_password
from runner.database.target import database_target
from runner.errors import ScriptError, StoppedError
from tests.database.running import attempt, run
from tests.database.servers import postgres_url
from tests.database.worlds import StubWorld

ITEM = """table "item" {
  schema {
    int id
    int n
  }
}"""
ADD = 'db.add "item" { data = {n: 1} } as $result'
COUNT = 'db.direct_query { sql = "SELECT count(*) AS n FROM item" response_type = "single" } as $result'


@pytest.fixture
def url() -> Iterator[str]:
    with postgres_url() as url:
        yield url


@contextmanager
def opened(database: str | None, world: StubWorld | None = None) -> Iterator[Database]:
    with closing(Database({}, database_target(database), world or StubWorld())) as made:
        yield made


def execute(sql: str) -> Callable[[Connection], Any]:
    def work(connection: Connection) -> Any:
        result = connection.execute(text(sql))
        return result.scalar() if result.returns_rows else None

    return work


def impatient(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    for module in (retrying, sessions, postgresql):
        monkeypatch.setattr(module, "PATIENCE", seconds)


# -- files -------------------------------------------------------------------------------------------


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "data.db"
    run(ADD, ITEM, str(file))
    assert run(COUNT, ITEM, f"sqlite:///{file}") == {"n": 1}


def test_nothing_is_made_before_a_table_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a" / "data.db"
    run("var $result { value = 1 }", ITEM, str(file))
    assert not file.parent.exists()


def test_a_run_leaves_one_file(tmp_path: Path) -> None:
    run(ADD, ITEM, str(tmp_path / "data.db"))
    assert [path.name for path in tmp_path.iterdir()] == ["data.db"]


def _text(file: Path) -> None:
    file.write_text("This is a letter, and no database. " * 100)


def _folder(file: Path) -> None:
    file.mkdir()


def _below_a_file(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("")


WRONG_FILES = {
    _text: "the file is not a database of SQLite; name another file",
    _folder: " is a folder; name a file",
    _below_a_file: "the folder of the database ",
}


@pytest.mark.parametrize("make", WRONG_FILES)
def test_files_that_are_none(tmp_path: Path, make: Callable[[Path], None]) -> None:
    file = tmp_path / "x" / "data.db"
    file.parent.mkdir()
    make(file)
    assert WRONG_FILES[make] in attempt(ADD, ITEM, str(file)).error.message


@pytest.mark.parametrize("in_file", [False, True])
def test_a_disk_that_is_full(tmp_path: Path, in_file: bool) -> None:
    fill = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 9000)"
    stack = f"""{ADD}
    db.direct_query {{ sql = "PRAGMA max_page_count = 20" }}
    try_catch {{
      try {{
        db.transaction {{
          stack {{
            {ADD}
            db.direct_query {{ sql = "{fill} INSERT INTO item (n) SELECT x FROM c" }}
          }}
        }}
      }}
      catch {{ var $message {{ value = $error.message }} }}
    }}
    {COUNT}
    var $result {{ value = [$message, $result.n] }}"""
    found = run(stack, ITEM, str(tmp_path / "data.db") if in_file else None)
    assert found == ["the disk of the database is full", 1]


# -- waiting -----------------------------------------------------------------------------------------


@contextmanager
def locked(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_who_waits_for_a_file_gets_it_when_it_is_free(tmp_path: Path) -> None:
    file = tmp_path / "data.db"
    run(ADD, ITEM, str(file))
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        # SQLite's own wait is over before; so somebody has to have asked again.
        timer = threading.Timer(0.3, lambda: other.execute("COMMIT"))
        timer.start()
        assert run(ADD, ITEM, str(file))["id"] == 2
        timer.join()


def test_a_file_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch, 0.2)
    file = tmp_path / "data.db"
    run(ADD, ITEM, str(file))
    with locked(file):
        error = attempt(ADD, ITEM, str(file)).error
        # Who only reads needs no lock.
        assert run(COUNT, ITEM, str(file)) == {"n": 1}
    assert (error.name, error.message.partition(":")[0]) == ("LockedError", "the database is locked")


def test_the_time_limit_ends_a_wait_for_a_file(tmp_path: Path) -> None:
    file = tmp_path / "data.db"
    run(ADD, ITEM, str(file))
    started = time.monotonic()
    with locked(file):
        error = attempt(ADD, ITEM, str(file), timeout=0.3).error
    assert error.name == "timeout"
    assert time.monotonic() - started < 5


ENDLESS = {
    "sqlite": "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c",
    "postgresql": "SELECT pg_sleep(60)",
}


def test_the_time_limit_ends_a_query(database: str | None) -> None:
    sql = ENDLESS["postgresql" if database and "://" in database else "sqlite"]
    caught = "try_catch { try { %s } catch { var $x { value = 1 } } }"
    stack = caught % f'db.direct_query {{ sql = "{sql}" }}'
    started = time.monotonic()
    assert attempt(stack, ITEM, database, timeout=0.4).error.name == "timeout"
    assert time.monotonic() - started < 5


def test_an_async_call_that_waits_for_the_transaction_around_it_is_told(
    database: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch, 0.3)
    write = """function "write" {
      stack {
        db.direct_query { sql = "UPDATE item SET n = n + 1" }
      }
      response = 1
    }"""
    stack = f"""{ADD}
    db.transaction {{
      stack {{
        db.direct_query {{ sql = "UPDATE item SET n = n + 1" }}
        function.run "write" {{ async = true }} as $call
        await $call
      }}
    }}"""
    error = attempt(stack, f"{ITEM}\n---\n{write}", database).error
    assert error.name == "LockedError"


def test_threads_write_beside_each_other(database: str | None) -> None:
    write = f"""function "write" {{
      stack {{
        for (5) {{ each as $i {{ {ADD} }} }}
      }}
      response = 1
    }}"""
    stack = f"""{ADD}
    var $calls {{ value = [] }}
    for (6) {{
      each as $i {{
        function.run "write" {{ async = true }} as $call
        array.push $calls {{ value = $call }}
      }}
    }}
    await $calls
    {COUNT}"""
    assert run(stack, f"{ITEM}\n---\n{write}", database) == {"n": 31}


def test_a_connection_that_was_interrupted_is_no_other_run_s(url: str) -> None:
    ask = execute("SELECT pg_backend_pid()")
    with opened(url, StubWorld(0.1)) as database:
        first = database.read(ask)
        # What ends a query may still be under way when the run is over.
        with pytest.raises(StoppedError):
            database.read(execute("SELECT pg_sleep(20)"))
    with opened(url) as database:
        assert database.read(ask) != first


def test_connections_of_threads_that_have_ended_are_closed(tmp_path: Path) -> None:
    file, held = tmp_path / "data.db", []
    with opened(str(file)) as database:
        for _ in range(3):
            thread = threading.Thread(target=lambda: database.read(held.append))
            thread.start()
            thread.join()
        assert len({id(connection.connection.dbapi_connection) for connection in held[2:]}) == 1
    # What SQLite keeps beside the file goes with the last connection.
    assert list(tmp_path.iterdir()) == [file]


# -- connections that are lost -----------------------------------------------------------------------


def test_what_reads_is_asked_again(url: str) -> None:
    with opened(url) as database:
        first = database.read(execute("SELECT pg_backend_pid()"))
        kill(url, first)
        second = database.read(execute("SELECT pg_backend_pid()"))
    assert first != second


def kill(url: str, process: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s)", [process])


def test_a_write_is_done_again_where_nothing_was_committed(url: str) -> None:
    with opened(url) as database:
        database.write(execute("CREATE TABLE t (n int)"))
        killed: list[int] = []

        def work(connection: Connection) -> None:
            connection.execute(text("INSERT INTO t VALUES (1)"))
            if not killed:
                killed.append(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
                kill(url, killed[0])
            connection.execute(text("INSERT INTO t VALUES (2)"))

        database.write(work)
        assert database.read(execute("SELECT count(*) FROM t")) == 2


def test_a_transaction_is_not_done_again(url: str) -> None:
    with opened(url) as database:
        database.write(execute("CREATE TABLE t (n int)"))

        def work() -> None:
            with database.transaction():
                database.write(execute("INSERT INTO t VALUES (1)"))
                kill(url, database.read(execute("SELECT pg_backend_pid()")))
                database.write(execute("INSERT INTO t VALUES (2)"))

        with pytest.raises(ScriptError, match="connection to the database was lost"):
            work()
        database.write(execute("INSERT INTO t VALUES (4)"))
        assert database.read(execute("SELECT sum(n) FROM t")) == 4


def test_nothing_goes_on_outside_of_a_transaction_that_is_lost(url: str) -> None:
    with opened(url) as database:
        database.write(execute("CREATE TABLE t (n int)"))

        def work() -> None:
            with database.transaction():
                kill(url, database.read(execute("SELECT pg_backend_pid()")))
                with pytest.raises(ScriptError, match="was lost"):
                    database.write(execute("INSERT INTO t VALUES (1)"))
                with pytest.raises(ScriptError, match="nothing of it counts"):
                    database.write(execute("INSERT INTO t VALUES (2)"))

        # That it comes to its end does not make it count, and says so.
        with pytest.raises(ScriptError, match="nothing of it counts"):
            work()
        assert database.read(execute("SELECT count(*) FROM t")) == 0


def test_two_transactions_that_wait_for_each_other(url: str) -> None:
    with opened(url) as database:
        database.write(execute("CREATE TABLE t (id int, n int)"))
        database.write(execute("INSERT INTO t VALUES (1, 0), (2, 0)"))
        both = threading.Barrier(2)
        names: list[str] = []

        def change(first: int, second: int) -> None:
            try:
                with database.transaction():
                    database.write(execute(f"UPDATE t SET n = n + 1 WHERE id = {first}"))
                    both.wait(10)
                    database.write(execute(f"UPDATE t SET n = n + 1 WHERE id = {second}"))
            except ScriptError as error:
                names.append(error.name)

        threads = [threading.Thread(target=change, args=pair) for pair in ((1, 2), (2, 1))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert names == ["DeadlockError"]
        assert database.read(execute("SELECT sum(n) FROM t")) == 2


def test_two_serializable_transactions_that_have_read_the_same(url: str) -> None:
    with opened(url) as one, opened(url) as other:
        one.write(execute("CREATE TABLE t (n int)"))
        count = execute("SELECT count(*) FROM t")

        def work() -> None:
            with one.transaction("serializable"):
                one.read(count)
                with other.transaction("serializable"):
                    other.read(count)
                    other.write(execute("INSERT INTO t VALUES (1)"))
                one.write(execute("INSERT INTO t VALUES (2)"))

        with pytest.raises(ScriptError) as caught:
            work()
        assert caught.value.name == "SerializationError"
        assert one.read(count) == 1


def test_connections_are_kept_for_the_next_run(url: str) -> None:
    with opened(url) as database:
        first = database.read(execute("SELECT pg_backend_pid()"))
    with opened(url) as database:
        assert database.read(execute("SELECT pg_backend_pid()")) == first


def test_settings_of_one_run_are_none_of_the_next(url: str) -> None:
    run('db.direct_query { sql = "SET search_path TO pg_catalog" }\nvar $result { value = 1 }', ITEM, url)
    run(ADD, ITEM, url)
    assert run(COUNT, ITEM, url) == {"n": 1}


def test_nor_are_those_of_async_calls(url: str) -> None:
    change = """function "change" {
      stack {
        db.direct_query { sql = "SET search_path TO pg_catalog" }
      }
      response = 1
    }"""
    call = 'function.run "change" { async = true } as $call\n    await $call as $result'
    run(call, f"{ITEM}\n---\n{change}", url)
    run(ADD, ITEM, url)
    assert run(COUNT, ITEM, url) == {"n": 1}


@pytest.mark.parametrize(
    ("url", "way_out"),
    [
        ("postgresql://u:hunter2@h/d?schema=public", "a setting `schema` that no server knows: leave it out"),
        ("postgresql://u:hunter@2@h/d", "with %40 for an @ in the password"),
    ],
)
def test_urls_that_cannot_be_read(url: str, way_out: str) -> None:
    message = attempt(ADD, ITEM, url).error.message
    assert way_out in message
    assert "hunter" not in message


def test_a_schema_that_is_not_there_is_told(url: str) -> None:
    nowhere = url.replace("xsrun_", "nowhere_")
    assert "make it by CREATE SCHEMA" in attempt(ADD, ITEM, nowhere).error.message


def test_a_connection_that_was_stopped_in_the_middle_is_not_kept(url: str) -> None:
    with opened(url, StubWorld(0.2)) as database, pytest.raises(StoppedError):
        database.read(execute("SELECT pg_sleep(60)"))
    with opened(url) as database:
        assert database.read(execute("SELECT 1")) == 1


# -- streams -----------------------------------------------------------------------------------------


def filled(database: Database, rows: int) -> None:
    database.write(execute("CREATE TABLE t (n int)"))
    many = f"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < {rows})"
    database.write(execute(f"INSERT INTO t {many} SELECT x FROM c"))


def test_a_stream_gives_all_rows(database: str | None) -> None:
    with opened(database) as opened_one:
        filled(opened_one, 2500)
        assert [row[0] for row in opened_one.stream(text("SELECT n FROM t ORDER BY n"))] == list(
            range(1, 2501)
        )


def test_a_stream_needs_no_connection_of_before(url: str) -> None:
    with opened(url) as before:
        filled(before, 3)
        kill(url, before.read(execute("SELECT pg_backend_pid()")))
    # The pool has the dead connection.
    with opened(url) as database:
        assert len(list(database.stream(text("SELECT n FROM t")))) == 3


def test_rows_that_are_written_meanwhile_do_not_come(database: str | None) -> None:
    with opened(database) as opened_one:
        filled(opened_one, 10)
        for (n,) in opened_one.stream(text("SELECT n FROM t")):
            opened_one.write(execute(f"INSERT INTO t VALUES ({n + 100})"))
        assert opened_one.read(execute("SELECT count(*) FROM t")) == 20


def test_a_stream_in_a_transaction_sees_what_that_has_written(database: str | None) -> None:
    with opened(database) as opened_one:
        filled(opened_one, 3)
        with opened_one.transaction():
            opened_one.write(execute("INSERT INTO t VALUES (9)"))
            assert len(list(opened_one.stream(text("SELECT n FROM t")))) == 4


def test_a_stream_that_nobody_reads_to_its_end_harms_nothing(database: str | None) -> None:
    with opened(database) as opened_one:
        filled(opened_one, 2500)
        stream = opened_one.stream(text("SELECT n FROM t ORDER BY n"))
        assert next(stream)[0] == 1
        del stream
        opened_one.write(execute("DROP TABLE t"))


# -- sentences ---------------------------------------------------------------------------------------


def test_what_drivers_do_not_raise_is_no_fault() -> None:
    assert fault_of(ValueError("x")) is None
    assert fault_of(ScriptError("x")) is None


RAISED = {
    OverflowError(
        "Python int too large to convert to SQLite INTEGER"
    ): "a number is too large for its column",
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"): "a text cannot be stored",
    sqlite3.OperationalError("whatever"): "the database refuses: whatever",
    psycopg.OperationalError("connection failed: FATAL:  sorry, too many clients already"): (
        "the database server takes no more connections"
    ),
    psycopg.OperationalError("failed to resolve host 'nowhere'"): "the database server cannot be reached",
    psycopg.OperationalError("server does not support SSL, but SSL was required"): "no encrypted connection",
    psycopg.OperationalError("SSL error: certificate verify failed"): "no encrypted connection",
    psycopg.OperationalError("SSL connection has been closed unexpectedly"): "the connection to the database",
    psycopg.OperationalError("SSL SYSCALL error: EOF detected"): "the connection to the database was lost",
    psycopg.errors.DiskFull("x"): "the disk of the database is full",
    psycopg.errors.ReadOnlySqlTransaction("x"): "the database can only be read",
    psycopg.errors.InsufficientPrivilege("permission denied for table t"): "the user of the database may not",
}


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_sentences(error: Exception) -> None:
    fault = fault_of(error)
    assert fault is not None
    assert fault.error.message.startswith(RAISED[error])


def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    file = tmp_path / "data.db"
    run(ADD, ITEM, str(file))
    with (
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection,
        pytest.raises(sqlite3.OperationalError) as caught,
    ):
        connection.execute("DELETE FROM item")
    fault = fault_of(caught.value)
    assert fault is not None
    assert fault.error.message.startswith("the database can only be read")


def test_a_password_is_hidden_and_never_shown(url: str) -> None:
    logs: list[Any] = []
    secret = url.replace("postgres@", "nobody_here:hunter%2122@")
    stack = 'debug.log { value = "the password is hunter!22, or hunter%2122" }\n' + ADD
    caught = f"try_catch {{ try {{ {ADD} }} }}\n{stack}"
    result = attempt(caught, ITEM, secret, on_log=logs.append)
    assert result.error.message in (
        "the database server refuses the user name or the password",
        'the server has no database of that name: database "nobody_here" does not exist',
    )
    assert "hunter" not in f"{result} {logs}"
    half = attempt(ADD, ITEM, "postgresql://me:sword@fish@127.0.0.1/x").error.message
    assert half.startswith("the URL of the database cannot be read")
    assert "fish" not in half


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at postgresql://u:pw@host/x", "at postgresql://u:***@host/x"),
        ("at mysql://u:p@ss:w@host/x is wrong", "at mysql://u:***@host/x is wrong"),
        ("at postgresql://host:5432/x, u@host", "at postgresql://host:5432/x, u@host"),
        ("at postgresql://u@host/x", "at postgresql://u@host/x"),
    ],
)
def test_text_without_passwords(text: str, shown: str) -> None:
    assert without_password(text) == shown


def test_a_password_of_a_mysql_server_is_hidden_as_it_is_meant() -> None:
    stack = """try_catch {
      try {
        db.external.mysql.direct_query { sql = "SELECT 1" connection_string = $input.url }
      }
    }
    debug.log { value = "hunt@er22, hunt%40er22" }
    var $result { value = 1 }"""
    for url in ("mysql://u:hunt@er22@127.0.0.1:1/x", "mysql://u:hunt%40er22@127.0.0.1:1/x?ssl=a@b"):
        logs = [entry.message for entry in attempt(stack, ITEM, inputs={"url": url}).logs]
        assert "hunt@er22" not in logs[0], url
