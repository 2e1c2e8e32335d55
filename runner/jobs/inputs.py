"""The inputs of a job's functions: the job's own, under those of the caller, checked."""

from __future__ import annotations

import time
from collections.abc import Container, Mapping, Sequence
from typing import Any

from runner.errors import InputError, Problem, ScriptError
from runner.execution.secrets import MASK
from runner.lookup.data import copy_data
from runner.records import Record
from runner.source import Source
from runner.types import Field, Schema
from runner.types.table import FILE_TYPES
from runner.units import Target
from runner.values.files import GivenFile, base_name, file_value

# A wrong list of ten thousand items is one mistake, not ten thousand lines.
MAX_LISTED = 20
HINT = "give inputs with --input name=value (a file: name@file), or in `main.input`"


class InputFault(Record):
    """One thing that is wrong with the inputs of a call.

    ``name`` is the input, as a path; ``given`` says that the caller gave its value, and not the job.
    """

    name: str
    message: str
    given: bool


class JobInputs(Record):
    """What a function of a job is called with.

    Attributes:
        given: as they were written.
        validated: as the function sees them, defaults included; empty where there are faults.
        warnings: a sentence for each input of the job's own that the function does not declare.
        faults: everything that is wrong.
    """

    given: dict[str, Any]
    validated: dict[str, Any]
    warnings: Sequence[str] = ()
    faults: Sequence[InputFault] = ()


def resolve_inputs(
    target: Target, schema: Schema, given: Mapping[str, Any], *, job_inputs: bool, later: Container[str] = ()
) -> JobInputs:
    """Lay what the caller gives over what the job gives, key by key, and check it.

    A name that the function does not declare is a mistake of a caller, and dropped with a warning
    where the job gives it, as Xano drops it in silence.

    Args:
        target: the function with the job's own inputs.
        schema: what the function declares.
        given: the caller's.
        job_inputs: whether the job's own count.
        later: the inputs whose values only the run will know; they are not looked at.

    Raises:
        InputError: the caller's values are no data, or one of them is a file that is no text.
    """
    own = target.inputs if job_inputs else {}
    callers = _as_data(opened(given, schema))
    inputs = {**own, **callers}
    undeclared = schema.undeclared(inputs)
    wrong = [name for name in undeclared if first_part(name) in callers]
    # Both kinds of faults are gathered, so that one try shows them all.
    faults = [InputFault(name, _unknown(name, target, schema), True) for name in wrong]
    known = Schema(tuple(field for field in schema.fields if field.name not in later))
    validated: dict[str, Any] = {}
    try:
        # A plan has no context yet, so the time of an input `now` is asked for here.
        validated = known.validate(inputs, now=lambda: time.time_ns() // 1_000_000)
    except ScriptError as error:
        found = [(fault["param"], fault["message"]) for fault in error.payload]
        faults += [InputFault(name, message, first_part(name) in callers) for name, message in found]
    warnings = [undeclared_input(target.name, name, "job") for name in undeclared if name not in wrong]
    return JobInputs(inputs, {} if faults else validated, warnings, faults)


def input_error(
    faults: Sequence[InputFault], target: Target, source: Source, hint: str
) -> tuple[InputError, list[Problem]]:
    """The error for all faults of one call, and the same as problems with their places.

    A value that the job gives is wrong where it stands, any other where the function is named.
    """
    problems = []
    for fault in faults[:MAX_LISTED]:
        own = None if fault.given else target.input_spans.get(first_part(fault.name))
        problems.append(Problem("input", fault.message, source, own or target.name_span))
    problems[-1] = problems[-1].changed(hint=hint)
    return InputError(_listed(faults), hint=hint), problems


def _listed(faults: Sequence[InputFault]) -> str:
    if len(faults) == 1:
        return faults[0].message
    lines = [f"{len(faults)} inputs are wrong:", *(f"- {fault.message}" for fault in faults[:MAX_LISTED])]
    return "\n".join(lines + [f"- and {len(faults) - MAX_LISTED} more"] * (len(faults) > MAX_LISTED))


def first_part(path: str) -> str:
    """The input that a path such as ``from.email`` or ``items[2].id`` leads into."""
    return path.partition(".")[0].partition("[")[0]


def shown_inputs(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Validated inputs with those masked that are declared as sensitive."""
    return {field.name: _shown(field, values.get(field.name)) for field in fields}


def _shown(field: Field, value: Any) -> Any:
    if value is None:
        return None
    # That there is a value is no secret; what it is may be one.
    if field.is_secret:
        return MASK
    if field.fields and isinstance(value, dict):
        return shown_inputs(field.fields, value)
    if field.fields and isinstance(value, list):
        return [_shown(field, item) for item in value]
    return value


def opened(given: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """The files among the caller's values: themselves where the input takes one, else their text.

    Raises:
        InputError: a file is no text, but has to be one.
    """
    takers = {field.name for field in schema.fields if field.type in FILE_TYPES}
    return {
        name: _file(name, value, name in takers) if isinstance(value, GivenFile) else value
        for name, value in given.items()
    }


def _file(name: str, file: GivenFile, whole: bool) -> Any:
    if whole:
        return file_value(base_name(file.path), file.data)
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the input `{name}`: {file.path} is not text in UTF-8 (byte {error.start})"
        raise InputError(message, hint="declare the input as a `file` to give it any file") from None


def _as_data(given: Mapping[str, Any]) -> dict[str, Any]:
    """A copy: a job must not see what its caller changes meanwhile, nor objects that are not data."""
    try:
        copied: dict[str, Any] = copy_data(given, "`inputs`")
    except ScriptError as error:
        raise InputError(error.message, hint=HINT) from None
    return copied


def undeclared_input(function: str, name: str, giver: str) -> str:
    """The sentence on an input that the function does not declare; ``giver`` is a job, a call or a test."""
    return f"`{function}` declares no input `{name}`; the value that the {giver} gives is left out"


def meant_input(name: str, schema: Schema) -> str:
    """What an undeclared input may have been meant to be, or what there is."""
    from runner.check.suggestions import near

    inside, known = _beside(name, schema)
    prefix = f"{inside}." if inside else ""
    close = near(name.removeprefix(prefix), known)
    if close is not None:
        return f"did you mean `{prefix}{close}`?"
    owner = f"`{inside}`" if inside else "it"
    return f"{owner} has {', '.join(known) if known else 'none'}"


def _unknown(name: str, target: Target, schema: Schema) -> str:
    return f"`{target.name}` has no input `{name}`; {meant_input(name, schema)}"


def _beside(path: str, schema: Schema) -> tuple[str, list[str]]:
    """The object that an undeclared ``path`` leads into ("" for the inputs themselves), and what it has."""
    fields, inside = schema.fields, ""
    for part in path.split(".")[:-1]:
        field = next((field for field in fields if field.name == first_part(part)), None)
        if field is None or not field.fields:
            break
        fields, inside = field.fields, f"{inside}.{part}" if inside else part
    return inside, [field.name for field in fields]
