"""The algorithms of `functions.xs`, compiled, and what they are given."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from runner.compile import compile_function
from runner.compile.links import links_of
from runner.execution.context import Context
from runner.execution.machine import Variants
from runner.execution.runtime import namespace
from runner.language import xanoscript
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument
from runner.values.shapes import Shapes

FUNCTIONS = Path(__file__).with_name("functions.xs")

Functions = dict[str, Callable[[Any, dict[str, Any]], Any]]


def inputs() -> dict[str, dict[str, Any]]:
    """The inputs of each function, by its name."""
    chance = random.Random(7)
    ints = [chance.randrange(1000) for _ in range(250)]
    grid = [[chance.randrange(2) for _ in range(60)] for _ in range(60)]
    return {
        "sieve": {"n": 40_000},
        "edit_distance": {"a": "kitten sitting on the mat " * 6, "b": "sitting kitten in the hat " * 6},
        "lcs": {"a": [x % 20 for x in ints], "b": [x % 17 for x in ints]},
        "knapsack": {"weights": [1 + x % 30 for x in ints[:60]], "values": ints[:60], "capacity": 500},
        "bubble_sort": {"nums": ints},
        "insertion_sort": {"nums": ints},
        "queens": {"n": 7},
        "life": {"cells": [cell for row in grid[:30] for cell in row[:30]], "width": 30, "rounds": 4},
        "rain": {"heights": ints * 40},
        "flood_fill": {
            "grid": [[0 if x or y % 9 else 1 for x in row] for y, row in enumerate(grid)],
            "row": 5,
            "column": 5,
        },
        "transpose": {"matrix": [[chance.randrange(100) for _ in range(150)] for _ in range(150)]},
        "coin_change": {"coins": [1, 2, 5, 10, 20, 50], "amount": 5000},
    }


def compiled(optimise: bool) -> Functions:
    """The functions of `functions.xs` as Python functions of a context and checked inputs.

    As in a run, the optimised code of a function is chosen by the shapes of its inputs in each call.
    """
    found: Functions = {}
    for document in parse_source(Source(FUNCTIONS.read_text(encoding="utf-8"), FUNCTIONS.name)):
        assert isinstance(document, FunctionDocument)
        if optimise:
            found[document.name] = partial(_call_chosen, Variants(partial(_body, document, True)))
        else:
            found[document.name] = _body(document, False, None)
    return found


def _body(document: FunctionDocument, optimise: bool, shapes: Shapes | None) -> Callable[..., Any]:
    code = compile_function(document, xanoscript(), optimise=optimise, shapes=dict(shapes or ())).code
    defined: Functions = {}
    exec(code, namespace(links_of(code, xanoscript())), defined)
    return defined[document.name]


def _call_chosen(variants: Variants, context: Context, given: dict[str, Any]) -> Any:
    return variants.find(given)(context, given)


def context() -> Context:
    """A context for functions that never ask it for anything."""
    return Context(functions=None, http=None, env={})  # type: ignore[arg-type]
