"""What a check found, in each of its formats."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from runner.errors import Fix, Problem
from runner.report import checks
from runner.report.checks import check_text, explain_text, summary_text
from runner.report.style import Style
from runner.source import Source, Span

PLAIN = Style()
FAMILIES = {"unknown-filter": "syntax", "unset-var": "semantics"}
SOURCE = Source('a🎉\nvar $x {\n  value = "é"|lenght\n}\n', "jobs/a b.xs")
AT = SOURCE.text.index("lenght")
ERROR = Problem("unknown-filter", "there is no filter", SOURCE, Span(AT, AT + 6), "did you\nmean?",
                Fix(Span(AT, AT + 6), "strlen"))  # fmt: skip
WARNING = Problem("unset-var", "100%: a, b", SOURCE, Span(0, AT), severity="warning")
FILES = ["jobs/a b.xs", "b.xs"]


@pytest.fixture(autouse=True)
def _codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "problem_codes", lambda: FAMILIES)


# -- human ---------------------------------------------------------------------------------------------


def test_for_people_problems_are_parted_by_blank_lines() -> None:
    first, second = check_text([ERROR, WARNING], FILES, "human", PLAIN).split("\n\n")
    assert first.startswith("error[unknown-filter]: there is no filter\n  at jobs/a b.xs:3:15\n")
    assert second.startswith("warning[unset-var]: 100%: a, b\n  at jobs/a b.xs:1:1\n")
    assert check_text([], FILES, "human", PLAIN) == ""


@pytest.mark.parametrize(
    ("problems", "files", "expected"),
    [
        ([], 0, "there are no .xs files here"),
        ([], 1, "checked 1 file: no problems"),
        ([WARNING], 2, "checked 2 files: 1 warning"),
        ([ERROR], 2, "checked 2 files: 1 error; --fix mends it"),
        ([ERROR, ERROR, WARNING], 3, "checked 3 files: 2 errors, 1 warning; --fix mends 2"),
        ([ERROR.changed(fix=Fix(Span(0, 0), "", safe=False))], 1, "checked 1 file: 1 error"),
    ],
)
def test_the_last_line_sums_up(problems: list[Problem], files: int, expected: str) -> None:
    assert summary_text(problems, files) == expected


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("", ""),
        ("aa", "`xsrun explain CODE` tells more of a"),
        ("abc", "`xsrun explain CODE` tells more of a, b, c"),
        ("abcd", "`xsrun explain CODE` tells more of a, b, c, ..."),
    ],
)
def test_the_way_to_the_pages_is_told_once(codes: str, expected: str) -> None:
    assert explain_text([Problem(code, "m", SOURCE, Span(0, 0)) for code in codes]) == expected


# -- json and github -----------------------------------------------------------------------------------


def test_json_is_one_envelope() -> None:
    data = json.loads(check_text([ERROR, WARNING], FILES, "json", PLAIN))
    assert {name: data[name] for name in ("version", "files", "errors", "warnings")} == {
        "version": 1, "files": 2, "errors": 1, "warnings": 1,
    }  # fmt: skip
    error, warning = data["problems"]
    assert error == {
        "path": "jobs/a b.xs", "code": "unknown-filter", "family": "syntax", "severity": "error",
        "message": "there is no filter", "hint": "did you\nmean?",
        "line": 3, "column": 15, "end_line": 3, "end_column": 21,
        "fix": {
            "line": 3, "column": 15, "end_line": 3, "end_column": 21, "replacement": "strlen", "safe": True,
        },
    }  # fmt: skip
    assert (warning["end_line"], warning["end_column"], warning["fix"]) == (3, 15, None)


def test_github_gets_a_command_for_each_problem() -> None:
    assert check_text([ERROR, WARNING], FILES, "github", PLAIN).splitlines() == [
        "::error file=jobs/a b.xs,line=3,endLine=3,title=xsrun%3A unknown-filter,col=15,endColumn=21"
        "::there is no filter%0Adid you%0Amean?",
        "::warning file=jobs/a b.xs,line=1,endLine=3,title=xsrun%3A unset-var::100%25: a, b",
    ]


def test_github_names_are_escaped() -> None:
    source = Source("", "a,b:c%\r.xs")
    [line] = check_text([Problem("c", "m", source, Span(0, 0))], [], "github", PLAIN).splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25%0D.xs,line=1,")


# -- sarif ---------------------------------------------------------------------------------------------


def test_sarif_holds_what_its_schema_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "problem_codes", dict)
    log = json.loads(check_text([ERROR, WARNING], FILES, "sarif", PLAIN))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "xsrun"
    assert run["invocations"] == [{"executionSuccessful": True}]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result, problem in zip(run["results"], [ERROR, WARNING], strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == problem.code
        assert result["level"] == problem.severity
        assert result["message"]["text"].startswith(problem.message)
        [location] = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "jobs/a%20b.xs", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 1, "startColumn": 1, "endLine": 3, "endColumn": 15}
    assert "%SRCROOT%" in run["originalUriBaseIds"]


def test_sarif_carries_the_fix() -> None:
    log = json.loads(check_text([ERROR.changed(code="x")], FILES, "sarif", PLAIN))
    [fix] = log["runs"][0]["results"][0]["fixes"]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "jobs/a%20b.xs"
    region = {"startLine": 3, "startColumn": 15, "endLine": 3, "endColumn": 21}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "strlen"}}]
    assert fix["description"]["text"]


def test_sarif_rules_say_what_their_pages_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "problem_codes", lambda: {"unused-ignore": "semantics"})
    problem = Problem("unused-ignore", "m", SOURCE, Span(0, 0), severity="warning")
    [rule] = json.loads(check_text([problem], FILES, "sarif", PLAIN))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["shortDescription"]["text"]
    assert rule["help"]["text"] == "xsrun explain unused-ignore"
    assert rule["properties"] == {"tags": ["semantics"]}


def test_sarif_names_files_that_are_not_utf_8() -> None:
    log = check_text([ERROR.changed(source=Source("", "a\udcff:b.xs"), span=Span(0, 0))], [], "sarif", PLAIN)
    assert '"uri": "a%FF%3Ab.xs"' in log


def test_sarif_names_files_outside_by_their_url() -> None:
    source = Source("", "/else where/a.xs")
    log = json.loads(check_text([Problem("x", "m", source, Span(0, 0))], [], "sarif", PLAIN))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "file:///else%20where/a.xs"}


# -- junit ---------------------------------------------------------------------------------------------


def test_junit_has_a_case_for_each_file() -> None:
    suite = ElementTree.fromstring(check_text([ERROR, WARNING], FILES, "junit", PLAIN))
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "2", "failures": "1", "errors": "0", "skipped": "0",
    }  # fmt: skip
    wrong, right = suite.iter("testcase")
    assert (wrong.get("name"), right.get("name")) == ("jobs/a b.xs", "b.xs")
    [failure] = wrong.iter("failure")
    assert failure.get("message") == "jobs/a b.xs:3:15: there is no filter"
    assert "lenght" in (failure.text or "")
    assert "warning[unset-var]" in (wrong.findtext("system-out") or "")
    assert len(right) == 0
