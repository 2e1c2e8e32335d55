"""``xsrun explain``: the offline reference of XanoScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from runner.cli.console import Console
from runner.errors import UsageError

if TYPE_CHECKING:
    from runner.reference.catalogue import Entry
    from runner.reference.questions import Answer


def _completed(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names that a shell offers."""
    from runner.reference.catalogue import entries
    from runner.reference.kinds import KINDS

    names = [kind.listed for kind in KINDS] + [entry.name for kind in KINDS for entry in entries(kind)]
    return [name for name in dict.fromkeys(names) if name.startswith(incomplete)]


@click.command(context_settings={"max_content_width": 100})
@click.argument("name", required=False, shell_complete=_completed)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with all that is known of each entry.")
def command(name: str | None, as_json: bool) -> int:
    """Explain a statement, filter, type, operator or problem.

    Without NAME it tells what there is, with the name of a list it lists all of a kind. A word by which
    nothing goes is looked for in the sentences of the reference.

    \b
    Examples:
      xsrun explain slice
      xsrun explain array.find
      xsrun explain filters
    """
    from runner.reference.catalogue import entries
    from runner.reference.kinds import KINDS

    console = Console()
    listed = next((kind for kind in KINDS if kind.listed == (name or "").lower()), None)
    if name is None:
        _overview(console, as_json)
    elif listed is not None:
        _list(console, entries(listed), [], as_json)
    else:
        _explain(console, name.strip(), as_json)
    return 0


def _explain(console: Console, name: str, as_json: bool) -> None:
    from runner.reference.questions import answer
    from runner.report.reference import entry_text

    found = answer(name)
    notes = [f"for `{name}` of other languages write, {hint}" for hint in found.elsewhere]
    if not found.exact:
        _tell_that_nothing_goes_by(console, name, found)
    if as_json or not found.exact:
        _list(console, found.entries, notes, as_json)
        return
    style = console.result_style
    texts = [entry_text(entry, style) for entry in found.entries]
    console.result("\n\n".join([*texts, *(["\n".join(notes)] if notes else [])]))


def _tell_that_nothing_goes_by(console: Console, name: str, found: Answer) -> None:
    """Say that what comes is not what was asked for.

    Raises:
        UsageError: nothing comes.
    """
    from runner.reference.questions import nearest

    near = nearest(name)
    hint = f"did you mean `{near}`?" if near else "`xsrun explain` tells which lists there are"
    if not found.entries and not found.elsewhere:
        raise UsageError(f"the reference has nothing that is called `{name}`", hint=hint)
    if not found.elsewhere:
        mean = f" ({hint})" if near else ""
        console.note(f"note: nothing is called `{name}`{mean}; these mention it:")


def _list(console: Console, listed: list[Entry], notes: list[str], as_json: bool) -> None:
    from runner.report.reference import describe_entry, list_text, plain_list
    from runner.report.results import response_text

    if as_json:
        envelope = {"version": 1, "entries": [describe_entry(entry) for entry in listed], "notes": notes}
        console.result(response_text(envelope, "json", pretty=console.terminal))
    elif console.terminal or notes:
        console.result("\n".join([*notes, *([list_text(listed, console.result_style)] if listed else [])]))
    elif listed:
        console.result(plain_list(listed))


def _overview(console: Console, as_json: bool) -> None:
    from runner.reference.catalogue import entries
    from runner.reference.kinds import KINDS
    from runner.report.results import response_text

    counts = {kind: len(entries(kind)) for kind in KINDS}
    if as_json:
        kinds = [{"list": kind.listed, "count": counts[kind], "about": kind.about} for kind in KINDS]
        console.result(response_text({"version": 1, "lists": kinds}, "json", pretty=console.terminal))
        return
    style = console.result_style
    rows = [f"  {style.cyan(kind.listed.ljust(14))} {counts[kind]:3}  {kind.about}" for kind in KINDS]
    head = "`xsrun explain NAME` explains one name, `xsrun explain LIST` lists all of a kind:"
    console.result("\n".join([style.bold(head), *rows]))
