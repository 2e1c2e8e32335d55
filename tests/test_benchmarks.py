"""The benchmarks run, do the same on both sides, and write tables; how fast anything is, is not tested."""

from __future__ import annotations

import re
import sys
from functools import partial

import pytest
from sqlalchemy import select

from benchmarks import __main__ as command
from benchmarks import calls, compiling, database, jobs, lists, measuring, startup
from benchmarks.compute import algorithms, by_hand
from benchmarks.compute import table as compute
from benchmarks.requests import table as requests
from benchmarks.tables import Table, at_least, at_most
from tests.database.running import run as run_statements


def cells(markdown: str) -> list[list[str]]:
    """The cells of the rows of a table."""
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


# -- tables ------------------------------------------------------------------------------------------


def test_a_table_in_markdown():
    table = Table("Title", "What it is.", ("a", "b"), [("`x|y`", "1")])
    assert table.markdown() == "### Title\n\nWhat it is.\n\n| a | b |\n| --- | --- |\n| `x\\|y` | 1 |\n"


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (at_most(1.999, 2), ("2.00", "at most 2")),
        (at_most(2.5, 2), ("**2.50**", "at most 2")),
        (at_least(0.9, 0.85), ("0.90", "at least 0.85")),
        (at_least(0.5, 0.85), ("**0.50**", "at least 0.85")),
    ],
)
def test_a_measure_that_misses_its_goal_is_bold(shown, wanted):
    assert shown == wanted


@pytest.mark.parametrize(
    ("ratios", "sentence"),
    [
        ({"a": "1.50", "b": "2.00"}, "All 2 algorithms meet the goal of their row."),
        (
            {"a": "1.50", "b": "**2.15**", "*mean*": "**2.50**", "c": "**3.28**"},
            "2 of the 3 algorithms are above the goal of their row: b (2.15), c (3.28).",
        ),
    ],
)
def test_the_algorithms_above_their_goal_are_named(ratios, sentence):
    rows = [(name, "1.00", "2.00", ratio, "at most 2", "9.00") for name, ratio in ratios.items()]
    assert compute._missed(rows) == sentence


def test_turns_alternate_and_the_best_one_counts():
    order: list[str] = []
    times = {"a": iter([3.0, 1.0, 2.0]), "b": iter([5.0, 6.0, 4.0])}

    def turn(name: str) -> float:
        order.append(name)
        return next(times[name])

    assert measuring.best([partial(turn, "a"), partial(turn, "b")], 3) == [1.0, 4.0]
    assert order == ["a", "b"] * 3


def test_nothing_takes_less_than_the_clock_shows():
    assert measuring.beyond(3.0, 1.0) == 2.0
    assert measuring.beyond(1.0, 3.0) == measuring.TICK


# -- the command -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in command.TABLES if name != "startup"])
def test_each_table_is_made(capsys, name):
    command.main(["--quick", name])
    printed = capsys.readouterr().out
    head, _, *rows = cells(printed)
    assert "### " in printed
    assert rows
    assert {len(row) for row in rows} == {len(head)}
    measures = [cell for row in rows for cell in row[1:] if cell and not cell.startswith("at ")]
    assert all(re.fullmatch(r"(\*\*)?[\d,]+(\.\d+)?(\*\*)?", cell) for cell in measures)


def test_the_start_of_a_process_is_measured():
    *_, warm, cold = startup.table(quick=True).rows
    assert (warm[0], cold[0]) == (
        "`xsrun jobs/hello.xs`, warm cache",
        "`xsrun jobs/hello.xs`, cold cache",
    )


def test_a_process_that_is_measured_may_write_bytecode(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = "import os, sys; print(sys.dont_write_bytecode, os.environ['XSRUN_CACHE'])"
    assert startup.process((sys.executable, "-c", code), tmp_path) == f"False {tmp_path}\n"


def test_an_unknown_table_is_named(capsys):
    with pytest.raises(SystemExit) as caught:
        command.main(["list"])
    assert caught.value.code == 2
    assert "there is no table list; there are compute, lists" in capsys.readouterr().err


def test_the_page_is_written_between_its_marks(monkeypatch, tmp_path, capsys):
    page = tmp_path / "performance.md"
    page.write_text(f"# Head\n\n{command.BEGIN}\nold\n{command.END}\n\nFoot\n")
    monkeypatch.setattr(command, "PAGE", page)
    monkeypatch.setattr(command, "TABLES", {"one": lambda quick: Table("One", f"{quick}", ("a",), [("1",)])})
    command.main(["--quick"])
    assert "old" in page.read_text()
    assert "### One\n\nTrue\n" in capsys.readouterr().out
    command.main([])
    written = page.read_text()
    assert written.startswith(f"# Head\n\n{command.BEGIN}\n\nMeasured with ")
    assert written.endswith(f"\n### One\n\nFalse\n\n| a |\n| --- |\n| 1 |\n\n{command.END}\n\nFoot\n")
    command.main([])
    assert page.read_text() == written


def test_the_page_of_the_docs_has_the_marks():
    text = command.PAGE.read_text(encoding="utf-8")
    assert text.count(command.BEGIN) == text.count(command.END) == 1
    assert text.index(command.BEGIN) < text.index(command.END)


# -- both sides do the same --------------------------------------------------------------------------


@pytest.mark.parametrize("optimise", [True, False])
@pytest.mark.parametrize("name", algorithms.inputs())
def test_algorithms_give_what_they_give_by_hand(name, optimise):
    given = algorithms.inputs()[name]
    wanted = getattr(by_hand, name)(**given)
    assert algorithms.compiled(optimise)[name](algorithms.context(), dict(given)) == wanted
    # Nothing of it was changed on the way.
    assert given == algorithms.inputs()[name]


@pytest.mark.parametrize("name", lists.FORMS)
def test_what_grows_holds_what_was_put_into_it(name):
    start, step, wanted = lists.FORMS[name]
    assert jobs.run(jobs.loop(start, step), n=3)["result"] == wanted


@pytest.mark.parametrize(("name", "by_hand"), list(zip(calls.IN_XANOSCRIPT, calls.BY_HAND, strict=True)))
def test_steps_give_what_they_give_by_hand(name, by_hand):
    job = jobs.loop("0", calls.IN_XANOSCRIPT[name], others=calls.MORE)
    assert jobs.run(job, n=7, text="Some Words")["result"] == by_hand(7, "Some Words")


@pytest.mark.parametrize("step", [database.ADD, database.GET, database.QUERY])
def test_statements_give_the_rows_that_are_made_by_hand(step):
    with database.by_hand("memory", 1) as connection:
        [wanted] = [dict(row._mapping) for row in connection.execute(select(database.SQL))]
    stack = f"var $i {{ value = 0 }}\n{step}\nvar $result {{ value = $x }}"
    found = run_statements(stack, database.PERSON, rows={"person": [database.ROW]})
    row = found[0] if isinstance(found, list) else found
    of_the_job = {"id": 2, "age": 0, "created_at": row["created_at"]} if step == database.ADD else {}
    assert row == {**wanted, **of_the_job}


def test_the_function_that_is_loaded_is_one_of_200_lines_that_works():
    text = compiling.FUNCTION.read_text(encoding="utf-8")
    assert len(text.splitlines()) == 200
    orders = [
        {"id": 1, "customer": "a", "lines": [{"sku": " x1", "quantity": 2, "unit_price": 10}]},
        {"id": 2, "customer": "b", "country": "CH", "lines": [{"sku": "", "quantity": 200, "unit_price": 1}]},
        {"id": 3},
    ]
    response = jobs.run(compiling.JOB + text, orders=orders, dry_run=True, vip_customers=["b"])
    assert [(order["id"], order["gross"], order["label"]) for order in response["orders"]] == [
        (2, 165.39, "Order 2: 165.39 EUR"),
        (1, 23.8, "Order 1: 23.80 EUR"),
    ]
    assert response["failed"] == [{"id": 3, "reason": "no lines"}]
    assert response["totals"]["count"] == 2


def test_a_job_asks_the_server_as_httpx_does():
    with requests.local_server(pause=1) as url, requests.plain_clients(2) as clients:
        assert requests.ask(clients[0], url) is True
        assert requests.ask_alone(clients, url) is True
        assert requests.run(requests.JOB % url) is True
        assert len(clients) == 2
