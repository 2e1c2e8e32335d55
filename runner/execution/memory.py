"""The memory limit of a run: how much it may take, and whether it has taken more."""

from __future__ import annotations

import sys
import threading

from runner.errors import UsageError

# Sizes of this process in pages; the sixth is what it may write to, which is what is limited.
STATM = "/proc/self/statm"
DATA_FIELD = 5
# Small values add up until somebody looks, and the job is stopped at its line. The system refuses what
# goes beyond that by so much: there a MemoryError comes at once, often without a place.
MARGIN = 64 * 1024 * 1024


class ProcessMemory:
    """What all runs of this process may take together, since the system knows one limit for all.

    Each limited run adds its share to what the process has when the first of them starts. When the last
    one ends, the limit of the system is what it was before.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shares: dict[object, int] = {}
        self._stacks: dict[threading.Thread, int] = {}
        self._base = 0
        self._before = (0, 0)

    def add(self, owner: object, size: int) -> None:
        """Let ``owner`` take ``size`` bytes, and no run any more than such shares."""
        import resource

        with self._lock:
            if not self._shares:
                self._before = resource.getrlimit(resource.RLIMIT_DATA)
                self._base = _data_size()
                self._stacks.clear()
            self._shares[owner] = size
            self._apply()

    def remove(self, owner: object) -> None:
        """Take the share of ``owner`` back; doing it twice does no harm.

        A run that is being stopped may be torn out of this at any place, and calls it again: the share
        is forgotten last, or the limit would stay for ever.
        """
        import resource

        with self._lock:
            if owner not in self._shares:
                return
            self._shares[owner] = 0
            if any(self._shares.values()):
                self._apply()
            else:
                resource.setrlimit(resource.RLIMIT_DATA, self._before)
            del self._shares[owner]

    def is_exceeded(self) -> bool:
        """Whether the process has more than all shares together."""
        with self._lock:
            return bool(self._shares) and _data_size() > self._allowed()

    def make_room(self, thread: threading.Thread, size: int) -> None:
        """Count a thread that is about to start: the system counts the whole of its stack as used."""
        with self._lock:
            if not self._shares:
                return
            self._stacks = {one: size for one, size in self._stacks.items() if one.is_alive()}
            self._stacks[thread] = size
            self._apply()

    def _apply(self) -> None:
        import resource

        soft, hard = self._before
        bounds = [bound for bound in (soft, hard) if bound != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_DATA, (min([self._allowed() + MARGIN, *bounds]), hard))

    def _allowed(self) -> int:
        return self._base + sum(self._shares.values()) + sum(self._stacks.values())


# Of the process and not of a run, as the limit itself is.
PROCESS_MEMORY = ProcessMemory()


class MemoryLimit:
    """What one run may take; None is no limit."""

    def __init__(self, size: int | None) -> None:
        self.size = size
        self.exceeded = False

    def start(self) -> None:
        """Count from now on."""
        if self.size is not None:
            PROCESS_MEMORY.add(self, self.size)

    def lift(self) -> None:
        """End the limit; doing it twice does no harm."""
        if self.size is not None:
            PROCESS_MEMORY.remove(self)

    def is_exceeded(self) -> bool:
        """Whether more was taken, now or before: what was given back since does not count."""
        if self.size is not None and not self.exceeded:
            try:
                self.exceeded = PROCESS_MEMORY.is_exceeded()
            except MemoryError:  # not even enough for the question
                self.exceeded = True
        return self.exceeded


def require_memory_limits() -> None:
    """Look whether this machine can limit memory.

    Raises:
        UsageError: it cannot: only Linux counts and refuses what a program asks for.
    """
    try:
        usable = sys.platform == "linux" and _data_size() > 0
    except OSError:
        usable = False
    if not usable:
        raise UsageError(
            "a memory limit needs Linux with /proc", hint="run the job in a container with a limit of its own"
        )


def _data_size() -> int:
    import resource

    with open(STATM) as file:
        return int(file.read().split()[DATA_FIELD]) * resource.getpagesize()
