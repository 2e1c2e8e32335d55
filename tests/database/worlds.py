"""What a database asks of a run, without a run."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from random import Random
from typing import Any


class StubWorld:
    """A run that has ``seconds`` left, or all the time there is."""

    def __init__(self, seconds: float = math.inf) -> None:
        self.random = Random(1)
        self.hidden: set[str] = set()
        self.logs: list[str] = []
        self._until = time.monotonic() + seconds

    def now(self) -> int:
        return 1_700_000_000_000

    def remaining(self, wanted: float) -> float:
        return max(0.0, min(wanted, self._until - time.monotonic()))

    def log(self, message: str, level: str = "log", **data: Any) -> None:
        self.logs.append(message)

    def hide(self, secrets: Iterable[str]) -> None:
        self.hidden |= set(secrets)
