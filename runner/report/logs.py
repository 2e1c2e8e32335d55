"""Log entries and timings of a run -> lines for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from runner.report.style import Style, visible

if TYPE_CHECKING:
    from runner.execution.messages import LogEntry

# Shown on request alone.
VERBOSE_LEVELS = frozenset({"request", "trace"})


def log_line(entry: LogEntry, style: Style) -> str:
    """One entry, its level in front; what `debug.log` writes stands out least."""
    message = visible(entry.message)
    if entry.level == "warning":
        return f"{style.yellow('warning:')} {message}"
    if entry.level in VERBOSE_LEVELS:
        return style.dim(f"{entry.level}: {message}")
    return f"{entry.level}: {message}"


def timings_line(timings: Mapping[str, float], style: Style) -> str:
    """The closing line of a run: ``took 12.3 ms (load 10.1 ms, run 2.2 ms)``."""
    parts = ", ".join(f"{name} {_shown(spent)}" for name, spent in timings.items() if name != "total")
    return style.dim(f"took {_shown(timings.get('total', 0.0))} ({parts})")


def _shown(milliseconds: float) -> str:
    return f"{milliseconds:.1f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.2f} s"
