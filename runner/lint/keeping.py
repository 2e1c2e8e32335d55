"""Reports of files, kept between checks: a text that was checked before is not even read into a tree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runner.cache import fingerprint, read_entry, write_entry
from runner.lint.facts import pack_facts, unpack_facts
from runner.lint.report import FileReport, Suppression
from runner.source import Source, Span
from runner.units.packing import pack_problem, unpack_problem

KIND = "report"
Packed = tuple[Any, ...]


def kept_report(source: Source, path: Path | None) -> FileReport | None:
    """The report of a text from the cache; None where it was never checked."""
    packed = read_entry(KIND, _key(source))
    return unpack_report(packed, source, path) if packed is not None else None


def keep_report(source: Source, packed: Packed) -> None:
    """Put the report of a text into the cache, as :func:`pack_report` gives it."""
    write_entry(KIND, _key(source), packed)


def pack_report(report: FileReport) -> Packed:
    """A report as plain data, without its text and its place."""
    return (
        [pack_problem(problem) for problem in report.problems],
        pack_facts(report.facts),
        [_pack_suppression(one) for one in report.suppressions],
        report.broken,
    )


def unpack_report(packed: Packed, source: Source, path: Path | None) -> FileReport:
    """The report of a text that :func:`pack_report` has made plain."""
    problems, facts, suppressions, broken = packed
    return FileReport(
        source,
        path,
        tuple(unpack_problem(problem, source) for problem in problems),
        unpack_facts(facts),
        tuple(map(_unpack_suppression, suppressions)),
        broken,
    )


def _key(source: Source) -> tuple[str, ...]:
    return (fingerprint(), source.name, source.text)


def _pack_suppression(one: Suppression) -> Packed:
    return tuple(one.span), one.line, one.last, [(code, tuple(span)) for code, span in one.codes]


def _unpack_suppression(packed: Sequence[Any]) -> Suppression:
    span, line, last, codes = packed
    return Suppression(Span(*span), line, last, tuple((code, Span(*at)) for code, at in codes))
