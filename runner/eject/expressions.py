"""Expressions of XanoScript -> Python expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from runner.check.guards import guarded_operands
from runner.check.live import live_filters, walk_live
from runner.check.variables import root_variable, ungrouped
from runner.eject import pieces
from runner.eject.elements import Element, Lazy
from runner.eject.filters import FILTERS
from runner.eject.knowledge import Knowledge
from runner.eject.names import Names
from runner.eject.needs import Needs, Refusal
from runner.eject.operators import FILTER_OPERATORS, Operand, Operators
from runner.eject.pieces import AND, COMPARISON, LAMBDA, OR, TERM, Code, call, chain, name, text
from runner.eject.piped import Piped
from runner.specs import Language
from runner.syntax.nodes import (
    Binary,
    Expression,
    FilterCall,
    Group,
    Index,
    ListLiteral,
    Literal,
    Logical,
    Member,
    ObjectLiteral,
    Pipe,
    Ternary,
    Unary,
    Variable,
    Word,
)
from runner.values.kinds import ANY, BOOL, INT, LIST, OBJECT, PLAIN_TRUTH, TEXT, Kind

# What makes no difference where it is evaluated before it is known to be needed.
CHEAP = (Literal, Variable, ListLiteral, ObjectLiteral, Group, Member)
ITEMS = ("item", "element", "entry", "one")


class Expressions:
    """Writes the expressions of one function."""

    def __init__(self, language: Language, names: Names, known: Knowledge, needs: Needs) -> None:
        self.language = language
        self.names = names
        self.known = known
        self.needs = needs
        self.operators = Operators(needs)
        self._elements: list[Element] = []
        self._writers: dict[type, Callable[[Any], Code]] = {
            Literal: lambda node: pieces.literal(node.value),
            Word: self._word,
            Variable: self._variable,
            Member: self._member,
            Index: self._index,
            Unary: self._unary,
            Binary: self._binary,
            Logical: self._logical,
            Ternary: self._ternary,
            ListLiteral: lambda node: pieces.listing(map(self.value, node.items)),
            ObjectLiteral: self._object,
            Pipe: self._pipe,
        }

    # -- the ways to read an expression ----------------------------------------------------------------

    def value(self, node: Expression | None) -> Code:
        """The value of an expression; None where it is left out.

        Raises:
            Refusal: there is no Python for it.
        """
        if node is None:
            return pieces.NONE
        node = ungrouped(node)
        writer = self._writers.get(type(node))
        if writer is None:
            raise Refusal("a statement that is called in an expression", node.span)
        return writer(node)

    def operand(self, node: Expression | None) -> Operand:
        """The value of an expression and what is known of it."""
        return Operand(self.value(node), self.known.of(node))

    def condition(self, node: Expression) -> Code:
        """The truth of an expression."""
        node = ungrouped(node)
        if type(node) is Logical and node.operator in ("&&", "||"):
            level, word = (AND, "and") if node.operator == "&&" else (OR, "or")
            return chain(level, self.condition(node.left), (word, self.condition(node.right)))
        if type(node) is Unary and node.operator == "!":
            return pieces.negated(self.condition(node.operand))
        if type(node) is Pipe:
            active = live_filters(node.filters)
            if active and active[-1].name in ("is_empty", "not"):
                guards = len(active) == 1 and active[-1].name == "is_empty"
                inner = self._piped(node.value, active[:-1], guards)
                return pieces.negated(self.operators.truth(inner))
        return self.operators.truth(self.operand(node))

    def text(self, node: Expression | None) -> Code:
        """An expression as text."""
        return self.operators.joined(self._joined(node)) if node is not None else text("")

    def guarded(self, node: Expression) -> Code:
        """A value where what is missing on the way counts as None."""
        node = ungrouped(node)
        if type(node) is Index:
            return self.at(self.guarded(node.base), [self.value(node.key)])
        if type(node) is not Member or self._special(node, or_null=True) is not None:
            special = self._special(node, or_null=True) if type(node) is Member else None
            return special if special is not None else self._read(node)
        path = [node.key]
        base: Expression = ungrouped(node.base)
        while type(base) is Member and self._special(base, or_null=True) is None:
            path.insert(0, base.key)
            base = ungrouped(base.base)
        kind = self.known.of(base)
        if len(path) == 1 and kind.types and kind.only(OBJECT):
            return pieces.method(self.guarded(base), "get", text(path[0]))
        joined: Code = text(".".join(path))
        if any("." in key for key in path):
            joined = pieces.listing(map(text, path))
        return self.helper("get", self.guarded(base), joined)

    def _read(self, node: Expression) -> Code:
        if type(node) is Variable and node.name not in self.names.variables and node.name != "input":
            return self._variable(node) if self._elements else pieces.NONE
        return self.value(node)

    def helper(self, called: str, *arguments: Code) -> Code:
        """A call of a helper."""
        return self.operators.helper(called, *arguments)

    def context(self, called: str, *arguments: Code) -> Code:
        """A call of a method of the context."""
        return call(f"{self.needs.the_context()}.{called}", *arguments)

    def at(self, base: Code, keys: list[Code]) -> Code:
        """``base[key]`` where that may be missing."""
        head, *rest = base.pieces
        # One call for all steps.
        if head == "at" and len(rest) == 1 and isinstance(rest[0], pieces.Bracket):
            return call("at", *rest[0].items, *keys)
        return self.helper("at", base, *keys)

    # -- expressions that are evaluated once an element --------------------------------------------------

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Read `$this`, `$index` ... meanwhile as ``element`` says."""
        self._elements.append(element)
        self.known.depth += 1
        try:
            yield
        finally:
            self._elements.pop()
            self.known.depth -= 1

    def lazy(self, node: Expression, parent: Code | None) -> Lazy:
        """An expression that is evaluated once an element; ``parent`` is the list, where it is a name."""
        item, index = self.names.fresh(*ITEMS), self.names.fresh("index", "at_index")
        element = Element(item, index, parent)
        with self.inside(element):
            lazy = Lazy(self.value(node), self.condition(node), element, _names(node, "index"))
        self.names.release(item)
        self.names.release(index)
        return lazy

    def function(self, node: Expression, accumulates: bool) -> Code:
        """The same as a ``lambda`` of four parameters, as filters take it."""
        words = [self.names.fresh(word) for word in ("item", "index", "parent", "result")]
        element = Element(words[0], words[1], name(words[2]), words[3] if accumulates else None)
        with self.inside(element):
            body = self.value(node)
        for word in words:
            self.names.release(word)
        read = {"$": 0, "this": 0, "index": 1, "parent": 2, "result": 3}
        used = {at for key, at in read.items() if _names(node, key)}
        shown = [word if at in used else "_" * (at + 1) for at, word in enumerate(words)]
        return Code((f"lambda {', '.join(shown)}: ", *pieces.held(body, LAMBDA)), LAMBDA)

    # -- names and paths -------------------------------------------------------------------------------

    def _word(self, node: Word) -> Code:
        return self.context("now") if node.text == "now" else text(node.text)

    def _variable(self, node: Variable) -> Code:
        bound = self._bound(node)
        if bound is not None:
            return bound
        if node.name == "input":
            return pieces.dictionary((text(key), name(word)) for key, word in self.names.inputs.items())
        if node.name == "auth":
            return pieces.NONE
        return self._local(node.name, node)

    def _bound(self, node: Variable) -> Code | None:
        """What an expression that is evaluated once an element means by a name."""
        if not self._elements:
            return None
        element = self._elements[-1]
        if node.name in ("$", "this"):
            return name(element.item)
        if node.name == "index":
            return name(element.index)
        if node.name == "parent":
            if element.parent is None:
                raise Refusal("`$parent` of a list that has no name", node.span)
            return element.parent
        return name(element.result) if node.name == "result" and element.result is not None else None

    def _local(self, word: str, node: Expression) -> Code:
        if word in self.known.answers:
            raise AssertionError(f"the answer ${word} is read as a whole")
        if word not in self.names.variables:
            raise Refusal(f"`${word}`, which nothing sets,", node.span)
        return name(self.names.variables[word])

    def _member(self, node: Member) -> Code:
        special = self._special(node, or_null=node.optional)
        if special is not None:
            return special
        if node.optional:
            return self.guarded(node)
        if node.key.isdecimal():
            return self.at(self.value(node.base), [name(str(int(node.key)))])
        return pieces.item(self.value(node.base), text(node.key))

    def _special(self, node: Member, or_null: bool) -> Code | None:
        """A member of `$input`, `$env` and the like; None for one of any other value."""
        part = self.known.answer_part(node)
        if part is not None:
            return self._answer_part(node, part[1])
        base = node.base.name if type(node.base) is Variable else None
        if base == "env":
            return self.context("env_value", text(node.key))
        if base == "auth":
            return pieces.NONE
        if base == "var":
            return (
                self._local(node.key, node)
                if node.key in self.names.variables or not or_null
                else pieces.NONE
            )
        if base != "input":
            return None
        if node.key in self.names.inputs:
            return name(self.names.inputs[node.key])
        if or_null:
            return pieces.NONE
        raise Refusal(f"`$input.{node.key}`, which is not declared,", node.span)

    def _answer_part(self, node: Member, key: str) -> Code:
        answer = root_variable(node) or ""
        word = self.names.variables[answer]
        if key == "status":
            return pieces.attribute(name(word), "status_code")
        if key == "headers":
            return self.helper("header_lines", name(word))
        return name(self.names.variables[f"{answer}.data"])

    def _index(self, node: Index) -> Code:
        return self.at(self.value(node.base), [self.value(node.key)])

    # -- literals and operators --------------------------------------------------------------------------

    def _object(self, node: ObjectLiteral) -> Code:
        entries = []
        for entry in node.entries:
            literal = entry.key if type(entry.key) is Literal else None
            key = text(str(literal.value)) if literal is not None else self.text(entry.key)
            entries.append((key, self.value(entry.value)))
        # Of two entries with one key the last counts, at the place of the first.
        return pieces.dictionary({key: (key, value) for key, value in entries}.values())

    def _unary(self, node: Unary) -> Code:
        if node.operator == "!":
            return self.condition(node)
        inner = self.operators.number(self.operand(node.operand))
        return Code(("-", *pieces.held(inner, pieces.UNARY)), pieces.UNARY)

    def _binary(self, node: Binary) -> Code:
        operator = node.operator.rstrip("?")
        if operator == "~":
            return self._concatenated(node)
        guarded = guarded_operands(node, self.language)
        left, right = (
            Operand(self.guarded(side), self.known.of(side).or_null())
            if side in guarded
            else self.operand(side)
            for side in (node.left, node.right)
        )
        written = self.operators.binary(operator, left, right)
        if written is None:
            raise Refusal(f"the operator `{node.operator}`", node.span)
        return written

    def _concatenated(self, node: Binary) -> Code:
        operands = self._joined(node)
        first, second, *rest = operands
        if first.kind.has(LIST) and second.kind.has(LIST):
            lists = first.only(LIST) and second.only(LIST)
            both = (
                pieces.listing((pieces.spread(first.code), pieces.spread(second.code)))
                if lists
                else self.helper("concat", first.code, second.code)
            )
            joined = Operand(both, Kind(LIST) if lists else ANY)
            for one in rest:
                joined = Operand(self.helper("concat", joined.code, one.code), ANY)
            return joined.code
        return self.operators.joined(operands)

    def _joined(self, node: Expression) -> list[Operand]:
        """The operands of a row of `~`."""
        node = ungrouped(node)
        if type(node) is Binary and node.operator == "~":
            inner = ungrouped(node.right)
            nested = type(inner) is Binary and inner.operator == "~" and self.known.of(inner).only(TEXT)
            right = self._joined(inner) if nested else [self.operand(node.right)]
            return [*self._joined(node.left), *right]
        return [self.operand(node)]

    def _logical(self, node: Logical) -> Code:
        if node.operator == "&&":
            both = self.condition(node)
            bools = self.known.of(node.left).only(BOOL) and self.known.of(node.right).only(BOOL)
            return both if bools else call("bool", both)
        nulls = node.operator == "??"
        left = Operand(self.guarded(node.left), ANY) if nulls else self.operand(node.left)
        right = self.value(node.right)
        if not nulls and left.only(PLAIN_TRUTH | OBJECT):
            return chain(OR, left.code, ("or", right))
        if left.code.is_name:
            return pieces.choice(self._decides(left, nulls), left.code, right)
        if isinstance(ungrouped(node.right), CHEAP):
            return self.helper("coalesce" if nulls else "either", left.code, right)
        found = self.names.fresh("found", "value", "known")
        taken = Operand(pieces.walrus(found, left.code), left.kind)
        return pieces.choice(self._decides(taken, nulls), name(found), right)

    def _decides(self, left: Operand, nulls: bool) -> Code:
        if nulls:
            return chain(COMPARISON, left.code, ("is not", pieces.NONE))
        return self.operators.truth(left)

    def _ternary(self, node: Ternary) -> Code:
        return pieces.choice(self.condition(node.condition), self.value(node.yes), self.value(node.no))

    # -- filters -----------------------------------------------------------------------------------------

    def _pipe(self, node: Pipe) -> Code:
        quotient = self._whole_quotient(node)
        if quotient is not None:
            return quotient
        guards = bool(guarded_operands(node, self.language))
        return self._piped(node.value, live_filters(node.filters), guards).code

    def _whole_quotient(self, node: Pipe) -> Code | None:
        """``(a / 2)|floor`` and ``a|divide:2|floor`` of an int as ``a // 2``."""
        active = live_filters(node.filters)
        divided = ungrouped(node.value) if node.value is not None else None
        if not active or active[-1].name != "floor":
            return None
        before = active[:-1]
        if not before and type(divided) is Binary and divided.operator == "/":
            left, right = self.operand(divided.left), self.operand(divided.right)
        elif before and FILTER_OPERATORS.get(before[-1].name) == "/":
            left = self._piped(node.value, before[:-1], guards=False)
            right = self.operand(before[-1].arguments[0])
        else:
            return None
        ints = left.only(INT) and right.only(INT) and right.nonzero
        return chain(TERM, left.code, ("//", right.code)) if ints else None

    def _piped(self, value: Expression | None, filters: Sequence[FilterCall], guards: bool) -> Operand:
        if value is None:
            start = Operand(pieces.NONE, self.known.of(None))
        elif guards:
            start = Operand(self.guarded(value), self.known.of(value).or_null())
        else:
            start = self.operand(value)
        return self.filtered(start, filters)

    def filtered(self, value: Operand, filters: Sequence[FilterCall]) -> Operand:
        """A value after its filters.

        Raises:
            Refusal: a filter reads all variables of the function.
        """
        for item in live_filters(filters):
            kind = self.known.filtered(value.kind, item)
            value = Operand(self._filter(value, item), kind)
        return value

    def _filter(self, value: Operand, item: FilterCall) -> Code:
        spec = self.language.filters.get(item.name)
        if spec is None or spec.variables:
            raise Refusal(f"the filter `{item.name}`", item.span)
        rule = FILTERS.get(item.name)
        written = rule(Piped(self, value, item.arguments)) if rule is not None else None
        if written is not None:
            return written
        arguments = [
            self.function(argument, spec.accumulates) if at in spec.lazy else self._argument(argument)
            for at, argument in enumerate(item.arguments)
        ]
        return self.context("filter", text(item.name), value.code, *arguments)

    def _argument(self, node: Expression) -> Code:
        # `$this` where there is no element is the path of the element itself.
        if type(node) is Variable and node.name in ("$", "this") and not self._elements:
            return text("$this")
        return self.value(node)


def _names(node: Expression, word: str) -> bool:
    return any(type(one) is Variable and one.name == word for one in walk_live(node))
