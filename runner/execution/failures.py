"""Any exception of a run -> the failure that its author sees, and where in the .xs files it arose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import CodeType, TracebackType
from typing import Any

from runner.errors import DepthError, ScriptError, missing_extra
from runner.execution.secrets import Masker
from runner.execution.variables import variables_at
from runner.records import Record
from runner.source import Source, Span

UNBOUND = re.compile(r"cannot access (?:local|free) variable '([^']+)'")
# A global of compiled code that no Python module has.
COMPILED_MARK = "run.UNSET"
# Every statement about tables imports what needs it.
TABLES_NEED = "sqlalchemy"
# So many functions of jobs on each other are a recursion, fewer a value or an expression that is deep.
MANY_CALLS = 100


class Frame(Record):
    """One function of the job on the way to a failure.

    ``variables`` are those of the lines of ``span``, each with what it held, masked and shortened.
    """

    function: str
    source: Source
    span: Span
    variables: tuple[tuple[str, str], ...] = ()


def as_script_error(error: BaseException) -> ScriptError:
    """``error`` as a failure of the job.

    Python's own exceptions come from reading a local that was never set, from too deep a recursion,
    or from Python code that the job called.
    """
    if isinstance(error, ScriptError):
        return error
    if isinstance(error, NameError) and _from_compiled_code(error):
        match = UNBOUND.match(str(error))
        if match:
            return ScriptError(f"Unable to locate var: {match[1].rstrip('.')}")
    if isinstance(error, RecursionError):
        return ScriptError(_too_deep(error), name="recursion")
    if isinstance(error, MemoryError):
        return ScriptError("the job ran out of memory", name="memory")
    if isinstance(error, ModuleNotFoundError) and error.name == TABLES_NEED:
        return missing_extra("a job with tables", "db")
    return ScriptError(f"{type(error).__name__}: {error}", name=type(error).__name__)


def _too_deep(error: RecursionError) -> str:
    calls = sum(COMPILED_MARK in one.tb_frame.f_globals for one in _tracebacks(error.__traceback__))
    return "functions call each other too deeply" if calls > MANY_CALLS else "this is nested too deeply"


def _from_compiled_code(error: BaseException) -> bool:
    """Whether an error arose in a function of the job itself, not in Python that it called."""
    *_, last = _tracebacks(error.__traceback__)
    return COMPILED_MARK in last.tb_frame.f_globals


def frames(error: BaseException, sources: Mapping[str, Source], mask: Masker) -> list[Frame]:
    """The functions of the job that ``error`` passed through, the outermost first."""
    found: list[Frame] = []
    values: dict[str, Any] = {}
    for traceback in _tracebacks(error.__traceback__):
        code = traceback.tb_frame.f_code
        source = sources.get(code.co_filename)
        if source is None:
            continue  # Python code of the runner, or of a function that the job called
        span = _span(code, traceback.tb_lasti, source)
        if code.co_name == "<lambda>" and found:
            # An expression that a filter evaluates: the same function, a closer place.
            name = found.pop().function
            values |= traceback.tb_frame.f_locals
        else:
            name = code.co_name
            values = dict(traceback.tb_frame.f_locals)
        found.append(Frame(name, source, span, variables_at(source, span, values, mask)))
    if isinstance(error, DepthError):
        found.append(Frame(error.function, error.source, error.span))
    return found


def _tracebacks(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def _span(code: CodeType, instruction: int, source: Source) -> Span:
    """The .xs text of one instruction: Python keeps its line and its columns in UTF-8 bytes."""
    # Instructions take two bytes each. Columns are missing where Python was told to drop them.
    line, end_line, column, end_column = list(code.co_positions())[instruction // 2]
    start = source.offset_from_utf8(line or 1, column or 0)
    return Span(start, source.offset_from_utf8(end_line or line or 1, end_column or 0))
