"""Keys that stand in texts: the shapes of API keys and tokens, so that they are found, and never shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# What a key begins with, what follows, and what it is called; the beginning is what a text is searched for.
SHAPES = (
    ("sk-", r"[A-Za-z0-9_-]{20,}", "an API key"),
    ("sk_live_", r"[A-Za-z0-9]{16,}", "an API key of Stripe"),
    ("rk_live_", r"[A-Za-z0-9]{16,}", "an API key of Stripe"),
    ("xai-", r"[A-Za-z0-9]{32,}", "an API key of xAI"),
    ("AIza", r"[0-9A-Za-z_-]{35}", "an API key of Google"),
    ("AKIA", r"[0-9A-Z]{16}", "an access key of AWS"),
    ("ASIA", r"[0-9A-Z]{16}", "an access key of AWS"),
    ("gh", r"[pousr]_[A-Za-z0-9]{30,}", "a token of GitHub"),
    ("github_pat_", r"[A-Za-z0-9_]{30,}", "a token of GitHub"),
    ("glpat-", r"[A-Za-z0-9_-]{20,}", "a token of GitLab"),
    ("xox", r"[abprs]-[A-Za-z0-9-]{16,}", "a token of Slack"),
    ("shp", r"(?:at|ca|pa|ss)_[a-fA-F0-9]{32}", "a token of Shopify"),
    ("SG.", r"[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}", "an API key of SendGrid"),
    ("xkeysib-", r"[a-f0-9]{32,}[A-Za-z0-9-]*", "an API key of Brevo"),
    ("eyJ", r"[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}", "a JSON web token"),
    ("-----BEGIN ", r"[A-Z ]*PRIVATE KEY-----(?:\\[nr]|\s)*[A-Za-z0-9+/]{24,}", "a private key"),
    ("Basic ", r"([A-Za-z0-9+/]{16,}={0,2})", "a password"),
    ("Bearer ", r"([A-Za-z0-9._~+/-]{24,})", "a bearer token"),
)
# What stands in examples, in the place of a key.
MADE_UP = re.compile(
    r"example|sample|your|here|xxx|\*\*\*|\.\.|placeholder|dummy|fake|(.)\1{7}", re.IGNORECASE
)
# Words alone, however long, are no token.
FEWEST_DIGITS = 2


@lru_cache(maxsize=len(SHAPES))
def _pattern(beginning: str, rest: str) -> re.Pattern[str]:
    # Compiled when a text has the beginning: few have.
    return re.compile(re.escape(beginning) + rest)


def find_keys(text: str) -> Iterator[tuple[int, int, str]]:
    """Each key in a text, in order: where it begins and ends, and what it is."""
    found = sorted(
        (key for shape in SHAPES for key in _keys(text, *shape)), key=lambda key: (key[0], -key[1])
    )
    last = 0
    for start, end, what in found:
        # A bearer token may have a shape of its own, too.
        if start >= last:
            yield start, end, what
            last = end


def _keys(text: str, beginning: str, rest: str, what: str) -> Iterator[tuple[int, int, str]]:
    at = text.find(beginning)
    while at != -1:
        match = _pattern(beginning, rest).match(text, at) if not text[at - 1 : at].isalnum() else None
        if match is not None and _is_real(match[0]):
            yield *match.span(match.lastindex or 0), what
        # What a match holds is looked at once, however often a key begins in it.
        at = text.find(beginning, match.end() if match is not None else at + 1)


def _is_real(key: str) -> bool:
    return not MADE_UP.search(key) and sum(map(str.isdigit, key)) >= FEWEST_DIGITS


def without_keys(text: str) -> str:
    """A text of the same length in which keys are asterisks."""
    for start, end, _ in find_keys(text):
        text = f"{text[:start]}{'*' * (end - start)}{text[end:]}"
    return text
