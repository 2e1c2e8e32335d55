"""The Python API: what `import runner` gives, and that it never raises for what a job does."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import runner
from runner.errors import XsrunError
from runner.syntax.nodes import FunctionDocument, RunDocument
from tests.jobs.texts import CALLS_GREET, GREET, GREETED, WHOLE, job

ROOT = Path(runner.__file__).resolve().parent.parent


# -- the module --------------------------------------------------------------------------------------


def test_every_public_name_is_there_and_no_other():
    assert sorted(runner.__all__) == runner.__all__
    for name in runner.__all__:
        assert getattr(runner, name) is not None
    assert set(runner.__all__) == {*runner._HOMES, "__version__"}
    with pytest.raises(AttributeError, match="module 'runner' has no attribute 'nonsense'"):
        _ = runner.nonsense


def test_the_types_of_checkers_are_those_of_the_run():
    code = Path(runner.__file__).read_text(encoding="utf-8")
    imported = code.partition("if TYPE_CHECKING:")[2].partition("_HOMES")[0]
    for name, home in runner._HOMES.items():
        assert f"from {home} import" in imported
        assert name in imported
    assert Path(runner.__file__).with_name("py.typed").is_file()


def test_public_classes_and_functions_have_docstrings():
    for name in runner.__all__:
        value = getattr(runner, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert inspect.getdoc(value), name


@pytest.mark.parametrize("error", ["ProblemsError", "ScriptError", "StartError", "XanoScriptSyntaxError"])
def test_errors_have_one_root(error):
    assert issubclass(getattr(runner, error), XsrunError)


def test_the_import_alone_loads_nothing():
    code = "import runner, sys; print(*sorted(m for m in sys.modules if m.partition('.')[0] == 'runner'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == ["runner", "runner.version"]


# -- run ---------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "a" / "function").mkdir(parents=True)
    (tmp_path / "a" / "run.xs").write_text(CALLS_GREET)
    (tmp_path / "a" / "function" / "greet.xs").write_text(GREET)
    (tmp_path / "whole.xs").write_text(WHOLE)
    (tmp_path / "calls.xs").write_text(CALLS_GREET)
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "greet.xs").write_text(GREET)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "source",
    ["a", "a/run.xs", "whole.xs", Path("whole.xs"), WHOLE, runner.Source(WHOLE, "any name")],
    ids=["folder", "file in a folder", "file", "path", "text", "source"],
)
def test_what_a_source_may_be(folder, source):
    result = runner.run(source)
    assert (result.ok, result.response, result.error, result.exit_code) == (True, GREETED, None, 0)


@pytest.mark.parametrize(
    "functions", ["lib", Path("lib"), ["lib"], ("empty", Path("lib"))], ids=["text", "path", "list", "tuple"]
)
def test_what_folders_of_functions_may_be(folder, functions):
    assert runner.run("calls.xs", functions=functions).response == GREETED


def test_a_text_is_called_string_in_messages():
    assert runner.run("run.job {").error.span.file == "<string>"


def test_a_result_is_json():
    result = runner.run(WHOLE)
    assert json.loads(json.dumps(result.response)) == GREETED
    assert set(result.timings) == {"load", "run", "total"}


def test_a_failure_says_what_when_and_where():
    result = runner.run(job('throw {\n      name = "Quota"\n      value = "used up"\n    }'))
    assert (result.ok, result.exit_code) == (False, 1)
    assert (result.error.code, result.error.name, str(result.error.span)) == (
        "ERROR_CODE_THROWN_ERROR",
        "Quota",
        "<string>:11:5",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"source": None}, "source has to be str or Path or Source, but got NoneType"),
        ({"source": b"run.job"}, "source has to be str or Path or Source, but got bytes"),
        ({"source": 5}, "source has to be"),
        ({"inputs": [1]}, "inputs has to be Mapping or None, but got list"),
        ({"inputs": "a=1"}, "inputs has to be Mapping or None, but got str"),
        ({"env": ["A"]}, "env has to be Mapping or None, but got list"),
        ({"env": {1: "a"}}, "a name in env has to be str, but got int"),
        ({"functions": 5}, "functions has to be Sequence, but got int"),
        ({"functions": {"a"}}, "functions has to be Sequence, but got set"),
        ({"functions": [None]}, "a folder of functions has to be str or Path, but got NoneType"),
        ({"timeout": "5"}, "timeout has to be int or float or None, but got str"),
    ],
)
def test_an_argument_of_a_wrong_type_is_a_mistake_of_the_program(arguments, message):
    with pytest.raises(TypeError, match=message):
        runner.run(**{"source": WHOLE, **arguments})


@pytest.mark.parametrize(
    "arguments",
    [
        {"source": ""},
        {"source": "{"},
        {"source": "\n"},
        {"source": "\0"},
        {"source": "{\0"},
        {"source": "\ud800{"},
        {"source": "\ud800"},
        {"source": "a" * 10_000},
        {"source": "/dev/null"},
        {"source": "/"},
        {"source": "https://"},
        {"source": "http://example.com/x.xs"},
        {"source": Path("nowhere") / "\0"},
        {"inputs": {"name": object()}},
        {"inputs": {None: 1}},
        {"inputs": {"name": float("nan"), "times": float("inf")}},
        {"inputs": {"times": 2**200}},
        {"inputs": {"name": "\ud800"}},
        {"functions": "nowhere"},
        {"functions": "\0"},
        {"timeout": -5},
        {"timeout": float("nan")},
    ],
)
def test_it_never_raises_for_what_a_job_is_given(folder, arguments):
    result = runner.run(**{"source": WHOLE, **arguments})
    assert isinstance(result, runner.Result)
    assert result.ok or (result.error.message and result.exit_code in (1, 2))


@pytest.mark.parametrize("value", ["", "x", None, 5, True, 1.5, {"a": 1}, [1], "\ud800", "\0"])
def test_env_values_of_any_kind(value):
    result = runner.run(job('debug.log {\n      value = "x"\n    }', "$env.K", env=("K",)), env={"K": value})
    expected = (
        {None: None, 5: "5", 1.5: "1.5"}.get(value, value) if not isinstance(value, (dict, list)) else ...
    )
    if value is None:
        assert result.error.code == "missing-env"
    elif value is True:
        assert result.response == "true"
    else:
        assert result.response == (
            expected if expected is not ... else json.dumps(value, separators=(",", ":"))
        )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"{}()[]\"'`|$.:=,\n \\/abf1!?~@>-", "run.job ", "function ", "main"]),
        max_size=40,
    )
)
def test_no_text_makes_it_raise(parts):
    result = runner.run("".join(parts) + "\n")
    assert (result.ok, result.exit_code) == (False, 2)
    assert result.error.message


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, 30), st.text(max_size=3))
def test_no_damage_to_a_job_makes_it_raise(at, length, instead):
    result = runner.run(WHOLE[:at] + instead + WHOLE[at + length :] + "\n")
    assert result.ok or result.error.message


# -- parse -------------------------------------------------------------------------------------------


def test_parse_gives_the_documents():
    documents = runner.parse(WHOLE, "job.xs")
    assert [type(document) for document in documents] == [RunDocument, FunctionDocument]
    assert [document.name for document in documents] == ["Greet", "greet"]
    assert documents[0].source.name == "job.xs"
    assert runner.parse("") == ()


def test_parse_raises_with_every_problem():
    with pytest.raises(runner.XanoScriptSyntaxError) as caught:
        runner.parse('function "f" {\n  response = )\n}\n---\nfunction "g" {\n  response = ]\n}\n', "x.xs")
    lines = {int(problem.where.split(":")[1]) for problem in caught.value.problems}
    assert lines >= {2, 6}
    assert all(problem.where.startswith("x.xs:") for problem in caught.value.problems)


def test_parse_takes_a_text():
    with pytest.raises(TypeError, match="text has to be str, but got bytes"):
        runner.parse(b"")


# -- function ----------------------------------------------------------------------------------------


def test_function_registers_a_python_function(folder):
    (folder / "lib" / "area.py").write_text(
        "from runner import Input, function\n"
        "from typing import Annotated\n"
        "@function\n"
        'def area(width: Annotated[float, Input("min:0")], height: float = 2) -> float:\n'
        '    """The area of a rectangle."""\n'
        "    return width * height\n"
    )
    text = 'run.job "A" {\n  main = { name: "area" }\n}\n'
    assert runner.run(text, functions="lib", inputs={"width": "3"}).response == 6
    failed = runner.run(text, functions="lib", inputs={"width": -1})
    assert (failed.error.code, "input `width` is -1" in failed.error.message) == ("input", True)


def test_a_registered_function_stays_a_python_function():
    @runner.function
    def double(n: int) -> int:
        """Twice as much."""
        return 2 * n

    assert double(4) == 8
    assert (double.name, double.description) == ("double", "Twice as much.")
