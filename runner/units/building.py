"""Trees -> units: reads a text, checks its functions, gathers what they declare and refer to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.check import check_function, references, unset_reads
from runner.check.live import LOOPS, walk_live
from runner.errors import Problem, XanoScriptSyntaxError
from runner.language import xanoscript
from runner.source import Source, Span
from runner.syntax import nodes, parse_source
from runner.tables.reading import read_table
from runner.types.declarations import schema_from_declarations
from runner.units.functions import as_function
from runner.units.unit import (
    CodeUnit,
    Endpoint,
    FunctionUnit,
    Head,
    References,
    RunUnit,
    TableUnit,
    Target,
    Unit,
    WorkspaceUnit,
)

# What is read, or taken out, as one piece.
ENTRIES = (nodes.Statement, nodes.Property, nodes.Declaration)


def build_units(source: Source, kept: bool) -> tuple[Unit, ...]:
    """The documents of a text as units.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript.
    """
    return tuple(build_unit(document, kept) for document in parse_source(source))


def build_unit(document: nodes.Document, kept: bool = False) -> Unit:
    """One document as a unit."""
    span = document.statement.name_span
    head = Head(document.source, document.construct, document.name, span, kept)
    function = as_function(document)
    if function is not None:
        return _code(head, function)
    if isinstance(document, nodes.RunDocument):
        targets = (document.pre, document.main, document.post)
        return RunUnit(head, tuple(map(_target, targets)), tuple(document.env))
    if isinstance(document, nodes.WorkspaceDocument):
        return WorkspaceUnit(head, document.env)
    if document.construct == "table":
        table, problems = read_table(document)
        return TableUnit(head, table, tuple(problems))
    return Unit(head)


def problems_of(error: XanoScriptSyntaxError) -> list[Problem]:
    """All problems of a file that is not XanoScript: also those of what could be read of its functions.

    A line that has a problem of syntax gets no second one: it is most often the same fault.
    """
    found: list[Problem] = []
    for document in error.documents:
        unit = build_unit(document)
        if isinstance(unit, FunctionUnit):
            found.extend(_apart_from(error.gaps, unit))
    told = {_line(problem) for problem in error.problems}
    problems = [*error.problems, *(problem for problem in found if _line(problem) not in told)]
    return sorted(problems, key=lambda problem: problem.span)


def _apart_from(gaps: Sequence[Span], unit: FunctionUnit) -> Iterator[Problem]:
    """The problems of a function that no gap in its text can be the reason for.

    Those stand in entries that were read whole: a statement with all that it holds, a property, an input.
    """
    whole = unit.document.span
    if not _meets(gaps, whole):
        yield from unit.problems
        return
    entries = [node.span for node in nodes.walk(unit.document.statement) if isinstance(node, ENTRIES)]

    def is_whole(span: Span) -> bool:
        holding = (entry for entry in entries if entry.start <= span.start and span.end <= entry.end)
        return not _meets(gaps, max(holding, default=whole))

    for problem in unit.problems:
        if is_whole(problem.span):
            # A fix that reaches further would miss what stands in the gap.
            is_kept = problem.fix is None or is_whole(problem.fix.span)
            yield problem if is_kept else problem.changed(fix=None)


def _meets(gaps: Sequence[Span], span: Span) -> bool:
    """Whether a gap overlaps ``span`` or stands right beside it, where it may have taken a part of it."""
    return any(gap.start <= span.end and span.start <= gap.end for gap in gaps)


def _code(head: Head, document: nodes.FunctionDocument) -> CodeUnit:
    schema, problems = schema_from_declarations(document.inputs, document.source)
    found = references(document)
    kind = FunctionUnit if document.construct == "function" else CodeUnit
    return kind(
        head,
        document.description or "",
        schema,
        tuple(problems),
        tuple(check_function(document, xanoscript())),
        tuple(unset_reads(document, xanoscript())),
        References(
            found.functions,
            found.others,
            tuple(found.env),
            found.any_function,
            found.any_env,
            found.database,
            found.redis,
        ),
        any(type(node) is nodes.Statement and node.name in LOOPS for node in walk_live(document.stack)),
        document,
        _endpoint(document.statement) if document.construct == "query" else None,
    )


def _endpoint(statement: nodes.Statement) -> Endpoint:
    verbs = [item.value for item in statement.head if type(item) is nodes.Attribute and item.key == "verb"]
    named = (statement.property("api_group"), statement.property("auth"))
    return Endpoint(_name(verbs[0] if verbs else None).upper(), *map(_name, named))


def _name(node: nodes.Expression | None) -> str:
    """A name as it is written, with quotes or without; "" for anything else."""
    if isinstance(node, nodes.Literal) and isinstance(node.value, str):
        return node.value
    return node.text if isinstance(node, nodes.Word) else ""


def _target(target: nodes.Target | None) -> Target | None:
    if target is None:
        return None
    return Target(target.name, target.name_span, target.inputs, target.alias, target.input_spans)


def _line(problem: Problem) -> int:
    return problem.source.position(problem.span.start).line
