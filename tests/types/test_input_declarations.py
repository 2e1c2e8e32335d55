"""XanoScript declarations become a schema, and what is wrong with them problems."""

import pytest

from runner.types import MISSING


@pytest.mark.parametrize(
    "line",
    [
        "text name",
        "text? name",
        "text name?",
        "text? name?",
        "text[] tags",
        'text[1:10]? tags?=["a"] filters=trim|lower',
        "object[1:] items",
        "int n?=5 filters=min:0|max:100",
        'int end?="-1"',
        "decimal x?=-0.5",
        "bool b?=false",
        "timestamp at?=now",
        "json settings?={}",
        'json settings?={"a":[1,null]}',
        r"text zip filters=trim|pattern:^\d{5}(-\d{4})?$|max:10",
        "file[]? attachments",
        "text x?=null",
    ],
)
def test_reads_and_writes_back(read, line):
    schema, problems, _ = read(line + (" {\n schema {\n int id\n }\n}" if line.startswith("object") else ""))
    assert problems == []
    assert [field.signature() for field in schema.fields] == [line]


@pytest.mark.parametrize(
    ("line", "default"),
    [
        ("text a", MISSING),
        ("text a?", MISSING),
        ("timestamp a?=now", "now"),
        ('int a?="-1"', "-1"),
        ("enum a?=add { values = ['add'] }", "add"),
        ("enum a?=1024x1024 { values = ['1024x1024'] }", "1024x1024"),
        ("int a?=-3", -3),
        ("text[] a?=[]", []),
        ('json a?={x: [1, "y"]}', {"x": [1, "y"]}),
    ],
)
def test_defaults(read, line, default):
    schema, problems, _ = read(line)
    assert problems == []
    assert schema.fields[0].default == default


def test_properties(read):
    schema, problems, _ = read(
        """    uuid owner filters=trim {
      description = "Who owns it"
      sensitive = true
      table = "user"
    }
    enum size? {
      values = ["s", "m"]
      sensitive = false
    }"""
    )
    owner, size = schema.fields
    assert problems == []
    assert (owner.description, owner.sensitive, owner.table) == ("Who owns it", True, "user")
    assert (size.values, size.sensitive, size.optional) == (("s", "m"), False, True)
    assert (owner.where, size.where) == ("f.xs:3", "f.xs:8")


def test_objects_nest(read):
    schema, problems, _ = read(
        """    object a {
      schema {
        object[1:2] b? {
          schema {
            int c?=1
          }
        }
      }
    }"""
    )
    assert problems == []
    inner = schema.fields[0].fields[0]
    assert (inner.signature(), inner.where) == ("object[1:2] b?", "f.xs:5")
    assert inner.fields[0].signature() == "int c?=1"


def test_a_database_link_adds_no_inputs(read):
    schema, problems, _ = read('    dblink {\n      table = "user"\n    }\n    text a')
    assert problems == []
    assert [field.name for field in schema.fields] == ["a"]


@pytest.mark.parametrize(
    ("line", "code", "message", "at", "fixed"),
    [
        ("boolean b", "unknown-type", "unknown type `boolean`; use `bool`", "boolean", "bool b"),
        ("string[]? s?", "unknown-type", "unknown type `string`; use `text`", "string", "text[]? s?"),
        (
            "array a",
            "unknown-type",
            "unknown type `array`; use `json`, or a list of one type such as `text[]`",
            "array",
            "json a",
        ),
        ("int[][] m", "nested-list", "nested list types do not exist; use `json`", "int[][]", "json m"),
        (
            "object o",
            "object-without-schema",
            "an `object` needs a `schema { ... }`; use `json` for free data",
            "object",
            "json o",
        ),
        (
            "text t filters=trim|trimm|max:3",
            "unknown-input-filter",
            "unknown input filter `trimm`; did you mean `trim`?",
            "trimm",
            "text t filters=trim|trim|max:3",
        ),
        (
            "text t filters=strip",
            "unknown-input-filter",
            "unknown input filter `strip`; did you mean `trim`?",
            "strip",
            "text t filters=trim",
        ),
    ],
)
def test_problems_with_a_fix(read, line, code, message, at, fixed):
    found = read(line)
    (problem,) = found.problems
    assert (problem.code, problem.message, found.at(problem)) == (code, message, at)
    assert found.fixed(problem) == fixed


@pytest.mark.parametrize(
    ("line", "code", "message", "at"),
    [
        (
            "enum e",
            "enum-without-values",
            'an `enum` needs its choices, `values = ["a", "b"]`; use `text` for free text',
            "enum",
        ),
        (
            "enum e { values = [] }",
            "enum-without-values",
            'an `enum` needs its choices, `values = ["a", "b"]`; use `text` for free text',
            "enum",
        ),
        ("text a\nint a", "duplicate-input", "input `a` is declared twice; line 3 has it first", "a"),
        (
            "int a filters=min:x",
            "input-filter-argument",
            "the input filter `min` takes a number, but got `x`",
            "min",
        ),
        ("int a?=abc", "input-default", 'the default of `a` is "abc", but a whole number is expected', "abc"),
        (
            "enum a?=x { values = ['y'] }",
            "input-default",
            'the default of `a` is "x", but "y" is expected',
            "x",
        ),
        (
            'email a?="secret" { sensitive = true }',
            "input-default",
            "the default of `a` is ***, but an e-mail address is expected",
            '"secret"',
        ),
        ("text a?=$env.KEY", "input-default", "the default of `a` has to be a constant", "$env.KEY"),
        (
            "text",
            "input-without-name",
            "an input needs a name behind its type, such as `text name`",
            "text",
        ),
    ],
)
def test_problems_without_a_fix(read, line, code, message, at):
    found = read(line)
    (problem,) = found.problems
    assert (problem.code, problem.message, found.at(problem)) == (code, message, at)
    assert (problem.fix, problem.severity) == (None, "error")


@pytest.mark.parametrize(
    ("line", "hint"),
    [("qqq a", "the types are int, decimal, "), ("text a filters=qqq", "the input filters are trim, ")],
)
def test_what_resembles_nothing_gets_the_whole_list(read, line, hint):
    (problem,) = read(line).problems
    assert problem.fix is None
    assert problem.hint.startswith(hint)


def test_all_problems_are_found_in_one_pass(read):
    found = read(
        """    boolean a
    object b {
      schema {
        string c filters=strip
        int c
      }
    }
    enum d"""
    )
    assert [(problem.code, found.source.position(problem.span.start).line) for problem in found.problems] == [
        ("unknown-type", 3),
        ("unknown-type", 6),
        ("unknown-input-filter", 6),
        ("duplicate-input", 7),
        ("enum-without-values", 10),
    ]


def test_a_wrong_declaration_still_gives_what_can_be_understood(read):
    schema, _, _ = read("string s? filters=trim|strip\nqqq q\nint[][] m?=[]\nint d?=abc")
    assert [field.signature() for field in schema.fields] == [
        "text s? filters=trim",
        "json q",
        "json m?=[]",
        "int d?",
    ]
