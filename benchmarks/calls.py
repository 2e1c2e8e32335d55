"""What single steps cost: a turn of a loop, a filter, a call of another function."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.jobs import loop, looping, run
from benchmarks.measuring import best, beyond, computed
from benchmarks.tables import Table, nanoseconds

STEPS = 50_000
QUICK_STEPS = 100
ROUNDS = 7

TEXT = f"""\
The time of one turn of a `for` loop that does one thing, {STEPS:,} turns in one function, against the same
loop in Python. Each time is CPU time, the best of {ROUNDS}, the loop itself included."""

IN_XANOSCRIPT = {
    "`math.add $x`": "math.add $x { value = 1 }",
    "a filter: `$text|to_upper`": "var $x { value = $input.text|to_upper }",
    "two filters: `$text|to_upper|strlen`": "var $x { value = $input.text|to_upper|strlen }",
    "a text: `$text ~ $i`": "var $x { value = $input.text ~ $i }",
    "an object: `{ a: $i, b: 1 }`, then `.a`": "var $o { value = { a: $i, b: 1 } }\n var $x { value = $o.a }",
    "`function.run` of a function with one input": 'function.run "more" { input = { number: $x } } as $x',
}

# The function that is called.
MORE = """function more {
  input {
    int number
  }
  stack {
  }
  response = $input.number + 1
}
"""


def more(number: int) -> int:
    """The function that is called, by hand."""
    return number + 1


def add_by_hand(n: int, text: str) -> int:
    x = 0
    for _ in range(n):
        x += 1
    return x


def filter_by_hand(n: int, text: str) -> str | int:
    x: str | int = 0
    for _ in range(n):
        x = text.upper()
    return x


def two_filters_by_hand(n: int, text: str) -> int:
    x = 0
    for _ in range(n):
        x = len(text.upper())
    return x


def text_by_hand(n: int, text: str) -> str | int:
    x: str | int = 0
    for i in range(n):
        x = f"{text}{i}"
    return x


def object_by_hand(n: int, text: str) -> int:
    x = 0
    for i in range(n):
        o = {"a": i, "b": 1}
        x = o["a"]
    return x


def call_by_hand(n: int, text: str) -> int:
    x = 0
    for _ in range(n):
        x = more(number=x)
    return x


BY_HAND: tuple[Callable[[int, str], object], ...] = (
    add_by_hand,
    filter_by_hand,
    two_filters_by_hand,
    text_by_hand,
    object_by_hand,
    call_by_hand,
)
GIVEN = "a text of some words"


def table(quick: bool) -> Table:
    """Measure; ``quick`` is few steps, one turn each."""
    steps = QUICK_STEPS if quick else STEPS
    shown = Table("Single steps", TEXT, ("a turn with", "Python, ns", "xsrun, ns", "ratio"))
    for (name, step), by_hand in zip(IN_XANOSCRIPT.items(), BY_HAND, strict=True):
        job = loop("0", step, others=MORE)
        assert run(job, n=3, text=GIVEN)["result"] == by_hand(3, GIVEN), name
        hand, ours = per_step(job, by_hand, steps, 1 if quick else ROUNDS)
        shown.rows.append((name, nanoseconds(hand), nanoseconds(ours), f"{ours / hand:.2f}"))
    return shown


def per_step(job: str, by_hand: Callable[[int, str], object], steps: int, rounds: int) -> tuple[float, float]:
    """The seconds of one step by hand and of xsrun."""
    none, some = (looping(job, n=n, text=GIVEN) for n in (0, steps))
    plain, nothing, ours = best([computed(partial(by_hand, steps, GIVEN)), none, some], rounds)
    return plain / steps, beyond(ours, nothing) / steps
