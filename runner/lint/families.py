"""All families of rules, in the order in which they look at a file."""

from __future__ import annotations

from runner.lint.portability import comments, keys, lines, names, operators, sorting
from runner.lint.rules import RuleFamily
from runner.lint.semantics import (
    dates,
    habits,
    loops,
    misses,
    own_tests,
    queries,
    quotients,
    requests,
    tables,
    texts,
    twice,
    types,
    unset,
    unused,
    words,
)

FAMILIES: tuple[RuleFamily, ...] = (
    unset.family,
    unused.family,
    types.family,
    queries.family,
    quotients.family,
    requests.family,
    texts.family,
    twice.family,
    loops.family,
    words.family,
    habits.family,
    misses.family,
    dates.family,
    own_tests.family,
    tables.family,
    comments.family,
    lines.family,
    operators.family,
    names.family,
    keys.family,
    sorting.family,
)
