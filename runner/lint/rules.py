"""Rules: what looks at one file and tells problems, and the families that gather them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from runner.errors import Fix, Problem
from runner.lint.bodies import Body
from runner.source import Source, Span
from runner.specs import Language
from runner.syntax.automaton import Token
from runner.syntax.comments import Comment, find_comments
from runner.syntax.nodes import Document, FunctionDocument
from runner.units.functions import as_function


class FileView:
    """One file without mistakes of syntax, as rules see it."""

    def __init__(
        self, source: Source, documents: tuple[Document, ...], tokens: Sequence[Token], language: Language
    ) -> None:
        self.source = source
        self.documents = documents
        self.tokens = tokens
        self.language = language

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """All comments, in order."""
        return tuple(find_comments(self.source.text, self.tokens))

    @cached_property
    def bodies(self) -> list[Body]:
        """The functions of the file, as rules look at them."""
        return [Body(document, self.language) for document in self.functions]

    @cached_property
    def functions(self) -> list[FunctionDocument]:
        """The functions of the file, and what else has code: endpoints, tasks, tools."""
        return [function for document in self.documents if (function := as_function(document)) is not None]

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
