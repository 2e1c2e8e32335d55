"""``--record``, ``--replay`` and ``--replay-compare``: runs that keep their requests, or need no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from runner.cli.console import Console
    from runner.execution.result import Result
    from runner.jobs import Plan, RunOptions
    from runner.stubs import Cassette

# What env values have in a replay that nobody gave.
STAND_IN = "xsrun-placeholder"


class Session:
    """A run over the network that keeps nothing: what the other sessions change."""

    def options(self, options: RunOptions) -> RunOptions:
        """The options of the run."""
        return options

    def finish(self, plan: Plan, result: Result, console: Console) -> Result:
        """What came of the run, when it is over."""
        return result


class Recording(Session):
    """A run that writes its requests, and what came of them, into a cassette."""

    def __init__(self, path: Path) -> None:
        _require_cassette(path)
        self._path = path

    def options(self, options: RunOptions) -> RunOptions:
        """The options of the run: its sender remembers."""
        from runner.jobs.plan import live_sender
        from runner.stubs import Recorder

        self._recorder = Recorder(live_sender, options.seed)
        return options.changed(http=self._recorder.sender)

    def finish(self, plan: Plan, result: Result, console: Console) -> Result:
        """Write the cassette, of a run that failed as well."""
        from runner.errors import UsageError
        from runner.report.failures import error_text
        from runner.stubs import write_cassette

        cassette = self._recorder.cassette()
        try:
            write_cassette(self._path, cassette)
        except UsageError as error:
            # The run is over, and its response shall not be lost.
            console.fail(error_text(error.message, None, console.style))
            return result.changed(exit_code=max(result.exit_code, 1))
        console.note(f"recorded {_count(cassette)} in {self._path}; look through it before you share it")
        return result


class Replaying(Session):
    """A run that gets its answers from a cassette; nothing is sent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cassette = _read(path)

    def options(self, options: RunOptions) -> RunOptions:
        """The options of the run: its answers, its clock, a stand-in for env values that nobody gave."""
        from runner.stubs import Replay

        self._replay = Replay(self._cassette)
        return options.changed(
            http=self._replay.sender,
            clock=self._replay.clock,
            seed=self._cassette.seed if options.seed is None else options.seed,
            env_placeholder=STAND_IN,
        )

    def finish(self, plan: Plan, result: Result, console: Console) -> Result:
        """The result; a failure where the run asked for what was not recorded, even if it caught that."""
        from runner.jobs.plan import PLACEHOLDER

        note = f" - {self._cassette.note}" if self._cassette.note else ""
        console.note(f"replayed from {self._path}: nothing was sent, no answer is live{note}")
        # In capitals, since that is how shells have them.
        names = [value.name.upper() for value in plan.env if value.source == PLACEHOLDER]
        if names:
            console.note(f"not set, so a placeholder took its place: {', '.join(names)}")
        return _failed(result, self._replay.complaints, self._path) if self._replay.complaints else result


class Comparing(Recording):
    """A run over the network whose answers are compared with those of a cassette."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cassette = _read(path)

    def finish(self, plan: Plan, result: Result, console: Console) -> Result:
        """The result; exit code 1 where an answer has another shape than the recorded one."""
        from runner.stubs import compare_cassettes

        changes = compare_cassettes(self._cassette, self._recorder.cassette())
        if not changes:
            console.note(f"every answer has the shape of the one in {self._path}")
            return result
        console.fail("\n".join([f"not as in {self._path}:", *(f"  {change}" for change in changes)]))
        return result.changed(exit_code=max(result.exit_code, 1))


def session(record: Path | None, replay: Path | None, replay_compare: Path | None) -> Session:
    """The session that the options ask for.

    Raises:
        UsageError: they ask for two, the cassette cannot be read, or is another file.
    """
    asked = [(record, Recording), (replay, Replaying), (replay_compare, Comparing)]
    given = [(path, kind) for path, kind in asked if path is not None]
    if len(given) > 1:
        raise click.UsageError("--record, --replay and --replay-compare exclude each other")
    return given[0][1](given[0][0]) if given else Session()


def _read(path: Path) -> Cassette:
    """A cassette, or one that comes with xsrun beside a job that does."""
    from runner.jobs.targets import bundled_job
    from runner.stubs import read_cassette

    bundled = None if path.exists() else bundled_job(path)
    return read_cassette(bundled or path)


def _require_cassette(path: Path) -> None:
    """Look whether a recording may be written to a file: it would be a pity about a job.

    Raises:
        UsageError: something else stands there, or there is no such folder.
    """
    from runner.errors import ProblemsError, UsageError
    from runner.stubs import read_cassette

    if not path.parent.is_dir():
        raise UsageError(f"{path} cannot be written: there is no folder {path.parent}")
    if not path.exists() or not path.stat().st_size:
        return
    try:
        read_cassette(path)
    except ProblemsError:
        raise UsageError(f"{path} is not overwritten: it is no cassette", hint="name a new file") from None


def _failed(result: Result, complaints: list[str], path: Path) -> Result:
    from runner.execution.result import ErrorInfo

    message = "\n".join([f"the run does not fit its replay from {path}", *complaints])
    # What no recording can hold: the clock of a replay stands still but for waits.
    hint = "record it again with --record; what is new in each run, such as a time, is {$type: any} there"
    error = ErrorInfo("replay", "replay", message, hint=hint)
    return result.changed(ok=False, response=None, error=error, exit_code=1)


def _count(cassette: Cassette) -> str:
    return f"{len(cassette.stubs)} request{'' if len(cassette.stubs) == 1 else 's'}"
