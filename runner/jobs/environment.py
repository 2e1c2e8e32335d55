"""Env names of a job -> their values: from flags, the process, .env files, the workspace."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from runner.errors import MissingEnvError


class EnvLayer(NamedTuple):
    """One place that env values come from; ``label`` is what people call it."""

    label: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EnvValue:
    """One declared env name and what was found for it; ``source`` is None where nothing was."""

    name: str
    value: str | None = None
    source: str | None = None
    found_as: str | None = None


def process_layer() -> EnvLayer:
    """The environment of the process."""
    return EnvLayer("process", os.environ)


def resolve(names: Sequence[str], layers: Sequence[EnvLayer]) -> list[EnvValue]:
    """The value of each declared name, from the first layer that has it.

    In each layer a name is looked for exactly as declared, then without regard to case.
    """
    return [_resolve(name, layers) for name in dict.fromkeys(names)]


def _resolve(name: str, layers: Sequence[EnvLayer]) -> EnvValue:
    lowered = name.lower()
    for label, values in layers:
        if name in values:
            return EnvValue(name, str(values[name]), label, name)
        for key in values:
            if key.lower() == lowered:
                return EnvValue(name, str(values[key]), label, key)
    return EnvValue(name)


def missing_error(names: Sequence[str]) -> MissingEnvError:
    """The error for env names that nobody gave."""
    shown = ", ".join(_as_set(name) for name in names)
    verb = "is" if len(names) == 1 else "are"
    message = f"the job needs {shown} in the env, which {verb} not set"
    hint = f"export {names[0].upper()}=..., give --env {names[0].upper()}=..., or write it into an .env file"
    return MissingEnvError(message, names, hint=hint)


def _as_set(name: str) -> str:
    """A name as people set it, with the job's own spelling where that differs."""
    return name if name == name.upper() else f"{name.upper()} (declared as {name})"
