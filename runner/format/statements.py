"""Documents, statements and declarations, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runner.format.expressions import STEP, Layout
from runner.records import Record
from runner.syntax.nodes import (
    Alias,
    Attribute,
    Block,
    Condition,
    Declaration,
    Document,
    ListLiteral,
    ObjectLiteral,
    Property,
    Statement,
)
from runner.syntax.nodes.statements import Entry, HeadItem

BLANKS = re.compile(r"\s+")
BLANK_LINE = re.compile(r"\n([ \t]*)(?=\n)")


class Piece(Record):
    """A written entry: ``closes`` where it ends with a bracket on a line of its own."""

    lines: str
    closes: bool
    commented: bool = False
    is_property: bool = False


class Writer:
    """Writes the documents of one text.

    Args:
        text: what they were read from.
        code: the same without its comments, each character in its place.
        comments: the comments by the offset of the entry that they go above.
    """

    def __init__(self, text: str, code: str, comments: dict[int, list[str]]) -> None:
        self._text = text
        self._comments = comments
        self._layout = Layout(code, self._statement)
        self._inline = self._layout.inline

    def write(self, documents: Sequence[Document]) -> str:
        """The documents, parted by `---`; the end of the text has no line break."""
        return "\n---\n".join(self._piece(one.statement, 0).lines for one in documents)

    # -- blocks --------------------------------------------------------------------------------

    def _block(self, block: Block, indent: int) -> str:
        inner = indent + STEP
        pieces = [self._piece(entry, inner) for entry in block.entries]
        lines = ["{"]
        for at, piece in enumerate(pieces):
            if at:
                gap = self._text[block.entries[at - 1].span.end : block.entries[at].span.start]
                lines += _blank_lines(gap, pieces[at - 1], piece, " " * indent)
            lines.append(piece.lines)
        return "\n".join([*lines, " " * indent + "}"])

    def _piece(self, entry: Entry, indent: int) -> Piece:
        margin = " " * indent
        comments = [margin + comment for comment in self._comments.get(entry.span.start, ())]
        if isinstance(entry, Property):
            written = f"{entry.key} = {self._layout.write(entry.value, indent)}"
            brackets = isinstance(entry.value, ObjectLiteral | ListLiteral)
            return Piece(margin + written, brackets and "\n" in written, is_property=True)
        if isinstance(entry, Declaration):
            written = self._declaration(entry, indent)
        else:
            written = self._statement(entry, indent)
        return Piece("\n".join([*comments, margin + written]), entry.block is not None, bool(comments))

    # -- statements ----------------------------------------------------------------------------

    def _statement(self, node: Statement, indent: int) -> str:
        parts = ["!" + node.name if node.disabled else node.name]
        parts += [self._head_item(item, indent) for item in node.head]
        alias = self._alias(node.alias) if node.alias is not None else None
        if node.block is None:
            return " ".join([*parts, alias] if alias else parts)
        if alias and node.alias is not None and node.alias.span.start < node.block.span.start:
            parts.append(alias)
            alias = None
        parts.append(self._block(node.block, indent))
        if alias:
            parts.append(alias)
        if node.ends_in_break:
            parts.append("break")
        return " ".join(parts)

    def _head_item(self, item: HeadItem, indent: int) -> str:
        if isinstance(item, Attribute):
            return f"{item.key}={self._inline.write(item.value)}"
        if isinstance(item, Condition):
            return f"if ({self._layout.write(item.expression, indent, pipes=False)})"
        return self._layout.write(item, indent, pipes=False)

    def _alias(self, node: Alias) -> str:
        filters = "".join(map(self._inline.filter, node.filters))
        return f"as {self._inline.write(node.target)}{filters}"

    # -- declarations --------------------------------------------------------------------------

    def _declaration(self, node: Declaration, indent: int) -> str:
        parts = [BLANKS.sub("", self._inline.between(*node.type_span))]
        if node.name_span != node.type_span:
            name = self._inline.between(*node.name_span)
            parts.append(name + self._default(node))
        if node.filters_span is not None:
            parts.append(f"filters={node.filters}")
        if node.block is not None:
            parts.append(self._block(node.block, indent))
        return " ".join(parts)

    def _default(self, node: Declaration) -> str:
        if node.default is not None:
            return f"?={self._inline.write(node.default)}"
        return "?" if node.optional else ""


def _blank_lines(gap: str, before: Piece, after: Piece, margin: str) -> list[str]:
    """The blank line between two entries, or none.

    Xano's exporter indents it: such a line is kept as it is, so that a file fresh from Xano does not change.
    """
    blanks = BLANK_LINE.findall(gap)
    is_section = before.is_property and after.closes and not after.is_property
    if not (blanks or is_section or before.closes or before.commented or after.commented):
        return []
    return [margin if margin in blanks else ""]
