"""``xsrun check``: finds what is wrong with files before anything runs, and mends what it safely can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from runner.cli.console import Console

if TYPE_CHECKING:
    from runner.errors import Problem
    from runner.lint.checking import Checker, Text
    from runner.lint.selection import Selection

STDIN = "-"
FORMATS = ("human", "json", "github", "sarif", "junit")


@click.command(context_settings={"max_content_width": 100})
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--fix", is_flag=True, help="Mend what can safely be mended, in the files themselves.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--select", multiple=True, metavar="CODES", help="Tell these codes or families alone.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not tell these codes or families.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="human", show_default=True,
              help="How problems are told.")  # fmt: skip
def command(
    paths: tuple[str, ...],
    fix: bool,
    diff: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    form: str,
) -> int:
    """Find the problems of files, and mend what can safely be mended.

    PATH is a file, a folder with all below it, a pattern such as 'jobs/**/*.xs', or `-` for
    standard input; without any it is the working directory. The exit code is 0 without errors,
    1 with some, 2 when the check could not start.

    \b
    Example:
      xsrun check jobs --fix
    """
    if fix and diff:
        raise click.UsageError("--fix and --diff exclude each other: --diff shows what --fix would do")
    if form != "human" and (diff or (fix and STDIN in paths)):
        what = "--diff" if diff else "--fix of `-`"
        raise click.UsageError(f"--format {form} and {what} exclude each other: both are the output")
    from runner.lint.checking import Checker
    from runner.lint.selection import read_selection

    console, checker, selection = Console(), Checker(), read_selection(select, ignore)
    texts = _texts(paths, checker)
    if diff:
        return _show_diff(checker, texts, selection, console)
    problems = _fixed(checker, texts, selection, console) if fix else checker.problems(texts)
    told = [problem for problem in problems if selection.wants(problem)]
    _show(told, texts, form, console, noted=fix and STDIN in paths)
    return int(any(strict or problem.severity == "error" for problem in told))


def _texts(paths: Sequence[str], checker: Checker) -> list[Text]:
    from runner.jobs.targets import read_target
    from runner.lint.checking import Text
    from runner.lookup.xs_files import xs_files

    if STDIN not in paths:
        return checker.read(xs_files(paths))
    if len(paths) > 1:
        raise click.UsageError("`-` stands alone: the text comes from standard input")
    given = read_target(STDIN).source
    return [Text(given.unix(), written=given.text)]


# -- fixes -------------------------------------------------------------------------------------------


def _fixed(checker: Checker, texts: Sequence[Text], selection: Selection, console: Console) -> list[Problem]:
    """Mend the files, or write the mended standard input; what is left."""
    from runner.lint.fixing import fix_texts
    from runner.lookup.rewriting import rewrite, with_line_ends
    from runner.report.problems import counted

    fixed = fix_texts(checker, texts, selection.wants)
    for before, after in zip(texts, fixed.texts, strict=True):
        if after.path is None:
            console.result(with_line_ends(after.source.text, before.written))
        elif after.source is not before.source:
            rewrite(after.path, after.source.text)
    if fixed.count:
        console.note(f"mended {counted(fixed.count, 'problem')}")
    return list(fixed.problems)


def _show_diff(checker: Checker, texts: Sequence[Text], selection: Selection, console: Console) -> int:
    from runner.lint.fixing import fix_texts
    from runner.report.diffs import diff_text
    from runner.report.problems import counted

    fixed = fix_texts(checker, texts, selection.wants)
    changed = [pair for pair in zip(texts, fixed.texts, strict=True) if pair[0] is not pair[1]]
    for before, after in changed:
        style = console.result_style
        console.result(diff_text(before.source.name, before.source.text, after.source.text, style))
    what = f"{counted(fixed.count, 'problem')} in {counted(len(changed), 'file')}"
    console.note(f"--fix would mend {what}" if changed else "there is nothing that --fix would mend")
    return int(bool(changed))


# -- problems ----------------------------------------------------------------------------------------


def _show(
    problems: Sequence[Problem], texts: Sequence[Text], form: str, console: Console, *, noted: bool
) -> None:
    """Write the problems; ``noted`` where standard output holds the mended text."""
    from runner.report.checks import check_text, explain_text, summary_text

    files = [text.source.name for text in texts]
    text = check_text(problems, files, form, console.style if noted else console.result_style)
    if text:
        (console.note if noted else console.result)(text)
    for line in filter(None, (explain_text(problems), summary_text(problems, len(files)))):
        console.note(line)
