"""Values as text, by the rules of PHP where Xano's are PHP's."""

from __future__ import annotations

from typing import Any

from runner.values.json import dump_json
from runner.values.streams import Stream

KINDS = {
    type(None): "null",
    bool: "bool",
    int: "int",
    float: "decimal",
    str: "text",
    list: "list",
    dict: "object",
    Stream: "stream",
}

# A text in a message that is longer than this says nothing more.
LONGEST_SHOWN = 40


def kind_of(value: Any) -> str:
    """The name of a value's type for messages: ``null``, ``int``, ``text``, ``list`` ..."""
    return KINDS.get(type(value), type(value).__name__)


def shown(value: Any) -> str:
    """A value as messages name it: ``the text "abc"``, ``the int 3``, ``a list``, ``null``."""
    if value is None:
        return "null"
    kind = kind_of(value)
    if isinstance(value, (list, dict, Stream)) or type(value) not in KINDS:
        return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
    text = shorten(to_text(value))
    return f'the {kind} "{text}"' if kind == "text" else f"the {kind} {text}"


def shorten(text: str, limit: int = LONGEST_SHOWN) -> str:
    """A text of at most ``limit`` characters; the masker knows a secret that was cut by the "..."."""
    return text if len(text) <= limit else text[: limit - 3] + "..."


def to_text(value: Any) -> str:
    """``value`` as text: null is "", true is "true", a list or an object is its JSON.

    A decimal shows 14 significant digits, which is PHP's ``precision``.

    Raises:
        ScriptError: it is a stream, or holds one.
    """
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if value is None:
        return ""
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if kind is float:
        return decimal_text(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return dump_json(value)


def decimal_text(value: float) -> str:
    """PHP's ``strval`` of a float: ``%.14G`` with at least one fractional digit before ``E``."""
    if value != value:
        return "NAN"
    if value in (float("inf"), float("-inf")):
        return "INF" if value > 0 else "-INF"
    text = f"{value:.14G}"
    if "E" not in text:
        return "0" if text == "-0" else text  # PHP shows "-0", which no author expects
    # Python writes 1E+25 and 1E-07, PHP 1.0E+25 and 1.0E-7.
    digits, exponent = text.split("E")
    if "." not in digits:
        digits += ".0"
    sign = "-" if exponent.startswith("-") else "+"
    return f"{digits}E{sign}{exponent.lstrip('+-').lstrip('0')}"


def concat(left: Any, right: Any) -> Any:
    """The operator ``~``: texts are joined, two lists become one list."""
    if type(left) is str and type(right) is str:
        return left + right
    if type(left) is list and type(right) is list:
        return left + right
    return to_text(left) + to_text(right)
