"""Which problems people ask for."""

from __future__ import annotations

import pytest

from runner.errors import Problem, UsageError
from runner.lint import selection
from runner.lint.selection import read_selection
from runner.source import Source, Span

FAMILIES = {"unknown-filter": "syntax", "unset-var": "semantics", "self-comparison": "semantics"}


@pytest.fixture(autouse=True)
def _codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "problem_codes", lambda: FAMILIES)


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ([], [], ["unknown-filter", "unset-var", "self-comparison"]),
        (["unset-var"], [], ["unset-var"]),
        (["semantics"], [], ["unset-var", "self-comparison"]),
        (["unset-var, unknown-filter"], [], ["unknown-filter", "unset-var"]),
        (["unset-var", "unknown-filter"], [], ["unknown-filter", "unset-var"]),
        ([], ["semantics"], ["unknown-filter"]),
        (["semantics"], ["unset-var"], ["self-comparison"]),
        (["unset-var"], ["semantics"], []),
    ],
)
def test_codes_and_families(select: list[str], ignore: list[str], expected: list[str]) -> None:
    chosen = read_selection(select, ignore)
    problems = [Problem(code, "m", Source(""), Span(0, 0)) for code in FAMILIES]
    assert [problem.code for problem in problems if chosen.wants(problem)] == expected


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("unset-vra", "there is no code `unset-vra`; did you mean `unset-var`?", None),
        ("sematics", "there is no code `sematics`; did you mean `semantics`?", None),
        ("E501", "there is no code `E501`", "the families are semantics, syntax"),
    ],
)
def test_an_unknown_code_is_a_wrong_call(name: str, message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        read_selection([], [name])
    assert caught.value.message == message
    assert (hint or "") in (caught.value.hint or "")
