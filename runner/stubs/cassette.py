"""Cassettes: the requests of a run and their answers, kept as stubs in a YAML file."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runner.errors import Problem, ProblemsError, UsageError
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from runner.execution.secrets import MASK
from runner.lookup.folders import display_path, read_source
from runner.records import Record
from runner.stubs.documents import Document, cassette_schema, entry, read_document
from runner.stubs.formats import iso_time, milliseconds
from runner.stubs.matchers import is_matcher, literal
from runner.stubs.requests import content_type, fields, parts
from runner.stubs.stub import Stub, stub_from

VERSION = 1
HEAD = """\
# A cassette of xsrun: the requests of a run and their answers.
# `xsrun JOB --replay FILE` runs the job from it, without a network.
"""
REASONS = {"timeout": "timeout", "protocol": "reset", "connect": "connect"}
NO_JSON = object()
# JSON with more levels stays a text: nobody reads it as YAML, nor can PyYAML much deeper.
DEEPEST = 60


class Cassette(Record):
    """What a run sent and got.

    Attributes:
        stubs: the requests with their answers, in the order of the run.
        recorded: when the first request went out, in milliseconds since the epoch; None where nobody says.
        seed: of its random values, if it had one.
        note: for people.
    """

    stubs: Sequence[Stub]
    recorded: int | None = None
    seed: int | None = None
    note: str | None = None

    @property
    def replayed(self) -> list[Stub]:
        """The stubs as a replay needs them: nobody knows what stood in the place of a secret, so all fits."""
        return [
            stub.changed(request={name: _unmasked(value) for name, value in stub.request.items()})
            for stub in self.stubs
        ]


def read_cassette(path: Path) -> Cassette:
    """Read a cassette.

    Raises:
        UsageError: the file cannot be read.
        ProblemsError: it is no cassette; with all that is wrong.
    """
    document = read_document(read_source(path), cassette_schema())
    data = document.data
    recorded = data.get("recorded")
    return Cassette(
        stubs_of(document, path, "http"),
        milliseconds(recorded) if recorded is not None else None,
        data.get("seed"),
        data.get("note"),
    )


def stubs_of(document: Document, path: Path, *steps: str | int) -> tuple[Stub, ...]:
    """The stubs of a file at ``path``; ``steps`` lead to their list in it.

    Raises:
        ProblemsError: files of answers cannot be read; all of them, with their places.
    """
    found: Any = document.data
    for step in steps:
        found = found[step]
    stubs: list[Stub] = []
    problems: list[Problem] = []
    for at, data in enumerate(found):
        node = entry(document.root, *steps, at)
        try:
            stubs.append(stub_from(data, path.parent, document.place(node)))
        except UsageError as error:
            problems.append(document.problem(entry(node, "response", "file"), error.message, error.hint))
    if problems:
        raise ProblemsError(problems)
    return tuple(stubs)


def write_cassette(path: Path, cassette: Cassette) -> None:
    """Write a cassette; its stubs hold what may be kept.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        path.write_text(cassette_text(cassette), encoding="utf-8")
    except OSError as error:
        message = f"the cassette {display_path(path)} cannot be written: {error.strerror or error}"
        raise UsageError(message) from None


def cassette_text(cassette: Cassette) -> str:
    """The text of a cassette."""
    from runner.values.yaml_text import write_yaml

    recorded = iso_time(cassette.recorded) if cassette.recorded is not None else None
    about = {"version": VERSION, "recorded": recorded, "seed": cassette.seed, "note": cassette.note}
    known = {name: value for name, value in about.items() if value is not None}
    return HEAD + write_yaml({**known, "http": [_stub_data(stub) for stub in cassette.stubs]})


def recorded_stub(request: HttpRequest, answer: HttpResponse | HttpFailure) -> Stub:
    """The stub for an exchange of a run; both sides hold what may be kept."""
    expected: dict[str, Any] = {"method": request.method, "url": request.url}
    if request.body:
        expected.update(_request_body(request))
    if isinstance(answer, HttpResponse):
        return Stub(expected, answer)
    return Stub(expected, failure=REASONS.get(answer.reason, "connect"))


def _request_body(request: HttpRequest) -> dict[str, Any]:
    kind = content_type(request.headers)
    try:
        text = request.body.decode()
    except UnicodeDecodeError:
        if kind.startswith("multipart/"):
            return {"parts": parts(request)}
        # Nobody could tell where in it a secret stood.
        hidden = MASK.encode() in request.body
        return {"base64": {"$type": "any"} if hidden else b64encode(request.body).decode()}
    if kind.startswith("multipart/"):
        return {"parts": parts(request)}
    if kind.startswith("application/x-www-form-urlencoded"):
        return {"form": literal(fields(text))}
    data = _json(text)
    return {"text": text} if data is NO_JSON else {"json": literal(data)}


def _stub_data(stub: Stub) -> dict[str, Any]:
    """A stub as its file describes it."""
    if stub.response is None:
        return {"request": stub.request, "failure": stub.failure}
    return {"request": stub.request, "response": _response_data(stub.response)}


def _response_data(response: HttpResponse) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    for name, value in response.headers:
        headers[name] = [*_listed(headers[name]), value] if name in headers else value
    data: dict[str, Any] = {"status": response.status, "headers": headers}
    if response.body:
        data.update(_response_body(response))
    return data


def _response_body(response: HttpResponse) -> dict[str, Any]:
    try:
        text = response.body.decode()
    except UnicodeDecodeError:
        return {"base64": b64encode(response.body).decode()}
    data = _json(text) if "json" in content_type(response.headers) else NO_JSON
    return {"text": text} if data is NO_JSON else {"json": data}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _json(text: str) -> Any:
    """The data of a text in JSON, NO_JSON for any other one."""
    try:
        data = json.loads(text)
        json.dumps(data, allow_nan=False)  # a number that is too large for a decimal is none in YAML
    except (ValueError, RecursionError):
        return NO_JSON
    return data if _is_flat(data, DEEPEST) else NO_JSON


def _is_flat(data: Any, depth: int) -> bool:
    if not isinstance(data, (dict, list)):
        return True
    items = data.values() if isinstance(data, dict) else data
    return depth > 0 and all(_is_flat(item, depth - 1) for item in items)


def _unmasked(expected: Any) -> Any:
    if isinstance(expected, str) and MASK in expected:
        return {"$type": "any"} if expected == MASK else {"$like": expected}
    if is_matcher(expected):
        # `$is` takes what it holds by the letter, and nobody knows the letters of a secret.
        return {"$type": "any"} if MASK in str(expected.get("$is", "")) else expected
    if isinstance(expected, dict):
        return {key: _unmasked(value) for key, value in expected.items()}
    return [_unmasked(item) for item in expected] if isinstance(expected, list) else expected
