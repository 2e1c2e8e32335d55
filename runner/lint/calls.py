"""Calls against what they call: functions that are not there, inputs that are missing, unknown or wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from runner.errors import Fix, Problem, ScriptError
from runner.jobs.inputs import first_part, meant_input, undeclared_input
from runner.lint.facts import Call, DocumentFacts, Given
from runner.lint.report import FileReport
from runner.lint.scopes import Scope, Scopes
from runner.records import Record
from runner.source import Source, Span
from runner.types import Field, Schema
from runner.types.faults import nearest
from runner.types.table import FILE_TYPES

MAIN = "main"


class KnownCall(Record):
    """A call whose function declares its inputs; ``results`` are inputs that earlier parts of a job give."""

    call: Call
    schema: Schema
    source: Source
    results: frozenset[str]

    @property
    def names(self) -> set[str]:
        """What the call gives, or another part of the job."""
        return {given.name for given in self.call.given} | self.results


def call_problems(report: FileReport, scopes: Scopes) -> Iterator[Problem]:
    """The problems of all calls in a file."""
    if not any(document.calls for document in report.facts.documents):
        return
    scope = scopes.of(report)
    for document in report.facts.documents:
        for call in document.calls:
            callee = scope.find(call.name)
            if callee is None:
                yield from _unknown(call, scope, report)
            # A job that gives nothing leaves all to whoever runs it.
            elif (call.given or call.part != MAIN) and callee.schema is not None:
                results = frozenset(_earlier(document, call)) & _names(callee.schema.fields)
                yield from input_problems(KnownCall(call, callee.schema, report.source, results))


def _unknown(call: Call, scope: Scope, report: FileReport) -> Iterator[Problem]:
    # What lies beside a text that is no file nobody knows.
    if report.path is not None or not call.name:
        sentence, hint = scope.missing(call.name)
        yield Problem("unknown-function", sentence, report.source, call.span, hint)


def _earlier(document: DocumentFacts, call: Call) -> Iterator[str]:
    """The names under which a part of a job gets the results of the parts before it."""
    for part in document.calls if call.part else ():
        if part is call:
            return
        yield part.result


def input_problems(known: KnownCall) -> Iterator[Problem]:
    """The problems of what one call gives."""
    missing = _missing(known)
    # A misspelled name is one fault, not two: nothing more is said of what it was meant to be.
    unknown = {
        given.name: given for given in known.call.given if given.name not in _names(known.schema.fields)
    }
    for field in list(missing):
        typo = nearest(field.name, unknown)
        if typo is not None:
            missing.remove(field)
            yield _misspelled(known, field, unknown.pop(typo))
    if missing:
        yield _left_out(known, missing)
    yield from _undeclared(known, unknown)
    yield from _wrong(known)
    yield from _nullable(known)


def _missing(known: KnownCall) -> list[Field]:
    if known.call.is_open:
        return []
    return [field for field in known.schema.fields if field.required and field.name not in known.names]


def _misspelled(known: KnownCall, field: Field, given: Given) -> Problem:
    message = f"`{known.call.name}` needs `{field.name}`, and gets `{given.name}`"
    hint = "; ".join(filter(None, (f"did you mean `{field.name}`?", _declared([field]))))
    start, end = given.span.start, given.span.start + len(given.name)
    is_bare = known.source.text[start:end] == given.name
    fix = Fix(Span(start, end), field.name, safe=False) if is_bare else None
    return Problem("missing-input", message, known.source, given.span, hint, fix)


def _left_out(known: KnownCall, missing: list[Field]) -> Problem:
    """One problem for all inputs that a call leaves out."""
    call, names = known.call, " and ".join(f"`{field.name}`" for field in missing)
    if call.part != MAIN:
        message = f"`{call.name}` needs {names}, which this call does not give"
        return Problem("missing-input", message, known.source, call.span, _declared(missing) or None)
    # Not wrong as it stands: who runs the job may give them.
    message = f"`{call.name}` needs {names}, which the job does not give: each run has to"
    hint = f"write {'it' if len(missing) == 1 else 'them'} into `main.input`, or run it with " + " ".join(
        f"--input {field.name}=..." for field in missing
    )
    return Problem("missing-job-input", message, known.source, call.span, hint, severity="warning")


def _undeclared(known: KnownCall, unknown: Collection[str]) -> Iterator[Problem]:
    """What is given and not declared, also inside of objects; Xano drops it in silence."""
    call = known.call
    values = {given.name: given.constant[0] if given.constant else None for given in call.given}
    spans = {given.name: given.span for given in call.given}
    told = _names(known.schema.fields) | set(unknown)
    for path in known.schema.undeclared(values):
        if first_part(path) in told:
            message = undeclared_input(call.name, path, "job" if call.part else "call")
            hint = meant_input(path, known.schema)
            span = spans[first_part(path)]
            yield Problem("undeclared-input", message, known.source, span, hint, severity="warning")


def _wrong(known: KnownCall) -> Iterator[Problem]:
    """Constants that the declarations refuse."""
    constants = {given.name: given for given in known.call.given if given.constant}
    # What stands for a file in a job is a note to whoever runs it: `"(attach an image)"`.
    files = FILE_TYPES if known.call.part == MAIN else ()
    fields = [field for field in known.schema.fields if field.name in constants and field.type not in files]
    values = {field.name: constants[field.name].constant[0] for field in fields}
    # The place of a declaration stands in the hint.
    plain = Schema(tuple(field.changed(where="") for field in fields))
    try:
        plain.validate(values, now=lambda: 0)
    except ScriptError as error:
        for fault in error.payload:
            name = first_part(fault["param"])
            is_empty = values[name] == "" and fault["param"] == name
            hint = _declared(field for field in fields if field.name == name)
            code = "empty-input" if is_empty else "wrong-input"
            yield Problem(code, fault["message"], known.source, constants[name].span, hint or None)


def _nullable(known: KnownCall) -> Iterator[Problem]:
    """Inputs that may be null and are left out by the job, which Xano refuses."""
    if known.call.part != MAIN:
        return
    fields = [field for field in known.schema.fields if field.nullable and not field.may_be_left_out]
    left_out = [field for field in fields if field.name not in known.names]
    if left_out:
        names = " and ".join(f"`{field.name}`" for field in left_out)
        message = f"Xano refuses the job without {names}: `?` behind a type allows null, not to leave it out"
        hint = (
            f"give {', '.join(f'{field.name}: null' for field in left_out)}, or declare it as optional too: "
        )
        hint += ", ".join(f"`{field.changed(optional=True).head}`" for field in left_out)
        yield Problem(
            "nullable-input-omitted", message, known.source, known.call.span, hint, severity="warning"
        )


def _declared(fields: Iterable[Field]) -> str:
    """Where inputs are declared, for hints."""
    places = dict.fromkeys(field.where for field in fields if field.where)
    return f"declared at {', '.join(places)}" if places else ""


def _names(fields: Iterable[Field]) -> set[str]:
    return {field.name for field in fields}
