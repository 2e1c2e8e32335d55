"""What statements do to a value, and paths to places: the parts of the evaluator that need no frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runner.syntax.nodes import Expression, Group, Index, Literal, Member, Variable
from tests.reference import rules
from tests.reference.rules import Failure

MATH = {"math.add": "+", "math.sub": "-", "math.mul": "*", "math.div": "/", "math.mod": "%"}


def listed(name: str, function: Callable[[list[Any], Any], Any]) -> Callable[[Any, Any], tuple[Any, Any]]:
    """A statement on a list: null and {} are empty ones; the function changes it in place."""

    def change(old: Any, new: Any) -> tuple[Any, Any]:
        if name == "array.merge" and type(old) is dict and type(new) is dict:
            return {**old, **new}, rules.MISSING
        if old in (None, {}):
            old = []
        if type(old) is not list:
            raise Failure(f"`{name}` needs a list, but got {rules.kind(old)}")
        gives = function(old, new)
        return old, gives if name in ("array.pop", "array.shift") else rules.MISSING

    return change


def joined(name: str, order: int) -> Callable[[Any, Any], tuple[Any, Any]]:
    def change(old: Any, new: Any) -> tuple[Any, Any]:
        parts = [old, new][::order]
        for value in parts:
            if type(value) in (list, dict):
                raise Failure(f"`{name}` needs a text, but got {rules.kind(value)}")
        return "".join(map(rules.text, parts)), rules.MISSING

    return change


CHANGES: dict[str, Callable[[Any, Any], tuple[Any, Any]]] = {
    "array.push": listed("array.push", list.append),
    "array.unshift": listed("array.unshift", lambda old, new: old.insert(0, new)),
    "array.pop": listed("array.pop", lambda old, new: old.pop() if old else None),
    "array.shift": listed("array.shift", lambda old, new: old.pop(0) if old else None),
    "array.merge": listed(
        "array.merge", lambda old, new: old.extend(new if type(new) is list else [] if new is None else [new])
    ),
    "text.append": joined("text.append", 1),
    "text.prepend": joined("text.prepend", -1),
}


def holds(container: Any, value: Any) -> bool:
    if type(container) is str:
        return rules.text(value) in container
    if type(container) is dict:
        return rules.find(container, value) is not rules.MISSING
    if container is not None and type(container) is not list:
        raise Failure(f"`contains` needs a list, a text or an object, but got {rules.shown(container)}")
    return any(rules.equal(item, value) for item in container or [])


def left_of(value: Any, removed: set[int]) -> Any:
    if type(value) is list:
        return [item for at, item in enumerate(value) if at not in removed]
    if type(value) is dict:
        return {key: item for at, (key, item) in enumerate(value.items()) if at not in removed}
    return value


def place(node: Expression) -> tuple[str | None, list[Any]]:
    """The variable that a path starts from and the keys below it; no name where nothing can be changed."""
    if type(node) is Group:
        return place(node.inner)
    if type(node) is Variable:
        return node.name, []
    if type(node) is Member and type(node.base) is Variable and node.base.name == "var":
        return node.key, []
    if type(node) not in (Member, Index):
        return None, []
    name, keys = place(node.base)
    return name, [*keys, node.key]


def written(node: Expression) -> str:
    """A path as its author writes it, for messages."""
    if type(node) is Member:
        base = written(node.base)
        return node.key if base == "var" else f"{base}.{node.key}"
    if type(node) is Index:
        key = node.key.value if type(node.key) is Literal else written(node.key)
        return f"{written(node.base)}[{key}]"
    if type(node) is Group:
        return written(node.inner)
    return node.name if type(node) is Variable else "..."
