"""What Redis asks of the run that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class World(Protocol):
    """The run, as Redis sees it: a `runner.execution.context.Context` has all of this."""

    def now(self) -> int:
        """Milliseconds since the epoch."""

    def remaining(self, wanted: float) -> float:
        """``wanted`` seconds, or what is left of the run."""

    def hide(self, secrets: Iterable[str]) -> None:
        """Mask more values from now on."""
