"""Which variables are set, which may be unset under a null guard, and what is such a guard."""

from __future__ import annotations

import pytest

from compile.conftest import read_function
from runner.check.guards import guarded_operands, is_null
from runner.compile.scopes import Scope
from runner.language import xanoscript


def scope(stack: str, response: str = "null") -> Scope:
    return Scope(read_function(stack, response), xanoscript())


@pytest.mark.parametrize(
    ("stack", "assigned"),
    [
        ("var $a { value = $b }", {"a"}),
        ("var $a.b { value = 1 }", {"a"}),
        ("var.update $var.a { value = 1 }", {"a"}),
        ("array.push $a { value = 1 }", {"a"}),
        ("array.pop $a as $b", {"a", "b"}),
        ("array.find $a if ($this) as $b.c", {"b"}),
        ("foreach ($a) {\n each as $b {\n var $c { value = 1 }\n }\n}", {"b", "c"}),
        ("try_catch {\n try {\n }\n catch {\n }\n}", {"error"}),
        ("try_catch {\n try {\n }\n}", set()),
        ("conditional {\n if ($a) {\n }\n}", set()),
        ("var.update $input.a { value = 1 }", set()),
        ("!var $a { value = 1 }", set()),
        ("precondition ($a)", set()),
    ],
)
def test_assigned(stack, assigned):
    assert scope(stack).assigned == assigned


BOTH = "conditional {{\n if (true) {{\n {}\n }}\n else {{\n {}\n }}\n}}"
A = "var $a { value = 1 }"


@pytest.mark.parametrize(
    ("stack", "unset"),
    [
        (A, False),
        ("", False),
        (f"conditional {{\n if (true) {{\n {A}\n }}\n}}", True),
        (BOTH.format(A, ""), True),
        (BOTH.format(A, A), False),
        (f"switch (1) {{\n case (1) {{\n {A}\n }} break\n}}", True),
        (f"switch (1) {{\n case (1) {{\n {A}\n }} break\n default {{\n {A}\n }}\n}}", False),
        (f"switch (1) {{\n case (1) {{\n {A}\n }} break\n !default {{\n {A}\n }}\n}}", True),
        (f"for (1) {{\n each {{\n {A}\n }}\n}}", True),
        ("for (1) {\n each as $a {\n }\n}", True),
        (f"while (false) {{\n each {{\n {A}\n }}\n}}", True),
        (f"try_catch {{\n try {{\n {A}\n }}\n}}", True),
        (f"group {{\n stack {{\n {A}\n }}\n}}", False),
        (f"{A}\n for (1) {{\n each {{\n }}\n}}", False),
        (f"!group {{\n stack {{\n {A}\n }}\n}}", False),
    ],
)
def test_what_may_be_unset_at_the_end(stack, unset):
    assert scope(stack, "$a ?? 1").maybe_unset == ({"a"} if unset else set())


@pytest.mark.parametrize(
    ("stack", "unset"),
    [
        ("foreach ([1]) {\n each as $x {\n var $a { value = $x.k ?? 1 }\n }\n}", set()),
        ("try_catch {\n try {\n }\n catch {\n var $a { value = $error.x ?? 1 }\n }\n}", set()),
        (
            "try_catch {\n try {\n var $x { value = 1 }\n }\n catch {\n var $a { value = $x ?? 1 }\n }\n}",
            {"x"},
        ),
        ("var $a { value = $a ?? 1 }", {"a"}),
        ("array.find ([1]) if ($x == null) as $x", {"x"}),
        ("array.find ([1]) if (true) as $x|first_notnull:($x ?? 1)", {"x"}),
        ("while ($x == null) {\n each {\n var $x { value = 1 }\n }\n}", {"x"}),
        ("var $a { value = $nowhere ?? 1 }", set()),
    ],
)
def test_what_may_be_unset_within(stack, unset):
    assert scope(stack).maybe_unset == unset


@pytest.mark.parametrize(
    ("expression", "operands"),
    [
        ("$a ?? $b", ["$a"]),
        ("$a.b == null", ["$a.b"]),
        ("null !== $a.b", ["$a.b"]),
        ("$a != null", ["$a"]),
        ("$a === null", ["$a"]),
        ("$a.b|is_null", ["$a.b"]),
        ("$a.b|first_notnull:1|trim", ["$a.b"]),
        ("$a.b|!trim|is_empty", ["$a.b"]),
        ("$a.b|trim|is_empty", []),
        ("$a.b|!is_null", []),
        ("$a || $b", []),
        ("$a < null", []),
        ("$a == 1", []),
        ("|is_null", []),
        ("$a", []),
    ],
)
def test_guards(expression, operands):
    document = read_function("", expression)
    assert document.response is not None
    found = guarded_operands(document.response, xanoscript())
    assert [document.source.text[node.span.start : node.span.end] for node in found] == operands


@pytest.mark.parametrize(
    ("expression", "expected"), [("null", True), ("0", False), ("$null", False), ('"null"', False)]
)
def test_is_null(expression, expected):
    document = read_function("", expression)
    assert document.response is not None
    assert is_null(document.response) is expected
