"""The command as a process: streams, signals, closed pipes, terminals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Invoke, Spawn, Start

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals, pipes and terminals")


def test_each_stream_has_its_own(spawn: Spawn) -> None:
    done = spawn("logs.xs")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"1\n", b"log: in the middle\n")


def test_a_job_and_the_response_are_utf_8_whatever_the_locale_says(spawn: Spawn) -> None:
    done = spawn("text.xs", "-o", "raw", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.stdout.decode() == "grüße\n🎉\n"


def test_half_a_character_is_written_as_its_escape(spawn: Spawn) -> None:
    done = spawn("echo.xs", "-i", 'text:="\\ud83d"')
    assert json.loads(done.stdout)["text"] == "\ud83d"


def test_what_python_functions_print_is_no_part_of_the_response(spawn: Spawn) -> None:
    done = spawn("prints.xs")
    assert done.stdout == b'"said"\n'
    assert done.stderr.splitlines() == [b"while it is imported", b"while it runs"]


def test_nothing_else_reaches_standard_output(spawn: Spawn) -> None:
    done = spawn("escapes.xs")
    assert (done.returncode, done.stdout) == (0, b'"done"\n')
    assert done.stderr.split(b"\n") == [b"a process", b"a descriptor", b"a stream", b""]


@posix
def test_nothing_else_reaches_it_when_standard_error_is_closed(start: Start) -> None:
    process = start("escapes.xs", preexec_fn=lambda: os.close(2))
    out, _ = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, b'"done"\n')


def test_the_descriptor_is_led_back_in_the_same_process(
    invoke: Invoke, capfd: pytest.CaptureFixture[str]
) -> None:
    assert invoke("escapes.xs").stdout == '"done"\n'
    os.write(1, b"after")
    assert capfd.readouterr().out == "after"


def test_a_job_on_standard_input(spawn: Spawn, folder: Path) -> None:
    done = spawn("-", input=(folder / "text.xs").read_bytes())
    assert json.loads(done.stdout) == "grüße\n🎉"


@posix
@pytest.mark.parametrize("job", ["sleeps.xs", "async.xs"])
def test_an_interrupt_ends_a_sleeping_job_at_once(start: Start, job: str) -> None:
    process = start(job, preexec_fn=_with_interrupts)
    assert process.stderr is not None
    assert process.stderr.readline() == b"log: asleep\n"
    pressed = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert time.monotonic() - pressed < 1
    assert (process.returncode, out, err.strip()) == (130, b"", b"interrupted")


@posix
@pytest.mark.parametrize("args", [["text.xs", "-o", "raw"], ["completion", "bash"], ["--help"]])
def test_a_closed_pipe_ends_quietly(start: Start, args: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start(*args, stdout=writer)
    os.close(writer)
    _, err = process.communicate(timeout=30)
    assert err == b""


@posix
def test_a_reader_that_has_seen_enough_does_not_make_a_job_fail(start: Start) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start("text.xs", stdout=writer)
    os.close(writer)
    process.communicate(timeout=30)
    assert process.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_a_response_that_cannot_be_written_is_a_failure(start: Start) -> None:
    with open("/dev/full", "wb") as full:
        process = start("text.xs", stdout=full)
        _, err = process.communicate(timeout=30)
    assert err == b"error: the result cannot be written: No space left on device\n"
    assert process.returncode == 1


@posix
@pytest.mark.parametrize("args", [["text.xs"], ["prints.xs", "-q"], ["functions"]])
def test_a_result_is_not_lost_in_silence(start: Start, args: list[str]) -> None:
    process = start(*args, preexec_fn=lambda: os.close(1))
    _, err = process.communicate(timeout=30)
    assert err.endswith(b"error: the result cannot be written: standard output is closed\n")
    assert process.returncode == 1


@posix
def test_closed_standard_error_is_no_fault(start: Start) -> None:
    process = start("logs.xs", preexec_fn=lambda: os.close(2))
    out, _ = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, b"1\n")


@posix
def test_on_a_terminal_json_is_pretty_and_errors_have_colours(spawn: Spawn) -> None:
    shown = _on_terminal(spawn, "echo.xs")
    assert shown == '{\n  "text": "own",\n  "number": 1\n}\n'
    assert _on_terminal(spawn, "fails.xs").startswith(
        "\x1b[1;31merror:\x1b[0m \x1b[1mthere is no such n\x1b[0m\n"
    )


@posix
def test_on_a_terminal_no_color_is_honoured(spawn: Spawn) -> None:
    assert "\x1b" not in _on_terminal(spawn, "fails.xs", NO_COLOR="1")


@pytest.mark.parametrize(("environ", "coloured"), [({}, False), ({"FORCE_COLOR": "1"}, True)])
def test_when_piped_colours_must_be_forced(spawn: Spawn, environ: dict[str, str], coloured: bool) -> None:
    assert (b"\x1b[" in spawn("fails.xs", env=environ).stderr) is coloured


@posix
def test_a_functions_listing_on_a_terminal_is_in_blocks(spawn: Spawn) -> None:
    lines = _on_terminal(spawn, "functions", NO_COLOR="1").splitlines()
    assert any(line.startswith("loud") and line.endswith("Say something.") for line in lines)


def _with_interrupts() -> None:
    """A shell that starts jobs in the background lets them ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _on_terminal(spawn: Spawn, *args: str, **environ: str) -> str:
    """Both streams of a command as a terminal shows them."""
    import pty

    leader, follower = pty.openpty()
    try:
        spawn(*args, stdout=follower, stderr=follower, env={"TERM": "xterm", **environ})
        os.close(follower)
        return _drain(leader).replace("\r\n", "\n")
    finally:
        os.close(leader)


def _drain(leader: int) -> str:
    shown = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # Linux says so at the end
            chunk = b""
        if not chunk:
            return shown.decode()
        shown += chunk


def test_the_package_runs_as_a_module() -> None:
    from cli.conftest import CHECKOUT

    shown = subprocess.check_output([sys.executable, "-m", "runner", "--version"], cwd=CHECKOUT)
    assert shown == b"xsrun 0.1.0\n"
