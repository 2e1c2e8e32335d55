"""Expressions over several lines: what is too long for one line, by the rules of Xano's own exporter.

The exporter keeps an object or a list on one line as long as its JSON is short, whatever its place, and
a pipe as long as its filters are. The limits were measured on what it wrote (docs/commands/fmt.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable

from runner.format.inline import OPERATIONS, Inline, Operator
from runner.syntax.nodes import (
    FilterCall,
    Group,
    ListLiteral,
    Literal,
    Node,
    ObjectEntry,
    ObjectLiteral,
    Pipe,
    Statement,
    Variable,
    walk,
)

STEP = 2  # blanks of one level
LONGEST_JSON = 63
LONGEST_FILTERS = 33
MOST_FILTERS = 2
# Variables that Xano writes as they are; `$x` is `$var.x` to it.
ROOTS = frozenset({"input", "var", "env", "auth", "db", "error", "this", "index", "result", "parent", "$"})
SHORT_NAME = len("var.")


class Layout:
    """Writes expressions at a given indentation.

    Args:
        code: what they were read from, without its comments.
        statement: writes a statement at an indentation, for those that stand in objects.
    """

    def __init__(self, code: str, statement: Callable[[Statement, int], str]) -> None:
        self.inline = Inline(code)
        self._statement = statement

    def write(self, node: Node, indent: int, *, pipes: bool = True) -> str:
        """An expression on a line indented by ``indent``; ``pipes`` says whether filters may get lines."""
        if isinstance(node, ObjectLiteral):
            return self._object(node, indent) if self._is_long(node) else self.inline.write(node)
        if isinstance(node, ListLiteral):
            return self._list(node, indent) if self._is_long(node) else self.inline.write(node)
        if isinstance(node, Pipe):
            return self._pipe(node, indent, pipes)
        if isinstance(node, Group) and node.style == "(":
            return self._group(node, indent, pipes)
        if isinstance(node, OPERATIONS):
            return self._operation(node, indent)
        return self.inline.write(node)

    # -- operators -----------------------------------------------------------------------------

    def _operation(self, node: Node, indent: int) -> str:
        """Operators begin a line where their author began or ended one there."""
        newline = "\n" + " " * (indent + STEP)
        deeper = indent
        parts: list[str] = []
        for part in self.inline.operation(node):
            if not isinstance(part, Operator):
                parts.append(self.write(part, deeper, pipes=False))
            elif part.broken:
                deeper = indent + STEP
                parts.append(newline + part.text.lstrip())
            else:
                parts.append(part.text)
        return "".join(parts)

    def _group(self, node: Group, indent: int, pipes: bool) -> str:
        inner = self.write(node.inner, indent, pipes=pipes)
        last = inner[inner.rfind("\n") + 1 :]
        hangs = "\n" in inner and last.startswith(" " * (indent + STEP))
        return f"({inner}\n{' ' * indent})" if hangs else f"({inner})"

    # -- filters -------------------------------------------------------------------------------

    def _pipe(self, node: Pipe, indent: int, pipes: bool) -> str:
        first = [] if node.value is not None else node.filters[:1]
        base = self.write(node.value, indent) if node.value is not None else self._filter(first[0], indent)
        filters = node.filters[len(first) :]
        if not pipes or not self._is_chain(filters):
            return base + "".join(self._filter(one, indent) for one in filters)
        newline = "\n" + " " * (indent + STEP)
        return base + "".join(newline + self._filter(one, indent + STEP) for one in filters)

    def _is_chain(self, filters: list[FilterCall]) -> bool:
        return len(filters) > MOST_FILTERS or sum(map(self._width, filters)) > LONGEST_FILTERS

    def _width(self, node: FilterCall) -> int:
        return len(self.inline.filter(node))

    def _filter(self, node: FilterCall, indent: int) -> str:
        mark = "|!" if node.disabled else "|"
        return "".join(
            [mark, node.name, *(f":{self.write(argument, indent)}" for argument in node.arguments)]
        )

    # -- objects and lists ---------------------------------------------------------------------

    def _object(self, node: ObjectLiteral, indent: int) -> str:
        inner = indent + STEP
        width = max((len(self.inline.spelled(entry.key)) for entry in node.entries), default=0)
        parts = sorted([*node.entries, *node.blocks], key=lambda part: part.span)
        return self._bracketed("{", [self._part(part, inner, width) for part in parts], "}", indent)

    def _part(self, part: Node, indent: int, width: int) -> str:
        if isinstance(part, ObjectEntry):
            return f"{self.inline.spelled(part.key):<{width}}: {self.write(part.value, indent)}"
        assert isinstance(part, Statement)
        return self._statement(part, indent)

    def _list(self, node: ListLiteral, indent: int) -> str:
        items = [self.write(item, indent + STEP) for item in node.items]
        # A line that begins with a filter would go on with the item before it.
        ends = ["," if after.startswith("|") else "" for after in [*items[1:], ""]]
        return self._bracketed("[", [item + end for item, end in zip(items, ends, strict=True)], "]", indent)

    def _bracketed(self, opening: str, parts: list[str], closing: str, indent: int) -> str:
        newline = "\n" + " " * (indent + STEP)
        return "".join([opening, *(newline + part for part in parts), "\n" + " " * indent, closing])

    def _is_long(self, node: ObjectLiteral | ListLiteral) -> bool:
        if self._size(node) > LONGEST_JSON or "\n" in self.inline.write(node):
            return True
        return any(part.blocks for part in walk(node) if isinstance(part, ObjectLiteral))

    def _size(self, node: Node) -> int:
        """How long the JSON is that Xano makes of a value; of code it is a text."""
        if isinstance(node, ObjectLiteral):
            sizes = [_json_size(self._key(one)) + 1 + self._size(one.value) for one in node.entries]
            return sum(sizes) + max(len(sizes), 1) + 1
        if isinstance(node, ListLiteral):
            return sum(map(self._size, node.items)) + max(len(node.items), 1) + 1
        if isinstance(node, Literal):
            return _json_size(node.value) if isinstance(node.value, str) else len(self.inline.write(node))
        names = [part.name for part in walk(node) if isinstance(part, Variable)]
        return _json_size(self.inline.write(node)) + SHORT_NAME * sum(name not in ROOTS for name in names)

    def _key(self, entry: ObjectEntry) -> str:
        return str(entry.key.value) if isinstance(entry.key, Literal) else self.inline.spelled(entry.key)


def _json_size(text: str) -> int:
    # As PHP writes JSON, with a backslash before each slash.
    return len(json.dumps(text)) + text.count("/")
