"""Works out the kinds of one function's variables and expressions.

One kind a variable for the whole function: the join of everything that is assigned to it. Kinds come from
literals, inputs, operators, and the annotations of filters and statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from runner.check.guards import EQUALITY
from runner.check.live import live_filters, live_statements, walk_live
from runner.check.variables import RESERVED, root_variable, subject, targets, ungrouped
from runner.specs import Language
from runner.syntax.nodes import (
    Binary,
    Block,
    Declaration,
    Expression,
    FilterCall,
    FunctionDocument,
    Group,
    Index,
    ListLiteral,
    Literal,
    Logical,
    Member,
    ObjectLiteral,
    Pipe,
    Statement,
    Ternary,
    Unary,
    Variable,
)
from runner.values import kinds
from runner.values.kinds import (
    ANY,
    BOOL,
    COUNTER,
    FLOAT,
    HOLDERS,
    INT,
    LARGE,
    LIST,
    NOTHING,
    NULL,
    NUMBER,
    NUMERIC,
    OBJECT,
    SMALL,
    STEP,
    TEXT,
    WIDE,
    Kind,
    int_kind,
    join,
    join_all,
    list_of,
    literal_kind,
)

# Operators whose result is a bool.
COMPARING = EQUALITY | {"<", "<=", ">", ">=", "in", "not in", "contains", "not contains"}
# Kinds by the annotations of filters and statements. `float` may be an int to mypy.
ANNOTATED = {
    "int": int_kind(WIDE),
    "Number": NUMBER,
    "float": NUMBER,
    "str": Kind(TEXT),
    "bool": Kind(BOOL),
    "list[int]": list_of(int_kind(WIDE)),
    "list[str]": list_of(Kind(TEXT)),
    "list[Any]": list_of(None),
}
DECLARED = {
    "int": int_kind(WIDE),
    "decimal": NUMBER,
    "text": Kind(TEXT),
    "email": Kind(TEXT),
    "bool": Kind(BOOL),
}
SIZE = int_kind(STEP, natural=True)
INDEX = int_kind(COUNTER, natural=True)
ROUNDS = 40  # each round only widens; where even so many do not settle it, nothing is known


class Inference:
    """The kinds of one function.

    Args:
        document: the function.
        language: what its filters and statements give.
        inputs: what is known of its inputs, beyond what it declares.

    Attributes:
        variables: what every value has that a variable ever gets.
    """

    def __init__(
        self, document: FunctionDocument, language: Language, inputs: Mapping[str, Kind] | None = None
    ) -> None:
        self._language = language
        self._inputs = {item.name: declared_kind(item) for item in document.inputs} | dict(inputs or {})
        self.variables: dict[str, Kind] = {}
        # Kinds of expressions, by their identity, once those of the variables are settled.
        self._known: dict[int, Kind] = {}
        self._settled = False
        assignments = list(self._assignments(document.stack, None))
        self.variables = dict.fromkeys((name for name, _ in assignments), NOTHING)
        for _ in range(ROUNDS):
            before = dict(self.variables)
            for name, kind_of in assignments:
                self.variables[name] = join(self.variables[name], kind_of())
            if self.variables == before:
                break
        else:
            self.variables = dict.fromkeys(self.variables, ANY)
        for name, kind in self.variables.items():
            if not kind.types:  # set by nothing that could ever run
                self.variables[name] = ANY
        self._settled = True

    # -- expressions -------------------------------------------------------------------------------

    def of(self, node: Expression | None) -> Kind:
        """The kind of an expression outside of what is evaluated once an element."""
        if not self._settled:
            return self._of(node)
        kind = self._known.get(id(node))
        if kind is None:
            kind = self._known[id(node)] = self._of(node)
        return kind

    def _of(self, node: Expression | None) -> Kind:
        rule = RULES.get(type(node))
        return rule(self, node) if rule is not None else ANY

    def _variable(self, node: Variable) -> Kind:
        return self.variables.get(node.name, ANY) if node.name not in RESERVED else ANY

    def _unary(self, node: Unary) -> Kind:
        if node.operator == "!":
            return Kind(BOOL)
        kind = self.of(node.operand)
        small = kind.only(INT) and kind.bits < WIDE
        return kind._replace(natural=False) if small or not kind.types else NUMBER

    def _member(self, node: Member) -> Kind:
        base = node.base.name if type(node.base) is Variable else None
        if base == "input":
            return self._inputs.get(node.key, ANY)
        if base == "var":
            return self.variables.get(node.key, ANY)
        found = self.of(node.base).elements
        return found.or_null() if node.optional else found

    def _object(self, node: ObjectLiteral) -> Kind:
        return kinds.holder_of(OBJECT, join_all(self.of(entry.value) for entry in node.entries))

    def _logical(self, node: Logical) -> Kind:
        if node.operator == "&&":
            return Kind(BOOL)
        left = self.of(node.left)
        # `??` reads its left side under a null guard, and gives it only where it is not null.
        if node.operator == "??":
            left = left._replace(types=left.types & ~NULL)
        return join(left, self.of(node.right))

    def _binary(self, node: Binary) -> Kind:
        operator = node.operator.rstrip("?")
        if operator in COMPARING:
            return Kind(BOOL)
        if operator == "..":
            return range_kind(self.of(node.left), self.of(node.right))
        return operation_kind(operator, self.of(node.left), self.of(node.right))

    def floored_quotient(self, node: Pipe) -> Binary | None:
        """The division of ``(a / b)|floor`` where both are ints, and nothing else happens."""
        if len(node.filters) != 1 or node.filters[0].disabled or node.filters[0].name != "floor":
            return None
        divided = ungrouped(node.value) if node.value is not None else None
        if type(divided) is not Binary or divided.operator != "/":
            return None
        ints = all(self.of(side).only(INT) for side in (divided.left, divided.right))
        return divided if ints else None

    def _pipe(self, node: Pipe) -> Kind:
        quotient = self.floored_quotient(node)
        if quotient is None:
            return self._filtered(self.of(node.value), node.filters)
        left, right = self.of(quotient.left), self.of(quotient.right)
        if not left.types or not right.types:
            return NOTHING
        # The least int divided by -1 is no int any more.
        if left.bits == WIDE and not right.natural:
            return NUMBER
        # The middle of two numbers is no larger than they are.
        halves = type(quotient.right) is Literal and quotient.right.value > 1
        bits = SMALL if halves and left.bits == LARGE else left.bits
        return int_kind(bits, left.natural and right.natural)

    def _filtered(self, kind: Kind, filters: list[FilterCall]) -> Kind:
        for item in live_filters(filters):
            kind = self.after_filter(kind, item)
        return kind

    def through(self, node: Pipe) -> Iterator[tuple[FilterCall, Kind]]:
        """The filters of a pipe that run, each with the kind of what it gets."""
        kind = self.of(node.value)
        for item in live_filters(node.filters):
            yield item, kind
            kind = self.after_filter(kind, item)

    def after_filter(self, kind: Kind, item: FilterCall) -> Kind:
        """The kind of what a filter makes of a value of ``kind``."""
        rule = FILTERS.get(item.name)
        if rule is not None:
            return rule(kind, item.arguments, self.of)
        spec = self._language.filters.get(item.name)
        return annotated(spec.function) if spec is not None else ANY

    # -- assignments -------------------------------------------------------------------------------

    def _assignments(
        self, block: Block | None, around: Statement | None
    ) -> Iterator[tuple[str, Callable[[], Kind]]]:
        """Each variable that a statement sets, and what then tells the kind it gets."""
        for statement in live_statements(block):
            for target in targets(statement, self._language):
                name = root_variable(target)
                if name == "input":
                    self._inputs = dict.fromkeys(self._inputs, ANY)  # an input that is set may be anything
                elif name is not None:
                    yield name, self._assigned(statement, target, name, around)
            yield from self._hidden(statement)
            yield from self._assignments(statement.block, statement)

    def _hidden(self, statement: Statement) -> Iterator[tuple[str, Callable[[], Kind]]]:
        """What a statement sets without naming it as a target."""
        if statement.name == "catch":
            yield "error", lambda: ANY
        walked = subject(statement) if statement.name == "foreach" else None
        name = root_variable(walked) if walked is not None else None
        if name is not None and any(
            type(node) is Statement and node.name == "remove" for node in walk_live(statement)
        ):
            yield name, lambda: ANY

    def _assigned(
        self, statement: Statement, target: Expression, name: str, around: Statement | None
    ) -> Callable[[], Kind]:
        alias = statement.alias
        is_alias = alias is not None and alias.target is target
        if alias is not None and is_alias and alias.filters:
            filters = alias.filters
            given: Callable[[], Kind] = lambda: self._filtered(ANY, filters)  # noqa: E731
        else:
            given = self._given(statement, is_alias, around)
        if type(target) is Variable:
            return given
        return lambda: self._with_element(target, given())

    def _given(self, statement: Statement, is_alias: bool, around: Statement | None) -> Callable[[], Kind]:
        """What a statement puts into its target."""
        head, value = subject(statement), statement.property("value")
        if statement.name in ("var", "var.update"):
            return lambda: self.of(value)
        if statement.name == "each" and around is not None:
            return (lambda: INDEX) if around.name == "for" else lambda: self._walked(subject(around))
        spec = self._language.statements.get(statement.name)
        operator = spec.operator if spec is not None else None
        if operator is not None:
            return lambda: operation_kind(operator, self.of(head), self.of(value))
        if spec is not None and spec.element == "adds":
            return lambda: kinds.with_element(list_of(self._held(head)), self.of(value))
        if spec is not None and spec.element == "takes":
            if is_alias:
                return lambda: list_of(self._held(head)).elements.or_null()
            return lambda: list_of(self._held(head))
        kind = annotated(spec.function) if spec is not None and spec.function is not None else ANY
        return lambda: kind

    def _walked(self, walked: Expression | None) -> Kind:
        kind = self.of(walked)
        return kind.elements if kind.only(HOLDERS | NULL) else ANY

    def _held(self, head: Expression | None) -> Kind | None:
        """What the list holds that a statement changes; null and `{}` count as an empty one."""
        return kinds.held_kind(self.of(head), LIST)

    def _with_element(self, target: Expression, new: Kind) -> Kind:
        """The kind of the variable that ``target`` starts from, once what it names is ``new``."""
        target = ungrouped(target)
        if type(target) is Variable:
            return new
        base = target.base if isinstance(target, (Index, Member)) else None
        if base is None:
            return ANY
        before = self.of(base)
        if type(base) is not Variable:
            before = before.or_null()  # what stands below a variable may be missing
        if not before.types:
            return before
        if type(target) is Member and type(base) is Variable and base.name == "var":
            return new
        types = before.types & HOLDERS
        # Under a key that is no number even a list becomes an object: where it is empty.
        numbered = type(target) is Index and self.of(target.key).only(NUMERIC | BOOL)
        if before.has(NULL | TEXT) or not numbered:
            types |= OBJECT
        return self._with_element(base, kinds.with_element(before._replace(types=types), new))


# The kind of an expression by its node.
RULES: dict[type, Callable[[Inference, Any], Kind]] = {
    Literal: lambda kinds, node: literal_kind(node.value),
    Variable: Inference._variable,
    Member: Inference._member,
    Index: lambda kinds, node: kinds.of(node.base).elements.or_null(),
    Group: lambda kinds, node: kinds.of(node.inner),
    Unary: Inference._unary,
    Binary: Inference._binary,
    Logical: Inference._logical,
    Ternary: lambda kinds, node: join(kinds.of(node.yes), kinds.of(node.no)),
    Pipe: Inference._pipe,
    ListLiteral: lambda kinds, node: list_of(join_all(map(kinds.of, node.items))),
    ObjectLiteral: Inference._object,
}


def operation_kind(operator: str, left: Kind, right: Kind) -> Kind:
    """The kind of a calculation; null and true count as numbers, and texts may be some."""
    if not left.types or not right.types:
        return NOTHING
    if operator == "~":
        return _joined_kind(left, right)
    if operator in ("+", "-"):
        return kinds.sum_kind(_operand(left), _operand(right), operator == "+")
    if operator == "*":
        return kinds.product_kind(_operand(left), _operand(right))
    if operator == "/":
        return kinds.quotient_kind(_operand(left), _operand(right))
    return kinds.rest_kind(_operand(left), _operand(right)) if operator == "%" else ANY


def _joined_kind(left: Kind, right: Kind) -> Kind:
    """The kind of ``left ~ right``: of two lists it is a list."""
    one, other = kinds.held_kind(left, LIST), kinds.held_kind(right, LIST)
    if not (left.has(LIST) and right.has(LIST)):
        return Kind(TEXT)
    both = list_of(None if one is None or other is None else join(one, other))
    return both if left.only(LIST) and right.only(LIST) else join(both, Kind(TEXT))


def range_kind(first: Kind, last: Kind) -> Kind:
    """The kind of ``(first..last)``: no element is larger than both."""
    bounds = join(_operand(first), _operand(last))
    return list_of(bounds if bounds.only(INT) else int_kind(WIDE))


def _operand(kind: Kind) -> Kind:
    """What arithmetic makes of a value."""
    if kind.only(INT | NULL | BOOL):
        return int_kind(max(kind.bits, 1), kind.natural)
    return kind if kind.only(FLOAT) else NUMBER


def declared_kind(declaration: Declaration) -> Kind:
    """What is known of an input from its declaration alone."""
    if declaration.nullable or declaration.optional or declaration.list_depth > 1:
        return ANY
    kind = DECLARED.get(declaration.type_name)
    if declaration.list_depth:
        return list_of(kind)
    return kind if kind is not None else ANY


@lru_cache(maxsize=512)
def annotated(function: Callable[..., Any]) -> Kind:
    """The kind that a filter or a statement gives, by the annotation that mypy holds it to."""
    return ANNOTATED.get(str(function.__annotations__.get("return")), ANY)


# -- filters of which more is known than their annotation says -------------------------------------------


Arguments = list[Expression]
KindOf = Callable[[Expression], Kind]


def _size(kind: Kind, arguments: Arguments, of: KindOf) -> Kind:
    return SIZE


def _fill(kind: Kind, arguments: Arguments, of: KindOf) -> Kind:
    # From 0 it is a list, else an object; behind a null its arguments may mean something else.
    start = arguments[0]
    from_zero = len(arguments) == 2 and type(start) is Literal and start.value == 0
    return list_of(kind) if from_zero and not kind.has(NULL) else ANY


def _same_list(kind: Kind, arguments: Arguments, of: KindOf) -> Kind:
    return kind if kind.only(LIST) else ANY


def _with_pushed(kind: Kind, arguments: Arguments, of: KindOf) -> Kind:
    return join(kind, list_of(of(arguments[0]))) if kind.only(LIST) and len(arguments) == 1 else ANY


def _one(kind: Kind, arguments: Arguments, of: KindOf) -> Kind:
    return kind.elements.or_null() if kind.only(LIST) else ANY


def _int(kind: Kind, arguments: Arguments, of: KindOf) -> Kind:
    return kind if kind.only(INT) and not arguments else int_kind(WIDE)


def _rounded(kind: Kind, arguments: Arguments, of: KindOf) -> Kind:
    return kind if kind.only(INT) and not arguments else NUMBER


def _extreme(kind: Kind, arguments: Arguments, of: KindOf) -> Kind:
    other = of(arguments[0]) if len(arguments) == 1 else ANY
    return join(kind, other) if kind.only(NUMERIC) and other.only(NUMERIC) else ANY


FILTERS: dict[str, Callable[[Kind, Arguments, KindOf], Kind]] = {
    **dict.fromkeys(("count", "strlen"), _size),
    "fill": _fill,
    **dict.fromkeys(("reverse", "slice"), _same_list),
    **dict.fromkeys(("push", "append"), _with_pushed),
    **dict.fromkeys(("first", "last"), _one),
    **dict.fromkeys(("min", "max"), _extreme),
    "to_int": _int,
    **dict.fromkeys(("floor", "ceil"), _rounded),
}
