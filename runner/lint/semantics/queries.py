"""What the properties of a query hold: types of `return`, keys of `paging`, joins, orders, addons."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from runner.check.suggestions import near
from runner.check.variables import ungrouped
from runner.errors import Fix, Problem
from runner.lint.queries import DIRECTIONS, SORTS, sorted_by
from runner.lint.rules import FileView, RuleFamily
from runner.lint.written import object_of, text_of
from runner.syntax.nodes import Expression, ListLiteral, Literal, ObjectEntry, Word

family = RuleFamily("semantics")

# As `runner.database` reads them, which needs libraries of an extra; a test holds both together.
RETURNED = {
    "list": ("type", "paging", "distinct"),
    "single": ("type", "distinct"),
    "count": ("type", "distinct"),
    "exists": ("type", "distinct"),
    "stream": ("type", "distinct", "chunk_size"),
    "aggregate": ("type", "group", "eval", "paging"),
}
PAGING = ("page", "per_page", "offset", "totals", "metadata")
JOINED = ("table", "type", "where")
JOINS = ("inner", "left", "right")
ADDONS = ("name", "input", "as", "output", "addon")
# What other languages call a key.
MEANT = {
    **dict.fromkeys(("limit", "size", "perPage", "pageSize", "page_size", "count"), "per_page"),
    **dict.fromkeys(("skip", "start"), "offset"),
    **dict.fromkeys(("on", "condition", "using"), "where"),
    **dict.fromkeys(("total", "itemsTotal"), "totals"),
    **dict.fromkeys(("groupBy", "group_by"), "group"),
    **dict.fromkeys(("ascending", "ASC", "1"), "asc"),
    **dict.fromkeys(("descending", "DESC", "-1"), "desc"),
    "random": "rand",
    "one": "single",
    "first": "single",
    "many": "list",
    "inputs": "input",
    "alias": "as",
}


@family.rule("query-form")
def tell_forms(view: FileView) -> Iterator[Problem]:
    """What is written out in a `db.query` and would fail when it runs."""
    for body in view.bodies:
        for statement in body.statements("db.query"):
            yield from _returned(view, statement.property("return"))
            for entry in object_of(statement.property("join")):
                yield from _join(view, entry)
            for key in SORTS:
                yield from _sorted(view, statement.property(key))
        for statement in body.statements("db.query", "db.get", "db.add", "db.edit", "db.patch"):
            yield from _addons(view, statement.property("addon"))


def _returned(view: FileView, node: Expression | None) -> Iterator[Problem]:
    entries = object_of(node)
    values = {text_of(entry.key): entry.value for entry in entries}
    kind = _constant(values.get("type")) or "list"
    if kind not in RETURNED:
        yield _unknown(view, values["type"], kind, RETURNED, "`return` of a query has no type")
        return
    if "type" not in values or _constant(values["type"]):
        yield from _keys(view, entries, RETURNED[kind], f"`return` of type `{kind}` has no")
    yield from _keys(view, object_of(values.get("paging")), PAGING, "`paging` has no")


def _join(view: FileView, entry: ObjectEntry) -> Iterator[Problem]:
    inner = object_of(entry.value)
    values = {text_of(one.key): one.value for one in inner}
    kind = _constant(values.get("type"))
    if kind and kind.lower() not in JOINS:
        yield _unknown(view, values["type"], kind, JOINS, "there is no join of type")
    unknown = list(_keys(view, inner, JOINED, "a join has no"))
    yield from unknown
    if inner and not unknown and "where" not in values:
        alias = text_of(entry.key)
        hint = f"{alias}: {{..., where: $db.{alias}.id == ...}}"
        yield _problem(view, entry.key, f"the join `{alias}` needs a `where`", hint)


def _sorted(view: FileView, node: Expression | None) -> Iterator[Problem]:
    for _, _, direction in sorted_by(node):
        name = _constant(direction)
        if direction is not None and name and name.strip().lower() not in DIRECTIONS:
            yield _unknown(view, direction, name, DIRECTIONS, "there is no order")


def _addons(view: FileView, node: Expression | None) -> Iterator[Problem]:
    node = ungrouped(node) if node is not None else None
    for item in node.items if type(node) is ListLiteral else [node] if node is not None else ():
        entries = object_of(item)
        unknown = list(_keys(view, entries, ADDONS, "an addon has no"))
        yield from unknown
        if entries and not unknown and all(text_of(entry.key) != "name" for entry in entries):
            yield _problem(view, item, "an addon needs its `name`", '{name: "...", input: {...}, as: "..."}')
        for entry in entries:
            if text_of(entry.key) == "addon":
                yield from _addons(view, entry.value)


# -- what is unknown ---------------------------------------------------------------------------------


def _constant(node: Expression | None) -> str:
    """The text of a constant; "" for what only a run knows."""
    node = ungrouped(node) if node is not None else None
    return text_of(node) if isinstance(node, Literal | Word) and text_of(node) != "None" else ""


def _keys(
    view: FileView, entries: list[ObjectEntry], known: Collection[str], sentence: str
) -> Iterator[Problem]:
    for entry in entries:
        key = text_of(entry.key)
        if key and key not in known:
            yield _unknown(view, entry.key, key, known, sentence)


def _unknown(view: FileView, node: Expression, name: str, known: Collection[str], sentence: str) -> Problem:
    meant = MEANT.get(name) or near(name, known)
    fix: Fix | None = None
    hint = f"it has {', '.join(f'`{one}`' for one in known)}"
    if meant is not None and meant in known:
        hint = f"did you mean `{meant}`?"
        quote = view.source.text[node.span.start] if view.source.text[node.span.start] in "\"'" else ""
        fix = Fix(node.span, f"{quote}{meant}{quote}", safe=name in MEANT)
    return _problem(view, node, f"{sentence} `{name}`", hint, fix)


def _problem(view: FileView, node: Expression, message: str, hint: str, fix: Fix | None = None) -> Problem:
    return Problem("query-form", message, view.source, node.span, hint, fix)
