"""What a run may reach: every function that is called by name from `main` on, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from runner.check import References, references
from runner.errors import Problem, StartError, XanoScriptSyntaxError
from runner.execution.machine import examine
from runner.lookup import Found, Library
from runner.source import Span
from runner.specs import Language
from runner.syntax.nodes import FunctionDocument
from runner.types import Schema


@dataclass(slots=True)
class Reach:
    """The functions that a job may call, what they refer to, and what is wrong with them.

    ``open`` says that code was met whose references only a run can know: Python functions, names
    that are computed.
    """

    functions: set[str] = field(default_factory=set)
    references: list[References] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    schemas: dict[str, Schema] = field(default_factory=dict)
    open: bool = False

    def schema(self, found: Found) -> Schema:
        """The declared inputs of a function."""
        if found.function is not None:
            return found.function.schema
        return self.schemas[found.name]

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


def explore(main: Found, library: Library, language: Language) -> Reach:
    """Follow the calls from ``main``; functions that are computed or missing end the way."""
    reach = Reach(functions={main.name})
    pending, met = [main], {main.name}
    while pending:
        found = pending.pop()
        # What Python code reads and calls cannot be seen from outside.
        if found.document is None:
            reach.open = True
            continue
        refers = _visit(found.document, reach, language)
        for name, span in refers.functions.items():
            # Functions that call each other would otherwise be followed for ever.
            if name in met:
                continue
            met.add(name)
            called, problems = _call(library, name, found.document, span, language)
            reach.problems.extend(problems)
            if called is not None:
                reach.functions.add(name)
                pending.append(called)
    return reach


def _visit(document: FunctionDocument, reach: Reach, language: Language) -> References:
    schema, problems = examine(document, language)
    refers = references(document)
    reach.schemas[document.name] = schema
    reach.problems.extend(problems)
    reach.references.append(refers)
    reach.open = reach.open or refers.any_function
    return refers


def _call(
    library: Library, name: str, document: FunctionDocument, span: Span, language: Language
) -> tuple[Found | None, list[Problem]]:
    """The function that a call names; one that is missing or cannot be loaded is a warning until reached."""
    try:
        found = library.find(name)
    except XanoScriptSyntaxError as error:
        return None, problems_of(error, language)
    except StartError as error:
        return None, [Problem("broken-function", str(error), document.source, span, severity="warning")]
    if found is None:
        sentence = "; ".join(library.missing(name))
        return None, [Problem("unknown-function", sentence, document.source, span, severity="warning")]
    return found, []


def problems_of(error: XanoScriptSyntaxError, language: Language) -> list[Problem]:
    """All problems of a file that is not XanoScript: also those of its functions that could be read whole.

    A line that has a problem of syntax gets no second one: it is most often the same fault.
    """
    found: list[Problem] = []
    for document in error.documents:
        whole = not any(document.span.start <= gap.start < document.span.end for gap in error.gaps)
        if whole and isinstance(document, FunctionDocument):
            found.extend(examine(document, language)[1])
    told = {_line(problem) for problem in error.problems}
    problems = [*error.problems, *(problem for problem in found if _line(problem) not in told)]
    return sorted(problems, key=lambda problem: problem.span)


def _line(problem: Problem) -> int:
    return problem.source.position(problem.span.start).line
