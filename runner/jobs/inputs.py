"""The inputs of a job's main function: the job's own, under those of the caller, checked."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runner.check.suggestions import near
from runner.errors import InputError, ScriptError
from runner.execution.secrets import MASK
from runner.lookup.data import copy_data
from runner.syntax.nodes import Target
from runner.types import Field, Schema

HINT = "give inputs with --input name=value, or in `main.input`"


@dataclass(frozen=True, slots=True)
class JobInputs:
    """What the main function is called with.

    Attributes:
        given: as they were written.
        validated: as the function sees them, defaults included.
        warnings: a sentence for each input of the job's own that the function does not declare.
    """

    given: dict[str, Any]
    validated: dict[str, Any]
    warnings: list[str]


def resolve_inputs(main: Target, schema: Schema, given: Mapping[str, Any], *, job_inputs: bool) -> JobInputs:
    """Lay what the caller gives over what the job gives, key by key, and check it.

    A name that the function does not declare is a mistake of a caller, and dropped with a warning
    where the job gives it, as Xano drops it in silence.

    Raises:
        InputError: with every fault of the call, one sentence a line.
    """
    own = main.inputs if job_inputs else {}
    callers = _as_data(given)
    inputs = {**own, **callers}
    undeclared = schema.undeclared(inputs)
    wrong = [name for name in undeclared if name.partition(".")[0].partition("[")[0] in callers]
    # Both kinds of faults are gathered, so that one try shows them all.
    faults = [_unknown(name, main, schema) for name in wrong]
    validated: dict[str, Any] = {}
    try:
        # A plan has no context yet, so the time of an input `now` is asked for here.
        validated = schema.validate(inputs, now=lambda: time.time_ns() // 1_000_000)
    except ScriptError as error:
        faults.append(error.message)
    if faults:
        raise InputError("\n".join(faults), hint=HINT)
    return JobInputs(
        inputs,
        validated,
        [
            f"`{main.name}` declares no input `{name}`; the value that the job gives is left out"
            for name in undeclared
        ],
    )


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


def _as_data(given: Mapping[str, Any]) -> dict[str, Any]:
    """A copy: a job must not see what its caller changes meanwhile, nor objects that are not data."""
    try:
        copied: dict[str, Any] = copy_data(given, "`inputs`")
    except ScriptError as error:
        raise InputError(error.message, hint=HINT) from None
    return copied


def _unknown(name: str, main: Target, schema: Schema) -> str:
    known = [field.name for field in schema.fields]
    close = near(name, known)
    if close is not None:
        return f"`{main.name}` has no input `{name}`; did you mean `{close}`?"
    return f"`{main.name}` has no input `{name}`; it has {', '.join(known) if known else 'none'}"
