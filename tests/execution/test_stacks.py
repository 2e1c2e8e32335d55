"""Deep recursion: it goes as deep as jobs need, and never ends the process."""

from __future__ import annotations

import contextvars
import os
import subprocess
import sys
import threading
import warnings
import weakref
from pathlib import Path

import pytest

import runner
from runner.execution import stacks
from runner.execution.stacks import DeepThread, run_deep

ROOT = Path(runner.__file__).resolve().parent.parent

# A job that calls itself, or a Python function of its kind, directly or on a thread of its own.
JOB = """run.job "J" {
  main = { name: "go" }
}
---
function "go" {
  input {
    text kind
    int n?
    bool async?
  }
  stack {
    function.run $input.kind {
      input = { n: $input.n }
      async = $input.async
    } as $f
    await $f as $r
  }
  response = $r
}
---
function "down" {
  input {
    int n
  }
  stack {
    var $r {
      value = -1
    }
    conditional {
      if ($input.n > 0) {
        function.run "down" {
          input = { n: $input.n - 1 }
        } as $r
      }
    }
  }
  response = $r + 1
}
"""
# Each goes through C on its way to itself, and so takes of the stack what plain Python does not.
ENDLESS = {
    "by_sorted": "return sorted([n], key=by_sorted.function)",
    "by_map": "return list(map(by_map.function, [n]))",
    "by_generator": "return max(by_generator.function(i) for i in [n])",
    "by_pattern": "import re\n    return re.sub('a', by_pattern.function, 'a')",
    "by_unpacking": "return by_unpacking.function(*[n])",
    "by_json": "import json\n    return json.dumps(object(), default=by_json.function)",
    "by_job": "return context.call('by_job', {'n': n})",
}


@pytest.fixture
def functions(tmp_path):
    for name, body in ENDLESS.items():
        first = "context, " if "context" in body else ""
        text = f"from runner import function\n@function\ndef {name}({first}n: int):\n    {body}\n"
        (tmp_path / f"{name}.py").write_text(text)
    return tmp_path


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("depth", [1000, 1800])
def test_jobs_go_as_deep_as_they_need(depth, asynchronous):
    result = runner.run(JOB, inputs={"kind": "down", "n": depth, "async": asynchronous})
    assert (result.response, result.error) == (depth, None)


@pytest.mark.parametrize("asynchronous", ["false", "true"])
@pytest.mark.parametrize("kind", ["down", *ENDLESS])
def test_what_never_ends_is_a_failure_and_no_crash(functions, kind, asynchronous):
    (functions / "job.xs").write_text(JOB)
    arguments = ["--functions", str(functions), "-i", f"kind={kind}", "-i", "n=100000"]
    done = subprocess.run(
        [sys.executable, "-m", "runner", functions / "job.xs", *arguments, "-i", f"async={asynchronous}"],
        capture_output=True, text=True, timeout=60, cwd=ROOT, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    # Only functions of jobs are known to call each other.
    words = "functions call each other too deeply" if kind == "down" else "this is nested too deeply"
    assert done.stderr.splitlines()[0] == f"error: {words}"


def test_the_next_run_is_as_good_as_new():
    for _ in range(3):
        failed = runner.run(JOB, inputs={"kind": "down", "n": 100_000})
        assert (failed.error.name, failed.error.code) == ("recursion", "ERROR_FATAL")
        assert runner.run(JOB, inputs={"kind": "down", "n": 1000}).response == 1000


# -- run_deep ----------------------------------------------------------------------------------------


def test_the_work_is_done_on_a_thread_of_its_own_and_inside_of_it_at_once():
    def outer() -> list[threading.Thread]:
        return [threading.current_thread(), run_deep(threading.current_thread)]

    first, second = run_deep(outer)
    assert isinstance(first, DeepThread)
    assert first is second


def test_one_after_the_other_share_a_thread():
    assert len({run_deep(threading.get_ident) for _ in range(20)}) == 1


def test_those_at_the_same_time_have_a_thread_each():
    everybody = threading.Barrier(stacks.KEPT + 3)
    found = []

    def work() -> None:
        everybody.wait(10)
        found.append(threading.current_thread())

    callers = [threading.Thread(target=run_deep, args=(work,)) for _ in range(everybody.parties)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len(set(found)) == len(callers)
    # No more of them wait for work than the rest of the process has room for.
    assert sum(thread.is_alive() for thread in found) <= stacks.KEPT + 1


def test_a_thread_holds_nothing_of_the_work_that_it_has_done():
    class Big:
        pass

    made = []

    def work() -> None:
        big = Big()
        made.append(weakref.ref(big))

    run_deep(work)
    run_deep(lambda: None)
    assert made[0]() is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
def test_a_forked_process_has_threads_of_its_own():
    run_deep(lambda: None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that a child does not have
        child = os.fork()
    if child == 0:
        os._exit(run_deep(lambda: 7))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


@pytest.mark.parametrize("error", [ValueError("x"), SystemExit(3), KeyboardInterrupt()])
def test_whatever_is_raised_arrives(error):
    def fail() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        run_deep(fail)
    assert caught.value is error


def test_the_work_sees_the_context_variables_of_its_caller():
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable", default="unset")
    variable.set("set")
    assert run_deep(variable.get) == "set"


def test_other_threads_keep_their_size_of_stack():
    before = threading.stack_size()
    run_deep(lambda: None)
    assert threading.stack_size() == before


def test_without_room_for_such_a_thread_the_work_is_done_all_the_same(monkeypatch):
    def start(self) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    monkeypatch.setattr(stacks, "_WAITING", [])
    assert run_deep(threading.current_thread) is threading.current_thread()


def test_an_interrupted_caller_stops_the_work(monkeypatch):
    started, ended = threading.Event(), threading.Event()

    def endless() -> None:
        started.set()
        try:
            while True:
                pass
        finally:
            ended.set()

    class Interrupted(threading.Event):
        """An event whose first wait is ended by Ctrl-C, when the work is under way."""

        def wait(self, timeout: float | None = None) -> bool:
            if timeout == stacks.GRACE:
                return super().wait(10)
            started.wait(10)
            raise KeyboardInterrupt

    monkeypatch.setattr(stacks.threading, "Event", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_deep(endless)
    monkeypatch.undo()
    assert ended.wait(10)
