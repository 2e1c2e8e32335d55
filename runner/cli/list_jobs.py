"""``xsrun list``: shows the jobs of a folder."""

from __future__ import annotations

import click

from runner.cli.console import Console


@click.command(context_settings={"max_content_width": 100})
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with everything that is declared.")
def command(paths: tuple[str, ...], as_json: bool) -> int:
    """List the jobs in files and folders, with their inputs and env.

    PATH is a file, a folder with all below it, or a pattern such as 'jobs/**/*.xs'; without any it
    is the working directory. Nothing runs.

    \b
    Example:
      xsrun list jobs
    """
    from runner.jobs.overview import jobs_in
    from runner.lookup.xs_files import xs_files
    from runner.report.jobs import describe_job, jobs_lines, jobs_text
    from runner.report.results import response_text

    console = Console()
    with console.foreign_code():
        jobs = [describe_job(view) for view in jobs_in(xs_files(paths))]
    if as_json:
        console.result(response_text({"version": 1, "jobs": jobs}, "json", pretty=console.terminal))
    elif console.terminal:
        console.result(jobs_text(jobs, console.result_style))
    elif jobs:
        console.result(jobs_lines(jobs))
    return 0
