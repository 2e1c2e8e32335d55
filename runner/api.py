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

NONE = type(None)
# What the arguments of `run` may be, where a wrong one would fail much later.
ARGUMENTS: dict[str, tuple[type, ...]] = {
    "source": (str, Path, Source),
    "inputs": (Mapping, NONE),
    "env": (Mapping, NONE),
    "timeout": (int, float, NONE),
    "max_steps": (int, NONE),
    "max_memory": (int, NONE),
    "storage": (str, Path, NONE),
    "database": (str, Path, NONE),
    "redis": (str, NONE),
    "namespace": (str, NONE),
    "mail_dir": (str, Path, NONE),
    "geoip": (str, Path, NONE),
    "s3_endpoint": (str, NONE),
}
PATHS = ("storage", "mail_dir", "geoip")
AS_THEY_ARE = ("job_inputs", "timeout", "max_steps", "max_memory", "redis", "namespace", "s3_endpoint")


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
    database: str | Path | None = None,
    redis: str | None = None,
    namespace: str | None = None,
    mail_dir: str | Path | None = None,
    geoip: str | Path | None = None,
    s3_endpoint: str | None = None,
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
        database: a file, or the URL of a PostgreSQL server, that keeps the tables; None is in memory,
            whatever DATABASE_URL says.
        redis: the URL of a Redis server; None is one inside of the run, whatever REDIS_URL says.
        namespace: what the keys of the job begin with in Redis; None is the name of the job.
        mail_dir: the folder that mails are written to, as .eml files; None sends them.
        geoip: a file such as GeoLite2-City.mmdb, which `util.ip_lookup` needs.
        s3_endpoint: the URL of a server that takes the place of Amazon's S3.

    Returns:
        A :class:`runner.Result`; its ``response`` is None, bool, int, float, str, list or dict.

    Raises:
        TypeError: an argument is not of the type that stands above.
    """
    given = locals()
    for name, types in ARGUMENTS.items():
        _require(name, given[name], *types)
    options = _options(given)
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


def _options(given: Mapping[str, Any]) -> RunOptions:
    """The options of a run, of its arguments."""
    env = given["env"]
    # Letter case is compared, which a number does not have.
    for name in env or ():
        _require("a name in env", name, str)
    options: dict[str, Any] = {name: given[name] for name in AS_THEY_ARE}
    options |= {name: None if given[name] is None else Path(given[name]) for name in PATHS}
    return RunOptions(
        inputs=given["inputs"] or {},
        env=None if env is None else [EnvLayer("env", env)],
        functions=_folders(given["functions"]),
        database=None if given["database"] is None else str(given["database"]),
        **options,
    )


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
        wanted = " or ".join("None" if one is NONE else one.__name__ for one in types)
        raise TypeError(f"{what} has to be {wanted}, but got {type(value).__name__}")
