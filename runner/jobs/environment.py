"""Env names of a job -> their values: from flags, the process, .env files, the workspace."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from runner.errors import MissingEnvError, Problem
from runner.records import Record
from runner.values import to_text

if TYPE_CHECKING:
    from runner.jobs.loading import EnvName


class EnvLayer(NamedTuple):
    """One place that env values come from; ``label`` is what people call it.

    Values are texts. A workspace writes numbers and booleans, too, which become texts as
    XanoScript writes them; null is no value.
    """

    label: str
    values: Mapping[str, Any]


class EnvValue(Record):
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

    In each layer a name is looked for exactly as declared, then without regard to case: jobs say
    `openai_api_key`, shells OPENAI_API_KEY. An empty text is a value: somebody has set it.
    """
    return [_resolve(name, layers) for name in dict.fromkeys(names)]


def _resolve(name: str, layers: Sequence[EnvLayer]) -> EnvValue:
    lowered = name.lower()
    for label, values in layers:
        alike = (key for key in values if key.lower() == lowered)
        for key in (name, *alike):
            # None, as `os.environ.get` gives it, is no value; "" is one.
            value = values.get(key)
            if value is not None:
                return EnvValue(name, to_text(value), label, key)
    return EnvValue(name)


def missing_problems(names: Sequence[EnvName], error: MissingEnvError) -> list[Problem]:
    """The same as a problem for each name, where it is declared."""
    shown = {name: f"the env value {_as_people_set_it(name.name)} is not set" for name in names}
    return [Problem("missing-env", text, name.source, name.span, error.hint) for name, text in shown.items()]


def missing_error(names: Sequence[str]) -> MissingEnvError:
    """The error for env names that nobody gave, all of them in one sentence."""
    # All at once: nobody wants to learn of the next one by the next try.
    shown = ", ".join(_as_people_set_it(name) for name in names)
    verb = "is" if len(names) == 1 else "are"
    message = f"the job needs {shown} in the env, which {verb} not set"
    # In capitals, since that is how shells have them; the lookup does not care.
    first = names[0].upper()
    hint = f"export {first}=..., give --env {first}=..., or write it into an .env file"
    return MissingEnvError(message, names, hint=hint)


def undeclared_env(name: str, declaration: str) -> str:
    """The sentence on an env name that the code reads and the job does not declare."""
    return f"the code reads $env.{name}, which is null: declare it, {declaration}"


def _as_people_set_it(name: str) -> str:
    """A name in the case that shells use, with the job's own spelling where that differs."""
    return name if name == name.upper() else f"{name.upper()} (declared as {name})"
