from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.redis.servers import REDIS, own_namespace


@pytest.fixture(params=["inside", "server"])
def redis(request: pytest.FixtureRequest) -> Iterator[dict[str, str | None]]:
    """The options of a run that has a server for itself: inside of the run, or a real one."""
    if request.param == "inside":
        yield {"redis": None, "namespace": "test"}
    else:
        with own_namespace() as namespace:
            yield {"redis": REDIS, "namespace": namespace}


@pytest.fixture
def server() -> Iterator[dict[str, str | None]]:
    """The same on the real server alone."""
    with own_namespace() as namespace:
        yield {"redis": REDIS, "namespace": namespace}
