"""The helpers of ejected functions do what compiled XanoScript does, without xsrun."""

from __future__ import annotations

import itertools
import json
from typing import Any

import httpx
import pytest

from runner import values
from runner.eject import runtime
from runner.execution.encoding import build_query
from runner.filters.conversion import to_integer
from runner.filters.lists import slice_
from runner.filters.objects import entries, keys
from runner.values.paths import set_path

SAMPLES: list[Any] = [
    *(None, True, False, 0, 1, -3, 10, 0.0, 1.0, 2.5, -0.5, 1e20, 1e-7),
    *("", "0", "1", "01", "1.0", " 1", "1 ", "1e1", "abc", "b", "Ä", "-", "null"),
    *([], [0], [1, "a"], ["1", "a"], [[1], 2], {}, {"a": 1}, {"a": "1"}, {"0": 1, "b": {"c": [5]}}),
]
PAIRS = list(itertools.product(SAMPLES, SAMPLES))


@pytest.mark.parametrize("name", ["equals", "identical", "compare", "concat"])
def test_two_values(name: str) -> None:
    ours = {"equals": values.equals, "identical": values.identical, "compare": values.compare}
    original = ours.get(name, values.concat)
    wrong = [(a, b) for a, b in PAIRS if getattr(runtime, name)(a, b) != original(a, b)]
    assert wrong == []


def outcome(function: Any, *arguments: Any) -> Any:
    try:
        return repr(function(*arguments))
    except Exception:
        return "fails"


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("truthy", values.is_truthy),
        ("to_text", values.to_text),
        ("to_json", values.dump_json),
        ("to_number", lambda value: values.to_number(value, "")),
        ("to_int", to_integer),
        ("keys", keys),
        ("entries", entries),
    ],
)
def test_one_value(name: str, original: Any) -> None:
    wrong = [value for value in SAMPLES if outcome(getattr(runtime, name), value) != outcome(original, value)]
    # A decimal beyond 64 bits wraps around in PHP, and is the int that it is in Python.
    assert [value for value in wrong if value != 1e20] == []


@pytest.mark.parametrize(("name", "original"), [("divide", values.divide), ("modulo", values.modulo)])
def test_calculations(name: str, original: Any) -> None:
    pairs = [pair for pair in PAIRS if 1e20 not in pair]
    assert [p for p in pairs if outcome(getattr(runtime, name), *p) != outcome(original, *p)] == []


DATA = {"a": {"b": [1, {"c": None}]}, "x.y": 2, "0": "zero"}
PATHS = ["", "a", "a.b", "a.b.0", "a.b.1.c", "a.b.2", "a.z", "x.y", "0", None, "a.b.c", ["a", "b", 0], 0]


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_paths(path: Any) -> None:
    assert runtime.get(DATA, path, "none") == values.get_path(DATA, path, "none")
    assert runtime.has(DATA, path) == values.has_path(DATA, path)
    if path not in ("", None):
        assert outcome(runtime.put, DATA, path, 7) == outcome(set_path, DATA, path, 7)


@pytest.mark.parametrize("key", [0, 1, -1, 3, "1", "a", 1.7, None], ids=str)
@pytest.mark.parametrize("value", [[5, 6], "xyz", {"1": "one", "a": 2}, None, 5], ids=str)
def test_elements(value: Any, key: Any) -> None:
    if isinstance(value, str) and not isinstance(key, int):
        return  # neither of the two names a character
    assert runtime.at(value, key) == values.index(value, key)


@pytest.mark.parametrize(("start", "length"), [*itertools.product((0, 1, 5, -2, -9), (None, 0, 2, -1, -9))])
def test_sections(start: int, length: int | None) -> None:
    for value in ([1, 2, 3], "abc", {"a": 1, "b": 2, "c": 3}, None):
        assert runtime.section(value, start, length) == slice_(value, start, length)


def test_ranges_and_lists() -> None:
    assert [runtime.span(1, 3), runtime.span(3, 1)] == [[1, 2, 3], [3, 2, 1]]
    assert [list(runtime.each(one)) for one in ([1], {"a": 2}, None)] == [[1], [2], []]
    assert runtime.merged({"a": 1}, {"b": 2}) == {"a": 1, "b": 2}
    assert [runtime.merged([1], one) for one in ([2], 2, None)] == [[1, 2], [1, 2], [1]]
    assert runtime.group_by([1, 2, 3], lambda n: n % 2) == {"1": [1, 3], "0": [2]}
    assert runtime.partition([1, 2], lambda n: n > 1) == {"true": [2], "false": [1]}


@pytest.mark.parametrize(
    ("method", "params", "headers", "sent"),
    [
        ("GET", {"a": 1, "b": [True, None, "x y"]}, [], ("?a=1&b%5B0%5D=1&b%5B2%5D=x+y", "")),
        ("POST", {"a": 1.0}, [], ("", '{"a":1}')),
        ("POST", {"a": {"b": 1}}, ["Content-Type: application/x-www-form-urlencoded"], ("", "a%5Bb%5D=1")),
        ("PUT", "text", [], ("", "text")),
        ("POST", None, None, ("", "")),
    ],
)
def test_a_request(method: str, params: Any, headers: Any, sent: tuple[str, str]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert (str(request.url).partition("test")[2], request.content.decode()) == sent
        return httpx.Response(201, json={"ok": True}, headers={"X-A": "b"})

    client = httpx.Client(transport=httpx.MockTransport(answer))
    result = runtime.request(client, method, "https://x.test#part", params, headers)
    response = result["response"]
    assert (response["status"], response["result"]) == (201, {"ok": True})
    assert "x-a: b" in response["headers"]
    if method == "GET":
        assert build_query(params) == sent[0][1:]


def test_an_error_as_a_catch_sees_it() -> None:
    error = json.loads(json.dumps(runtime.describe(ValueError("no"))))
    assert error == {"code": "ERROR_FATAL", "name": "standard", "message": "no", "result": None}
