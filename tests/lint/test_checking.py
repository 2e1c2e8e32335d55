"""The check of many files: its order, what it keeps, what it shares among processors."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.lint import checking, files, workers
from runner.lint.checking import Checker, Text
from runner.lint.keeping import kept_report, pack_report, unpack_report
from runner.lookup.folders import read_source
from runner.source import Source

WRONG = (
    'function "{name}" {{\n  stack {{\n'
    "    vaar $x {{ value = $gone }} // xsrun: ignore[unset-var]\n  }}\n}}\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XSRUN_CACHE", str(tmp_path / ".cache"))
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.xs").write_text(WRONG.format(name=name))
    return tmp_path


def checked(paths: list[Path], processors: int | None = 1) -> list[str]:
    """The places and codes of what is found."""
    checker = Checker(processors)
    return [f"{one.where} {one.code}" for one in checker.problems(checker.read(paths))]


def test_problems_stand_in_the_order_of_files_and_places(folder: Path) -> None:
    found = checked([folder / "b.xs", folder / "a.xs"])
    assert [line for line in found if "unknown-statement" in line] == [
        "b.xs:3:5 unknown-statement", "a.xs:3:5 unknown-statement",
    ]  # fmt: skip
    assert found == sorted(found, key=lambda line: line.startswith("a"))


def test_a_second_check_reads_no_tree(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted(folder.glob("*.xs"))
    first = checked(paths)
    monkeypatch.setattr(workers, "file_report", lambda *_: pytest.fail("a file was checked again"))
    assert checked(paths) == first
    assert kept_report(read_source(paths[0]), paths[0]) is not None


def test_an_edit_is_seen(folder: Path) -> None:
    path = folder / "a.xs"
    assert "a.xs:3:5 unknown-statement" in checked([path])
    path.write_text(path.read_text().replace("vaar", "var"))
    assert "a.xs:3:5 unknown-statement" not in checked([path])


def test_nothing_of_a_text_that_is_no_file_is_kept(folder: Path) -> None:
    source = Source("function f {\n}\n", "<stdin>")
    Checker(1).problems([Text(source)])
    assert kept_report(source, None) is None


@pytest.mark.parametrize(
    ("data", "reason"), [(b"\xff\xfe", "byte 0 is wrong"), (None, "cannot be read")], ids=["bytes", "folder"]
)
def test_a_file_that_cannot_be_read_is_a_problem_beside_the_others(
    folder: Path, data: bytes | None, reason: str
) -> None:
    path = folder / "x.xs"
    path.write_bytes(data) if data is not None else path.mkdir()
    checker = Checker(1)
    problems = checker.problems(checker.read([path, folder / "a.xs"]))
    assert (problems[0].where, problems[0].code, problems[0].severity) == (
        "x.xs:1:1",
        "unreadable-file",
        "error",
    )
    assert reason in problems[0].message
    assert problems[-1].source.name == "a.xs"


def test_a_file_with_windows_line_ends_and_a_mark_has_the_same_places(folder: Path) -> None:
    text = (folder / "a.xs").read_text()
    (folder / "a.xs").write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    assert "a.xs:3:5 unknown-statement" in checked([folder / "a.xs"])


def test_a_report_comes_back_from_plain_data_as_it_was() -> None:
    source = Source(WRONG.format(name="a"), "a.xs")
    report = files.file_report(source)
    again = unpack_report(pack_report(report), source, None)
    assert again.problems == report.problems
    assert again.suppressions == report.suppressions
    assert again.broken is report.broken is False


# -- processors --------------------------------------------------------------------------------------


def test_many_processors_find_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = []
    for number in range(40):
        paths.append(folder / f"n{number:02}.xs")
        paths[-1].write_text(WRONG.format(name=f"n{number}"))
    alone = checked(paths)
    monkeypatch.setenv("XSRUN_CACHE", str(folder / ".other"))
    monkeypatch.setattr(workers, "WORTH_A_WORKER", 100)
    assert checked(paths, 2) == alone
    assert kept_report(read_source(paths[-1]), paths[-1]) is not None


@pytest.mark.parametrize(
    ("characters", "processors", "shared"), [(10, 8, False), (10**6, 1, False), (10**6, 2, True)]
)
def test_workers_start_where_they_are_worth_it(
    characters: int, processors: int, shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[int] = []
    monkeypatch.setattr(workers, "_packed", lambda task: ())
    monkeypatch.setattr(workers, "_shared", lambda tasks, number: iter([called.append(number)]))
    list(workers.packed_reports([("a", "x" * characters, False)] * 2, processors))
    assert called == ([processors] if shared else [])


def test_what_lies_beside_is_read_but_not_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def both(reports: object, read: object) -> object:
        beside = read(folder / "c.xs")  # type: ignore[operator]
        assert beside.source.name == "c.xs"
        assert read(folder / "none.xs").broken  # type: ignore[operator]
        return iter(beside.problems)

    monkeypatch.setattr(checking, "project_problems", both)
    assert all(line.startswith("a.xs") for line in checked([folder / "a.xs"]))
