"""Trees -> facts: what the documents of one file declare, call, read and write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from runner.check import references
from runner.check.live import walk_live
from runner.check.references import CALLS
from runner.check.statements import COMMON
from runner.check.variables import subject, ungrouped
from runner.jobs.loading import ROLES
from runner.language import xanoscript
from runner.lint.facts import COLUMN, Call, DocumentFacts, Facts, Given, TableUse
from runner.source import Source, Span
from runner.syntax.constants import NotConstant, constant
from runner.syntax.nodes import (
    Declaration,
    Document,
    Expression,
    FunctionDocument,
    Literal,
    Member,
    ObjectLiteral,
    RunDocument,
    Statement,
    Target,
    Variable,
    Word,
    WorkspaceDocument,
)
from runner.types.declarations import schema_from_declarations
from runner.units.packing import pack_field

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


def facts_of(documents: Sequence[Document], gaps: Sequence[Span] = ()) -> Facts:
    """The facts of the documents of a file; ``gaps`` are the places that could not be read."""
    return Facts(tuple(_document(document, gaps) for document in documents))


def _document(document: Document, gaps: Sequence[Span]) -> DocumentFacts:
    span = document.span
    head = DocumentFacts(document.construct, document.name, document.statement.name_span)
    # What is missing in it may stand in the gap: of such a document nothing is sure but its name.
    if any(span.start <= gap.start < span.end for gap in gaps):
        return head.changed(is_whole=False, any_function=True, any_env=True)
    if isinstance(document, RunDocument):
        parts = zip(ROLES, (document.pre, document.main, document.post), strict=True)
        calls = tuple(_part(part, target) for part, target in parts if target is not None)
        return head.changed(calls=calls, env=_names(document.env))
    if isinstance(document, WorkspaceDocument):
        return head.changed(env=_names((name, head.span) for name in document.env))
    return _with_code(document, head)


def _with_code(document: Document, head: DocumentFacts) -> DocumentFacts:
    nodes = list(walk_live(document.statement))
    statements = [node for node in nodes if type(node) is Statement]
    named = [(node, subject(node)) for node in statements if node.name in CALLS]
    head = head.changed(
        calls=tuple(_call(node, name) for node, name in named if type(name) in (Literal, Word)),
        any_function=any(type(name) not in (Literal, Word) for _, name in named),
        tables=tuple(_tables(nodes)),
    )
    if isinstance(document, FunctionDocument):
        return _function(document, head)
    schema = document.statement.block.block("schema") if document.statement.block else None
    return _declaring(head, schema.declarations if schema else [], document.source)


def _function(document: FunctionDocument, head: DocumentFacts) -> DocumentFacts:
    read = references(document)
    declaring = _declaring(head, document.inputs, document.source)
    return declaring.changed(reads=_names(read.env.items()), any_env=read.any_env)


def _declaring(head: DocumentFacts, declarations: list[Declaration], source: Source) -> DocumentFacts:
    schema, problems = schema_from_declarations(declarations, source)
    return head.changed(fields=tuple(map(pack_field, schema.fields)), is_whole=not problems)


def _names(places: Iterable[tuple[str, Span]]) -> tuple[Given, ...]:
    return tuple(Given(name, span) for name, span in places)


def _part(part: str, target: Target) -> Call:
    spans = target.input_spans
    given = tuple(Given(name, spans[name], (value,)) for name, value in target.inputs.items())
    return Call(target.name, target.name_span, given, False, part, target.alias or part)


def _call(statement: Statement, name: Expression | None) -> Call:
    assert name is not None
    given, is_open = _written(statement.property("input"))
    # What stands beside `input` may be inputs, of which the check of the function tells.
    known = {*xanoscript().statements[statement.name].properties, *COMMON}
    keys = {entry.key for entry in statement.block.properties} if statement.block is not None else set()
    return Call(_text(name), name.span, given, is_open or not keys <= known)


def _tables(nodes: Iterable[Any]) -> Iterator[TableUse]:
    for node in nodes:
        if type(node) is Declaration:
            named = node.block.get(REFERENCE) if node.block is not None else None
            if named is not None and _text(named):
                yield TableUse(REFERENCE, _text(named), named.span)
        elif type(node) is Statement and node.name in TABLE_STATEMENTS:
            named = subject(node)
            if named is not None and _text(named):
                data = node.property("data")
                columns, is_open = _written(data) if data is not None else ((), True)
                keys = _key(node.property("field_name"))
                yield TableUse(node.name, _text(named), named.span, columns, is_open, keys)
        elif type(node) is Member and type(node.base) is Member and _is_database(node.base.base):
            yield TableUse(COLUMN, node.base.key, node.span, keys=(Given(node.key, node.span),))


def _is_database(node: Expression) -> bool:
    return type(node) is Variable and node.name == "db"


def _key(node: Expression | None) -> tuple[Given, ...]:
    name = _text(node) if node is not None else ""
    return (Given(name, node.span),) if node is not None and name else ()


def _written(node: Expression | None) -> tuple[tuple[Given, ...], bool]:
    """The keys of an object as far as they are written out, and whether a run may add others."""
    node = ungrouped(node) if node is not None else None
    if type(node) is not ObjectLiteral:
        return (), node is not None and not (type(node) is Literal and node.value is None)
    named = [entry for entry in node.entries if _text(entry.key)]
    # Of a key that stands twice the last one counts.
    given = {_text(entry.key): Given(_text(entry.key), entry.span, _constant(entry.value)) for entry in named}
    return tuple(given.values()), len(named) < len(node.entries) or bool(node.blocks)


def _constant(node: Expression) -> tuple[Any, ...]:
    # `now` and its like are words, too, and no texts.
    if any(type(part) is Word for part in walk_live(node)):
        return ()
    try:
        return (constant(node),)
    except NotConstant:
        return ()


def _text(node: Expression) -> str:
    """The name that a text or a word is; "" for what only a run knows."""
    node = ungrouped(node)
    if type(node) is Literal:
        return str(node.value)
    return node.text if type(node) is Word else ""
