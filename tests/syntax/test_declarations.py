"""Declarations of inputs and columns."""

import pytest

from tests.syntax.reading import documents, function, inputs, problems
from tests.syntax.sexpr import show


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("int a", "(input int a)"),
        ("int? a", "(input int? a)"),
        ("int a?", "(input int a optional)"),
        ("int? a?", "(input int? a optional)"),
        ("int a?=1", "(input int a default=1)"),
        ("int? a?=1", "(input int? a default=1)"),
        ("text ?a", "(input text? a)"),
        ("timestamp ?a?=now", "(input timestamp? a default=now)"),
        ("uuid ?a? {\n}", "(input uuid? a optional {})"),
        ('text[] ?"full name"', "(input text[:]? full name)"),
        ("text[] a", "(input text[:] a)"),
        ("text[]? a", "(input text[:]? a)"),
        ("file[]? x", "(input file[:]? x)"),
        ("text[1:10] a", "(input text[1:10] a)"),
        ("text[1:] a", "(input text[1:] a)"),
        ("text[:10] a", "(input text[:10] a)"),
        ("text[5] a", "(input text[5:] a)"),
        ("int[][] a", "(input int[:][:] a)"),
        ('text "full name"', "(input text full name)"),
        ("text a-b", "(input text a-b)"),
        ("uuid id", "(input uuid id)"),
        ('dblink {\n  table = "user"\n}', '(input dblink {table="user"})'),
    ],
)
def test_types_and_names(text, tree):
    assert inputs(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("int a?=-1", "default=-1"),
        ("decimal a?=1.5", "default=1.5"),
        ('text a?="x y"', 'default="x y"'),
        ("text a?='x'", 'default="x"'),
        ('text a?=""', 'default=""'),
        ("bool a?=true", "default=true"),
        ("bool a?=false", "default=false"),
        ("text a?=null", "default=null"),
        ("enum a?=add", "default=add"),
        ("timestamp a?=now", "default=now"),
        ("text a?=1024x1024", "default=1024x1024"),
        ("json a?={}", "default={}"),
        ('json a?={k: 1, "l": [2]}', 'default={"k": 1, "l": [2]}'),
        ("text[] a?=[]", "default=[]"),
        ('text[] a?=["x", "y"]', 'default=["x" "y"]'),
        ("text a?=$env.X", "default=$env.X"),
        ('text a ?= "x"', 'default="x"'),
        ("text a?=gpt-4o-mini", "default=gpt-4o-mini"),
        ("text a?=https://a.b/c?d=e", "default=https://a.b/c?d=e"),
    ],
)
def test_defaults(text, tree):
    found = inputs(text)
    assert found.removesuffix(")").split(" ", 3)[3] == tree


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("text a filters=trim", "trim"),
        ("text a filters=trim|lower|min:3", "trim|lower|min:3"),
        ("int a filters = min:1", "min:1"),
        ("int a filters= min:1", "min:1"),
        (r"text a filters=pattern:^\d{5}(-\d{4})?$", r"pattern:^\d{5}(-\d{4})?$"),
        (r"text a filters=trim|pattern:^\+?[0-9\s-]+$", r"trim|pattern:^\+?[0-9\s-]+$"),
        ('text a filters=startsWith:"a b"|trim', 'startsWith:"a b"|trim'),
        ("text a filters=ok:abc{}|min:6", "ok:abc{}|min:6"),
        ("text a? filters=trim", "trim"),
        ('text a?="x" filters=trim', "trim"),
        ("text[] a filters=trim|max:50", "trim|max:50"),
    ],
)
def test_filters_are_raw_text_up_to_the_next_blank(text, filters):
    (declared,) = function(f"function f {{ input {{\n{text}\n}} }}").inputs
    assert declared.filters == filters
    assert declared.name == "a"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('text a { description = "x" }', '(input text a {description="x"})'),
        (
            'text a? filters=trim {\n  description = "x"\n  sensitive = true\n}',
            '(input text a optional filters=trim {description="x" sensitive=true})',
        ),
        ('enum a { values = ["x", "y"] }', '(input enum a {values=["x" "y"]})'),
        (
            "object a {\n  schema {\n    int b\n    text c?\n  }\n}",
            "(input object a {(schema {(input int b) (input text c optional)})})",
        ),
        (
            "object[] a? { schema { object b { schema { int c } } } }",
            "(input object[:] a optional {(schema {(input object b {(schema {(input int c)})})})})",
        ),
        ("int a { disabled = true }", "(input int a {disabled=true})"),
    ],
)
def test_blocks_of_declarations(text, tree):
    assert inputs(text) == tree


def test_a_question_mark_at_the_end_of_a_line_ends_the_declaration():
    """Were it read as the `?` of a ternary, the two lines would silently become one."""
    assert inputs("decimal[] a?\nint b?\n") == "(input decimal[:] a optional)\n(input int b optional)"


@pytest.mark.parametrize(
    "name", ["text", "to", "from", "value", "input", "schema", "as", "if", "int", "filters_x"]
)
def test_words_of_the_language_are_names_too(name):
    assert inputs(f"text {name}\nint b") == f"(input text {name})\n(input int b)"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("bool a  int b  text c", "(input bool a)\n(input int b)\n(input text c)"),
        ("int a?=1  int b?=25", "(input int a default=1)\n(input int b default=25)"),
        ('int a? text b?="x" json c?={} text[] d?=[] int e', None),
        ("text a filters=trim int b", "(input text a filters=trim)\n(input int b)"),
        ('text a { description = "x" } int b', '(input text a {description="x"})\n(input int b)'),
    ],
)
def test_several_on_one_line(text, tree):
    found = inputs(text)
    assert (
        found == tree
        if tree
        else [line.split()[2] for line in found.split("\n")] == ["a", "b", "c", "d", "e)"]
    )


@pytest.mark.parametrize("text", ["input { }", "input {\n}", "input {\n\n  // nothing\n}", ""])
def test_no_inputs(text):
    assert function(f"function f {{ {text} }}").inputs == []


def test_comments_between_declarations():
    assert inputs("// one\nint a // two\n// three\n\nint b\n// four") == "(input int a)\n(input int b)"


def test_columns_of_a_table_are_declarations():
    (table,) = documents(
        'table "t" { schema { int id timestamp created_at?=now { visibility = "private" } } }'
    )
    assert show(table.statement.block.block("schema")) == (
        '{(input int id) (input timestamp created_at default=now {visibility="private"})}'
    )


def test_the_output_of_an_agent_is_declared_between_entries():
    output = "output {\n      text a?\n      int b filters=min:0\n    }\n"
    text = f'agent "A" {{\n  llm = {{\n    type: "openai"\n\n    {output}'
    for end in ("  }\n  tools = []\n}", "\n    steps: 8\n  }\n}"):
        (agent,) = documents(text + end)
        llm = agent.statement.property("llm")
        assert show(llm).endswith("(output {(input text a optional) (input int b filters=min:0)})}")
        assert [entry.key.value for entry in llm.entries] == ["type", "steps"][: len(llm.entries)]


@pytest.mark.parametrize("text", ["{output: 1}", "{output : {a: 1}}", '{"output": 1}', "{a: $output}"])
def test_output_is_a_key_like_any_other(text):
    assert problems(f"function f {{ response = {text} }}") == []


def test_an_input_property_is_no_block_of_declarations():
    text = 'function f { stack { function.run "g" { input = {int: 1, text: 2} } } }'
    assert problems(text) == []
