"""PHP's rules for numbers, texts, comparison and paths, written plainly and without the runner's own.

Slow on purpose: each rule is one short function that can be read beside docs/language.md.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

NUMERIC = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
NUMERIC_START = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
KINDS = {
    type(None): "null",
    bool: "bool",
    int: "int",
    float: "decimal",
    str: "text",
    list: "list",
    dict: "object",
}
CODES = {
    "throw": "ERROR_CODE_THROWN_ERROR",
    "inputerror": "ERROR_CODE_INPUT_ERROR",
    "badrequest": "ERROR_CODE_BAD_REQUEST",
    "unauthorized": "ERROR_CODE_UNAUTHORIZED",
    "accessdenied": "ERROR_CODE_ACCESS_DENIED",
    "notfound": "ERROR_CODE_NOT_FOUND",
    "toomanyrequests": "ERROR_CODE_TOO_MANY_REQUESTS",
}
MISSING = object()


class Failure(Exception):
    """A failure of the program: what `try_catch` sees."""

    def __init__(self, message: str, name: str = "standard", kind: str = "standard", payload: Any = None):
        super().__init__(message)
        self.message, self.name, self.payload = message, name, payload
        self.code = CODES.get(kind, "ERROR_FATAL")


# -- texts -------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A value as JSON shows it: whole decimals are ints, infinities are null."""
    if type(value) is float:
        if not math.isfinite(value):
            return None
        return int(value) if value == int(value) and abs(value) < 1e15 else value
    if type(value) is list:
        return [plain(item) for item in value]
    if type(value) is dict:
        return {key: plain(item) for key, item in value.items()}
    return value


def text(value: Any) -> str:
    if value is None:
        return ""
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is float:
        return decimal_text(value)
    if type(value) in (list, dict):
        return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    return str(value)


def decimal_text(value: float) -> str:
    """14 digits; an exponent as PHP writes it: 1.0E+25."""
    if not math.isfinite(value):
        return "NAN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    if value == 0:
        return "0"
    digits, _, exponent = f"{value:.14G}".partition("E")
    if not exponent:
        return digits
    return f"{digits if '.' in digits else digits + '.0'}E{int(exponent):+d}"


def shown(value: Any) -> str:
    """A value as messages name it."""
    if value is None or type(value) in (list, dict):
        return kind(value)
    short = text(value)
    short = short if len(short) <= 40 else short[:37] + "..."
    return f'the text "{short}"' if type(value) is str else f"the {KINDS[type(value)]} {short}"


def kind(value: Any) -> str:
    if value is None:
        return "null"
    name = KINDS[type(value)]
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


# -- numbers -----------------------------------------------------------------------------------------


def fit(number: int) -> int | float:
    """An int of 64 bits, else a decimal."""
    return number if -(2**63) <= number < 2**63 else float(number)


def parse(digits: str) -> int | float:
    digits = digits.strip()
    return float(digits) if set(digits) & set(".eE") else fit(int(digits))


def numeric(value: str) -> int | float | None:
    return parse(value) if NUMERIC.fullmatch(value) else None


def number(value: Any, operation: str) -> int | float:
    found = numeric(value) if type(value) is str else value
    if type(value) is bool or value is None:
        found = int(value or 0)
    if type(found) not in (int, float):
        way_out = "; `~` joins texts and lists" if operation == "`+`" else ""
        raise Failure(f"{operation} needs a number, but got {shown(value)}{way_out}")
    return found


def integer(value: Any, operation: str) -> int:
    return cut(number(value, operation))


def cut(found: int | float) -> int:
    """A number as an int of 64 bits, which wraps around."""
    if type(found) is float and not math.isfinite(found):
        return 0
    return (int(found) + 2**63) % 2**64 - 2**63


def arithmetic(operator: str, left: Any, right: Any) -> int | float:
    a, b = number(left, f"`{operator}`"), number(right, f"`{operator}`")
    if operator == "%":
        return rest(cut(a), cut(b))
    if operator == "/":
        return quotient(a, b)
    result = plus_minus_times(operator, a, b)
    if type(result) is int and fit(result) is not result:
        return plus_minus_times(operator, float(a), float(b))
    return result


def plus_minus_times(operator: str, a: int | float, b: int | float) -> int | float:
    return a + b if operator == "+" else a - b if operator == "-" else a * b


def quotient(a: int | float, b: int | float) -> int | float:
    if b == 0:
        raise Failure("Division by zero")
    if type(a) is int and type(b) is int and a % b == 0:
        return fit(a // b)
    return float(a) / float(b)


def rest(a: int, b: int) -> int:
    if b == 0:
        raise Failure("Modulo by zero")
    return abs(a) % abs(b) * (-1 if a < 0 else 1)


# -- comparison --------------------------------------------------------------------------------------


def truth(value: Any) -> bool:
    return not (value is None or value is False or value == 0 or value in ("", "0", [], {}))


def equal(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return left is right
    if bool in (type(left), type(right)):
        return truth(left) == truth(right)
    if type(left) is list and type(right) is list:
        return len(left) == len(right) and all(equal(a, b) for a, b in zip(left, right, strict=True))
    if type(left) is dict and type(right) is dict:
        return left.keys() == right.keys() and all(equal(left[key], right[key]) for key in left)
    if type(left) in (list, dict) or type(right) in (list, dict):
        return left in ([], {}) and right in ([], {})
    return order(left, right) == 0


def identical(left: Any, right: Any) -> bool:
    """The same type and value; objects also the same order of keys."""
    if type(left) is not type(right):
        return False
    if type(left) is list:
        return len(left) == len(right) and all(identical(a, b) for a, b in zip(left, right, strict=True))
    if type(left) is dict:
        return list(left) == list(right) and all(identical(left[key], right[key]) for key in left)
    return bool(left == right)


def order(left: Any, right: Any) -> int:
    """`<=>`: negative, 0 or positive. NaN is greater than everything, on both sides."""
    if (left is None and type(right) is str) or (right is None and type(left) is str):
        return len(left or "") - len(right or "")
    if {bool, type(None)} & {type(left), type(right)}:
        return truth(left) - truth(right)
    if {list, dict} & {type(left), type(right)}:
        return order_of_collections(left, right)
    a = numeric(left) if type(left) is str else left
    b = numeric(right) if type(right) is str else right
    if a is None or b is None:
        if a != a or b != b:
            return 1
        return (text(left) > text(right)) - (text(left) < text(right))
    if type(left) is str and type(right) is str and rounded_alike(left, right, a, b):
        return (left > right) - (left < right)
    if type(a) is not type(b):
        a, b = float(a), float(b)
    return -1 if a < b else 0 if a == b else 1


def rounded_alike(left: str, right: str, a: int | float, b: int | float) -> bool:
    """Whether two texts are the same decimal, but may be so by rounding alone."""
    too_large = [set(one.strip()) <= set("+-0123456789") for one in (left, right)]
    return type(a) is type(b) is float and a == b and (all(too_large) or math.isinf(a))


def order_of_collections(left: Any, right: Any) -> int:
    for value, answer in ((left, -1), (right, 1)):
        if type(value) not in (list, dict):
            return answer
    if len(left) != len(right):
        return len(left) - len(right)
    others = dict(pairs(right))
    for key, item in pairs(left):
        if key not in others:
            return 1
        if found := order(item, others[key]):
            return found
    return 0


# -- lists, objects and paths ------------------------------------------------------------------------


def pairs(value: Any) -> list[tuple[Any, Any]]:
    return list(value.items()) if type(value) is dict else list(enumerate(value or []))


def key_text(key: Any) -> str:
    if type(key) is bool:
        return str(int(key))
    return str(int(key)) if type(key) is float and key == key and key % 1 == 0 else text(key)


def position(key: Any) -> int | None:
    """A key as the index of a list."""
    found = numeric(key) if type(key) is str else key
    return cut(found) if type(found) in (int, float, bool) else None


def step(value: Any, key: Any) -> Any:
    if type(value) is dict:
        return value.get(key_text(key), MISSING)
    at = position(key)
    return value[at] if type(value) is list and at is not None and 0 <= at < len(value) else MISSING


def index(value: Any, key: Any) -> Any:
    at = position(key)
    if type(value) is str:
        return value[at] if at is not None and -len(value) <= at < len(value) else None
    found = step(value, key)
    return None if found is MISSING else found


def steps_of(value: Any, path: Any) -> list[Any]:
    """The keys of a dotted path; a key of the object itself may hold dots."""
    dotted = type(path) is str and not (type(value) is dict and path in value)
    return path.split(".") if dotted else [path]


def find(value: Any, path: Any) -> Any:
    for key in steps_of(value, path):
        value = step(value, key)
        if value is MISSING:
            break
    return value


def put(value: Any, path: Any, new: Any) -> Any:
    """The filter `set`."""
    return put_steps(value, steps_of(value, path), new)


def put_steps(value: Any, steps: list[Any], new: Any, whole: list[Any] | None = None) -> Any:
    if not steps:
        return new
    key, later, whole = steps[0], steps[1:], whole or steps
    if type(value) is list and (position(key) is not None or value):
        return put_in_list(value, key, later, new, whole)
    if value in (None, "", []):
        value = {}
    if type(value) is not dict:
        path = ".".join(key_text(one) for one in whole)
        raise Failure(f'Cannot set "{path}" inside {shown(value)}')
    return {**value, key_text(key): put_steps(value.get(key_text(key)), later, new, whole)}


def put_in_list(value: list[Any], key: Any, later: list[Any], new: Any, whole: list[Any]) -> Any:
    at = position(key)
    if at is None:
        raise Failure(f'Cannot set the key "{key_text(key)}" of a list; its keys are numbers')
    if not 0 <= at <= len(value):
        raise Failure(f"Cannot set element {at} of a list of {len(value)}")
    old = value[at] if at < len(value) else None
    return [*value[:at], put_steps(old, later, new, whole), *value[at + 1 :]]


def without(value: Any, steps: list[Any]) -> Any:
    """The filter `unset`; what is missing changes nothing."""
    found = step(value, steps[0])
    if found is MISSING:
        return value
    if type(value) is list:
        at = position(steps[0]) or 0
        return [*value[:at], *([] if len(steps) == 1 else [without(found, steps[1:])]), *value[at + 1 :]]
    key = key_text(steps[0])
    if len(steps) == 1:
        return {name: item for name, item in value.items() if name != key}
    return {**value, key: without(found, steps[1:])}
