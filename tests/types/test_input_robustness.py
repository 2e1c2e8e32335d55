"""Whatever a caller gives, a call is either valid or refused in words; no other error escapes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from runner.errors import ScriptError
from runner.types import TYPES, Field, Schema, split_filters
from runner.values import dump_json

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["now", "5", "-1.5", "true", "2026-01-01", "9999-12-31T23:59:59-14:00", "a@b.example"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)
FILTERS = split_filters(
    "trim|lower|min:2|max:9|minDigit:1|ok:abc012|alphaOk|prevent:b|pattern:^[a-z]|startsWith:a"
)


def outcome(schema, values):
    """The message of an input error, or the values that the function sees."""
    try:
        return "", schema.validate(values, now=lambda: 0)
    except ScriptError as error:
        return (error.message if error.kind == "inputerror" else ""), None


@given(
    st.sampled_from(sorted(TYPES)),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(FILTERS), max_size=4),
    VALUES,
)
@settings(max_examples=500, deadline=None)
def test_any_value_for_any_type(type_name, is_list, optional, filters, value):
    field = Field(
        "x",
        type_name,
        list=is_list,
        optional=optional,
        filters=tuple(filters),
        values=("a", 1) if type_name == "enum" else (),
        fields=(Field("a", "int"),) if type_name == "object" else (),
    )
    schema = Schema((field,))
    message, found = outcome(schema, {"x": value})
    if message:
        assert "input `x" in message
    else:
        assert isinstance(dump_json(found), str)
        assert found["x"] is None or isinstance(found["x"], list) or not is_list


@given(st.text(alphabet='abtrimlowe:|"\\()[]!^$ 3', max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_text_of_filters_is_split(text):
    parts = split_filters(text)
    assert all(len(part) == 2 for part in parts)
    # Nothing is lost: without blanks, bars and what is switched off, the parts are the text.
    assert all(name in text and argument in text for name, argument in parts)
