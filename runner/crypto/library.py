"""The libraries behind the extra `crypto`, which a job without cryptography need not have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from runner.errors import missing_extra


@contextmanager
def crypto_extra(label: str) -> Iterator[None]:
    """Import the libraries under this; one that is missing becomes a sentence with the way out.

    Raises:
        ScriptError: a library is missing.
    """
    try:
        yield
    except ImportError:
        raise missing_extra(label, "crypto") from None
