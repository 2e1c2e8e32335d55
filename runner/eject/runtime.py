"""What XanoScript does and Python does not: texts of values, loose comparison, paths into data."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import httpx

__all__ = [
    "WHITESPACE",
    "as_list",
    "at",
    "awaited",
    "body_of",
    "coalesce",
    "compare",
    "concat",
    "contains",
    "count",
    "describe",
    "divide",
    "each",
    "either",
    "entries",
    "equals",
    "first",
    "get",
    "group_by",
    "has",
    "header_lines",
    "identical",
    "keys",
    "last",
    "listed",
    "merged",
    "message_of",
    "modulo",
    "partition",
    "put",
    "put_filled",
    "request",
    "section",
    "span",
    "to_int",
    "to_json",
    "to_number",
    "to_text",
    "total",
    "truthy",
]

WHITESPACE = " \t\n\r\0\x0b"
MISSING = object()
NUMERIC = re.compile(r"[ \t\n\r\v\f]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)

# -- values as texts and numbers -----------------------------------------------------------------


def to_json(value: Any) -> str:
    """Compact JSON; a decimal without a fraction is written as an int."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def message_of(value: Any) -> str:
    """A text as it is, anything else as JSON."""
    return value if isinstance(value, str) else to_json(value)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 1e17 else value
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def to_text(value: Any) -> str:
    """None is "", True is "true", a list or a dict is its JSON, a decimal has 14 digits."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if not isinstance(value, float):
        return str(value) if isinstance(value, int) else to_json(value)
    if not math.isfinite(value):
        return str(value).upper()
    mantissa, exponent = f"{value:.14G}".partition("E")[::2]
    if not exponent:
        return "0" if mantissa == "-0" else mantissa
    mantissa += "" if "." in mantissa else ".0"
    return f"{mantissa}E{exponent[0]}{exponent[1:].lstrip('0')}"


def concat(left: Any, right: Any) -> Any:
    """Two lists as one, anything else as text."""
    both = isinstance(left, list) and isinstance(right, list)
    return [*left, *right] if both else to_text(left) + to_text(right)


def to_number(value: Any) -> int | float:
    """A number: None is 0, True is 1, a numeric text is what it says."""
    if isinstance(value, (int, float)):
        return int(value) if isinstance(value, bool) else value
    found = 0 if value is None else _numeric(value)
    if found is None:
        raise ValueError(f"a number is needed, but got {to_text(value)!r}")
    return found


def _numeric(value: Any) -> int | float | None:
    """The number that all of a text is."""
    match = NUMERIC.match(value) if isinstance(value, str) else None
    if match is None or value[match.end() :].strip(" \t\n\r\v\f"):
        return None
    return int(match[1]) if match[1].lstrip("+-").isdecimal() else float(match[1])


def to_int(value: Any) -> int:
    """A number cut off; a text gives the number that it begins with, else 0."""
    if isinstance(value, str):
        match = NUMERIC.match(value)
        value = _numeric(match[0]) if match else 0
    return int(to_number(value))


def divide(left: Any, right: Any) -> int | float:
    """An int where two ints divide exactly, else a decimal."""
    one, other = to_number(left), to_number(right)
    if other == 0:
        raise ZeroDivisionError("Division by zero")
    if isinstance(one, int) and isinstance(other, int) and one % other == 0:
        return one // other
    return one / other


def modulo(left: Any, right: Any) -> int:
    """The rest of a division of ints, with the sign of ``left``."""
    one, other = int(to_number(left)), int(to_number(right))
    if other == 0:
        raise ZeroDivisionError("Modulo by zero")
    rest = abs(one) % abs(other)
    return -rest if one < 0 else rest


def total(values: Any) -> int | float:
    """The sum of all elements."""
    return sum(map(to_number, each(values)))


# -- truth and comparison ------------------------------------------------------------------------


def truthy(value: Any) -> bool:
    """Everything but None, False, 0, "", "0" and what is empty."""
    return bool(value) and value != "0"


def either(value: Any, other: Any) -> Any:
    """``value`` where it is truthy, else ``other``."""
    return value if truthy(value) else other


def coalesce(*values: Any) -> Any:
    """The first that is not None."""
    return next((value for value in values if value is not None), None)


def equals(left: Any, right: Any) -> bool:
    """Loosely: "1" is 1, lists and dicts deeply; None is only None."""
    if left is None or right is None:
        return left is right
    if isinstance(left, bool) or isinstance(right, bool):
        return truthy(left) is truthy(right)
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equals(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equals, left, right))
    if isinstance(left, (list, dict)) or isinstance(right, (list, dict)):
        return left in ([], {}) and right in ([], {})
    return compare(left, right) == 0


def identical(left: Any, right: Any) -> bool:
    """The same type and the same value, deeply."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(identical, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(identical(left[key], right[key]) for key in left)
    return bool(left == right)


def compare(left: Any, right: Any) -> int:
    """-1, 0 or 1; numeric texts count as numbers, other texts by their characters."""
    if {type(left), type(right)} == {type(None), str}:
        left, right = left or "", right or ""
    elif any(value is None or isinstance(value, bool) for value in (left, right)):
        left, right = truthy(left), truthy(right)
    elif isinstance(left, (list, dict)) or isinstance(right, (list, dict)):
        return _compare_data(left, right)
    else:
        one, other = (_numeric(v) if isinstance(v, str) else v for v in (left, right))
        texts = one is None or other is None
        left, right = (to_text(left), to_text(right)) if texts else (one, other)
    return int(left > right) - int(left < right)


def _compare_data(left: Any, right: Any) -> int:
    if not isinstance(left, (list, dict)) or not isinstance(right, (list, dict)):
        return 1 if isinstance(left, (list, dict)) else -1
    if len(left) != len(right):
        return 1 if len(left) > len(right) else -1
    if type(left) is not type(right):
        return 1 if left else 0
    for key in left if isinstance(left, dict) else range(len(left)):
        if not has(right, [key]):
            return 1
        if order := compare(at(left, key), at(right, key)):
            return order
    return 0


# -- elements ------------------------------------------------------------------------------------


def _index(key: Any) -> int | None:
    found = _numeric(key) if isinstance(key, str) else key
    return int(found) if isinstance(found, (int, float)) else None


def _step(value: Any, key: Any) -> Any:
    if isinstance(value, dict):
        return value.get(_key(key), MISSING)
    index = _index(key) if isinstance(value, list) else None
    return value[index] if index is not None and 0 <= index < len(value) else MISSING


def _key(key: Any) -> str:
    return str(int(key)) if isinstance(key, (bool, float)) and key == int(key) else to_text(key)


def at(value: Any, *keys: Any) -> Any:
    """``value[key][...]``, and None where there is nothing."""
    for key in keys:
        if isinstance(value, str):
            index = _index(key)
            value = None if index is None else value[index : index + 1 or None] or None
        else:
            found = _step(value, key)
            value = None if found is MISSING else found
    return value


def _steps(path: Any) -> list[Any]:
    return path.split(".") if isinstance(path, str) else path if isinstance(path, list) else [path]


def get(value: Any, path: Any, default: Any = None) -> Any:
    """What stands at a dotted path, else ``default``."""
    found = value if path is None or path == "" else _find(value, path)
    return default if found is MISSING else found


def _find(value: Any, path: Any) -> Any:
    if isinstance(path, str) and isinstance(value, dict) and path in value:
        return value[path]
    for key in _steps(path):
        value = _step(value, key)
    return value


def has(value: Any, path: Any) -> bool:
    """Whether something, None included, stands at a dotted path."""
    return _find(value, path) is not MISSING


def put(value: Any, path: Any, new: Any) -> Any:
    """A copy with ``new`` at a path, dotted or a list of keys; dicts on the way are made."""
    whole = isinstance(path, str) and isinstance(value, dict) and path in value
    steps = [path] if whole else _steps(path)
    if not steps:
        return new
    key, rest = steps[0], steps[1:]
    index = _index(key)
    if isinstance(value, list) and (value or index is not None):
        if index is None or not 0 <= index <= len(value):
            raise IndexError(f"cannot set element {to_text(key)} of a list of {len(value)}")
        return [*value[:index], put(at(value, index), rest, new), *value[index + 1 :]]
    if value and not isinstance(value, dict):
        raise TypeError(f"cannot set {to_text(key)!r} inside {to_text(value)!r}")
    return {**(value or {}), _key(key): put(at(value, key), rest, new)}


def put_filled(value: Any, path: Any, new: Any) -> Any:
    """``put`` where ``new`` is truthy, else ``value``."""
    return put(value, path, new) if truthy(new) else value


def each(value: Any) -> Iterable[Any]:
    """The elements of a list, the values of a dict, none of None."""
    if isinstance(value, (list, dict)) or value is None:
        return list(value.values()) if isinstance(value, dict) else value or []
    raise TypeError(f"a list is needed, but got {to_text(value)!r}")


def listed(value: Any) -> list[Any]:
    """A list as it is; None and an empty dict are a list to come."""
    if value is None or value == {}:
        return []
    if not isinstance(value, list):
        raise TypeError(f"a list is needed, but got {to_text(value)!r}")
    return value


def as_list(value: Any) -> list[Any]:
    """A list as it is, None as an empty one, anything else as its only element."""
    return value if isinstance(value, list) else [] if value is None else [value]


def merged(value: Any, other: Any) -> Any:
    """The keys of two dicts, or the elements of two lists; a single value counts as a list."""
    if isinstance(value, dict) and isinstance(other, dict):
        return {**value, **other}
    return [*listed(value), *as_list(other)]


def group_by(values: Any, key: Callable[[Any], Any]) -> dict[str, list[Any]]:
    """Lists of the elements for which ``key`` gives the same."""
    groups: dict[str, list[Any]] = {}
    for value in each(values):
        groups.setdefault(_key(key(value)), []).append(value)
    return groups


def partition(values: Any, test: Callable[[Any], Any]) -> dict[str, list[Any]]:
    """The elements that pass a test under "true", the others under "false"."""
    parts: dict[str, list[Any]] = {"true": [], "false": []}
    for value in each(values):
        parts["true" if test(value) else "false"].append(value)
    return parts


def count(value: Any) -> int:
    """How many elements there are."""
    return len(value if isinstance(value, (str, dict)) else list(each(value)))


def first(value: Any) -> Any:
    """The first element, or None."""
    elements = value if isinstance(value, str) else list(each(value))
    return elements[0] if elements else None


def last(value: Any) -> Any:
    """The last element, or None."""
    elements = value if isinstance(value, str) else list(each(value))
    return elements[-1] if elements else None


def keys(value: Any) -> list[Any]:
    """The keys; those that look like ints are ints."""
    found = value if isinstance(value, dict) else range(len(list(each(value))))
    return [int(key) if re.fullmatch("0|-?[1-9][0-9]{0,17}", str(key)) else key for key in found]


def entries(value: Any) -> list[dict[str, Any]]:
    """A list of ``{"key": ..., "value": ...}``."""
    return [{"key": key, "value": item} for key, item in zip(keys(value), each(value), strict=True)]


def section(value: Any, start: Any, length: Any = None) -> Any:
    """``length`` elements from ``start``; negative numbers count from the end."""
    if isinstance(value, dict):
        return dict(section(list(value.items()), start, length))
    elements = value if isinstance(value, str) else list(each(value))
    size, start = len(elements), int(to_number(start))
    start = max(0, size + start) if start < 0 else min(start, size)
    stop = size if length is None else int(to_number(length))
    if length is not None:
        stop = start + stop if stop >= 0 else size + stop
    return elements[start : max(start, stop)]


def contains(container: Any, value: Any) -> bool:
    """Whether a text holds a text, a list an element, a dict a key."""
    if isinstance(container, str):
        return to_text(value) in container
    if isinstance(container, dict):
        return has(container, value)
    return any(equals(item, value) for item in each(container))


def span(start: Any, stop: Any) -> list[int]:
    """The ints from ``start`` to ``stop``, both included, downwards where ``stop`` is less."""
    low, high = int(to_number(start)), int(to_number(stop))
    return list(range(low, high + 1) if low <= high else range(low, high - 1, -1))


# -- the world -----------------------------------------------------------------------------------


def awaited(value: Any) -> Any:
    """The result of a future, or the results of a list of them."""
    if isinstance(value, list):
        return [awaited(item) for item in value]
    return value.result() if hasattr(value, "result") else value


def describe(error: Exception) -> dict[str, Any]:
    """What a `catch` of XanoScript sees of an error."""
    return {
        "code": getattr(error, "code", "ERROR_FATAL"),
        "name": getattr(error, "name", None) or "standard",
        "message": str(error),
        "result": getattr(error, "payload", None),
    }


def body_of(response: httpx.Response) -> Any:
    """The data of a JSON answer, the text of any other."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.endswith(("/json", "+json")):
        try:
            return response.json()
        except ValueError:
            return response.text
    return response.text


def header_lines(response: httpx.Response) -> list[str]:
    """The headers as "Name: value"."""
    return [f"{name}: {value}" for name, value in response.headers.multi_items()]


def request(
    client: httpx.Client,
    method: str,
    url: str,
    params: Any = None,
    headers: Any = (),
    timeout: float = 10,
) -> dict[str, Any]:
    """Send one request; ``params`` is the query or the body, as method and headers say."""
    lines = (line.split(":", 1) for line in headers or () if line)
    pairs = headers.items() if isinstance(headers, dict) else lines
    sent = {name.strip(): to_text(value).strip() for name, value in pairs}
    kind = next((value for name, value in sent.items() if name.lower() == "content-type"), "")
    content, url = None, url.partition("#")[0].strip()
    if method == "GET" or (method in ("DELETE", "HEAD") and "json" not in kind):
        query = params if isinstance(params, str) else _form(params)
        url += ("&" if "?" in url else "?") + query if query else ""
    elif isinstance(params, str):
        content = params
    elif params is not None:
        content = _form(params) if "form-urlencoded" in kind else to_json(params)
        sent |= {} if kind else {"Content-Type": "application/json"}
    answer = client.request(method, url, content=content, headers=sent, timeout=timeout)
    return {
        "request": {"url": url, "method": method, "headers": headers or [], "params": params or []},
        "response": {
            "headers": header_lines(answer),
            "result": body_of(answer),
            "status": answer.status_code,
        },
    }


def _form(params: Any) -> str:
    fields = _fields(params, "")
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields)


def _fields(params: Any, prefix: str) -> Iterator[tuple[str, str]]:
    pairs = params.items() if isinstance(params, dict) else enumerate(params or ())
    for key, value in pairs:
        name = str(key) if not prefix else prefix if prefix.endswith("[]") else f"{prefix}[{key}]"
        if isinstance(value, (list, dict)):
            yield from _fields(value, name)
        elif value is not None:
            yield name, to_text(int(value) if isinstance(value, bool) else value)
