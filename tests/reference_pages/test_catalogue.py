"""The entries of the reference: all that XanoScript has, each with a sentence and an example."""

from __future__ import annotations

import re
from typing import Any

import pytest

from runner.check.variables import RESERVED
from runner.errors import ERROR_TYPES
from runner.language import xanoscript
from runner.reference.catalogue import entries, find
from runner.reference.differences import DIFFERENCES
from runner.reference.examples import read_examples
from runner.reference.kinds import (
    CODE,
    CONSTRUCT,
    FAILURE,
    FILTER,
    INPUT_FILTER,
    KINDS,
    STATEMENT,
    TYPE,
    VARIABLE,
    WORD,
)
from runner.reference.problems import problem_codes
from runner.syntax.nodes import CONSTRUCTS
from runner.types import INPUT_FILTERS, TYPES

LANGUAGE = xanoscript()
# One line without reStructuredText.
SENTENCE = re.compile(r"(?:(?!``)[^\n]){8,160}\.")
LIMITS = {"timeout", "steps", "memory"}
ALL = [entry for kind in KINDS if kind is not CODE for entry in entries(kind)]


def names(kind: Any) -> set[str]:
    listed = [entry.name for entry in entries(kind)]
    assert len(listed) == len(set(listed))
    return set(listed)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (CONSTRUCT, CONSTRUCTS),
        (STATEMENT, LANGUAGE.statements.keys() | LANGUAGE.unsupported_statements),
        (FILTER, LANGUAGE.filters.keys() | LANGUAGE.unsupported_filters | LANGUAGE.query_filters.keys()),
        (TYPE, TYPES.keys()),
        (INPUT_FILTER, INPUT_FILTERS.keys()),
        (CODE, problem_codes().keys()),
        (FAILURE, {*ERROR_TYPES, "expect", "recursion", "unsupported", *LIMITS}),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_everything_of_a_kind_has_an_entry(kind: Any, expected: set[str]) -> None:
    assert names(kind) == set(expected)


def test_variables_that_cannot_be_set_are_told() -> None:
    told = {entry.name for entry in entries(VARIABLE) if "cannot be set" in entry.sentence}
    assert told == {f"${name}" for name in RESERVED if name != "$"}


def test_every_entry_has_a_sentence_and_a_form() -> None:
    assert [entry.name for entry in ALL if not SENTENCE.fullmatch(entry.sentence) or not entry.form] == []
    assert [line for entry in ALL for line in entry.more if not line.endswith(".")] == []


def test_all_that_runs_has_an_example() -> None:
    # A limit is nothing that could be shown.
    assert {entry.name for entry in ALL if entry.runs and not entry.example} == LIMITS


def test_what_does_not_run_says_so() -> None:
    idle = {entry.name for entry in ALL if not entry.runs and entry.kind in (STATEMENT, FILTER)}
    assert idle == LANGUAGE.unsupported_statements | LANGUAGE.unsupported_filters


def test_what_a_function_says_is_not_said_again() -> None:
    told = {**read_examples(STATEMENT), **read_examples(FILTER)}
    running = LANGUAGE.statements.keys() | LANGUAGE.filters.keys()
    assert {name for name, example in told.items() if example.says or example.form} & running == set()


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.name in DIFFERENCES], ids=lambda kind: kind.name
)
def test_differences_are_those_of_entries(kind: Any) -> None:
    assert DIFFERENCES[kind.name].keys() <= names(kind)
    assert all(text.endswith(".") for text in DIFFERENCES[kind.name].values())


@pytest.mark.parametrize(
    ("kind", "name", "family", "form"),
    [
        (FILTER, "slice", "lists", "value|slice:offset[:length]"),
        (FILTER, "sprintf", "sprintf", "value|sprintf[:...]"),
        (STATEMENT, "array.push", "array", "array.push $variable { value }"),
        (STATEMENT, "array.pop", "array", "array.pop $variable as $name"),
        (STATEMENT, "array.find", "array", "array.find (value) if (...) as $name"),
        (STATEMENT, "function.run", "function", 'function.run "name" { input? async? timeout? } as $name'),
        (STATEMENT, "conditional", "control", "conditional { if (...) { } elseif (...) { } else { } }"),
        (STATEMENT, "debug.stop", "debug", "debug.stop { value? }"),
        (STATEMENT, "db.has", "database", 'db.has "table" { field_name? field_value } as $name'),
        (STATEMENT, "redis.get", "redis", "redis.get { key package_key? } as $name"),
    ],
)
def test_forms(kind: Any, name: str, family: str, form: str) -> None:
    [entry] = [entry for entry in entries(kind) if entry.name == name]
    assert (entry.family, entry.form) == (family, form)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("int", [FILTER, TYPE]),
        ("max", [FILTER, INPUT_FILTER]),
        ("env", [WORD, VARIABLE]),
        ("$env", [VARIABLE]),
        ("Array.Push", [STATEMENT]),
        ("findindex", [FILTER]),
        ("filter", [FILTER]),
        ("length", [FILTER]),
        ("nothing", []),
    ],
)
def test_a_name_is_found_in_all_its_meanings(name: str, kinds: list[Any]) -> None:
    assert [entry.kind for entry in find(name)] == kinds


def test_names_of_one_function_know_each_other() -> None:
    [divide], [divided] = find("divide"), find("div")
    assert (divide.aliases, divided.aliases) == (("div",), ("divide",))


def test_an_extra_is_told() -> None:
    extras = {name: find(name)[0].extra for name in ("jws_encode", "lambda_map", "slice")}
    assert extras == {"jws_encode": "crypto", "lambda_map": "lambda", "slice": ""}


@pytest.mark.parametrize("code", list(problem_codes())[:1])
def test_a_code_shows_both_examples(code: str) -> None:
    [entry] = [entry for entry in find(code) if entry.kind is CODE]
    assert entry.wrong
    assert entry.example
    assert entry.form.split(",")[0] in ("error", "warning")
