from __future__ import annotations

from typing import Any

import pytest

from runner.tables.values import RowValidator, empty_value
from runner.types import MISSING, Field

NOW = 1_700_000_000_000


def validator(editing: bool = False) -> RowValidator:
    return RowValidator("t", lambda: NOW, lambda password: f"<{password}>", editing)


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        (Field("c", "int"), 0),
        (Field("c", "int", nullable=True), None),
        (Field("c", "text"), ""),
        (Field("c", "bool"), False),
        (Field("c", "json"), None),
        (Field("c", "int", list=True), []),
        (Field("c", "int", list=True, nullable=True), None),
    ],
)
def test_what_a_column_holds_that_holds_nothing(field: Field, wanted: Any) -> None:
    assert empty_value(field) == wanted


@pytest.mark.parametrize(
    ("default", "added", "edited"),
    [(MISSING, 0, 0), (5, 5, 0), ("5", 5, 0), ("five", 0, 0), (None, 0, 0)],
)
def test_null_is_the_default_of_a_new_row_and_empties_an_old_one(
    default: Any, added: Any, edited: Any
) -> None:
    field = Field("c", "int", default=default)
    assert validator().members((field,), {"c": None}) == {"c": added}
    assert validator().members((field,), {}) == {"c": added}
    assert validator(editing=True).members((field,), {"c": None}) == {"c": edited}


def test_defaults_are_not_shared() -> None:
    field = Field("c", "json", default={"a": []})
    first = validator().members((field,), {})
    first["c"]["a"].append(1)
    assert validator().members((field,), {}) == {"c": {"a": []}}
    empty = Field("c", "int", list=True)
    empty_value(empty).append(1)
    assert empty_value(empty) == []


@pytest.mark.parametrize(
    ("field", "given", "wanted"),
    [
        (Field("c", "password"), "secret", "<secret>"),
        (Field("c", "password"), "", ""),
        (Field("c", "password", nullable=True), None, None),
        (Field("c", "password", default="first"), None, "<first>"),
        (Field("c", "password", list=True), ["a", "b"], ["<a>", "<b>"]),
        (Field("c", "object", fields=(Field("p", "password"),)), {"p": "a"}, {"p": "<a>"}),
    ],
)
def test_passwords_are_hashed_wherever_they_stand(field: Field, given: Any, wanted: Any) -> None:
    assert validator().members((field,), {"c": given}) == {"c": wanted}


def test_a_password_that_is_refused_is_not_hashed() -> None:
    field = Field("c", "password", filters=(("min", "8"),))
    rows = validator()
    assert rows.members((field,), {"c": "short"}) == {"c": None}
    [fault] = rows.faults
    assert fault.message == "column `c` of table `t` is ***, but at least 8 characters are needed"
