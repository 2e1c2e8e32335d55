"""The env names of a job -> text for people, data for programs, an example file; never a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runner.jobs.env_state import FOUND, MISSING, UNDECLARED, UNUSED, EnvState
from runner.report.style import Style, visible


def describe_env(state: EnvState) -> dict[str, Any]:
    """One name as JSON-ready data."""
    return {
        "name": state.name,
        "state": state.state,
        "declared": state.state != UNDECLARED,
        "source": state.source,
        "found_as": state.found_as,
    }


def env_text(states: Sequence[EnvState], style: Style) -> str:
    """A line for each name: what it is, and where its value comes from."""
    if not states:
        return "the job declares no env, and reads none"
    width = max(len(visible(state.name)) for state in states)
    paint = {MISSING: style.red, UNDECLARED: style.red, UNUSED: style.yellow, FOUND: style.green}
    size = max(map(len, paint))
    rows = ((state, paint[state.state](state.state.ljust(size))) for state in states)
    return "\n".join(
        f"{visible(state.name).ljust(width)}  {shown}  {visible(_remark(state))}" for state, shown in rows
    )


def _remark(state: EnvState) -> str:
    if state.state == MISSING:
        return f"export {state.name.upper()}=..., or write it into an .env file"
    if state.state == UNDECLARED:
        return f'the code reads it as null: declare it, env = ["{state.name}"]'
    alias = f" as {state.found_as}" if state.found_as not in (None, state.name) else ""
    place = f"{state.source}{alias}" if state.source is not None else "not set"
    return f"{place}; no code reads it" if state.state == UNUSED else place


def example_text(states: Sequence[EnvState], before: str) -> str:
    """The text of an example file: what stands there already, then the names that it lacks."""
    known = {line.partition("=")[0].removeprefix("export ").strip().upper() for line in before.splitlines()}
    names = dict.fromkeys(state.name.upper() for state in states if state.state != UNUSED)
    lines = [f"{name}=\n" for name in names if name not in known]
    gap = "\n" if before and not before.endswith("\n") else ""
    return before + gap + "".join(lines)
