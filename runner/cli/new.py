"""``xsrun new``: makes the folder of a new job."""

from __future__ import annotations

from pathlib import Path

import click

from runner.cli.console import Console
from runner.scaffold import TEMPLATES, new_job

DEFAULT = next(iter(TEMPLATES))


@click.command(context_settings={"max_content_width": 100})
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--from", "template", type=click.Choice(list(TEMPLATES)), default=DEFAULT,
              help=f"What the job shows.  [default: {DEFAULT}]")  # fmt: skip
def command(name: Path, template: str) -> int:
    """Make the folder of a new job that runs.

    NAME is the folder, and names the job. It gets run.xs, a function, cases, a page, and .env.example
    where it needs a key. Nothing is written over.

    \b
    transform  lists and objects, without any request
    http       an API that is asked page by page
    openai     a question to a chat model
    table      rows that are kept from run to run

    \b
    Example:
      xsrun new jobs/send_invoices --from http
    """
    import shlex

    from runner.lookup.folders import display_path

    console = Console()
    files = new_job(name, template)
    console.result("".join(f"{display_path(file)}\n" for file in files))
    console.note(f"\nnext: xsrun test {shlex.quote(display_path(name))}")
    return 0
