"""What is known of the values of a function that is ejected: the compiler's inference, seen from Python."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from runner.check.live import live_statements, walk_live
from runner.check.variables import is_input, root_variable, subject, targets, ungrouped
from runner.compile.inference import Inference, operation_kind
from runner.specs import Language
from runner.syntax.nodes import (
    Binary,
    Expression,
    FilterCall,
    FunctionDocument,
    Member,
    Node,
    Statement,
    Variable,
    Word,
)
from runner.types.field import Field
from runner.values.kinds import (
    ANY,
    BOOL,
    COUNTER,
    FLOAT,
    INT,
    LIST,
    OBJECT,
    TEXT,
    Kind,
    int_kind,
    list_of,
)

# Ints are Python's own and never overflow, so what is added to them is an int again.
NATIVE_INT = int_kind(COUNTER)
TYPES = {
    "int": NATIVE_INT,
    "timestamp": NATIVE_INT,
    "decimal": Kind(FLOAT),
    "bool": Kind(BOOL),
    "object": Kind(OBJECT),
    **dict.fromkeys(("text", "email", "password", "uuid", "date"), Kind(TEXT)),
}
# What an expression that is evaluated once an element calls by these names is not the stack's.
ELEMENTS = frozenset({"index", "parent", "result"})
STATUS = ("response", "status")
CALCULATING = frozenset({"+", "-", "*"})
# Filters that make an object of an object.
KEEPING = frozenset({"set", "set_ifnotempty", "set_ifnotnull", "unset"})
RESULTS = {
    "entries": list_of(Kind(OBJECT)),
    **dict.fromkeys(("floor", "ceil"), NATIVE_INT),
    **dict.fromkeys(("pick", "unpick", "create_object", "querystring_parse"), Kind(OBJECT)),
}


def input_kind(field: Field) -> Kind:
    """What is known of an input once it is checked."""
    kind = TYPES.get(field.type, ANY)
    if field.type == "enum" and all(isinstance(value, str) for value in field.values):
        kind = Kind(TEXT)
    if field.list:
        kind = list_of(None if kind == ANY else kind)
    absent = field.nullable or (field.may_be_left_out and field.default_value(lambda: 0) is None)
    return kind.or_null() if absent and kind != ANY else kind


class _Declarations:
    """What the inputs of a function declare of the values that its code reads."""

    def __init__(self, document: FunctionDocument, language: Language, fields: tuple[Field, ...]) -> None:
        self._fields = fields
        self._once = dict(_set_once(document, language))
        self._sets_input = any(
            root_variable(target) == "input"
            for node in walk_live(document.stack)
            if type(node) is Statement
            for target in targets(node, language)
        )

    def member_kind(self, node: Member) -> Kind | None:
        """The kind of a member of an input; None where nothing declares it."""
        field = self._field(node) if not is_input(node.base) else None
        return input_kind(field) if field is not None else None

    def _field(self, node: Expression) -> Field | None:
        """The declaration of an input, or of a member of one, that an expression reads."""
        node = ungrouped(node)
        if type(node) is Variable:
            return self._variable(node.name)
        if type(node) is not Member:
            return None
        if is_input(node.base):
            # An input that is set may be anything.
            if self._sets_input:
                return None
            return next((field for field in self._fields if field.name == node.key), None)
        around = self._field(node.base)
        if around is None or around.list:
            return None
        return next((member for member in around.fields if member.name == node.key), None)

    def _variable(self, name: str) -> Field | None:
        # Once only: a variable may be set to a part of itself.
        once = self._once.pop(name, None)
        if once is None:
            return None
        field = self._field(once.value)
        self._once[name] = once
        if field is None or not once.walked:
            return field
        return field.changed(list=False) if field.list else None


class _Inference(Inference):
    """Knows more of inputs and filters than the compiler needs to know."""

    def __init__(
        self,
        document: FunctionDocument,
        language: Language,
        inputs: Mapping[str, Kind],
        declarations: _Declarations,
    ) -> None:
        self._declarations = declarations
        super().__init__(document, language, inputs)

    def after_filter(self, kind: Kind, item: FilterCall) -> Kind:
        """The kind of what a filter makes of a value of ``kind``."""
        if item.name in KEEPING and kind.types and kind.only(OBJECT):
            return Kind(OBJECT)
        return RESULTS.get(item.name) or super().after_filter(kind, item)

    def _of(self, node: Expression | None) -> Kind:
        if type(node) is Binary and node.operator in CALCULATING:
            return calculated(node.operator, self.of(node.left), self.of(node.right))
        declared = self._declarations.member_kind(node) if type(node) is Member else None
        return super()._of(node) if declared is None else declared

    def _given(self, statement: Statement, is_alias: bool, around: Statement | None) -> Callable[[], Kind]:
        head, value = subject(statement), statement.property("value")
        if statement.name == "array.merge":
            return lambda: list_of(None) if self.of(head).only(LIST) else ANY
        spec = self._language.statements.get(statement.name)
        operator = spec.operator if spec is not None else None
        if operator is not None and operator in CALCULATING:
            return lambda: calculated(operator, self.of(head), self.of(value))
        return super()._given(statement, is_alias, around)


def calculated(operator: str, left: Kind, right: Kind) -> Kind:
    """The kind of a calculation in Python, where ints stay ints."""
    if left.types == right.types == INT:
        return int_kind(COUNTER, left.natural and right.natural and operator != "-")
    return operation_kind(operator, left, right)


class Knowledge:
    """The kinds of one function's expressions.

    Args:
        document: the function.
        language: what its filters and statements give.
        fields: its inputs.
        env: the env names that are surely there.
    """

    def __init__(
        self,
        document: FunctionDocument,
        language: Language,
        fields: Iterable[Field],
        env: Collection[str] = (),
    ) -> None:
        self.fields = tuple(fields)
        inputs = {field.name: input_kind(field) for field in self.fields}
        declarations = _Declarations(document, language, self.fields)
        self.inference = _Inference(document, language, inputs, declarations)
        self._env = frozenset(name.lower() for name in env)
        # Variables that hold an answer of httpx.
        self.answers: frozenset[str] = frozenset()
        # How many expressions that are evaluated once an element stand around the place.
        self.depth = 0

    def of(self, node: Expression | None) -> Kind:
        """The kind of an expression where it stands."""
        node = ungrouped(node) if node is not None else None
        if self._is_hidden(node):
            return ANY
        if type(node) is Word and node.text == "now":
            return NATIVE_INT
        if type(node) is Member:
            known = self._member(node)
            if known is not None:
                return known
        if type(node) is Binary and node.operator in CALCULATING:
            return calculated(node.operator, self.of(node.left), self.of(node.right))
        return self.inference.of(node)

    def _member(self, node: Member) -> Kind | None:
        if self.answer_part(node) == STATUS:
            return NATIVE_INT
        base = node.base.name if type(node.base) is Variable else None
        if base == "env" and node.key.lower() in self._env:
            return Kind(TEXT)
        return None

    def filtered(self, kind: Kind, item: FilterCall) -> Kind:
        """The kind of what a filter makes of a value."""
        return ANY if self._is_hidden(item) else self.inference.after_filter(kind, item)

    def _is_hidden(self, node: Node | None) -> bool:
        """Whether a name in ``node`` is an element's, and that of a variable as well."""
        if not self.depth:
            return False
        hidden = ELEMENTS & self.inference.variables.keys()
        return bool(hidden) and any(type(one) is Variable and one.name in hidden for one in walk_live(node))

    def variable(self, name: str) -> Kind:
        """The kind of everything that a variable ever holds."""
        return self.inference.variables.get(name, ANY)

    def answer_part(self, node: Member) -> tuple[str, str] | None:
        """``("response", "status")`` of `$answer.response.status`, where that is an answer of httpx."""
        inner = node.base
        if type(inner) is not Member or type(inner.base) is not Variable:
            return None
        return (inner.key, node.key) if inner.base.name in self.answers else None


class _Once(NamedTuple):
    """What the only statement that sets a variable gives it: a value, or its elements one by one."""

    value: Expression
    walked: bool


def _set_once(document: FunctionDocument, language: Language) -> Iterator[tuple[str, _Once]]:
    """The variables that one `var` or one `foreach` alone sets."""
    found: dict[str, list[_Once | None]] = {}
    for node in walk_live(document.stack):
        if type(node) is not Statement:
            continue
        walked = subject(node) if node.name == "foreach" else None
        for part in live_statements(node.block) if walked is not None else []:
            if part.alias is not None and type(part.alias.target) is Variable and not part.alias.filters:
                once = _Once(walked, True) if walked is not None else None
                found.setdefault(part.alias.target.name, []).append(once)
        value = node.property("value") if node.name == "var" else None
        for target in targets(node, language) if node.name != "each" else ():
            plain = value is not None and type(target) is Variable
            once = _Once(value, False) if value is not None and plain else None
            found.setdefault(root_variable(target) or "", []).append(once)
    for name, ways in found.items():
        if len(ways) == 1 and ways[0] is not None:
            yield name, ways[0]
