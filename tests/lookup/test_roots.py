"""Where functions are looked for, and in which order."""

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from runner.errors import UsageError
from runner.lookup import bundled_folder
from runner.lookup.roots import Root, folder_roots, plugin_roots, without_repeats


def make(base: Path, *names: str) -> None:
    for name in names:
        folder = base / name
        folder.mkdir(parents=True)


def labels(roots: list[Root], base: Path) -> list[tuple[str, str]]:
    return [(root.label.split()[0], root.folder.relative_to(base).as_posix()) for root in roots]


def test_the_order_of_all_folders(tmp_path):
    make(tmp_path, "p/.git", "p/functions", "p/jobs/j/function", "p/jobs/j/functions", "extra", "more")
    roots = folder_roots(tmp_path / "p/jobs/j", [tmp_path / "extra", tmp_path / "more"], tmp_path)
    assert labels(roots, tmp_path) == [
        ("job", "p/jobs/j/function"),
        ("job", "p/jobs/j/functions"),
        ("--functions", "extra"),
        ("--functions", "more"),
        ("project", "p/functions"),
    ]


@pytest.mark.parametrize(
    ("folders", "job", "cwd", "project"),
    [
        (["p/.git", "p/functions", "p/a/b"], "p/a/b", ".", "p/functions"),
        # A folder with functions makes a project without any other marker ...
        (["p/functions", "p/a/b"], "p/a/b", ".", "p/functions"),
        # ... and the nearest one wins over a repository around it.
        (["p/.git", "p/functions", "p/a/functions", "p/a/b"], "p/a/b", ".", "p/a/functions"),
        # The project ends at its marker, even where it has no functions.
        (["p/functions", "p/a/.git", "p/a/b"], "p/a/b", ".", None),
        # The job's own functions are not the project's.
        (["p/functions", "p/a/functions"], "p/a", ".", "p/functions"),
        # A job that came from elsewhere belongs to the working directory.
        (["p/functions", "p/a"], None, "p/a", "p/functions"),
        (["p/functions"], None, "p", "p/functions"),
        # So does one whose own way up finds nothing.
        (["alone/j", "p/functions"], "alone/j", "p", "p/functions"),
    ],
)
def test_the_project_of_a_job(tmp_path, folders, job, cwd, project):
    make(tmp_path, *folders)
    roots = folder_roots(tmp_path / job if job else None, cwd=tmp_path / cwd)
    found = [path for label, path in labels(roots, tmp_path) if label == "project"]
    assert found == ([project] if project else [])


@pytest.mark.parametrize(
    ("folders", "workspace"),
    [
        (["p/.git", "w/function", "w/jobs"], ["w/function"]),
        (["w/function", "w/functions", "w/jobs"], ["w/function"]),
        # Tables and endpoints tell where a workspace is; its functions are those beside the job, if any.
        (["w/.git", "w/table", "w/jobs"], []),
        (["w/jobs/function", "w/function"], []),
        (["w/jobs/.git", "w/function"], []),
    ],
)
def test_the_workspace_of_a_job(tmp_path, folders, workspace):
    make(tmp_path, *folders)
    roots = folder_roots(tmp_path / "w/jobs", cwd=tmp_path)
    assert [path for label, path in labels(roots, tmp_path) if label == "workspace"] == workspace


def test_pyproject_marks_a_project(tmp_path):
    make(tmp_path, "p/functions", "p/jobs")
    (tmp_path / "p/pyproject.toml").touch()
    assert labels(folder_roots(tmp_path / "p/jobs", cwd=tmp_path), tmp_path) == [("project", "p/functions")]


def test_a_folder_is_looked_through_once(tmp_path):
    make(tmp_path, "p/.git", "p/functions")
    roots = folder_roots(tmp_path / "p", [tmp_path / "p/functions"], tmp_path)
    assert labels(roots, tmp_path) == [("job", "p/functions")]


def test_repeats_are_found_behind_links(tmp_path):
    make(tmp_path, "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    first = Root("a", tmp_path / "link")
    assert without_repeats([first, Root("b", tmp_path / "real")]) == [first]


def test_a_given_folder_has_to_be_there(tmp_path):
    with pytest.raises(UsageError, match=r"there is no folder .*nowhere"):
        folder_roots(None, [tmp_path / "nowhere"], tmp_path)


@pytest.mark.parametrize(("name", "file"), [("functions", "openai_chat.py"), ("jobs", "openai_chat.xs")])
def test_the_bundled_folders(name, file):
    folder = bundled_folder(name)
    assert folder is not None
    assert (folder / file).is_file()


def test_an_unmarked_folder_is_not_bundled():
    # The checkout has this folder, but no marker in it.
    assert bundled_folder("tests") is None


# -- plug-ins ----------------------------------------------------------------------------------------


@pytest.fixture
def installed(tmp_path, write, monkeypatch):
    """Makes the temporary folder a place of installed packages, with these entry points."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(**points: str) -> None:
        found = [EntryPoint(name, value, "xsrun.functions") for name, value in points.items()]
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: found if group else [])

    return install


def test_plugins_are_packages_or_modules(tmp_path, write, installed):
    write("acme_one/__init__.py", "")
    write("acme_one/functions/hello.py", "")
    write("acme_two.py", "")
    installed(two="acme_two", one="acme_one.functions")
    assert plugin_roots() == [
        Root("plug-in one", tmp_path / "acme_one/functions", "acme_one.functions"),
        Root("plug-in two", tmp_path / "acme_two.py", "acme_two"),
    ]
    sys.modules.pop("acme_one", None)


@pytest.mark.parametrize("error", ["ValueError", "SystemExit"])
def test_a_plugin_that_is_not_there_carries_its_error(write, installed, error):
    write("acme_broken/__init__.py", f"raise {error}('no licence')")
    installed(gone="acme_gone", broken="acme_broken.functions")
    broken, gone = plugin_roots()
    assert "no licence" in (broken.error or "")
    assert gone.error == "acme_gone is not installed"
