"""XanoScript functions in folders: a file may hold several, and is called as it likes."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from runner.lookup.folders import FolderIndex, peek_text, read_source
from runner.syntax.literals import decode_text
from runner.units import FunctionUnit, Unit, function_named, read_units

# `function "any name" {` or `function bare/name {` at the start of a line.
QUOTED = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
# As the parser reads it: any words up to the brace, none of them a text.
BARE = r"""[^"'\s{][^"'{\n]*?"""
HEAD = re.compile(rf"^[ \t]*function[ \t]+(?:({QUOTED})|({BARE}))[ \t]*(?:\{{|$)", re.MULTILINE)


class XanoScriptFiles:
    """The XanoScript functions of one folder. Files are searched when needed, read when needed most."""

    def __init__(self, index: FolderIndex) -> None:
        self.index = index
        self._heads: dict[Path, list[str]] = {}
        self._units: dict[Path, tuple[Unit, ...]] = {}

    def find(self, name: str) -> tuple[FunctionUnit, Path] | None:
        """The function ``name`` and its file, or None where no file holds it.

        Raises:
            UsageError: its file cannot be read.
            XanoScriptSyntaxError: its file is not XanoScript.
        """
        # A file that is named after its function is found without reading the others.
        likely = self.index.xanoscript.get(name)
        if likely is not None and name in self._heads_of(likely):
            found = self.read(likely, name)
            if found is not None:
                return found, likely
        # Authors name files as they like, and Xano's own names ("OpenAI -> Ask") make poor file names.
        for path in self.paths.get(name, ()):
            found = self.read(path, name)
            if found is not None:
                return found, path
        return None

    @cached_property
    def paths(self) -> dict[str, list[Path]]:
        """The files whose text has the head of a function, by the function's name; nothing is parsed."""
        found: dict[str, list[Path]] = {}
        for path in self.index.xanoscript.values():
            for name in self._heads_of(path):
                found.setdefault(name, []).append(path)
        return found

    def read(self, path: Path, name: str) -> FunctionUnit | None:
        """The function ``name`` of one file; None where only a text in it looked like its head.

        Raises:
            UsageError: the file cannot be read.
            XanoScriptSyntaxError: the file is not XanoScript.
        """
        if path not in self._units:
            self._units[path] = read_units(read_source(path), kept=True)
        return function_named(name, self._units[path])

    def _heads_of(self, path: Path) -> list[str]:
        if path not in self._heads:
            self._heads[path] = function_heads(peek_text(path))
        return self._heads[path]


def function_heads(text: str) -> list[str]:
    """The names behind every `function` at the start of a line, each once, in their order.

    A text in triple quotes may hold such a line too, so a name found here is a candidate.
    """
    names = (decode_text(quoted) if quoted else " ".join(bare.split()) for quoted, bare in HEAD.findall(text))
    return list(dict.fromkeys(names))
