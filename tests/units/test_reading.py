"""Files that were read before: what a run takes from the cache, what it does not, and what is kept there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import runner
from runner import cache, units
from runner.source import Source
from runner.units import FunctionUnit, read_units
from runner.units.code import function_code

ROOT = Path(__file__).resolve().parents[2]

JOB = """run.job "J" {
  main = { name: "f", input: { n: 2 } }
  env = ["KEY"]
}
"""
FUNCTION = """function "f" {
  input {
    int n
    password secret?
  }
  stack {
    function.run "g" { input = { text: "Abc" } } as $g
  }
  response = { n: $input.n + 1, g: $g, key: $env.KEY|count_chars }
}
""".replace("|count_chars", "|strlen")
OTHER = 'function "g" {\n  input {\n    text text filters=trim\n  }\n  response = $input.text|to_lower\n}\n'
DONE = {"n": 3, "g": "abc", "key": 11}
# What reads, checks and compiles; a job that was run before needs none of it.
READERS = {
    "lark",
    "runner.compile",
    "runner.check",
    "runner.syntax.reader",
    "runner.syntax.nodes",
}
FAMILIES = {"runner.filters.lists", "runner.filters.timestamps", "runner.statements.http"}

PROGRAM = """
import json, sys
import runner
result = runner.run("job/run.xs", env={"KEY": "hunter2 key"}, inputs={"secret": "top secret input"})
print(json.dumps([result.response, result.error and result.error.message, sorted(sys.modules)]))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A job in a folder of its own, and a cache beside it."""
    units.reading._read.cache_clear()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XSRUN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "job" / "function").mkdir(parents=True)
    (tmp_path / "job" / "run.xs").write_text(JOB)
    (tmp_path / "job" / "function" / "f.xs").write_text(FUNCTION)
    (tmp_path / "job" / "function" / "g.xs").write_text(OTHER)
    return tmp_path


def start() -> subprocess.Popen[str]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run() -> tuple[object, set[str]]:
    """The response, or the message of the failure, of a fresh process; and the modules that it needed."""
    process = start()
    output, errors = process.communicate(timeout=60)
    assert errors == ""
    response, message, modules = json.loads(output)
    return message or response, set(modules)


def kept(folder: Path, kind: str = "") -> list[Path]:
    return sorted((folder / "cache").glob(f"{kind}*"))


# -- what the cache is good for ----------------------------------------------------------------------


def test_the_second_run_reads_checks_and_compiles_nothing(folder):
    response, modules = run()
    assert response == DONE
    assert modules >= READERS - {"lark"}  # its tables may have come with the installation
    response, modules = run()
    assert response == DONE
    assert not modules & READERS


def test_a_run_imports_the_families_that_it_uses_alone(folder):
    run()
    _, modules = run()
    assert {"runner.filters.text", "runner.statements.functions"} <= modules
    assert not modules & FAMILIES


@pytest.mark.parametrize("mistake", ["$input.text|to_lowr", "to_lowr($input.text)"])
def test_to_find_a_mistake_takes_neither_the_compiler_nor_a_family(folder, mistake):
    run()  # what depends on the language alone is kept from here on
    (folder / "job" / "function" / "g.xs").write_text(OTHER.replace("$input.text|to_lower", mistake))
    message, modules = run()
    assert "to_lowr" in str(message)
    assert modules >= READERS - {"lark", "runner.compile"}
    rooms = ("runner.compile", "runner.filters", "runner.statements")
    assert {name for name in modules if name.startswith(rooms)} == set()


@pytest.mark.parametrize("forgets", [True, False])
def test_nothing_is_compiled_twice_in_one_process(folder, monkeypatch, forgets):
    assert runner.run("job", env={"KEY": "hunter2 key"}).response == DONE
    if forgets:
        units.reading._read.cache_clear()

    def refuse(*_args, **_options):
        raise AssertionError("it was read before")

    monkeypatch.setattr("runner.units.building.build_units", refuse)
    monkeypatch.setattr("runner.compile.compile_function", refuse)
    assert runner.run("job", env={"KEY": "hunter2 key"}).response == DONE


def test_failures_have_their_places_all_the_same(folder):
    (folder / "job" / "function" / "g.xs").write_text(
        OTHER.replace("$input.text|to_lower", "$input.text / 0")
    )
    first, second = (runner.run("job", env={"KEY": "k"}) for _ in range(2))
    assert first.error is not None
    assert second.error is not None
    assert str(first.error.span) == str(second.error.span)
    assert [frame.function for frame in second.error.frames] == ["f", "g"]
    assert second.error.frames[-1].source.name == "job/function/g.xs"


def test_problems_are_the_same_all_the_same(folder):
    (folder / "job" / "function" / "g.xs").write_text(OTHER.replace("to_lower", "to_lowr"))
    first, second = (runner.run("job", env={"KEY": "k"}) for _ in range(2))
    assert first.error is not None
    assert second.error is not None
    assert first.error.problems[0].hint is not None
    assert [str(problem) for problem in first.error.problems] == [
        str(problem) for problem in second.error.problems
    ]
    assert first.error.problems[0].fix == second.error.problems[0].fix


def test_a_file_that_is_not_xanoscript_is_told_each_time(folder):
    (folder / "job" / "function" / "f.xs").write_text("function f {{{")
    first, second = (runner.run("job") for _ in range(2))
    assert first.error is not None
    assert first.error.code == "syntax"
    assert str(first.error.message) == str(second.error and second.error.message)


# -- what is a miss ----------------------------------------------------------------------------------


def test_an_edit_is_seen(folder):
    assert run()[0] == DONE
    file = folder / "job" / "function" / "f.xs"
    before = file.stat()
    file.write_text(FUNCTION.replace("+ 1", "+ 2"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run()[0] == {**DONE, "n": 4}


def test_another_version_of_the_language_is_a_miss(folder, monkeypatch):
    source = Source(FUNCTION, "f.xs")
    monkeypatch.setattr("runner.units.reading.fingerprint", lambda: "0.1.0 a")
    read_units(source, kept=True)
    assert len(kept(folder, "units")) == 1
    units.reading._read.cache_clear()
    monkeypatch.setattr("runner.units.reading.fingerprint", lambda: "0.1.0 b")
    read_units(source, kept=True)
    assert len(kept(folder, "units")) == 2


def test_another_python_has_code_of_its_own(folder, monkeypatch):
    (unit,) = read_units(Source(OTHER, "g.xs"), kept=True)
    assert isinstance(unit, FunctionUnit)
    function_code(unit)
    monkeypatch.setattr("runner.units.code.PYTHON", "another")
    function_code(unit)
    assert len(kept(folder, "code")) == 2


def test_a_traced_function_has_code_of_its_own(folder):
    (unit,) = read_units(Source(FUNCTION, "f.xs"), kept=True)
    assert isinstance(unit, FunctionUnit)
    assert unit.code().code != unit.code(trace=True).code
    assert function_code(unit, trace=True).code == unit.code(trace=True).code
    assert len(kept(folder, "code")) == 2


def test_the_same_text_under_another_name_has_its_own_places(folder):
    for name in ("a.xs", "b.xs"):
        (unit,) = read_units(Source(OTHER, name), kept=True)
        assert isinstance(unit, FunctionUnit)
        assert unit.code().code.co_filename == name


def test_functions_of_one_name_in_one_text_are_told_apart(folder):
    text = OTHER + "---\n" + OTHER.replace("to_lower", "to_upper")
    for _ in range(2):
        units = [
            unit for unit in read_units(Source(text, "x.xs"), kept=True) if isinstance(unit, FunctionUnit)
        ]
        assert [list(unit.code().links) for unit in units] == [["filter.to_lower"], ["filter.to_upper"]]


# -- what is kept ------------------------------------------------------------------------------------


def test_no_env_value_and_no_input_is_kept(folder):
    assert run()[0] == DONE
    files = kept(folder)
    assert {file.name.partition("-")[0] for file in files} >= {"code", "units"}
    for file in files:
        data = file.read_bytes()
        assert b"hunter2" not in data
        assert b"top secret" not in data


def test_a_text_that_is_no_file_leaves_nothing_on_the_disk(folder, monkeypatch):
    text = f"{JOB}---\n{FUNCTION}---\n{OTHER}"
    assert runner.run(text, env={"KEY": "hunter2 key"}).response == DONE
    assert kept(folder, "units") == kept(folder, "code") == []

    def refuse(*_args, **_options):
        raise AssertionError("it was read before")

    # It is remembered as long as the process lives.
    monkeypatch.setattr("runner.units.building.build_units", refuse)
    monkeypatch.setattr("runner.compile.compile_function", refuse)
    assert runner.run(text, env={"KEY": "hunter2 key"}).response == DONE


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="pipes have no names here")
def test_a_pipe_with_a_name_leaves_nothing_on_the_disk(folder):
    """What `xsrun /dev/stdin` and `xsrun <(...)` read."""
    reader, writer = os.pipe()
    os.write(writer, f"{JOB}---\n{FUNCTION}---\n{OTHER}".encode())
    os.close(writer)
    try:
        assert runner.run(f"/dev/fd/{reader}", env={"KEY": "hunter2 key"}).response == DONE
    finally:
        os.close(reader)
    assert kept(folder, "units") == kept(folder, "code") == []


def test_what_a_run_does_with_its_inputs_is_not_seen_by_the_next(folder):
    stack = "array.push $l { value = 1 }\n    array.push $l[0].a { value = 2 }"
    text = f"""run.job "J" {{
  main = {{ name: "h", input: {{ list: [{{ a: [0] }}] }} }}
}}
---
function "h" {{
  input {{
    json list
    json other?={{}}
  }}
  stack {{
    var $l {{ value = $input.list }}
    {stack}
  }}
  response = $l
}}
"""
    first, second = (runner.run(text) for _ in range(2))
    assert first.error is None
    assert first.response == second.response == [{"a": [0, 2]}, 1]


# -- what may happen to it ---------------------------------------------------------------------------


def test_damage_is_a_miss(folder):
    assert run()[0] == DONE
    for file in kept(folder):
        file.write_bytes(file.read_bytes()[:-20] + bytes(20))
    assert run()[0] == DONE
    assert not run()[1] & READERS


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders have no owners here")
def test_what_others_may_write_is_not_trusted(folder):
    """Whoever can write there could put any code in the place of a function's."""
    assert run()[0] == DONE
    (file,) = (one for one in kept(folder, "code") if b"to_lower" in one.read_bytes())
    unit = 'function "g" {\n  input {\n    text text\n  }\n  response = "other"\n}\n'
    (other,) = read_units(Source(unit, "job/function/g.xs"))
    assert isinstance(other, FunctionUnit)
    key, _ = cache.marshal.loads(file.read_bytes()[8:])
    cache.write_entry("code", key, other.code().as_tuple())
    assert run()[0] == {**DONE, "g": "other"}
    file.chmod(0o666)
    assert run()[0] == DONE
    (folder / "cache").chmod(0o777)
    assert run()[0] == DONE


def test_two_runs_at_once(folder):
    processes = [start() for _ in range(3)]
    for process in processes:
        output, errors = process.communicate(timeout=60)
        assert (json.loads(output)[0], errors) == (DONE, "")
    assert not run()[1] & READERS


def test_no_place_to_write_is_no_failure(folder):
    (folder / "cache").write_text("no folder")
    assert run()[0] == DONE


def test_a_tree_that_another_thread_lets_go_of_is_still_given(monkeypatch):
    (unit,) = read_units(Source(FUNCTION, "f.xs"))
    unit.code()
    read = units.tree.read_document

    class LetGo(FunctionUnit):
        """Another thread asks for the code whenever the tree is kept."""

        def __setattr__(self, name, value):
            super().__setattr__(name, None if name == "_document" else value)

    monkeypatch.setattr(unit, "__class__", LetGo)
    assert type(unit.document) is type(read(unit))
