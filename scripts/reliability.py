"""Reports what becomes of data when processes are killed, connections are cut, and many write at once.

    python scripts/reliability.py [--postgres URL] [--quick] [--json FILE]

Each experiment counts what was reported as done and what is there afterwards. SQLite is a file in a new
folder; on PostgreSQL it is a schema of its own, which is dropped. The exit code is 1 where anything that was
reported is missing, anything is there by half, or a limit of memory is passed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import runner

ROOT = Path(__file__).resolve().parent.parent
MAX_MEMORY = 200
POSTGRES = "postgresql://postgres@127.0.0.1:5432/test"
# The high-water mark of this program alone; that of `getrusage` counts what stood there before it, too.
MEASURED = """
import re, sys
from runner.cli.app import app
try:
    app.main(prog_name="xsrun")
finally:
    status = open("/proc/self/status").read()
    print("peak", int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024, file=sys.stderr)
"""

Figures = dict[str, Any]


def job(stack: str, response: str, tables: str, inputs: str = "") -> str:
    """A job with one function."""
    return f"""run.job "Reliability" {{
  main = {{ name: "work" }}
}}
---
function "work" {{
  input {{
    {inputs}
  }}
  stack {{
    {stack}
  }}
  response = {response}
}}
---
{tables}"""


def table(name: str) -> str:
    """A table with one number a row."""
    return f'table "{name}" {{\n  schema {{\n    int id\n    int n\n    text note?\n  }}\n}}'


def start(code: list[str], file: Path, database: str, **inputs: int) -> subprocess.Popen[str]:
    """A process that runs a job."""
    given = [part for name, value in inputs.items() for part in ("-i", f"{name}:={value}")]
    return subprocess.Popen(
        [sys.executable, *code, "run", str(file), "--database", database, *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def ask(database: str, tables: str, sql: str) -> list[dict[str, Any]]:
    """The rows of a query, by a run of its own."""
    stack = f'db.direct_query {{ sql = "{sql}" }} as $rows'
    result = runner.run(job(stack, "$rows", tables), database=database)
    if result.error is not None:
        raise SystemExit(f"{sql}: {result.error.message}")
    rows: list[dict[str, Any]] = result.response
    return rows


# -- a process that is killed ------------------------------------------------------------------------

PAIRS = table("first") + "\n---\n" + table("second")
WRITE_PAIRS = job(
    """for ($input.writes) {
      each as $i {
        db.transaction {
          stack {
            db.add "first" { data = {n: $i} }
            db.add "second" { data = {n: $i} }
          }
        }
        debug.log { value = "done " ~ $i }
      }
    }""",
    "1",
    PAIRS,
    "int writes",
)


def killed(database: str, folder: Path, writes: int, after: int) -> Figures:
    """Kill a process in the middle of ``writes`` transactions, when it has reported ``after`` of them."""
    file = folder / "pairs.xs"
    file.write_text(WRITE_PAIRS)
    process = start(["-m", "runner"], file, database, writes=writes)
    assert process.stderr is not None
    reported = 0
    for line in process.stderr:
        found = re.search(r"done (\d+)", line)
        reported += found is not None
        if reported == after:
            process.send_signal(signal.SIGKILL)
    process.wait()
    first = {row["n"] for row in ask(database, PAIRS, "SELECT n FROM first")}
    second = {row["n"] for row in ask(database, PAIRS, "SELECT n FROM second")}
    missing = len(set(range(reported)) - first)
    half = len(first ^ second)
    return {
        "reported": reported,
        "there": len(first),
        "missing": missing,
        "half": half,
        "ok": after <= reported < writes and not missing and not half,
    }


# -- many writers ------------------------------------------------------------------------------------

COUNTER = table("counter")[:-1] + "  items = [{id: 1, n: 0}]\n}"
COUNT = job(
    """db.get "counter" { field_name = "id" field_value = 1 }
    var $done { value = 0 }
    var $again { value = 0 }
    var $end { value = now|to_ms|add:$input.ms }
    while ((now|to_ms) < $end) {
      each {
        try_catch {
          try {
            db.transaction {
              isolation = "serializable"
              stack {
                db.get "counter" { field_name = "id" field_value = 1 } as $counter
                db.edit "counter" { field_name = "id" field_value = 1 data = {n: $counter.n + 1} }
              }
            }
            math.add $done { value = 1 }
          }
          catch {
            precondition ($error.name == "SerializationError" || $error.name == "DeadlockError") {
              error = $error.message
            }
            math.add $again { value = 1 }
          }
        }
        db.direct_query { sql = "UPDATE counter SET n = n + 1 WHERE id = 1" }
        math.add $done { value = 1 }
      }
    }""",
    "{done: $done, again: $again}",
    COUNTER,
    "int ms",
)


def contended(database: str, folder: Path, processes: int, seconds: float) -> Figures:
    """Let processes add to one number at the same time, each by itself and in transactions."""
    file = folder / "counter.xs"
    file.write_text(COUNT)
    started = [start(["-m", "runner"], file, database, ms=round(seconds * 1000)) for _ in range(processes)]
    ended = [process.communicate() for process in started]
    errors = [error.strip().splitlines()[0] for _, error in ended if error.strip()]
    answers = [json.loads(out) for out, _ in ended if out.strip()]
    done = sum(answer["done"] for answer in answers)
    (row,) = ask(database, COUNTER, "SELECT n FROM counter")
    return {
        "reported": done,
        "there": row["n"],
        "each": [answer["done"] for answer in answers],
        "conflicts": sum(answer["again"] for answer in answers),
        "errors": errors,
        "ok": not errors and done == row["n"] and len(answers) == processes,
    }


# -- connections that are cut ------------------------------------------------------------------------


class Proxy:
    """Passes bytes on to a server, and cuts each connection after some messages of its client.

    Of two connections one is cut before its last message, and one when the server has got it and the client
    no answer.
    """

    # A write is three messages, so that the last one is each of them in turn.
    MESSAGES = (20, 21, 22, 23, 24, 25, 26)

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            for number in itertools.count():
                client, _ = self._listener.accept()
                server = socket.create_connection(self._server)
                last = threading.Event()
                threading.Thread(target=self._ask, args=(client, server, last, number), daemon=True).start()
                threading.Thread(target=self._answer, args=(server, client, last), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket, last: threading.Event, number: int) -> None:
        left = self.MESSAGES[number // 2 % len(self.MESSAGES)]
        with suppress(OSError):
            while data := client.recv(65536):
                left -= 1
                if left == 0:
                    last.set()
                    self.cuts += 1
                if left or number % 2:
                    server.sendall(data)
                if left == 0:
                    break
        _close(client, server)

    def _answer(self, server: socket.socket, client: socket.socket, last: threading.Event) -> None:
        with suppress(OSError):
            while (data := server.recv(65536)) and not last.is_set():
                client.sendall(data)
        _close(client, server)


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        # Closing alone does not wake a thread that reads.
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


ITEM = table("item")
WRITE_ITEMS = job(
    """db.query "item" { return = {type: "count"} }
    var $done { value = [] }
    var $unknown { value = [] }
    var $failed { value = [] }
    for ($input.writes) {
      each as $i {
        try_catch {
          try {
            db.add "item" { data = {n: $i} }
            array.push $done { value = $i }
          }
          catch {
            conditional {
              if ($error.message|contains:"not known") { array.push $unknown { value = $i } }
              else { array.push $failed { value = $error.message } }
            }
          }
        }
      }
    }""",
    "{done: $done, unknown: $unknown, failed: $failed}",
    ITEM,
    "int writes",
)


def cut(url: str, writes: int) -> Figures:
    """Cut the connection to a server again and again while a job writes rows."""
    parts = urlsplit(url)
    proxy = Proxy(parts.hostname or "127.0.0.1", parts.port or 5432)
    ask(url, ITEM, "SELECT n FROM item")
    through = url.replace(f"{parts.hostname}:{parts.port}", f"127.0.0.1:{proxy.port}")
    result = runner.run(WRITE_ITEMS, inputs={"writes": writes}, database=through)
    proxy.close()
    if result.error is not None:
        return {"error": result.error.message, "ok": False}
    there = [row["n"] for row in ask(url, ITEM, "SELECT n FROM item")]
    done, unknown = set(result.response["done"]), set(result.response["unknown"])
    return {
        "cuts": proxy.cuts,
        "reported": len(done),
        "not known": len(unknown),
        "failed": result.response["failed"],
        "there": len(there),
        "missing": len(done - set(there)),
        "twice": len(there) - len(set(there)),
        "ok": proxy.cuts > 0 and done <= set(there) <= done | unknown and len(there) == len(set(there)),
    }


# -- many rows ---------------------------------------------------------------------------------------

ADD_MANY = job(
    """var $rows { value = [] }
    for ($input.rows) { each as $i { array.push $rows { value = {n: $i, note: "a row with some text"} } } }
    db.bulk.add "item" { items = $rows }
    db.query "item" { return = {type: "count"} } as $count""",
    "$count",
    ITEM,
    "int rows",
)
FILL = """WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < ?)
      INSERT INTO item (n, note) SELECT x, 'a row with some text' FROM c"""
PAGES = job(
    f'''db.query "item" {{ return = {{type: "count"}} }}
    db.direct_query {{
      sql = """{FILL}"""
      arg = $input.rows
    }}
    var $seen {{ value = 0 }}
    var $size {{ value = ($input.rows / 1000)|to_int }}
    foreach ([1, 250, 500, 1000]) {{
      each as $page {{
        db.query "item" {{
          where = $db.item.n > 0
          sort = {{n: "asc"}}
          return = {{type: "list", paging: {{page: $page, per_page: $size, totals: true}}}}
        }} as $found
        math.add $seen {{ value = $found.items|count }}
      }}
    }}''',
    "{seen: $seen, total: $found.itemsTotal}",
    ITEM,
    "int rows",
)


def memory(database: str, folder: Path, code: str, rows: int) -> Figures:
    """The most memory that a process takes for a job with ``rows`` rows, in MB."""
    file = folder / "many.xs"
    file.write_text(code)
    started = time.perf_counter()
    process = start(["-c", MEASURED], file, database, rows=rows)
    out, errors = process.communicate()
    peak = re.search(r"peak (\d+)", errors)
    megabytes = int(peak[1]) if peak else None
    return {
        "rows": rows,
        "answer": json.loads(out) if out.strip() else errors.strip(),
        "MB": megabytes,
        "seconds": round(time.perf_counter() - started, 1),
        "ok": bool(out.strip()) and megabytes is not None and megabytes < MAX_MEMORY,
    }


# -- the report --------------------------------------------------------------------------------------


@contextmanager
def schema_of(url: str) -> Iterator[str]:
    """The URL of a schema of its own."""
    import psycopg

    name = f"xsrun_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
        try:
            yield f"{url}?options={quote(f'-csearch_path={name}', safe='')}"
        finally:
            connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


def experiments(database: str, folder: Path, quick: bool) -> Iterator[tuple[str, Callable[[], Figures]]]:
    """What is done with one database."""
    writes, seconds, rows = (100, 2.0, 50_000) if quick else (1000, 30.0, 1_000_000)
    yield (
        f"killed in the middle of {writes} transactions",
        lambda: killed(database, folder, writes, writes // 2),
    )
    yield f"8 processes for {seconds:g} seconds", lambda: contended(database, folder, 8, seconds)
    if "://" in database:
        yield f"{writes} writes, cut again and again", lambda: cut(database, writes)
    yield "bulk.add of 10,000 rows", lambda: memory(database, folder, ADD_MANY, 10_000)
    yield f"pages of {rows:,} rows", lambda: memory(database, folder, PAGES, rows)


def report(name: str, database: str, quick: bool) -> Iterator[Figures]:
    """The figures of one database, printed as they come."""
    with tempfile.TemporaryDirectory() as folder:
        for title, experiment in experiments(database or f"{folder}/data.db", Path(folder), quick):
            figures = {"database": name, "experiment": title, **experiment()}
            print(json.dumps(figures), flush=True)
            yield figures


def main() -> int:
    """Do all experiments."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--postgres", metavar="URL", default=POSTGRES, help="a server; '' leaves it out")
    arguments.add_argument("--quick", action="store_true", help="small amounts")
    arguments.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = arguments.parse_args()
    figures = list(report("SQLite, a file", "", options.quick))
    if options.postgres:
        with schema_of(options.postgres) as url:
            figures += report("PostgreSQL", url, options.quick)
    if options.json is not None:
        options.json.write_text(json.dumps({"version": 1, "experiments": figures}, indent=2) + "\n")
    return 0 if all(one["ok"] for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
