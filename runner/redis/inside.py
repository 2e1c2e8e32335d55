"""A Redis server that lives inside of one run, and in its time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from fakeredis import FakeRedis, FakeServer

if TYPE_CHECKING:
    from redis import Redis

    from runner.redis.world import World


def inside_server(world: World) -> Redis:
    """A client of a server of its own; ``ttl`` goes by the clock of the run."""
    server = FakeServer(version=(7, 0, 0))
    kind: Any = type(server.dbs[0])

    # It is told the machine's time before each command; in a test another one counts.
    class Database(kind):  # type: ignore[misc]
        @property
        def time(self) -> float:
            return world.now() / 1000

        @time.setter
        def time(self, _: float) -> None:
            """The machine's."""

    server.dbs = defaultdict(lambda: Database(server.lock))
    return FakeRedis(server=server)
