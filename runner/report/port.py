"""What runs of some files -> a table for people, data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from runner.lookup.folders import display_path
from runner.port.uses import DIFFERS, MISSING, NOT_YET, SAME, Use
from runner.port.verdicts import JOB, Port, Verdict
from runner.report.problems import counted
from runner.report.style import Style, visible

HEADINGS = {
    SAME: "as in Xano",
    DIFFERS: "runs, with a difference",
    MISSING: "does not run here yet",
}
MAX_PLACES = 2
MAX_REASONS = 3


def port_data(port: Port) -> dict[str, Any]:
    """What was found as JSON-ready data: every place, and for each job what keeps it from running."""
    return {
        "version": 1,
        "files": port.files,
        "uses": [
            {**dict(zip(use._fields, use.as_tuple(), strict=True)), "count": len(use.places)}
            for use in port.uses
        ],
        "unit": port.unit,
        "verdicts": [_verdict(verdict) for verdict in port.verdicts],
        "running": sum(verdict.runs for verdict in port.verdicts),
        "total": len(port.verdicts),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "path": display_path(verdict.path),
        "name": verdict.name,
        "runs": verdict.runs,
        "reasons": [{"message": reason.message, "where": reason.where or None} for reason in verdict.reasons],
    }


def port_text(port: Port, style: Style) -> str:
    """A table by state, what is used most first; what keeps which job from running; how many run."""
    parts = ["\n".join(_table(state, port.uses, style)) for state in HEADINGS]
    stopped = [verdict for verdict in port.verdicts if not verdict.runs]
    if stopped:
        head = style.bold(f"what keeps {counted(len(stopped), port.unit)} from running")
        parts.append("\n".join([head, *(line for verdict in stopped for line in _reasons(verdict, style))]))
    return "\n\n".join([*filter(None, parts), _last_line(port)])


def _table(state: str, uses: Sequence[Use], style: Style) -> Iterator[str]:
    rows = [use for use in uses if use.state == state]
    if not rows:
        return
    total = sum(len(use.places) for use in rows)
    yield style.bold(f"{state}: {HEADINGS[state]} ({counted(len(rows), 'name')}, {counted(total, 'use')})")
    kinds, names = max(len(use.kind) for use in rows), max(len(visible(use.name)) for use in rows)
    widest = len(str(len(rows[0].places)))
    for use in rows:
        cells = (use.kind.ljust(kinds), style.cyan(visible(use.name).ljust(names)))
        yield f"  {'  '.join(cells)}  {len(use.places):>{widest}}  {style.dim(_places(use))}"
        if use.note and use.note != NOT_YET:
            yield f"  {' ' * kinds}  {visible(use.note)}"


def _places(use: Use) -> str:
    more = " ..." if len(use.places) > MAX_PLACES else ""
    return visible(", ".join(use.places[:MAX_PLACES])) + more


def _reasons(verdict: Verdict, style: Style) -> Iterator[str]:
    yield f"  {visible(display_path(verdict.path))}  {style.red(visible(verdict.name))}"
    for reason in verdict.reasons[:MAX_REASONS]:
        place = style.dim(f"{visible(reason.where)}: ") if reason.where else ""
        yield f"    {place}{visible(reason.message)}"
    if len(verdict.reasons) > MAX_REASONS:
        yield f"    and {len(verdict.reasons) - MAX_REASONS} more"


def _last_line(port: Port) -> str:
    running, total = sum(verdict.runs for verdict in port.verdicts), len(port.verdicts)
    if not total:
        return "there are no jobs and no functions here"
    without = "" if port.unit == JOB else "; there is no job among them"
    verb = "runs" if total == 1 else "run"
    return f"{running} of {counted(total, port.unit)} {verb} here today{without}"
