"""``xsrun db``: the tables of a job in a database that is kept."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import CHECKOUT, Invoke
from runner.cli.db import command
from tests.database.servers import postgres_url

JOB = """run.job "Visits" {
  main = { name: "visit" }
}
---
function "visit" {
  input {
    text page?="/"
  }
  stack {
    db.add "visit" {
      data = {page: $input.page}
    } as $row
  }
  response = $row.id
}
"""
VISIT = """table "visit" {
  schema {
    int id
    text page
    int count?=1
  }
  index = [
    {type: "btree", field: [{name: "page"}]}
  ]
  items = [{page: "/start"}]
}
"""
PAGE = '{type: "btree", field: [{name: "page"}]}'
OTHER = VISIT.replace("int count", "text count")


@pytest.fixture
def shop(folder: Path) -> Path:
    """A job with a table beside it, whose data.db has two rows in that."""
    (folder / "shop" / "table").mkdir(parents=True)
    (folder / "shop" / "run.xs").write_text(JOB)
    (folder / "shop" / "table" / "visit.xs").write_text(VISIT)
    return folder / "shop"


@pytest.fixture
def filled(shop: Path, invoke: Invoke) -> Path:
    assert invoke("shop", "--database", "data.db", "-i", "page=/a").stdout == "2\n"
    return shop


def shown(invoke: Invoke, *args: str) -> Any:
    done = invoke("db", "show", "shop", "--database", "data.db", "--json", *args)
    data = json.loads(done.stdout)
    assert data.pop("version") == 1
    return done.exit_code, data


# -- show --------------------------------------------------------------------------------------------


def test_show_makes_nothing(invoke: Invoke, shop: Path, folder: Path) -> None:
    done = invoke("db", "show", "shop", "--database", "data.db")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "visit  not made yet  shop/table/visit.xs:1:1"
    assert not (folder / "data.db").exists()


def test_show_tells_what_stands_in_the_tables(invoke: Invoke, filled: Path) -> None:
    done = invoke("db", "show", "shop", "--database", "data.db")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "visit  2 rows  shop/table/visit.xs:1:1",
        "  id     int id",
        "  page   text page",
        "  count  int count?=1",
        "  index over `page`",
    ]


def test_show_tells_programs(invoke: Invoke, filled: Path) -> None:
    (filled / "table" / "visit.xs").write_text(VISIT.replace("text page", "text page\n    text by?"))
    code, data = shown(invoke)
    assert (code, data) == (
        0,
        {
            "tables": [
                {
                    "name": "visit",
                    "where": "shop/table/visit.xs:1:1",
                    "rows": 2,
                    "columns": [
                        {"name": "id", "declared": "int id", "held": "int"},
                        {"name": "page", "declared": "text page", "held": "text"},
                        {"name": "by", "declared": "text by?", "held": None},
                        {"name": "count", "declared": "int count?=1", "held": "int"},
                    ],
                    "indexes": ["index over `page`"],
                    "changes": ["the column `by` is new"],
                    "faults": [],
                }
            ],
            "others": [],
        },
    )


def test_show_finds_what_the_next_run_refuses(invoke: Invoke, filled: Path) -> None:
    (filled / "table" / "visit.xs").write_text(OTHER.replace("text page", "text page\n    text by?"))
    code, data = shown(invoke)
    fault = "the column `count` holds int in the database, but is declared as `text`"
    assert (code, data["tables"][0]["faults"], data["tables"][0]["changes"]) == (1, [fault], [])
    assert fault in invoke("db", "show", "shop", "--database", "data.db").stdout


def test_tables_of_others_are_named(invoke: Invoke, filled: Path) -> None:
    (filled / "table" / "visit.xs").write_text(VISIT.replace('"visit"', '"call"'))
    assert shown(invoke)[1]["others"] == ["visit"]


def test_what_is_not_declared_any_more_is_shown(invoke: Invoke, filled: Path) -> None:
    text = VISIT.replace(PAGE, "").replace("text page", "text path").replace("{page:", "{path:")
    (filled / "table" / "visit.xs").write_text(text)
    *lines, last = invoke("db", "show", "shop", "--database", "data.db").stdout.splitlines()[1:]
    assert lines == [
        "  id     int id",
        "  path   text path  new",
        "  count  int count?=1",
        "  page   text, which no document declares",
        "  next run  the column `path` is new",
    ]
    assert re.fullmatch(r"  next run  the index visit_page_xs\w{8} is not declared any more, and goes", last)


# -- what JOB and the database may be ----------------------------------------------------------------


@pytest.mark.parametrize("target", ["shop", "shop/run.xs", "shop/table/visit.xs", "all.xs"])
def test_tables_come_from_jobs_files_and_folders(
    invoke: Invoke, filled: Path, folder: Path, target: str
) -> None:
    (folder / "all.xs").write_text(f"{JOB}---\n{VISIT}")
    assert invoke("db", "show", target, "--database", "data.db").stdout.startswith("visit  2 rows")


def test_a_workspace_needs_no_job(invoke: Invoke, filled: Path) -> None:
    (filled / "run.xs").unlink()
    assert invoke("db", "show", "shop", "--database", "data.db").stdout.startswith("visit  2 rows")


def test_the_database_may_stand_in_an_env_file(invoke: Invoke, filled: Path) -> None:
    (filled / ".env").write_text("DATABASE_URL=../data.db\n")
    assert invoke("db", "show", "shop").stdout.startswith("visit  2 rows")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["show", "shop"], "tables in memory are gone when a run ends"),
        (["dump", "shop", "--database", "none.db"], "there is no database none.db"),
        (
            ["dump", "shop", "--database", "data.db", "--table", "x"],
            'no table "x" is declared; there are visit',
        ),
        (["dump", "shop", "--database", "data.db", "--file", "./data.db"], "data.db is the database itself"),
        (["show", "echo.xs", "--database", "data.db"], "echo.xs declares no tables"),
        (["show", "nowhere", "--database", "data.db"], "there is no job `nowhere`"),
        (["show", "shop", "--database", "oracle://x"], "a database at oracle:// cannot be used"),
        (["load", "shop", "none.jsonl", "--database", "data.db"], "none.jsonl cannot be read: No such file"),
        (["reset", "shop", "--database", "data.db"], "nobody is there to be asked"),
    ],
)
def test_a_wrong_call_changes_nothing(
    invoke: Invoke, filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], message: str
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    done = invoke("db", *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr
    assert shown(invoke)[1]["tables"][0]["rows"] == 2
    assert not (folder / "none.db").exists()


def test_problems_of_the_documents_are_told(invoke: Invoke, filled: Path) -> None:
    (filled / "table" / "visit.xs").write_text(VISIT.replace('name: "page"', 'name: "pge"'))
    done = invoke("db", "show", "shop", "--database", "data.db")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "pge" in done.stderr


def test_names_that_differ_in_case_alone_are_refused(invoke: Invoke, filled: Path) -> None:
    (filled / "table" / "other.xs").write_text(VISIT.replace('"visit"', '"Visit"'))
    for args in (["db", "reset", "shop", "--yes"], ["shop"]):
        done = invoke(*args, "--database", "data.db")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "differ in case alone" in done.stderr
    (filled / "table" / "other.xs").unlink()
    assert shown(invoke)[1]["tables"][0]["rows"] == 2


def test_a_file_that_is_no_database_is_told(invoke: Invoke, shop: Path, folder: Path) -> None:
    (folder / "data.db").write_text("not a database, but a text of some length\n" * 200)
    done = invoke("db", "show", "shop", "--database", "data.db")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert done.stderr.startswith("error: ")


# -- dump and load -----------------------------------------------------------------------------------

LINES = [
    '{"version":1,"tables":["visit"]}',
    '{"table":"visit","row":{"id":1,"page":"/start","count":1}}',
    '{"table":"visit","row":{"id":2,"page":"/a","count":1}}',
    '{"end":{"visit":2}}',
]


def test_a_dump_goes_to_standard_output(invoke: Invoke, filled: Path) -> None:
    done = invoke("db", "dump", "shop", "--database", "data.db")
    assert (done.exit_code, done.stderr, done.stdout.splitlines()) == (0, "", LINES)


@pytest.mark.parametrize(
    ("name", "args", "first"),
    [
        ("out.jsonl", [], LINES[0]),
        ("out", [], LINES[0]),
        ("out.yaml", [], "version: 1"),
        ("out.yml", ["-o", "jsonl"], LINES[0]),
        ("out", ["-o", "yaml"], "version: 1"),
    ],
)
def test_what_was_dumped_into_a_file_is_loaded_again(
    invoke: Invoke, filled: Path, folder: Path, name: str, args: list[str], first: str
) -> None:
    invoke("db", "dump", "shop", "--database", "data.db", "--file", name, *args)
    written = (folder / name).read_text()
    assert written.splitlines()[0] == first
    # It may hold what nobody else should see.
    assert stat.S_IMODE(os.stat(folder / name).st_mode) == 0o600
    done = invoke("db", "load", "shop", name, "--database", "new.db")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "loaded visit (2 rows)\n")
    assert invoke("db", "dump", "shop", "--database", "new.db").stdout.splitlines() == LINES
    assert invoke("shop", "--database", "new.db").stdout == "3\n"


def test_a_file_that_stood_there_stays_where_a_dump_fails(invoke: Invoke, filled: Path, folder: Path) -> None:
    (folder / "out.jsonl").write_text("before")
    (folder / "data.db").write_bytes(b"x" * 4096)
    assert invoke("db", "dump", "shop", "--database", "data.db", "--file", "out.jsonl").exit_code == 1
    assert (folder / "out.jsonl").read_text() == "before"
    assert [path.name for path in folder.iterdir() if path.name.startswith("tmp")] == []


def test_a_dump_goes_where_a_link_leads(invoke: Invoke, filled: Path, folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "out.jsonl").symlink_to(folder / "kept" / "out.jsonl")
    assert invoke("db", "dump", "shop", "--database", "data.db", "--file", "out.jsonl").exit_code == 0
    assert (folder / "out.jsonl").is_symlink()
    assert (folder / "kept" / "out.jsonl").read_text().splitlines() == LINES


def test_a_dump_takes_the_place_of_no_pipe(invoke: Invoke, filled: Path, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    # Open at both ends, so that nobody waits.
    with open(os.open(folder / "pipe", os.O_RDWR), "rb", buffering=0) as pipe:
        assert invoke("db", "dump", "shop", "--database", "data.db", "--file", "pipe").exit_code == 0
        assert (folder / "pipe").is_fifo()
        assert pipe.read(10_000).decode().splitlines() == LINES


def test_rows_that_are_there_already_are_told(invoke: Invoke, filled: Path, folder: Path) -> None:
    (folder / "dump.jsonl").write_text("\n".join([LINES[0], '{"table":"visit","row":{"id":9}}', *LINES[1:3]]))
    (folder / "dump.jsonl").open("a").write('\n{"end":{"visit":3}}\n')
    done = invoke("db", "load", "shop", "dump.jsonl", "--database", "data.db")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: dump.jsonl:3: Duplicate record detected")
    assert shown(invoke)[1]["tables"][0]["rows"] == 2


def test_dump_and_load_go_through_a_pipe(filled: Path, folder: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    run = [sys.executable, "-m", "runner", "db"]
    done = subprocess.run(
        [*run, "dump", "shop", "--database", "data.db"],
        cwd=folder,
        env=environ,
        capture_output=True,
        check=True,
    )
    load = [*run, "load", "shop", "-", "--database", "new.db"]
    told = subprocess.run(load, cwd=folder, env=environ, input=done.stdout, capture_output=True, check=True)
    assert told.stderr == b"loaded visit (2 rows)\n"


# -- reset -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("args", "rows"), [([], 1), (["--empty"], 0), (["--table", "visit"], 1)])
def test_a_reset_starts_from_the_beginning(invoke: Invoke, filled: Path, args: list[str], rows: int) -> None:
    (filled / "table" / "visit.xs").write_text(OTHER)
    done = invoke("db", "reset", "shop", "--database", "data.db", "--yes", *args)
    shown_rows = "1 row" if rows == 1 else "0 rows"
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"made anew: visit ({shown_rows})\n")
    code, data = shown(invoke)
    assert (code, data["tables"][0]["rows"], data["tables"][0]["columns"][2]["held"]) == (0, rows, "text")


def test_an_empty_database_needs_no_question(invoke: Invoke, shop: Path) -> None:
    done = invoke("db", "reset", "shop", "--database", "data.db")
    assert (done.exit_code, done.stderr) == (0, "made anew: visit (1 row)\n")


@pytest.mark.parametrize(("answer", "code", "rows"), [("y", 0, 1), ("n", 1, 2), ("", 1, 2)])
def test_a_person_is_asked(
    invoke: Invoke, filled: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, rows: int
) -> None:
    monkeypatch.setattr("runner.cli.db._is_asked", lambda: True)
    done = invoke("db", "reset", "shop", "--database", "data.db", input=f"{answer}\n")
    assert done.exit_code == code
    assert "delete visit (2 rows)? [y/N]" in done.stderr
    assert shown(invoke)[1]["tables"][0]["rows"] == rows


def test_all_of_it_on_a_server(invoke: Invoke, shop: Path, folder: Path) -> None:
    with postgres_url() as url:
        place = ["--database", url]
        assert invoke("shop", *place, "-i", "page=/a").stdout == "2\n"
        assert invoke("db", "show", "shop", *place).stdout.startswith("visit  2 rows")
        invoke("db", "dump", "shop", *place, "--file", "out.jsonl")
        assert (folder / "out.jsonl").read_text().splitlines() == LINES
        assert invoke("db", "reset", "shop", *place, "--empty", "--yes").exit_code == 0
        assert invoke("db", "load", "shop", "out.jsonl", *place).stderr == "loaded visit (2 rows)\n"
        assert invoke("shop", *place).stdout == "3\n"


def test_the_way_out_of_a_refused_change(invoke: Invoke, filled: Path, folder: Path) -> None:
    (filled / "table" / "visit.xs").write_text(OTHER)
    refused = invoke("shop", "--database", "data.db")
    assert refused.exit_code == 1
    assert "`count` holds int" in refused.stderr
    place = ["--database", "data.db"]
    assert invoke("db", "dump", "shop", *place, "--file", "rows.jsonl").exit_code == 0
    assert invoke("db", "reset", "shop", *place, "--empty", "--yes").exit_code == 0
    assert invoke("db", "load", "shop", "rows.jsonl", *place).exit_code == 0
    assert invoke("db", "dump", "shop", *place).stdout.splitlines()[1] == (
        '{"table":"visit","row":{"id":1,"page":"/start","count":"1"}}'
    )
    assert invoke("shop", *place).stdout == "3\n"


def test_the_page_knows_all_options() -> None:
    page = (CHECKOUT / "docs" / "commands" / "db.md").read_text()
    parameters = [one for each in command.commands.values() for one in each.params]
    options = {option for one in parameters for option in one.opts if option.startswith("--")}
    assert len(options) > 5
    assert [option for option in options if f"`{option}" not in page] == []


def test_without_a_command_it_asks_for_one(invoke: Invoke) -> None:
    done = invoke("db")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "error: missing command\n  help: `xsrun db --help` shows how it is called\n"


@pytest.mark.parametrize("name", ["show", "dump", "load", "reset"])
def test_the_help_of_each_has_an_example(invoke: Invoke, name: str) -> None:
    done = invoke("db", name, "--help", terminal_width=80)
    assert f"xsrun db {name} jobs/visits.xs" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
