"""Texts -> packed reports, on all processors where there are enough texts to make that worth while."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from runner.lint.files import file_report
from runner.lint.keeping import Packed, keep_report, pack_report
from runner.source import Source

# Below so many characters a worker takes longer to start than to be of use.
WORTH_A_WORKER = 60_000
# So many are handed over at once: enough to hide the way there and back, few enough to end soon by Ctrl-C.
BATCH = 16

# The name and the text of a file, and whether the cache may hold it.
Task = tuple[str, str, bool]


def packed_reports(tasks: Sequence[Task], processors: int | None = None) -> Iterator[Packed]:
    """The report of each text, in order.

    Args:
        tasks: the texts, with plain newlines.
        processors: how many may work; None is all that this process may use.
    """
    tasks = list(tasks)
    most = sum(len(text) for _, text, _ in tasks) // WORTH_A_WORKER
    workers = min(processors or processors_here(), most)
    if workers < 2:
        yield from map(_packed, tasks)
        return
    # What all of them need is loaded by the first text, before they are forked.
    yield _packed(tasks[0])
    yield from _shared(tasks[1:], workers)


def processors_here() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shared(tasks: Sequence[Task], workers: int) -> Iterator[Packed]:
    from concurrent.futures import ProcessPoolExecutor

    batches = [tasks[at : at + BATCH] for at in range(0, len(tasks), BATCH)]
    with ProcessPoolExecutor(workers, initializer=_leave_interrupts) as pool:
        try:
            with _interrupts_held():
                results = pool.map(_packed_batch, batches)
            for packed in results:
                yield from packed
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Put Ctrl-C off while workers start: one that is not ready for it would show a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interrupts() -> None:
    # Ctrl-C reaches all processes of a terminal; it is the first one that ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _packed_batch(tasks: Sequence[Task]) -> list[Packed]:
    return [_packed(task) for task in tasks]


def _packed(task: Task) -> Packed:
    name, text, kept = task
    source = Source(text, name)
    packed = pack_report(file_report(source))
    if kept:
        keep_report(source, packed)
    return packed
