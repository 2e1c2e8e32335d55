"""Trees -> facts: what the documents of one file declare, call, read and write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runner.check import references
from runner.check.live import walk_live
from runner.check.references import CALLS
from runner.check.statements import COMMON
from runner.check.variables import subject
from runner.jobs.loading import ROLES
from runner.language import xanoscript
from runner.lint.facts import Call, DocumentFacts, Facts, Given
from runner.lint.queries import addon_calls, table_uses
from runner.lint.written import keys_written, text_of
from runner.source import Source, Span
from runner.syntax.nodes import (
    Declaration,
    Document,
    Expression,
    FunctionDocument,
    Literal,
    RunDocument,
    Statement,
    Target,
    Word,
    WorkspaceDocument,
)
from runner.types.declarations import schema_from_declarations
from runner.units.packing import pack_field


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
        tables=tuple(table_uses(nodes)),
        addons=tuple(addon_calls(nodes)),
    )
    if isinstance(document, FunctionDocument):
        return _function(document, head)
    block = document.statement.block
    # A table has columns, an addon has inputs.
    schema = (block.block("schema") or block.block("input")) if block is not None else None
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
    given, is_open = keys_written(statement.property("input"))
    # What stands beside `input` may be inputs, of which the check of the function tells.
    known = {*xanoscript().statements[statement.name].properties, *COMMON}
    keys = {entry.key for entry in statement.block.properties} if statement.block is not None else set()
    return Call(text_of(name), name.span, given, is_open or not keys <= known)
