"""What one rendering of a template shares: its variables, its output, and how much it has done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError

if TYPE_CHECKING:
    from runner.execution.context import Context
    from runner.templates.nodes import Body, Macro

# All characters that are made or written, and more for each element, round of a loop and call: enough
# for a page of 100 MB, and an end for what doubles itself.
MOST_WORK = 100_000_000
ELEMENT = 50
CALL = 200
DEEPEST_CALL = 100


class State:
    """One rendering.

    Args:
        context: the time and the random numbers.
        variables: what the template sees, by name; those of XanoScript as a whole as `$input` and so on.
        macros: the macros of the template by name.
        blocks: its blocks by name.
    """

    def __init__(
        self,
        context: Context,
        variables: Mapping[str, Any],
        macros: Mapping[str, Macro],
        blocks: Mapping[str, Body],
    ) -> None:
        self.context = context
        self.variables = dict(variables)
        self.macros = macros
        self.blocks = blocks
        # The line that is being rendered, for the message of an error.
        self.line = 1
        self._output: list[str] = []
        self._work = 0
        self._depth = 0

    def write(self, text: str) -> None:
        """Add a text to the output.

        Raises:
            ScriptError: the template has done too much.
        """
        self.spend(len(text))
        self._output.append(text)

    def result(self) -> str:
        """The output."""
        return "".join(self._output)

    def spend(self, work: int) -> None:
        """Note work, before it is done where it may be large.

        Raises:
            ScriptError: the template has done too much.
        """
        self._work += work
        if self._work > MOST_WORK:
            raise ScriptError(
                f"the template makes more than a template may: {MOST_WORK:,} characters, "
                f"or {MOST_WORK // ELEMENT:,} elements"
            )

    def weigh(self, value: Any) -> None:
        """Note the work for a value with all that is in it, which may stand in it many times.

        Raises:
            ScriptError: the template has done too much.
        """
        pending = [value]
        while pending:
            item = pending.pop()
            self.spend(len(item) if isinstance(item, str) else ELEMENT)
            if isinstance(item, dict):
                pending.extend(item.values())
            elif isinstance(item, list):
                pending.extend(item)

    @contextmanager
    def scope(self, variables: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Render with other variables; gives those from before, which count again afterwards."""
        outside, self.variables = self.variables, variables
        try:
            yield outside
        finally:
            self.variables = outside

    @contextmanager
    def capture(self) -> Iterator[list[str]]:
        """Gather what is written in a list, instead of in the output."""
        outside, self._output = self._output, []
        try:
            yield self._output
        finally:
            self._output = outside

    @contextmanager
    def call(self, name: str) -> Iterator[None]:
        """Go into a macro or a block.

        Raises:
            ScriptError: they call each other too deeply.
        """
        self.spend(CALL)
        self._depth += 1
        if self._depth > DEEPEST_CALL:
            raise ScriptError(f"`{name}` calls itself, or others, more than {DEEPEST_CALL} deep")
        try:
            yield
        finally:
            self._depth -= 1
