"""The Python API: run a job, parse a text, register a function. Stable from version 0.1 on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runner.execution.result import Result
from runner.jobs import EnvLayer, RunOptions, run_job
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import Document


def run(
    source: str | Path | Source,
    *,
    inputs: Mapping[str, Any] | None = None,
    job_inputs: bool = True,
    env: Mapping[str, str] | None = None,
    functions: str | Path | Sequence[str | Path] | None = None,
    timeout: float | None = None,
) -> Result:
    """Run a job and give its result; never raises for what is wrong with job, inputs or env.

    Args:
        source: a file, a folder with `run.xs`, an https URL, or XanoScript itself (a text that
            holds a line break or a brace, or a :class:`runner.Source`).
        inputs: laid over `main.input` key by key.
        job_inputs: False ignores `main.input`.
        env: replaces the environment of the process; None is the process's.
        functions: a folder, or several, that functions are looked for in.
        timeout: seconds that the run may take.

    Returns:
        A :class:`runner.Result`; its ``response`` is None, bool, int, float, str, list or dict.
    """
    folders = [functions] if isinstance(functions, (str, Path)) else functions or ()
    options = RunOptions(
        inputs=dict(inputs or {}),
        job_inputs=job_inputs,
        env=None if env is None else [EnvLayer("env", env)],
        functions=tuple(Path(folder) for folder in folders),
        timeout=timeout,
    )
    if isinstance(source, str) and ("\n" in source or "{" in source):
        source = Source(source, "<string>")
    return run_job(source, options)


def parse(text: str, name: str = "<string>") -> tuple[Document, ...]:
    """The documents of a text of XanoScript, in order.

    Args:
        text: one document, or several parted by lines of ``---``.
        name: what problems call the text.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript; ``problems`` holds every problem found.
    """
    return parse_source(Source(text, name))
