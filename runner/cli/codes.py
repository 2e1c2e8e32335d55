"""Exit codes that no error class owns."""

from __future__ import annotations

INTERRUPTED = 130  # 128 + SIGINT
