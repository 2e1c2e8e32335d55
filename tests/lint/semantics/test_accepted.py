"""What the check says that filters refuse is what they refuse when they run."""

from __future__ import annotations

from itertools import product

import pytest

from runner.errors import ScriptError
from runner.language import xanoscript
from runner.lint.semantics.accepted import REFUSED
from runner.values.kinds import BOOL, FLOAT, INT, LIST, OBJECT, TEXT

SAMPLES = {BOOL: True, INT: 5, FLOAT: 1.5, TEXT: "abc", LIST: ["a", 2], OBJECT: {"a": "b"}}
ARGUMENTS = (1, "a", "/a/", ["a"], {"a": 1})


def fails(name: str, value: object) -> bool:
    """Whether a filter fails on a value, whichever arguments it gets."""
    spec = xanoscript().filters[name]
    for arguments in product(ARGUMENTS, repeat=min(spec.minimum, 2)):
        try:
            spec.function(value, *arguments)
        except ScriptError:
            continue
        return False
    return True


@pytest.mark.parametrize("name", REFUSED)
def test_a_filter_fails_on_what_it_refuses(name: str) -> None:
    _, refused = REFUSED[name]
    accepted = [value for types, value in SAMPLES.items() if types & refused and not fails(name, value)]
    assert accepted == []
