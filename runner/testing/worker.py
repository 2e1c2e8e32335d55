"""The process that runs tests: without the env of the machine, without a network, one after the other."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from runner.records import Record
from runner.testing.finding import tests_of
from runner.testing.outcomes import FAILED, Conditions, Outcome, Test

# What Python and xsrun itself need; everything else could make a test pass here and fail elsewhere.
KEPT_ENV = frozenset("PATH HOME LANG LC_ALL TMPDIR TEMP TMP SYSTEMROOT XSRUN_CACHE PYTHONPATH".split())
INTERNET = (socket.AF_INET, socket.AF_INET6)
STDOUT, STDERR = 1, 2


class Order(Record):
    """One test that a worker has to run; ``count`` says that its lines are counted."""

    file: Path
    name: str
    count: bool = False


def serve(orders: Connection) -> None:
    """Say None when ready, then run the tests that come in and answer with their outcomes."""
    # An interrupt goes to all processes of a terminal; who started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _shut_out_the_machine()
    read = cache(_by_name)
    orders.send(None)
    with suppress(EOFError):  # nobody is there any more who would send one
        while True:
            order: Order = orders.recv()
            orders.send(_run(order, read))


def _run(order: Order, read: Callable[[Path], dict[str, Test]]) -> Outcome:
    lines: dict[str, dict[int, int]] = {}

    def step(file: str, line: int) -> None:
        counts = lines.setdefault(file, {})
        counts[line] = counts.get(line, 0) + 1

    started = time.perf_counter()
    try:
        outcome = read(order.file)[order.name].run(Conditions(step if order.count else None))
    # Whatever a Python function does to this process is the failure of its test alone.
    except (Exception, SystemExit) as error:
        failure = f"the test could not run: {type(error).__name__}: {error}"
        return Outcome(FAILED, (failure,), time.perf_counter() - started)
    return outcome.changed(hits=lines)


def _by_name(file: Path) -> dict[str, Test]:
    return {test.name: test for test in tests_of(file)}


def _shut_out_the_machine() -> None:
    for name in os.environ.keys() - KEPT_ENV:
        del os.environ[name]
    # What Python functions print must not mix with the report.
    os.dup2(STDERR, STDOUT)
    sys.stdout = sys.stderr
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Requests of jobs go to stubs; this is for Python functions that open connections themselves."""
    if event == "socket.getaddrinfo" or (
        event in ("socket.connect", "socket.sendto") and arguments[0].family in INTERNET
    ):
        raise ConnectionRefusedError("a test reaches no network: answer the request by a stub of its case")
