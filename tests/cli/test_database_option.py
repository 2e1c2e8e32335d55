"""Where the tables of a run are kept: ``--database``, DATABASE_URL in the process and in `.env` files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import runner
from cli.conftest import CHECKOUT, Invoke

JOB = """run.job "Count" {
  main = { name: "count" }
}
---
function "count" {
  stack {
    db.add "visit" { data = {name: "one"} } as $added
  }
  response = {id: $added.id, url: $env.DATABASE_URL}
}
---
table "visit" {
  schema {
    int id
    text name
  }
}
"""
OTHER = """run.job "Other" {
  main = { name: "other" }
}
---
function "other" {
  response = 1
}
"""


@pytest.fixture
def job(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (folder / "count.xs").write_text(JOB)
    return folder


def test_without_any_the_tables_last_as_long_as_the_run(job: Path, invoke: Invoke) -> None:
    assert [json.loads(invoke("count.xs").stdout)["id"] for _ in range(2)] == [1, 1]
    assert not list(job.rglob("*.db"))


@pytest.mark.parametrize("name", ["data.db", "new/folder/data.db", "sqlite:///data.db"])
def test_a_file_keeps_them(job: Path, invoke: Invoke, name: str) -> None:
    found = [json.loads(invoke("count.xs", "--database", name).stdout)["id"] for _ in range(2)]
    assert found == [1, 2]


def test_the_flag_outweighs_the_process_and_that_the_file(
    job: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job / ".env").write_text("DATABASE_URL=file.db\n")
    invoke("count.xs")
    assert (job / "file.db").exists()
    monkeypatch.setenv("DATABASE_URL", "process.db")
    invoke("count.xs")
    assert (job / "process.db").exists()
    invoke("count.xs", "--database", "flag.db")
    assert (job / "flag.db").exists()


@pytest.mark.parametrize("named", ["kept/data.db", "sqlite:///kept/data.db", "./kept/../kept/data.db"])
def test_a_file_beside_the_job_names_one_in_its_folder(job: Path, invoke: Invoke, named: str) -> None:
    folder = job / "shop"
    folder.mkdir()
    (folder / "count.xs").write_text(JOB)
    (folder / ".env").write_text(f"DATABASE_URL={named}\n")
    invoke("shop/count.xs")
    assert (folder / "kept/data.db").is_file()
    assert "1 row" in invoke("db", "show", "shop/count.xs").stdout
    invoke("count.xs", "--env-file", "shop/.env")
    assert "2 rows" in invoke("db", "show", "shop/count.xs").stdout


def test_the_url_of_another_program_stops_no_job_without_tables(job: Path, invoke: Invoke) -> None:
    (job / "other.xs").write_text(OTHER)
    (job / ".env").write_text("DATABASE_URL=mysql://root:secret@localhost/x\n")
    assert invoke("other.xs").stdout == "1\n"
    told = invoke("count.xs")
    assert told.exit_code == 2
    assert "mysql" in told.stderr


def test_the_job_does_not_see_it_unless_it_declares_it(
    job: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "process.db")
    assert json.loads(invoke("count.xs").stdout)["url"] is None
    declared = JOB.replace('{ name: "count" }', '{ name: "count" }\n  env = ["DATABASE_URL"]')
    (job / "count.xs").write_text(declared)
    assert json.loads(invoke("count.xs").stdout)["url"] == "process.db"


def test_what_cannot_be_used_is_told_before_anything_runs(job: Path, invoke: Invoke) -> None:
    result = invoke("count.xs", "--database", "mysql://root:secret@localhost/x")
    assert result.exit_code == 2
    assert "a database at mysql:// cannot be used" in result.stderr
    assert "secret" not in result.output


def test_a_job_without_tables_does_not_care(
    job: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://root:secret@localhost/x")
    (job / "other.xs").write_text(OTHER)
    result = invoke("other.xs")
    assert (result.exit_code, result.stdout) == (0, "1\n")


def test_a_server_that_does_not_answer(job: Path, invoke: Invoke) -> None:
    result = invoke("count.xs", "--database", "postgresql://ann:secret@127.0.0.1:1/x")
    assert result.exit_code == 1
    assert "the database server cannot be reached" in result.stderr
    assert "secret" not in result.output


def test_the_python_api_takes_a_file_and_no_environment(job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "process.db")
    found = [runner.run(JOB, database=job / "data.db").response["id"] for _ in range(2)]
    assert found == [1, 2]
    assert runner.run(JOB).response["id"] == 1
    assert not (job / "process.db").exists()
    with pytest.raises(TypeError, match="database has to be"):
        runner.run(JOB, database=1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("library", "database", "what"),
    [
        ("sqlalchemy", "data.db", "a job with tables"),
        ("psycopg", "postgresql://127.0.0.1:1/x", "a PostgreSQL database"),
    ],
)
def test_a_library_that_is_missing(job: Path, library: str, database: str, what: str) -> None:
    code = f"""import sys
sys.modules[{library!r}] = None
import runner
print(runner.run("count.xs", database={database!r}).error.message)"""
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    found = subprocess.run([sys.executable, "-c", code], cwd=job, env=environ, capture_output=True, text=True)
    assert found.stdout == f"{what} needs the extra \"db\": pip install 'xsrun[db]'\n"


def test_what_the_driver_warns_of_is_not_printed() -> None:
    code = (
        "import logging, runner.database.drivers.postgresql\n"
        "logging.getLogger('psycopg').warning('error ignored terminating a pipeline')"
    )
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
