"""What the database asks of the run that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any, Protocol


class World(Protocol):
    """The run, as the database sees it: a `runner.execution.context.Context` has all of this."""

    @property
    def random(self) -> Random:
        """Random numbers, for ids and salts."""

    def now(self) -> int:
        """Milliseconds since the epoch."""

    def remaining(self, wanted: float) -> float:
        """``wanted`` seconds, or what is left of the run."""

    def log(self, message: str, level: str = "log", **data: Any) -> None:
        """Add an entry to the log of the run."""

    def hide(self, secrets: Iterable[str]) -> None:
        """Mask more values from now on."""
