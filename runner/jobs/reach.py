"""What a run may reach: every function that is called by name from those of the job on, checked."""

from __future__ import annotations

from collections.abc import Sequence

from runner.errors import Problem, StartError, XanoScriptSyntaxError
from runner.lookup import Found, Library
from runner.source import Span
from runner.types import Schema
from runner.units import FunctionUnit
from runner.units.unit import References


class Reach:
    """The functions that a job may call, what they refer to, and what is wrong with them.

    ``units`` are those of XanoScript. ``open`` says that code was met whose references only a run can
    know: Python functions, names that are computed.
    """

    def __init__(self, functions: set[str]) -> None:
        self.functions = functions
        self.units: list[FunctionUnit] = []
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


def explore(starts: Sequence[Found], library: Library) -> Reach:
    """Follow the calls from each of ``starts``; functions that are computed or missing end the way."""
    met = {found.name for found in starts}
    reach = Reach(set(met))
    pending = list({found.name: found for found in starts}.values())
    while pending:
        found = pending.pop()
        reach.problems.extend(found.repeated)
        # What Python code reads and calls cannot be seen from outside.
        if found.unit is None:
            reach.open = True
            continue
        refers = _visit(found.unit, reach)
        for name, span in refers.functions.items():
            # Functions that call each other would otherwise be followed for ever.
            if name in met:
                continue
            met.add(name)
            called, problems = _call(library, name, found.unit, span)
            reach.problems.extend(problems)
            if called is not None:
                reach.functions.add(name)
                pending.append(called)
    return reach


def _visit(unit: FunctionUnit, reach: Reach) -> References:
    reach.units.append(unit)
    reach.schemas[unit.name] = unit.schema
    reach.problems.extend([*unit.problems, *unit.warnings])
    reach.references.append(unit.references)
    reach.open = reach.open or unit.references.any_function
    return unit.references


def _call(library: Library, name: str, unit: FunctionUnit, span: Span) -> tuple[Found | None, list[Problem]]:
    """The function that a call names; one that is missing or cannot be loaded is a warning until reached."""
    try:
        found = library.find(name)
    except XanoScriptSyntaxError as error:
        from runner.units.building import problems_of

        return None, problems_of(error)
    except StartError as error:
        return None, [Problem("broken-function", str(error), unit.source, span, severity="warning")]
    if found is None:
        sentence = "; ".join(library.missing(name))
        return None, [Problem("unknown-function", sentence, unit.source, span, severity="warning")]
    return found, []
