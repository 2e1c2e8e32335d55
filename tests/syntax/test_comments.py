"""Comments: `//` to the end of the line, anywhere, and every one is kept."""

import pytest

from runner.errors import XanoScriptSyntaxError
from runner.source import Source
from runner.syntax import read_comments
from tests.syntax.reading import documents, problems


def comments(text):
    return [(comment.text, comment.trailing) for comment in read_comments(Source(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("function f { }", []),
        ("// one\n\n// two\nfunction f { }", [("one", False), ("two", False)]),
        ("function f { // one\n} // two\n// three", [("one", True), ("two", True), ("three", False)]),
        ("//one\n//\n///three\nfunction f { }", [("one", False), ("", False), ("/three", False)]),
        (
            "function f { response = {\n  // a\n  k: 1 // b\n  // c\n} }",
            [("a", False), ("b", True), ("c", False)],
        ),
        ("function f { response = [1, // a\n 2] }", [("a", True)]),
        ("function f { response = (1 // a\n + 2) }", [("a", True)]),
        ("function f { response = $x // a\n  // b\n  |trim }", [("a", True), ("b", False)]),
        ("function f { input {\n  // a\n  int x // b\n} }", [("a", False), ("b", True)]),
        ("function f { response = `1 // a\n+ 2` }", [("a", True)]),
        ('function f { response = "http://x" // a\n}', [("a", True)]),
        ("function f { response = '''\n// no\n''' }", []),
        ("function f { }\n---\n// a\nfunction g { }", [("a", False)]),
        ("function f { }\n// héllo 😀", [("héllo 😀", False)]),
        ("function f { } // a\r\n// b\r\n", [("a", True), ("b", False)]),
    ],
)
def test_every_comment_is_found(text, found):
    assert comments(text) == found


def test_the_span_of_a_comment_is_its_text():
    text = "// one\nfunction f { } // two"
    assert [text[slice(*comment.span)] for comment in read_comments(Source(text))] == ["// one", "// two"]


def test_a_slash_beside_another_operator_is_no_comment():
    assert comments("function f { response = 4 / 2 / 1 }") == []


def test_a_text_that_is_no_xanoscript_has_no_comments():
    with pytest.raises(XanoScriptSyntaxError) as caught:
        read_comments(Source("function f { response = } // a"))
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    "text", ["// header\nfunction f { }", "// header\n\n\nfunction f { }", "\n\n// header\n\nfunction f { }"]
)
def test_blank_lines_behind_a_header_comment(text):
    assert [document.name for document in documents(text)] == ["f"]


@pytest.mark.parametrize(
    "text",
    [
        "function f { // trailing\n}",
        "function f {\n  response = 1 // trailing\n  // before the brace\n}",
        "function f {\n  response = {\n    // in it\n    a: 1 // behind\n    // before the brace\n  }\n}",
        "function f {\n  response = [\n    // in a list\n    1 // behind an item\n  ]\n}",
        "function f {\n  input { // behind a brace\n    int a // behind an input\n  }\n}",
    ],
)
def test_comments_that_the_validator_of_xano_rejects(text):
    assert problems(text) == []
