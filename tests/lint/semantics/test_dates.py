"""Which formats of dates are not PHP's, and what is meant by them."""

from __future__ import annotations

import pytest

from runner.errors import Problem
from runner.lint.files import file_problems
from runner.source import Source
from runner.values import dump_json


def problems(form: str) -> list[Problem]:
    text = f'function "f" {{\n  response = now|format_timestamp:{dump_json(form)}\n}}\n'
    return file_problems(Source(text))


@pytest.mark.parametrize(
    ("form", "meant", "safe"),
    [
        ("YYYY-MM-DD", "Y-m-d", True),
        ("DD/MM/YYYY hh:mm A", "d/m/Y h:i A", True),
        ("HH:MM:SS", "H:i:s", True),
        ("mm:ss", "i:s", True),
        ("HHmmss", "His", True),
        ("YYYY-MM-DD[T]HH:mm:ss.SSS[Z]", r"Y-m-d\T" + r"H:i:s.v\Z", True),
        ("%Y-%m-%d %H:%M:%S", "Y-m-d H:i:s", True),
        # What PHP or the one who wrote it may mean otherwise.
        ("yyyy-mm-dd", "Y-m-d", False),
        ("YYYY-MM-DDTHH:mm:ssZ", r"Y-m-d\T" + "H:i:sP", False),
        ("MMM D, YYYY", "M j, Y", False),
        ("YYYY-m-d", "Y-m-d", False),
        ("yyyy-MM-dd'T'HH:mm", r"Y-m-d\T" + "H:i", False),
    ],
)
def test_letters_of_other_languages(form: str, meant: str, safe: bool) -> None:
    (problem,) = problems(form)
    assert problem.code == "date-format"
    assert problem.fix is not None
    assert (problem.fix.replacement, problem.fix.safe) == (dump_json(meant), safe)


@pytest.mark.parametrize(
    "form",
    [
        "Y-m-d",
        "Ymd",
        "YmdHis",
        "D, d M Y H:i:s T",
        r"l jS \o\f F Y h:i:s A",
        "c",
        "U",
        r"\Y\Y\Y\Y",
        "H:i:s.v",
    ],
)
def test_letters_of_php(form: str) -> None:
    assert problems(form) == []
