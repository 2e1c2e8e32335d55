"""Masking: the values of declared env names never reach a log, an error or a trace."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

MASK = "***"
SHORT = 4


class Masker:
    """Replaces every secret in a text, in its plain, JSON, URL and base64 forms.

    A secret shorter than four characters is masked only where it stands alone: `1` or `on` as an
    env value would otherwise punch holes into every number and word.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        forms: set[str] = set()
        for secret in secrets:
            if secret.strip():
                forms.update(_forms(secret))
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        parts = [re.escape(f) if len(f) >= SHORT else rf"(?<!\w){re.escape(f)}(?!\w)" for f in ordered]
        self._pattern = re.compile("|".join(parts)) if parts else None

    def __call__(self, text: str) -> str:
        """``text`` with every secret replaced by ``***``."""
        return self._pattern.sub(MASK, text) if self._pattern else text


def _forms(secret: str) -> Iterable[str]:
    yield secret
    if len(secret) < SHORT:
        return
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield quote(secret, safe="")
    yield quote_plus(secret)
    encoded = base64.b64encode(secret.encode()).decode()
    yield encoded
    yield encoded.rstrip("=")
    if secret != secret.strip():
        yield from _forms(secret.strip())
