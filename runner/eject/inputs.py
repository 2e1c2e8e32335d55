"""The declared inputs of a function -> parameters with type hints, and TypedDicts for objects."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runner.eject import pieces
from runner.eject.layout import flat
from runner.eject.names import CALLED
from runner.eject.needs import Needs, Refusal
from runner.eject.pieces import Code, call, keyword_argument, name, text
from runner.records import Record
from runner.source import Span
from runner.types.field import Field
from runner.types.table import FILE_TYPES
from runner.values.paths import MISSING

HINTS = {
    "text": "str",
    "int": "int",
    "decimal": "float",
    "bool": "bool",
    **dict.fromkeys(("email", "password", "uuid", "date"), "str"),
    "timestamp": "int",
    "vector": "list[float]",
    **dict.fromkeys(FILE_TYPES, "dict[str, Any]"),
}
# What these hints say without more.
IMPLIED = frozenset({"text", "int", "decimal", "bool", "json", "enum"})


class Parameter(Record):
    """One parameter: its name, its hint and its default as code, and the input that it takes."""

    name: str
    hint: Code
    default: Code | None
    field: Field


class MemberHint(Record):
    """One member of an object: its key, its hint, and where it is declared."""

    key: str
    hint: Code
    where: str


class ObjectClass(Record):
    """A TypedDict for an object; ``about`` is its docstring."""

    name: str
    about: str
    members: tuple[MemberHint, ...]


class Declared(Record):
    """The inputs of a function: parameters, those without a default first, and what stands above them."""

    parameters: tuple[Parameter, ...]
    constants: tuple[tuple[str, Code], ...]
    classes: tuple[ObjectClass, ...]


class _Writer:
    def __init__(self, needs: Needs, names: dict[str, str], span: Span) -> None:
        self.needs = needs
        self.names = names
        self.span = span
        self.constants: list[tuple[str, Code]] = []
        self.classes: list[ObjectClass] = []

    def parameter(self, field: Field) -> Parameter:
        word = self.names[field.name]
        default = self._default(field, word)
        hint = self._hint(field, word, nullable=field.nullable or default == pieces.NONE)
        return Parameter(word, hint, default, field)

    def _default(self, field: Field, word: str) -> Code | None:
        if not field.may_be_left_out:
            return None
        if field.default == "now" and field.spec.clock:
            raise Refusal(f"the default `now` of the input `{field.name}`", self.span)
        code = pieces.literal(field.default_value(lambda: 0))
        if not isinstance(code.pieces[0], pieces.Bracket):
            return code
        constant = f"DEFAULT_{word.upper()}"
        hint = self._single(field)
        hint = Code(("list[", *hint.pieces, "]")) if field.list else hint
        self.constants.append((f"{constant}: {flat(hint)}", code))
        return name(constant)

    def _hint(self, field: Field, word: str, nullable: bool, optional: bool = False) -> Code:
        hint = self._single(field)
        if field.list:
            hint = Code(("list[", *hint.pieces, "]"))
        if nullable:
            hint = Code((*hint.pieces, " | None"), pieces.BIT_OR)
        given = self._given(field, word, optional)
        if given:
            self.needs.from_runner("Input")
            annotated = self.needs.from_typing("Annotated")
            hint = Code((annotated, pieces.Bracket("[", (hint, call("Input", *given)), "]", comma=False)))
        return hint

    def _single(self, field: Field) -> Code:
        if field.type == "enum" and field.values:
            choices = tuple(pieces.literal(value) for value in field.values)
            return Code((self.needs.from_typing("Literal"), pieces.Bracket("[", choices, "]", comma=False)))
        if field.type == "object" and field.fields:
            return name(self._class(field))
        hint = HINTS.get(field.type, "Any")
        if "Any" in hint:
            self.needs.from_typing("Any")
        return name(hint)

    def _given(self, field: Field, word: str, optional: bool) -> list[Code]:
        """The arguments of ``Input(...)``: what the hint does not say."""
        bounds = ((word, bound) for word, bound in (("min", field.minimum), ("max", field.maximum)))
        filters = [f"{rule}:{bound}" for rule, bound in bounds if bound is not None and field.list]
        filters += [field.written_filters] if field.filters else []
        given = [text("|".join(filters))] if filters else []
        if field.type not in IMPLIED:
            given.append(keyword_argument("type", text(field.type)))
        if field.name != word:
            given.append(keyword_argument("name", text(field.name)))
        if optional and field.default is not MISSING and field.default is not None:
            given.append(keyword_argument("default", pieces.literal(field.default_value(lambda: 0))))
        if field.sensitive:
            given.append(keyword_argument("sensitive", pieces.TRUE))
        return given

    def _class(self, field: Field) -> str:
        word = re.sub(r"\W|_", " ", field.name).title().replace(" ", "")
        word = word[:-1] if field.list and word.endswith("s") and len(word) > 3 else word
        self.needs.from_typing("TypedDict")
        members = tuple(self._member(member) for member in field.fields)
        taken = CALLED | {known.name for known in self.classes}
        while word in taken:
            word += "_"
        about = f"{'One of' if field.list else 'The input'} `{field.name}`."
        self.classes.append(ObjectClass(word, about, members))
        return word

    def _member(self, field: Field) -> MemberHint:
        hint = self._hint(field, field.name, field.nullable, optional=True)
        if field.may_be_left_out:
            hint = Code(
                (self.needs.from_typing("NotRequired"), pieces.Bracket("[", (hint,), "]", comma=False))
            )
        return MemberHint(field.name, hint, field.where)


def declare(fields: Iterable[Field], names: dict[str, str], needs: Needs, span: Span) -> Declared:
    """The inputs of a function as parameters; ``names`` gives the names of these.

    Raises:
        Refusal: an input that no parameter can be.
    """
    writer = _Writer(needs, names, span)
    parameters = [writer.parameter(field) for field in fields]
    parameters.sort(key=lambda parameter: parameter.default is not None)
    return Declared(tuple(parameters), tuple(writer.constants), tuple(writer.classes))
