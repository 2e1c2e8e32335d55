"""Statements: one uniform shape for every construct and every statement of the language.

    [!] name head... [as $variable|filter] { entries } [as $variable|filter] [break]

What a name allows is not grammar but knowledge, and stands in the language tables. So code with a
statement that nobody has heard of still parses, formats and lists, and loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from runner.source import Span
from runner.syntax.nodes.expressions import Expression, FilterCall, Literal, Node, Variable, Word


@dataclass(slots=True, eq=False, repr=False)
class Attribute(Node):
    """``key=value`` in a head: ``query hit verb=GET``."""

    key: str
    value: Expression


@dataclass(slots=True, eq=False, repr=False)
class Condition(Node):
    """``if (...)`` in a head: ``array.find $list if ($this > 1)``."""

    expression: Expression


@dataclass(slots=True, eq=False, repr=False)
class Alias(Node):
    """``as $target|filter``; ``target`` is a variable or a path below one."""

    target: Expression
    filters: list[FilterCall]


@dataclass(slots=True, eq=False, repr=False)
class Property(Node):
    """``key = value`` in a block."""

    key: str
    key_span: Span
    value: Expression


@dataclass(slots=True, eq=False, repr=False)
class Declaration(Node):
    """One input or column: ``text[1:10]? name?="x" filters=trim|min:3 { ... }``.

    ``list_size`` is None for a single value, else (minimum, maximum) with None for no bound.
    ``default`` is None where there is none. ``filters`` is the raw text after ``filters=``.
    """

    type_name: str
    type_span: Span
    name: str
    name_span: Span
    nullable: bool = False
    list_size: tuple[int | None, int | None] | None = None
    list_depth: int = 0
    optional: bool = False
    default: Expression | None = None
    filters: str = ""
    filters_span: Span | None = None
    block: Block | None = None


Entry: TypeAlias = "Property | Statement | Declaration"
HeadItem: TypeAlias = "Expression | Attribute | Condition"


def name_of(entry: Entry) -> tuple[str, Span]:
    """What an entry of a block begins with, its key or its name, and where that stands."""
    return (entry.key, entry.key_span) if isinstance(entry, Property) else (entry.name, entry.name_span)


@dataclass(slots=True, eq=False, repr=False)
class Block(Node):
    """``{ ... }``: properties, statements and declarations in the order of the file."""

    entries: list[Entry] = field(default_factory=list)

    @property
    def properties(self) -> list[Property]:
        return [entry for entry in self.entries if type(entry) is Property]

    @property
    def statements(self) -> list[Statement]:
        return [entry for entry in self.entries if type(entry) is Statement]

    @property
    def declarations(self) -> list[Declaration]:
        return [entry for entry in self.entries if type(entry) is Declaration]

    def get(self, key: str) -> Expression | None:
        """The value of the last property called ``key``."""
        for entry in reversed(self.entries):
            if type(entry) is Property and entry.key == key:
                return entry.value
        return None

    def block(self, name: str) -> Block | None:
        """The block of the first nested statement called ``name``: ``stack``, ``input`` ..."""
        for entry in self.entries:
            if type(entry) is Statement and entry.name == name:
                return entry.block
        return None


@dataclass(slots=True, eq=False, repr=False)
class Statement(Node):
    """A statement or a construct; ``disabled`` for the form with a leading ``!``."""

    name: str
    name_span: Span
    head: list[HeadItem] = field(default_factory=list)
    block: Block | None = None
    alias: Alias | None = None
    ends_in_break: bool = False
    disabled: bool = False

    @property
    def condition(self) -> Expression | None:
        """The expression of ``if (...)`` in the head."""
        for item in self.head:
            if type(item) is Condition:
                return item.expression
        return None

    @property
    def title(self) -> str:
        """The name in the head of a construct or a test: a text, bare words, a variable such as ``$main``."""
        parts = []
        for item in self.head:
            if type(item) is Literal:
                return str(item.value)
            if type(item) is Variable:
                return f"${item.name}"
            if type(item) is Word:
                parts.append(item.text)
        return " ".join(parts)

    def property(self, key: str) -> Expression | None:
        """The value of a property of the block, if there is one."""
        return self.block.get(key) if self.block is not None else None
