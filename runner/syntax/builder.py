"""TREE -> NODES: Lark's tree of rules and tokens becomes the nodes that everything else works on."""

from __future__ import annotations

from typing import Any, cast

from runner.errors import Problem
from runner.source import Source, Span
from runner.syntax.automaton import Token, Tree
from runner.syntax.declarations import build_declaration
from runner.syntax.literals import CONSTANTS, decode_number, decode_text
from runner.syntax.nodes import (
    Alias,
    Attribute,
    Binary,
    Block,
    Call,
    Condition,
    Expression,
    FilterCall,
    Group,
    Index,
    ListLiteral,
    Literal,
    Logical,
    Member,
    ObjectEntry,
    ObjectLiteral,
    Pipe,
    Property,
    Statement,
    Ternary,
    Unary,
    Variable,
    Word,
)
from runner.syntax.nodes.statements import HeadItem

Children = list[Any]

# The parts of a `switch`, which a `break` behind their block belongs to.
CASES = frozenset({"case", "default"})


def tree_span(tree: Tree) -> Span:
    """The span of a rule, brackets included; an empty rule has an empty span."""
    if tree.start_pos is None or tree.end_pos is None:
        return Span(0, 0)
    return Span(tree.start_pos, tree.end_pos)


def build_statements(source: Source, tree: Tree | None) -> tuple[list[Statement], list[Problem]]:
    """The constructs of a whole text, and a problem for each that is nested too deeply to be built."""
    builder = Builder()
    statements: list[Statement] = []
    problems: list[Problem] = []
    for item in tree.children if tree is not None else ():
        if isinstance(item, Token):
            continue  # a separator
        try:
            statements.append(builder.build(item))
        except RecursionError:
            message, span = "this is nested too deeply to be read", _deepest_token(item).span
            problems.append(Problem("too-deep", message, source, span, hint="name parts of it with `var`"))
    return statements, problems


def _deepest_token(tree: Tree) -> Token:
    """The first of the tokens that are nested most deeply: it stands where the trouble is."""
    level: list[Tree] = [tree]
    tokens: list[Token] = []
    # Level by level, since Python recurses no deeper than the builder did.
    while level:
        below = [item for one in level for item in one.children if item is not None]
        tokens = [item for item in below if isinstance(item, Token)] or tokens
        level = [item for item in below if isinstance(item, Tree)]
    return tokens[0]


class Builder:
    """Builds the nodes of one text; a method a rule, found by the rule's name."""

    def build(self, tree: Tree) -> Any:
        """The node of one rule."""
        # A plain text: comparing Lark's tokens runs Python code, and where the stack is nearly full
        # that fails inside of `getattr`, which then says that there is no such method.
        return getattr(self, str(tree.data))(tree.children, tree_span(tree))

    # -- statements ----------------------------------------------------------------------------

    def statement(self, children: Children, span: Span) -> Statement:
        disabled = children[0].type == "BANG" if isinstance(children[0], Token) else False
        at = 1 if disabled else 0
        name = children[at]
        statement = Statement(span, str(name), name.span, disabled=disabled)
        for child in children[at + 1 :]:
            self._attach(statement, child)
        return statement

    def _attach(self, statement: Statement, child: Any) -> None:
        if isinstance(child, Token):
            statement.ends_in_break = True
        elif child.data == "block":
            statement.block = self.build(child)
        elif child.data == "alias":
            statement.alias = self.build(child)
        else:
            statement.head.append(self._head_item(child))

    def _head_item(self, tree: Tree) -> HeadItem:
        return cast(HeadItem, self.build(tree))

    def word(self, children: Children, span: Span) -> Word:
        return Word(span, str(children[0]))

    def attribute(self, children: Children, span: Span) -> Attribute:
        key, value = children
        node = Word(value.span, str(value)) if isinstance(value, Token) else self.build(value)
        return Attribute(span, str(key), node)

    def condition(self, children: Children, span: Span) -> Condition:
        return Condition(span, self.build(children[0]))

    def alias(self, children: Children, span: Span) -> Alias:
        target, *filters = children
        return Alias(span, self.build(target), [self.build(item) for item in filters])

    def block(self, children: Children, span: Span) -> Block:
        entries: list[Any] = []
        for child in children:
            entry = self.build(child)
            entries.append(entry)
            if type(entry) is Statement and entry.ends_in_break and entry.name not in CASES:
                entries.append(self._own_break(entry, child))
        return Block(span, entries)

    def _own_break(self, statement: Statement, tree: Tree) -> Statement:
        """The `break` behind the block of a statement that does not end with one: the next statement."""
        block, token = cast(tuple[Tree, Token], tree.children[-2:])
        statement.ends_in_break = False
        statement.span = Span(statement.span.start, tree_span(block).end)
        return Statement(token.span, str(token), token.span)

    details = block

    def property(self, children: Children, span: Span) -> Property:
        key, value = children
        return Property(span, str(key), key.span, self.build(value))

    def declarations(self, children: Children, span: Span) -> Statement:
        name, *entries = children
        opening = name.span
        block = Block(Span(opening.end, span.end), [self.build(entry) for entry in entries])
        return Statement(span, str(name), opening, block=block)

    output = declarations

    def declaration(self, children: Children, span: Span) -> Any:
        return build_declaration(self, children, span)

    def default(self, children: Children, span: Span) -> Any:
        return children[0] if isinstance(children[0], Token) else self.build(children[0])

    # -- literals and paths --------------------------------------------------------------------

    def number(self, children: Children, span: Span) -> Literal:
        return Literal(span, decode_number(children[0]))

    def timestamp(self, children: Children, span: Span) -> Literal:
        return Literal(span, str(children[0]))

    def string(self, children: Children, span: Span) -> Literal:
        return Literal(span, decode_text(children[0]))

    quoted = default_text = string

    def bare(self, children: Children, span: Span) -> Expression:
        text = str(children[0])
        return Literal(span, CONSTANTS[text]) if text in CONSTANTS else Word(span, text)

    def variable(self, children: Children, span: Span) -> Variable:
        return Variable(span, children[0][1:])

    def path(self, children: Children, span: Span) -> Variable:
        return self.variable(children, span)

    def member(self, children: Children, span: Span) -> Member:
        base, key = children
        text = str(key)[1:]
        if key.type == "DOT_STRING":
            return Member(span, self.build(base), decode_text(text))
        return Member(span, self.build(base), text.rstrip("?"), text.endswith("?"))

    def index(self, children: Children, span: Span) -> Index:
        base, key = children
        return Index(span, self.build(base), self.build(key))

    def list_literal(self, children: Children, span: Span) -> ListLiteral:
        return ListLiteral(span, [self.build(child) for child in children])

    default_list = list_literal

    def object_literal(self, children: Children, span: Span) -> ObjectLiteral:
        nodes = [self.build(child) for child in children]
        entries = [node for node in nodes if type(node) is ObjectEntry]
        return ObjectLiteral(span, entries, [node for node in nodes if type(node) is not ObjectEntry])

    default_object = object_literal

    def entry(self, children: Children, span: Span) -> ObjectEntry:
        key, value = children
        node = self._object_key(key) if isinstance(key, Token) else self.build(key)
        return ObjectEntry(span, node, self.build(value))

    def _object_key(self, token: Token) -> Expression:
        span, text = token.span, str(token)
        if not text.startswith("$"):
            return Literal(span, text)
        first, *rest = text[1:].split(".")
        node: Expression = Variable(span, first)
        for key in rest:
            node = Member(span, node, key)
        return node

    # -- operators -----------------------------------------------------------------------------

    def paren(self, children: Children, span: Span) -> Group:
        return Group(span, self.build(children[0]), "(")

    subject = paren

    def ticks(self, children: Children, span: Span) -> Group:
        tick, inner, _ = children
        return Group(span, self.build(inner), str(tick))

    def ternary(self, children: Children, span: Span) -> Ternary:
        condition, yes, no = children
        return Ternary(span, self.build(condition), self.build(yes), self.build(no))

    def logical(self, children: Children, span: Span) -> Logical:
        left, operator, right = children
        return Logical(span, str(operator), self.build(left), self.build(right))

    def binary(self, children: Children, span: Span) -> Binary:
        left, operator, right = children
        return Binary(span, " ".join(str(operator).split()), self.build(left), self.build(right))

    def between(self, children: Children, span: Span) -> Binary:
        left, operator, low, high = children
        bounds = ListLiteral(tree_span(low).to(tree_span(high)), [self.build(low), self.build(high)])
        return Binary(span, " ".join(str(operator).split()), self.build(left), bounds)

    def fold(self, children: Children, span: Span) -> Expression:
        node = self.build(children[0])
        for at in range(1, len(children), 2):
            right = self.build(children[at + 1])
            node = Binary(node.span.to(right.span), str(children[at]), node, right)
        return cast(Expression, node)

    def unary(self, children: Children, span: Span) -> Expression:
        operator, operand = str(children[0]), self.build(children[1])
        if operator == "-" and _is_number(operand):
            return Literal(span, -operand.value)
        if operator == "-" and type(operand) is Pipe and _is_number(operand.value):
            # `-5|abs` is (-5)|abs: the sign belongs to the number, not to what the filters give.
            number = cast(Literal, operand.value)
            return Pipe(span, Literal(Span(span.start, number.span.end), -number.value), operand.filters)
        return Unary(span, operator, operand)

    # -- filters -------------------------------------------------------------------------------

    def pipe(self, children: Children, span: Span) -> Pipe:
        nodes = [self.build(child) for child in children]
        if type(nodes[0]) is FilterCall:
            return Pipe(span, None, nodes)
        return Pipe(span, nodes[0], nodes[1:])

    def filter(self, children: Children, span: Span) -> FilterCall:
        disabled = children[0].type == "BANG"
        name, *arguments = children[1:] if disabled else children
        return FilterCall(span, str(name), name.span, [self.build(item) for item in arguments], disabled)

    def mark(self, children: Children, span: Span) -> Literal:
        return Literal(span, str(children[0]))

    def call(self, children: Children, span: Span) -> Call:
        name, *arguments = children
        return Call(span, str(name), [self.build(item) for item in arguments])


def _is_number(node: Any) -> bool:
    return type(node) is Literal and type(node.value) in (int, float)
