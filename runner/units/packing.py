"""Units <-> plain tuples, as the cache keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.source import Source, Span
from runner.types.field import Field
from runner.types.schema import Schema
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
from runner.values.paths import MISSING

if TYPE_CHECKING:
    from runner.errors import Problem
    from runner.tables import Table

Packed = tuple[Any, ...]


def pack(unit: Unit) -> Packed:
    """A unit as plain data."""
    head = (unit.construct, unit.name, tuple(unit.name_span))
    if isinstance(unit, CodeUnit):
        return (*head, "code", *_pack_code(unit))
    if isinstance(unit, RunUnit):
        env = [(name, tuple(span)) for name, span in unit.env]
        return (*head, "run", [_pack_target(target) for target in unit.targets], env)
    if isinstance(unit, WorkspaceUnit):
        return (*head, "workspace", unit.env)
    if isinstance(unit, TableUnit):
        return (*head, "table", pack_table(unit.table), [pack_problem(problem) for problem in unit.problems])
    return (*head, "other")


def unpack(packed: Packed, source: Source) -> Unit:
    """The unit of a text that :func:`pack` has made plain."""
    construct, name, span, kind, *rest = packed
    head = Head(source, construct, name, Span(*span), kept=True)
    if kind == "code":
        return _unpack_code(head, *rest)
    if kind == "run":
        targets, env = rest
        return RunUnit(head, tuple(map(_unpack_target, targets)), tuple((key, Span(*at)) for key, at in env))
    if kind == "table":
        table, problems = rest
        found = tuple(unpack_problem(problem, source) for problem in problems)
        return TableUnit(head, unpack_table(table), found)
    return WorkspaceUnit(head, *rest) if kind == "workspace" else Unit(head)


# -- code ------------------------------------------------------------------------------------------


def _pack_code(unit: CodeUnit) -> Packed:
    refers = unit.references
    return (
        unit.description,
        [pack_field(field) for field in unit.schema.fields],
        [
            [pack_problem(problem) for problem in problems]
            for problems in (unit.input_problems, unit.code_problems, unit.warnings)
        ],
        (*map(_pack_spans, (refers.functions, refers.others)), *refers.as_tuple()[2:]),
        unit.has_loops,
        unit.endpoint.as_tuple() if unit.endpoint is not None else None,
    )


def _unpack_code(
    head: Head,
    description: str,
    fields: list[Packed],
    problems: list[list[Packed]],
    refers: Packed,
    has_loops: bool,
    endpoint: Packed | None,
) -> CodeUnit:
    functions, others, *rest = refers
    input_problems, code_problems, warnings = (
        tuple(unpack_problem(problem, head.source) for problem in kind) for kind in problems
    )
    made = FunctionUnit if head.construct == "function" else CodeUnit
    return made(
        head,
        description,
        Schema(tuple(map(unpack_field, fields))),
        input_problems,
        code_problems,
        warnings,
        References(_unpack_spans(functions), _unpack_spans(others), *rest),
        has_loops,
        endpoint=Endpoint(*endpoint) if endpoint is not None else None,
    )


def pack_field(field: Field) -> Packed:
    """A field as plain data."""
    default = () if field.default is MISSING else (field.default,)
    members = [pack_field(member) for member in field.fields]
    return (default, members, *field.changed(default=None, fields=()).as_tuple())


def unpack_field(packed: Packed) -> Field:
    """The field that :func:`pack_field` has made plain."""
    default, members, *rest = packed
    fields = tuple(map(unpack_field, members))
    return Field(*rest).changed(default=default[0] if default else MISSING, fields=fields)


# -- tables ----------------------------------------------------------------------------------------


def pack_table(table: Table) -> Packed:
    """A table as plain data."""
    fields = [pack_field(field) for field in table.fields]
    indexes = [index.as_tuple() for index in table.indexes]
    return (fields, indexes, *table.changed(fields=(), indexes=()).as_tuple())


def unpack_table(packed: Packed) -> Table:
    """The table that :func:`pack_table` has made plain."""
    from runner.tables import Index, Table

    fields, indexes, *rest = packed
    found = tuple(map(unpack_field, fields))
    return Table(*rest).changed(fields=found, indexes=tuple(Index(*index) for index in indexes))


# -- problems --------------------------------------------------------------------------------------


def pack_problem(problem: Problem) -> Packed:
    """A problem as plain data."""
    fix = problem.fix and (tuple(problem.fix.span), problem.fix.replacement, problem.fix.safe)
    return (problem.code, problem.message, tuple(problem.span), problem.hint, fix, problem.severity)


def unpack_problem(packed: Packed, source: Source) -> Problem:
    """The problem of a text that :func:`pack_problem` has made plain."""
    from runner.errors import Fix, Problem

    code, message, span, hint, fix, severity = packed
    change = Fix(Span(*fix[0]), *fix[1:]) if fix else None
    return Problem(code, message, source, Span(*span), hint, change, severity)


# -- targets and places ----------------------------------------------------------------------------


def _pack_target(target: Target | None) -> Packed | None:
    if target is None:
        return None
    return (
        target.name,
        tuple(target.name_span),
        target.inputs,
        target.alias,
        _pack_spans(target.input_spans),
    )


def _unpack_target(packed: Packed | None) -> Target | None:
    if packed is None:
        return None
    name, span, inputs, alias, spans = packed
    return Target(name, Span(*span), inputs, alias, _unpack_spans(spans))


def _pack_spans(spans: Any) -> dict[Any, Packed]:
    return {name: tuple(span) for name, span in spans.items()}


def _unpack_spans(spans: dict[Any, Packed]) -> dict[Any, Span]:
    return {name: Span(*span) for name, span in spans.items()}
