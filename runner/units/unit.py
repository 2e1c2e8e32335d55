"""What a document is to jobs and the lookup: its name, what it declares, what it refers to, its problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runner.records import Record
from runner.source import Source, Span

if TYPE_CHECKING:
    from runner.errors import Problem
    from runner.syntax.nodes import FunctionDocument
    from runner.tables import Table
    from runner.types.schema import Schema
    from runner.units.code import Code
    from runner.values.shapes import Shapes


# Inputs of ever new shapes must not fill the memory of a long process.
MOST_CODES = 16


class Target(Record):
    """What ``main``, ``pre`` or ``post`` names: a function and its constant inputs."""

    name: str
    name_span: Span
    inputs: Mapping[str, Any]
    alias: str | None = None
    input_spans: Mapping[str, Span] = {}


class Head(Record):
    """What units of all kinds have; ``kept`` says that the text is a file's, which the cache may hold."""

    source: Source
    construct: str
    name: str
    name_span: Span
    kept: bool


class Unit:
    """One document: a table, an endpoint, an agent ...; of most kinds a job only carries them."""

    def __init__(self, head: Head) -> None:
        self.source = head.source
        self.construct = head.construct
        self.name = head.name
        self.name_span = head.name_span
        self.kept = head.kept


class RunUnit(Unit):
    """``run.job`` or ``run.service``; ``targets`` has a place for each of ``pre``, ``main`` and ``post``."""

    def __init__(
        self, head: Head, targets: tuple[Target | None, ...], env: tuple[tuple[str, Span], ...]
    ) -> None:
        super().__init__(head)
        self.targets = targets
        self.env = env


class WorkspaceUnit(Unit):
    """``workspace``: env defaults for the jobs of a folder."""

    def __init__(self, head: Head, env: Mapping[str, Any]) -> None:
        super().__init__(head)
        self.env = env


class TableUnit(Unit):
    """``table``: what it declares, and what is wrong with that."""

    def __init__(self, head: Head, table: Table, problems: tuple[Problem, ...]) -> None:
        super().__init__(head)
        self.table = table
        self.problems = problems


class References(Record):
    """The names that stand in the code of a function, calls with their first places.

    ``others`` are the endpoints, addons, tasks and tools that it calls: the construct, the name, and of an
    endpoint the verb and the API group, "" where they are not said. ``any_function`` and ``any_env`` say that
    the code also refers to names that only a run knows; ``database`` says that it asks the database,
    ``redis`` that it asks for keys of Redis.
    """

    functions: Mapping[str, Span]
    others: Mapping[tuple[str, str, str, str], Span]
    env: tuple[str, ...]
    any_function: bool
    any_env: bool
    database: bool
    redis: bool


class Endpoint(Record):
    """What tells endpoints of one name apart, and the table whose rows may call one; "" where none is."""

    verb: str
    api_group: str
    auth: str


class CodeUnit(Unit):
    """A document with code: what it declares, what it refers to, what is wrong with it.

    Args:
        head: what all units have.
        description: what its author says of it.
        schema: its inputs.
        input_problems: what is wrong with their declarations.
        code_problems: what is wrong with its stack and its response.
        warnings: what is odd about them.
        references: the functions and env names that it names.
        has_loops: whether it pays to compile it for the shapes of its inputs.
        document: its tree, where it was read just now.
        endpoint: what only a ``query`` has.
    """

    def __init__(
        self,
        head: Head,
        description: str,
        schema: Schema,
        input_problems: tuple[Problem, ...],
        code_problems: tuple[Problem, ...],
        warnings: tuple[Problem, ...],
        references: References,
        has_loops: bool,
        document: FunctionDocument | None = None,
        endpoint: Endpoint | None = None,
    ) -> None:
        super().__init__(head)
        self.description = description
        self.schema = schema
        self.input_problems = input_problems
        self.code_problems = code_problems
        self.warnings = warnings
        self.references = references
        self.has_loops = has_loops
        self.endpoint = endpoint
        self._document = document
        self._code: dict[tuple[bool, Shapes | None], Code] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with it."""
        return self.input_problems + self.code_problems

    @property
    def document(self) -> FunctionDocument:
        """Its tree; of a unit from the cache it is read now."""
        # Another thread may let go of it at any time: runs share units.
        document = self._document
        if document is None:
            from runner.units.tree import read_document

            document = self._document = read_document(self)
        return document

    def code(self, *, trace: bool = False, shapes: Shapes | None = None) -> Code:
        """Its code, ready to be bound and run; with ``shapes`` for inputs of such kinds only.

        Raises:
            ScriptError: it is nested more deeply than Python can compile.
        """
        code = self._code.get((trace, shapes))
        if code is None:
            from runner.units.code import function_code

            if len(self._code) >= MOST_CODES:
                self._code.clear()
            code = self._code[trace, shapes] = function_code(self, trace=trace, shapes=shapes)
            # With the code there is little use for the tree, which takes far more memory. Only that of a
            # file can be read once more: others may have been changed, or made, for a test.
            if self.kept:
                self._document = None
        return code


class FunctionUnit(CodeUnit):
    """``function``: what jobs and `function.run` call by its name alone."""


def functions_named(name: str, units: Sequence[Unit]) -> list[FunctionUnit]:
    """The functions of that name among ``units``; the first one runs."""
    return [unit for unit in units if isinstance(unit, FunctionUnit) and unit.name == name]
