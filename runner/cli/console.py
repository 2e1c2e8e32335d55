"""The two streams of a command: results alone go to standard output, all else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from typing import IO, TYPE_CHECKING

import click

from runner.report.style import Style, wants_colours

if TYPE_CHECKING:
    from runner.execution.messages import LogEntry

STDOUT, STDERR = 1, 2  # file descriptors


class Console:
    """Where a command writes.

    Args:
        quiet: notes and logs are left out; failures never are.
        verbose: requests and single statements are shown as well.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.style = _style(sys.stderr)

    @property
    def terminal(self) -> bool:
        """Whether a person reads standard output."""
        return _is_terminal(sys.stdout)

    @property
    def result_style(self) -> Style:
        """The colours of readable text on standard output."""
        return _style(sys.stdout)

    def result(self, text: str) -> None:
        """Write a result. A reader that has seen enough, as ``| head`` does, is no error.

        Raises:
            ClickException: standard output is closed, or takes no more, as a full disk does not.
        """
        if sys.stdout is None:  # `>&-`: the caller must not believe that the job answered nothing
            raise click.ClickException("the result cannot be written: standard output is closed")
        try:
            click.echo(text, nl=not text.endswith("\n"), color=True)
        except BrokenPipeError:
            # Else the interpreter would try once more, and complain, when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            raise click.ClickException(f"the result cannot be written: {error.strerror}") from None

    @contextmanager
    def foreign_code(self) -> Iterator[None]:
        """While Python functions are loaded and run: what they print goes to standard error.

        So does what is written to the file descriptor, by the processes that they start say.
        """
        with redirect_stdout(sys.stderr), _descriptor_diverted():
            yield

    def note(self, text: str) -> None:
        """Write what is good to know."""
        if not self.quiet:
            self.fail(text)

    def fail(self, text: str) -> None:
        """Write why there is no result. That nobody listens must not stop a job."""
        with suppress(OSError):
            click.echo(text, err=True, color=True)

    def log(self, entry: LogEntry) -> None:
        """Write an entry of the run's log, unless it is one for ``verbose``."""
        from runner.report.logs import VERBOSE_LEVELS, log_line

        if self.verbose or entry.level not in VERBOSE_LEVELS:
            self.note(log_line(entry, self.style))


@contextmanager
def _descriptor_diverted() -> Iterator[None]:
    """Lead file descriptor 1 to standard error, or to nowhere where that is closed."""
    stdout = sys.__stdout__
    if stdout is None:  # its number may by now be that of any other file
        yield
        return
    _flush(stdout)
    saved = os.dup(STDOUT)
    try:
        _divert()
        yield
    finally:
        # What went to `sys.__stdout__` itself waits in its buffer: it must leave before the way back.
        _flush(stdout)
        os.dup2(saved, STDOUT)
        os.close(saved)


def _divert() -> None:
    if sys.__stderr__ is not None:
        os.dup2(STDERR, STDOUT)
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDOUT)
    os.close(nowhere)


def _flush(stream: IO[str]) -> None:
    with suppress(OSError, ValueError):  # a full disk, a stream that a function closed
        stream.flush()


def _style(stream: IO[str] | None) -> Style:
    return Style(wants_colours(os.environ, terminal=_is_terminal(stream)))


def _is_terminal(stream: IO[str] | None) -> bool:
    return stream is not None and stream.isatty()
