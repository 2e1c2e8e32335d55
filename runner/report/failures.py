"""Why a run has no response -> text for people: the sentence, the place, the way there, the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from runner.errors import ERROR_TYPES
from runner.report.style import Style, visible

if TYPE_CHECKING:
    from runner.execution.failures import Frame
    from runner.execution.result import ErrorInfo
    from runner.source import Source, Span

# Of a deep recursion the nearest calls and the first ones tell the story.
NEAREST_CALLS = 8
FIRST_CALLS = 3
# Names that xsrun gives by itself: the sentence says as much.
OWN_NAMES = frozenset({*ERROR_TYPES, "recursion", "memory", "unsupported"})


def error_text(message: str, hint: str | None, style: Style) -> str:
    """``error: message``, and the hint in a line of its own."""
    lines = [style.red("error:") + " " + style.bold(visible(message))]
    return "\n".join(lines + hint_lines(hint, style))


def failure_text(error: ErrorInfo, style: Style) -> str:
    """The failure of a run: its sentence, the place with a caret, the chain of calls, the payload."""
    from runner.values import dump_json

    lines = [error_text(_sentence(error), None, style), *_place_lines(error, style)]
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


def _sentence(error: ErrorInfo) -> str:
    """The message behind the name that the job's author gave, as `throw` takes one."""
    named_by_us = error.name in OWN_NAMES or error.name == error.code
    # The message of a Python exception holds the name of its class.
    if named_by_us or f"{error.name}:" in error.message:
        return error.message
    return f"{error.name}: {error.message}"


def _place_lines(error: ErrorInfo, style: Style) -> list[str]:
    if not error.frames:
        return [f"  at {error.span}"] if error.span is not None else []
    innermost = error.frames[-1]
    place = innermost.source.where(innermost.span)
    return [
        f"  at {place} in {visible(innermost.function)}",
        excerpt_text(innermost.source, innermost.span, style),
        *_call_lines(error.frames[:-1], style),
    ]


def _call_lines(callers: Sequence[Frame], style: Style) -> list[str]:
    """One line for each caller, the nearest first."""
    lines = [_call_line(frame, style) for frame in reversed(callers)]
    left_out = len(lines) - NEAREST_CALLS - FIRST_CALLS
    # A mark in the place of one single call would save nothing.
    if left_out <= 1:
        return lines
    return [*lines[:NEAREST_CALLS], style.dim(f"  ... {left_out} more calls ..."), *lines[-FIRST_CALLS:]]


def _call_line(frame: Frame, style: Style) -> str:
    line, _ = frame.source.position(frame.span.start)
    text = style.dim(visible(frame.source.line(line).strip()))
    return f"  called from {frame.source.where(frame.span)} in {visible(frame.function)}: {text}"
