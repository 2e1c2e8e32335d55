"""Where functions are looked for: the folders, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from runner.errors import StoppedError, UsageError
from runner.lookup.folders import display_path
from runner.lookup.workspaces import FOLDERS, PROJECT_MARKERS, workspace_root
from runner.records import Record

ENTRY_POINTS = "xsrun.functions"
BUNDLED_MARKER = ".bundled"


class Root(Record):
    """One place of functions.

    Args:
        label: what listings call it.
        folder: a folder of function files; of a plug-in that is one module, its file.
        package: the import name of an installed plug-in.
        error: why a plug-in cannot be used.
    """

    label: str
    folder: Path
    package: str | None = None
    error: str | None = None


def folder_roots(job_folder: Path | None, given: Sequence[Path] = (), cwd: Path | None = None) -> list[Root]:
    """The folders beside the job, those that were given, its workspace's, and the project's.

    Args:
        job_folder: where the job's file is; None for a job that came from elsewhere.
        given: the folders of ``--functions``.
        cwd: the working directory.

    Raises:
        UsageError: a given folder is not there.
    """
    # The order of the list is the order of the lookup.
    roots = job_roots(job_folder) if job_folder is not None else []
    roots += [_given_root(folder) for folder in given]
    project = project_folder(job_folder, cwd or Path.cwd())
    last = project / "functions" if project is not None else None
    for root in _workspace_roots(job_folder) if job_folder is not None else []:
        # What belongs to the project as well is called so.
        if last is None or root.folder.resolve() != last.resolve():
            roots.append(root)
    if last is not None and last.is_dir():
        roots.append(Root("project", last))
    return without_repeats(roots)


def job_roots(job_folder: Path) -> list[Root]:
    """The folders of functions beside a job."""
    return _function_roots("job", job_folder)


def _workspace_roots(job_folder: Path) -> list[Root]:
    return _function_roots("workspace", workspace_root(job_folder.absolute()))


def _function_roots(label: str, folder: Path) -> list[Root]:
    return [Root(label, folder / name) for name in FOLDERS if (folder / name).is_dir()]


def without_repeats(roots: Sequence[Root]) -> list[Root]:
    """``roots`` without those whose folder came before."""
    unique: dict[Path, Root] = {}
    for root in roots:
        unique.setdefault(root.folder.resolve(), root)
    return list(unique.values())


def _given_root(folder: Path) -> Root:
    if not folder.is_dir():
        raise UsageError(f"there is no folder {display_path(folder)} to look for functions in")
    return Root(f"--functions {display_path(folder)}", folder)


def project_folder(job_folder: Path | None, cwd: Path) -> Path | None:
    """The project of the job, else that of the working directory."""
    if job_folder is not None:
        # The job's own `functions/` is a place of its own and makes no project.
        found = _nearest(job_folder.resolve(), own_functions=False)
        if found is not None:
            return found
    return _nearest(cwd.resolve(), own_functions=True)


def _nearest(start: Path, *, own_functions: bool) -> Path | None:
    for folder in (start, *start.parents):
        if any((folder / marker).exists() for marker in PROJECT_MARKERS):
            return folder
        if (own_functions or folder != start) and (folder / "functions").is_dir():
            return folder
    return None


def bundled_folder(name: str) -> Path | None:
    """The bundled folder ``name`` ("functions", "jobs"): of the wheel, else of the checkout.

    Only a folder with the marker counts: beside an installed package may be anything.
    """
    package = Path(__file__).resolve().parent.parent
    # In a wheel `site-packages/functions` could be anybody's, hence the order and the marker.
    for folder in (package / "bundled" / name, package.parent / name):
        if (folder / BUNDLED_MARKER).is_file():
            return folder
    return None


def plugin_roots() -> list[Root]:
    """The installed plug-ins, in the order of their names; a broken one carries its error.

    Each entry point of the group `xsrun.functions` names a package, whose files are looked
    through, or a module, whose decorated functions are found by their own names.
    """
    from importlib.metadata import entry_points

    # Sorted, because the order of installed packages differs between machines.
    points = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: (point.name, point.value))
    return [_plugin_root(f"plug-in {point.name}", point.module) for point in points]


def _plugin_root(label: str, package: str) -> Root:
    from importlib.util import find_spec

    try:
        spec = find_spec(package)
    except (KeyboardInterrupt, StoppedError):
        raise
    except BaseException as error:  # a parent package is imported for this, and may fail as it likes
        return Root(label, Path(), package, error=f"{package} cannot be imported: {error}")
    locations = list(spec.submodule_search_locations or ()) if spec else []
    place = locations[0] if locations else spec.origin if spec else None
    if place is None:
        return Root(label, Path(), package, error=f"{package} is not installed")
    return Root(label, Path(place), package)
