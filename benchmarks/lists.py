"""Lists, objects and texts that a loop lets grow: is the last element as cheap as the first?"""

from __future__ import annotations

from benchmarks.jobs import loop, looping, run
from benchmarks.measuring import best, beyond
from benchmarks.tables import Table, at_most, nanoseconds

SIZES = (5_000, 50_000)
QUICK_SIZES = (100, 1_000)
ROUNDS = 7
# Quadratic growth would give the ratio of the sizes, which is 10.
GOAL = 1.5

# What each form starts with, does for one element, and gives in the end for 3 elements.
FORMS: dict[str, tuple[str, str, object]] = {
    "array.push $x": ("[]", "array.push $x { value = $i }", [0, 1, 2]),
    "array.merge $x": ("[]", "array.merge $x { value = [$i] }", [0, 1, 2]),
    "var.update $x { value = $x|push:$i }": ("[]", "var.update $x { value = $x|push:$i }", [0, 1, 2]),
    "var.update $x { value = $x|append:$i }": ("[]", "var.update $x { value = $x|append:$i }", [0, 1, 2]),
    "var.update $x { value = $x|merge:[$i] }": ("[]", "var.update $x { value = $x|merge:[$i] }", [0, 1, 2]),
    "var $x { value = $x|push:$i }": ("[]", "var $x { value = $x|push:$i }", [0, 1, 2]),
    "var.update $x[$i] { value = $i }": (
        "0|fill:0:$input.n",
        "var.update $x[$i] { value = $i }",
        [0, 1, 2],
    ),
    "var.update $x { value = $x|set:$i:$i }": (
        "0|fill:0:$input.n",
        "var.update $x { value = $x|set:$i:$i }",
        [0, 1, 2],
    ),
    "object: $x|set:$key:$i": (
        "{}",
        'var $key { value = "k" ~ $i }\n var.update $x { value = $x|set:$key:$i }',
        {"k0": 0, "k1": 1, "k2": 2},
    ),
    "object: var.update $x[$key]": (
        "{}",
        'var $key { value = "k" ~ $i }\n var.update $x[$key] { value = $i }',
        {"k0": 0, "k1": 1, "k2": 2},
    ),
    "text: $x ~ $i": ('""', "var.update $x { value = $x ~ $i }", "012"),
}

TEXT = f"""\
One variable that grows, or changes, by one element in each turn of a `for` loop. The time of one element
has to stay the same however long the list is; growing that copies what is there would multiply it by 10.
Each time is CPU time, the best of {ROUNDS} turns, less that of a loop of no turns. (An element in front,
`array.unshift`, moves all others, as it does in Python and in PHP.)"""


def table(quick: bool) -> Table:
    """Measure; ``quick`` is short lists, one turn each."""
    small, large = QUICK_SIZES if quick else SIZES
    columns = (f"ns an element, {small:,} elements", f"ns an element, {large:,} elements")
    shown = Table("Growing lists, objects and texts", TEXT, ("in the loop", *columns, "ratio", "goal"))
    for name, (start, step, wanted) in FORMS.items():
        assert run(loop(start, step), n=3)["result"] == wanted, name
        first, last = per_element(loop(start, step, "0"), small, large, 1 if quick else ROUNDS)
        shown.rows.append((f"`{name}`", nanoseconds(first), nanoseconds(last), *at_most(last / first, GOAL)))
    return shown


def per_element(job: str, small: int, large: int, rounds: int) -> tuple[float, float]:
    """The seconds that one element takes at both sizes."""
    nothing, first, last = best([looping(job, n=n) for n in (0, small, large)], rounds)
    return beyond(first, nothing) / small, beyond(last, nothing) / large
