"""Colours of what people read, and what keeps foreign text from steering their terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping

from runner.records import Record

# Everything that moves the cursor or starts an escape sequence; line breaks and tabs stay.
CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"


class Style(Record):
    """Puts text in colours, or leaves it as it is where ``colours`` is false."""

    colours: bool = False

    def red(self, text: str) -> str:
        """What failed."""
        return self._in("1;31", text)

    def green(self, text: str) -> str:
        """What is new or well."""
        return self._in("32", text)

    def yellow(self, text: str) -> str:
        """What deserves a look."""
        return self._in("1;33", text)

    def cyan(self, text: str) -> str:
        """The way out, and names."""
        return self._in("36", text)

    def bold(self, text: str) -> str:
        """What to read first."""
        return self._in("1", text)

    def dim(self, text: str) -> str:
        """What may be skipped."""
        return self._in("2", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colours else text


def wants_colours(environ: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether a stream is shown in colours.

    A `NO_COLOR` that is not empty (https://no-color.org) outweighs everything; a `FORCE_COLOR`
    that is neither empty nor "0" outweighs the question whether a terminal reads.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return terminal and environ.get("TERM") != "dumb"


def visible(text: str) -> str:
    r"""``text`` with control characters spelled out (``\x1b``): it may come from a server."""
    return re.sub(CONTROL, lambda match: f"\\x{ord(match[0]):02x}", text)


def on_one_line(text: str) -> str:
    r"""``text`` as :func:`visible` shows it, its line breaks as ``\n``, for names in lines of ours."""
    return visible(text).replace("\n", "\\n")
