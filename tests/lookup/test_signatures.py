"""From type hints to declared inputs."""

import enum
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired, Optional, TypedDict, Union

import pytest

from runner.errors import UsageError
from runner.execution.context import Context
from runner.lookup import Input, function
from runner.lookup.signatures import read_signature
from runner.types import MISSING, Field
from tests.statements.contexts import make_context


class Address(TypedDict):
    street: str


class Line(TypedDict):
    sku: Annotated[str, Input("trim")]
    count: NotRequired[Annotated[int, Input(default=1)]]


class Colour(enum.Enum):
    RED = "red"


def declared(hint: Any, **default: Any) -> Field:
    """The input that a parameter `x` of this type hint declares."""

    def target(x):
        raise AssertionError

    target.__annotations__ = {"x": hint}
    if default:
        target.__defaults__ = (default["default"],)
    (field,) = read_signature(target, "target", "f.py:1").schema.fields
    return field


@pytest.mark.parametrize(
    ("hint", "signature"),
    [
        (str, "text x"),
        (int, "int x"),
        (float, "decimal x"),
        (bool, "bool x"),
        (dict, "json x"),
        (dict[str, int], "json x"),
        (Mapping[str, Any], "json x"),
        (Any, "json x"),
        (object, "json x"),
        (Address, "json x"),
        (list, "json[] x"),
        (list[str], "text[] x"),
        (Sequence[float], "decimal[] x"),
        (list[dict[str, Any]], "json[] x"),
        (list[list[int]], "json[] x"),
        (list[int | None], "json[] x"),
        (str | None, "text? x"),
        (Optional[int], "int? x"),  # noqa: UP045 - the old spelling has to work as well
        (Union[str, None], "text? x"),  # noqa: UP007
        (list[str] | None, "text[]? x"),
        (int | float, "decimal x"),
        (int | float | None, "decimal? x"),
        (int | str, "json x"),
        (list[int] | int, "json x"),
        (Literal["a", "b"], "enum x"),
        (Literal["a", None], "enum? x"),
        (list[Literal["a", "b"]], "enum[] x"),
        (Annotated[str, Input("trim|min:3")], "text x filters=trim|min:3"),
        (Annotated[float, "a note of another library"], "decimal x"),
        (Annotated[int, "note", Input("min:0")], "int x filters=min:0"),
        (Annotated[int, Input("min:0")] | None, "int? x filters=min:0"),
        (Annotated[int | None, Input("min:0")], "int? x filters=min:0"),
        (list[Annotated[str, Input("trim")]], "text[] x filters=trim"),
        (Annotated[list[str], Input("max:2")], "text[] x filters=max:2"),
        (Annotated[str, Input(r"pattern:^\d+(-\d+)?$")], r"text x filters=pattern:^\d+(-\d+)?$"),
    ],
)
def test_type_hints_become_types(hint, signature):
    assert declared(hint).signature() == signature


@pytest.mark.parametrize(
    ("hint", "default", "signature"),
    [
        (str, "Ada", 'text x?="Ada"'),
        (int, 3, "int x?=3"),
        (bool, False, "bool x?=false"),
        (list[int], [1, 2], "int[] x?=[1,2]"),
        (list[int], (1, 2), "int[] x?=[1,2]"),
        (str | None, None, "text? x?=null"),
        (str, None, "text? x?=null"),
    ],
)
def test_a_default_makes_an_input_optional(hint, default, signature):
    field = declared(hint, default=default)
    assert field.signature() == signature
    assert not field.required


def test_without_a_default_an_input_is_required():
    field = declared(str)
    assert field.required
    assert field.default is MISSING


def test_choices_of_a_literal():
    assert declared(Literal["small", "large", None]).values == ("small", "large")


def test_a_parameter_without_a_hint_takes_any_data():
    def target(x, y=1):
        raise AssertionError

    fields = read_signature(target, "target", "f.py:1").schema.fields
    assert [field.signature() for field in fields] == ["json x", "json y?=1"]


def test_keyword_only_parameters_are_inputs():
    def target(*, name: str):
        raise AssertionError

    assert [f.name for f in read_signature(target, "target", "f.py:1").schema.fields] == ["name"]


def test_descriptions_come_from_the_docstring_or_from_input():
    def target(
        name: str,
        word: Annotated[str, Input(description="From the hint.", sensitive=True)],
        other: int = 0,
    ) -> str:
        """Greet.

        Args:
            name: Who is greeted.
            word: From the docstring.
        """
        raise AssertionError

    signature = read_signature(target, "target", "f.py:1")
    name, word, other = signature.schema.fields
    assert signature.summary == "Greet."
    assert (name.description, word.description, other.description) == (
        "Who is greeted.",
        "From the hint.",
        "",
    )
    assert (name.sensitive, word.sensitive) == (False, True)
    assert word.where == "f.py:1"


def by_type(run: Context, name: str): ...


def by_name(context, name: str): ...


def by_text(run: "Context", name: "str"): ...


def in_second_place(name: str, run: int): ...


@pytest.mark.parametrize(
    ("target", "takes_context", "inputs"),
    [
        (by_type, True, ["name"]),
        (by_name, True, ["name"]),
        (by_text, True, ["name"]),
        (in_second_place, False, ["name", "run"]),
    ],
)
def test_the_context_is_no_input(target, takes_context, inputs):
    signature = read_signature(target, "target", "f.py:1")
    assert signature.takes_context is takes_context
    assert [field.name for field in signature.schema.fields] == inputs


def variable(*names: str): ...


def keywords(**names: str): ...


def positional(name: str, /): ...


def unknown_name(name: "Nowhere"): ...  # noqa: F821


def bad_filter(name: Annotated[str, Input("shout")]): ...


def bad_argument(name: Annotated[int, Input("min:few")]): ...


def bad_default(name: Any = datetime.now): ...


def unknown_type(name: datetime): ...


def enum_type(name: Colour): ...


def deep_type(name: list[complex]): ...


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (variable, ["`*names: str`", "any number of arguments"]),
        (keywords, ["`**names: str`", "arguments of any name"]),
        (positional, ["only be given by its position"]),
        (unknown_name, ["type hints", "Nowhere"]),
        (bad_filter, ["`name`", "shout"]),
        (bad_argument, ["`name`", "min", "number"]),
        (bad_default, ["`name`", "its default", "not data"]),
        (unknown_type, ["`name`", "`datetime`"]),
        (enum_type, ["`name`", "`Colour`"]),
        (deep_type, ["`name`", "`complex`"]),
    ],
)
def test_what_cannot_be_an_input_says_why_and_where(target, words):
    with pytest.raises(UsageError) as caught:
        read_signature(target, "target", "functions/f.py:7")
    message = str(caught.value)
    assert message.startswith("functions/f.py:7: ")
    for word in words:
        assert word in message


@pytest.mark.parametrize(
    ("hint", "signature"),
    [
        (Annotated[str, Input(type="email")], "email x"),
        (Annotated[int, Input("min:1", type="timestamp")], "timestamp x filters=min:1"),
        (Annotated[str, Input(name="from")], "text from"),
        (Annotated[list[str], Input("min:1", name="to-do")], "text[] to-do filters=min:1"),
    ],
)
def test_what_a_hint_cannot_say(hint: Any, signature: str) -> None:
    assert declared(hint).signature() == signature


def test_the_members_of_an_object_are_those_of_a_typed_dict() -> None:
    field = declared(Annotated[list[Line], Input(type="object")])
    assert (field.type, field.list) == ("object", True)
    assert [member.signature() for member in field.fields] == ["text sku filters=trim", "int count?=1"]


def test_an_input_of_another_name_reaches_its_parameter() -> None:
    @function
    def travel(to: str, from_: Annotated[str, Input(name="from")] = "here") -> str:
        return f"{from_} -> {to}"

    context = make_context()
    assert travel.invoke(context, {"from": "A", "to": "B"}) == "A -> B"
    assert travel.invoke(context, {"to": "B"}) == "here -> B"
