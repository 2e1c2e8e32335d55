"""The table of the algorithms: by hand, as xsrun runs them, and without its optimisations."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from benchmarks.compute import by_hand
from benchmarks.compute.algorithms import Functions, compiled, context, inputs
from benchmarks.measuring import best, computed
from benchmarks.tables import Table, at_most, milliseconds
from runner.execution.context import Context

ROUNDS = 15
# Not only loops over ints and lists: texts, and values whose types nobody has declared.
OTHERS = ("edit_distance", "flood_fill", "transpose")
LOOPS_GOAL, MEAN_GOAL, WORST_GOAL = 2.0, 2.5, 8.0

TEXT = f"""\
Algorithms of `benchmarks/compute/functions.xs` against the same, step by step, in plain Python. A ratio
is the CPU time of xsrun divided by that of Python, each the best of {ROUNDS} turns; both are called with
inputs that were already checked. The last column is the ratio without the optimisations of the compiler."""


def table(quick: bool) -> Table:
    """Measure; ``quick`` is one turn each."""
    rounds = 1 if quick else ROUNDS
    shown = Table("Compute", TEXT, ("function", "Python, ms", "xsrun, ms", "ratio", "goal", "not optimised"))
    variants = [compiled(True), compiled(False)]
    loops = [name for name in inputs() if name not in OTHERS]
    ratios = _rows(shown, loops, variants, rounds, LOOPS_GOAL)
    _mean_row(shown, "loops over ints and lists, geometric mean", ratios, LOOPS_GOAL)
    ratios += _rows(shown, OTHERS, variants, rounds, WORST_GOAL)
    shown.text = f"{TEXT}\n\n{_missed(shown.rows)}"
    _mean_row(shown, "all, geometric mean", ratios, MEAN_GOAL)
    return shown


def _rows(
    shown: Table, names: Sequence[str], variants: Sequence[Functions], rounds: int, goal: float
) -> list[tuple[float, float]]:
    ratios = []
    for name in names:
        hand, ours, plain = measured(name, variants, rounds)
        ratios.append((ours / hand, plain / hand))
        cells = (*at_most(ours / hand, goal), f"{plain / hand:.2f}")
        shown.rows.append((name, milliseconds(hand), milliseconds(ours), *cells))
    return ratios


def _mean_row(shown: Table, name: str, ratios: Sequence[tuple[float, float]], goal: float) -> None:
    ours, plain = (geometric_mean(column) for column in zip(*ratios, strict=True))
    shown.rows.append((f"*{name}*", "", "", *at_most(ours, goal), f"{plain:.2f}"))


def _missed(rows: Sequence[tuple[str, ...]]) -> str:
    """A sentence that names the algorithms above the goal of their row; ``rows`` may hold means, too."""
    algorithms = [row for row in rows if not row[0].startswith("*")]
    above = [f"{row[0]} ({row[3].strip('*')})" for row in algorithms if row[3].startswith("*")]
    if not above:
        return f"All {len(algorithms)} algorithms meet the goal of their row."
    count = f"{len(above)} of the {len(algorithms)} algorithms"
    return f"{count} are above the goal of their row: {', '.join(above)}."


def measured(name: str, variants: Sequence[Functions], rounds: int) -> list[float]:
    """The best seconds of an algorithm by hand and in each of ``variants``, all with the same result."""
    given, hand = inputs()[name], getattr(by_hand, name)
    run = context()
    wanted = hand(**given)
    works = [partial(hand, **given)]
    works += [partial(_call, functions[name], run, given) for functions in variants]
    for work in works:
        assert work() == wanted, name
    return best([computed(work) for work in works], rounds)


def _call(function: Callable[..., Any], run: Context, given: dict[str, Any]) -> Any:
    return function(run, dict(given))


def geometric_mean(ratios: Sequence[float]) -> float:
    """The geometric mean."""
    return math.exp(sum(map(math.log, ratios)) / len(ratios))
