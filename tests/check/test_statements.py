"""Problems of statements: each code with its place, its message and the way out."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        # unknown-statement
        (
            "vra $x { value = 1 }",
            ("unknown-statement", "vra", "there is no statement `vra`", "did you mean `var`?"),
        ),
        (
            'http.get { url = "u" } as $r',
            (
                "unknown-statement",
                "http.get",
                "there is no statement `http.get`",
                'api.request { url = ... method = "GET" } as $answer',
            ),
        ),
        ("xyzzy", ("unknown-statement", "xyzzy", "there is no statement `xyzzy`", None)),
        # misplaced-statement
        (
            "case (1) { }",
            (
                "misplaced-statement",
                "case",
                "`case` stands inside of `switch`",
                "switch ($value) { case (1) { ... } break default { ... } }",
            ),
        ),
        (
            "each as $x { }",
            (
                "misplaced-statement",
                "each",
                "`each` stands inside of `foreach`, `for` or `while`",
                "foreach ($list) { each as $item { ... } }",
            ),
        ),
        (
            "try_catch {\n var $x { value = 1 }\n}",
            (
                "misplaced-statement",
                "var",
                "`var` cannot stand in `try_catch`, which holds `try`, `catch` and `finally`",
                None,
            ),
        ),
        (
            "group {\n debug.log { value = 1 }\n}",
            (
                "misplaced-statement",
                "debug.log",
                "`debug.log` cannot stand in `group`, which holds `stack`",
                "group { stack { debug.log ... } }",
            ),
        ),
        # duplicate-property
        (
            "debug.log { value = 1 value = 2 }",
            (
                "duplicate-property",
                "value",
                "`value` stands twice in this block, and only the last one counts",
                "leave one of them out",
            ),
        ),
        # extra-value
        (
            "array.pop $a array.pop $b",
            (
                "extra-value",
                "array.pop",
                "`array.pop` takes one value before its block",
                "the next statement starts on a line of its own",
            ),
        ),
        (
            'foreach ([1]) {\n each {\n continue "x" "y"\n }\n}',
            (
                "extra-value",
                '"x"',
                "`continue` takes nothing before its block",
                "the next statement starts on a line of its own",
            ),
        ),
        (
            "switch (1) {\n xyzzy\n}",
            (
                "misplaced-statement",
                "xyzzy",
                "`xyzzy` cannot stand in `switch`, which holds `case` and `default`",
                None,
            ),
        ),
        (
            "conditional {\n if (true) {\n continue\n }\n}",
            (
                "misplaced-statement",
                "continue",
                "`continue` stands inside of `for`, `foreach` or `while`",
                None,
            ),
        ),
        (
            "while (true) {\n each {\n remove\n }\n}",
            ("misplaced-statement", "remove", "`remove` stands inside of `foreach`", None),
        ),
        # missing-subject, not-a-variable, reserved-variable
        (
            "var { value = 1 }",
            (
                "missing-subject",
                "var",
                "`var` needs the variable that it changes",
                "var $name ...",
            ),
        ),
        (
            "foreach {\n each as $x { }\n}",
            (
                "missing-subject",
                "foreach",
                "`foreach` needs the value that it works on",
                "foreach ($value) ...",
            ),
        ),
        # bare-value
        (
            "array.map list { by = $this } as $x",
            (
                "bare-value",
                "list",
                "`array.map` takes a variable, or a value in parentheses",
                "did you mean `$list`?",
            ),
        ),
        (
            "expect.to_be_null null",
            (
                "bare-value",
                "null",
                "`expect.to_be_null` takes a variable, or a value in parentheses",
                "did you mean `(null)`?",
            ),
        ),
        (
            "await 2.5 as $x",
            (
                "bare-value",
                "2.5",
                "`await` takes a variable, or a value in parentheses",
                "did you mean `(2.5)`?",
            ),
        ),
        (
            "array.push list { value = 1 }",
            (
                "not-a-variable",
                "list",
                "`array.push` needs a variable, but got a value",
                "array.push $list ...",
            ),
        ),
        (
            "math.add ($a|abs) { value = 1 }",
            (
                "not-a-variable",
                "($a|abs)",
                "`math.add` needs a variable, but got a value",
                "math.add $name ...",
            ),
        ),
        (
            "var $auth { value = 1 }",
            (
                "reserved-variable",
                "$auth",
                "`$auth` cannot be set; it always is the user who is signed in",
                "choose another name",
            ),
        ),
        (
            "var.update $env.KEY { value = 1 }",
            (
                "reserved-variable",
                "$env.KEY",
                "`$env` cannot be set; it always is the values of the environment",
                "choose another name",
            ),
        ),
        # missing-name, missing-condition
        (
            "function.run { input = {} } as $x",
            (
                "missing-name",
                "function.run",
                "`function.run` needs the name of a function",
                'function.run "name" { ... }',
            ),
        ),
        (
            "array.find $list as $x",
            (
                "missing-condition",
                "array.find",
                "`array.find` needs a condition",
                "array.find $list if ($this > 1) as $result",
            ),
        ),
        (
            "conditional {\n if { }\n}",
            (
                "missing-condition",
                "if",
                "`if` needs parentheses with a condition",
                "if (...) { ... }",
            ),
        ),
        (
            "switch (1) {\n case { } break\n}",
            (
                "missing-condition",
                "case",
                "`case` needs parentheses with a value",
                "case (...) { ... }",
            ),
        ),
        # missing-property, unknown-property
        (
            "var $x",
            ("missing-property", "var", "`var` needs `value`", "var $x { value = ... }"),
        ),
        (
            "util.geo_distance {\n latitude_1 = 1\n longitude_1 = 1\n}",
            (
                "missing-property",
                "util.geo_distance",
                "`util.geo_distance` needs `latitude_2` and `longitude_2`",
                "util.geo_distance { latitude_2 = ... longitude_2 = ... }",
            ),
        ),
        (
            "debug.stop { value = 1\n colour = 2 }",
            ("unknown-property", "colour", "`debug.stop` has no `colour`", "it has `value`"),
        ),
        (
            "break_after { }\n",
            ("unknown-statement", "break_after", "there is no statement `break_after`", None),
        ),
        (
            "var $x { vaule = 1 }",
            ("unknown-property", "vaule", "`var` has no `vaule`", "did you mean `value`?"),
        ),
        (
            'precondition (true) { message = "m" }',
            ("unknown-property", "message", "`precondition` has no `message`", "did you mean `error`?"),
        ),
        (
            'api.request {\n url = "u"\n auth = {}\n}',
            (
                "unknown-property",
                "auth",
                "`api.request` has no `auth`",
                'send it in headers: headers = ["Authorization: Bearer " ~ $token]',
            ),
        ),
        (
            'api.request {\n url = "u"\n params = {}\n data = {}\n}',
            ("unknown-property", "data", "`api.request` has no `data`", "the body goes in `params`"),
        ),
        (
            "conditional {\n if (true) {\n value = 1\n }\n}",
            ("unknown-property", "value", "`if` has no `value`", "it holds statements"),
        ),
        (
            "group {\n stack { }\n colour = 1\n}",
            ("unknown-property", "colour", "`group` has no `colour`", "it has no properties"),
        ),
    ],
)
def test_one_fault_is_one_problem(found, stack, expected):
    assert found(stack) == [expected]


@pytest.mark.parametrize(
    "stack",
    [
        'var $x { value = 1\n description = "d"\n tags = [1]\n mock = {}\n disabled = false }',
        "var $response { value = 1 }\n var $output { value = 1 }\n var $result { value = 1 }",
        "var.update $input.key { value = 1 }",
        "foreach ([1]) {\n each as $x {\n for (1) {\n each {\n remove\n break\n }\n }\n }\n}",
        "switch (1) {\n case (1) {\n break\n }\n default {\n break\n }\n}",
        "foreach ([1]) {\n each {\n switch (1) {\n case (1) {\n continue\n } break\n }\n }\n}",
        "await {\n ids = []\n}",
        'group {\n description = "d"\n stack {\n stack {\n }\n }\n}',
        'api.lambda { code = "1" }',
        "!vra $x",
        "!var $x",
        "!foreach {\n each {\n vra\n }\n}",
        "var $x {\n vaule = 1\n disabled = true\n}",
        "conditional {\n if (true) {\n }\n !elseif {\n }\n}",
        "function.run name as $x",
        'function.run ("a" ~ "b") as $x',
        "return",
        "throw { }",
    ],
)
def test_what_is_right_passes(found, stack):
    assert found(stack) == []


def test_a_break_that_is_not_the_last_of_its_case_needs_a_loop(found):
    stack = "switch (1) {\n case (1) {\n break\n debug.log { value = 1 }\n } break\n}"
    assert [(item.code, item.marked) for item in found(stack)] == [("misplaced-statement", "break")]


def test_problems_come_in_the_order_of_the_file(found):
    loop = "foreach ([1]) {\n each {\n var $b\n }\n}"
    stack = f"var $a {{ value = 1|nosuch }}\n xyzzy\n {loop}\n var {{ value = 1|nonesuch }}"
    codes = [item.code for item in found(stack, "1|neither")]
    assert codes == [
        "unknown-filter",
        "unknown-statement",
        "missing-property",
        "missing-subject",
        "unknown-filter",
        "unknown-filter",
    ]


def test_a_wrong_name_beside_the_right_one_is_no_typo(found):
    (problem,) = found("var $x { value = 1\n vaule = 2 }")
    assert (problem.code, problem.hint) == ("unknown-property", "it has `value`")


def test_fixes_rename_properties(fixed):
    assert (
        fixed('var $x { vaule = 1 }\nthrow { message = "m" }')
        == 'var $x { value = 1 }\nthrow { value = "m" }'
    )
