"""The Redis server of one run, wherever it is: work is done there, and its failures are told in sentences."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from redis.exceptions import ConnectionError as LostError
from redis.exceptions import RedisError

from runner.errors import StoppedError
from runner.redis.connections import IDLE, Connected
from runner.redis.faults import fault_of

if TYPE_CHECKING:
    from redis import Redis

    from runner.redis.target import RedisTarget
    from runner.redis.world import World

Answer = TypeVar("Answer")


class Server:
    """A server that is connected to when the first work is done; threads may share one.

    Args:
        target: where it is; None is inside of the run.
        world: the run.
    """

    def __init__(self, target: RedisTarget | None, world: World) -> None:
        self._target = target
        self._world = world
        self._lock = Lock()
        self._connected: Connected | None = None
        self._inside: Redis | None = None
        # Work that has not come to a regular end: it is under way, or was stopped.
        self._unfinished = 0
        if target is not None:
            world.hide(target.secrets)

    def do(
        self, work: Callable[[Redis], Answer], statement: str, key: str = "", safe: bool = False
    ) -> Answer:
        """What ``work`` gives; ``safe`` is what may be done twice where the connection was lost.

        Raises:
            ScriptError: the server refused, or cannot be reached.
            StoppedError: it did not answer before the run was over.
        """
        client = self._client()
        with self._lock:
            self._unfinished += 1
        try:
            answer = self._answer(client, work, safe)
        except RedisError as error:
            self._finish()
            if self._world.remaining(1) <= 0:
                raise StoppedError("the run reached its time limit") from None
            place = self._target.place if self._target is not None else "the run"
            raise fault_of(error, statement, key, place) from None
        self._finish()
        return answer

    def close(self) -> None:
        """Give the connections back; those of work that was stopped are closed."""
        with self._lock:
            connected, self._connected = self._connected, None
            usable = self._unfinished == 0
        if connected is None or self._target is None:
            return
        if usable:
            IDLE.give(self._target.url, connected)
        else:
            connected.close()

    def _answer(self, client: Redis, work: Callable[[Redis], Answer], safe: bool) -> Answer:
        try:
            return work(client)
        except LostError:
            if not safe:
                raise
            return work(client)

    def _finish(self) -> None:
        with self._lock:
            self._unfinished -= 1

    def _client(self) -> Redis:
        with self._lock:
            if self._target is None:
                if self._inside is None:
                    from runner.redis.inside import inside_server

                    self._inside = inside_server(self._world)
                return self._inside
            if self._connected is None:
                self._connected = IDLE.take(self._target.url)
                self._connected.patience.remaining = self._world.remaining
            return self._connected.client
