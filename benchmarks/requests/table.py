"""The table of the jobs with one request each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

import httpx

import runner
from benchmarks.measuring import best, timed
from benchmarks.tables import Table, at_least, milliseconds

SERVER = Path(__file__).with_name("server.py")
PAUSE = 50
JOBS, QUICK_JOBS = 200, 4
THREADS, QUICK_THREADS = (8, 32), (2,)
ROUNDS = 5
GOAL = 0.85

JOB = """run.job "one request" {
  main = {
    name: "ask"
    input: {
      url: "%s"
    }
  }
}
---
function ask {
  input {
    text url
  }
  stack {
    api.request {
      url = $input.url
      method = "GET"
    } as $answer
  }
  response = $answer.response.result.ok
}
"""

TEXT = f"""\
{JOBS} jobs, each of which sends one request to a server in another process that answers after {PAUSE} ms,
in one process with so many threads; each job is a `runner.run` of its own. Plain httpx sends the same
requests with the same number of threads, by way of one client that all share or of one for each thread;
its clients are made and its connections open before the clock starts, and so for xsrun. The share is the
time of the faster way divided by that of xsrun, each the best of {ROUNDS} turns."""

Ask = Callable[[], object]


def table(quick: bool) -> Table:
    """Measure; ``quick`` is a handful of jobs, one turn."""
    head = ("threads", "httpx, one client, ms", "httpx, a client each, ms", "xsrun, ms", "share", "goal")
    shown = Table("Jobs that wait for a server", TEXT, head)
    jobs = QUICK_JOBS if quick else JOBS
    # A proxy of the machine has no part in this.
    without_proxy = patch.dict(os.environ, NO_PROXY="127.0.0.1")
    with without_proxy, local_server(PAUSE) as url, plain_clients(1 + max(THREADS)) as clients:
        for threads in QUICK_THREADS if quick else THREADS:
            asks = (partial(ask, clients[0], url), partial(ask_alone, clients[1:], url))
            times = _times((*asks, partial(run, JOB % url)), jobs, threads, 1 if quick else ROUNDS)
            share = min(times[:2]) / times[2]
            shown.rows.append((str(threads), *map(milliseconds, times), *at_least(share, GOAL)))
    return shown


def _times(asks: Sequence[Ask], jobs: int, threads: int, rounds: int) -> list[float]:
    for one in asks:
        work(one, threads, threads)
    return best([timed(partial(work, one, jobs, threads)) for one in asks], rounds)


def work(one: Ask, jobs: int, threads: int) -> None:
    """Do ``one`` so many times on so many threads."""
    with ThreadPoolExecutor(threads) as pool:
        answers = list(pool.map(lambda _: one(), range(jobs)))
    assert answers == [True] * jobs


def run(job: str) -> object:
    """The response of one run."""
    result = runner.run(job, env={})
    return result.response if result.ok else result.error


def ask(client: httpx.Client, url: str) -> object:
    """The same without xsrun."""
    return client.get(url).json()["ok"]


def ask_alone(clients: list[httpx.Client], url: str) -> object:
    """The same with a client that no other thread uses meanwhile."""
    client = clients.pop()
    try:
        return ask(client, url)
    finally:
        clients.append(client)


@contextmanager
def plain_clients(count: int) -> Iterator[list[httpx.Client]]:
    """So many clients; making one takes longer than a request."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    clients = [httpx.Client(verify=False, limits=limits) for _ in range(count)]
    try:
        yield clients
    finally:
        for client in clients:
            client.close()


@contextmanager
def local_server(pause: int) -> Iterator[str]:
    """The URL of a server that answers after ``pause`` milliseconds."""
    command = (sys.executable, str(SERVER), str(pause))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
        finally:
            process.terminate()
