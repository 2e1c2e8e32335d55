"""``xsrun fmt``: writes files in Xano's own style."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from runner.cli.console import Console

if TYPE_CHECKING:
    from runner.errors import StartError
    from runner.source import Source

STDIN = "-"


@click.command(context_settings={"max_content_width": 100})
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="List the files that are not in the style, and change nothing.")
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Write XanoScript files in the style of Xano's own exporter.

    PATH is a file, a folder with all below it, a pattern such as 'jobs/**/*.xs', or `-` for
    standard input, which is written to standard output; without any it is the working directory.
    What the code says and all comments stay. A file with problems of syntax is left alone.

    \b
    Example:
      xsrun fmt jobs --diff
    """
    if STDIN in paths and len(paths) > 1:
        raise click.UsageError("`-` stands alone: the text comes from standard input")
    run = _Run(Console(), check, diff)
    if STDIN in paths:
        from runner.jobs.targets import read_target

        run.format_stdin(read_target(STDIN).source)
    else:
        from runner.lookup.xs_files import xs_files

        run.format_files(xs_files(paths))
    return run.exit_code


class _Run:
    def __init__(self, console: Console, check: bool, diff: bool) -> None:
        self.console = console
        self.check = check
        self.diff = diff
        self.is_dry = check or diff
        self.changed = 0
        self.failed = 0

    @property
    def exit_code(self) -> int:
        """1 where a file could not be formatted, or is not in the style and was not to be changed."""
        return int(self.failed > 0 or (self.is_dry and self.changed > 0))

    def format_stdin(self, source: Source) -> None:
        """Write the text of standard input in the style; where it cannot be formatted, as it is."""
        from runner.errors import StartError
        from runner.lookup.rewriting import with_line_ends

        text = source.unix().text
        try:
            text = self._formatted(source)
        except StartError as error:
            self._fail(error)
        if not self.is_dry:
            self.console.result(with_line_ends(text, source.text))

    def format_files(self, paths: list[Path]) -> None:
        """Write each file in the style, or show which are not; what is wrong with one stops no other."""
        from runner.errors import StartError

        for path in paths:
            try:
                self._format_file(path)
            except StartError as error:
                self._fail(error)
        self._sum_up(len(paths))

    def _format_file(self, path: Path) -> None:
        from runner.lookup.folders import read_source
        from runner.lookup.rewriting import rewrite

        source = read_source(path)
        text = self._formatted(source)
        if text != source.text and not self.is_dry:
            rewrite(path, text)
            self.console.note(f"formatted {source.name}")

    def _formatted(self, source: Source) -> str:
        from runner.format import format_source

        text = format_source(source)
        if text != source.unix().text:
            self.changed += 1
            if self.is_dry:
                self._show(source.unix(), text)
        return text

    def _fail(self, error: StartError) -> None:
        from runner.cli.faults import report

        self.failed += 1
        report(error)

    def _show(self, source: Source, text: str) -> None:
        from runner.report.diffs import diff_text

        if self.diff:
            self.console.result(diff_text(source.name, source.text, text, self.console.result_style))
        else:
            self.console.result(source.name)

    def _sum_up(self, files: int) -> None:
        from runner.report.problems import counted

        verb = "would be" if self.is_dry else "was" if self.changed == 1 else "were"
        unchanged = files - self.changed - self.failed
        parts = [f"{counted(self.changed, 'file')} {verb} formatted", f"{unchanged} unchanged"]
        if self.failed:
            parts.append(f"{self.failed} left alone")
        self.console.note(", ".join(parts))
