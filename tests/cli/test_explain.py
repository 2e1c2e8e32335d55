"""``xsrun explain``: the offline reference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from cli.conftest import Invoke
from runner.cli.app import app


def test_alone_it_tells_what_there_is(invoke: Invoke) -> None:
    lines = invoke("explain").stdout.splitlines()
    assert "xsrun explain NAME" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == [
        *["constructs", "statements", "filters", "expressions", "types", "input-filters"],
        *["words", "reserved", "failures", "codes"],
    ]


def test_a_name_is_explained_with_an_example_that_runs(invoke: Invoke, folder: Path) -> None:
    shown = invoke("explain", "array.find").stdout
    assert shown.startswith("array.find  statement, array\n  array.find (value) if (...) as $name\n")
    example = shown[shown.index("    run.job") : shown.index("\n  gives ")]
    (folder / "example.xs").write_text(example)
    assert json.loads(invoke("example.xs").stdout) == {"id": 2, "name": "Bob"}


def test_several_meanings_are_all_shown(invoke: Invoke) -> None:
    shown = invoke("explain", "int").stdout
    assert "int  filter, conversion\n" in shown
    assert "int  type\n" in shown


@pytest.mark.parametrize("name", ["$input", "??", "input", " slice "])
def test_all_kinds_of_names(invoke: Invoke, name: str) -> None:
    assert invoke("explain", name).exit_code == 0


def test_a_list_has_a_line_for_each(invoke: Invoke) -> None:
    rows = [line.split("\t") for line in invoke("explain", "input-filters").stdout.splitlines()]
    assert rows[0] == [
        *["trim", "input filter", "", "filters=trim"],
        "The text without white space at both ends; it runs before all other input filters.",
    ]
    assert len(rows) == 16


def test_a_name_of_other_languages(invoke: Invoke) -> None:
    done = invoke("explain", "len")
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "for `len` of other languages write, as a filter: `count` for a list, `strlen`"
    )
    assert "  strlen  The number of characters.\n" in done.stdout


def test_a_word_is_looked_for(invoke: Invoke) -> None:
    done = invoke("explain", "concatenation")
    assert "~\texpression\t" in done.stdout
    assert done.stderr == "note: nothing is called `concatenation`; these mention it:\n"


@pytest.mark.parametrize(
    ("name", "hint"),
    [("slcie", "did you mean `slice`?"), ("qqqq", "`xsrun explain` tells which lists there are")],
)
def test_a_name_of_nothing_is_a_usage_error(invoke: Invoke, name: str, hint: str) -> None:
    done = invoke("explain", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"error: the reference has nothing that is called `{name}`\n  help: {hint}\n"


def test_json_has_one_envelope(invoke: Invoke) -> None:
    told = json.loads(invoke("explain", "--json").stdout)
    assert (told["version"], told["lists"][0]["list"]) == (1, "constructs")
    [entry] = json.loads(invoke("explain", "sum", "--json").stdout)["entries"]
    assert (entry["kind"], entry["form"], entry["gives"]) == ("filter", "value|sum", 6)
    listed = json.loads(invoke("explain", "len", "--json").stdout)
    assert [entry["name"] for entry in listed["entries"]] == ["count", "strlen"]
    assert listed["notes"] == [
        "for `len` of other languages write, as a filter: `count` for a list, `strlen` for a text"
    ]


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("array.fi", ["array.filter", "array.filter_count", "array.find", "array.find_index"]),
        ("filters", ["filters", "filters="]),
    ],
)
def test_a_shell_completes_names(written: str, offered: list[str]) -> None:
    completion = ShellComplete(app, {}, "xsrun", "_XSRUN_COMPLETE")
    assert [item.value for item in completion.get_completions(["explain"], written)] == offered
