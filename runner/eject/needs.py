"""What the file of an ejected function needs beside its code, and what cannot be written at all."""

from __future__ import annotations

from runner.source import Span


class Refusal(Exception):
    """Something that no Python is written for; ``span`` is its place."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


class Needs:
    """Gathered while a function is written.

    Attributes:
        helpers: the names it takes from the file of helpers.
        runner: those it takes from `runner`.
        typing: those it takes from `typing`.
        modules: lines of imports from the standard library.
        context: whether it needs the context of the run.
        refused: what could not be written.
    """

    def __init__(self) -> None:
        self.helpers: set[str] = set()
        self.runner: set[str] = set()
        self.typing: set[str] = set()
        self.modules: set[str] = set()
        self.context = False
        self.refused: list[Refusal] = []

    def helper(self, name: str) -> str:
        """A name from the file of helpers."""
        self.helpers.add(name)
        return name

    def from_runner(self, name: str) -> str:
        """A name from `runner`."""
        self.runner.add(name)
        return name

    def from_typing(self, name: str) -> str:
        """A name from `typing`."""
        self.typing.add(name)
        return name

    def module(self, line: str) -> None:
        """An import, such as ``import math``."""
        self.modules.add(line)

    def keep(self, words: set[str]) -> None:
        """Forget what is not among ``words``: it was asked for by code that was not written in the end."""
        self.helpers &= words
        self.typing &= words
        self.runner &= words
        self.modules = {line for line in self.modules if line.split()[-1] in words}

    def the_context(self) -> str:
        """The name of the context of the run."""
        self.context = True
        return "context"
