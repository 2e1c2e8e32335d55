"""The code of a function: from the cache where it holds it, else compiled now."""

from __future__ import annotations

from types import CodeType
from typing import TYPE_CHECKING

from runner.cache import PYTHON, fingerprint, read_entry, write_entry
from runner.records import Record

if TYPE_CHECKING:
    from runner.units.unit import CodeUnit
    from runner.values.shapes import Shapes


class Code(Record):
    """The code of one function: a module that defines it under ``name``.

    ``links`` maps the filters and statements that it calls to the modules of their families.
    """

    name: str
    code: CodeType
    links: dict[str, str]


def function_code(unit: CodeUnit, *, trace: bool = False, shapes: Shapes | None = None) -> Code:
    """The code of a function.

    Args:
        unit: a function without problems.
        trace: whether the code reports each statement before it runs.
        shapes: the kinds of its inputs, where the code is for such inputs only.

    Raises:
        ScriptError: the function is nested more deeply than Python can compile.
    """
    if not unit.kept:
        return _compile(unit, trace, shapes)
    place = f"{unit.name_span.start} {unit.name}"
    key = (PYTHON, fingerprint(), unit.source.name, unit.source.text, place, f"trace={trace}", repr(shapes))
    stored = read_entry("code", key)
    if stored is not None:
        return Code(*stored)
    code = _compile(unit, trace, shapes)
    write_entry("code", key, code.as_tuple())
    return code


def _compile(unit: CodeUnit, trace: bool, shapes: Shapes | None) -> Code:
    from runner.compile import compile_function
    from runner.compile.links import links_of
    from runner.language import xanoscript

    known = dict(shapes) if shapes is not None else None
    compiled = compile_function(unit.document, xanoscript(), trace=trace, shapes=known)
    return Code(compiled.name, compiled.code, links_of(compiled.code, xanoscript()))
