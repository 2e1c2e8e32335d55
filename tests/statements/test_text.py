"""The statements `text.*`."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.statements import text


@pytest.mark.parametrize(
    ("statement", "subject", "value", "expected"),
    [
        (text.append, "Hello", ", you", "Hello, you"),
        (text.append, None, "x", "x"),
        (text.append, "n", 1.0, "n1"),
        (text.append, 1, True, "1true"),
        (text.prepend, "fire", "Alert: ", "Alert: fire"),
        (text.trim, " a b ", " ", "a b"),
        (text.trim, "xxaxx", "x", "a"),
        (text.trim, "abcHcba", "a..c", "H"),
        (text.trim, "..a..", ".", "a"),
        (text.trim, "c..a", "c..a", ""),
        (text.ltrim, "  a ", " ", "a "),
        (text.rtrim, "  a ", " ", "  a"),
        (text.rtrim, "12.500", "0", "12.5"),
    ],
)
def test_changes(statement, subject, value, expected):
    assert statement(subject, value=value) == expected


@pytest.mark.parametrize(
    ("statement", "expected"), [(text.trim, "a"), (text.ltrim, "a\x00\n "), (text.rtrim, "\t\v a")]
)
@pytest.mark.parametrize("properties", [{}, {"value": None}, {"value": ""}])
def test_blanks_are_trimmed_when_no_characters_are_given(statement, expected, properties):
    assert statement("\t\v a\x00\n ", **properties) == expected


@pytest.mark.parametrize(
    ("statement", "subject", "value", "expected"),
    [
        (text.contains, "an error", "error", True),
        (text.contains, "an error", "Error", False),
        (text.contains, "abc", "", True),
        (text.contains, None, "a", False),
        (text.contains, 12345, 34, True),
        (text.icontains, "An ERROR", "error", True),
        (text.icontains, "ÄRGER", "ärg", True),
        (text.starts_with, "Hello", "He", True),
        (text.starts_with, "Hello", "he", False),
        (text.istarts_with, "Hello", "hE", True),
        (text.istarts_with, "Hello", "lo", False),
        (text.ends_with, "a.com", ".com", True),
        (text.ends_with, "a.COM", ".com", False),
        (text.iends_with, "a.PDF", "pdf", True),
        (text.iends_with, "a.PDF", "doc", False),
    ],
)
def test_questions(statement, subject, value, expected):
    assert statement(subject, value=value) is expected


@pytest.mark.parametrize("spec", text.family.specs, ids=lambda spec: spec.name)
@pytest.mark.parametrize(("value", "kind"), [([1], "a list"), ({"a": 1}, "an object")])
def test_lists_and_objects_are_refused(spec, value, kind):
    with pytest.raises(ScriptError, match=f"^`{spec.name}` needs a text, but got {kind}$"):
        spec.function(value, value="x")
    with pytest.raises(ScriptError, match=f"^`{spec.name}` needs a text, but got {kind}$"):
        spec.function("x", value=value)


def test_which_statements_change_and_which_read():
    subjects = {spec.name.split(".")[1]: spec.subject for spec in text.family.specs}
    assert [name for name, subject in subjects.items() if subject == "changes"] == [
        "append",
        "prepend",
        "trim",
        "ltrim",
        "rtrim",
    ]
    assert len(subjects) == 11
