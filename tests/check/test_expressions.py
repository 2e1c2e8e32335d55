"""Problems of filters and of calls in expressions."""

from __future__ import annotations

import pytest

from check.conftest import read_function
from runner.check import check_function
from runner.language import xanoscript


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1|summ", ("unknown-filter", "summ", "there is no filter `summ`", "did you mean `sum`?")),
        ("1|xyzzy:1", ("unknown-filter", "xyzzy", "there is no filter `xyzzy`", None)),
        ("1|add", ("filter-arguments", "|add", "`add` takes 1 argument, but got 0", None)),
        ("1|add:1:2", ("filter-arguments", "|add:1:2", "`add` takes 1 argument, but got 2", None)),
        ("1|abs:1", ("filter-arguments", "|abs:1", "`abs` takes no arguments, but got 1", None)),
        ('"a"|substr', ("filter-arguments", "|substr", "`substr` takes 1 to 2 arguments, but got 0", None)),
        ("[1]|map:($$|add)", ("filter-arguments", "|add", "`add` takes 1 argument, but got 0", None)),
        (
            "{a: 1, output { text b }}",
            (
                "object-colon",
                "output { text b }",
                "the entries of an object are `key: value`; no block stands in one",
                "output: { ... }",
            ),
        ),
        ("{a: [1|add]}", ("filter-arguments", "|add", "`add` takes 1 argument, but got 0", None)),
        (
            "strlen($x)",
            ("unknown-call", "strlen($x)", "there is no function `strlen(...)`", "$value|strlen"),
        ),
        (
            "maths.add(1, 2)",
            (
                "unknown-call",
                "maths.add(1, 2)",
                "there is no function `maths.add(...)`",
                "did you mean `math.add`?",
            ),
        ),
        (
            "len($x)",
            (
                "unknown-call",
                "len($x)",
                "there is no function `len(...)`",
                "`count` for a list, `strlen` for a text",
            ),
        ),
        (
            "JSON.stringify($x)",
            (
                "unknown-call",
                "JSON.stringify($x)",
                "there is no function `JSON.stringify(...)`",
                "$value|json_encode",
            ),
        ),
        ("xyzzy()", ("unknown-call", "xyzzy()", "there is no function `xyzzy(...)`", None)),
        (
            "var(1)",
            (
                "unknown-call",
                "var(1)",
                "`var` cannot stand in an expression; it is a statement",
                "var ... as $result",
            ),
        ),
        (
            'function.run("f")',
            (
                "unknown-call",
                'function.run("f")',
                "`function.run` cannot stand in an expression; it is a statement",
                "function.run ... as $result",
            ),
        ),
        (
            "math.add(1)",
            ("call-arguments", "math.add(1)", "`math.add(...)` takes 2 arguments, but got 1", None),
        ),
        (
            "object.keys()",
            ("call-arguments", "object.keys()", "`object.keys(...)` takes 1 argument, but got 0", None),
        ),
        (
            'text.trim("a", "b", "c")',
            (
                "call-arguments",
                'text.trim("a", "b", "c")',
                "`text.trim(...)` takes 1 to 2 arguments, but got 3",
                None,
            ),
        ),
    ],
)
@pytest.mark.parametrize("place", ["var $y {{ value = {} }}", "conditional {{\n if ({} == 1) {{\n }}\n}}"])
def test_one_fault_is_one_problem(found, place, expression, expected):
    assert found(place.format(expression)) == [expected]
    assert found("", expression) == [expected]


@pytest.mark.parametrize(
    "expression",
    [
        "1|!xyzzy",
        "1|!add",
        "math.add(1, 2)",
        "|uuid",
        '"%s %s"|sprintf:1:2:3',
        "[1]|lambda_map:1",
        "api.lambda(1)",
    ],
)
def test_what_is_right_passes(found, expression):
    assert found(f"var $x {{ value = {expression} }}", expression) == []


QUERY = 'db.query orders {{\n where = $db.orders.at > ({})\n return = {{type: "list"}}\n}} as $found'


@pytest.mark.parametrize(
    "expression", ["now|timestamp_add_days:7", "$db.orders.tags|includes:1", "(1|median)|cosine_distance:2"]
)
def test_filters_of_queries_pass_in_a_query_alone(found, expression):
    assert found(QUERY.format(expression)) == []
    assert found(f"db.transaction {{\n stack {{\n {QUERY.format(expression)}\n }}\n}}") == []
    codes = [problem.code for problem in found(f"var $x {{ value = {expression} }}")]
    assert codes == ["unknown-filter"] * len(codes) != []


def test_what_even_a_query_does_not_have_is_a_problem(found):
    expected = ("unknown-filter", "includez", "there is no filter `includez`", None)
    (problem,) = found(QUERY.format("1|includez:1"))
    assert problem[:3] == expected[:3]
    assert found("var $x { value = [1]|includes:1 }") == [
        ("unknown-filter", "includes", "there is no filter `includes`", "`contains`")
    ]


@pytest.mark.parametrize(
    "stack",
    [
        "array.filter ([1]) if ($this|summ) as $x",
        "array.pop $x as $y|summ",
        "foreach ([1]|summ) {\n each {\n }\n}",
        "throw { name = 1|summ }",
    ],
)
def test_filters_are_found_in_every_place(found, stack):
    assert [(item.code, item.marked) for item in found(stack)] == [("unknown-filter", "summ")]


def test_a_hint_of_the_language_goes_before_a_near_name():
    language = xanoscript().changed(filter_hints={"lenght": "$list|count, or $text|strlen"})
    (problem,) = check_function(read_function("", '"a"|lenght'), language)
    assert problem.hint == "$list|count, or $text|strlen"
    assert problem.fix is None


def test_a_fix_puts_the_near_name_in_place(fixed):
    assert fixed('var $x { value = "a"|to_uper|trimm:" " }') == 'var $x { value = "a"|to_upper|trim:" " }'
