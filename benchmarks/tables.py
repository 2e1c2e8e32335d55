"""Tables of measurements, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Table:
    """One table: what was measured, how, and the rows; ``head`` names the columns."""

    title: str
    text: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def markdown(self) -> str:
        """The table as a section of a page."""
        lines = [self.head, ("---",) * len(self.head), *self.rows]
        body = "\n".join(f"| {' | '.join(map(_escaped, cells))} |" for cells in lines)
        return f"### {self.title}\n\n{self.text}\n\n{body}\n"


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def at_most(value: float, limit: float) -> tuple[str, str]:
    """The cells of a measure and of its goal; a measure that misses the goal is bold."""
    return _cells(f"{value:.2f}", f"at most {limit:g}", value <= limit)


def at_least(value: float, limit: float) -> tuple[str, str]:
    """The same for a goal that is to be exceeded."""
    return _cells(f"{value:.2f}", f"at least {limit:g}", value >= limit)


def _cells(measure: str, goal: str, met: bool) -> tuple[str, str]:
    return measure if met else f"**{measure}**", goal


def milliseconds(seconds: float) -> str:
    """Seconds as a cell in milliseconds."""
    return f"{seconds * 1000:.2f}"


def nanoseconds(seconds: float) -> str:
    """Seconds as a cell in nanoseconds."""
    return f"{seconds * 1e9:,.0f}"
