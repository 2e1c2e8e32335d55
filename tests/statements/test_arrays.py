"""The statements `array.*`."""

from __future__ import annotations

import copy

import pytest

from runner.errors import ScriptError
from runner.statements import arrays

PEOPLE = [
    {"name": "Ann", "gender": "f", "age": 31},
    {"name": "Bob", "gender": "m", "age": 17},
    {"name": "Cleo", "gender": "f", "age": 64},
]


def above(limit):
    return lambda element, index, parent, result: element > limit


def key(name):
    return lambda element, index, parent, result: element[name]


@pytest.mark.parametrize(
    ("subject", "value", "expected"),
    [
        ([1], 2, [1, 2]),
        ([1], [2], [1, [2]]),
        ([], None, [None]),
        (None, "a", ["a"]),
        ({}, "a", ["a"]),
    ],
)
def test_push(subject, value, expected):
    assert arrays.push(subject, value=value) == expected


@pytest.mark.parametrize(("subject", "expected"), [([1, 2], [0, 1, 2]), (None, [0]), ([], [0])])
def test_unshift(subject, expected):
    assert arrays.unshift(subject, value=0) == expected


@pytest.mark.parametrize(
    ("statement", "subject", "expected"),
    [
        (arrays.pop, [1, 2, 3], ([1, 2], 3)),
        (arrays.pop, [], ([], None)),
        (arrays.pop, None, ([], None)),
        (arrays.shift, [1, 2, 3], ([2, 3], 1)),
        (arrays.shift, [], ([], None)),
    ],
)
def test_pop_and_shift_give_the_rest_and_the_element(statement, subject, expected):
    assert statement(subject) == expected


@pytest.mark.parametrize(
    ("subject", "value", "expected"),
    [
        ([1], [2, 3], [1, 2, 3]),
        ([1], 2, [1, 2]),
        ([1], {"a": 1}, [1, {"a": 1}]),
        ([1], None, [1]),
        (None, [1], [1]),
        ({"a": 1, "b": 1}, {"b": 2}, {"a": 1, "b": 2}),
    ],
)
def test_merge(subject, value, expected):
    assert arrays.merge(subject, value=value) == expected


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        (arrays.push, "array.push"),
        (arrays.unshift, "array.unshift"),
        (arrays.merge, "array.merge"),
    ],
)
@pytest.mark.parametrize(
    ("subject", "kind"), [("abc", "a text"), (5, "an int"), (1.5, "a decimal"), ({"a": 1}, "an object")]
)
def test_what_is_no_list_is_refused(statement, name, subject, kind):
    with pytest.raises(ScriptError, match=f"^`{name}` needs a list, but got {kind}$"):
        statement(subject, value=1)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (arrays.find, 20),
        (arrays.find_index, 1),
        (arrays.has, True),
        (arrays.every, False),
        (arrays.keep, [20, 30]),
        (arrays.filter_count, 2),
        (arrays.partition, {"true": [20, 30], "false": [10]}),
    ],
)
def test_a_condition_that_some_elements_meet(statement, expected):
    assert statement([10, 20, 30], condition=above(15)) == expected


@pytest.mark.parametrize("subject", [[], None, [1]])
@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (arrays.find, None),
        (arrays.find_index, -1),
        (arrays.has, False),
        (arrays.keep, []),
        (arrays.filter_count, 0),
    ],
)
def test_a_condition_that_no_element_meets(statement, subject, expected):
    assert statement(subject, condition=above(15)) == expected


@pytest.mark.parametrize(("elements", "expected"), [([], True), ([16, 17], True), ([16, 15], False)])
def test_every(elements, expected):
    assert arrays.every(elements, condition=above(15)) is expected


def test_partition_of_nothing_has_both_keys():
    assert arrays.partition(None, condition=above(0)) == {"true": [], "false": []}


@pytest.mark.parametrize("truth", [1, "0.0", [0], True, "false"])
def test_a_condition_counts_by_its_truth(truth):
    assert arrays.keep([1], condition=lambda *_: truth) == [1]


@pytest.mark.parametrize("falsehood", [0, "0", "", [], {}, None, 0.0])
def test_a_condition_counts_by_its_falsehood(falsehood):
    assert arrays.keep([1], condition=lambda *_: falsehood) == []


def test_the_condition_sees_element_index_and_list():
    seen = []
    arrays.keep(["a", "b"], condition=lambda *arguments: seen.append(arguments))
    assert seen == [("a", 0, ["a", "b"], None), ("b", 1, ["a", "b"], None)]


def test_an_object_is_searched_by_its_values():
    assert arrays.find({"a": 1, "b": 2}, condition=above(1)) == 2
    assert arrays.find_index({"a": 1, "b": 2}, condition=above(1)) == "b"


def test_search_stops_at_the_first_hit():
    seen = []
    arrays.find([1, 2, 3], condition=lambda element, *_: seen.append(element) or element == 2)
    assert seen == [1, 2]


@pytest.mark.parametrize(
    "statement",
    [
        arrays.find,
        arrays.find_index,
        arrays.has,
        arrays.every,
        arrays.keep,
        arrays.filter_count,
        arrays.partition,
    ],
)
def test_a_scalar_cannot_be_searched(statement):
    with pytest.raises(ScriptError, match="needs a list, but got a text"):
        statement("abc", condition=above(1))


def test_map():
    assert arrays.transform(PEOPLE, by=key("name")) == ["Ann", "Bob", "Cleo"]
    assert arrays.transform([5, 6], by=lambda element, index, parent, result: index) == [0, 1]
    assert arrays.transform(None, by=key("name")) == []


def test_group_by():
    groups = arrays.group_by(PEOPLE, by=key("gender"))
    assert {gender: [p["name"] for p in group] for gender, group in groups.items()} == {
        "f": ["Ann", "Cleo"],
        "m": ["Bob"],
    }


@pytest.mark.parametrize(
    ("found", "expected"), [(7, "7"), (None, ""), (True, "1"), (2.0, "2"), ([1], "[1]"), ("x", "x")]
)
def test_the_keys_of_groups_are_texts(found, expected):
    assert arrays.group_by(["e"], by=lambda *_: found) == {expected: ["e"]}


@pytest.mark.parametrize(
    ("statement", "left", "right", "expected"),
    [
        (arrays.union, [1, 3, 5, 7, 9], [2, 4, 6, 8], [1, 3, 5, 7, 9, 2, 4, 6, 8]),
        (arrays.union, [1, 1, 2], [2, 3], [1, 2, 3]),
        (arrays.union, None, [1], [1]),
        (arrays.difference, [1, 2, 3, 4, 5, 6, 7, 8, 9], [2, 4, 6, 8], [1, 3, 5, 7, 9]),
        (arrays.difference, [1, 1, 2], [2], [1, 1]),
        (arrays.intersection, [1, 2, 3, 4, 5, 6, 7], [2, 4, 6, 8], [2, 4, 6]),
        (arrays.intersection, [1], [], []),
    ],
)
def test_two_lists_as_sets(statement, left, right, expected):
    assert statement(left, value=right) == expected


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (1, "1", True),
        (1, 1.0, True),
        (1, True, False),
        (None, "", False),
        (None, False, False),
        ([1], "[1]", False),
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"a": 2}, False),
    ],
)
def test_which_elements_are_the_same(left, right, same):
    assert arrays.intersection([left], value=[right]) == ([left] if same else [])


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        (arrays.union, ["Ann", "Bob", "Cleo", "Dan"]),
        (arrays.difference, ["Bob", "Cleo"]),
        (arrays.intersection, ["Ann"]),
    ],
)
def test_by_decides_what_is_the_same(statement, names):
    others = [{"name": "Ann", "age": 99}, {"name": "Dan", "age": 1}]
    found = statement(PEOPLE, value=others, by=key("name"))
    assert [person["name"] for person in found] == names
    assert all(person["age"] != 99 for person in found)


@pytest.mark.parametrize("statement", [arrays.union, arrays.difference, arrays.intersection])
def test_both_sides_have_to_be_lists(statement):
    with pytest.raises(ScriptError, match="needs a list, but got an int"):
        statement([1], value=5)


def test_no_argument_is_changed():
    subject, value = [1, [2]], [3, [4]]
    before = copy.deepcopy((subject, value))
    for statement in (arrays.push, arrays.unshift, arrays.merge, arrays.union, arrays.difference):
        statement(subject, value=value)
    arrays.pop(subject)
    arrays.shift(subject)
    assert (subject, value) == before


def test_the_family_declares_what_the_compiler_needs():
    specs = {spec.name: spec for spec in arrays.family.specs}
    assert specs["array.push"].subject == "changes"
    assert specs["array.push"].required == {"value"}
    assert specs["array.pop"].yields
    assert specs["array.shift"].yields
    assert specs["array.find"].condition
    assert not specs["array.find"].properties
    assert specs["array.union"].lazy == {"by"}
    assert specs["array.union"].required == {"value"}
    assert len(specs) == 17
