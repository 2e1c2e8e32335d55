"""The parse tables of the grammar, built once and kept in the user's cache folder.

Building them takes longer than running most jobs. They are kept as marshalled plain data, never as
a pickle, and only in a folder that belongs to the user and that nobody else may write to.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import tempfile
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import lark

GRAMMAR = Path(__file__).with_name("xanoscript.lark")


def cache_folder() -> Path | None:
    """The folder for caches of xsrun, made when it is missing; None where none is safe to use.

    `XSRUN_CACHE` names another one; empty, it turns caching off.
    """
    chosen = os.environ.get("XSRUN_CACHE")
    if chosen == "":
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(chosen or os.path.join(base, "xsrun"))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & stat.S_IWOTH):
        return None
    return folder


@lru_cache(maxsize=1)
def load_parser() -> lark.Lark:
    """The parser, from the cache when there is one of this very grammar, Lark and Python."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    folder = cache_folder()
    if folder is None:
        return _build(grammar)
    key = sha256(f"{lark.__version__}\n{sys.version}\n{grammar}".encode()).hexdigest()[:24]
    file = folder / f"grammar-{key}.bin"
    cached = _read(file)
    if cached is not None:
        return cached
    parser = _build(grammar)
    _write(file, parser)
    return parser


def _build(grammar: str) -> lark.Lark:
    return lark.Lark(
        grammar, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False
    )


def _read(file: Path) -> lark.Lark | None:
    try:
        stored = marshal.loads(file.read_bytes())
        # The way of the parsers that Lark itself generates; its public `load` wants a pickle.
        loaded: lark.Lark = lark.Lark._load_from_dict(stored["data"], stored["memo"])  # type: ignore[no-untyped-call]
        return loaded
    except Exception:  # whatever is wrong with the file: the tables can be built anew
        return None


def _write(file: Path, parser: lark.Lark) -> None:
    data, memo = parser.memo_serialize([lark.lexer.TerminalDef, lark.grammar.Rule])
    try:
        stored = marshal.dumps(_plain({"data": data, "memo": memo}))
        handle, temporary = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(stored)
        os.replace(temporary, file)  # two runs at once each leave a whole file
    except (OSError, ValueError):
        return


def _plain(value: Any) -> Any:
    """``value`` in types that marshal keeps: Lark's tokens and enums become plain text."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return [_plain(item) for item in sorted(value)]
    if isinstance(value, str):
        return str(value)
    return value
