"""Spans: the text of every node's span is the text that the node was read from."""

import pytest

from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import Declaration, Literal, Property, Statement, walk
from tests.syntax.reading import documents, expression, problems, statements

BEFORE = 'function "f" {\n  response = '


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("$a + 1 * $b", ["$a + 1 * $b", "$a", "1 * $b", "1", "$b"]),
        ("1 - 2 - 3", ["1 - 2 - 3", "1 - 2", "1", "2", "3"]),
        ("$a.b[0]", ["$a.b[0]", "$a.b", "$a", "0"]),
        ('$x|get:"k":1|trim', ['$x|get:"k":1|trim', "$x", '|get:"k":1', '"k"', "1", "|trim"]),
        ("(1)", ["(1)", "1"]),
        ("`1`", ["`1`", "1"]),
        ("-5", ["-5"]),
        ("-5|abs", ["-5|abs", "-5", "|abs"]),
        ("!$a", ["!$a", "$a"]),
        ("$c ? 1 : 2", ["$c ? 1 : 2", "$c", "1", "2"]),
        ("[1, $a]", ["[1, $a]", "1", "$a"]),
        ('{k: 1, "l": 2}', ['{k: 1, "l": 2}', "k: 1", "k", "1", '"l": 2', '"l"', "2"]),
        ("f(1, $a)", ["f(1, $a)", "1", "$a"]),
        ("$a between 1:2", ["$a between 1:2", "$a", "1:2", "1", "2"]),
        ("$a ?? $b", ["$a ?? $b", "$a", "$b"]),
        ('"é" ~ $größe ~ "😀"', ['"é" ~ $größe ~ "😀"', '"é" ~ $größe', '"é"', "$größe", '"😀"']),
    ],
)
def test_spans_of_expressions(text, parts):
    whole = BEFORE + text + "\n}\n"
    assert [whole[slice(*node.span)] for node in walk(expression(text))] == parts


def test_spans_of_statements():
    text = '    foreach ($a) {\n      each as $i {\n        var $x { value = "é" }\n      }\n    }'
    whole = f'function "f" {{\n  stack {{\n{text}\n  }}\n}}\n'
    (loop,) = statements(text)
    (each,) = loop.block.statements
    (var,) = each.block.statements
    cut = lambda span: whole[slice(*span)]  # noqa: E731
    assert cut(loop.span) == text.strip()
    assert cut(loop.name_span) == "foreach"
    assert cut(loop.head[0].span) == "($a)"
    assert cut(each.alias.span) == "as $i"
    assert cut(var.block.span) == '{ value = "é" }'
    assert cut(var.block.entries[0].span) == 'value = "é"'
    assert cut(var.block.entries[0].key_span) == "value"


def test_spans_of_declarations():
    line = 'text[1:2]? größe?="é" filters=trim|min:3 { description = "d" }'
    text = f'function "f" {{\n  input {{\n    {line}\n  }}\n}}\n'
    (document,) = documents(text)
    (declared,) = document.inputs
    cut = lambda span: text[slice(*span)]  # noqa: E731
    assert cut(declared.span).startswith("text[1:2]?")
    assert cut(declared.span).endswith("}")
    assert cut(declared.type_span) == "text[1:2]?"
    assert cut(declared.name_span) == "größe"
    assert cut(declared.default.span) == '"é"'
    assert cut(declared.filters_span) == "filters=trim|min:3"


def test_every_node_lies_inside_of_its_parent():
    text = (
        'function "f" {\n  input {\n    int a?=1 { description = "d" }\n  }\n\n  stack {\n'
        '    db.query "t" {\n      where = $db.t.a == $input.a && ($b|count > 1)\n    } as $x|first\n'
        "    conditional {\n      if (!$a) {\n        return { value = {k: [1, -$b]} }\n      }\n    }\n  }\n"
        "  response = $x ?? `1 ~ 2`\n}\n"
    )
    (document,) = documents(text)
    for node in walk(document.statement):
        assert 0 <= node.span.start <= node.span.end <= len(text)
        for child in list(walk(node))[1:]:
            assert node.span.start <= child.span.start, (node, child)
            assert child.span.end <= node.span.end, (node, child)


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_lines_and_columns_are_those_of_the_file_whatever_its_newlines(newline):
    lines = ['function "f" {', "  stack {", '    var $größe { value = "é" }', "    $x = 1", "  }", "}", ""]
    (problem,) = problems(newline.join(lines))
    assert problem.where == "test.xs:4:5"
    assert problem.source.excerpt(problem.span) == "    4 |     $x = 1\n      |     ^^"


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_the_tree_is_the_same_whatever_the_newlines(newline):
    text = 'function "f" {\n  // c\n  response = "a\nb" ~ $x\n    |trim\n}\n'
    (plain,) = documents(text)
    (other,) = parse_source(Source(text.replace("\n", newline), "test.xs"))
    assert other.response == plain.response
    assert other.source.position(other.response.span.start) == (3, 14)


def test_a_problem_behind_characters_of_several_bytes():
    (problem,) = problems('function "f" {\n  response = "日本語😀" and $x\n}\n')
    assert problem.where == "test.xs:2:21"
    assert problem.source.utf8_column(problem.span.start) == (2, 29)


def test_walk_gives_parents_first_and_every_kind_of_node():
    (document,) = documents('function "f" { input { int a } stack { var $x { value = 1 } } }')
    found = [type(node) for node in walk(document.statement)]
    assert found[0] is Statement
    assert {Declaration, Property, Literal} <= set(found)


def test_walk_gives_nothing_of_what_is_not_a_node():
    assert list(walk(None)) == list(walk([1, "a"])) == []
