"""What a call may give for each kind of declaration, and the sentence where it may not."""

import pytest

from runner.types import Field

OMITTED = object()
NOW = 1_767_225_600_000


def given(value):
    return {} if value is OMITTED else {"name": value}


# The table "Nullable vs Optional" of the language, and that a nullable input may be left out.
@pytest.mark.parametrize(
    ("declaration", "value", "result"),
    [
        ("text name", "Alice", "Alice"),
        ("text? name", "Alice", "Alice"),
        ("text name?", "Alice", "Alice"),
        ("text? name?", "Alice", "Alice"),
        ("text name?", "", ""),
        ("text? name?", "", ""),
        ("text? name", None, None),
        ("text? name?", None, None),
        ("text? name", OMITTED, None),
        ("text name?", OMITTED, None),
        ("text? name?", OMITTED, None),
        ('text name?="x"', OMITTED, "x"),
        ('text name?="x"', "", ""),
        ("text name?=null", None, None),
        ("json name?", None, None),
        ("json? name", None, None),
        ("json name", "", ""),
        ("json name", False, False),
        ("email name?", "", ""),
        ("uuid name?", "", ""),
        ("int? name", OMITTED, None),
        ("text[] name", [], []),
        ("text[] name", [""], [""]),
    ],
)
def test_the_table_of_nullable_and_optional_passes(call, declaration, value, result):
    assert call(declaration, **given(value)) == {"name": result}


@pytest.mark.parametrize(
    ("declaration", "value", "message"),
    [
        ("text name", OMITTED, "is missing, but a text is required; give it a value"),
        ("int[1:3] name", OMITTED, "is missing, but a list (int[1:3]) is required; give it a value"),
        (
            'enum name { values = ["a", "b"] }',
            OMITTED,
            'is missing, but one of "a" or "b" is required; give it a value',
        ),
        (
            "text name",
            "",
            'is "", but a text that is not empty is expected; give it a value, or declare it as `text name?`',
        ),
        (
            "text? name filters=trim",
            " \t",
            'is " \\t", but a text that is not empty is expected; '
            "give it a value, or declare it as `text? name?`",
        ),
        (
            "text name",
            None,
            "is null, but a text is expected; give it a value, or declare it as `text? name`",
        ),
        (
            "text name?",
            None,
            "is null, but a text is expected; leave it out, or declare it as `text? name?`",
        ),
        (
            "int name?=5 filters=min:1",
            None,
            "is null, but a whole number is expected; leave it out, or declare it as `int? name?=5`",
        ),
        (
            "json name",
            None,
            "is null, but a value is expected; give it a value, or declare it as `json? name`",
        ),
        (
            "text[] name?",
            None,
            "is null, but a list (text[]) is expected; leave it out, or declare it as `text[]? name?`",
        ),
        (
            "email name",
            "",
            'is "", but an e-mail address that is not empty is expected; '
            "give it a value, or declare it as `email name?`",
        ),
        ("int name?", "", 'is "", but a whole number is expected'),
    ],
)
def test_the_table_of_nullable_and_optional_refuses(faults, declaration, value, message):
    assert faults(declaration, **given(value)) == {"name": f"input `name` {message} (declared at f.xs:3)"}


@pytest.mark.parametrize(
    ("declaration", "value", "message"),
    [
        ("int name", "abc", 'is "abc", but a whole number is expected'),
        ("int name", 1.5, "is 1.5, but a whole number is expected"),
        ("int name", [1], "is a list of 1 item, but a whole number is expected"),
        ("text name", {"a": 1}, "is an object of 1 key, but a text is expected"),
        ("bool name", "yes", 'is "yes", but true or false is expected'),
        ("int name filters=max:4096", 5000, "is 5000, but at most 4096 is allowed"),
        ("text name filters=min:3", "ab", 'is "ab", but at least 3 characters are needed'),
        ("text[1:10] name", list("abcdefghijk"), "is a list of 11 items, but at most 10 items are allowed"),
        ("text[1:10] name", [], "is a list of 0 items, but at least 1 item is needed"),
        ("text[] name filters=max:1", ["a", "b"], "is a list of 2 items, but at most 1 item is allowed"),
        ('enum name { values = ["a", "b"] }', "c", 'is "c", but one of "a" or "b" is expected'),
        (
            'text name filters=pattern:"^h":"Give a link"',
            "x",
            'is "x": Give a link',
        ),
        ("timestamp name", "soon", 'is "soon", but a time in epoch milliseconds or ISO 8601 is expected'),
    ],
)
def test_wrong_values(faults, declaration, value, message):
    assert faults(declaration, name=value) == {"name": f"input `name` {message} (declared at f.xs:3)"}


@pytest.mark.parametrize(
    ("declaration", "value", "result"),
    [
        ("json[] name", 12, [12]),
        ("json[] name", {"a": 1}, [{"a": 1}]),
        ("json[] name", [1, None], [1, None]),
        ("decimal[] name", "2.5", [2.5]),
        ("int[] name", ["1", 2.0, 3], [1, 2, 3]),
        ("text[] name filters=trim|lower", [" A ", "b"], ["a", "b"]),
        ("text[] name filters=min:2", ["a", "b"], ["a", "b"]),
        ("timestamp[] name", ["now", 5], [NOW, 5]),
        ("text name filters=upper", True, "TRUE"),
        ("text name filters=trim|min:2", "  ab  ", "ab"),
        ("email name filters=trim|lower", " Ada@Example.COM ", "ada@example.com"),
        ("int name filters=trim", " 5 ", 5),
        ("enum name filters=lower { values = ['low'] }", "LOW", "low"),
        ("timestamp name", "now", NOW),
        ("date name", "now", "2026-01-01"),
        ("text name", "now", "now"),
        ("text name? filters=min:3", "", ""),
    ],
)
def test_conversions(call, declaration, value, result):
    assert call(declaration, name=value) == {"name": result}


def test_each_wrong_item_of_a_list_is_named(faults):
    found = faults("int[] ids", ids=[1, "x", None, "4", 2.5])
    assert list(found) == ["ids[1]", "ids[2]", "ids[4]"]
    assert found["ids[2]"] == "input `ids[2]` is null, but a whole number is expected (declared at f.xs:3)"


OBJECTS = """
    object from {
      schema {
        text name filters=trim
        email email filters=trim|lower
      }
    }
    object[1:] items {
      schema {
        int id
        object tax? {
          schema {
            decimal rate?=0.2
          }
        }
      }
    }"""


def test_objects_are_validated_to_the_bottom(call):
    sender = {"name": " Ada ", "email": "ADA@EXAMPLE.COM", "extra": 1}
    items = [{"id": "1"}, {"id": 2, "tax": {}}, {"id": 3, "tax": {"rate": "0.5"}}]
    assert call(OBJECTS, **{"from": sender, "items": items}) == {
        "from": {"name": "Ada", "email": "ada@example.com"},
        "items": [
            {"id": 1, "tax": None},
            {"id": 2, "tax": {"rate": 0.2}},
            {"id": 3, "tax": {"rate": 0.5}},
        ],
    }


def test_faults_inside_objects_have_paths_and_their_own_lines(faults):
    items = [{"id": 1}, {"id": "x", "tax": {"rate": "high"}}, "text"]
    found = faults(OBJECTS, **{"from": {"emial": "a@b.example", "name": ""}, "items": items})
    assert found == {
        "from.name": 'input `from.name` is "", but a text that is not empty is expected; '
        "give it a value, or declare it as `text name?` (declared at f.xs:6)",
        "from.email": "input `from.email` is missing, but an e-mail address is required; "
        "you gave `emial`, did you mean `email`? (declared at f.xs:7)",
        "items[1].id": 'input `items[1].id` is "x", but a whole number is expected (declared at f.xs:12)',
        "items[1].tax.rate": 'input `items[1].tax.rate` is "high", but a number is expected '
        "(declared at f.xs:15)",
        "items[2]": 'input `items[2]` is "text", but an object is expected (declared at f.xs:10)',
    }


@pytest.mark.parametrize(
    "field",
    [
        Field("key", "text", sensitive=True, filters=(("min", "20"),)),
        Field("key", "password", filters=(("min", "20"),)),
        Field("key", "text", list=True, sensitive=True, filters=(("digitOk", ""),)),
        Field("key", "object", sensitive=True, fields=(Field("inner", "int"),)),
        Field("key", "enum", sensitive=True, values=("a",)),
    ],
)
def test_secrets_are_never_shown(faults, field):
    value = {"inner": "hunter2"} if field.fields else "hunter2"
    (message,) = faults([field], key=value).values()
    assert "hunter2" not in message
    assert "***" in message


def test_a_missing_secret_is_not_masked(faults):
    assert faults([Field("key", "password")], key=None)["key"].startswith("input `key` is null, but")


def test_a_field_without_a_place_says_none(faults):
    assert faults([Field("n", "int")], n="x") == {"n": 'input `n` is "x", but a whole number is expected'}


def test_a_default_that_is_not_of_the_type_is_used_as_it_is(call):
    # A Python function's own default: its author may know better, and the caller cannot mend it.
    assert call([Field("n", "int", default="auto")]) == {"n": "auto"}
