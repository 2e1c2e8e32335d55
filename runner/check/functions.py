"""Statements and filters of a function against what the language knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.suggestions import PROPERTIES, STATEMENTS, did_you_mean, near
from runner.errors import Fix, Problem
from runner.source import Source
from runner.specs import Language, StatementSpec
from runner.syntax.nodes import Expression, FilterCall, FunctionDocument, Property, Statement, walk

# Properties that may stand on any statement.
COMMON = frozenset({"description", "disabled", "mock", "tags", "docs", "guid", "addon", "output"})


def check_function(document: FunctionDocument, language: Language) -> list[Problem]:
    """Every problem of a function's stack and response that no run is needed to see."""
    problems: list[Problem] = []
    source = document.source
    if document.stack is not None:
        for statement in document.stack.statements:
            problems.extend(_statement(statement, None, source, language))
        for node in walk(document.stack):
            if type(node) is FilterCall:
                problems.extend(_filter(node, source, language))
    if document.response is not None:
        for node in walk(document.response):
            if type(node) is FilterCall:
                problems.extend(_filter(node, source, language))
    return sorted(problems, key=lambda problem: problem.span)


# -- statements ------------------------------------------------------------------------------------


def _statement(
    statement: Statement, parent: StatementSpec | None, source: Source, language: Language
) -> Iterator[Problem]:
    name = statement.name
    if parent is not None and name in parent.blocks:
        yield from _children(statement, None, source, language)
        return
    spec = language.statements.get(name)
    if spec is None:
        if name not in language.unsupported_statements:
            yield _unknown_statement(statement, parent, source, language)
        return
    yield from _head(statement, spec, source)
    yield from _properties(statement, spec, source)
    yield from _children(statement, spec, source, language)


def _children(
    statement: Statement, spec: StatementSpec | None, source: Source, language: Language
) -> Iterator[Problem]:
    for child in statement.block.statements if statement.block is not None else []:
        yield from _statement(child, spec, source, language)


def _unknown_statement(
    statement: Statement, parent: StatementSpec | None, source: Source, language: Language
) -> Problem:
    known = [*language.statements, *language.unsupported_statements]
    hint = did_you_mean(statement.name, known, STATEMENTS)
    message = f"there is no statement `{statement.name}`"
    if parent is not None and parent.blocks:
        message = f"`{statement.name}` cannot stand in `{parent.name}`; it holds {_listed(parent.blocks)}"
    return Problem("unknown-statement", message, source, statement.name_span, hint=hint)


def _head(statement: Statement, spec: StatementSpec, source: Source) -> Iterator[Problem]:
    if spec.subject is None:
        return
    if not any(isinstance(item, Expression) for item in statement.head):
        what = "the variable that it changes" if spec.subject == "changes" else "the value that it works on"
        example = f"{spec.name} $name ..." if spec.subject == "changes" else f"{spec.name} ($value) ..."
        message = f"`{spec.name}` names {what}"
        yield Problem("missing-subject", message, source, statement.name_span, hint=example)
    if spec.condition and statement.condition is None:
        message = f"`{spec.name}` has a condition"
        hint = f"{spec.name} $list if ($this > 1) as $result"
        yield Problem("missing-condition", message, source, statement.name_span, hint=hint)


def _properties(statement: Statement, spec: StatementSpec, source: Source) -> Iterator[Problem]:
    given = set()
    for entry in statement.block.entries if statement.block is not None else []:
        if type(entry) is Property:
            given.add(entry.key)
            if entry.key not in spec.properties and entry.key not in COMMON:
                yield _unknown_property(entry, spec, source)
    missing = sorted(spec.required - given)
    if missing:
        names = _listed(missing)
        message = f"`{spec.name}` needs {names}"
        hint = f"{spec.name} {{ {' '.join(f'{name} = ...' for name in missing)} }}"
        yield Problem("missing-property", message, source, statement.name_span, hint=hint)


def _unknown_property(entry: Property, spec: StatementSpec, source: Source) -> Problem:
    wanted = PROPERTIES.get((spec.name, entry.key)) or near(entry.key, spec.properties)
    message = f"`{spec.name}` has no `{entry.key}`"
    if wanted is None:
        hint = f"it has {_listed(spec.properties)}" if spec.properties else "it has no properties"
        return Problem("unknown-property", message, source, entry.key_span, hint=hint)
    fix = Fix(entry.key_span, wanted)
    return Problem("unknown-property", message, source, entry.key_span, f"did you mean `{wanted}`?", fix)


# -- filters ---------------------------------------------------------------------------------------


def _filter(node: FilterCall, source: Source, language: Language) -> Iterator[Problem]:
    spec = language.filters.get(node.name)
    if spec is None:
        if node.name not in language.unsupported_filters:
            known = [*language.filters, *language.unsupported_filters]
            hint = did_you_mean(node.name, known, language.filter_hints)
            message = f"there is no filter `{node.name}`"
            yield Problem("unknown-filter", message, source, node.name_span, hint=hint)
        return
    count = len(node.arguments)
    if count < spec.minimum or (spec.maximum is not None and count > spec.maximum):
        word = "argument" if spec.arity == "1" else "arguments"
        message = f"`{node.name}` takes {spec.arity} {word}, but got {count}"
        yield Problem("filter-arguments", message, source, node.span)


def _listed(names: Iterable[str]) -> str:
    items = [f"`{name}`" for name in names]
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
