"""Compute-heavy functions of XanoScript against the same algorithms by hand in plain Python.

    python -m benchmarks.compute [--plain]

Prints a table in Markdown: the ratio of the two times, each the best of several turns that take
place in turn, so that whatever else the machine does meets both alike. `--plain` compiles without
the optimisations, for comparison.
"""

from __future__ import annotations

import sys

from benchmarks.compute.algorithms import compiled, inputs
from benchmarks.compute.table import ROUNDS, geometric_mean, measured


def main() -> None:
    """Print the table."""
    functions = compiled("--plain" not in sys.argv)
    print("| function | by hand, ms | xsrun, ms | ratio |\n|---|---|---|---|")
    ratios = []
    for name in inputs():
        hand, ours = measured(name, [functions], ROUNDS)
        ratios.append(ours / hand)
        print(f"| {name} | {hand * 1000:.2f} | {ours * 1000:.2f} | {ratios[-1]:.2f} |")
    print(f"| geometric mean | | | {geometric_mean(ratios):.2f} |")


if __name__ == "__main__":
    main()
