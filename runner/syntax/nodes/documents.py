"""Documents: one construct each. A file holds one, or several parted by lines of ``---``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from runner.source import Source, Span
from runner.syntax.nodes.expressions import Expression, Node
from runner.syntax.nodes.statements import Block, Declaration, Statement

# Constructs that a file may hold at its top. A job runs the first three; the others it carries.
CONSTRUCTS = frozenset(
    """
    run.job run.service function workspace table api_group query addon middleware task agent tool
    mcp_server toolset table_trigger agent_trigger mcp_server_trigger realtime_trigger
    workspace_trigger realtime_channel branch workflow_test view market_item ephemeral test
    microservice action knowledge
    """.split()
)


@dataclass(slots=True, eq=False, repr=False)
class Document(Node):
    """A document of any kind: its construct, its name, the statement it was read from."""

    source: Source
    construct: str
    name: str
    statement: Statement
    description: str | None = field(default=None, kw_only=True)


@dataclass(slots=True, eq=False, repr=False)
class Construct(Document):
    """A construct that a job only carries: a table, a query, an agent ..."""


@dataclass(slots=True)
class Target:
    """What ``main``, ``pre`` or ``post`` names: a function and its constant inputs."""

    name: str
    name_span: Span
    inputs: dict[str, Any]
    alias: str | None = None
    input_spans: dict[str, Span] = field(default_factory=dict)


@dataclass(slots=True, eq=False, repr=False)
class RunDocument(Document):
    """``run.job`` or ``run.service``."""

    main: Target | None
    pre: Target | None
    post: Target | None
    env: list[tuple[str, Span]]


@dataclass(slots=True, eq=False, repr=False)
class FunctionDocument(Document):
    """``function``: its inputs, its stack, its response."""

    inputs: list[Declaration]
    stack: Block | None
    response: Expression | None
    tests: list[Statement] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class WorkspaceDocument(Document):
    """``workspace``: env defaults for the jobs of a folder."""

    env: dict[str, Any]
