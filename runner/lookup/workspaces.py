"""The folder of a workspace, in which files of all kinds call each other by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# Xano's exports say `function`, most people `functions`.
FOLDERS = ("function", "functions")
PROJECT_MARKERS = ("pyproject.toml", ".git")
# Where Xano's exports keep what has code; people write some of them as plurals.
CODE_FOLDERS = {
    "query": ("api", "apis"),
    "addon": ("addon", "addons"),
    "task": ("task", "tasks"),
    "tool": ("tool", "tools"),
    "workflow_test": ("workflow_test", "workflow_tests"),
}
TABLE_FOLDERS = ("table", "tables")
# In a workspace without functions, a file in one of these tells where that is.
OTHERS = frozenset(TABLE_FOLDERS).union(*CODE_FOLDERS.values())


def workspace_root(folder: Path) -> Path:
    """The root of the workspace of a file in ``folder`` that is no job: where its functions lie."""
    around = list(_within_project(folder))
    inside = next((place.parent for place in around if place.name in FOLDERS), None)
    beside = next((place for place in around if any((place / name).is_dir() for name in FOLDERS)), None)
    other = next((place.parent for place in around if place.name in OTHERS), None)
    return inside or beside or other or folder


def workspace_folders(folder: Path) -> list[Path]:
    """The folders of tables, and of what else has code, in the workspace of a file in ``folder``."""
    root = workspace_root(folder)
    return [root / name for name in sorted(OTHERS) if (root / name).is_dir()]


def _within_project(folder: Path) -> Iterator[Path]:
    """A folder and those above it, up to the project's own."""
    for place in (folder, *folder.parents):
        yield place
        if any((place / marker).exists() for marker in PROJECT_MARKERS):
            return
