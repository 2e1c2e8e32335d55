"""The Python API: run a job, parse a text. Stable from version 0.1 on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runner.execution.result import Result
from runner.jobs import EnvLayer, RunOptions, run_job
from runner.source import Source
from runner.syntax import parse_source

if TYPE_CHECKING:
    from runner.syntax.nodes import Document


def run(
    source: str | Path | Source,
    *,
    inputs: Mapping[str, Any] | None = None,
    job_inputs: bool = True,
    env: Mapping[str, str] | None = None,
    functions: str | Path | Sequence[str | Path] | None = None,
    timeout: float | None = None,
    max_steps: int | None = None,
    max_memory: int | None = None,
    storage: str | Path | None = None,
) -> Result:
    """Run a job and give its result; never raises for what is wrong with job, inputs or env.

    Args:
        source: a file, a folder with `run.xs`, an https URL, `-` for standard input, or XanoScript
            itself (a text that holds a line break or a brace, or a :class:`runner.Source`).
        inputs: laid over `main.input` key by key.
        job_inputs: False ignores `main.input`.
        env: replaces the environment of the process; None is the process's.
        functions: a folder, or several, that functions are looked for in.
        timeout: seconds that the run may take; one call of a function of Python's that waits by
            itself, such as `time.sleep`, is not interrupted.
        max_steps: statements that the run may execute.
        max_memory: bytes that the run may take beyond what the process has, on Linux; runs at the same
            time in one process share what they may take.
        storage: the folder of the files that the run keeps; None is `.xsrun/storage` in the current one.

    Returns:
        A :class:`runner.Result`; its ``response`` is None, bool, int, float, str, list or dict.

    Raises:
        TypeError: an argument is not of the type that stands above.
    """
    _require("source", source, str, Path, Source)
    _require("inputs", inputs, Mapping, type(None))
    _require("env", env, Mapping, type(None))
    _require("timeout", timeout, int, float, type(None))
    _require("max_steps", max_steps, int, type(None))
    _require("max_memory", max_memory, int, type(None))
    _require("storage", storage, str, Path, type(None))
    # Letter case is compared, which a number does not have.
    for name in env or ():
        _require("a name in env", name, str)
    options = RunOptions(
        inputs=inputs or {},
        job_inputs=job_inputs,
        env=None if env is None else [EnvLayer("env", env)],
        functions=_folders(functions),
        timeout=timeout,
        max_steps=max_steps,
        max_memory=max_memory,
        storage=None if storage is None else Path(storage),
    )
    # A path has neither, and a job has both.
    if isinstance(source, str) and ("\n" in source or "{" in source):
        source = Source(source)
    return run_job(source, options)


def parse(text: str, name: str = "<string>") -> tuple[Document, ...]:
    """The documents of a text of XanoScript, in order.

    Args:
        text: one document, or several parted by lines of ``---``.
        name: what problems call the text.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript; ``problems`` holds every problem found.
        TypeError: ``text`` is not a text.
    """
    _require("text", text, str)
    return parse_source(Source(text, name))


def _folders(functions: str | Path | Sequence[str | Path] | None) -> tuple[Path, ...]:
    if functions is None:
        return ()
    if isinstance(functions, (str, Path)):
        return (Path(functions),)
    # A set has no order, and the first folder that has a name wins.
    _require("functions", functions, Sequence)
    for folder in functions:
        _require("a folder of functions", folder, str, Path)
    return tuple(Path(folder) for folder in functions)


def _require(what: str, value: object, *types: type) -> None:
    if not isinstance(value, types):
        wanted = " or ".join("None" if one is type(None) else one.__name__ for one in types)
        raise TypeError(f"{what} has to be {wanted}, but got {type(value).__name__}")
