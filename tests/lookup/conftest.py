"""A folder that files are written into, and a context without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from runner.execution.context import Context

Write = Callable[[str, str], Path]


class NoFunctions:
    def call(self, context: Context, name: str, inputs: Any) -> Any:
        raise AssertionError(f"nobody should call {name}")


class FixedClock:
    def now(self) -> int:
        return 1_700_000_000_000

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody should wait")


def no_network() -> Any:
    raise AssertionError("nobody should use the network")


@pytest.fixture
def context() -> Context:
    return Context(
        functions=NoFunctions(), http=no_network, env={"greeting": "Hi"}, clock=FixedClock(), seed=1
    )


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file below the temporary folder, and the folders on its way."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return write
