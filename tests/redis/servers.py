"""The Redis servers that tests run on: one inside of the run always, a real one where it answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from uuid import uuid4

import pytest
from redis import Redis
from redis.exceptions import RedisError

# The server that a machine for tests has; another one may be named.
REDIS = os.environ.get("XSRUN_TEST_REDIS", "redis://127.0.0.1:6379/0")


@cache
def redis_answers() -> bool:
    try:
        with Redis.from_url(REDIS, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except RedisError:
        return False


@contextmanager
def own_namespace() -> Iterator[str]:
    """A namespace on the real server whose keys are gone at the end; skips where no server answers."""
    if not redis_answers():
        pytest.skip(f"no Redis server answers at {REDIS}")
    namespace = f"xsrun-test-{uuid4().hex[:12]}"
    try:
        yield namespace
    finally:
        with Redis.from_url(REDIS) as client:
            for name in client.scan_iter(match=f"{namespace}*", count=1000):
                client.delete(name)
