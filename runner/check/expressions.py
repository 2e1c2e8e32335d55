"""Filters and function forms: whether they exist, and whether they get as many arguments as they take."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.live import walk_live
from runner.check.queries import (
    asks_database,
    is_query_part,
    missing_operators,
    nodes_of_queries,
    outside_problem,
)
from runner.check.suggestions import did_you_mean, near
from runner.check.variables import targets
from runner.errors import Fix, Problem
from runner.source import Source
from runner.specs import Language, StatementSpec
from runner.syntax.nodes import (
    Binary,
    Call,
    FilterCall,
    Group,
    Index,
    Literal,
    Member,
    Node,
    ObjectLiteral,
    Pipe,
    Statement,
    Variable,
)

# What stands in front of a filter without parentheses.
SIMPLE = (Group, Index, Literal, Member, Pipe, Variable)
# What other languages call a function for.
CONSTANT_CALLS = {"now": "now", "Date.now": "now", "array": "[]", "uuid": "|uuid", "time": "now|to_seconds"}


def check_expressions(node: Node, source: Source, language: Language) -> Iterator[Problem]:
    """The problems of all filters and calls below ``node``."""
    of_queries: list[Node] = []
    for item in walk_live(node):
        if is_query_part(item, language):
            of_queries.append(item)
        elif type(item) is FilterCall:
            yield from _filter(item, source, language)
        elif type(item) is Call:
            yield from _call(item, source, language)
        elif type(item) is ObjectLiteral and item.blocks:
            message = "the entries of an object are `key: value`; no block stands in one"
            yield Problem("object-colon", message, source, item.blocks[0].span, hint="output: { ... }")
        else:
            yield from missing_operators(item, source)
    inside = nodes_of_queries(node, language) if of_queries else frozenset()
    # That `$db` cannot be set is told where it is.
    set_nodes = _targets(node, language) if of_queries else frozenset()
    for item in of_queries:
        if type(item) is FilterCall and id(item) in inside:
            yield from _filter(item, source, language)
        elif type(item) is FilterCall:
            yield _unknown_filter(item, source, language)
        elif type(item) is Call and id(item) not in inside:
            yield _unknown_call(item, source, language)
        elif id(item) in set_nodes:
            continue
        elif id(item) not in inside or (type(item) is Binary and not asks_database(item, language)):
            yield outside_problem(item, source)


def _targets(node: Node, language: Language) -> frozenset[int]:
    statements = (item for item in walk_live(node) if type(item) is Statement)
    return frozenset(id(target) for item in statements for target in targets(item, language))


def _filter(node: FilterCall, source: Source, language: Language) -> Iterator[Problem]:
    spec = language.filters.get(node.name) or language.query_filters.get(node.name)
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
    return Problem(
        "unknown-filter",
        f"there is no filter `{node.name}`",
        source,
        node.name_span,
        hint,
        _renamed(node, known, language.filter_hints.get(node.name)),
    )


def _renamed(node: FilterCall, known: list[str], row: str | None) -> Fix | None:
    """The fix for a filter that is called something else; a row of advice is for a person."""
    if row is not None:
        name = row.strip("`")
        return Fix(node.name_span, name) if name in known else None
    close = near(node.name, known)
    if close is None:
        return None
    # Only the case of the letters leaves no doubt.
    return Fix(node.name_span, close, safe=close.lower() == node.name.lower())


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
    # Who writes `count($list)` or `Math.floor($x)` knows functions from elsewhere, and wants the filter.
    name = node.name.removeprefix("Math.").replace("JSON.", "json_")
    advice = language.filter_hints.get(name)
    if advice is not None and advice.strip("`") in language.filters:
        name = advice.strip("`")
    fix: Fix | None = None
    if node.name in CONSTANT_CALLS and not node.arguments:
        hint: str | None = CONSTANT_CALLS[node.name]
        fix = Fix(node.span, CONSTANT_CALLS[node.name])
    elif name in language.filters:
        hint = f"$value|{name}"
        fix = _as_filter(node, name, source, language)
    else:
        known = [name for name, spec in language.statements.items() if _has_function_form(spec)]
        hint = advice or did_you_mean(node.name, known, {})
    return Problem("unknown-call", f"there is no function `{node.name}(...)`", source, node.span, hint, fix)


def _as_filter(node: Call, name: str, source: Source, language: Language) -> Fix | None:
    """``$list|count`` for ``count($list)``, where the filter takes what stands in the parentheses."""
    spec = language.filters[name]
    texts = [source.text[item.span.start : item.span.end] for item in node.arguments]
    extra = len(texts) - 1
    if extra < spec.minimum or (spec.maximum is not None and extra > spec.maximum):
        return None
    # Filters bind before operators, and the order of several arguments differs from function to function.
    value = texts[0] if type(node.arguments[0]) in SIMPLE else f"({texts[0]})"
    return Fix(node.span, ":".join((f"{value}|{name}", *texts[1:])), safe=extra == 0)


def _has_function_form(spec: StatementSpec) -> bool:
    """Whether positional arguments say all that a statement needs: a condition or a name they cannot."""
    return not (spec.written or spec.condition or spec.named or spec.lazy)


def _arguments(arity: str) -> str:
    return f"{arity} argument" if arity == "1" else f"{arity} arguments"
