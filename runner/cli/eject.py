"""``xsrun eject``: a job with its functions in Python, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from runner.cli.console import Console
from runner.cli.targets import JobTarget, require_job

if TYPE_CHECKING:
    from runner.eject.project import Project


@click.command(context_settings={"max_content_width": 100})
@click.argument("job", type=JobTarget())
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder to write into; a new or an empty one.",
)
@click.option(
    "--functions",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with more functions.",
)
@click.option(
    "--force", is_flag=True, help="Write into a folder that holds files, over those of the same names."
)
def command(job: str, output: Path, folders: tuple[Path, ...], force: bool) -> int:
    """Write a job with its functions in Python.

    DIR gets the job file, functions/NAME.py for each function that the job reaches, and one file of
    helpers for what Python does in another way. `xsrun DIR` runs it as before, and Python code calls
    the functions as any others. Where something cannot be written, nothing is: each place is told.

    \b
    Example:
      xsrun eject jobs/hello.xs -o greeting
    """
    require_job(job)
    from runner.eject.project import eject

    console = Console()
    with console.foreign_code():
        project = eject(job, folders)
    _require_room(output, force, job)
    for path in _written(project, output):
        console.result(str(path))
    for note in project.notes:
        console.note(note)
    return 0


def _require_room(output: Path, force: bool, job: str) -> None:
    """Look whether the folder may be written into.

    Raises:
        UsageError: it holds files, or it is the folder of the job itself.
    """
    from runner.errors import UsageError

    source = Path(job)
    if output.exists() and source.exists():
        folder = source if source.is_dir() else source.parent
        if folder.resolve() == output.resolve():
            raise UsageError(
                f"{output} is the folder of the job itself, which must not be overwritten",
                hint="name another folder with -o",
            )
    if not force and output.is_dir() and any(output.iterdir()):
        raise UsageError(
            f"the folder {output} is not empty",
            hint="name a new folder with -o, or write over files of the same names with --force",
        )


def _written(project: Project, output: Path) -> list[Path]:
    from runner.errors import UsageError

    paths = []
    try:
        for name, text in project.files.items():
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            paths.append(path)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from None
    return paths
