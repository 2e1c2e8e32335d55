"""Options that take numbers: what counts as one, and what is said of the rest."""

from __future__ import annotations

import click
import pytest

from runner.cli.numbers import Seconds, WholeNumber


@pytest.mark.parametrize(("text", "seconds"), [("1", 1.0), ("0.5", 0.5), ("1e3", 1000.0)])
def test_seconds(text: str, seconds: float) -> None:
    assert Seconds().convert(text, None, None) == seconds


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "soon", ""])
def test_what_is_no_number_of_seconds(text: str) -> None:
    with pytest.raises(click.BadParameter, match="expected a number of seconds above 0, not") as caught:
        Seconds().convert(text, None, None)
    assert caught.value.message.endswith(f"`{text}`")


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("-7", -7), ("0", 0), ("9" * 30, 10**30 - 1)])
def test_whole_numbers(text: str, number: int) -> None:
    assert WholeNumber().convert(text, None, None) == number


@pytest.mark.parametrize("text", ["1.5", "one", "", "9" * 5000])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(click.BadParameter, match="expected a whole number, not"):
        WholeNumber().convert(text, None, None)
