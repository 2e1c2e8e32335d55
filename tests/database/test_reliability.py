"""The experiments of `scripts/reliability.py`, in small."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.database.servers import postgres_url

SCRIPT = Path(__file__).parents[2] / "scripts" / "reliability.py"


@pytest.fixture(scope="module")
def reliability() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reliability", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=["file", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that processes share."""
    if request.param == "postgresql":
        with postgres_url() as url:
            yield url
    else:
        yield str(tmp_path / "data.db")


def test_what_was_reported_outlives_the_process(reliability: ModuleType, kept: str, tmp_path: Path) -> None:
    found = reliability.killed(kept, tmp_path, writes=400, after=60)
    assert found["ok"], found
    assert found["reported"] >= 60


def test_no_update_of_many_writers_is_lost(reliability: ModuleType, kept: str, tmp_path: Path) -> None:
    found = reliability.contended(kept, tmp_path, processes=8, seconds=1)
    assert found["ok"], found
    # All of them have written, at least once in each of the two ways.
    assert min(found["each"]) >= 2


def test_a_write_counts_once_however_often_the_connection_is_cut(reliability: ModuleType) -> None:
    with postgres_url() as url:
        found = reliability.cut(url, writes=200)
    assert found["ok"], found
    assert found["failed"] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory is read from /proc")
@pytest.mark.parametrize(("code", "rows"), [("ADD_MANY", 10_000), ("PAGES", 50_000)])
def test_many_rows_take_little_memory(
    reliability: ModuleType, kept: str, tmp_path: Path, code: str, rows: int
) -> None:
    found = reliability.memory(kept, tmp_path, getattr(reliability, code), rows)
    assert found["ok"], found
