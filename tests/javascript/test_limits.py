"""The limits of JavaScript: time, memory, depth; and what becomes of the run around it."""

from __future__ import annotations

import threading
import time
from typing import ClassVar

import pytest

from runner.errors import ScriptError, StoppedError
from runner.javascript import running
from runner.javascript.engine import Engine, Interrupted
from tests.javascript.code import run
from tests.statements.contexts import make_context

TOO_LONG = "`api.lambda` was stopped: its code takes longer than its timeout of 0.05 seconds"
TOO_MUCH = "`api.lambda` was stopped: its code needs more than 128 MB of memory"


def failure(code, **options):
    with pytest.raises(ScriptError) as caught:
        run(code, **options)
    return caught.value


@pytest.mark.parametrize(
    "code",
    [
        "for (;;) {}",
        "while (true) { try { for (;;) {} } catch {} finally { continue } }",
        "for (;;) await null",
        "const again = () => Promise.resolve().then(again); await again()",
        "setInterval(() => {}, 1); await new Promise(() => {})",
        "for (let i = 0; ; i++) setTimeout(() => {}, 1)",
        "throw { get a() { for (;;); } }",
        "return { toJSON() { for (;;); } }",
        "return new Proxy({}, { ownKeys() { for (;;); } })",
        "Error.prepareStackTrace = () => { for (;;); }; null.x",
        "/(a+)+$/.test('a'.repeat(40) + 'b')",
        "const end = Date.now() + 1e9; while (Date.now() < end);",
    ],
)
def test_what_never_ends_is_stopped(code):
    error = failure(code, timeout=0.05)
    assert (error.message, error.name) == (TOO_LONG, "timeout")


@pytest.mark.parametrize(
    "code",
    [
        "return Array(2**27).join()",
        "return 'a'.repeat(1e5).indexOf('a'.repeat(5e4) + 'b')",
    ],
)
def test_one_long_step_is_left_behind(code):
    """Each of them takes six seconds, a larger one minutes."""
    started = time.monotonic()
    error = failure(code, timeout=0.05)
    assert (error.message, error.name) == (TOO_LONG, "timeout")
    assert time.monotonic() - started < 4


def test_the_deadline_of_the_run_ends_a_long_step():
    context = make_context(deadline=time.monotonic() + 0.05)
    started = time.monotonic()
    with pytest.raises(StoppedError):
        run("return Array(2**27).join()", context=context)
    assert time.monotonic() - started < 4


def test_a_wait_beyond_the_limit_is_refused_at_once():
    context = make_context()
    error = failure("await new Promise((done) => setTimeout(done, 60000))", timeout=30, context=context)
    assert "longer than its timeout of 30 seconds" in error.message
    assert context.clock.slept == []


def test_waits_count_together():
    context = make_context()
    code = "for (;;) await new Promise((done) => setTimeout(done, 4000))"
    assert failure(code, context=context).name == "timeout"
    assert context.clock.slept == [4.0, 4.0]  # of 10 seconds


def test_a_promise_that_nothing_settles():
    error = failure("return new Promise(() => {})")
    assert error.message == "`api.lambda` failed: its code waits for a promise that nothing settles"


@pytest.mark.parametrize(
    "code",
    [
        "const a = []; for (;;) a.push({ a: 1 })",
        "return 'x'.repeat(100e6)",
        "const all = []; for (let i = 0; ; i++) all.push('é'.repeat(1e6) + i)",
        "return new Array(1e8).fill(0)",
        "let a = []; for (;;) a = [a, 'x'.repeat(1000) + a.length]",
    ],
)
def test_too_much_memory(code):
    error = failure(code)
    assert "128 MB of memory" in error.message


def test_memory_is_given_back_even_where_the_error_is_kept():
    kept = [failure("globalThis.a = []; for (;;) a.push('x'.repeat(1e5) + a.length)") for _ in range(3)]
    assert [error.message for error in kept] == [TOO_MUCH] * 3
    for error in kept:
        traceback, engines = error.__traceback__, []
        while traceback is not None:
            engines += [value for value in traceback.tb_frame.f_locals.values() if isinstance(value, Engine)]
            traceback = traceback.tb_next
        assert all(engine._context is None for engine in engines)


def test_calls_may_be_nested_deeply_but_not_for_ever():
    code = "let n = 0; const f = () => { n++; f() }; try { f() } catch (e) { return [n, e.name] }"
    depth, error = run(code)
    assert error == "RangeError"
    assert depth > 250


@pytest.mark.parametrize(
    ("timeout", "message"),
    [
        (0, "`api.lambda` needs a timeout of more than 0 seconds, but got 0"),
        (-1, "needs a timeout of more than 0 seconds, but got -1"),
        (float("inf"), "needs a timeout of more than 0 seconds, but got INF"),
        ("soon", "soon"),
    ],
)
def test_a_timeout_is_a_number_of_seconds(timeout, message):
    assert message in failure("return 1", timeout=timeout).message


@pytest.mark.parametrize("timeout", [5, "5", 2.5, None])
def test_timeouts_that_are_long_enough(timeout):
    assert run("return 1", timeout=timeout) == 1


def test_the_deadline_of_the_run_stops_it_for_good():
    context = make_context(deadline=time.monotonic() + 0.05)
    with pytest.raises(StoppedError):
        run("for (;;) {}", context=context)
    with pytest.raises(StoppedError):
        run("try { await new Promise((done) => setTimeout(done, 5000)) } catch {}", context=context)


def test_threads_run_javascript_at_the_same_time():
    found = {}

    def work(number):
        code = """
            let sum = 0;
            for (let i = 0; i < 2000; i++) sum += i % 7;
            await new Promise((done) => setTimeout(done, 1));
            return [$var.n, sum];
        """
        found[number] = [run(code, var={"n": number}) for _ in range(5)]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [[number, 5995]] * 5 for number in range(32)}


class EarlyEngine(Engine):
    """An engine that is interrupted early, as by other threads that use up the processor's time."""

    shares: ClassVar[list[float]]

    def send(self, message):
        self.shares.append(self._left())
        if len(self.shares) < 3:
            raise Interrupted
        return super().send(message)


def test_code_that_was_interrupted_early_begins_again_with_more_time(monkeypatch):
    shares: list[float] = []
    monkeypatch.setattr(EarlyEngine, "shares", shares, raising=False)
    monkeypatch.setattr(running, "Engine", EarlyEngine)
    assert run("return Math.random()") == run("return Math.random()")
    assert [round(share) for share in shares[:3]] == [10, 20, 40]


def test_code_that_has_had_an_effect_does_not_begin_again(monkeypatch):
    class LateEngine(Engine):
        def send(self, message):
            if "fire" in message:
                raise Interrupted
            return super().send(message)

    monkeypatch.setattr(running, "Engine", LateEngine)
    context = make_context()
    code = "console.log('once'); await new Promise((done) => setTimeout(done, 1)); return 1"
    assert failure(code, context=context).name == "timeout"
    assert [entry.message for entry in context.logs] == ["once"]


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "quickjs", None)
    error = failure("return 1")
    assert error.message == "JavaScript needs the extra \"lambda\": pip install 'xsrun[lambda]'"
