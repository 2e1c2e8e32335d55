"""``xsrun test``: what it shows, what it writes, its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.conftest import Invoke

CASES = """\
# about the echo
- name: as it stands
  response: {text: own, number: 1}
- name: another number
  input: {number: 2}
  response_has: {number: 3} # three
"""
# Its test is skipped.
AGENT = 'agent "helper" {\n  test "asks" {\n  }\n}\n'


@pytest.fixture
def cases(folder: Path) -> Path:
    path = folder / "echo.cases.yaml"
    path.write_text(CASES)
    (folder / "helper.xs").write_text(AGENT)
    return path


def seconds_out(text: str) -> str:
    return re.sub(r"[\d.]+ (ms|s)\b", r"N \1", text)


def test_what_people_see(invoke: Invoke, cases: Path) -> None:
    result = invoke("test")
    assert seconds_out(result.stdout) == (
        "echo.cases.yaml .F\nhelper.xs s\n\n"
        "FAILED another number\n  at echo.cases.yaml:4\n  response.number: expected 3, but got 2\n\n"
        "SKIPPED helper: asks\n  at helper.xs:2\n  `agent` does not run here yet\n\n"
        "1 failed, 1 passed, 1 skipped in N s\n"
    )
    assert (result.exit_code, result.stderr) == (1, "")


def test_all_that_passes_is_short(invoke: Invoke, cases: Path) -> None:
    result = invoke("test", "echo.xs", "-k", "stands", "-j", "1")
    assert seconds_out(result.stdout) == "echo.cases.yaml .\n\n1 passed in N s\n"
    assert result.exit_code == 0


def test_verbose(invoke: Invoke, folder: Path) -> None:
    (folder / "logs.cases.yaml").write_text("- {name: a log, response: 2}\n")
    result = invoke("test", "logs.xs", "-v")
    assert seconds_out(result.stdout).splitlines()[0].split() == [
        "failed",
        "N",
        "ms",
        "logs.cases.yaml::a",
        "log",
    ]
    assert "  | log: in the middle" in result.stdout


def test_the_first_failure_ends_it(invoke: Invoke, cases: Path) -> None:
    result = invoke("test", "-x", "-j", "1")
    assert seconds_out(result.stdout).splitlines()[0] == "echo.cases.yaml .F"
    assert (seconds_out(result.stdout).splitlines()[-1], result.exit_code) == ("1 failed, 1 passed in N s", 1)


def test_update(invoke: Invoke, cases: Path) -> None:
    result = invoke("test", "--update")
    assert cases.read_text() == CASES.replace("3} # three", "2} # three")
    assert (result.exit_code, result.stderr) == (0, "updated echo.cases.yaml: another number\n")
    assert invoke("test").exit_code == 0


def test_what_cannot_be_updated_keeps_no_other_file_from_it(
    invoke: Invoke, cases: Path, folder: Path
) -> None:
    shared = (
        "- {name: a, response: &r {text: own, number: 0}}\n- {name: b, input: {number: 0}, response: *r}\n"
    )
    (folder / "another.xs").write_text((folder / "echo.xs").read_text())
    path = folder / "another.cases.yaml"
    path.write_text(shared)
    result = invoke("test", "--update")
    assert path.read_text() == shared
    assert cases.read_text() == CASES.replace("3} # three", "2} # three")
    assert "another.cases.yaml is not changed: its case `b` cannot be updated in place" in result.stderr
    assert (result.exit_code, "1 failed" in result.stdout) == (1, True)


def test_junit(invoke: Invoke, cases: Path, folder: Path) -> None:
    assert invoke("test", "--junit", "report.xml").exit_code == 1
    suite = ElementTree.parse(folder / "report.xml").getroot()[0]
    assert {name: suite.get(name) for name in ("tests", "failures", "skipped")} == {
        "tests": "3",
        "failures": "1",
        "skipped": "1",
    }
    failed = suite[1]
    assert (failed.get("name"), failed.get("file"), failed.get("line")) == (
        "another number",
        "echo.cases.yaml",
        "4",
    )
    assert failed[0].get("message") == "response.number: expected 3, but got 2"


def test_a_name_with_a_line_break_stays_in_its_line(invoke: Invoke, folder: Path) -> None:
    (folder / "echo.cases.yaml").write_text('- {name: "two\\nlines", response: 2}\n')
    lines = invoke("test", "echo.xs", "-v").stdout.splitlines()
    assert lines[0].endswith("echo.cases.yaml::two\\nlines")
    assert "FAILED two\\nlines" in lines


def test_schema(invoke: Invoke) -> None:
    result = invoke("test", "--schema")
    assert json.loads(result.stdout)["$defs"]["case"]["required"] == ["name"]
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["fails.xs"], "there are no tests in fails.xs"),
        (["none"], "there is no file or folder none"),
        (["-k", "zebra"], "none of the 3 tests in the current folder is meant by -k zebra"),
        (["-k", "("], "-k takes no `(`: a word is missing"),
        (
            ["--junit", "no/report.xml"],
            "--junit: no/report.xml cannot be written: there is no folder no",
        ),
        (["--lcov", "no/lines"], "--lcov: no/lines cannot be written: there is no folder no"),
        (["-j", "0"], "`--jobs`: expected a whole number from 1 on, not `0`"),
    ],
)
def test_what_cannot_start(invoke: Invoke, cases: Path, args: list[str], message: str) -> None:
    result = invoke("test", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error: {message}\n" in result.stderr


def test_a_file_of_cases_that_is_wrong(invoke: Invoke, cases: Path) -> None:
    cases.write_text("- name: a\n  respones: 1\n")
    result = invoke("test")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error[case-file]: there is no key `respones` here\n  at echo.cases.yaml:2:3\n" in result.stderr
    assert "help: did you mean `response`?" in result.stderr
