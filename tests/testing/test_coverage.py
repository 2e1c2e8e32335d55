"""Which lines hold a statement, and which of them a run reaches."""

from __future__ import annotations

from pathlib import Path

from runner.jobs import RunOptions, run_job
from runner.report.coverage import coverage_table, lcov_text
from runner.report.style import Style
from runner.source import Source
from runner.testing.coverage import FileCoverage, Hits, add_hits, covered_files, statement_lines

TEXT = """run.job "j" {
  main = {
    name: "f"
  }
}
---
function "f" {
  stack {
    var $n {
      value = 0
    }
    foreach ([1, 2]) {
      each as $x {
        math.add $n { value = $x }
        conditional {
          if ($x > 5) {
            debug.log { value = $x }
          }
          else {
            var $y { value = 1 }
          }
        }
      }
    }
    !debug.log { value = "off" }
    group {
      stack {
        db.get "t" { field_name = "id" field_value = 1 } as $row
      }
    }
  }
  response = $n
}
"""
LINES = {9, 12, 14, 15, 17, 20, 26, 28}


def test_lines_with_a_statement_count_and_disabled_ones_do_not() -> None:
    assert statement_lines(Source(TEXT, "f.xs")) == LINES


def test_a_run_tells_how_often_each_line_ran(tmp_path: Path) -> None:
    file = tmp_path / "job.xs"
    file.write_text(TEXT)
    hits: list[Hits] = []
    result = run_job(file, RunOptions(on_step=lambda name, line: hits.append({name: {line: 1}})))
    assert result.error is not None
    assert '"t"' in result.error.message
    (covered,) = covered_files([str(tmp_path)], hits)
    assert covered.lines == {9: 1, 12: 1, 14: 2, 15: 2, 17: 0, 20: 2, 26: 1, 28: 1}
    assert (covered.reached, covered.missed) == (7, [17])


def test_counts_of_several_processes_are_added() -> None:
    runs: list[Hits] = [{"a.xs": {1: 1, 2: 1}}, {"a.xs": {2: 3}, "b.xs": {1: 1}}]
    assert add_hits(runs) == {"a.xs": {1: 1, 2: 4}, "b.xs": {1: 1}}


def test_files_that_cannot_be_read_or_hold_no_statement_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "broken.xs").write_text("function {")
    (tmp_path / "empty.xs").write_text('function "f" {\n}\n')
    assert covered_files([str(tmp_path)], [{"gone.xs": {1: 1}}]) == []


def test_files_that_runs_reached_count_wherever_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.xs").write_text(TEXT)
    (tmp_path / "two.xs").write_text(TEXT)
    reached = str(tmp_path / "two.xs")
    found = covered_files([str(tmp_path / "a")], [{reached: {9: 1}}])
    assert [(Path(file.name).name, file.reached) for file in found] == [("one.xs", 0), ("two.xs", 1)]


FILES = [
    FileCoverage("function/a.xs", {1: 1, 2: 0, 3: 0, 5: 0}),
    FileCoverage("b.xs", {1: 2}),
    FileCoverage("c.xs", dict.fromkeys(range(1, 200, 2), 0)),
]


def test_the_table_rounds_down_and_joins_lines() -> None:
    assert coverage_table(FILES[:2], Style()).splitlines() == [
        "file           lines    ran     %  not reached",
        "function/a.xs      4      1   25%  2-3, 5",
        "b.xs               1      1  100%",
        "total              5      2   40%",
    ]
    assert coverage_table(FILES, Style()).splitlines()[3].endswith(", ...")
    assert coverage_table([], Style()) == "no statements of XanoScript to cover"


def test_lcov() -> None:
    assert lcov_text(FILES[1:2]).splitlines() == [
        "TN:", f"SF:{Path('b.xs').absolute()}", "DA:1,2", "LF:1", "LH:1", "end_of_record",
    ]  # fmt: skip
