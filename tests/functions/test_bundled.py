"""The bundled jobs and functions: they run, and they are what they say."""

from pathlib import Path

import pytest

import runner
from runner.lookup import bundled_folder, job_library

FUNCTIONS = bundled_folder("functions")
JOBS = bundled_folder("jobs")


@pytest.mark.parametrize(
    ("inputs", "response"),
    [
        ({}, {"greeting": "Hello, World!", "count": 5, "letters": ["W", "O", "R", "L", "D"]}),
        ({"name": " ada "}, {"greeting": "Hello, Ada!", "count": 3, "letters": ["A", "D", "A"]}),
        ({"name": "zoë"}, {"greeting": "Hello, Zoë!", "count": 3, "letters": ["Z", "O", "Ë"]}),
    ],
)
def test_hello(inputs, response):
    result = runner.run("jobs/hello.xs", inputs=inputs, env={})
    assert result.error is None
    assert result.response == response
    assert not result.logs


def test_hello_has_a_default_of_its_own():
    result = runner.run("jobs/hello.xs", job_inputs=False, env={})
    assert result.response["greeting"] == "Hello, World!"


@pytest.mark.parametrize("path", sorted(FUNCTIONS.glob("*.py")), ids=lambda path: path.stem)
def test_every_bundled_function_describes_itself_and_its_inputs(path):
    function = job_library(job_path=Path("nowhere/run.xs")).find(path.stem).function
    assert function.description
    assert [field.name for field in function.schema.fields if not field.description] == []


@pytest.mark.parametrize(
    "path", sorted(JOBS.rglob("*.xs")), ids=lambda path: path.relative_to(JOBS).as_posix()
)
def test_every_bundled_file_parses(path):
    documents = runner.parse(path.read_text(encoding="utf-8"), path.name)
    assert documents[0].construct in ("run.job", "function")
    assert documents[0].name


@pytest.mark.parametrize(
    "path", sorted(JOBS.rglob("*.xs")), ids=lambda path: path.relative_to(JOBS).as_posix()
)
def test_bundled_files_are_as_xano_wants_them(path):
    """Comments stand on lines of their own, `else` begins one, and no blank line follows a header."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        code, slashes, _ = line.replace("https://", "").partition("//")
        assert not (slashes and code.strip()), f"line {number + 1} ends in a comment"
        assert "} else" not in line
        if line.startswith("//"):
            assert lines[number + 1].strip(), f"a blank line follows the comment of line {number + 1}"
