"""The root of a workspace, from wherever in it a file lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.lookup.workspaces import workspace_folders, workspace_root


@pytest.mark.parametrize(
    ("folders", "place", "root"),
    [
        ("function/calc workflow_test", "workflow_test", "."),
        ("function/calc workflow_test", "function/calc", "."),
        ("a/function a/api/crm", "a/api/crm", "a"),
        # Without functions, a folder of anything else tells it.
        ("api/crm/deals table", "api/crm/deals", "."),
        ("b/workflow_test", "b/workflow_test", "b"),
        ("jobs/mail", "jobs/mail", "jobs/mail"),
        ("function jobs/mail", "jobs/mail", "."),
        # Functions know better than a folder that is called like one of Xano's.
        ("functions/api", "functions/api", "."),
        # What lies outside of the project is none of its business.
        ("function p/.git p/jobs", "p/jobs", "p/jobs"),
    ],
)
def test_the_root_of_a_workspace(tmp_path: Path, folders: str, place: str, root: str) -> None:
    (tmp_path / ".git").mkdir()
    for folder in folders.split():
        (tmp_path / folder).mkdir(parents=True)
    assert workspace_root(tmp_path / place) == tmp_path / root


def test_the_folders_of_a_workspace(tmp_path: Path) -> None:
    for folder in (".git", "function", "table", "apis/crm", "jobs", "other"):
        (tmp_path / folder).mkdir(parents=True)
    folders = [tmp_path / "apis", tmp_path / "table"]
    assert workspace_folders(tmp_path / "jobs") == workspace_folders(tmp_path) == folders
