"""Filters and function forms: whether they exist, and whether they get as many arguments as they take."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.live import walk_live
from runner.check.suggestions import did_you_mean, near
from runner.errors import Fix, Problem
from runner.source import Source
from runner.specs import Language, StatementSpec
from runner.syntax.nodes import Call, FilterCall, Node, ObjectLiteral, Statement

# What the names of statements begin with that ask the database.
DATABASE = "db."


def check_expressions(node: Node, source: Source, language: Language) -> Iterator[Problem]:
    """The problems of all filters and calls below ``node``."""
    of_queries: list[FilterCall] = []
    for item in walk_live(node):
        if type(item) is FilterCall and item.name in language.query_filters:
            of_queries.append(item)
        elif type(item) is FilterCall:
            yield from _filter(item, source, language)
        elif type(item) is Call:
            yield from _call(item, source, language)
        elif type(item) is ObjectLiteral and item.blocks:
            message = "the entries of an object are `key: value`; no block stands in one"
            yield Problem("object-colon", message, source, item.blocks[0].span, hint="output: { ... }")
    inside = _inside_queries(node) if of_queries else frozenset()
    for item in of_queries:
        if id(item) not in inside:
            yield _unknown_filter(item, source, language)


def _inside_queries(node: Node) -> frozenset[int]:
    """The identities of all nodes in the statements of the database below ``node``."""
    queries = [item for item in walk_live(node) if type(item) is Statement and item.name.startswith(DATABASE)]
    return frozenset(id(inner) for query in queries for inner in walk_live(query))


def _filter(node: FilterCall, source: Source, language: Language) -> Iterator[Problem]:
    spec = language.filters.get(node.name)
    if spec is None:
        if node.name not in language.unsupported_filters:
            yield _unknown_filter(node, source, language)
        return
    count = len(node.arguments)
    if count < spec.minimum or (spec.maximum is not None and count > spec.maximum):
        message = f"`{node.name}` takes {_arguments(spec.arity)}, but got {count}"
        yield Problem("filter-arguments", message, source, node.span)


def _unknown_filter(node: FilterCall, source: Source, language: Language) -> Problem:
    # A name that xsrun cannot run yet is still the right one to suggest.
    known = [*language.filters, *language.unsupported_filters]
    hint = did_you_mean(node.name, known, language.filter_hints)
    # A row of the table is advice for a person, not text that could take the name's place.
    close = near(node.name, known) if node.name not in language.filter_hints else None
    fix = Fix(node.name_span, close) if close is not None else None
    return Problem("unknown-filter", f"there is no filter `{node.name}`", source, node.name_span, hint, fix)


# -- function forms --------------------------------------------------------------------------------


def _call(node: Call, source: Source, language: Language) -> Iterator[Problem]:
    spec = language.statements.get(node.name)
    if spec is None:
        if node.name not in language.unsupported_statements:
            yield _unknown_call(node, source, language)
        return
    if not _has_function_form(spec):
        message = f"`{node.name}` cannot stand in an expression; it is a statement"
        hint = f"{node.name} ... as $result"
        yield Problem("unknown-call", message, source, node.span, hint=hint)
        return
    least = len(spec.required) + (spec.subject in ("reads", "changes"))
    most = len(spec.properties) + (spec.subject is not None)
    if not least <= len(node.arguments) <= most:
        arity = str(least) if least == most else f"{least} to {most}"
        message = f"`{node.name}(...)` takes {_arguments(arity)}, but got {len(node.arguments)}"
        yield Problem("call-arguments", message, source, node.span)


def _unknown_call(node: Call, source: Source, language: Language) -> Problem:
    # Who writes `count($list)` knows functions from elsewhere, and wants the filter.
    hint: str | None = f"$value|{node.name}"
    if node.name not in language.filters:
        known = [name for name, spec in language.statements.items() if _has_function_form(spec)]
        hint = did_you_mean(node.name, known, {})
    return Problem("unknown-call", f"there is no function `{node.name}(...)`", source, node.span, hint=hint)


def _has_function_form(spec: StatementSpec) -> bool:
    """Whether positional arguments say all that a statement needs: a condition or a name they cannot."""
    return not (spec.written or spec.condition or spec.named or spec.lazy)


def _arguments(arity: str) -> str:
    return f"{arity} argument" if arity == "1" else f"{arity} arguments"
