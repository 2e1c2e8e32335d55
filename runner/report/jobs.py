"""The jobs of a folder -> text for people, data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from runner.jobs.overview import Overview
from runner.lookup.folders import display_path
from runner.report.listing import describe_function
from runner.report.style import Style, visible

ROLES = ("pre", "main", "post")


def describe_job(view: Overview) -> dict[str, Any]:
    """One job as JSON-ready data; ``error`` is null where it could be read."""
    job, found = view.job, view.functions.get("main")
    main = describe_function(found) if found is not None else {}
    parts = {part.role: part.target for part in job.parts} if job is not None else {}
    reached = sorted(view.reach.functions) if view.reach is not None else []
    return {
        "name": job.name if job is not None else None,
        "path": display_path(view.path),
        "description": main.get("description", ""),
        **{role: parts[role].name if role in parts else None for role in ROLES},
        "calls": [name for name in reached if name not in {target.name for target in parts.values()}],
        "signature": main.get("signature", []),
        "inputs": main.get("inputs", []),
        "given": sorted(parts["main"].inputs) if "main" in parts else [],
        "env": list(dict.fromkeys(name.name for name in job.env)) if job is not None else [],
        "error": view.error or _missing(view) or main.get("error"),
    }


def jobs_text(jobs: Sequence[dict[str, Any]], style: Style) -> str:
    """A block for each job: what it is, what it runs, its inputs, its env."""
    if not jobs:
        return "there are no jobs here"
    return "\n".join(line for job in jobs for line in _block(job, style))


def jobs_lines(jobs: Sequence[dict[str, Any]]) -> str:
    """A line for each job, its columns parted by tabs: for `grep` and `cut`."""
    return "\n".join("\t".join(visible(" ".join(cell.split())) for cell in _cells(job)) for job in jobs)


def _cells(job: dict[str, Any]) -> list[str]:
    inputs, env = ", ".join(job["signature"]), ", ".join(job["env"])
    return [job["path"], job["name"] or "", job["main"] or "", inputs, env, _remark(job)]


def _block(job: dict[str, Any], style: Style) -> Iterator[str]:
    remark = style.red(visible(_remark(job))) if job["error"] else visible(_remark(job))
    yield "  ".join(
        part for part in (style.bold(visible(job["path"])), visible(job["name"] or ""), remark) if part
    )
    rows = {role: job[role] for role in ROLES} | {"calls": ", ".join(job["calls"])}
    for label, text in rows.items():
        if text:
            yield f"    {label.ljust(5)}  {visible(text)}"
    for line in job["signature"]:
        yield f"    {'input'}  {style.cyan(visible(line))}"
    if job["env"]:
        yield f"    {'env'.ljust(5)}  {visible(', '.join(job['env']))}"


def _remark(job: dict[str, Any]) -> str:
    """Why a job does not run, else what it does."""
    return f"broken: {job['error']}" if job["error"] else " ".join(job["description"].split())


def _missing(view: Overview) -> str | None:
    """The functions of the job that are nowhere."""
    names = (
        [part.target.name for part in view.job.parts if view.functions[part.role] is None] if view.job else []
    )
    return f"there is no function `{names[0]}`" if names else None
