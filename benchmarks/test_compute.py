"""The algorithms by hand and by xsrun, for pytest-benchmark: `pytest benchmarks` shows each as one group.

No time is judged here; the tables of the docs come from `python -m benchmarks`.
"""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.compute import by_hand
from benchmarks.compute.algorithms import compiled, context, inputs

INPUTS = inputs()
FUNCTIONS = compiled(True)


@pytest.mark.parametrize("way", ["by hand", "xsrun"])
@pytest.mark.parametrize("algorithm", INPUTS)
def test_an_algorithm(benchmark: Any, algorithm: str, way: str) -> None:
    """Both ways give the same."""
    benchmark.group = algorithm
    hand, given = getattr(by_hand, algorithm), INPUTS[algorithm]
    if way == "by hand":
        result = benchmark(lambda: hand(**given))
    else:
        run, function = context(), FUNCTIONS[algorithm]
        result = benchmark(lambda: function(run, dict(given)))
    assert result == hand(**given)
