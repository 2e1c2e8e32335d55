"""A variable under a reserved name gets another one, where it can mean nothing else."""

from __future__ import annotations

import pytest

from runner.check.renaming import renaming
from runner.check.variables import subject
from tests.syntax.reading import function


def renamed(stack: str, name: str, response: str = "1") -> str | None:
    """The function after the fix for the first statement that sets ``$name``; None where there is none."""
    document = function(f'function "f" {{\n  stack {{\n{stack}\n  }}\n\n  response = {response}\n}}\n')
    assert document.stack is not None
    targets = [found for found in map(subject, document.stack.statements) if found is not None]
    target = next(found for found in targets if getattr(found, "name", "") == name)
    fix = renaming(document, name, target.span)
    text = document.source.text
    return None if fix is None else text[: fix.span.start] + fix.replacement + text[fix.span.end :]


def test_every_use_is_renamed() -> None:
    text = renamed("var $env { value = 1 }\nvar $x { value = $env + $y }", "env", "[$env, $x]")
    assert text is not None
    assert "$env" not in text
    assert "value = $settings + $y" in text
    assert "response = [$settings, $x]" in text


def test_a_name_that_is_taken_is_not_used() -> None:
    text = renamed("var $env { value = 1 }\nvar $settings { value = $env }", "env")
    assert text is not None
    assert "var $env_value { value = 1 }" in text


@pytest.mark.parametrize(
    ("stack", "name"),
    [
        # Before it is set it means the user who is signed in.
        ("var $x { value = $auth }\nvar $auth { value = 1 }", "auth"),
        # A key may be meant of the environment.
        ("var $env { value = 1 }\nvar $x { value = $env.KEY }", "env"),
        # A template reads it by its name.
        ('var $input { value = 1 }\nvar $x { value = "{{ $input }}" }', "input"),
        # Filters bind it.
        ("var $this { value = 1 }\nvar $x { value = $this }", "this"),
    ],
)
def test_what_may_be_meant_as_it_stands_is_left_alone(stack: str, name: str) -> None:
    assert renamed(stack, name) is None
