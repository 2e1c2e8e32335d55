"""The env names of a job: which it declares, which its code reads, and where their values come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.jobs.environment import EnvLayer, resolve
from runner.jobs.overview import Overview
from runner.records import Record

# What a name can be, the worst first.
STATES = MISSING, UNDECLARED, UNUSED, FOUND = ("missing", "undeclared", "unused", "found")


class EnvState(Record):
    """One env name of a job; its value is in no field.

    Args:
        name: as the job declares it, or as its code reads it.
        state: one of STATES. A missing one is declared and read, and nobody gave it; an undeclared one
            is read, so that it is null; an unused one is declared, and no code reads it.
        source: the label of the place that has a value, such as "process" or a file; None without one.
        found_as: the name that it has there.
    """

    name: str
    state: str
    source: str | None = None
    found_as: str | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether a run would not start for it, or not find it."""
        return self.state in (MISSING, UNDECLARED)


def env_states(view: Overview, layers: Sequence[EnvLayer]) -> list[EnvState]:
    """The env names of a job, those that it declares first; ``layers`` are as a run has them."""
    return list(_states(view, layers))


def _states(view: Overview, layers: Sequence[EnvLayer]) -> Iterator[EnvState]:
    job, reach = view.job, view.reach
    if job is None or reach is None:
        return
    places = [*layers, *(EnvLayer("workspace", workspace.env) for workspace in job.workspaces)]
    declared = [name.name for name in job.env]
    for value in resolve(declared, places):
        read = reach.reads_env(value.name)
        state = UNUSED if not read else MISSING if value.source is None else FOUND
        yield EnvState(value.name, state, value.source, value.found_as)
    for name in reach.undeclared_env(declared):
        yield EnvState(name, UNDECLARED)
