from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database.servers import postgres_url


@pytest.fixture(params=["memory", "file", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | None]:
    """What `RunOptions.database` says: None in memory, a file, or the URL of an empty schema."""
    if request.param == "postgresql":
        with postgres_url() as url:
            yield url
    else:
        yield None if request.param == "memory" else str(tmp_path / "data.db")
