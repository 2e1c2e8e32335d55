"""A clock that stands still but for what a run waits."""

from __future__ import annotations

from threading import Lock

# 2026-01-15 12:00 UTC, for those who do not care.
DEFAULT_NOW = 1_768_478_400_000


class StandingClock:
    """Starts at ``now`` (milliseconds since the epoch) and goes on by what is waited, at once.

    ``slept`` lists the seconds that the run asked to wait.
    """

    def __init__(self, now: int = DEFAULT_NOW) -> None:
        self._now = now
        self._lock = Lock()
        self.slept: list[float] = []

    def now(self) -> int:
        """Milliseconds since the epoch."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Go on by a wait of the run."""
        with self._lock:
            self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Go on by what is no wait of the run, such as the time of an answer."""
        with self._lock:
            self._now += round(seconds * 1000)
