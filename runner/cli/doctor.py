"""``xsrun doctor``: looks whether xsrun has what it needs here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from runner.cli.console import Console

if TYPE_CHECKING:
    from runner.cli.diagnosis import Finding
    from runner.report.style import Style


@click.command(context_settings={"max_content_width": 100})
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> int:
    """Look whether xsrun has what it needs, here and on this machine.

    No value of the environment is shown. The exit code is 1 where something is wrong.

    \b
    Example:
      xsrun doctor
    """
    from runner.cli.diagnosis import WRONG, findings
    from runner.report.results import response_text

    console, found = Console(), list(findings())
    wrong = sum(finding.state == WRONG for finding in found)
    if as_json:
        envelope = {"version": 1, "wrong": wrong, "findings": [finding.describe() for finding in found]}
        console.result(response_text(envelope, "json", pretty=console.terminal))
    else:
        console.result(_text(found, console.result_style))
    return int(wrong > 0)


def _text(found: Sequence[Finding], style: Style) -> str:
    from runner.report.failures import hint_lines
    from runner.report.style import visible

    width = max(len(finding.name) for finding in found)
    paint = {"ok": style.green, "note": style.yellow, "wrong": style.red}
    lines: list[str] = []
    for finding in found:
        state = paint[finding.state](finding.state.ljust(len("wrong")))
        lines.append(f"{state}  {finding.name.ljust(width)}  {visible(finding.text)}")
        lines += hint_lines(finding.hint, style)
    return "\n".join(lines)
