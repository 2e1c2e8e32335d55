"""Reads of what nothing sets or declares: warned about before the run, with the name that was meant."""

from __future__ import annotations

import pytest

import runner
from runner.check import unset_reads
from runner.language import xanoscript
from runner.syntax.nodes import FunctionDocument


def warnings(stack: str, response: str = "null") -> list[tuple[int, str, str]]:
    """The line within ``stack`` (the response comes behind it), the code and the message of each."""
    head = "function f {\n  input {\n    int[] nums\n    text name?\n  }\n  stack {\n"
    text = f"{head}{stack}\n  }}\n  response = {response}\n}}\n"
    (document,) = runner.parse(text)
    assert isinstance(document, FunctionDocument)
    found = list(unset_reads(document, xanoscript()))
    assert all(problem.severity == "warning" for problem in found)
    return [(document.source.position(p.span.start).line - 6, p.code, p.message) for p in found]


@pytest.mark.parametrize(
    ("stack", "message"),
    [
        (
            "var $total { value = 1 }\nvar $x { value = $totl }",
            "nothing sets `$totl`; did you mean `$total`?",
        ),
        (
            "var $n { value = 1 }\nvar $x { value = $nums|sum }",
            "nothing sets `$nums`; did you mean `$input.nums`?",
        ),
        ("\nmath.add $q { value = 1 }", "nothing sets `$q`"),
        ("\nvar $x { value = $var.q }", "nothing sets `$q`"),
        ("\nvar $x { value = $q.a[0] }", "nothing sets `$q`"),
        ("\nvar $x { value = [1]|map:$$ + $q }", "nothing sets `$q`"),
        ("\ndebug.log { value = $error.message }", "nothing sets `$error`"),
        (
            "\nvar $x { value = $input.nmae }",
            "has no input `nmae`; did you mean `$input.name`?",
        ),
        ("!var $q { value = 1 }\nvar $x { value = $q }", "nothing sets `$q`"),
    ],
)
def test_the_name_that_was_meant(stack, message):
    code = "unset-input" if "has no input" in message else "unset-var"
    ((line, kind, text),) = warnings(stack)
    assert (line, kind) == (2, code)
    assert text.removeprefix("the function `f` ") == message


@pytest.mark.parametrize(
    "stack",
    [
        "var $x { value = $y }\nvar $y { value = 1 }",
        "var.update $x { value = 1 }",
        "math.add $x { value = 1 }\nvar $x { value = 1 }",
        "foreach ($input.nums) { each as $n { debug.log { value = $n } } }",
        "for (2) { each as $i { debug.log { value = $i } } }",
        "try_catch { try { } catch { debug.log { value = $error } } }",
        'function.run "g" as $r|first\ndebug.log { value = $r }',
        'db.query "t" as $rows\ndebug.log { value = $rows }',
        "db.get t { addon = [{input: {id: $output.id}, addon: [{b: $output}]}] } as $t",
        "array.map ($input.nums) { by = $this + $index } as $m",
        "var $x { value = $input.nums|reduce:$result + $$ + ($parent|count):0 }",
        "debug.log { value = [$env.KEY, $auth.id, $var, $input] }",
        "!debug.log { value = $q }",
    ],
)
def test_no_false_alarm(stack):
    assert warnings(stack) == []


def test_the_response_is_looked_at_and_each_name_is_told_once():
    assert warnings("debug.log { value = $q ~ $q }", "$q ~ $z") == [
        (1, "unset-var", "nothing sets `$q`"),
        (3, "unset-var", "nothing sets `$z`"),
    ]


def test_a_row_of_addons_is_nothing_elsewhere():
    assert warnings("db.query t { where = $db.t.id == $output.id addon = {input: $output} }") == [
        (1, "unset-var", "nothing sets `$output`"),
    ]


def test_a_run_logs_them_and_goes_on():
    stack = "conditional {\n if (false) {\n var $x { value = $lst }\n }\n }\n var $list { value = [1] }"
    job = 'run.job j {\n  main = { name: "f" }\n}\n---\n'
    text = f"{job}function f {{\n  stack {{\n {stack}\n }}\n  response = $list\n}}\n"
    result = runner.run(text)
    assert result.response == [1]
    assert [entry.message for entry in result.logs] == [
        "<string>:9:19: nothing sets `$lst`; did you mean `$list`?"
    ]
