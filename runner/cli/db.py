"""``xsrun db``: shows, writes down, fills and makes anew the tables of a job."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from runner.cli.console import Console
from runner.cli.targets import JobTarget, job_folder, require_job

if TYPE_CHECKING:
    from runner.database.database import Database
    from runner.tables import Table

Command = TypeVar("Command", bound=Callable[..., int])

# The form of a file by its ending; of all others it is the first.
FORMS = ("jsonl", "yaml")
ENDINGS = {".yaml": "yaml", ".yml": "yaml"}

SETTINGS = {"max_content_width": 100}
SHARED = (
    click.option("--env-file", "env_files", multiple=True, metavar="FILE",
                 help="Where DATABASE_URL may stand.  [default: .env here, .env beside JOB]"),
    click.option("--database", metavar="FILE|URL",
                 help="Where the tables are kept.  [default: DATABASE_URL]"),
    click.argument("job", type=JobTarget(), metavar="JOB"),
)  # fmt: skip
ONLY = click.option("--table", "only", multiple=True, metavar="NAME", help="This table alone; repeatable.")
YES = click.option("-y", "--yes", is_flag=True, help="Do not ask.")


def _of_tables(function: Command) -> Command:
    """What every command here takes."""
    for add in SHARED:
        function = add(function)
    return function


@click.group(context_settings=SETTINGS, no_args_is_help=False)
def command() -> None:
    """Show, dump, load or reset the tables of a job, in a database.

    JOB is a job, a file with tables, or a folder that holds table/ or tables/. The database is a file
    of SQLite or a PostgreSQL server, as `xsrun run --database` takes it.

    \b
    Example:
      xsrun db show jobs/visits.xs --database visits.db
    """


@command.command(context_settings=SETTINGS)
@_of_tables
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(job: str, database: str | None, env_files: tuple[str, ...], as_json: bool) -> int:
    """Show the tables with their rows, and what the next run changes.

    Nothing is made or changed. The exit code is 1 where the next run would refuse a table: its rows
    are not such as its document declares.

    \b
    Example:
      xsrun db show jobs/visits.xs --database visits.db
    """
    from runner.database.target import database_target
    from runner.report.results import response_text
    from runner.report.tables import describe_tables, tables_text

    console = Console()
    place = _place(job, database, env_files, console)
    file = database_target(place).file
    with closing(_database(_tables(job), place, console, must_exist=False)) as opened:
        from runner.database.overview import declared_tables, look

        # To open a file that is not there would make it.
        view = declared_tables(opened) if file is not None and not file.exists() else look(opened)
    if as_json:
        envelope = {"version": 1, **describe_tables(view)}
        console.result(response_text(envelope, "json", pretty=console.terminal))
    else:
        console.result(tables_text(view, console.result_style))
    return int(any(table.faults for table in view.tables))


@command.command(context_settings=SETTINGS)
@_of_tables
@ONLY
@click.option("-o", "--output", type=click.Choice(FORMS),
              help="JSON lines, or YAML.  [default: as FILE ends, else jsonl]")  # fmt: skip
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write into FILE, which only you can read.  [default: standard output]")  # fmt: skip
def dump(
    job: str,
    database: str | None,
    env_files: tuple[str, ...],
    only: tuple[str, ...],
    output: str | None,
    file: Path | None,
) -> int:
    """Write down all rows, as `xsrun db load` reads them.

    Rows come as they are in the database at one moment, ordered by table and id; of passwords there
    are hashes alone. Columns that no document declares any more are there, too.

    \b
    Example:
      xsrun db dump jobs/visits.xs --database visits.db --file visits.jsonl
    """
    from runner.cli.dump_files import write_dump
    from runner.jobs.dumps import json_lines, yaml_pieces

    console = Console()
    tables = _tables(job)
    names = _chosen(tables, only)
    form = output or ENDINGS.get(file.suffix.lower() if file is not None else "", FORMS[0])
    with closing(_database(tables, _place(job, database, env_files, console), console)) as opened:
        from runner.database.dumping import dumping

        _refuse_database(file, opened.target.file)
        with dumping(opened, names) as rows:
            texts = json_lines(names, rows) if form == "jsonl" else yaml_pieces(names, rows)
            write_dump(texts, file, console)
    return 0


@command.command(context_settings=SETTINGS)
@_of_tables
@click.argument("file", metavar="FILE")
def load(job: str, database: str | None, env_files: tuple[str, ...], file: str) -> int:
    """Add the rows of a dump to the tables: all of them, or none.

    FILE is what `xsrun db dump` wrote, `-` for standard input. Ids and hashes stay what they are. A row
    that breaks the rules of its table, or that is there already, is told, and nothing is added.

    \b
    Example:
      xsrun db load jobs/visits.xs visits.jsonl --database visits.db
    """
    from runner.cli.dump_files import read_lines
    from runner.jobs.dumps import read_dump
    from runner.jobs.targets import STDIN
    from runner.report.tables import counts_text

    console = Console()
    place = _place(job, database, env_files, console)
    with closing(_database(_tables(job), place, console, must_exist=False)) as opened:
        from runner.database.loading import load as load_rows

        name = "standard input" if file == STDIN else file
        counts = load_rows(opened, read_dump(read_lines(file, name), name))
    console.note(f"loaded {counts_text(counts) or 'no rows'}")
    return 0


@command.command(context_settings=SETTINGS)
@_of_tables
@ONLY
@click.option("--empty", is_flag=True, help="Leave out the rows that tables start with.")
@YES
def reset(
    job: str,
    database: str | None,
    env_files: tuple[str, ...],
    only: tuple[str, ...],
    empty: bool,
    yes: bool,
) -> int:
    """Make the tables anew, with the rows that they start with.

    What is in them is gone. On a terminal it asks before; elsewhere it wants --yes.

    \b
    Example:
      xsrun db reset jobs/visits.xs --database visits.db --yes
    """
    from runner.report.tables import counts_text

    console = Console()
    tables = _tables(job)
    names = _chosen(tables, only)
    place = _place(job, database, env_files, console)
    with closing(_database(tables, place, console, must_exist=False)) as opened:
        from runner.database.resetting import count_rows
        from runner.database.resetting import reset as reset_tables

        counts = {name: count for name, count in count_rows(opened, names).items() if count}
        if counts and not yes and not _agreed(f"delete {counts_text(counts)}?"):
            console.note("nothing was changed")
            return 1
        after = reset_tables(opened, names, seeded=not empty)
    console.note(f"made anew: {counts_text(after)}")
    return 0


# -- what is asked for -------------------------------------------------------------------------------


def _tables(job: str) -> dict[str, Table]:
    require_job(job)
    from runner.jobs.keeping import declared_tables

    return declared_tables(job)


def _place(job: str, database: str | None, env_files: tuple[str, ...], console: Console) -> str | None:
    """What --database says, else DATABASE_URL, of the process or of a file."""
    from runner.cli.environment import read_environment

    environment = read_environment((), env_files, job_folder(job))
    for warning in environment.warnings:
        console.note(warning)
    return environment.database(database)


def _database(
    tables: dict[str, Table], place: str | None, console: Console, *, must_exist: bool = True
) -> Database:
    from runner.jobs.keeping import kept_database

    return kept_database(tables, place, console.note, must_exist=must_exist)


def _chosen(tables: Mapping[str, Table], only: Sequence[str]) -> list[str]:
    from runner.errors import UsageError

    for name in only:
        if name not in tables:
            raise UsageError(f'no table "{name}" is declared; there are {", ".join(tables)}')
    return [name for name in tables if not only or name in only]


def _refuse_database(file: Path | None, database: Path | None) -> None:
    """Look whether a dump would take the place of what it is of.

    Raises:
        UsageError: it would.
    """
    from runner.errors import UsageError

    if file is not None and database is not None and file.exists() and file.samefile(database):
        raise UsageError(f"{file} is the database itself", hint="name another file for the dump")


def _agreed(question: str) -> bool:
    from runner.errors import UsageError

    if not _is_asked():
        raise UsageError(f"{question.removesuffix('?')}: nobody is there to be asked", hint="say --yes")
    return click.confirm(question, err=True)


def _is_asked() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()
