"""Templates in the language of Twig 3: a text with `{{ }}`, `{% %}` and variables -> a text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.templates.parser import Template, parse
from runner.templates.state import State

if TYPE_CHECKING:
    from runner.execution.context import Context

__all__ = ["render"]


def render(context: Context, text: str, variables: Mapping[str, Any]) -> str:
    """The text of a template. Nothing is escaped but by `|e`, and what is missing is empty.

    Args:
        context: gives the time and the random numbers.
        text: the template.
        variables: what it sees, by name; `$x` reads `$x`, else `x`.

    Raises:
        ScriptError: it is not Twig, a value does not fit, or it makes more than a template may; the
            message has the line of the template.
    """
    try:
        template = _template(text)
    except RecursionError:
        raise ScriptError("the template is nested too deeply") from None
    state = State(context, variables, template.macros, template.blocks)
    try:
        template.body.render(state)
    except ScriptError as error:
        raise ScriptError(f"Line {state.line} of the template: {error.message}") from None
    except RecursionError:
        raise ScriptError(f"Line {state.line} of the template: it is nested too deeply") from None
    return state.result()


# Templates in loops are read once.
@lru_cache(maxsize=64)
def _template(text: str) -> Template:
    return parse(text)
