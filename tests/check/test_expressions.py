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
    codes = {problem.code for problem in found(f"var $x {{ value = {expression} }}")}
    assert "unknown-filter" in codes <= {"unknown-filter", "outside-query"}


@pytest.mark.parametrize(
    ("filters", "taken"),
    [
        ("between:1:2", None),
        ("between:1", "2 arguments, but got 1"),
        ("coalesce", "1 argument, but got 0"),
        ("search_rank:1", None),
        ("length:1", "no arguments, but got 1"),
        ("!length:1", None),
        ("between:1:2|substr", "1 to 2 arguments, but got 0"),
    ],
)
def test_filters_of_queries_take_so_many_arguments(found, filters, taken):
    told = [
        (one.code, one.message.partition(" takes ")[2]) for one in found(QUERY.format(f"$db.at|{filters}"))
    ]
    assert told == ([("filter-arguments", taken)] if taken else [])


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("var $x { value = $db.user.name }", "`$db`"),
        ("var $x { value = $a includes 1 }", "`includes`"),
        ("var $x { value = $a not overlaps? [1] }", "`not overlaps`"),
        ("var $x { value = $a between 1:2 }", "`between`"),
        ("db.get user { field_value = $db.user.name }", "`$db`"),
        # What the database does not have to work out is computed before.
        ("db.query user { where = $a includes 1 && $db.user.id == 1 }", "`includes`"),
        ("db.query user { where = $db.user.name includes $a }", None),
        ("db.query user { where = $a == 1 || $db.name not in [1] }", None),
        ('db.query user { eval = {x: $db.user.id, y: dbAddonAttr("f", {a: $db.id})} }', None),
        ("db.del user { field_value = $db.user.name disabled = true }", None),
        ("!var $x { value = $db.user.name }", None),
        ("var $x { value = [$a == 1, $a ==? 1, $a in [1], $a not contains 1] }", None),
    ],
)
def test_what_queries_alone_know_stands_in_a_query(found, statement, told):
    problems = [one for one in found(statement) if one.code != "unset-var"]
    assert [one.code for one in problems] == ["outside-query"] * (told is not None)
    assert all(told in one.message and one.hint for one in problems)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("db.query user { where = $db.user.tags @> [1] }", "`@>` does not run here"),
        ("db.query user { where = $a == 1 && !($db.user.name !~ $a) }", "`!~` does not run here"),
        ("var $x { value = [1] @> $a }", "`@>` does not run here"),
        # All rows would be found, those whose two texts are not empty.
        ("db.query user { where = $db.user.id > 1 && ($db.user.name ~ $a) }", "`~` joins two texts"),
        ("db.bulk.delete user { where = $db.user.name ~ $a }", "`~` joins two texts"),
        ("db.query user { join = {t: {table: team, where: $db.t.name ~ $a}} }", "`~` joins two texts"),
        ("db.query user { where = $db.user.name == $a ~ $a }", None),
        ('db.query user { where = $a == 1 eval = {x: $db.user.name ~ "!"} }', None),
        ("var $x { value = $a ~ $a }", None),
    ],
)
def test_operators_of_queries_that_do_not_run_here(found, statement, told):
    problems = [one for one in found(statement) if one.code != "unset-var"]
    assert [one.code for one in problems] == ["query-form"] * (told is not None)
    assert all(told in one.message and one.hint for one in problems)


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
