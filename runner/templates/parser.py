"""Tokens -> nodes: the tags of Twig."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from runner.templates.expression_parser import WORDS, ExpressionParser
from runner.templates.expressions import Call, Constant, Expression, Hash, Items, Name, Unary
from runner.templates.language import find_filter
from runner.templates.lexer import tokenize
from runner.templates.nodes import (
    APPLIED,
    Apply,
    Block,
    Body,
    Capture,
    Do,
    For,
    If,
    Macro,
    Node,
    Print,
    Set,
    Text,
    With,
)
from runner.templates.tokens import (
    END,
    NAME,
    OPERATOR,
    PRINT_END,
    PRINT_START,
    PUNCTUATION,
    STRING,
    TAG_END,
    TAG_START,
    TEXT,
    TokenStream,
    fail,
)

# Tags that need other templates, of which there are none.
OTHER_TEMPLATES = frozenset({"include", "extends", "embed", "use", "sandbox"})


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read."""

    body: Body
    macros: dict[str, Macro]
    blocks: dict[str, Body]


def parse(text: str) -> Template:
    """Read a template.

    Raises:
        ScriptError: it is not Twig, or needs what there is not; the message has the line.
    """
    return _Parser(TokenStream(tokenize(text))).run()


class _Parser:
    """Reads the nodes of a template off a stream."""

    def __init__(self, stream: TokenStream) -> None:
        self.stream = stream
        self.expressions = ExpressionParser(stream)
        self.macros: dict[str, Macro] = {}
        self.blocks: dict[str, Body] = {}

    def run(self) -> Template:
        body = self.body()
        return Template(body, self.macros, self.blocks)

    def body(self, *ends: str, opened: int = 0) -> Body:
        """The nodes up to one of the tags ``ends``, whose name is read next; else up to the end."""
        nodes: list[Node] = []
        with self.expressions.deeper():
            while not self.stream.test(END):
                line = self.stream.line
                if token := self.stream.next_if(TEXT):
                    nodes.append(Text(line, token.value))
                elif self.stream.next_if(PRINT_START):
                    nodes.append(Print(line, self.expressions.expression()))
                    self.stream.expect(PRINT_END)
                else:
                    self.stream.expect(TAG_START)
                    if ends and self.stream.test(NAME, *ends):
                        return Body(tuple(nodes))
                    nodes.extend(self._tag(line))
        if ends:
            fail(f"the tag of line {opened} is not closed by `{{% {ends[-1]} %}}`", self.stream.line)
        return Body(tuple(nodes))

    def inner(self, end: str, line: int) -> Body:
        """The end of a tag, what it holds, and the tag that closes it."""
        self.stream.expect(TAG_END)
        body = self.body(end, opened=line)
        self.stream.next()
        return body

    def _tag(self, line: int) -> list[Node]:
        name = str(self.stream.expect(NAME).value)
        if name in OTHER_TEMPLATES:
            fail(f"`{{% {name} %}}` needs other templates, and there are none", line)
        if name.startswith("end") or name in ("else", "elseif"):
            fail(f"`{{% {name} %}}` closes nothing", line)
        if name not in TAGS:
            fail(f"there is no tag `{{% {name} %}}`", line)
        node = TAGS[name](self, line)
        self.stream.expect(TAG_END)
        return [node] if node else []

    def targets(self) -> tuple[str, ...]:
        """`a, b`: the names of variables to set."""
        names = [self._target()]
        while self.stream.next_if(PUNCTUATION, ","):
            names.append(self._target())
        return tuple(names)

    def _target(self) -> str:
        token = self.stream.expect(NAME)
        if token.value.lower() in WORDS:
            fail(f"`{token.value}` cannot be set", token.line)
        return str(token.value).removeprefix("$")


# -- tags ------------------------------------------------------------------------------------------
# Each reads from behind its name to before the `%}` of its last tag.


def _if(parser: _Parser, line: int) -> Node:
    branches: list[tuple[Expression, Body]] = []
    otherwise, word = Body(()), "if"
    while word in ("if", "elseif"):
        condition = parser.expressions.expression()
        parser.stream.expect(TAG_END)
        branches.append((condition, parser.body("elseif", "else", "endif", opened=line)))
        word = parser.stream.next().value
    if word == "else":
        otherwise = parser.inner("endif", line)
    return If(line, tuple(branches), otherwise)


def _for(parser: _Parser, line: int) -> Node:
    names = parser.targets()
    if len(names) > 2:
        fail("`{% for %}` takes a value, or a key and a value", line)
    parser.stream.expect(OPERATOR, "in")
    sequence = parser.expressions.expression()
    if parser.stream.test(NAME, "if"):
        fail("`{% for ... if ... %}` is no longer Twig; write `in list|filter(v => ...)`", line)
    parser.stream.expect(TAG_END)
    body, otherwise = parser.body("else", "endfor", opened=line), Body(())
    if parser.stream.next().value == "else":
        otherwise = parser.inner("endfor", line)
    return For(line, names[0] if len(names) == 2 else None, names[-1], sequence, body, otherwise)


def _set(parser: _Parser, line: int) -> Node:
    names = parser.targets()
    if not parser.stream.next_if(OPERATOR, "="):
        if len(names) > 1:
            fail("`{% set %}...{% endset %}` sets one variable", line)
        body = parser.inner("endset", line)
        parser.expressions.captured.add(names[0])
        return Capture(line, names[0], body)
    values = [parser.expressions.expression()]
    while parser.stream.next_if(PUNCTUATION, ","):
        values.append(parser.expressions.expression())
    if len(names) != len(values):
        fail(f"`{{% set %}}` has {len(names)} variables and {len(values)} values", line)
    return Set(line, names, tuple(values))


def _do(parser: _Parser, line: int) -> Node:
    return Do(line, parser.expressions.expression())


def _with(parser: _Parser, line: int) -> Node:
    bare = parser.stream.test(TAG_END) or parser.stream.test(NAME, "only")
    variables = None if bare else parser.expressions.expression()
    only = parser.stream.next_if(NAME, "only") is not None
    return With(line, variables, only, parser.inner("endwith", line))


def _applying(end: str) -> Callable[[_Parser, int], Node]:
    def apply(parser: _Parser, line: int) -> Node:
        expression = parser.expressions.filtered(Name(APPLIED))
        while parser.stream.next_if(PUNCTUATION, "|"):
            expression = parser.expressions.filtered(expression)
        return Apply(line, expression, parser.inner(end, line))

    return apply


def _spaceless(parser: _Parser, line: int) -> Node:
    expression = Call(find_filter("spaceless", line), (Name(APPLIED),), (), "filter")
    return Apply(line, expression, parser.inner("endspaceless", line))


def _autoescape(parser: _Parser, line: int) -> Node:
    if not parser.stream.next_if(NAME, "false"):
        fail("nothing is escaped by itself here; write `|e` where it is needed", line)
    return If(line, (), parser.inner("endautoescape", line))


def _block(parser: _Parser, line: int) -> Node:
    name = str(parser.stream.expect(NAME).value)
    if name in parser.blocks:
        fail(f"the block `{name}` is there twice", line)
    parser.blocks[name] = Body(())  # so that a block of the same name within it is told
    outside = copy.copy(parser.expressions.imports)
    if parser.stream.test(TAG_END):
        body = parser.inner("endblock", line)
        _check_end(parser, name)
    else:
        body = Body((Print(line, parser.expressions.expression()),))
    parser.expressions.imports = outside
    parser.blocks[name] = body
    return Block(line, name)


def _macro(parser: _Parser, line: int) -> None:
    name = str(parser.stream.expect(NAME).value)
    parser.stream.expect(PUNCTUATION, "(")
    parameters: list[tuple[str, Expression]] = []
    while not parser.stream.test(PUNCTUATION, ")"):
        parameter = str(parser.stream.expect(NAME).value).removeprefix("$")
        default: Expression = Constant(None)
        if parser.stream.next_if(OPERATOR, "="):
            default = parser.expressions.primary()
            if not _is_constant(default):
                fail(f"the default of `{parameter}` must be a constant", line)
        parameters.append((parameter, default))
        if not parser.stream.next_if(PUNCTUATION, ","):
            break
    parser.stream.expect(PUNCTUATION, ")")
    outside = copy.copy(parser.expressions.imports)
    body = parser.inner("endmacro", line)
    parser.expressions.imports = outside
    _check_end(parser, name)
    parser.macros[name] = Macro(name, tuple(parameters), body)


def _check_end(parser: _Parser, name: str) -> None:
    """The name that may stand in the last tag once more."""
    if parser.stream.test(NAME):
        parser.stream.expect(NAME, name)


def _is_constant(node: Expression) -> bool:
    if isinstance(node, Items):
        return all(map(_is_constant, node.items))
    if isinstance(node, Hash):
        return all(_is_constant(value) for _, value in node.pairs)
    return isinstance(node, Constant) or (isinstance(node, Unary) and _is_constant(node.operand))


def _import(parser: _Parser, line: int) -> None:
    _expect_self(parser, line)
    parser.stream.expect(NAME, "as")
    imports = parser.expressions.imports
    imports.namespaces = imports.namespaces | {parser.targets()[0]}


def _from(parser: _Parser, line: int) -> None:
    _expect_self(parser, line)
    parser.stream.expect(NAME, "import")
    imports = parser.expressions.imports
    while True:
        name = str(parser.stream.expect(NAME).value)
        alias = parser.stream.expect(NAME).value if parser.stream.next_if(NAME, "as") else name
        imports.macros = {**imports.macros, alias: name}
        if not parser.stream.next_if(PUNCTUATION, ","):
            return


def _expect_self(parser: _Parser, line: int) -> None:
    if not parser.stream.next_if(NAME, "_self"):
        fail("macros are imported from `_self` only: there are no other templates", line)


def _flush(parser: _Parser, line: int) -> None:
    """Nothing: the output of a template is one text."""


def _deprecated(parser: _Parser, line: int) -> None:
    parser.stream.expect(STRING)


TAGS: dict[str, Callable[[_Parser, int], Node | None]] = {
    "apply": _applying("endapply"),
    "autoescape": _autoescape,
    "block": _block,
    "deprecated": _deprecated,
    "do": _do,
    # `filter` and `spaceless` are older spellings of `apply`.
    "filter": _applying("endfilter"),
    "flush": _flush,
    "for": _for,
    "from": _from,
    "if": _if,
    "import": _import,
    "macro": _macro,
    "set": _set,
    "spaceless": _spaceless,
    "with": _with,
}
