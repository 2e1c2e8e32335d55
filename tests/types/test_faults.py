"""How values are shown in messages."""

import pytest

from runner.types.faults import counted, listed, nearest, show


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        (5, "5"),
        (5.0, "5"),
        (0.25, "0.25"),
        (10**1000, "a number of 3322 bits"),
        (float("nan"), "not a finite number"),
        (float("inf"), "not a finite number"),
        ("", '""'),
        ('say "hi"\n', '"say \\"hi\\"\\n"'),
        ("é", '"é"'),
        ("x" * 60, '"' + "x" * 60 + '"'),
        ("x" * 61, '"' + "x" * 57 + '..."'),
        ([], "a list of 0 items"),
        ([1], "a list of 1 item"),
        ({}, "an empty object"),
        ({"a": 1, "b": 2}, "an object of 2 keys"),
        (b"x", "a value of the type bytes"),
    ],
)
def test_show(value, shown):
    assert show(value) == shown


@pytest.mark.parametrize(
    ("number", "phrase"), [(1, "1 item"), (2, "2 items"), (0, "0 items"), (1.5, "1.5 items")]
)
def test_counted(number, phrase):
    assert counted(number, "item") == phrase


@pytest.mark.parametrize(
    ("values", "phrase"),
    [([], "nothing"), (["a"], '"a"'), ([1, 2], "1 or 2"), (list("abc"), '"a", "b" or "c"')],
)
def test_listed(values, phrase):
    assert listed(values) == phrase


@pytest.mark.parametrize(
    ("word", "found"), [("promt", "prompt"), ("PROMPT", "prompt"), ("Max_Tokens", "maxTokens"), ("xyz", None)]
)
def test_nearest(word, found):
    assert nearest(word, ["prompt", "maxTokens"]) == found
