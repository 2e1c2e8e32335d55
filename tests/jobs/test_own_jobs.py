"""Runs the jobs of `tests/jobs/<category>/<job>` with the cases that stand beside each."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from runner.errors import ERROR_TYPES
from runner.execution.messages import HttpFailure, HttpRequest
from runner.execution.result import ErrorInfo, Result
from runner.jobs import EnvLayer, RunOptions, plan, run_job
from runner.values import dump_json
from tests.jobs.cases_file import CasesError, JobCase, Stub, load_cases
from tests.jobs.stubs import FakeClock, StubbedSender

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*/cases.yaml"))
ALL = [(path.parent, case) for path in FILES for case in load_cases(path)]


@pytest.mark.parametrize(
    ("folder", "case"),
    ALL,
    ids=[f"{folder.parent.name}/{folder.name}: {case.name}" for folder, case in ALL],
)
def test_own_job(folder: Path, case: JobCase, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock(case.now)
    sender = StubbedSender(case.http, any_order=case.any_order)
    monkeypatch.setattr(plan, "_live_sender", lambda: sender)
    monkeypatch.setattr(plan, "Context", partial(plan.Context, clock=clock))
    result = run_job(folder, options(case))
    wrong = sender.complaints + wrong_outcome(case, result)
    missing = missing_in_order(case.log, [entry.message for entry in result.logs])
    wrong += [f"not in the log, or not there: {text}" for text in missing]
    if case.slept is not None and tuple(clock.slept) != case.slept:
        wrong.append(f"the job waited {clock.slept}, not {list(case.slept)} seconds")
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_every_job_has_cases() -> None:
    folders = {path.parent for name in ("run.xs", "index.xs") for path in HERE.glob(f"*/*/{name}")}
    assert folders == {path.parent for path in FILES}


def options(case: JobCase) -> RunOptions:
    # Never the environment of the process: what a job reads stands in its case. The time limit is for
    # loops without an end, and beyond all that a job waits on its clock.
    return RunOptions(inputs=case.input, env=[EnvLayer("case", case.env)], seed=case.seed, timeout=600)


def wrong_outcome(case: JobCase, result: Result) -> list[str]:
    if case.outcome == "error":
        if result.error is None:
            return [f"expected an error, but got the response {result.response!r}"]
        return list(wrong_error(case.expected, result.error))
    if result.error is not None:
        return [f"{result.error.name}: {result.error.message} ({result.error.span})"]
    # What is printed is what counts: 3.0 is 3 there.
    response = json.loads(dump_json(result.response))
    if case.outcome == "response":
        return (
            [] if exactly(response, case.expected) else [f"wanted {case.expected!r}", f"got    {response!r}"]
        )
    return differences(response, case.expected, "response")


def wrong_error(expected: dict[str, str], error: ErrorInfo) -> list[str]:
    wanted_type = expected.get("type", error.code)
    code = ERROR_TYPES[wanted_type].code if wanted_type in ERROR_TYPES else wanted_type
    wrong = []
    if error.code != code:
        wrong.append(f"the code is {error.code}, not {code}: {error.message}")
    if error.name != expected.get("name", error.name):
        wrong.append(f"the name is {error.name}: {error.message}")
    if expected.get("message", "") not in error.message:
        wrong.append(f"the message is {error.message!r}")
    return wrong


def exactly(actual: Any, expected: Any) -> bool:
    # As texts, since in Python 1 == 1.0 == True, and objects are equal in any order.
    return json.dumps(actual) == json.dumps(expected)


def differences(actual: Any, expected: Any, path: str) -> list[str]:
    """Where ``expected`` is no part of ``actual``."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        missing = [f"{path} has no {key}" for key in expected if key not in actual]
        pairs = [(actual[key], value, f"{path}.{key}") for key, value in expected.items() if key in actual]
        return missing + [found for pair in pairs for found in differences(*pair)]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        numbered = enumerate(zip(actual, expected, strict=True))
        return [found for at, pair in numbered for found in differences(*pair, f"{path}[{at}]")]
    return [] if exactly(actual, expected) else [f"{path} is {actual!r}, not {expected!r}"]


def missing_in_order(wanted: tuple[str, ...], messages: list[str]) -> list[str]:
    rest = iter(messages)
    return [text for text in wanted if not any(text in message for message in rest)]


# -- the notation itself -----------------------------------------------------------------------------

WHOLE_CASE = "- name: a\n  response: 1\n"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "a list of them"),
        ("- name: a\n", "one of response"),
        ("- response: 1\n", "a name"),
        ("- name: a\n  response: 1\n  error: {}\n", "one of response"),
        (WHOLE_CASE + WHOLE_CASE, "two cases have one name"),
        (WHOLE_CASE + "  inputs: {}\n", "there is no key `inputs`"),
        (WHOLE_CASE + "  http: [{request: {}}]\n", "a response or a failure"),
        (WHOLE_CASE + "  http: [{request: {verb: GET}, failure: timeout}]\n", "there is no key `verb`"),
        (WHOLE_CASE + "  http: [{request: {}, failure: flood}]\n", "one of timeout, reset"),
        ("- [\n", "at line"),
    ],
)
def test_a_file_of_cases_that_cannot_be_used(tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CasesError, match=part):
        load_cases(path)


@pytest.mark.parametrize(
    ("expected", "response", "wrong"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, []),
        ({"a": 1}, {"a": 1.5}, ["response.a is 1.5, not 1"]),
        ({"a": 1}, {"a": True}, ["response.a is True, not 1"]),
        ({"a": None}, {}, ["response has no a"]),
        ([{"a": 1}], [{"a": 1, "b": 2}], []),
        ([{"a": 1}], [{"a": 2}], ["response[0].a is 2, not 1"]),
        ([1], [1, 2], ["response is [1, 2], not [1]"]),
    ],
)
def test_a_part_of_a_response(expected: Any, response: Any, wrong: list[str]) -> None:
    assert differences(response, expected, "response") == wrong


GET = {"method": "GET", "url": "http://x.test/a"}
ANSWER = {"status": 200, "json": 1}


@pytest.mark.parametrize(
    ("request_", "complaint"),
    [
        (GET, None),
        ({"url": "http://x.test/a", "query": {}}, None),
        ({"headers": {"x-id": "1"}, "json": {"n": 1}}, None),
        ({"method": "POST"}, "method: wanted 'POST', but got 'GET'"),
        ({"url": "http://x.test/b"}, "url: wanted 'http://x.test/b', but got 'http://x.test/a'"),
        ({"query": {"page": "1"}}, "query: wanted {'page': '1'}, but got {}"),
        ({"headers": {"X-Id": "2"}}, "headers: wanted {'X-Id': '2'}, but got {'X-Id': '1'}"),
        ({"headers": {"Accept": "*/*"}}, "but got {'Accept': None}"),
        ({"json": {"n": True}}, "json: wanted {'n': True}, but got {'n': 1}"),
        ({"text": "n=1"}, "text: wanted 'n=1'"),
        ({"form": {"n": "1"}}, "form: wanted"),
        ({"parts": []}, "parts: wanted"),
    ],
)
def test_a_stub_and_a_request(request_: dict[str, Any], complaint: str | None) -> None:
    sender = StubbedSender([Stub(request_, ANSWER)], any_order=False)
    sent = HttpRequest("GET", "http://x.test/a", (("X-Id", "1"),), b'{"n": 1}')
    if complaint is None:
        assert (sender.send(sent).body, sender.complaints) == (b"1", [])
        return
    with pytest.raises(HttpFailure):
        sender.send(sent)
    unexpected, unused = sender.complaints
    assert complaint in unexpected
    assert "never requested" in unused


@pytest.mark.parametrize(
    ("any_order", "complaints"),
    [(True, []), (False, ["GET http://x.test/b: url", "never requested: {'url': 'http://x.test/b'}"])],
)
def test_the_order_of_stubs(any_order: bool, complaints: list[str]) -> None:
    stubs = [Stub({"url": f"http://x.test/{name}"}, ANSWER) for name in "ab"]
    sender = StubbedSender(stubs, any_order=any_order)
    for name in "ba":
        with suppress(HttpFailure):
            sender.send(HttpRequest("GET", f"http://x.test/{name}"))
    assert len(sender.complaints) == len(complaints)
    for complaint, part in zip(sender.complaints, complaints, strict=True):
        assert part in complaint


def test_texts_of_the_log_come_in_their_order() -> None:
    assert missing_in_order(("b", "c"), ["a", "bb", "cc"]) == []
    assert missing_in_order(("c", "b"), ["a", "bb", "cc"]) == ["b"]
