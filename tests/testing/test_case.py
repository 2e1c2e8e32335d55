"""Files of cases: what they may say, and what is told of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runner.errors import ProblemsError
from runner.testing.case import case_files_of, cases_schema, is_case_file, read_cases

NAMED = "- name: a\n"


def file_of(folder: Path, text: str) -> Path:
    (folder / "job.xs").write_text("")
    path = folder / "job.cases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_case(tmp_path: Path) -> None:
    text = """\
# yaml-language-server: $schema=cases.schema.json
- name: all of it
  function: f
  input: {n: 1}
  env: {KEY: k, COUNT: 3, ON: true}
  now: "2026-01-01"
  seed: 4
  http: [{request: {url: "https://x.test"}, failure: reset}]
  any_order: true
  tables: {user: [{id: 1}]}
  tables_after: {user: [{id: {$type: int}}]}
  timeout: 2
  response_has: {a: {$type: text}}
  log: [one]
  slept: [1, 0.5]
"""
    (case,) = read_cases(file_of(tmp_path, text))
    assert (case.name, case.function, case.input, case.seed) == ("all of it", "f", {"n": 1}, 4)
    assert case.env == {"KEY": "k", "COUNT": "3", "ON": "true"}
    assert (case.now, case.timeout, case.any_order) == (1_767_225_600_000, 2, True)
    assert (case.tables, case.tables_after) == ({"user": [{"id": 1}]}, {"user": [{"id": {"$type": "int"}}]})
    assert (case.outcome, case.expected) == ("response_has", {"a": {"$type": "text"}})
    assert (case.log, case.slept, case.target) == (["one"], [1, 0.5], tmp_path / "job.xs")
    assert [stub.failure for stub in case.http] == ["reset"]
    assert case.place.endswith("job.cases.yaml:2")


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("", "1:1", "the file is empty", None),
        ("- [", "1:4", "this is not YAML: expected the node content, but found '<stream end>'", None),
        (
            "a: !!binary aGk=",
            "1:1",
            "expected a list, but got an object",
            "each item of a list begins with `- `",
        ),
        (
            "- name: a\n\tinput: 3",
            "2:1",
            "this is not YAML: found character",
            "indent with blanks: YAML takes no tabs",
        ),
        ("5", "1:1", "expected a list, but got a whole number", None),
        ("- 5", "1:3", "expected an object, but got a whole number", None),
        ("- response: 1", "1:3", "the key `name` is missing here", None),
        ("- nme: b", "1:3", "there is no key `nme` here", "did you mean `name`?"),
        ("- name: 5", "1:9", "expected a text, but got a whole number", None),
        (NAMED + "  inputs: {}", "2:3", "there is no key `inputs` here", "did you mean `input`?"),
        (NAMED + "  input: []", "2:10", "expected an object, but got a list", None),
        (NAMED + "  response: 1\n  error: {}", "3:3", "`response` and `error` exclude each other", None),
        (NAMED + "  seed: 1\n  seed: 2", "3:3", "the key `seed` stands here twice", None),
        (NAMED + "  now: soon", "2:8", "expected a time such as 2026-01-15T12:00:00Z", None),
        (
            NAMED + "  env: {K: [1]}",
            "2:12",
            "expected a text or a number or true or false, but got a list",
            None,
        ),
        (NAMED + "  timeout: 0", "2:12", "expected a number of 0.001 or more", None),
        (NAMED + "  http: 5", "2:9", "expected a list or a text, but got a whole number", None),
        (NAMED + "  http: gone.yaml", "2:9", "there is no cassette", None),
        (
            NAMED + "  http: [{request: {}}]",
            "2:10",
            "one of the keys response, failure is missing here",
            None,
        ),
        (
            NAMED + "  http: [{request: {}, failure: flood}]",
            "2:33",
            "expected one of timeout, reset, connect",
            None,
        ),
        (
            NAMED + "  http: [{request: {verb: GET}, failure: reset}]",
            "2:21",
            "there is no key `verb` here",
            "there are method, url, query, headers, json, json_has, form, text, base64, parts",
        ),
        (
            NAMED + "  http: [{request: {}, response: {json: 1, text: a}}]",
            "2:44",
            "`json` and `text` exclude each other",
            None,
        ),
        (NAMED + "  http: [{request: {}, response: {base64: a}}]", "2:43", "this is not base64", None),
        (
            NAMED + "  http: [{request: {json: 1, form: {}}, failure: reset}]",
            "2:30",
            "`json` and `form` exclude each other",
            None,
        ),
        (NAMED + "  http: [{request: {}, response: {file: gone.bin}}]", "2:41", "there is no file ", None),
        (NAMED + "  http: [{request: {}, response: {file: .}}]", "2:41", "there is no file ", None),
        (
            NAMED + "  http: [{request: {}, response: {file: /etc/hostname}}]",
            "2:41",
            "the answer of a stub, /etc/hostname, lies outside of the folder of this file",
            "put it beside this file",
        ),
        (
            NAMED + "  response: {$type: integer}",
            "2:21",
            "expected one of text, int,",
            "did you mean `int`?",
        ),
        (
            NAMED + "  response: {a: {$lenght: 1}}",
            "2:18",
            "there is no key `$lenght` here",
            "did you mean `$length`?",
        ),
        (
            NAMED + "  response: {$x.y: 1}",
            "2:14",
            "there is no key `$x.y` here",
            "a value with such keys is written as {$is: ...}",
        ),
        (NAMED + "  response: [{$min: a}]", "2:21", "expected a number, but got a text", None),
        (NAMED + "  response: {$matches: '['}", "2:24", "this is no regular expression", None),
        (
            NAMED + "  response: {$type: text, a: 1}",
            "2:27",
            "`a` stands beside the matcher `$type`",
            "put it into `$has`",
        ),
        (NAMED + NAMED, "2:9", "an earlier case has the name 'a', too", None),
    ],
)
def test_what_is_no_file_of_cases(
    tmp_path: Path, text: str, place: str, message: str, hint: str | None
) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_cases(file_of(tmp_path, text))
    problem = caught.value.problems[0]
    assert problem.message.startswith(message)
    assert (problem.where.endswith(f"job.cases.yaml:{place}"), problem.hint) == (True, hint)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = "- nam: a\n  respnse: 1\n- name: b\n  seed: x\n"
    with pytest.raises(ProblemsError) as caught:
        read_cases(file_of(tmp_path, text))
    lines = [int(problem.where.split(":")[-2]) for problem in caught.value.problems]
    # A key with a typo is not missing as well.
    assert lines == [1, 2, 4]


def test_all_answers_that_are_not_there_are_told_at_once(tmp_path: Path) -> None:
    stubs = "".join(f"    - {{request: {{}}, response: {{file: {name}}}}}\n" for name in ("b", "../c", "d"))
    (tmp_path / "b").write_text("1")
    with pytest.raises(ProblemsError) as caught:
        read_cases(file_of(tmp_path, f"{NAMED}  http:\n{stubs}"))
    assert [problem.where.split(":")[-2] for problem in caught.value.problems] == ["4", "5"]


def test_cases_need_their_job(tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(NAMED)
    with pytest.raises(ProblemsError, match=r"the job of these cases is not there: .*run\.xs or .*index\.xs"):
        read_cases(tmp_path / "cases.yaml")


@pytest.mark.parametrize(
    ("job", "beside"),
    [
        ("run.xs", ["run.cases.yaml", "cases.yaml"]),
        ("a.xs", ["a.cases.yaml"]),
        ("b.xs", []),
        ("cases.yaml", []),
    ],
)
def test_the_cases_of_a_job(tmp_path: Path, job: str, beside: list[str]) -> None:
    for name in ("cases.yaml", "a.cases.yaml", "run.cases.yaml"):
        (tmp_path / name).write_text("")
    assert [path.name for path in case_files_of(tmp_path / job)] == beside


@pytest.mark.parametrize(
    ("name", "expected"),
    [("cases.yaml", True), ("a.cases.yaml", True), ("acases.yaml", False), ("a.yaml", False)],
)
def test_names_of_files_of_cases(name: str, expected: bool) -> None:
    assert is_case_file(Path("jobs") / name) is expected


def test_the_schema_is_whole() -> None:
    schema = cases_schema()
    wanted = {name.partition('"')[0] for name in json.dumps(schema).split('"#/$defs/')[1:]}
    assert wanted <= schema["$defs"].keys()
    assert {"case", "stub", "expected"} <= wanted
