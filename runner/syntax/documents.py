"""Statements -> documents: gives each construct its type and reads what a job needs of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.constants import NotConstant, constant
from runner.syntax.nodes import (
    CONSTRUCTS,
    Block,
    Construct,
    Declaration,
    Document,
    FunctionDocument,
    Literal,
    Statement,
    WorkspaceDocument,
)
from runner.syntax.recovery import Recovery

# What other languages call a construct.
ALIASES = {
    **dict.fromkeys(("def", "fn", "func", "fun", "sub"), "function"),
    **dict.fromkeys(("job", "run", "runjob", "run_job"), "run.job"),
}


class DocumentReader:
    """Reads the documents of one source; what is wrong with their shape goes to ``problems``.

    ``recovery`` knows the gaps: what seems to be missing there has been reported already.
    """

    def __init__(self, source: Source, recovery: Recovery) -> None:
        self.source = source
        self.has_gap_in = recovery.has_gap_in
        self.problems: list[Problem] = []

    def read_all(self, statements: Sequence[Statement]) -> tuple[Document, ...]:
        """The documents of a whole file."""
        known = True
        for statement in statements:
            # Code without a function around it is one mistake, however many lines it has.
            if known and not _is_construct(statement.name):
                self._report_unknown(statement)
            known = _is_construct(statement.name)
        return tuple(self.read(statement) for statement in statements)

    def read(self, statement: Statement) -> Document:
        """The document of one construct."""
        from runner.syntax.run_documents import read_run

        if statement.name in ("run.job", "run.service"):
            return read_run(self, statement)
        if statement.name == "function":
            return self._function(statement)
        if statement.name == "workspace":
            return self._workspace(statement)
        return Construct(**self.common(statement))

    def common(self, statement: Statement) -> dict[str, Any]:
        """The parts that documents of all kinds have."""
        description = statement.property("description")
        return {
            "span": statement.span,
            "source": self.source,
            "construct": statement.name,
            "name": statement.title,
            "statement": statement,
            "description": description.value if type(description) is Literal else None,
        }

    def report(
        self, code: str, message: str, span: Span, hint: str | None = None, fix: Fix | None = None
    ) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, message, self.source, span, hint=hint, fix=fix))

    def _report_unknown(self, statement: Statement) -> None:
        from difflib import get_close_matches

        name = statement.name
        alias = ALIASES.get(name.lower())
        near = alias or next(iter(get_close_matches(name, CONSTRUCTS, n=1)), None)
        is_safe = alias is not None or near == name.lower()
        self.report(
            "unknown-construct",
            f"`{name}` cannot stand outside of a construct",
            statement.name_span,
            f"did you mean `{near}`?" if near else f'function "name" {{ stack {{ {name} ... }} }}',
            Fix(statement.name_span, near, safe=is_safe) if near else None,
        )

    # -- function and workspace ----------------------------------------------------------------

    def _function(self, statement: Statement) -> FunctionDocument:
        common = self.common(statement)
        block = statement.block or Block(statement.span)
        if not common["name"] and not self.has_gap_in(statement.span):
            self.report("function-name", "a function has a name", statement.name_span, 'function "f" { ... }')
        declared = block.block("input")
        inputs: list[Declaration] = declared.declarations if declared is not None else []
        tests = [entry for entry in block.statements if entry.name == "test"]
        return FunctionDocument(
            **common, inputs=inputs, stack=block.block("stack"), response=block.get("response"), tests=tests
        )

    def _workspace(self, statement: Statement) -> WorkspaceDocument:
        env: Any = {}
        node = statement.property("env")
        if node is not None:
            try:
                env = constant(node)
            except NotConstant as error:
                self.report("workspace-env", "env defaults are constants", error.span)
        return WorkspaceDocument(**self.common(statement), env=env if isinstance(env, dict) else {})


def _is_construct(name: str) -> bool:
    return name in CONSTRUCTS or name.endswith("_trigger")
