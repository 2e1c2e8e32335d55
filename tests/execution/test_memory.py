"""The memory limit: what takes too much fails, its process and the next runs do not."""

from __future__ import annotations

import sys
import threading

import pytest

import runner
from runner.errors import StoppedError, UsageError
from runner.execution import memory
from runner.execution.memory import PROCESS_MEMORY, MemoryLimit, require_memory_limits
from tests.jobs.texts import job

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no other system counts what a process has")

MIB = 1024 * 1024
SMALL_VALUES = """var $x {
      value = []
    }
    while (true) {
      each {
        array.push $x {
          value = "abc" ~ 1
        }
      }
    }"""
DOUBLED = """var $x {
      value = "0123456789"
    }
    while (true) {
      each {
        var $x {
          value = $x ~ $x
        }
      }
    }"""
LARGE_LIST = """var $x {
      value = (1..9000000)|json_encode
    }"""
SWALLOWED = f"""try_catch {{
      try {{
        {SMALL_VALUES}
      }}
      catch {{
        return {{
          value = "caught"
        }}
      }}
    }}"""
ASYNC = """function.run "g" {
      async = true
    } as $f
    await $f as $r"""
CALLEE = f"""---
function "g" {{
  stack {{
    {SMALL_VALUES}
  }}
}}
"""


def limit() -> tuple[int, int]:
    import resource

    return resource.getrlimit(resource.RLIMIT_DATA)


@pytest.mark.parametrize(
    "stack",
    [SMALL_VALUES, DOUBLED, LARGE_LIST, SWALLOWED, ASYNC],
    ids="small_values doubled large_list swallowed async".split(),
)
def test_a_job_that_takes_too_much_fails_and_the_next_one_runs(stack):
    before = limit()
    result = runner.run(job(stack, '"done"') + CALLEE, max_memory=64 * MIB)
    assert (result.ok, result.response, result.exit_code) == (False, None, 1)
    assert (result.error.code, result.error.name) == ("memory", "memory")
    assert result.error.message == "the job needs more than the 64M of memory that it may take"
    assert "--max-memory" in result.error.hint
    assert result.error.span.line >= 10
    assert limit() == before
    assert runner.run(job(response="1")).response == 1


def test_python_that_swallows_the_error_gets_no_further(tmp_path):
    (tmp_path / "p.py").write_text(
        "from runner import function\n@function\ndef p():\n    found = []\n    while True:\n"
        "        try:\n            found.append(bytearray(1000))\n"
        "        except MemoryError:\n            pass\n"
    )
    result = runner.run(job('function.run "p" as $r'), functions=tmp_path, max_memory=64 * MIB)
    assert result.error.name == "memory"


def test_what_one_value_asks_for_far_too_much_of_is_refused_at_once(tmp_path):
    (tmp_path / "p.py").write_text(
        "from runner import function\n@function\ndef p():\n    return len(bytearray(10**11))\n"
    )
    result = runner.run(job('function.run "p" as $r'), functions=tmp_path, max_memory=64 * MIB)
    assert (result.error.name, result.error.frames[0].function) == ("memory", "f")


def test_a_job_within_its_limit_is_done():
    text = job('function.run "h" {\n async = true\n } as $f\n await $f as $r', "$r")
    text += '---\nfunction "h" {\n  response = (1..100000)|count\n}\n'
    result = runner.run(text, max_memory=64 * MIB)
    # The stack of the thread alone is counted as 64 MiB by the system; it is not the job's.
    assert (result.error, result.response) == (None, 100_000)


@pytest.mark.parametrize("wrong", [0, -1, 1000])
def test_a_limit_that_would_not_hold_a_job_is_refused(wrong):
    result = runner.run(job(), max_memory=wrong)
    assert (result.error.code, result.exit_code) == ("usage", 2)
    assert result.error.message == f"the memory limit is 16M or more, but got {wrong} bytes"


def test_where_nothing_counts_memory_there_is_no_limit(monkeypatch):
    monkeypatch.setattr(memory, "STATM", "/nowhere")
    with pytest.raises(UsageError, match="a memory limit needs Linux"):
        require_memory_limits()
    assert runner.run(job(), max_memory=64 * MIB).error.code == "usage"
    assert runner.run(job()).ok


def test_runs_at_the_same_time_share_what_they_may_take():
    before = limit()
    first, second = MemoryLimit(64 * MIB), MemoryLimit(32 * MIB)
    first.start()
    alone = limit()[0]
    second.start()
    assert limit()[0] - alone == 32 * MIB
    PROCESS_MEMORY.make_room(threading.Thread(), 8 * MIB)
    assert limit()[0] - alone == 40 * MIB
    first.lift()
    first.lift()
    assert limit()[0] == alone - 64 * MIB + 40 * MIB
    second.lift()
    assert limit() == before


def test_a_limit_is_exceeded_once_and_for_all(monkeypatch):
    # Stacks of threads that earlier tests left come and go in what the process really has.
    has = [memory._data_size()]
    monkeypatch.setattr(memory, "_data_size", lambda: has[0])
    share = MemoryLimit(16 * MIB)
    share.start()
    try:
        assert not share.is_exceeded()
        has[0] += 17 * MIB
        assert share.is_exceeded()
        has[0] -= 17 * MIB
        assert share.is_exceeded()
    finally:
        share.lift()
    assert not MemoryLimit(None).is_exceeded()


def test_a_limit_ends_even_if_its_end_is_interrupted(monkeypatch):
    before = limit()
    share = MemoryLimit(64 * MIB)
    share.start()
    with monkeypatch.context() as patched:
        patched.setattr("resource.setrlimit", _interrupted)
        with pytest.raises(StoppedError):
            share.lift()
    assert limit() != before
    share.lift()
    assert limit() == before


def _interrupted(*_: object) -> None:
    raise StoppedError("now")


def test_a_limit_that_cannot_be_watched_does_not_stay(monkeypatch):
    before = limit()
    with monkeypatch.context() as patched:
        patched.setattr("runner.execution.limits.threading.Thread", _no_thread)
        result = runner.run(job(), max_memory=64 * MIB)
    assert (result.ok, result.error.message) == (False, "RuntimeError: can't start new thread")
    assert limit() == before


def _no_thread(**_: object) -> None:
    raise RuntimeError("can't start new thread")


def test_an_error_that_the_limit_overtook_on_its_way_out_keeps_its_place(monkeypatch):
    lift = MemoryLimit.lift
    interruptions = [StoppedError("now")]

    def lift_or_stop(share: MemoryLimit) -> None:
        share.exceeded = True
        if interruptions:
            raise interruptions.pop()
        lift(share)

    monkeypatch.setattr(MemoryLimit, "lift", lift_or_stop)
    result = runner.run(job('throw {\n name = "x"\n value = "y"\n }'), max_memory=64 * MIB)
    assert (result.error.name, result.error.frames[-1].function) == ("memory", "f")
    assert result.error.span is not None
