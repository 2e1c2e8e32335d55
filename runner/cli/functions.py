"""``xsrun functions``: lists every function that a job could call."""

from __future__ import annotations

from pathlib import Path

import click

from runner.cli.console import Console


@click.command(context_settings={"max_content_width": 100})
@click.argument("job", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--functions",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with more functions.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with everything that is declared.")
def command(job: Path | None, folders: tuple[Path, ...], as_json: bool) -> int:
    """List the functions that jobs can call from here.

    They stand in the order in which a name is looked for: of two with one name the first is
    called, the other is marked as shadowed. With JOB, a file or a folder, the functions of that
    job come first.

    \b
    Example:
      xsrun functions jobs/openai-chat-completion
    """
    from runner.jobs import visible_functions
    from runner.report.listing import describe_function, plain_text, table_text
    from runner.report.results import response_text

    console = Console()
    with console.foreign_code():
        listed = [describe_function(found) for found in visible_functions(_job_file(job), folders)]
    if as_json:
        envelope = {"version": 1, "functions": listed}
        console.result(response_text(envelope, "json", pretty=console.terminal))
    elif console.terminal:
        console.result(table_text(listed, console.result_style))
    elif listed:
        console.result(plain_text(listed))
    return 0


def _job_file(job: Path | None) -> Path | None:
    """The job's file where a folder holds one: its functions count as well.

    None, without JOB and without a job here, looks from the project alone.
    """
    from runner.jobs.targets import JOB_FILES

    if job is not None and job.is_file():
        return job
    files = [(job or Path()) / name for name in JOB_FILES]
    return next((file for file in files if file.is_file()), job)
