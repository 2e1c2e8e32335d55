"""When work that the database has refused is done again, and how long that goes on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from runner.database.errors import Fault

if TYPE_CHECKING:
    from runner.database.world import World

# How long somebody waits for what others hold: a lock of SQLite's, a row of PostgreSQL's.
PATIENCE = 30.0
# Before work is done again whose connection was lost, or that others have come before.
PAUSES = (0.02, 0.1, 0.4)
# SQLite has waited by itself before it says that others write.
TURN = 0.005


class Tries:
    """The tries of one piece of work, of which nothing has been done."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._pauses = iter(PAUSES)
        self._until = time.monotonic() + world.remaining(PATIENCE)

    def again(self, fault: Fault) -> bool:
        """Whether to try once more after ``fault``; waits before it says so."""
        pause = TURN if fault.locked else next(self._pauses, None) if fault.passing else None
        if pause is None or time.monotonic() + pause > self._until:
            return False
        time.sleep(pause)
        return True
