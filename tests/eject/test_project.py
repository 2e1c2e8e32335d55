"""A job as a whole: its files, what is left as it is, what is refused."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from runner.eject import runtime
from runner.eject.bundle import helpers_text
from runner.eject.project import EjectError, eject
from runner.errors import ProblemsError, UsageError
from runner.reference.problems import problem_page

RUN = 'run.job "J" { main = { name: "f" } }\n'
FUNCTION = 'function "f" { input { json x? } stack { %s } response = $input.x ~ "" }\n'


def job(folder: Path, stack: str = "") -> Path:
    (folder / "run.xs").write_text("// The job\n" + RUN)
    (folder / "function").mkdir()
    (folder / "function" / "f.xs").write_text(FUNCTION % stack)
    return folder


def test_the_files_of_a_job(tmp_path: Path) -> None:
    files = eject(job(tmp_path)).files
    assert list(files) == ["run.xs", "functions/f.py", "functions/_xs.py"]
    assert files["run.xs"] == "// The job\n" + RUN


def test_of_one_file_all_but_the_functions_is_left(tmp_path: Path) -> None:
    path = tmp_path / "index.xs"
    path.write_text(RUN + "---\n" + FUNCTION % "" + "---\n// Kept\nworkspace w { env = { A: 1 } }\n")
    files = eject(path).files
    assert files["run.xs"] == RUN + "---\n// Kept\nworkspace w { env = { A: 1 } }\n"


def test_cases_and_python_beside_a_job_go_along(tmp_path: Path) -> None:
    folder = job(tmp_path, 'function.run "g"')
    (folder / "cases.yaml").write_text("- name: a\n  response: 1\n")
    (folder / "function" / "g.py").write_text(
        "from runner import function\n\n@function\ndef g() -> int:\n    return 1\n"
    )
    project = eject(folder)
    assert {"cases.yaml", "functions/g.py"} <= project.files.keys()
    assert project.notes == ("`g` is Python already (job)",)


@pytest.mark.parametrize(
    ("text", "error", "part"),
    [
        (
            RUN + "---\n" + FUNCTION % "security.create_uuid as $a\nsecurity.create_uuid as $b",
            EjectError,
            "`security.create_uuid`",
        ),
        (RUN + "---\n" + FUNCTION % "no.such_statement", ProblemsError, "no.such_statement"),
        (RUN, ProblemsError, "`f`"),
        ('function "$main" { response = 1 }', UsageError, "`$main`"),
        (
            RUN
            + "---\n"
            + FUNCTION % 'function.run "a/b"\nfunction.run "a b"'
            + '---\nfunction "a/b" { }\n---\nfunction "a b" { }',
            UsageError,
            "functions/a_b.py",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, error: type[Exception], part: str) -> None:
    path = tmp_path / "run.xs"
    path.write_text(text)
    with pytest.raises(error, match=part.replace("$", r"\$").replace("(", r"\(")) as caught:
        eject(path)
    if isinstance(caught.value, EjectError):
        places = [problem.where.partition("run.xs")[2] for problem in caught.value.problems]
        assert (places, caught.value.exit_code) == ([":3:42", ":4:1"], 1)


@pytest.mark.parametrize("right", [False, True])
def test_the_page_of_the_code_shows_it(tmp_path: Path, right: bool) -> None:
    page = problem_page(EjectError.code)
    for name, text in (page.right if right else page.wrong).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    if right:
        assert "functions/clean_up.py" in eject(tmp_path).files
        return
    with pytest.raises(EjectError) as caught:
        eject(tmp_path)
    assert [problem.code for problem in caught.value.problems] == [page.code]


def test_helpers_are_those_that_are_used_and_what_they_need() -> None:
    module = ast.parse(helpers_text(["truthy", "equals"]))
    names = [node.name for node in module.body if isinstance(node, ast.FunctionDef)]
    assert "truthy" in names
    assert "compare" in names  # which `equals` calls
    assert "request" not in names
    namespace: dict[str, object] = {}
    exec(helpers_text(["equals"]), namespace)
    assert namespace["equals"]("1", 1)  # type: ignore[operator]


@pytest.mark.parametrize("name", runtime.__all__)
def test_each_helper_stands_alone(name: str) -> None:
    text = helpers_text([name])
    namespace: dict[str, object] = {}
    exec(text, namespace)
    assert name in namespace
    assert "runner" not in text
