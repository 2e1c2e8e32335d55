"""Tokens -> nodes of expressions, by the precedence of operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from runner.templates.builtins import Builtin
from runner.templates.expressions import (
    Attribute,
    Binary,
    BlockCall,
    Call,
    Constant,
    Defined,
    EnvValue,
    Expression,
    Hash,
    Items,
    Lambda,
    MacroCall,
    Name,
    Spread,
    Ternary,
    Unary,
)
from runner.templates.language import (
    GIVES_HTML,
    WRITES_HTML,
    find_filter,
    find_function,
    find_test,
    is_test,
)
from runner.templates.lexer import NAME_PATTERN
from runner.templates.nodes import APPLIED
from runner.templates.operators import BINARY, TEST_PRECEDENCE, UNARY
from runner.templates.tokens import (
    END,
    INTERPOLATION_END,
    INTERPOLATION_START,
    NAME,
    NUMBER,
    OPERATOR,
    PUNCTUATION,
    STRING,
    Token,
    TokenStream,
    fail,
)

WORDS = {"true": True, "false": False, "null": None, "none": None}
# Those by position, and those by name.
Arguments = tuple[tuple[Expression, ...], tuple[tuple[str, Expression], ...]]
# These take what stands behind them as their argument, without parentheses.
BARE_ARGUMENT = frozenset({"divisible by", "divisibleby", "same as", "sameas"})
DEEPEST = 60
WORD = re.compile(r"[a-z]")


@dataclass(slots=True)
class Imports:
    """The names under which macros are known at one place of the template."""

    namespaces: frozenset[str] = frozenset({"_self"})
    macros: dict[str, str] = field(default_factory=dict)


class ExpressionParser:
    """Reads expressions off a stream."""

    def __init__(self, stream: TokenStream) -> None:
        self.stream = stream
        self.imports = Imports()
        # The variables that hold what the template itself has written.
        self.captured = {APPLIED}
        self._depth = 0

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Go into something nested.

        Raises:
            ScriptError: that is too deep.
        """
        self._depth += 1
        if self._depth > DEEPEST:
            fail(f"it is nested more than {DEEPEST} deep", self.stream.line)
        yield
        self._depth -= 1

    # -- operators ---------------------------------------------------------------------------------

    def expression(self, precedence: int = 0) -> Expression:
        """An expression whose operators bind at least so tightly; with 0 a ternary, or an arrow.

        Raises:
            ScriptError: none stands here.
        """
        with self.deeper():
            if arrow := self._arrow():
                return arrow
            node = self._unary()
            while (token := self.stream.current).kind == OPERATOR:
                operator = BINARY.get(token.value)
                if operator is None and token.value not in ("is", "is not"):
                    break
                if (operator.precedence if operator else TEST_PRECEDENCE) < precedence:
                    break
                self.stream.next()
                if operator is None:
                    node = self._test(node, negated=token.value == "is not")
                else:
                    right = self.expression(operator.precedence + (0 if operator.right else 1))
                    node = Binary(operator, node, right)
            return self._ternary(node) if precedence == 0 else node

    def _ternary(self, node: Expression) -> Expression:
        while self.stream.next_if(PUNCTUATION, "?"):
            if self.stream.next_if(PUNCTUATION, ":"):
                node = Ternary(node, None, self.expression())
                continue
            positive = self.expression()
            colon = self.stream.next_if(PUNCTUATION, ":")
            node = Ternary(node, positive, self.expression() if colon else Constant(""))
        return node

    def _unary(self) -> Expression:
        token = self.stream.current
        if token.kind == OPERATOR and token.value in UNARY:
            self.stream.next()
            precedence, function = UNARY[token.value]
            return self._postfix(Unary(function, self.expression(precedence)))
        if self.stream.next_if(PUNCTUATION, "("):
            node = self.expression()
            self.stream.expect(PUNCTUATION, ")")
            return self._postfix(node)
        return self.primary()

    def _arrow(self) -> Expression | None:
        """`v => ...` and `(v, k) => ...`; None where no arrow stands."""
        at, names = 0, []
        bracket = self.stream.test(PUNCTUATION, "(")
        while True:
            token = self.stream.look(at + bracket)
            if token.kind != NAME:
                return None
            names.append(token.value)
            at += 1
            comma = self.stream.look(at + bracket)
            if not (bracket and comma.kind == PUNCTUATION and comma.value == ","):
                break
            at += 1
        if bracket and self.stream.look(at + 1).value != ")":
            return None
        length = at + (2 if bracket else 0)
        arrow = self.stream.look(length)
        if arrow.kind != OPERATOR or arrow.value != "=>":
            return None
        for _ in range(length + 1):
            self.stream.next()
        return Lambda(tuple(name.removeprefix("$") for name in names), self.expression())

    def _test(self, node: Expression, negated: bool) -> Expression:
        line = self.stream.line
        name = self._test_name()
        if name == "defined":
            self._check_defined(node, line)
            test: Expression = Defined(node)
        else:
            builtin = find_test(name, line)
            arguments, named = self._test_arguments(name)
            test = self._call(builtin, (node, *arguments), named, "test", line)
        return Unary(UNARY["not"][1], test) if negated else test

    def _test_arguments(self, name: str) -> Arguments:
        if self.stream.test(PUNCTUATION, "("):
            return self.arguments()
        return ((self.primary(),) if name in BARE_ARGUMENT else ()), ()

    def _test_name(self) -> str:
        name = str(self.stream.expect(NAME).value)
        if name != "defined" and not is_test(name) and self.stream.test(NAME):
            return f"{name} {self.stream.next().value}"
        return name

    def _check_defined(self, node: Expression, line: int) -> None:
        if not isinstance(node, (Name, Attribute, EnvValue, Constant, Items, Hash, BlockCall, MacroCall)):
            fail("`is defined` asks for variables, their members, blocks and macros only", line)

    # -- primaries ---------------------------------------------------------------------------------

    def primary(self) -> Expression:
        """A literal, a variable or a call, with the filters and subscripts behind it.

        Raises:
            ScriptError: none stands here.
        """
        token = self.stream.current
        # Where no operator can stand, its word is a variable like any other.
        if token.kind == NAME or (token.kind == OPERATOR and WORD.match(token.value)):
            self.stream.next()
            return self._postfix(self._name(token))
        if token.kind == NUMBER:
            self.stream.next()
            return self._postfix(Constant(token.value))
        if token.kind in (STRING, INTERPOLATION_START):
            return self._postfix(self._string())
        if token.kind == PUNCTUATION and token.value == "[":
            return self._postfix(self._items())
        if token.kind == PUNCTUATION and token.value == "{":
            return self._postfix(self._hash())
        if token.kind == OPERATOR and token.value == "=" and self.stream.look(-1).value in ("==", "!="):
            fail("there is no `===`; write `is same as(...)`", token.line)
        if token.kind == OPERATOR and token.value in ("-", "+"):
            self.stream.next()
            with self.deeper():
                return self._postfix(Unary(UNARY[token.value][1], self.primary()))
        return fail(f"a value is expected, but here stands {token}", token.line)

    def _name(self, token: Token) -> Expression:
        if token.value.lower() in WORDS and token.value in (token.value.lower(), token.value.upper()):
            return Constant(WORDS[token.value.lower()])
        if self.stream.test(PUNCTUATION, "("):
            return self._function(token.value, token.line)
        return Name(token.value)

    def _function(self, name: str, line: int) -> Expression:
        arguments, named = self.arguments()
        if name in self.imports.macros:
            return MacroCall(self.imports.macros[name], arguments, named)
        if name == "block" and len(arguments) == 1:
            return BlockCall(arguments[0])
        if name == "attribute" and len(arguments) == 2:
            return Attribute(*arguments)
        return self._call(find_function(name, line), arguments, named, "function", line)

    def _call(
        self,
        builtin: Builtin,
        arguments: tuple[Expression, ...],
        named: tuple[tuple[str, Expression], ...],
        what: str,
        line: int,
    ) -> Expression:
        spread = any(type(node) is Spread for node in arguments)
        misfit = None if spread else builtin.misfit(len(arguments), tuple(name for name, _ in named))
        if misfit:
            fail(f"the {what} `{builtin.name}` {misfit}", line)
        return Call(builtin, arguments, named, what, spread)

    def _string(self) -> Expression:
        node: Expression | None = None
        while True:
            if token := self.stream.next_if(STRING):
                part: Expression = Constant(token.value)
            elif self.stream.next_if(INTERPOLATION_START):
                part = self.expression()
                self.stream.expect(INTERPOLATION_END)
                part = part if node else Binary(BINARY["~"], Constant(""), part)
            else:
                return node or Constant("")
            if node is not None and type(part) is Constant and not self._within_string():
                fail("two texts cannot follow each other", self.stream.line)
            node = part if node is None else Binary(BINARY["~"], node, part)

    def _within_string(self) -> bool:
        return self.stream.look(-2).kind == INTERPOLATION_END

    def _items(self) -> Expression:
        self.stream.expect(PUNCTUATION, "[")
        items: list[Expression] = []
        while not self.stream.test(PUNCTUATION, "]"):
            items.append(self._spread() or self.expression())
            if not self.stream.next_if(PUNCTUATION, ","):
                break
        self.stream.expect(PUNCTUATION, "]")
        return Items(tuple(items))

    def _spread(self) -> Expression | None:
        return Spread(self.expression()) if self.stream.next_if(OPERATOR, "...") else None

    def _hash(self) -> Expression:
        self.stream.expect(PUNCTUATION, "{")
        pairs: list[tuple[Expression | None, Expression]] = []
        while not self.stream.test(PUNCTUATION, "}"):
            spread = self._spread()
            pairs.append((None, spread) if spread else self._pair())
            if not self.stream.next_if(PUNCTUATION, ","):
                break
        self.stream.expect(PUNCTUATION, "}")
        return Hash(tuple(pairs))

    def _pair(self) -> tuple[Expression, Expression]:
        token = self.stream.current
        if token.kind in (NAME, STRING, NUMBER) or (token.kind == OPERATOR and WORD.match(token.value)):
            self.stream.next()
            key: Expression = Constant(token.value)
            if token.kind == NAME and self.stream.test(PUNCTUATION, ",", "}"):
                return Constant(token.value.removeprefix("$")), Name(token.value)
        elif self.stream.test(PUNCTUATION, "("):
            key = self.expression()
        else:
            fail(f"a key is a name, a text, a number or stands in `(...)`, not {token}", token.line)
        self.stream.expect(PUNCTUATION, ":")
        return key, self.expression()

    # -- behind a primary --------------------------------------------------------------------------

    def _postfix(self, node: Expression) -> Expression:
        while self.stream.current.kind == PUNCTUATION:
            if self.stream.next_if(PUNCTUATION, "."):
                node = self._member(node)
            elif self.stream.next_if(PUNCTUATION, "["):
                node = self._subscript(node)
            elif self.stream.next_if(PUNCTUATION, "|"):
                node = self.filtered(node)
            else:
                break
        return node

    def _member(self, node: Expression) -> Expression:
        token = self.stream.next()
        is_word = token.kind == OPERATOR and NAME_PATTERN.match(token.value)
        if token.kind not in (NAME, NUMBER) and not is_word:
            fail(f"a name is expected behind the point, but here stands {token}", token.line)
        base = node.name if type(node) is Name else None
        if base in self.imports.namespaces:
            return MacroCall(token.value, *self._optional_arguments())
        if self.stream.test(PUNCTUATION, "("):
            fail(f"`.{token.value}(...)` calls a method, and values have none; use a filter", token.line)
        return EnvValue(token.value) if base == "$env" else Attribute(node, Constant(token.value))

    def _subscript(self, node: Expression) -> Expression:
        line = self.stream.line
        start = Constant(0) if self.stream.test(PUNCTUATION, ":") else self.expression()
        if not self.stream.next_if(PUNCTUATION, ":"):
            self.stream.expect(PUNCTUATION, "]")
            return Attribute(node, start)
        length = Constant(None) if self.stream.test(PUNCTUATION, "]") else self.expression()
        self.stream.expect(PUNCTUATION, "]")
        return self._call(find_filter("slice", line), (node, start, length), (), "filter", line)

    def filtered(self, node: Expression) -> Expression:
        """``node`` through the filter whose name stands here.

        Raises:
            ScriptError: there is no such filter, or its arguments do not fit.
        """
        token = self.stream.expect(NAME)
        builtin = find_filter(token.value, token.line)
        if builtin.name in WRITES_HTML and not self._is_html(node):
            node = Call(find_filter("escape", token.line), (node,), (), "filter")
        arguments, named = self._optional_arguments()
        return self._call(builtin, (node, *arguments), named, "filter", token.line)

    def _is_html(self, node: Expression) -> bool:
        """Whether a text is the author's own, or made by the template: what nobody else could write."""
        if isinstance(node, Ternary):
            return self._is_html(node.negative) and (node.positive is None or self._is_html(node.positive))
        if isinstance(node, Call):
            return node.what == "filter" and node.builtin.name in GIVES_HTML
        if isinstance(node, Name):
            return node.name.removeprefix("$") in self.captured
        return isinstance(node, (Constant, MacroCall, BlockCall))

    def _optional_arguments(self) -> Arguments:
        return self.arguments() if self.stream.test(PUNCTUATION, "(") else ((), ())

    @staticmethod
    def _is_sign(token: Token) -> bool:
        return token.kind == OPERATOR and token.value == "="

    def arguments(self) -> Arguments:
        """`(a, b, name=c)`: the arguments by position, and those by name.

        Raises:
            ScriptError: they are not closed, or one by position stands behind one by name.
        """
        self.stream.expect(PUNCTUATION, "(")
        positional: list[Expression] = []
        named: list[tuple[str, Expression]] = []
        while not self.stream.test(PUNCTUATION, ")"):
            if self.stream.test(NAME) and self._is_sign(self.stream.look()):
                name = self.stream.next().value
                self.stream.next()
                named.append((_snake_case(name), self.expression()))
            else:
                if named:
                    fail("an argument without a name cannot follow one with a name", self.stream.line)
                positional.append(self._spread() or self.expression())
            if not self.stream.next_if(PUNCTUATION, ","):
                break
        if self.stream.test(END):
            fail("the arguments are not closed by `)`", self.stream.line)
        self.stream.expect(PUNCTUATION, ")")
        return tuple(positional), tuple(named)


def _snake_case(name: str) -> str:
    # Twig takes `preserveKeys` and `preserve_keys` for the same.
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda match: "_" + match[0], name).lower()
