"""The types of options that take numbers: what is none of theirs is said in our words."""

from __future__ import annotations

import math
from typing import Any

import click


class Seconds(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions alone
    """A finite number of seconds above 0."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number that ``value`` is written as; anything else is a BadParameter."""
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not (seconds > 0 and math.isfinite(seconds)):
            self.fail(f"expected a number of seconds above 0, not `{value}`", param, ctx)
        return seconds


class WholeNumber(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions alone
    """A whole number of any size."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that ``value`` is written as; anything else is a BadParameter."""
        try:
            return int(value)
        except ValueError:
            self.fail(f"expected a whole number, not `{value}`", param, ctx)
