"""The table of all filters, and the table of what people write by mistake."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from runner.filters.families import FAMILIES
from runner.filters.suggestions import SUGGESTIONS
from runner.specs import index_by_name
from tests.filters.applying import FILTERS


def test_no_name_is_taken_twice():
    assert sum(len(family.specs) for family in FAMILIES) == len(index_by_name(FAMILIES))


def test_families_have_names_of_their_own():
    names = [family.name for family in FAMILIES]
    assert len(set(names)) == len(names)
    assert names == sorted(names)


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_every_filter_says_what_it_does(name):
    description = FILTERS[name].function.__doc__
    assert description
    assert description.splitlines()[0].endswith((".", ";", ",", ":")) or "." in description


@pytest.mark.parametrize(
    ("name", "arity"),
    [
        ("uuid", "no"),
        ("set", "2"),
        ("get", "1 to 2"),
        ("sprintf", "any number of"),
        ("sort", "0 to 3"),
        ("reduce", "1 to 2"),
        ("max", "0 to 1"),
        ("set_conditional", "3"),
        ("format_timestamp", "1 to 2"),
        ("regex_replace", "2"),
        ("split", "1"),
        ("hmac_sha256", "1 to 2"),
    ],
)
def test_numbers_of_arguments(name, arity):
    assert FILTERS[name].arity == arity


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lower", "to_lower"),
        ("upper", "to_upper"),
        ("mul", "multiply"),
        ("sub", "subtract"),
        ("div", "divide"),
        ("mod", "modulus"),
        ("array_slice", "slice"),
        ("text_escape", "escape"),
        ("int", "to_int"),
        ("decimal", "to_decimal"),
        ("bool", "to_bool"),
    ],
)
def test_old_spellings_are_the_same_filter(old, new):
    assert FILTERS[old].function is FILTERS[new].function


@pytest.mark.parametrize(
    "name", sorted(name for name, spec in FILTERS.items() if spec.context and not spec.variables)
)
def test_only_time_and_randomness_and_what_takes_long_ask_the_context(name):
    assert (
        "timestamp" in name
        or name.startswith(("to_", "jws_", "jwe_", "regex_"))
        or name in ("uuid", "create_uid", "shuffle")
    )


@pytest.mark.parametrize("mistake", sorted(SUGGESTIONS))
def test_suggestions_name_filters_that_exist(mistake):
    assert mistake not in FILTERS
    suggestion = SUGGESTIONS[mistake]
    named = re.findall(r"[`|]([A-Za-z_]\w*)(?=[:|`])", suggestion)
    assert named or "operator" in suggestion
    assert [name for name in named if name not in FILTERS] == []


@pytest.mark.parametrize(
    ("mistake", "part"),
    [
        ("length", "`count` for a list, `strlen` for a text"),
        ("default", "`first_notnull:...`, or the operator `??`"),
        ("has_key", "`has`"),
        ("explode", "`split`"),
        ("implode", "`join`"),
        ("includes", "`contains`"),
        ("substring", "`substr:start:length`"),
        ("json_parse", "`json_decode`"),
        ("tail", "`slice:1`"),
    ],
)
def test_the_most_common_mistakes(mistake, part):
    assert SUGGESTIONS[mistake] == part


@pytest.mark.parametrize(
    "module", ["yaml", "csv", "hashlib", "hmac", "zoneinfo", "decimal", "datetime", "xml", "uuid"]
)
def test_what_few_jobs_need_is_not_imported_at_the_start(module):
    code = f"import sys, runner.filters.families; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
