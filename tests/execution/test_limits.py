"""The time limit of a run: it ends whatever runs, and nothing after it."""

from __future__ import annotations

import gc
import importlib
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import runner
from runner.errors import StoppedError
from runner.execution import limits
from runner.execution.limits import Limits, Stopper
from runner.execution.stacks import DeepThread
from tests.jobs.texts import job

ENDLESS = """
    while (true) {
      each {
        var $x {
          value = 1
        }
      }
    }"""
CAUGHT = f"""
    try_catch {{
      try {{
        {ENDLESS}
      }}
      catch {{
        var $c {{
          value = 1
        }}
      }}
    }}"""
# The `continue` of a `finally` swallows whatever ended the `try`.
SWALLOWED = """
    while (true) {
      each {
        try_catch {
          try {
            var $x {
              value = 1
            }
          }
          finally {
            continue
          }
        }
      }
    }"""
CLEANS_UP = f"""
    try_catch {{
      try {{
        {ENDLESS}
      }}
      finally {{
        {ENDLESS}
      }}
    }}"""
SLEEPS = """
    util.sleep {
      value = 60
    }"""
CAUGHT_SLEEP = f"""
    try_catch {{
      try {{
        {SLEEPS}
      }}
      catch {{
      }}
    }}"""
AWAITS = """
    function.run "g" {
      async = true
    } as $f
    await $f as $r"""
GOES_ON = f"""
    function.run "g" {{
      async = true
    }} as $f
    {ENDLESS}"""
LIMITED = """
    function.run "g" {
      timeout = 60
    } as $r"""
CALLEE = f"""---
function "g" {{
  stack {{
    {ENDLESS}
  }}
  response = 1
}}
"""


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


@pytest.mark.parametrize(
    "stack",
    [ENDLESS, CAUGHT, SWALLOWED, CLEANS_UP, SLEEPS, CAUGHT_SLEEP, AWAITS, GOES_ON, LIMITED],
    ids="endless caught swallowed cleans_up sleeps caught_sleep awaits goes_on limited".split(),
)
def test_a_run_is_stopped_wherever_it_is(stack):
    started = time.monotonic()
    result = runner.run(job(stack, '"done"') + CALLEE, timeout=0.2)
    assert time.monotonic() - started < 5
    assert (result.ok, result.response, result.exit_code) == (False, None, 1)
    assert (result.error.code, result.error.name) == ("timeout", "timeout")
    assert result.error.message == "the job was stopped after 0.2 seconds"
    assert result.error.frames[0].function == "f"
    assert result.error.span.line >= 10


def test_a_sleep_that_is_cut_short_is_not_a_sleep_that_is_done():
    for seconds in (0.05, 0.1):
        assert runner.run(job(SLEEPS, '"done"'), timeout=seconds).error.code == "timeout"


def test_a_run_that_is_done_in_time_is_done():
    result = runner.run(job("util.sleep {\n      value = 0.1\n    }", '"done"'), timeout=5)
    assert (result.response, result.error) == ("done", None)


def test_python_code_that_swallows_the_error_gets_no_further(tmp_path):
    (tmp_path / "p.py").write_text(
        "from runner import function\n@function\ndef p():\n    try:\n        while True:\n"
        "            len('x')\n    except BaseException:\n        return 'swallowed'\n"
    )
    text = job(f'function.run "p" as $r\n    {ENDLESS}', "$r")
    result = runner.run(text, functions=tmp_path, timeout=0.2)
    assert (result.error.code, [frame.function for frame in result.error.frames]) == ("timeout", ["f"])


def test_no_late_error_reaches_the_thread_after_a_run():
    # The limit ends about when the work does: whichever comes first, nothing comes afterwards.
    outcomes = set()
    for at in range(60):
        result = runner.run(job("util.sleep {\n      value = 0.01\n    }"), timeout=0.009 + at % 6 * 0.001)
        outcomes.add(result.error.code if result.error else "done")
        spin(0.005)
    spin(0.3)
    assert outcomes <= {"done", "timeout"}


def test_a_limit_that_is_reached_at_the_very_end_of_the_work():
    for _ in range(30):
        stopped = False
        limit = Limits(0.01)
        try:
            with limit:
                spin(0.01)
        except StoppedError:
            stopped = True
            limit.lift()
        spin(0.002)
        assert stopped in (True, False)
        assert limit.expired
    spin(limits.AGAIN + 0.1)


def test_an_error_that_was_swallowed_comes_again(monkeypatch):
    monkeypatch.setattr(limits, "AGAIN", 0.1)
    came = 0
    limit = Limits(0.1)
    try:
        with limit:
            while came < 3:
                try:
                    spin(5)
                except StoppedError:
                    came += 1
    except StoppedError:
        # On a busy machine one comes behind the `try` as well. Unless the limit is lifted, more of them
        # hit whatever this thread does next.
        limit.lift()
        came += 1
    assert came >= 2


def watchers() -> int:
    return sum(thread.name == "xsrun-limit" for thread in threading.enumerate())


def test_without_seconds_there_is_no_limit_and_no_thread(monkeypatch):
    monkeypatch.setattr(threading, "Thread", None)
    limit = Limits(None)
    with limit:
        spin(0.01)
    assert (limit.deadline, limit.expired) == (None, False)


def test_the_watching_thread_ends_with_the_block():
    with Limits(60):
        assert watchers() >= 1
    end = time.monotonic() + 5
    while watchers() and time.monotonic() < end:
        time.sleep(0.01)
    assert watchers() == 0


def test_a_stopper_stops_only_what_is_inside_of_its_block():
    stopper = Stopper()
    stopper.stop()
    inside = threading.Event()
    ended = []

    def work() -> None:
        try:
            with stopper:
                inside.set()
                spin(10)
        except StoppedError:
            stopper.leave()
            ended.append("stopped")
        stopper.stop()
        spin(0.05)
        ended.append("went on")

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait(5)
    stopper.stop()
    thread.join(5)
    assert ended == ["stopped", "went on"]


# -- threads -----------------------------------------------------------------------------------------


def test_runs_in_other_threads_have_limits_too():
    results = {}

    def run(name: str, **options) -> None:
        results[name] = runner.run(job(options.pop("stack"), '"done"'), **options)

    threads = [
        threading.Thread(target=run, args=("short",), kwargs={"stack": ENDLESS, "timeout": 0.2}),
        threading.Thread(target=run, args=("longer",), kwargs={"stack": ENDLESS, "timeout": 0.6}),
        threading.Thread(
            target=run, args=("none",), kwargs={"stack": "util.sleep {\n      value = 0.8\n    }"}
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [results[name].error and results[name].error.message for name in ("short", "longer", "none")] == [
        "the job was stopped after 0.2 seconds",
        "the job was stopped after 0.6 seconds",
        None,
    ]
    assert results["none"].response == "done"


def test_parallel_runs_have_their_own_env_logs_and_inputs():
    text = job(
        'for (20) {\n      each as $i {\n        debug.log {\n          value = $input.n ~ ":" ~ $i\n'
        "        }\n        util.sleep {\n          value = 0.001\n        }\n      }\n    }",
        "[$input.n, $env.KEY]",
        env=("KEY",),
        inputs="int n",
    )
    results = {}

    def run(n: int) -> None:
        results[n] = runner.run(text, inputs={"n": n}, env={"KEY": f"value-{n}"})

    threads = [threading.Thread(target=run, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for n in range(8):
        assert results[n].response == [n, f"value-{n}"]
        assert [entry.message for entry in results[n].logs] == [f"{n}:{i}" for i in range(20)]


def test_a_run_inside_of_a_run_ends_with_it(tmp_path):
    folder = tmp_path / "functions"
    folder.mkdir()
    (folder / "inner.py").write_text(
        "import runner\nfrom runner import function\n@function\ndef inner(text: str):\n"
        "    return runner.run(text, env={}).response\n"
    )
    outer = job(
        'function.run "inner" {\n      input = { text: $input.t }\n    } as $r', "$r", inputs="text t"
    )
    result = runner.run(outer, inputs={"t": job(ENDLESS)}, functions=folder, timeout=0.3)
    assert (result.error.code, result.error.message) == ("timeout", "the job was stopped after 0.3 seconds")
    assert runner.run(outer, inputs={"t": job(response="5")}, functions=folder, timeout=30).response == 5


@pytest.mark.parametrize("callee", [ENDLESS, SLEEPS], ids=["endless", "sleeps"])
@pytest.mark.parametrize("timeout", ["None", "0.3"])
def test_a_process_ends_though_an_async_call_goes_on(callee, timeout):
    text = job('function.run "g" {\n      async = true\n    } as $f', '"done"') + (
        f'---\nfunction "g" {{\n  stack {{\n    {callee}\n  }}\n  response = 1\n}}\n'
    )
    code = f"import runner; print(runner.run({text!r}, timeout={timeout}).response)"
    root = Path(runner.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, cwd=root, check=True
    )
    assert (done.stdout, done.stderr) == ("done\n", "")


# -- where an error must not come --------------------------------------------------------------------


class Garbage:
    """What lets other threads run while it is collected."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        time.sleep(0)


def test_looking_where_a_thread_is_never_waits_for_others():
    # Threads start and end, and garbage is there to be collected, while two others look.
    before = gc.get_threshold()
    gc.set_threshold(5)

    def look() -> None:
        for _ in range(500):
            Garbage()
            limits._frame_of(threading.get_ident())

    lookers = [threading.Thread(target=look, daemon=True) for _ in range(2)]
    try:
        for thread in lookers:
            thread.start()
        while any(thread.is_alive() for thread in lookers):
            threading.Thread(target=int, daemon=True).start()
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)


def stopped_thread(stopper: Stopper, work) -> threading.Thread:
    """A thread that does ``work`` until it is stopped, and then ends without a word."""

    def run() -> None:
        try:
            with stopper:
                work()
        except StoppedError:
            stopper.leave()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("kind", [DeepThread, threading.Thread])
def test_a_thread_that_starts_others_is_stopped_and_not_one_of_those(kind):
    def start_for_ever() -> None:
        while True:
            kind(target=int, daemon=True).start()

    for turn in range(50):
        stopper = Stopper()
        thread = stopped_thread(stopper, start_for_ever)
        time.sleep(turn / 20_000)
        stopper.stop()
        thread.join(5)
        assert not thread.is_alive()


def test_an_import_is_not_torn_apart(tmp_path, monkeypatch):
    (tmp_path / "slowly_imported.py").write_text("import time\ntime.sleep(0.5)\n")
    monkeypatch.syspath_prepend(tmp_path)
    stoppers = [Stopper() for _ in range(5)]

    def load() -> None:
        importlib.import_module("slowly_imported")

    # The first one imports, the others wait for it.
    threads = [threading.Thread(target=load, daemon=True)]
    threads[0].start()
    time.sleep(0.1)
    threads += [stopped_thread(stopper, load) for stopper in stoppers]
    threads.append(threading.Thread(target=load, daemon=True))
    threads[-1].start()
    stops = [threading.Thread(target=stopper.stop, daemon=True) for stopper in stoppers]
    for stop in stops:
        stop.start()
    for thread in [*threads, *stops]:
        thread.join(10)
        assert not thread.is_alive()
