"""The keys of one run: what the statements `redis.*` do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runner.redis.server import Server
from runner.redis.values import decode, encode
from runner.values.binary import from_bytes, to_bytes

if TYPE_CHECKING:
    from redis import Redis

    from runner.redis.target import RedisTarget
    from runner.redis.world import World

GLOB = re.compile(r"([*?\[\]\\])")
PAGE = 1000  # keys that one step of a search looks at


class Keys:
    """Keys with values, all under one namespace.

    ``statement`` is what a failure names. Values are any of XanoScript; see `runner.redis.values`.
    Every method is one step to others who use the same keys.

    Args:
        target: the server; None is one inside of the run.
        namespace: what the keys begin with, behind which a colon is put; "" for keys as they are.
        world: the run.
    """

    def __init__(self, target: RedisTarget | None, namespace: str, world: World) -> None:
        self._server = Server(target, world)
        self._prefix = f"{namespace}:" if namespace else ""

    def set(self, statement: str, key: str, value: Any, ttl: float | None, create_only: bool) -> bool:
        """Store a value, for ``ttl`` seconds; False where ``create_only`` found one."""
        name, data = self._name(key), encode(value)
        end = None if ttl is None else milliseconds(ttl)

        def work(client: Redis) -> bool:
            return bool(client.set(name, data, px=end, nx=create_only))

        return self._server.do(work, statement, key, safe=not create_only)

    def get(self, statement: str, key: str) -> Any:
        """The value of a key; False where there is none, as in Xano."""
        name = self._name(key)
        data: Any = self._server.do(lambda client: client.get(name), statement, key, safe=True)
        return False if data is None else decode(data)

    def has(self, statement: str, key: str) -> bool:
        """Whether there is a key."""
        name = self._name(key)
        return self._server.do(lambda client: bool(client.exists(name)), statement, key, safe=True)

    def delete(self, statement: str, key: str) -> bool:
        """Remove a key with all that it holds; False where there was none."""
        name = self._name(key)
        return self._server.do(lambda client: bool(client.delete(name)), statement, key, safe=True)

    def search(self, statement: str, pattern: str, start: str = "") -> list[str]:
        """The keys that begin with ``start`` and go on as a pattern of Redis, in order; given without it."""
        prefix = self._prefix + start
        wanted = to_bytes(GLOB.sub(r"\\\1", prefix) + pattern)
        skipped = len(to_bytes(prefix))

        # In steps: KEYS would hold up all others who use the server.
        def work(client: Redis) -> set[bytes]:
            return set(client.scan_iter(match=wanted, count=PAGE))

        return sorted(from_bytes(name[skipped:]) for name in self._server.do(work, statement, safe=True))

    def add(self, statement: str, key: str, by: int) -> int:
        """Add to the int that a key holds, 0 where there is none; its time to live stays. Gives the sum."""
        name = self._name(key)
        return self._server.do(lambda client: int(client.incrby(name, by)), statement, key)

    def push(self, statement: str, key: str, value: Any, front: bool) -> int:
        """Add an element to a list, which begins with that where there is none; gives its length."""
        name, data = self._name(key), encode(value)

        def work(client: Redis) -> int:
            return int(client.lpush(name, data) if front else client.rpush(name, data))

        return self._server.do(work, statement, key)

    def take(self, statement: str, key: str, count: int | None, front: bool) -> Any:
        """Remove an element and give it, None where there is none; with ``count`` a list of so many."""
        name = self._name(key)

        def work(client: Redis) -> Any:
            return client.lpop(name, count) if front else client.rpop(name, count)

        taken = self._server.do(work, statement, key)
        if count is None:
            return None if taken is None else decode(taken)
        return [decode(data) for data in taken or ()]

    def range(self, statement: str, key: str, start: int, stop: int) -> list[Any]:
        """The elements of a list from ``start`` to ``stop``, both included; below 0 counts from the end."""
        name = self._name(key)

        def work(client: Redis) -> Any:
            return client.lrange(name, start, stop)

        return [decode(data) for data in self._server.do(work, statement, key, safe=True)]

    def count(self, statement: str, key: str) -> int:
        """The length of a list; 0 where there is none."""
        name = self._name(key)
        return self._server.do(lambda client: int(client.llen(name)), statement, key, safe=True)

    def remove(self, statement: str, key: str, value: Any, count: int) -> int:
        """Remove elements that equal ``value``: ``count`` from the front, below 0 from the end, 0 for all."""
        name, data = self._name(key), encode(value)

        def work(client: Redis) -> int:
            return int(client.lrem(name, count, data))  # type: ignore[arg-type]  # bytes are fine

        return self._server.do(work, statement, key)

    def hit(self, statement: str, key: str, ttl: float) -> int:
        """Count a hit in a window of ``ttl`` seconds that begins with the first; gives how many it has."""
        name = self._name(key)

        # One transaction: between the two another run might see a counter that never ends.
        def work(client: Redis) -> int:
            with client.pipeline(transaction=True) as commands:
                commands.set(name, 0, px=milliseconds(ttl), nx=True)
                commands.incrby(name, 1)
                return int(commands.execute()[1])

        return self._server.do(work, statement, key)

    def close(self) -> None:
        """Give the connections back."""
        self._server.close()

    def _name(self, key: str) -> bytes:
        return to_bytes(self._prefix + key)


def milliseconds(seconds: float) -> int:
    """As Redis takes them: whole, and at least one."""
    return max(1, round(seconds * 1000))
