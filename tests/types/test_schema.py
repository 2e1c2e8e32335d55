"""The schema of a whole function: all faults at once, undeclared names, listings."""

import pytest

from runner.errors import ScriptError
from runner.types import Field, Schema

SCHEMA = Schema(
    (
        Field("prompt", "text", filters=(("trim", ""),), where="functions/openai_chat.xs:4"),
        Field(
            "max_tokens", "int", default=1024, filters=(("max", "4096"),), where="functions/openai_chat.xs:8"
        ),
        Field("options", "object", optional=True, fields=(Field("seed", "int", optional=True),)),
        Field("parts", "object", list=True, optional=True, fields=(Field("id", "int"),)),
    )
)


def validate(**values):
    return SCHEMA.validate(values, now=lambda: 0)


def error(**values):
    with pytest.raises(ScriptError) as caught:
        validate(**values)
    return caught.value


def test_every_declared_input_is_given_in_order_and_nothing_else():
    found = validate(surplus=1, max_tokens="7", prompt=" hi ")
    assert list(found.items()) == [("prompt", "hi"), ("max_tokens", 7), ("options", None), ("parts", None)]


def test_the_callers_values_stay_as_they_are():
    values = {"prompt": " hi ", "parts": [{"id": "1", "x": 2}]}
    SCHEMA.validate(values, now=lambda: 0)
    assert values == {"prompt": " hi ", "parts": [{"id": "1", "x": 2}]}


def test_one_fault_is_one_sentence():
    message = (
        "input `max_tokens` is 5000, but at most 4096 is allowed (declared at functions/openai_chat.xs:8)"
    )
    found = error(prompt="hi", max_tokens=5000)
    assert found.message == message
    assert (found.kind, found.name, found.status) == ("inputerror", "inputerror", 400)
    assert found.code == "ERROR_CODE_INPUT_ERROR"
    assert found.payload == [{"param": "max_tokens", "message": message}]


def test_several_faults_are_a_list():
    found = error(promt="hi", max_tokens="many", options={"seed": []})
    assert found.message.split("\n") == [
        "3 inputs are wrong:",
        "- input `prompt` is missing, but a text is required; you gave `promt`, did you mean `prompt`? "
        "(declared at functions/openai_chat.xs:4)",
        '- input `max_tokens` is "many", but a whole number is expected '
        "(declared at functions/openai_chat.xs:8)",
        "- input `options.seed` is a list of 0 items, but a whole number is expected",
    ]
    assert [fault["param"] for fault in found.payload] == ["prompt", "max_tokens", "options.seed"]


def test_a_name_that_is_far_from_every_input_is_not_suggested():
    assert "did you mean" not in error(temperature=1).message


def test_a_declared_name_is_not_taken_for_a_typo():
    schema = Schema((Field("name", "text"), Field("names", "text", list=True)))
    with pytest.raises(ScriptError) as caught:
        schema.validate({"names": ["a"]}, now=lambda: 0)
    assert caught.value.message == "input `name` is missing, but a text is required; give it a value"


def test_many_faults_are_cut_in_the_message_and_whole_in_the_payload():
    found = error(prompt="hi", parts=[{"id": "x"}] * 50)
    lines = found.message.split("\n")
    assert (lines[0], len(lines), lines[-1]) == ("50 inputs are wrong:", 22, "- and 30 more")
    assert len(found.payload) == 50


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, []),
        ({"prompt": "x"}, []),
        ({"prompt": "x", "foo": 1, "bar": None}, ["foo", "bar"]),
        ({"options": {"seed": 1, "sed": 2}}, ["options.sed"]),
        ({"options": "text"}, []),
        ({"parts": [{"id": 1}, {"id": 2, "x": 3}, 5]}, ["parts[1].x"]),
    ],
)
def test_undeclared(values, names):
    assert SCHEMA.undeclared(values) == names


def test_describe_follows_the_declarations():
    found = SCHEMA.describe()
    assert [entry["name"] for entry in found] == ["prompt", "max_tokens", "options", "parts"]
    assert [entry["required"] for entry in found] == [True, False, False, False]


def test_an_empty_schema_takes_anything_and_gives_nothing():
    assert Schema().validate({"a": 1}, now=lambda: 0) == {}
    assert Schema().undeclared({"a": 1}) == ["a"]
