"""Statements of the database -> what they name: tables, columns and addons, with the values written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from runner.check.live import walk_live
from runner.check.queries import ADDON
from runner.check.statements import COMMON
from runner.check.variables import path_of, subject, ungrouped
from runner.language import xanoscript
from runner.lint.facts import COLUMN, JOIN, PLACE, Call, Given, TableUse
from runner.lint.written import keys_written, object_of, text_of
from runner.source import Span
from runner.syntax.nodes import (
    Binary,
    Declaration,
    Expression,
    Index,
    ListLiteral,
    Literal,
    Member,
    Statement,
    Variable,
    Word,
)

# Statements of the database whose head is the name of a table.
TABLE_STATEMENTS = frozenset(
    f"db.{name}"
    for name in (
        "add add_or_edit get has query edit patch del truncate schema increment update "
        "bulk.add bulk.delete bulk.patch bulk.update"
    ).split()
)
# What a declaration with `table = "x"` is called among the uses of a table.
REFERENCE = "table"
# The two names of what a query is sorted by.
SORTS = ("sort", "order")
DIRECTIONS = ("asc", "desc", "rand")
# The keys of `sort` where it is a list: [{sortBy: "name", orderBy: "asc"}].
SORT_FIELDS = ("sortBy", "field", "name")
SORT_DIRECTIONS = ("orderBy", "order", "direction", "dir")
# What stands for a row in the paths of `output` and of addons.
ROW = "items."
EQUAL = frozenset({"==", "!=", "===", "!=="})


def table_uses(nodes: Iterable[Any]) -> Iterator[TableUse]:
    """The tables that declarations and statements among ``nodes`` name."""
    for node in nodes:
        if type(node) is Declaration:
            named = node.block.get(REFERENCE) if node.block is not None else None
            if named is not None and text_of(named):
                yield TableUse(REFERENCE, text_of(named), named.span)
        elif type(node) is Statement and node.name in TABLE_STATEMENTS:
            named = subject(node)
            if named is not None and text_of(named):
                yield from _written(node, named)
                yield from _Query(node, text_of(named)).uses()


def _written(node: Statement, named: Expression) -> Iterator[TableUse]:
    """The use of the table in the head, once for each row that is written out for it."""
    keys = _key(node.property("field_name"))
    rows = [row for key in ("data", "items") for row in _rows(node.property(key))]
    for columns, is_open in map(keys_written, rows) if rows else [((), True)]:
        yield TableUse(node.name, text_of(named), named.span, columns, is_open, keys)


def _rows(node: Expression | None) -> list[Expression]:
    """A row, or each of a list of rows."""
    node = ungrouped(node) if node is not None else None
    if type(node) is ListLiteral:
        return node.items
    return [node] if node is not None else []


def _key(node: Expression | None) -> tuple[Given, ...]:
    name = text_of(node) if node is not None else ""
    return (Given(name, node.span),) if node is not None and name else ()


# -- columns -----------------------------------------------------------------------------------------


class _Query:
    """One statement: its own table, the tables that it joins by their aliases, the names that it computes."""

    def __init__(self, statement: Statement, table: str) -> None:
        self._statement = statement
        self._table = table
        self._joins = dict(_joined(statement))
        # A joined table goes by its own name, too.
        joined = {name: name for name, _ in self._joins.values()}
        self._known = {**joined, **{alias: name for alias, (name, _) in self._joins.items()}, table: table}
        computed = [keys_written(node) for node in _computed(statement)]
        self._names = {given.name for keys, _ in computed for given in keys}
        written = [keys_written(statement.property("join")), *computed]
        self._is_open = any(is_open for _, is_open in written)

    def uses(self) -> Iterator[TableUse]:
        for table, span in self._joins.values():
            if table:
                yield TableUse(JOIN, table, span)
        inner: set[int] = set()
        compared = dict(self._compared())
        for node in walk_live(self._statement):
            if isinstance(node, (Member, Index)) and id(node) not in inner:
                root, steps = path_of(node)
                if type(root) is Variable and root.name == "db":
                    inner.update(map(id, steps))
                    names = [step.key for step in steps if type(step) is Member]
                    yield from self._path(names, node.span, compared.get(id(node), ()))
        for key in SORTS:
            for name, span, _ in sorted_by(self._statement.property(key)):
                if name and name not in self._names:
                    yield from self._path(name.removeprefix("$db.").split("."), span, ())
        yield from self._shown()

    def _shown(self) -> Iterator[TableUse]:
        """What `output` names, unless something else gives it: a path below the row, `items.` is the row."""
        addons = _given_by_addons(self._statement.property(ADDON))
        if self._is_open or addons is None:
            return
        output = self._statement.property("output")
        items = output.items if type(output) is ListLiteral else []
        paths = [(text_of(item), item.span) for item in items if text_of(item)]
        # Beside these stand names of the envelope of a page.
        below = [(path, span) for path, span in paths if f"{path}.".startswith(ROW)]
        for path, span in below or paths:
            name = _first_part(f"{path}.")
            if name and name not in self._names and name not in addons:
                yield TableUse(COLUMN, self._table, span, keys=(Given(name, span),))

    def _path(self, names: list[str], span: Span, constant: tuple[Any, ...]) -> Iterator[TableUse]:
        """What `$db.a.b` names: a column of a table that the query knows, or one of its own table."""
        first, *rest = names
        table = self._known.get(first, "")
        if table and rest:
            key = Given(rest[0], span, constant if len(rest) == 1 else ())
            yield TableUse(COLUMN, table, span, keys=(key,))
        elif not self._is_open and first not in self._names and not (rest and first in self._known):
            key = Given(first, span, constant if not rest else ())
            known = tuple(Given(name, span) for name in sorted(self._names | self._known.keys()))
            yield TableUse(PLACE, self._table, span, known, keys=(key,))

    def _compared(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """The paths that are compared with constants, by their identities."""
        for node in walk_live(self._statement):
            if type(node) is Binary and node.operator.rstrip("?") in EQUAL:
                left, right = ungrouped(node.left), ungrouped(node.right)
                for path, value in ((left, right), (right, left)):
                    if type(path) is Member and type(value) is Literal:
                        yield id(path), (value.value,)


def _joined(statement: Statement) -> Iterator[tuple[str, tuple[str, Span]]]:
    """The alias of each join, with its table, "" where only a run knows it."""
    for entry in object_of(statement.property("join")):
        named = next((one.value for one in object_of(entry.value) if text_of(one.key) == "table"), entry.key)
        if text_of(entry.key):
            yield text_of(entry.key), (text_of(named), named.span)


def sorted_by(node: Expression | None, listed: bool = False) -> Iterator[tuple[str, Span, Expression | None]]:
    """What a `sort` names in both forms, "" where only a run knows it, with its place and its direction."""
    node = ungrouped(node) if node is not None else None
    if type(node) is ListLiteral:
        for item in node.items:
            yield from sorted_by(item, listed=True)
        return
    entries = {text_of(entry.key): entry for entry in object_of(node)}
    fields = (entries[key].value for key in SORT_FIELDS if key in entries)
    # `[{name: "asc"}]` is about a column of that name.
    field = next((one for one in fields if text_of(one).strip().lower() not in DIRECTIONS), None)
    direction = next((entries[key].value for key in SORT_DIRECTIONS if key in entries), None)
    if field is not None and (direction is not None or listed):
        yield (text_of(field) if isinstance(field, Literal | Word) else ""), field.span, direction
    else:
        yield from ((name, entry.span, entry.value) for name, entry in entries.items())


def _computed(statement: Statement) -> list[Expression]:
    """The objects whose keys are names of values that a query computes."""
    returned = {text_of(entry.key): entry.value for entry in object_of(statement.property("return"))}
    found = (statement.property("eval"), returned.get("group"), returned.get("eval"))
    return [node for node in found if node is not None]


# -- addons ------------------------------------------------------------------------------------------


def addon_calls(nodes: Iterable[Any]) -> Iterator[Call]:
    """The addons that the statements among ``nodes`` ask for, each as a call."""
    for node in nodes:
        if type(node) is not Statement:
            continue
        if node.name in TABLE_STATEMENTS:
            yield from _addons(node.property(ADDON))
        elif node.name == "addon.call":
            named = subject(node)
            if named is not None and text_of(named):
                given, is_open = keys_written(node.property("input"))
                yield Call(text_of(named), named.span, given, is_open or not _has_properties(node))


def _addons(node: Expression | None) -> Iterator[Call]:
    node = ungrouped(node) if node is not None else None
    for item in node.items if type(node) is ListLiteral else [node] if node is not None else ():
        entries = {text_of(entry.key): entry.value for entry in object_of(item)}
        named = entries.get("name")
        if named is not None and text_of(named):
            given, is_open = keys_written(entries.get("input"))
            yield Call(text_of(named), named.span, given, is_open)
        yield from _addons(entries.get(ADDON))


def _given_by_addons(node: Expression | None) -> set[str] | None:
    """The names under which addons put what they give into a row; None where only a run knows them all."""
    node = ungrouped(node) if node is not None else None
    found = set()
    for item in node.items if type(node) is ListLiteral else [node] if node is not None else ():
        entries = {text_of(entry.key): entry.value for entry in object_of(item)}
        path = entries.get("as", entries.get("name"))
        if path is None or not text_of(path):
            return None
        found.add(_first_part(text_of(path)))
    return found


def _first_part(path: str) -> str:
    return path.removeprefix(ROW).removeprefix("_.").partition(".")[0]


def _has_properties(statement: Statement) -> bool:
    """Whether a call has properties that it may have, and no others, which may be meant as inputs."""
    spec = xanoscript().statements.get(statement.name)
    known = {*(spec.properties if spec is not None else ("input",)), *COMMON}
    return statement.block is None or {entry.key for entry in statement.block.properties} <= known
