"""Rules: what looks at one file and tells problems, and the families that gather them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.specs import Language
from runner.syntax import read_comments
from runner.syntax.comments import Comment
from runner.syntax.nodes import Document, FunctionDocument


class FileView:
    """One file without mistakes of syntax, as rules see it."""

    def __init__(self, source: Source, documents: tuple[Document, ...], language: Language) -> None:
        self.source = source
        self.documents = documents
        self.language = language

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """All comments, in order."""
        return read_comments(self.source)

    @property
    def functions(self) -> list[FunctionDocument]:
        """The functions of the file."""
        return [document for document in self.documents if isinstance(document, FunctionDocument)]

    def warning(
        self, code: str, message: str, span: Span, *, hint: str | None = None, fix: Fix | None = None
    ) -> Problem:
        """A problem that does not keep the file from running."""
        return Problem(code, message, self.source, span, hint, fix, severity="warning")


Rule = Callable[[FileView], Iterator[Problem]]


class RuleFamily:
    """A family of rules; a module fills one, called `family`, with the decorator :meth:`rule`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rules: dict[Rule, tuple[str, ...]] = {}

    def rule(self, *codes: str) -> Callable[[Rule], Rule]:
        """Add a function that tells problems of these codes."""

        def add(function: Rule) -> Rule:
            self.rules[function] = codes
            return function

        return add
