"""Why a run has no response -> text for people: the sentence, the place, the way there, the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from runner.report.style import Style, visible

if TYPE_CHECKING:
    from runner.execution.failures import Frame
    from runner.execution.result import ErrorInfo
    from runner.source import Source, Span

# Of a deep recursion the nearest calls and the first ones tell the story.
NEAREST_CALLS = 4
FIRST_CALLS = 2


def error_text(message: str, hint: str | None, style: Style) -> str:
    """``error: message``, and the hint in a line of its own."""
    lines = [style.red("error:") + " " + style.bold(visible(message))]
    return "\n".join(lines + hint_lines(hint, style))


def failure_text(error: ErrorInfo, style: Style) -> str:
    """The failure of a run: its sentence, the place with a caret, the chain of calls, the payload."""
    from runner.values import dump_json

    lines = [error_text(error.sentence, None, style), *_place_lines(error, style)]
    payload = dump_json(error.payload)
    # The sentence of a `throw` is its value.
    if error.payload is not None and error.message not in (error.payload, payload):
        lines.append(f"  {style.cyan('payload:')} {visible(payload)}")
    return "\n".join(lines + hint_lines(error.hint, style))


def hint_lines(hint: str | None, style: Style) -> list[str]:
    """``help: hint`` in a list of one line, or of none."""
    return [f"  {style.cyan('help:')} {visible(hint)}"] if hint else []


def excerpt_text(source: Source, span: Span, style: Style) -> str:
    """The line of a span with its caret below."""
    line, _, caret = visible(source.excerpt(span)).rpartition("\n")
    marked = caret.lstrip(" |")
    return f"{line}\n{caret.removesuffix(marked)}{style.red(marked)}"


def _place_lines(error: ErrorInfo, style: Style) -> list[str]:
    if not error.frames:
        return [f"  at {error.span}"] if error.span is not None else []
    return [*_frame_lines("at", error.frames[-1], style), *_caller_lines(error.frames[:-1], style)]


def _caller_lines(callers: Sequence[Frame], style: Style) -> list[str]:
    """The callers, the nearest first."""
    shown = [_frame_lines("called from", frame, style) for frame in reversed(callers)]
    left_out = len(shown) - NEAREST_CALLS - FIRST_CALLS
    # A mark in the place of one single call would save nothing.
    if left_out > 1:
        shown[NEAREST_CALLS:-FIRST_CALLS] = [[style.dim(f"  ... {left_out} more calls ...")]]
    return [line for lines in shown for line in lines]


def _frame_lines(relation: str, frame: Frame, style: Style) -> list[str]:
    """One function on the way: its place, the line with a caret, what the variables there held."""
    values = [f"          {style.dim(visible(f'{name} = {value}'))}" for name, value in frame.variables]
    return [
        f"  {relation} {frame.source.where(frame.span)} in {visible(frame.function)}",
        excerpt_text(frame.source, frame.span, style),
        *values,
    ]
