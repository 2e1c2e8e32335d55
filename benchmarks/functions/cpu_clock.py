"""A clock for jobs that measure a part of themselves."""

import time

from runner import function


@function
def cpu_clock() -> int:
    """The nanoseconds that this thread has spent of a CPU."""
    return time.thread_time_ns()
