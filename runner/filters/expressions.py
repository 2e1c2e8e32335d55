"""The filter `to_expr`: an expression that comes as text.

It is worked out here and not compiled: a text that was built while the job runs must not reach the job's
variables, its secrets or its functions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from runner import values
from runner.errors import ScriptError, XanoScriptSyntaxError
from runner.filters.arguments import text_of
from runner.specs import FilterFamily
from runner.values.text import shorten

if TYPE_CHECKING:
    from runner.execution.context import Context
    from runner.syntax.nodes import Expression

family = FilterFamily("expressions")

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": values.add,
    "-": values.subtract,
    "*": values.multiply,
    "/": values.divide,
    "%": values.modulo,
    "~": values.concat,
    "..": values.inclusive_range,
    "==": values.equals,
    "!=": lambda left, right: not values.equals(left, right),
    "===": values.identical,
    "!==": lambda left, right: not values.identical(left, right),
    "<": values.less,
    "<=": values.less_or_equal,
    ">": lambda left, right: values.less(right, left),
    ">=": lambda left, right: values.less_or_equal(right, left),
}


@family.filter("to_expr", context=True)
def to_expr(context: Context, value: Any) -> Any:
    """The result of an expression that is given as text: values and operators alone.

    Raises:
        ScriptError: the text is no expression, or holds a variable or a filter.
    """
    text = text_of(value, "to_expr")
    if not text.strip():
        raise _refusal(text, "it is empty")
    try:
        return _Evaluator(context, text).value(_read(text))
    except RecursionError:
        raise ScriptError("`|to_expr` cannot follow an expression that is nested so deeply") from None


@lru_cache(maxsize=64)
def _read(text: str) -> Expression:
    from runner.source import Source
    from runner.syntax import parse_source
    from runner.syntax.nodes import FunctionDocument

    try:
        # parentheses, so that line breaks mean nothing, as they do not in an expression
        (document,) = parse_source(Source(f"function f {{\n  response = (\n{text}\n)\n}}\n", "to_expr"))
    except XanoScriptSyntaxError as error:
        raise _refusal(text, error.problems[0].message) from None
    except ValueError:
        raise _refusal(text, "it holds more than one") from None
    if not isinstance(document, FunctionDocument) or document.response is None:
        raise _refusal(text, "it holds more than one")
    return document.response


def _refusal(text: str, reason: str) -> ScriptError:
    return ScriptError(f'`|to_expr` cannot work out "{shorten(text)}": {reason}')


class _Evaluator:
    """Works out the expressions of one text."""

    def __init__(self, context: Context, text: str) -> None:
        self._context = context
        self._text = text

    def value(self, node: Expression) -> Any:
        """The value of an expression.

        Raises:
            ScriptError: a variable or a filter stands in it, or one of its operators fails.
        """
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise _refusal(self._text, "it may hold values and operators alone")
        return method(node)

    def _literal(self, node: Any) -> Any:
        return node.value

    def _word(self, node: Any) -> Any:
        return self._context.now() if node.text == "now" else node.text

    def _group(self, node: Any) -> Any:
        return self.value(node.inner)

    def _listliteral(self, node: Any) -> list[Any]:
        return [self.value(item) for item in node.items]

    def _objectliteral(self, node: Any) -> dict[str, Any]:
        return {values.key_text(self.value(entry.key)): self.value(entry.value) for entry in node.entries}

    def _unary(self, node: Any) -> Any:
        operand = self.value(node.operand)
        return not values.is_truthy(operand) if node.operator == "!" else values.negate(operand)

    def _binary(self, node: Any) -> Any:
        operator = OPERATORS.get(node.operator.rstrip("?"))
        if operator is None:
            raise _refusal(self._text, f"the operator `{node.operator}` is not known here")
        return operator(self.value(node.left), self.value(node.right))

    def _logical(self, node: Any) -> Any:
        left = self.value(node.left)
        if node.operator == "&&":
            return values.is_truthy(left) and values.is_truthy(self.value(node.right))
        decides = left is not None if node.operator == "??" else values.is_truthy(left)
        return left if decides else self.value(node.right)

    def _ternary(self, node: Any) -> Any:
        return self.value(node.yes if values.is_truthy(self.value(node.condition)) else node.no)
