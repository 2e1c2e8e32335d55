"""What a provider changed: the shapes of answers, compared with those of a recording."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from runner.execution.messages import HttpResponse
from runner.stubs.cassette import Cassette
from runner.stubs.requests import content_type
from runner.stubs.stub import Stub

NAMES = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}

# The kinds of values that were seen at each path, such as `choices[].message.content`.
Shape = Mapping[str, set[str]]


def compare_cassettes(recorded: Cassette, live: Cassette) -> list[str]:
    """What changed in shape between a recording and a live run of the same job, a sentence each."""
    unused = list(recorded.stubs)
    found: list[str] = []
    for stub in live.stubs:
        before = _counterpart(stub, unused)
        name = f"{stub.request['method']} {stub.request['url']}"
        if before is None:
            found.append(f"{name}: was not requested in the recording")
            continue
        unused.remove(before)
        found += [f"{name}: {change}" for change in _changes(before, stub)]
    return found + [f"{one.request['method']} {one.request['url']}: was not requested now" for one in unused]


def _counterpart(live: Stub, recorded: Iterable[Stub]) -> Stub | None:
    """The recorded request of the same method and URL, the first that is left."""
    address = (live.request["method"], live.request["url"])
    return next(
        (one for one in recorded if (one.request.get("method"), one.request.get("url")) == address), None
    )


def _changes(before: Stub, now: Stub) -> Iterator[str]:
    if before.response is None or now.response is None:
        was, is_now = before.failure or "an answer", now.failure or "an answer"
        if was != is_now:
            yield f"was {was}, now is {is_now}"
        return
    if before.response.status != now.response.status:
        yield f"the status was {before.response.status}, now is {now.response.status}"
    was, is_now = _kind(before.response), _kind(now.response)
    if was != is_now:
        yield f"the content type was {was or 'none'}, now is {is_now or 'none'}"
    yield from _shape_changes(_body_shape(before.response), _body_shape(now.response))


def _shape_changes(before: Shape, now: Shape) -> Iterator[str]:
    for path, kinds in before.items():
        if path not in now and _tells(path, before, now):
            yield f"{path} is gone"
        elif path in now and kinds != now[path]:
            yield f"{path or 'the body'} was {_shown(kinds)}, now is {_shown(now[path])}"
    for path, kinds in now.items():
        if path not in before and _tells(path, before, now):
            yield f"{path} is new, {_shown(kinds)}"


def _tells(path: str, before: Shape, now: Shape) -> bool:
    """Whether it says something that one side has no such path: not of an empty list, nor below a change."""
    if path.endswith("[]"):
        return False
    parent = _parent(path)
    return path != "" and before.get(parent) == now.get(parent)


def _parent(path: str) -> str:
    return path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]


def _body_shape(response: HttpResponse) -> Shape:
    shape: dict[str, set[str]] = {}
    try:
        _gather(json.loads(response.body), "", shape)
    except ValueError:
        return {}
    return shape


def _gather(value: Any, path: str, shape: dict[str, set[str]]) -> None:
    shape.setdefault(path, set()).add(NAMES[type(value)])
    if isinstance(value, dict):
        for key, item in value.items():
            _gather(item, f"{path}.{key}" if path else key, shape)
    elif isinstance(value, list):
        for item in value:
            _gather(item, f"{path}[]", shape)


def _kind(response: HttpResponse) -> str:
    return content_type(response.headers).partition(";")[0].strip().lower()


def _shown(kinds: set[str]) -> str:
    return " or ".join(sorted(kinds))
