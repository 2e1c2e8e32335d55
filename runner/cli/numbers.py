"""The types of options that take numbers: what is none of theirs is said in our words."""

from __future__ import annotations

import math
import re
from typing import Any

import click

# Each is 1024 of the one before; people write MB and MiB as well.
UNITS = ("", "K", "M", "G")
SIZE = r"(?P<number>[0-9]+) ?(?P<unit>[KMG]?)(?:i?B)?"


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


class Size(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions alone
    """A number of bytes, with K, M or G for powers of 1024: ``512M``."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that ``value`` is written as; anything else is a BadParameter."""
        match = re.fullmatch(SIZE, str(value), re.IGNORECASE)
        if match is None:
            self.fail(f"expected a size such as 512M or 2G, not `{value}`", param, ctx)
        return int(match["number"]) * int(1024 ** UNITS.index(match["unit"].upper()))


class WholeNumber(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions alone
    """A whole number of any size, or from ``least`` on."""

    name = "number"

    def __init__(self, least: int | None = None) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that ``value`` is written as; anything else is a BadParameter."""
        bound = "" if self.least is None else f" from {self.least} on"
        try:
            number = int(value)
        except ValueError:
            self.fail(f"expected a whole number{bound}, not `{value}`", param, ctx)
        if self.least is not None and number < self.least:
            self.fail(f"expected a whole number{bound}, not `{value}`", param, ctx)
        return number
