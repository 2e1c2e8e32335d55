"""XanoScript functions in folders: a file may hold several, and is called as it likes."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from runner.errors import Problem, StartError
from runner.lookup.folders import FolderIndex, peek_text, read_source
from runner.lookup.found import repeated_function
from runner.syntax.literals import decode_text
from runner.units import FunctionUnit, Unit, functions_named, read_units

# `function "any name" {` or `function bare/name {` at the start of a line.
QUOTED = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
# As the parser reads it: any words up to the brace, none of them a text.
BARE = r"""[^"'\s{][^"'{\n]*?"""
HEAD = re.compile(rf"^[ \t]*function[ \t]+(?:({QUOTED})|({BARE}))[ \t]*(?:\{{|$)", re.MULTILINE)


class XanoScriptFiles:
    """The XanoScript functions of one folder: files are searched for a name, and read when they have it."""

    def __init__(self, index: FolderIndex) -> None:
        self.index = index
        self._units: dict[Path, tuple[Unit, ...]] = {}

    def find(self, name: str) -> tuple[FunctionUnit, Path] | None:
        """The function ``name`` and its file, or None where no file holds it.

        Raises:
            UsageError: its file cannot be read.
            XanoScriptSyntaxError: its file is not XanoScript.
        """
        # Authors name files as they like, and Xano's own names ("OpenAI -> Ask") make poor file names.
        for path in self.paths.get(name, ()):
            found = self.read(path, name)
            if found is not None:
                return found, path
        return None

    def repeated(self, used: FunctionUnit) -> tuple[Problem, ...]:
        """A warning for each other function of the name of ``used``, which :meth:`find` gave."""
        where = used.source.where(used.name_span)
        return tuple(
            repeated_function(unit.name, unit.source, unit.name_span, where)
            for path in self.paths.get(used.name, ())
            for unit in self._readable(path, used.name)
            if unit is not used
        )

    @cached_property
    def paths(self) -> dict[str, list[Path]]:
        """The files whose text has the head of a function, by the function's name; nothing is parsed.

        A file that is named after the function comes before the others.
        """
        found: dict[str, list[Path]] = {}
        for path in self.index.xanoscript.values():
            for name in function_heads(peek_text(path)):
                first = path == self.index.xanoscript.get(name)
                paths = found.setdefault(name, [])
                paths.insert(0 if first else len(paths), path)
        return found

    def read(self, path: Path, name: str) -> FunctionUnit | None:
        """The function ``name`` of one file; None where only a text in it looked like its head.

        Raises:
            UsageError: the file cannot be read.
            XanoScriptSyntaxError: the file is not XanoScript.
        """
        found = functions_named(name, self._units_of(path))
        return found[0] if found else None

    def _readable(self, path: Path, name: str) -> list[FunctionUnit]:
        try:
            return functions_named(name, self._units_of(path))
        except StartError:
            return []  # no function of it is called, so that its mistakes do no harm

    def _units_of(self, path: Path) -> tuple[Unit, ...]:
        if path not in self._units:
            self._units[path] = read_units(read_source(path), kept=True)
        return self._units[path]


def function_heads(text: str) -> list[str]:
    """The names behind every `function` at the start of a line, each once, in their order.

    A text in triple quotes may hold such a line too, so a name found here is a candidate.
    """
    names = (decode_text(quoted) if quoted else " ".join(bare.split()) for quoted, bare in HEAD.findall(text))
    return list(dict.fromkeys(names))
