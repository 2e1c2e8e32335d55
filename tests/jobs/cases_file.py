"""Reads the `cases.yaml` beside a job: what goes into each of its runs, and what must come out.

A file is a list of cases, and a case an object with `name`, what goes in (`input`, `env`, `now`, `seed`, and
`http`: stubs in the order of their use, or in any order with `any_order`), and exactly one of

    response        the whole response, keys in order
    response_has    a part of it: objects may have more keys, lists may not have more elements
    error           {name?, type?, message?}: what the run fails with; of the message a part

`log` lists texts that must stand in the log in this order, `slept` the seconds that the job waited.
A type is an `error_type` of XanoScript, or the code of a job that cannot start, such as `input`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runner.cli.yaml_data import read_yaml

OUTCOMES = ("response", "response_has", "error")
CASE_KEYS = {"name", "input", "env", "now", "seed", "http", "any_order", "log", "slept", *OUTCOMES}
REQUEST_KEYS = {"method", "url", "query", "headers", "json", "form", "text", "parts"}
RESPONSE_KEYS = {"status", "headers", "json", "text"}
FAILURES = ("timeout", "reset")


class CasesError(ValueError):
    """A file of cases that cannot be used."""


@dataclass(frozen=True, slots=True)
class Stub:
    """A request that a job must send, and what comes back: a response, or a failure."""

    request: Mapping[str, Any]
    response: Mapping[str, Any] | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class JobCase:
    """One run of a job. ``expected`` belongs to ``outcome``, which is one of :data:`OUTCOMES`."""

    name: str
    outcome: str
    expected: Any
    input: Mapping[str, Any] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    now: str | None = None
    seed: int | None = None
    http: tuple[Stub, ...] = ()
    any_order: bool = False
    log: tuple[str, ...] = ()
    slept: tuple[float, ...] | None = None


def load_cases(path: Path) -> list[JobCase]:
    """The cases of a file.

    Raises:
        CasesError: it is not YAML, has a key that nobody knows, or a case without one outcome.
    """
    try:
        listed = read_yaml(path.read_text("utf-8"))
    except ValueError as error:
        raise CasesError(f"{path}: {error}") from None
    if not isinstance(listed, list) or not listed:
        raise CasesError(f"{path}: a file of cases is a list of them")
    cases = [_case(f"{path}, case {number}", entry) for number, entry in enumerate(listed, 1)]
    names = [case.name for case in cases]
    if len(set(names)) < len(names):
        raise CasesError(f"{path}: two cases have one name")
    return cases


def _case(where: str, entry: Any) -> JobCase:
    _only(where, entry, CASE_KEYS)
    outcomes = [key for key in OUTCOMES if key in entry]
    if "name" not in entry or len(outcomes) != 1:
        raise CasesError(f"{where}: a case has a name and one of {', '.join(OUTCOMES)}")
    given = {key: value for key, value in entry.items() if key not in OUTCOMES}
    for key in ("log", "slept"):
        if key in given:
            given[key] = tuple(given[key])
    given["http"] = tuple(_stubs(where, given.get("http", [])))
    return JobCase(outcome=outcomes[0], expected=entry[outcomes[0]], **given)


def _stubs(where: str, entries: Any) -> Iterator[Stub]:
    for number, entry in enumerate(entries, 1):
        place = f"{where}, stub {number}"
        _only(place, entry, {"request", "response", "failure"})
        if ("response" in entry) == ("failure" in entry):
            raise CasesError(f"{place}: a stub has a response or a failure")
        _only(place, entry.get("request"), REQUEST_KEYS)
        if "response" in entry:
            _only(place, entry["response"], RESPONSE_KEYS)
        elif entry["failure"] not in FAILURES:
            raise CasesError(f"{place}: a failure is one of {', '.join(FAILURES)}")
        yield Stub(**entry)


def _only(where: str, entry: Any, known: set[str]) -> None:
    if not isinstance(entry, dict):
        raise CasesError(f"{where}: an object is needed here")
    unknown = sorted(set(entry) - known)
    if unknown:
        raise CasesError(f"{where}: there is no key `{unknown[0]}`")
