"""The statement `util.template_engine`: a text made of a template and the function's variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.specs import StatementFamily
from runner.statements.arguments import text_of

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("template")


@family.statement("util.template_engine", context=True, variables=True)
def template_engine(context: Context, variables: dict[str, Any], *, value: Any) -> str:
    """The text of a Twig template, which sees `$var`, `$input`, `$env` and each variable by its name.

    Nothing is escaped by itself: the official jobs build JSON and links with templates.

    Raises:
        ScriptError: ``value`` is not a template, or the template fails.
    """
    return rendered(context, variables, text_of(value, "util.template_engine"))


def rendered(context: Context, variables: dict[str, Any], text: str) -> str:
    """The text of the template ``text``.

    Raises:
        ScriptError: it is none, or it fails.
    """
    from runner.templates import render

    seen = {
        **variables["var"],
        "$var": variables["var"],
        "$input": variables["input"],
        "$env": dict(context.env),
    }
    return render(context, text, seen)
