"""A real Context for tests, with a stub in the place of the network, the functions and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from runner.execution.context import Context
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse

JSON = (("Content-Type", "application/json"),)


class StubSender:
    """Answers each request with the next of its replies and keeps the requests."""

    def __init__(self, *replies: HttpResponse | HttpFailure) -> None:
        self.replies = list(replies) or [HttpResponse(200, JSON, b"{}")]
        self.requests: list[HttpRequest] = []

    def send(self, request: HttpRequest) -> HttpResponse:
        self.requests.append(request)
        reply = self.replies[0] if len(self.replies) == 1 else self.replies.pop(0)
        if isinstance(reply, HttpFailure):
            raise reply
        return reply

    def close(self) -> None:
        """Nothing to give back."""


class StubFunctions:
    """Functions by name, from a table of callables that take the inputs."""

    def __init__(self, table: Mapping[str, Callable[[Mapping[str, Any]], Any]]) -> None:
        self.table = table

    def call(self, context: Context, name: str, inputs: Mapping[str, Any]) -> Any:
        return self.table[name](inputs)


class StubClock:
    """A clock that stands still and notes how long it was asked to sleep."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> int:
        return 1_700_000_000_000

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def make_context(
    sender: Any = None,
    functions: Mapping[str, Callable[[Mapping[str, Any]], Any]] | None = None,
    **options: Any,
) -> Context:
    """A context whose parts are stubs unless ``options`` name others."""
    options.setdefault("env", {})
    options.setdefault("clock", StubClock())
    options.setdefault("seed", 1)
    return Context(functions=StubFunctions(functions or {}), http=lambda: sender or StubSender(), **options)
