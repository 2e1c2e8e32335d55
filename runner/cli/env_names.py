"""``xsrun env``: shows the env names of a job and where their values come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from runner.cli.console import Console
from runner.cli.targets import JobTarget, job_folder, require_job

if TYPE_CHECKING:
    from runner.jobs.env_state import EnvState

EXAMPLE = ".env.example"


@click.command(context_settings={"max_content_width": 100})
@click.argument("job", type=JobTarget(), metavar="JOB")
@click.option("--env-file", "env_files", multiple=True, metavar="FILE",
              help="Env values that the process lacks.  [default: .env here, .env beside JOB]")  # fmt: skip
@click.option("--functions", multiple=True, metavar="DIR", help="A folder with more functions.",
              type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--write-example", is_flag=True, help="Write the names into .env.example beside JOB.")
def command(
    job: str, env_files: tuple[str, ...], functions: tuple[Path, ...], as_json: bool, write_example: bool
) -> int:
    """Show the env names of a job, and where their values come from.

    They are those that it declares and those that its code reads. No value is ever shown. The exit
    code is 1 where a value is missing or a name is not declared.

    \b
    Example:
      xsrun env jobs/openai_chat.xs
    """
    require_job(job)
    from runner.report.env_names import describe_env, env_text
    from runner.report.results import response_text

    console = Console()
    states = _states(job, env_files, functions, console)
    if write_example:
        _write_example(job, states, console)
    if as_json:
        envelope = {"version": 1, "env": [describe_env(state) for state in states]}
        console.result(response_text(envelope, "json", pretty=console.terminal))
    else:
        console.result(env_text(states, console.result_style))
    return int(any(state.is_wrong for state in states))


def _states(
    job: str, env_files: tuple[str, ...], functions: tuple[Path, ...], console: Console
) -> list[EnvState]:
    from runner.cli.environment import read_environment
    from runner.jobs.env_state import env_states
    from runner.jobs.loading import load_job
    from runner.jobs.overview import look_at

    environment = read_environment((), env_files, job_folder(job))
    for warning in environment.warnings:
        console.note(warning)
    with console.foreign_code():
        loaded = load_job(job)
        return env_states(look_at(loaded, Path(loaded.file), functions), environment.layers)


def _write_example(job: str, states: list[EnvState], console: Console) -> None:
    from runner.errors import UsageError
    from runner.lookup.folders import display_path
    from runner.lookup.rewriting import rewrite
    from runner.report.env_names import example_text

    folder = job_folder(job)
    if folder is None:
        raise UsageError(f"--write-example needs a job in a folder, and {job} is in none")
    path = folder / EXAMPLE
    try:
        before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        text = example_text(states, before)
        if path.exists() and text != before:
            rewrite(path, text)
        elif text != before:
            path.write_text(text, encoding="utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{display_path(path)} is not UTF-8 text") from None
    except OSError as error:
        raise UsageError(f"{display_path(path)} cannot be written: {error.strerror or error}") from None
    console.note(f"{'wrote' if text != before else 'nothing is missing in'} {display_path(path)}")
