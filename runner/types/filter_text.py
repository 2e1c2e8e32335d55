"""The text behind ``filters=``: parting it into filters, and one filter's argument from its message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runner.types.filters import INPUT_FILTERS

QUOTED = r'"((?:[^"\\]|\\.)*)"'

# An argument, quoted or not, and the sentence that the author wants to be shown: `min:3:"Too short"`.
ARGUMENT = rf"(?s)(?:{QUOTED}|(.*?))(?::{QUOTED})?"
# Quotes count only right behind a colon: elsewhere they are characters of the argument.
PIECE = rf"(?s)(?<=:){QUOTED}|\\.|."
PATTERN_PIECE = rf"(?s)(?<=:){QUOTED}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|."
# A class such as `[(|]` is one piece of a pattern, so its brackets open no group.
USE = r"!?\s*(\w+)\s*(:?)"


def split_filters(text: str) -> tuple[tuple[str, str], ...]:
    """The filters of ``text`` as pairs of name and argument, both as they are written.

    A filter with a leading ``!`` is switched off and left out.
    """
    parts = (name_and_argument(part) for _, part in split_parts(text))
    return tuple((name, argument) for name, argument in parts if not name.startswith("!"))


def name_and_argument(part: str) -> tuple[str, str]:
    """One filter's name, and what stands behind its first colon."""
    name, _, argument = part.partition(":")
    return name.strip(), argument.strip()


def split_parts(text: str) -> Iterator[tuple[int, str]]:
    """The filters of ``text``, each with the offset at which it starts.

    A ``|`` parts them unless it stands in quotes or in a pattern. A pattern goes on over ``|``
    inside its groups, and outside of them where no known filter follows.
    """
    start = 0
    while start < len(text):
        end = _end_of_part(text, start)
        if text[start:end].strip():
            yield start, text[start:end]
        start = end + 1


def _end_of_part(text: str, start: int) -> int:
    in_pattern = text.startswith("pattern:", start)
    pieces = PATTERN_PIECE if in_pattern else PIECE
    depth = 0
    for match in re.compile(pieces).finditer(text, start):
        piece = match[0]
        if in_pattern and piece in "()":
            # A bar inside a group is an alternative, even in `(trim|lower)`.
            depth += 1 if piece == "(" else -1
        elif piece == "|" and not (in_pattern and (depth > 0 or not _is_use(text, match.end()))):
            return match.start()
    return len(text)


def _is_use(text: str, at: int) -> bool:
    match = re.compile(USE).match(text, at)
    known = INPUT_FILTERS.get(match[1]) if match else None
    if match is None or known is None:
        return False
    # `a|min` ends in a word, `a|min:3` in a filter: the colon tells.
    if known.read is not None:
        return match[2] == ":"
    return not match[2] and (match.end() == len(text) or text[match.end()] == "|")


def read_argument(written: str) -> tuple[str, str]:
    """The argument that ``written`` stands for, and the author's own message or ""."""
    match = re.fullmatch(ARGUMENT, written) if '"' in written else None
    if match is None:
        return written, ""
    quoted, plain, message = match.groups()
    return plain if quoted is None else _decoded(quoted), _decoded(message or "")


def _decoded(inner: str) -> str:
    # Most filters have nothing in quotes, so a run does not load the reader of literals for them.
    if "\\" not in inner:
        return inner
    from runner.syntax.literals import decode_text

    return decode_text(f'"{inner}"')
