"""``xsrun port``: shows what of the language some files use, and which of their jobs run here."""

from __future__ import annotations

import click

from runner.cli.console import Console


@click.command(context_settings={"max_content_width": 100})
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--format", "form", type=click.Choice(("human", "json")), default="human", show_default=True,
              help="How it is told; JSON holds every place.")  # fmt: skip
def command(paths: tuple[str, ...], form: str) -> int:
    """Tell which jobs of Xano run here, before any of them does.

    PATH is a file, a folder with all below it, or a pattern such as 'jobs/**/*.xs'; without any it
    is the working directory. Each construct, statement and filter is told as the same, as different
    or as missing. The exit code is 1 where something does not run.

    \b
    Example:
      xsrun port jobs
    """
    from runner.lookup.xs_files import xs_files
    from runner.port.verdicts import look
    from runner.report.port import port_data, port_text
    from runner.report.results import response_text

    console = Console()
    # Functions of Python's that jobs call are imported to see whether they are there.
    with console.foreign_code():
        port = look(xs_files(paths))
    if form == "json":
        console.result(response_text(port_data(port), "json", pretty=console.terminal))
    else:
        console.result(port_text(port, console.result_style))
    return int(not all(verdict.runs for verdict in port.verdicts))
