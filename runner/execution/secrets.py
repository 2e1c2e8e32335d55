"""Masking: env values and sensitive inputs never reach a log, an error or a trace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

MASK = "***"
SHORT = 4
# A line of a longer secret, such as a key in PEM, counts from this length on.
LONG_LINE = 8
# Fewer characters of base64 than these could be a word of ordinary text.
BASE64_CORE = 6

# Messages cut long values and put "..." behind them; so many characters of a secret tell it even then.
CUT_FROM = 8
CUT_UP_TO = 64

UNRESERVED = r"[A-Za-z0-9_.~-]"
RUN_OF_BACKSLASHES = r"(?s)\\+|."
JSON_LETTERS = {"\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t"}
URL_SAFE = str.maketrans("+/", "-_")


class Masker:
    """Replaces every secret in a text: as it is, and as JSON, URLs and base64 spell it.

    A secret shorter than four characters is masked only where it stands alone: `1` or `on` as an
    env value would otherwise punch holes into every number and word.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        # Functions trim what they read, so the spaces around a secret are none of it.
        whole = {secret.strip() for secret in secrets} - {""}
        # A log may show a key line by line.
        lines = {line.strip() for secret in whole for line in secret.splitlines()}
        wanted = whole | {line for line in lines if len(line) >= LONG_LINE}
        # Of secrets that begin alike the longest has to be tried first.
        ordered = sorted(wanted, key=lambda secret: (-len(secret), secret))
        patterns = [pattern for secret in ordered for pattern in _patterns(secret)]
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def __call__(self, text: str) -> str:
        """``text`` with every secret replaced by ``***``."""
        return self._pattern.sub(MASK, text) if self._pattern else text

    def data(self, value: Any) -> Any:
        """JSON-like data with every secret in its texts, keys and numbers replaced."""
        if self._pattern is None or value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self(value)
        if isinstance(value, (list, tuple)):
            return [self.data(item) for item in value]
        if isinstance(value, dict):
            return {self(str(key)): self.data(item) for key, item in value.items()}
        text = str(value)
        # A secret of digits alone may have become a number on its way.
        return value if self(text) == text else MASK


def _patterns(secret: str) -> Iterator[str]:
    spelled = _spelled(secret)
    if len(secret) < SHORT:
        yield rf"(?<!\w){spelled}(?!\w)"
        return
    yield spelled
    if len(secret) > CUT_FROM:
        yield _cut(secret)
    for form in _base64_forms(secret):
        yield _spelled(form)
        yield _spelled(form.translate(URL_SAFE))


def _cut(secret: str) -> str:
    """A pattern for the beginning of a secret where a message was cut in the middle of it."""
    rest = ""
    for part in reversed(re.findall(RUN_OF_BACKSLASHES, secret[CUT_FROM:CUT_UP_TO])):
        rest = f"(?:{_spelling(part)}{rest})?"
    return rf"{_spelled(secret[:CUT_FROM])}{rest}(?=\.\.\.|…)"


def _spelled(secret: str) -> str:
    """A pattern for a text in which each character may be escaped as JSON or URLs do, even twice."""
    return "".join(_spelling(part) for part in re.findall(RUN_OF_BACKSLASHES, secret))


def _spelling(part: str) -> str:
    if re.fullmatch(UNRESERVED, part):
        return re.escape(part)
    percent = "".join(f"%{byte:02x}" for byte in part.encode("utf-8", "surrogatepass"))
    if part[0] == "\\":
        # JSON doubles backslashes, so there are at least as many; one pattern for all keeps it fast.
        return rf"(?:\\{{{len(part)},}}|(?i:{percent}))"
    # JSON writes what lies above U+FFFF as two escapes.
    units = part.encode("utf-16-be", "surrogatepass")
    escaped = "".join(rf"\\+u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
    ways = [rf"\\*{re.escape(part)}", f"(?i:{percent})", f"(?i:{escaped})"]
    if part in JSON_LETTERS:
        ways.append(rf"\\+{JSON_LETTERS[part]}")
    if part == " ":
        ways.append(r"\+")
    return f"(?:{'|'.join(ways)})"


def _base64_forms(secret: str) -> Iterator[str]:
    """The base64 of a secret alone, and what of it stays the same behind other text.

    `Authorization: Basic` encodes user and password as one text; the password can begin at each
    of the three bytes that four characters of base64 hold.
    """
    from base64 import b64encode

    data = secret.encode("utf-8", "surrogatepass")
    alone = b64encode(data).decode()
    yield alone
    yield alone.rstrip("=")
    for before, start in enumerate((0, 2, 3)):
        core = b64encode(bytes(before) + data).decode()[start : (before + len(data)) * 8 // 6]
        if len(core) >= BASE64_CORE:
            yield core
