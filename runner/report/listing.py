"""The functions that a place can see -> text for people, data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from runner.report.style import Style, visible

if TYPE_CHECKING:
    from runner.lookup import Found
    from runner.types import Schema

COLUMNS = ("name", "kind", "origin")


def describe_function(found: Found) -> dict[str, Any]:
    """One function as JSON-ready data; ``error`` is null where it can be called."""
    schema, error = _schema(found)
    return {
        "name": found.name,
        "kind": found.kind,
        "origin": found.origin,
        "path": str(found.path) if found.path is not None else None,
        "description": _description(found),
        "signature": [field.signature() for field in schema.fields] if schema is not None else [],
        "inputs": schema.describe() if schema is not None else [],
        "shadowed": found.shadowed,
        "error": error,
    }


def table_text(functions: Sequence[dict[str, Any]], style: Style) -> str:
    """A block for each function, in aligned columns: what it is, then its inputs, one a line."""
    if not functions:
        return "no functions are visible from here"
    widths = {column: max(len(function[column]) for function in functions) for column in COLUMNS}
    return "\n".join(line for function in functions for line in _block(function, widths, style))


def plain_text(functions: Sequence[dict[str, Any]]) -> str:
    """A line for each function, its columns parted by tabs: for `grep` and `cut`."""
    return "\n".join(
        "\t".join(
            [
                *(visible(function[column]) for column in COLUMNS),
                visible(", ".join(function["signature"])),
                visible(_remark(function)),
            ]
        )
        for function in functions
    )


def _block(function: dict[str, Any], widths: dict[str, int], style: Style) -> Iterator[str]:
    kind, origin = (function[column].ljust(widths[column]) for column in COLUMNS[1:])
    name = visible(function["name"]).ljust(widths["name"])
    remark = visible(_remark(function))
    if function["error"] is not None:
        remark = style.red(remark)
    elif function["shadowed"]:
        remark = style.dim(remark)
    yield f"{style.bold(name)}  {kind}  {origin}  {remark}".rstrip()
    for line in function["signature"]:
        yield f"    {style.cyan(visible(line))}"


def _remark(function: dict[str, Any]) -> str:
    """Why a function cannot be called, else what it does; in one line."""
    text = function["description"]
    if function["error"] is not None:
        text = f"broken: {function['error']}"
    elif function["shadowed"]:
        text = f"shadowed, never called. {text}"
    return " ".join(text.split())


def _schema(found: Found) -> tuple[Schema | None, str | None]:
    """The declared inputs, or why they cannot be read."""
    if found.function is not None:
        return found.function.schema, found.error
    if found.unit is None:
        return None, found.error
    problems = found.unit.input_problems
    return found.unit.schema, str(problems[0]) if problems else found.error


def _description(found: Found) -> str:
    if found.function is not None:
        return found.function.description
    return found.unit.description if found.unit is not None else ""
