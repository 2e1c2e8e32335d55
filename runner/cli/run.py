"""``xsrun run JOB``: runs a job and prints its response."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from runner.cli.console import Console
from runner.cli.numbers import Seconds, Size, WholeNumber
from runner.cli.targets import JobTarget, job_folder, require_job

if TYPE_CHECKING:
    from runner.cli.environment import Environment
    from runner.cli.recording import Session
    from runner.execution.result import Result
    from runner.jobs import Plan, RunOptions
    from runner.jobs.targets import JobText

NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(context_settings={"max_content_width": 100})
@click.argument("job", type=JobTarget(), metavar="JOB")
@click.option("-i", "--input", "inputs", multiple=True, metavar="NAME=VALUE",
              help="An input: name=text, name:=json or name@file. Outweighs --inputs.")  # fmt: skip
@click.option("--inputs", "inputs_file", metavar="FILE",
              help="Inputs as an object, from a .json or .yaml file or from `-`.")  # fmt: skip
@click.option("--no-job-inputs", is_flag=True, help="Leave out the inputs that the job itself gives.")
@click.option("-e", "--env", multiple=True, metavar="NAME=VALUE", help="An env value. Outweighs all others.")
@click.option("--env-file", "env_files", multiple=True, metavar="FILE",
              help="Env values that the process lacks.  [default: .env here, .env beside JOB]")  # fmt: skip
@click.option("--allow-missing-env", is_flag=True, help="Let env values that nobody gave be null.")
@click.option("--functions", multiple=True, type=FOLDER, metavar="DIR", help="A folder with more functions.")
@click.option("--timeout", type=Seconds(), metavar="SECONDS", help="Stop the job after a time.")
@click.option("--max-steps", type=WholeNumber(1), metavar="N", help="Stop the job after N statements.")
@click.option("--max-memory", type=Size(), metavar="SIZE", help="Memory that the job may take: 512M, 2G.")
@click.option("--storage", type=NEW_FOLDER, metavar="DIR",
              help="Where the job keeps files.  [default: .xsrun/storage]")  # fmt: skip
@click.option("--database", metavar="FILE|URL",
              help="Where the tables are kept.  [default: DATABASE_URL, else in memory]")  # fmt: skip
@click.option("--redis", metavar="URL",
              help="The Redis server.  [default: REDIS_URL, else one inside of the run]")  # fmt: skip
@click.option("--namespace", metavar="NAME",
              help="What keys in Redis begin with.  [default: the name of the job]")  # fmt: skip
@click.option("--mail-dir", type=NEW_FOLDER, metavar="DIR", help="Write mails there, and send none.")
@click.option("--s3-endpoint", metavar="URL",
              help="A server in the place of Amazon's S3.  [default: AWS_ENDPOINT_URL]")  # fmt: skip
@click.option("--geoip", type=FILE, metavar="FILE",
              help="A GeoLite2 file, for util.ip_lookup.  [default: XSRUN_GEOIP]")  # fmt: skip
@click.option("--seed", type=WholeNumber(), metavar="N", help="Make random values repeatable.")
@click.option("--record", type=FILE, metavar="FILE",
              help="Write the requests of the run and their answers, without secrets.")  # fmt: skip
@click.option("--replay", type=FILE, metavar="FILE", help="Run from such a file, without a network.")
@click.option("--replay-compare", type=FILE, metavar="FILE",
              help="Run over the network, and tell what differs in shape from such a file.")  # fmt: skip
@click.option("-o", "--output", type=click.Choice(["json", "yaml", "raw"]),
              help="Form of the response; raw is a text as it is.  [default: json]")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Show no logs and no warnings, errors alone.")
@click.option("-v", "--verbose", is_flag=True, help="Show requests, statements as they run, and timings.")
@click.option("--dry-run", is_flag=True, help="Check everything and show what would run, but run nothing.")
def command(job: str, output: str | None, quiet: bool, verbose: bool, dry_run: bool, **options: Any) -> int:
    """Run a job and print its response; `xsrun JOB` is short for this.

    JOB is a file, a folder that holds run.xs, `-` for standard input, or a URL. The response goes
    to standard output; logs, warnings and errors go to standard error. The exit code is 0 when the
    job is done, 1 when it failed, 2 when it could not start.

    \b
    Example:
      xsrun jobs/openai_chat.xs -i prompt="Tell a joke." -i max_tokens:=50
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    require_job(job)
    from runner.execution.stacks import run_deep
    from runner.jobs.targets import STDIN, read_target

    if job == STDIN and options["inputs_file"] == STDIN:
        raise click.UsageError("JOB and --inputs cannot both be `-`: standard input is read once")
    console = Console(quiet=quiet, verbose=verbose)
    record = _session(**{name: options.pop(name) for name in ("record", "replay", "replay_compare")})
    run_options = record.options(_run_options(job, console, **options))
    text = read_target(job)  # not on the thread of the run: an interrupt could not end that
    with console.foreign_code():
        plan, result = run_deep(lambda: _plan_and_result(text, run_options, dry_run))
    if result is None:
        _show_plan(plan, output, console)
        return 0
    result = record.finish(plan, result, console)
    _show_result(result, output or "json", console)
    return result.exit_code


def _session(**files: Path | None) -> Session:
    """What the run does with its requests, beyond sending them."""
    from runner.cli.recording import session

    return session(**files)


def _plan_and_result(text: JobText, options: RunOptions, dry_run: bool) -> tuple[Plan, Result | None]:
    """The plan, and what came of it; None after a dry run."""
    from runner.jobs import prepare

    plan = prepare(text, options)
    return plan, None if dry_run else plan.run()


def _run_options(
    job: str,
    console: Console,
    *,
    inputs: tuple[str, ...],
    inputs_file: str | None,
    no_job_inputs: bool,
    env: tuple[str, ...],
    env_files: tuple[str, ...],
    allow_missing_env: bool,
    functions: tuple[Path, ...],
    timeout: float | None,
    max_steps: int | None,
    max_memory: int | None,
    storage: Path | None,
    database: str | None,
    redis: str | None,
    namespace: str | None,
    mail_dir: Path | None,
    s3_endpoint: str | None,
    geoip: Path | None,
    seed: int | None,
) -> RunOptions:
    from runner.cli.environment import read_environment
    from runner.execution.messages import LogEntry
    from runner.jobs import RunOptions

    environment = read_environment(env, env_files, job_folder(job))
    for warning in environment.warnings:
        console.log(LogEntry("warning", warning))
    return RunOptions(
        inputs=_inputs(inputs_file, inputs),
        job_inputs=not no_job_inputs,
        env=environment.layers,
        allow_missing_env=allow_missing_env,
        functions=functions,
        timeout=timeout,
        max_steps=max_steps,
        max_memory=max_memory,
        storage=storage,
        database=environment.database(database),
        redis=environment.setting(redis, "REDIS_URL"),
        namespace=namespace,
        mail_dir=mail_dir,
        s3_endpoint=_s3_endpoint(s3_endpoint, environment),
        geoip=_geoip(geoip, environment),
        trace=console.verbose,
        on_log=console.log,
        seed=seed,
    )


def _s3_endpoint(url: str | None, environment: Environment) -> str | None:
    # The names that Amazon's own tools know, the narrower one first.
    return environment.setting(environment.setting(url, "AWS_ENDPOINT_URL_S3"), "AWS_ENDPOINT_URL")


def _geoip(file: Path | None, environment: Environment) -> Path | None:
    flag = None if file is None else str(file)
    name = environment.place(flag, "XSRUN_GEOIP", lambda folder, text: str(folder / text))
    return Path(name) if name else None


def _inputs(file: str | None, assignments: tuple[str, ...]) -> dict[str, Any]:
    if file is None and not assignments:
        return {}
    from runner.cli.inputs import read_inputs

    return read_inputs(file, assignments)


def _show_result(result: Result, output: str, console: Console) -> None:
    if result.error is not None:
        from runner.report.failures import failure_text

        console.fail(failure_text(result.error, console.style))
    else:
        from runner.report.results import response_text

        console.result(response_text(result.response, output, pretty=console.terminal))
    if console.verbose:
        from runner.report.logs import timings_line

        console.note(timings_line(result.timings, console.style))


def _show_plan(plan: Plan, output: str | None, console: Console) -> None:
    from runner.report.plans import plan_text
    from runner.report.results import response_text

    described = plan.describe()
    if output in ("json", "yaml"):
        envelope = {"version": 1, "plan": described}
        console.result(response_text(envelope, output, pretty=console.terminal))
    else:
        console.result(plan_text(described, console.result_style))
