"""Reading and writing inside lists and objects."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from runner.errors import ScriptError
from runner.values import get_path, has_path, index, key_text, member, member_or_null, set_path, unset_path
from runner.values.paths import list_index

DATA = {"a": {"b": [10, {"c": None}]}, "k.l": 1, "0": "zero", "": "empty"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.b.0", 10),
        ("a.b.1.c", None),
        ("k.l", 1),
        ("0", "zero"),
        (0, "zero"),
        (0.7, "-"),
        ("a.b.2", "-"),
        ("a.b.-1", "-"),
        ("a.x.y", "-"),
        ("a.b.0.c", "-"),
        ("a..b", "-"),
        (["a", "b", 1], {"c": None}),
        ("", DATA),
        (None, DATA),
    ],
)
def test_get_path(path, expected):
    assert get_path(DATA, path, "-") == expected


@pytest.mark.parametrize(("value", "path"), [(None, "a"), ("text", "a"), (5, "a"), ("text", 0), ([], 0)])
def test_what_holds_nothing_gives_the_default(value, path):
    assert get_path(value, path, "-") == "-"
    assert not has_path(value, path)


@pytest.mark.parametrize(
    ("path", "expected"), [("a.b.1.c", True), ("k.l", True), ("a.c", False), ("l", False)]
)
def test_has_path(path, expected):
    assert has_path(DATA, path) is expected


@pytest.mark.parametrize(
    ("value", "key", "expected"),
    [({"a": 1}, "a", 1), ([5, 6], "1", 6), ({"a": None}, "a", None), ({"1": 2}, "1", 2)],
)
def test_member(value, key, expected):
    assert member(value, key, "v.k") == expected
    assert member_or_null(value, key) == expected


@pytest.mark.parametrize(
    ("value", "key"),
    [({"a": 1}, "b"), (None, "a"), ("text", "a"), (5, "a"), ([1], "1"), ([1], "x"), (True, "a")],
)
def test_a_missing_member_is_named_by_its_path(value, key):
    with pytest.raises(ScriptError, match=r"^Unable to locate var: v\.k$"):
        member(value, key, "v.k")
    assert member_or_null(value, key) is None


@pytest.mark.parametrize(
    ("value", "key", "expected"),
    [
        (["a", "b"], 1, "b"),
        (["a", "b"], "1", "b"),
        (["a", "b"], 1.9, "b"),
        (["a", "b"], True, "b"),
        (["a", "b"], -1, None),
        (["a", "b"], 2, None),
        (["a", "b"], "x", None),
        (["a", "b"], None, None),
        (["a", "b"], [], None),
        ({"1": "x"}, 1, "x"),
        ({"1": "x"}, 1.0, "x"),
        ({"1": "x"}, True, "x"),
        ({"": "x"}, None, "x"),
        ({"k": "x"}, "y", None),
        ("añ😀", 2, "😀"),
        ("abc", -1, "c"),
        ("abc", -4, None),
        ("abc", 3, None),
        ("abc", "x", None),
        (None, 0, None),
        (5, 0, None),
    ],
)
def test_index(value, key, expected):
    assert index(value, key) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [("a", "a"), (5, "5"), (5.0, "5"), (5.5, "5.5"), (True, "1"), (False, "0"), (None, ""), ([1], "[1]")],
)
def test_key_text(key, expected):
    assert key_text(key) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [(2, 2), (2.9, 2), ("2", 2), ("2.9", 2), (True, 1), ("x", None), (None, None), ({}, None)],
)
def test_list_index(key, expected):
    assert list_index(key) == expected


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        ({}, "a", {"a": "new"}),
        ({}, "a.b.c", {"a": {"b": {"c": "new"}}}),
        ({"a": {"x": 1}}, "a.b", {"a": {"x": 1, "b": "new"}}),
        ({"a.b": 1}, "a.b", {"a.b": "new"}),
        ({"a.b": 1}, ["a", "b"], {"a.b": 1, "a": {"b": "new"}}),
        ({"a": 1}, ["b.c"], {"a": 1, "b.c": "new"}),
        (None, "a", {"a": "new"}),
        ("", "a", {"a": "new"}),
        ({"a": None}, "a.b", {"a": {"b": "new"}}),
        ([1, 2], 0, ["new", 2]),
        ([1, 2], "1", [1, "new"]),
        ([1, 2], 2, [1, 2, "new"]),
        ([{"a": 1}], "0.a", [{"a": "new"}]),
        ([1], "1.a", [1, {"a": "new"}]),
        ([], "a", {"a": "new"}),
        ({}, 5, {"5": "new"}),
        ({"a": 1}, [], "new"),
    ],
)
def test_set_path(value, path, expected):
    before = deepcopy(value)
    assert set_path(value, path, "new") == expected
    assert value == before


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        ([1], 5, "Cannot set element 5 of a list of 1"),
        ([1], -1, "Cannot set element -1 of a list of 1"),
        ([1], "key", 'Cannot set the key "key" of a list; its keys are numbers'),
        (5, "a", 'Cannot set "a" inside the int 5'),
        ("text", "a.b", 'Cannot set "a.b" inside the text "text"'),
        ({"a": True}, "a.b", 'Cannot set "a.b" inside the bool true'),
    ],
)
def test_paths_that_cannot_be_set(value, path, message):
    with pytest.raises(ScriptError) as caught:
        set_path(value, path, "new")
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        ({"a": 1, "b": 2}, "a", {"b": 2}),
        ({"a": {"b": 1, "c": 2}}, "a.b", {"a": {"c": 2}}),
        ({"a.b": 1, "a": {"b": 2}}, "a.b", {"a": {"b": 2}}),
        ([1, 2, 3], 1, [1, 3]),
        ([{"a": 1}], "0.a", [{}]),
        ({"a": 1}, "x.y", {"a": 1}),
        ([1], 5, [1]),
        (None, "a", None),
        ("text", "a", "text"),
        ({"5": 1}, 5, {}),
    ],
)
def test_unset_path(value, path, expected):
    before = deepcopy(value)
    assert unset_path(value, path) == expected
    assert value == before


KEYS = st.sampled_from(["a", "b", "0", "1", "a.b", ""])
VALUES = st.recursive(
    st.one_of(st.none(), st.integers(0, 9), st.just("text")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
PATHS = st.lists(KEYS | st.integers(0, 3), min_size=1, max_size=3) | st.lists(
    KEYS.filter(bool), min_size=1
).map(".".join)


@given(VALUES, PATHS, VALUES)
def test_what_was_set_is_what_is_got(value, path, new):
    before = deepcopy(value)
    try:
        after = set_path(value, path, new)
    except ScriptError:
        assume(False)
    assert get_path(after, path, "-") == new
    assert has_path(after, path)
    assert value == before


@given(VALUES, PATHS)
def test_what_was_unset_is_gone_or_was_another(value, path):
    before = deepcopy(value)
    after = unset_path(value, path)
    assert value == before
    assert (after == value) is not has_path(value, path)


@given(VALUES, PATHS, VALUES)
def test_a_failure_is_always_a_script_error(value, path, new):
    try:
        result = set_path(unset_path(value, path), path, new)
    except ScriptError as error:
        result = error.message
    assert type(result) is not str or result in (new, value) or result.startswith("Cannot set ")
