"""The table of types is complete and says the truth about its types."""

import pytest

from runner.types import TYPES
from runner.values import kind_of

DOCUMENTED = [
    *("int", "decimal", "text", "bool", "email", "password", "uuid", "timestamp", "date", "json"),
    *("vector", "enum", "object", "file", "image", "video", "audio", "attachment"),
    *("geo_point", "geo_multipoint", "geo_linestring", "geo_polygon"),
]


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_documented_type_exists(name):
    assert TYPES[name].name == name
    assert TYPES[name].expected


SAMPLES = {
    "int": ["1", 2.0],
    "decimal": ["1", 2],
    "text": [1, "a", True],
    "bool": ["1", 0],
    "email": ["a@b.example"],
    "password": ["x", 5],
    "uuid": ["123e4567-e89b-12d3-a456-426614174000"],
    "timestamp": ["2026-01-01", "5", 7.0],
    "date": ["2026-01-01", 5],
    "vector": [[1]],
    "object": [{"a": 1}],
    **{name: ["/vault/1/a.png"] for name in ("file", "image", "video", "audio", "attachment")},
}


@pytest.mark.parametrize(("name", "sample"), [(name, s) for name, all_ in SAMPLES.items() for s in all_])
def test_the_kind_holds_for_what_is_coerced(name, sample):
    assert kind_of(TYPES[name].coerce(sample)) == TYPES[name].kind


def test_a_type_that_promises_a_kind_has_a_sample():
    assert {name for name, spec in TYPES.items() if spec.kind} == set(SAMPLES)


def test_the_texts_and_the_clocks():
    assert {name for name, spec in TYPES.items() if spec.textual} == {"text", "email", "password", "uuid"}
    assert {name for name, spec in TYPES.items() if spec.clock} == {"timestamp", "date"}
