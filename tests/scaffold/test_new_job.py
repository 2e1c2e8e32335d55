"""Folders of new jobs: their files, their names, and that they stand every look of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import runner
from runner.errors import UsageError
from runner.format import format_source
from runner.lint.files import file_problems
from runner.lookup.folders import read_source
from runner.scaffold import TEMPLATES, new_job


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_files_of_a_template_hold_no_mark_and_no_problem(template: str, tmp_path: Path) -> None:
    files = new_job(tmp_path / "jobs" / "send-invoices", template)
    assert {"run.xs", "function/send_invoices.xs", "cases.yaml", "README.md", ".gitignore"} <= {
        file.relative_to(tmp_path / "jobs/send-invoices").as_posix() for file in files
    }
    for file in files:
        assert not re.search(r"@[A-Z]+@", file.read_text("utf-8"))
        if file.suffix == ".xs":
            source = read_source(file)
            assert file_problems(source) == []
            assert format_source(source) == source.text


def test_a_new_job_runs_and_has_its_own_name(tmp_path: Path) -> None:
    new_job(tmp_path / "totals", "transform")
    assert runner.run(tmp_path / "totals").response == [{"customer": "Ada", "orders": 2, "total": 40.0}]


@pytest.mark.parametrize(
    ("folder", "function", "job"),
    [
        ("send-invoices", "send_invoices", "Send invoices"),
        ("SendInvoices", "send_invoices", "Send invoices"),
        ("send invoices 2", "send_invoices_2", "Send invoices 2"),
        ("Überträge", "ubertrage", "Ubertrage"),
    ],
)
def test_names(folder: str, function: str, job: str, tmp_path: Path) -> None:
    new_job(tmp_path / folder, "transform")
    text = (tmp_path / folder / "run.xs").read_text("utf-8")
    assert f'run.job "{job}"' in text
    assert f'name : "{function}"' in text
    assert (tmp_path / folder / "function" / f"{function}.xs").is_file()


def test_the_working_directory_names_a_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "orders").mkdir()
    monkeypatch.chdir(tmp_path / "orders")
    assert Path("function/orders.xs") in new_job(Path(), "transform")


def test_a_folder_above_may_be_called_like_a_mark(tmp_path: Path) -> None:
    new_job(tmp_path / "@NAME@" / "orders", "transform")
    assert (tmp_path / "@NAME@" / "orders" / "function" / "orders.xs").is_file()


def test_the_page_runs_a_job_that_is_called_like_a_command(tmp_path: Path) -> None:
    new_job(tmp_path / "list", "transform")
    page = (tmp_path / "list" / "README.md").read_text("utf-8")
    assert f"xsrun run {tmp_path / 'list'} " in page


@pytest.mark.parametrize("name", ["9lives", "---", "§"])
def test_a_name_begins_with_a_letter(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="begins with a letter"):
        new_job(tmp_path / name, "transform")
    assert list(tmp_path.iterdir()) == []


def test_a_page_names_the_folder_for_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    new_job(Path("my jobs/ask"), "http")
    assert "xsrun test 'my jobs/ask' " in Path("my jobs/ask/README.md").read_text("utf-8")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("mine")
    (tmp_path / "b").write_text("mine")
    for name in ("a", "b"):
        with pytest.raises(UsageError, match="nothing is written over"):
            new_job(tmp_path / name, "transform")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "notes.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert new_job(tmp_path / "a", "http")[0] == tmp_path / "a" / "run.xs"
