"""The tables of a job: of its own documents, then of the folders beside it, of its workspace, its project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from runner.errors import Problem
from runner.lookup.folders import index_folder, read_source
from runner.lookup.roots import project_folder
from runner.lookup.workspaces import TABLE_FOLDERS, workspace_root
from runner.units import TableUnit, Unit, read_units


class Tables:
    """The tables that the code of one job may name; of two of one name the first counts."""

    def __init__(self, units: Iterable[TableUnit]) -> None:
        self.units: dict[str, TableUnit] = {}
        for unit in units:
            self.units.setdefault(unit.name, unit)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with their documents."""
        problems = [problem for unit in self.units.values() for problem in unit.problems]
        return [*problems, *self._alike()]

    def _alike(self) -> Iterator[Problem]:
        """Tables that SQLite takes for one: it would give the rows of the first for those of the other."""
        met: dict[str, str] = {}
        for unit in self.units.values():
            first = met.setdefault(unit.name.lower(), unit.name)
            if first != unit.name:
                message = (
                    f"`{first}` and `{unit.name}` differ in case alone; databases take such tables for one"
                )
                yield Problem("repeated-table", message, unit.source, unit.name_span)


def find_tables(own: Sequence[Unit], job_path: Path | None, cwd: Path | None = None) -> Tables:
    """The tables of a job.

    Args:
        own: the documents of the job's files.
        job_path: the job's file; None for a job that came from elsewhere.
        cwd: the working directory, where it is not the process's.

    Raises:
        UsageError: a file cannot be read.
        XanoScriptSyntaxError: a file is not XanoScript.
    """
    job_folder = job_path.parent if job_path is not None else None
    folders = table_folders(job_folder, cwd or Path.cwd())
    return Tables([*_tables(own), *(unit for folder in folders for unit in _below(folder))])


def table_folders(job_folder: Path | None, cwd: Path) -> list[Path]:
    """The folders of tables of a job in ``job_folder``, in the order in which they count."""
    around = [job_folder, workspace_root(job_folder.absolute())] if job_folder is not None else []
    project = project_folder(job_folder, cwd)
    around += [project] if project is not None else []
    unique = dict.fromkeys(folder.resolve() for folder in around)
    return [folder / name for folder in unique for name in TABLE_FOLDERS if (folder / name).is_dir()]


def _tables(units: Iterable[Unit]) -> Iterator[TableUnit]:
    return (unit for unit in units if isinstance(unit, TableUnit))


def _below(folder: Path) -> Iterator[TableUnit]:
    for path in index_folder(folder).xanoscript.values():
        yield from _tables(read_units(read_source(path), kept=True))
