"""The command `xsrun`: a table of commands that are imported when they are used."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from runner.records import Record
from runner.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Entry(Record):
    """Where a command lives, and its line in the help; the module's ``command`` is the command."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "run": Entry("runner.cli.run", "Run a job and print its response; `xsrun JOB` is short for this."),
    "watch": Entry("runner.cli.watch", "Run a job, and again whenever one of its files changes."),
    "new": Entry("runner.cli.new", "Make the folder of a new job that runs."),
    "check": Entry("runner.cli.check", "Find the problems of files, and mend what can safely be mended."),
    "fmt": Entry("runner.cli.fmt", "Write XanoScript files in the style of Xano's own exporter."),
    "list": Entry("runner.cli.list_jobs", "List the jobs in files and folders, with their inputs and env."),
    "env": Entry("runner.cli.env_names", "Show the env names of a job, and where their values come from."),
    "doctor": Entry("runner.cli.doctor", "Look whether xsrun has what it needs, here and on this machine."),
    "test": Entry(
        "runner.cli.testing",
        "Run the cases beside jobs, and the tests in XanoScript.",
    ),
    "db": Entry("runner.cli.db", "Show, dump, load or reset the tables of a job, in a database."),
    "port": Entry("runner.cli.port", "Tell which jobs of Xano run here, before any of them does."),
    "eject": Entry("runner.cli.eject", "Write a job with its functions in Python."),
    "functions": Entry("runner.cli.functions", "List the functions that jobs can call from here."),
    "explain": Entry("runner.cli.explain", "Explain a statement, filter, type, operator or problem."),
    "completion": Entry("runner.cli.completion", "Print the script that completes commands in a shell."),
}
DEFAULT = "run"
GROUP_OPTIONS = frozenset({"-h", "--help", "--version"})


class App(click.Group):
    """A group that loads its commands late, and that takes what is no command as a job to run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name].module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """``xsrun JOB ...`` is ``xsrun run JOB ...``; `xsrun` alone is a question for help."""
        if not args and not ctx.resilient_parsing:
            args = ["--help"]
        if args and args[0] not in COMMANDS and args[0] not in GROUP_OPTIONS:
            if not args[0].startswith("-") and not ctx.resilient_parsing:
                from runner.cli.targets import require_job

                require_job(args[0], commands=tuple(COMMANDS))
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Parse, run, report what went wrong in our words, and exit."""
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            from runner.cli.faults import report

            code = report(error)
        sys.exit(code)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Commands, jobs, and the options of `run`, which needs not be written."""
        from click.shell_completion import CompletionItem

        run = self.get_command(ctx, DEFAULT)
        assert run is not None
        items = [
            CompletionItem(name, help=entry.summary)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        with run.make_context(DEFAULT, [], parent=ctx, resilient_parsing=True) as run_context:
            items += [item for one in run.params for item in _jobs(one, run_context, incomplete)]
            items += run.shell_complete(run_context, incomplete)
        return items


def _jobs(parameter: click.Parameter, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """What completes an argument of `run`, which is the job."""
    if not isinstance(parameter, click.Argument) or incomplete.startswith("-"):
        return []
    return parameter.shell_complete(ctx, incomplete)


@click.group(
    cls=App,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="JOB | COMMAND [OPTIONS]",
    options_metavar="",
    no_args_is_help=False,
)
@click.version_option(__version__, message="xsrun %(version)s")
def app() -> None:
    """Run XanoScript job files anywhere, unchanged.

    A JOB is a file, a folder that holds run.xs, `-` for standard input, or a URL.

    \b
    Example:
      xsrun jobs/hello.xs
    """
