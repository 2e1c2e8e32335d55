"""Connections to Redis servers, which go from one run of the process to the next."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Lock
from typing import Any

from redis import ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

# How long a server may take to accept a connection, or to answer.
PATIENCE = 5.0
# What a socket cannot be told to wait is less than this.
LEAST = 0.001
# Clients that wait for the next run; there are as many as ran at the same time.
KEPT = 16


class Patience:
    """How long the connections of a client wait: never longer than the run that has it."""

    def __init__(self) -> None:
        self.remaining: Callable[[float], float] = lambda wanted: wanted

    @property
    def seconds(self) -> float:
        """The seconds that the next wait may take."""
        return max(self.remaining(PATIENCE), LEAST)


class Bounded:
    """Put before a kind of connection of redis-py; it knows one timeout for good, and this one asks anew."""

    _sock: Any
    socket_connect_timeout: float

    def __init__(self, *, patience: Patience, **settings: Any) -> None:
        self._patience = patience
        super().__init__(**settings)

    def connect(self) -> None:
        self.socket_connect_timeout = self._patience.seconds
        super().connect()  # type: ignore[misc]

    def send_packed_command(self, command: Any, check_health: bool = True) -> None:
        if self._sock is not None:
            self._sock.settimeout(self._patience.seconds)
        super().send_packed_command(command, check_health)  # type: ignore[misc]


class Connected:
    """A client, and how long its connections wait."""

    def __init__(self, url: str) -> None:
        self.patience = Patience()
        # Tried again is above, where it is known whether a command may be sent twice; the older protocol
        # is one that every server speaks.
        pool = ConnectionPool.from_url(
            url, patience=self.patience, socket_timeout=PATIENCE, retry=Retry(NoBackoff(), 0), protocol=2
        )
        pool.connection_class = type("BoundedConnection", (Bounded, pool.connection_class), {})
        self.client = Redis(connection_pool=pool)

    def close(self) -> None:
        """Close its connections."""
        self.client.connection_pool.disconnect()


class IdleClients:
    """Clients whose run is over, with the connections that they have still open."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, int], list[Connected]] = {}
        self._lock = Lock()

    def take(self, url: str) -> Connected:
        """A client that nobody else uses."""
        with self._lock:
            # A process that was forked must not write to the connections of its parent.
            idle = self._idle.get((url, os.getpid()))
            if idle:
                return idle.pop()
        return Connected(url)

    def give(self, url: str, connected: Connected) -> None:
        """Keep a client that nobody uses any more."""
        connected.patience.remaining = lambda wanted: wanted
        with self._lock:
            idle = self._idle.setdefault((url, os.getpid()), [])
            if len(idle) < KEPT:
                idle.append(connected)
                return
        connected.close()


# Of the process and not of a run.
IDLE = IdleClients()
