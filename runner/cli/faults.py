"""Every exception that ends a command -> a message on standard error and an exit code."""

from __future__ import annotations

import os

import click

from runner.cli.codes import INTERRUPTED
from runner.cli.console import Console

DEBUG = "XSRUN_DEBUG"


def report(error: BaseException) -> int:
    """Show what ended a command, and give the exit code for it.

    A traceback of ours is never shown unless XSRUN_DEBUG asks for it.
    """
    from runner.errors import ProblemsError, ScriptError, StartError
    from runner.report.failures import error_text
    from runner.report.problems import problems_text

    console = Console()
    if isinstance(error, click.Abort):
        console.fail("interrupted")
        return INTERRUPTED
    if isinstance(error, ProblemsError):
        console.fail(problems_text(error.problems, console.style))
        return error.exit_code
    if isinstance(error, StartError):
        console.fail(error_text(error.message, error.hint, console.style))
        return error.exit_code
    if isinstance(error, ScriptError):  # of a database, where no job runs
        console.fail(error_text(error.message, None, console.style))
        return error.exit_code
    if isinstance(error, click.ClickException):
        console.fail(error_text(usage_message(error), _usage_hint(error), console.style))
        return error.exit_code
    if os.environ.get(DEBUG):
        import traceback

        console.fail("".join(traceback.format_exception(error)).rstrip())
    message = f"this is a fault of xsrun, not of the job: {type(error).__name__}: {error}"
    console.fail(error_text(message, f"please report it; {DEBUG}=1 shows where it happened", console.style))
    return 1


def usage_message(error: click.ClickException) -> str:
    """What click found wrong with the arguments, in one sentence of the form of all others."""
    if isinstance(error, click.NoSuchOption):
        near = f"; did you mean `{error.possibilities[0]}`?" if error.possibilities else ""
        return f"there is no option `{error.option_name}`{near}"
    name = _parameter_name(error)
    if isinstance(error, click.MissingParameter):
        return f"{name} is missing"
    if name is not None:
        return f"{name}: {_sentence(error.message)}"
    return _sentence(error.format_message())


def _parameter_name(error: click.ClickException) -> str | None:
    parameter = error.param if isinstance(error, click.BadParameter) else None
    if parameter is None:
        return None
    name = parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.human_readable_name
    return f"`{name}`"


def _usage_hint(error: click.ClickException) -> str | None:
    if not isinstance(error, click.UsageError):
        return None
    path = error.ctx.command_path if error.ctx is not None else "xsrun"
    return f"`{path} --help` shows how it is called"


def _sentence(message: str) -> str:
    """A message of click in our form: without a capital, unless it is a name, and without a stop."""
    first = message[:1] if message[1:2].isupper() else message[:1].lower()
    return first + message[1:].removesuffix(".")
