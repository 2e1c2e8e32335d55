"""Declarations of a file become the schema of a function, and what is wrong with them problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from runner.errors import Fix, Problem, ScriptError
from runner.source import Source, Span
from runner.types.decorations import WORDS, misplaced, stray_word
from runner.types.faults import Fault, show
from runner.types.field import MASK, Field, check_default
from runner.types.filter_text import name_and_argument, split_parts
from runner.types.filters import INPUT_FILTERS
from runner.types.rules import argument_of
from runner.types.schema import Schema
from runner.types.suggestions import (
    is_filter_alias,
    is_type_alias,
    suggest_filter,
    suggest_type,
    unknown_filter,
    unknown_type,
)
from runner.types.table import TYPES
from runner.values.paths import MISSING

if TYPE_CHECKING:
    from runner.syntax.nodes import Declaration, Expression

# How other languages write what `text[]`, `values`, `schema`, `min:1|max:5` and `true` stand for.
LIST_OF = re.compile(r"\[[ \t]*(\w*[A-Za-z]\w*)[ \t]*\]")
CHOICES = ("options", "choices", "items", "enum", "allowed")
MEMBER_BLOCKS = ("fields", "properties", "props", "members", "columns")
CALLED = re.compile(r"(\w+)\((.*)\)")
COMMA = re.compile(r"[,;]")
JOINED = re.compile(r"[,;]\s*(\w+)(?=:|$)")
PARTED = "the filters of an input are parted by `|`"
CONSTANTS = {"True": "true", "yes": "true", "on": "true", "False": "false", "no": "false", "off": "false"}


def schema_from_declarations(
    declarations: list[Declaration], source: Source, noun: str = "input"
) -> tuple[Schema, list[Problem]]:
    """The schema of an ``input`` or ``schema`` block, and every problem in it.

    Where a declaration has a problem its field takes what can be understood of it, so that checks
    of the function's code need not stop there. ``dblink`` adds no inputs. ``noun`` says what is declared.
    """
    reader = _Reader(source, noun)
    fields = reader.fields(declarations)
    return Schema(fields), reader.problems


class _Reader:
    """Reads declarations and gathers their problems."""

    def __init__(self, source: Source, noun: str) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._noun = noun

    def fields(self, declarations: list[Declaration]) -> tuple[Field, ...]:
        """The fields of one block, of inputs of the same name the first."""
        found: dict[str, Field] = {}
        lines: dict[str, int] = {}
        strays = self._strays(declarations)
        for node in declarations:
            if node.type_name == "dblink" or id(node) in strays:
                continue
            field = self._field(node)
            line = self._source.position(node.span.start).line
            if not node.name:
                article = "an" if self._noun[0] in "aeiou" else "a"
                message = f"{article} {self._noun} needs a name behind its type, such as `{field.type} name`"
                self._report("input-without-name", message, node.type_span)
            elif node.name in found:
                first = lines[node.name]
                message = f"{self._noun} `{node.name}` is declared twice; line {first} has it first"
                self._report("duplicate-input", message, node.name_span)
            else:
                found[node.name], lines[node.name] = field, line
        return tuple(found.values())

    def _strays(self, declarations: list[Declaration]) -> set[int]:
        """The identities of what is no declaration, but a word that belongs to one; told here."""
        found: set[int] = set()
        for before, node in zip([None, *declarations], declarations, strict=False):
            problem = stray_word(before, node, self._source) if not node.name else None
            if problem is not None:
                self.problems.append(problem)
                found.add(id(node))
                # `optional text a`: neither of the two is an input as it stands.
                if before is not None and before.type_name in WORDS:
                    found.add(id(before))
        return found

    def _field(self, node: Declaration) -> Field:
        low, high = node.list_size or (None, None)
        field = Field(
            name=node.name,
            type=self._type(node),
            list=node.list_depth == 1,
            minimum=low if node.list_depth == 1 else None,
            maximum=high if node.list_depth == 1 else None,
            nullable=node.nullable,
            optional=node.optional,
            filters=tuple(self._filters(node)),
            values=self._values(node),
            size=self._size(node),
            description=str(self._property(node, "description") or ""),
            sensitive=self._property(node, "sensitive") is True,
            table=str(self._property(node, "table") or ""),
            fields=self._members(node),
            where=f"{self._source.name}:{self._source.position(node.span.start).line}",
        )
        field = self._with_default(node, field)
        # After the field is whole: its corrected line needs all that stands in front of the braces.
        self.problems.extend(misplaced(node, field, self._source))
        return field

    # -- types -------------------------------------------------------------------------------------

    def _type(self, node: Declaration) -> str:
        name = node.type_name
        if node.list_depth > 1:
            message = "nested list types do not exist; use `json`"
            self._report("nested-list", message, node.type_span, fix=self._nested_list_fix(node))
            return "json"
        if name in TYPES:
            return name
        written = Span(node.type_span.start, node.type_span.start + len(name))
        suggestion = suggest_type(name)
        fix = Fix(written, suggestion, safe=is_type_alias(name)) if suggestion else None
        items = LIST_OF.match(self._source.text, written.end) if suggestion == "json" else None
        if items is not None:
            fix = Fix(Span(written.start, items.end()), f"{items[1]}[]")
        hint = None if suggestion else f"the types are {', '.join(TYPES)}"
        self._report("unknown-type", unknown_type(name), written, hint=hint, fix=fix)
        # `enum` and `object` would only raise a second problem about what they lack.
        return suggestion if suggestion and suggestion not in ("enum", "object") else "json"

    def _nested_list_fix(self, node: Declaration) -> Fix:
        # The brackets go too: `int[][] a` becomes `json a`.
        end = self._source.text.rfind("]", node.type_span.start, node.name_span.start) + 1
        return Fix(Span(node.type_span.start, max(end, node.type_span.end)), "json")

    def _members(self, node: Declaration) -> tuple[Field, ...]:
        if node.type_name != "object" or node.list_depth > 1:
            return ()
        block = node.block.block("schema") if node.block else None
        if block is not None:
            return self.fields(block.declarations)
        message = "an `object` needs a `schema { ... }`; use `json` for free data"
        span = Span(node.type_span.start, node.type_span.start + len(node.type_name))
        self._report("object-without-schema", message, span, fix=self._schema_fix(node, span))
        return ()

    def _schema_fix(self, node: Declaration, span: Span) -> Fix | None:
        """`json` for an object of which nothing is said; else its members get their `schema`."""
        inner = node.block.statements if node.block is not None else []
        named = next((entry for entry in inner if entry.name in MEMBER_BLOCKS), None)
        if named is not None:
            return Fix(named.name_span, "schema")
        if node.block is None or not inner:
            return Fix(span, "json")
        # `int b` in braces of their own reads as a statement called `int`.
        if any(entry.name not in TYPES for entry in inner):
            return None
        start, end = node.block.span
        return Fix(node.block.span, f"{{ schema {self._source.text[start:end]} }}")

    def _values(self, node: Declaration) -> tuple[Any, ...]:
        if node.type_name != "enum":
            return ()
        values = self._property(node, "values")
        if type(values) is list and values:
            return tuple(values)
        message = 'an `enum` needs its choices, `values = ["a", "b"]`; use `text` for free text'
        named = [entry for entry in node.block.properties if entry.key in CHOICES] if node.block else []
        fix = Fix(named[0].key_span, "values") if named else None
        self._report("enum-without-values", message, node.type_span, fix=fix)
        return ()

    def _size(self, node: Declaration) -> int | None:
        size = self._property(node, "size") if node.type_name == "vector" else None
        return size if type(size) is int and size > 0 else None

    # -- filters -----------------------------------------------------------------------------------

    def _filters(self, node: Declaration) -> Iterator[tuple[str, str]]:
        # The span of the filters may hold `filters=` too, but it always ends with them.
        whole = node.filters_span or node.span
        start, text = whole.end - len(node.filters), node.filters
        if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
            span, text, start = Span(start, whole.end), text[1:-1], start + 1
            message = "the filters of an input stand without quotes"
            self._report("input-filters", message, span, hint=f"filters={text}", fix=Fix(span, text))
        for offset, part in split_parts(text):
            name, argument = name_and_argument(part)
            at = start + offset + part.index(name)
            if self._is_filter(name, argument, Span(at, at + len(name))):
                yield name, argument

    def _is_filter(self, name: str, argument: str, span: Span) -> bool:
        known = INPUT_FILTERS.get(name)
        if known is None:
            # `|!trim` is a filter that is switched off.
            if not name.startswith("!"):
                self._report_filter(name, span)
            return False
        try:
            argument_of(known, argument)
        except ValueError as error:
            joined = JOINED.search(argument)
            if joined is not None and joined[1] in INPUT_FILTERS:
                comma = Span(span.end + 1 + joined.start(), span.end + 1 + joined.start(1))
                self._report("input-filters", PARTED, comma, hint="min:1|max:5", fix=Fix(comma, "|"))
            else:
                self._report("input-filter-argument", str(error), span)
            return False
        return True

    def _report_filter(self, name: str, span: Span) -> None:
        """The problem of a name that no filter has."""
        names, called = COMMA.split(name), CALLED.fullmatch(name)
        if all(each in INPUT_FILTERS for each in names):
            parted = "|".join(names)
            self._report("input-filters", PARTED, span, hint=f"filters={parted}", fix=Fix(span, parted))
        elif called is not None and called[1] in INPUT_FILTERS:
            written = f"{called[1]}:{called[2]}".removesuffix(":")
            message = "the argument of an input filter follows a colon"
            self._report("input-filters", message, span, hint=written, fix=Fix(span, written))
        else:
            suggestion = suggest_filter(name)
            fix = Fix(span, suggestion, safe=is_filter_alias(name)) if suggestion else None
            hint = None if suggestion else f"the input filters are {', '.join(INPUT_FILTERS)}"
            self._report("unknown-input-filter", unknown_filter(name), span, hint=hint, fix=fix)

    # -- defaults and properties -------------------------------------------------------------------

    def _with_default(self, node: Declaration, field: Field) -> Field:
        if node.default is None:
            return field
        default = self._constant(node.default)
        if default is MISSING:
            message = f"the default of `{node.name}` has to be a constant"
            self._report("input-default", message, node.default.span)
            # The input can still be left out, which is all that a check of the stack needs.
            return field.changed(optional=True)
        with_default = field.changed(default=default)
        try:
            check_default(with_default)
        except Fault as fault:
            rule = fault.reason or f"{field.spec.expected} is expected"
            shown = MASK if field.is_secret else show(default)
            message = f"the default of `{node.name}` is {shown}, but {rule}"
            constant = CONSTANTS.get(str(default)) if field.type == "bool" else None
            fix = Fix(node.default.span, constant) if constant is not None else None
            self._report("input-default", message, node.default.span, fix=fix)
            return field.changed(optional=True)
        return with_default

    def _property(self, node: Declaration, key: str) -> Any:
        """The value of a property of the declaration's block; null where it is not a constant."""
        value = node.block.get(key) if node.block else None
        found = self._constant(value) if value is not None else None
        return None if found is MISSING else found

    def _constant(self, node: Expression) -> Any:
        # Here and not above: a run of compiled code needs no reader of XanoScript.
        from runner.syntax.constants import NotConstant, constant

        try:
            return constant(node)
        except (NotConstant, ScriptError):
            return MISSING

    def _report(
        self, code: str, message: str, span: Span, *, hint: str | None = None, fix: Fix | None = None
    ) -> None:
        self.problems.append(Problem(code, message, self._source, span, hint, fix))
