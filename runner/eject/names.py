"""Names of XanoScript -> names in Python: of inputs, variables, functions and their files."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Collection, Iterable

from runner.eject import runtime
from runner.eject.pieces import is_plain_name

# What ejected code calls, so that no variable may hide it; `id`, `type` or `input` are not among it.
CALLED = frozenset(
    """
    all any abs bool context dict enumerate float int isinstance len list map max min next print range
    reversed round set sorted str sum tuple zip Exception math partial caught type
    Any Annotated Literal Context Input ScriptError ThrownError TypedDict NotRequired function
    """.split()
)
HELPERS = frozenset(runtime.__all__)


def python_name(name: str, taken: Collection[str]) -> str:
    """A name that reads like ``name`` and is not ``taken``; a trailing underscore keeps it apart."""
    word = re.sub(r"\W", "_", name) or "_"
    word = f"n{word}" if word[0].isdecimal() else word
    while keyword.iskeyword(word) or word in CALLED or word in taken:
        word += "_"
    return word


def function_name(name: str) -> str:
    """The Python name of a function, which is that of its file as well: `lcs/table` is ``lcs_table``."""
    # What is a name in Python stays as it is; what becomes one takes Python's style.
    plain = name if is_plain_name(name) else re.sub(r"\W+", "_", name).lower()
    words = plain.strip("_") or "job"
    word = words if words.isidentifier() else f"f_{words}"
    # A function called `list` would hide the one of Python in its own file.
    hides = hasattr(builtins, word) or word in CALLED or word in HELPERS
    return f"{word}_" if keyword.iskeyword(word) or hides else word


class Names:
    """The Python names of one function's inputs and variables.

    Args:
        inputs: the names of its inputs.
        variables: the names of its variables.
        taken: the names that the code around needs: that of the function itself, those of helpers.
        renewed: the variables that take the place of the input of the same name.
    """

    def __init__(
        self,
        inputs: Iterable[str],
        variables: Iterable[str],
        taken: Collection[str],
        renewed: Collection[str] = (),
    ) -> None:
        self._taken = set(taken)
        self.inputs = {name: self._take(name) for name in inputs}
        self.variables = {
            name: self.inputs[name] if name in renewed else self._take(name) for name in sorted(variables)
        }

    def fresh(self, *wanted: str) -> str:
        """A name that nothing has yet: the first of ``wanted`` that is free."""
        free = next((name for name in wanted if name not in self._taken), wanted[0])
        return self._take(free)

    def release(self, name: str) -> None:
        """Let a name be used again, once what it named is out of sight."""
        self._taken.discard(name)

    def _take(self, name: str) -> str:
        word = python_name(name, self._taken)
        self._taken.add(word)
        return word
