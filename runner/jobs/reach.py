"""What a run may reach: every function that is called by name from those of the job on, checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from runner.errors import Problem, ScriptError, StartError, XanoScriptSyntaxError
from runner.lookup import Found, Library
from runner.source import Span
from runner.types import Schema
from runner.units import CodeUnit, FunctionUnit
from runner.units.unit import References

if TYPE_CHECKING:
    from runner.jobs.loading import Job
    from runner.lookup.constructs import JobUnits

Loaded = TypeVar("Loaded")


class Reach:
    """The functions that a job may call, what they refer to, and what is wrong with them.

    ``units`` are those of XanoScript, with the endpoints, addons, tasks and tools that it calls. ``open``
    says that code was met whose references only a run can know: Python functions, names that are computed.
    """

    def __init__(self, functions: set[str]) -> None:
        self.functions = functions
        self.units: list[CodeUnit] = []
        self.references: list[References] = []
        self.problems: list[Problem] = []
        self.schemas: dict[str, Schema] = {}
        self.open = False

    def schema(self, found: Found) -> Schema:
        """The declared inputs of a function."""
        if found.function is not None:
            return found.function.schema
        return self.schemas[found.name]

    @property
    def asks_database(self) -> bool:
        """Whether code of XanoScript reads or writes tables."""
        return any(item.database for item in self.references)

    @property
    def asks_redis(self) -> bool:
        """Whether code of XanoScript asks for keys of Redis."""
        return any(item.redis for item in self.references)

    def reads_env(self, name: str) -> bool:
        """Whether some code may read an env name."""
        lowered = name.lower()
        # In any case of letters, as the value is found.
        return self.open or any(
            item.any_env or any(key.lower() == lowered for key in item.env) for item in self.references
        )

    def undeclared_env(self, declared: Sequence[str]) -> list[str]:
        """Env names that XanoScript code reads and the job does not declare."""
        known = {name.lower() for name in declared}
        read = dict.fromkeys(name for item in self.references for name in item.env)
        return [name for name in read if name.lower() not in known]


def job_units(job: Job) -> JobUnits:
    """What finds the endpoints, addons, tasks and tools that a job can call."""
    from runner.lookup.constructs import JobUnits

    return JobUnits(job.units, job.path)


def explore(starts: Sequence[Found], library: Library, others: Callable[[], JobUnits] | None = None) -> Reach:
    """Follow the calls from each of ``starts``; functions that are computed or missing end the way.

    Args:
        starts: functions.
        library: finds functions.
        others: makes what finds endpoints, addons, tasks and tools; without it they are not followed.
    """
    met = {found.name for found in starts}
    others_met: set[CodeUnit] = set()
    reach = Reach(set(met))
    pending: list[CodeUnit] = []
    for found in {found.name: found for found in starts}.values():
        _reached(found, reach, pending)
    while pending:
        unit = pending.pop()
        refers = _visit(unit, reach)
        for name, span in refers.functions.items():
            # Functions that call each other would otherwise be followed for ever.
            if name in met:
                continue
            met.add(name)
            called, problems = _call(library, name, unit, span)
            reach.problems.extend(problems)
            if called is not None:
                reach.functions.add(name)
                _reached(called, reach, pending)
        for call, span in refers.others.items():
            other, problems = _other(others, call, unit, span)
            reach.problems.extend(problems)
            if other is None:
                reach.open = True
            elif other not in others_met:
                others_met.add(other)
                pending.append(other)
    return reach


def _reached(found: Found, reach: Reach, pending: list[CodeUnit]) -> None:
    reach.problems.extend(found.repeated)
    # What Python code reads and calls cannot be seen from outside.
    if found.unit is None:
        reach.open = True
    else:
        pending.append(found.unit)


def _visit(unit: CodeUnit, reach: Reach) -> References:
    reach.units.append(unit)
    if isinstance(unit, FunctionUnit):
        reach.schemas[unit.name] = unit.schema
    reach.problems.extend([*unit.problems, *unit.warnings])
    reach.references.append(unit.references)
    reach.open = reach.open or unit.references.any_function
    return unit.references


def _call(library: Library, name: str, unit: CodeUnit, span: Span) -> tuple[Found | None, list[Problem]]:
    """The function that a call names; one that is missing or cannot be loaded is a warning until reached."""
    found, problems = _loaded(lambda: library.find(name), unit, span)
    if found is None and not problems:
        sentence = "; ".join(library.missing(name))
        return None, [Problem("unknown-function", sentence, unit.source, span, severity="warning")]
    return found, problems


def _other(
    others: Callable[[], JobUnits] | None, call: tuple[str, str, str, str], unit: CodeUnit, span: Span
) -> tuple[CodeUnit | None, list[Problem]]:
    """The endpoint, addon, task or tool that a call names; the run tells of one that is missing."""
    if others is None:
        return None, []
    construct, name, verb, api_group = call

    def find() -> CodeUnit | None:
        try:
            units = others()
            is_endpoint = construct == "query"
            return units.endpoint(name, verb, api_group)[0] if is_endpoint else units.find(construct, name)
        except ScriptError:
            return None

    return _loaded(find, unit, span)


def _loaded(
    find: Callable[[], Loaded | None], unit: CodeUnit, span: Span
) -> tuple[Loaded | None, list[Problem]]:
    try:
        return find(), []
    except XanoScriptSyntaxError as error:
        from runner.units.building import problems_of

        return None, problems_of(error)
    except StartError as error:
        return None, [Problem("broken-function", str(error), unit.source, span, severity="warning")]
