"""A single declared input: its defaults, and how it is written in listings."""

import json

import pytest

from runner.types import MISSING, Field
from runner.types.faults import Fault
from runner.types.field import check_default

NOW = 1_767_225_600_000


@pytest.mark.parametrize(
    ("field", "signature"),
    [
        (Field("a", "text"), "text a"),
        (Field("a", "text", optional=True), "text a?"),
        (Field("a", "text", nullable=True), "text? a"),
        (Field("a", "int", default=5), "int a?=5"),
        (Field("a", "int", default="-1"), 'int a?="-1"'),
        (Field("a", "decimal", default=0.5), "decimal a?=0.5"),
        (Field("a", "bool", default=False), "bool a?=false"),
        (Field("a", "text", default=None, nullable=True), "text? a?=null"),
        (Field("a", "timestamp", default="now"), "timestamp a?=now"),
        (Field("a", "text", default="now"), 'text a?="now"'),
        (Field("a", "json", default={}), "json a?={}"),
        (Field("a", "text", list=True), "text[] a"),
        (Field("a", "text", list=True, minimum=1), "text[1:] a"),
        (Field("a", "text", list=True, maximum=9), "text[:9] a"),
        (
            Field("tags", "text", list=True, minimum=1, maximum=10, nullable=True, default=["a"]),
            'text[1:10]? tags?=["a"]',
        ),
        (Field("a", "text", filters=(("trim", ""), ("min", "3"))), "text a filters=trim|min:3"),
        (Field("a", "text", default="key", sensitive=True), 'text a?="***"'),
        (Field("a", "password", default="key"), 'password a?="***"'),
    ],
)
def test_signature(field, signature):
    assert field.signature() == signature


def test_describe_is_complete_and_plain_json():
    inner = Field("id", "int", default=1.0)
    field = Field(
        "items",
        "object",
        list=True,
        minimum=1,
        nullable=True,
        filters=(("max", "5"),),
        description="The lines",
        fields=(inner,),
    )
    found = field.describe()
    assert json.loads(json.dumps(found)) == found
    assert found["fields"] == [
        {
            "name": "id",
            "type": "int",
            "required": False,
            "nullable": False,
            "default": 1,
            "description": "",
            "filters": "",
            "values": [],
            "sensitive": False,
            "fields": [],
        }
    ]
    del found["fields"]
    assert found == {
        "name": "items",
        "type": "object[1:]",
        "required": False,
        "nullable": True,
        "default": None,
        "description": "The lines",
        "filters": "max:5",
        "values": [],
        "sensitive": False,
    }


def test_describe_has_choices_and_hides_secrets():
    assert Field("a", "enum", values=("x", "y")).describe()["values"] == ["x", "y"]
    assert Field("a", "text", sensitive=True, default="key").describe()["default"] == "***"
    assert Field("a", "password").describe()["sensitive"] is True


@pytest.mark.parametrize(
    ("field", "required"),
    [
        (Field("a"), True),
        (Field("a", optional=True), False),
        (Field("a", nullable=True), False),
        (Field("a", default=None), False),
        (Field("a", default=0), False),
    ],
)
def test_required(field, required):
    assert field.required is required


@pytest.mark.parametrize(
    ("type_name", "default", "value"),
    [
        ("int", MISSING, None),
        ("int", None, None),
        ("int", "-1", -1),
        ("int", "", None),
        ("text", "", ""),
        ("email", "", ""),
        ("json", "", ""),
        ("text", 5, "5"),
        ("text", "now", "now"),
        ("timestamp", "now", NOW),
        ("date", "now", "2026-01-01"),
        ("json", [], []),
    ],
)
def test_default_value(type_name, default, value):
    assert Field("a", type_name, default=default).default_value(lambda: NOW) == value


@pytest.mark.parametrize(("default", "value"), [(["1", 2], [1, 2]), (3, [3]), ([], [])])
def test_default_of_a_list(default, value):
    assert Field("a", "int", list=True, default=default).default_value(lambda: NOW) == value


def test_a_default_is_never_shared():
    field = Field("a", "json", default={"x": [1]})
    field.default_value(lambda: NOW)["x"].append(2)
    assert field.default_value(lambda: NOW) == {"x": [1]}


def test_check_default():
    check_default(Field("a", "int", default="7"))
    with pytest.raises(Fault):
        check_default(Field("a", "int", default="x"))
    with pytest.raises(Fault, match='one of "a" or "b" is expected'):
        check_default(Field("a", "enum", values=("a", "b"), default="c"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"type": "string"}, "unknown type `string`; use `text`"),
        ({"filters": (("trimm", ""),)}, "unknown input filter `trimm`; did you mean `trim`?"),
        ({"fields": (Field("b"),)}, "`json` has no members; only an `object` has"),
        ({"filters": (("min", "x"),)}, "the input filter `min` takes a number, but got `x`"),
    ],
)
def test_a_wrong_field_cannot_be_made(arguments, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared as a whole
        Field("a", **arguments)
    assert str(caught.value) == message
