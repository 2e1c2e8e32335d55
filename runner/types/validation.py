"""Validation of one call's inputs: every value converted, every fault found, none thrown on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from runner.records import Record
from runner.types.faults import Fault, nearest, show
from runner.types.field import MASK, Field
from runner.values.numbers import INT_MAX, INT_MIN
from runner.values.paths import MISSING


class InputFault(Record):
    """One fault: the path of the value (``from.email``, ``items[2].id``) and the whole sentence."""

    path: str
    message: str


class Validator:
    """Walks declarations and values of one call and gathers the faults in :attr:`faults`.

    What is not given, null or empty may count otherwise elsewhere: a subclass says so.

    Args:
        now: the time, for inputs whose value is the word ``now``.
        passes_on: whether null for what may be left out counts as left out.
    """

    def __init__(self, now: Callable[[], int], passes_on: bool = False) -> None:
        self.faults: list[InputFault] = []
        self._now = now
        self._passes_on = passes_on
        self._secret = False  # inside an object that is sensitive as a whole

    def members(
        self, fields: tuple[Field, ...], values: Mapping[str, Any], prefix: str = ""
    ) -> dict[str, Any]:
        """The values of ``fields``, null where there is a fault; ``prefix`` leads to them in messages."""
        result: dict[str, Any] = {}
        for field in fields:
            name = field.name
            value = values.get(name, MISSING)
            # Most values are of the very type already: this spares them five calls of Python.
            kind = type(value)
            if kind is field.exact and (value if kind is str else INT_MIN <= value <= INT_MAX):
                result[name] = value
            elif value is MISSING:
                result[name] = self.left_out(field, fields, values, prefix)
            elif value is None:
                result[name] = self.null(field, prefix + name)
            elif field.list:
                result[name] = self._items(field, value, prefix + name)
            else:
                result[name] = self.single(field, value, prefix + name)
        return result

    def called(self, path: str) -> str:
        """What the value at ``path`` is called in messages."""
        return f"input `{path}`"

    def left_out(
        self, field: Field, fields: tuple[Field, ...], values: Mapping[str, Any], prefix: str
    ) -> Any:
        """The value of a field that was not given."""
        # Checked by `schema_from_declarations` before; a Python function's author may want another type.
        if field.may_be_left_out:
            try:
                return field.default_value(self._now)
            except Fault:
                return field.default
        if not field.nullable:
            # Only what no input claims can be a misspelled name.
            unknown = set(values) - {other.name for other in fields}
            typo = nearest(field.name, map(str, unknown)) if unknown else None
            hint = f"you gave `{typo}`, did you mean `{field.name}`?" if typo else "give it a value"
            self._report(field, prefix + field.name, f"is missing, but {field.expected} is required; {hint}")
        return None

    def null(self, field: Field, path: str) -> Any:
        """The value of a field that is null."""
        # A json input's null is a value like any other; only a required one has to be more.
        if field.nullable or field.default is None or (field.type == "json" and field.may_be_left_out):
            return None
        if self._passes_on and field.may_be_left_out:
            return self.left_out(field, (), {}, "")
        advice = "leave it out" if field.may_be_left_out else "give it a value"
        # The declaration as it would have to be, for the author to copy.
        declared = field.changed(nullable=True).head
        self._report(
            field, path, f"is null, but {field.expected} is expected; {advice}, or declare it as `{declared}`"
        )
        return None

    # -- values --------------------------------------------------------------------------------------

    def single(self, field: Field, value: Any, path: str) -> Any:
        """The value of a field that is no list."""
        if type(value) is str and field.spec.textual:
            trimmed = _transformed(field, value)
            if not trimmed:
                return self.empty(field, value, path)
        return self.item(field, value, path)

    def empty(self, field: Field, value: str, path: str) -> Any:
        """An empty text: it stands for nothing given, which an optional input may be."""
        if not field.may_be_left_out:
            optional = field.changed(optional=True).head
            rule = f"{field.expected} that is not empty is expected"
            self._refuse(field, path, value, f"{rule}; give it a value, or declare it as `{optional}`")
        return ""

    def _items(self, field: Field, value: Any, path: str) -> Any:
        # A single value counts as a list of one: authors give `json[]` inputs bare values.
        items = value if type(value) is list else [value]
        try:
            for check in field.rules.counts:
                check(items)
        except Fault as fault:
            self._fault(field, path, items, fault)
        # Lists of plain values are common and long: convert them without a look at each. Of secrets a
        # table makes something else.
        if not (field.fields or field.is_secret or field.rules.transforms or field.rules.checks):
            try:
                return list(map(field.coerce, items))
            except Fault:
                pass  # the slow way finds out which
        return [self.item(field, item, path, at) for at, item in enumerate(items)]

    def item(self, field: Field, value: Any, path: str, at: int | None = None) -> Any:
        """One value of the type of a field: its own, or the element ``at`` of its list."""
        try:
            converted = field.convert(_transformed(field, value), self._now)
            # A number becomes a text only by the conversion: `upper` is due after it.
            if type(value) is not str:
                converted = _transformed(field, converted)
            for check in field.rules.checks:
                check(converted)
        except Fault as fault:
            self._fault(field, path if at is None else f"{path}[{at}]", value, fault)
            # The value is lost; the call fails when all its faults are known.
            return None
        # Members have rules of their own; what the schema does not name is dropped.
        if field.fields:
            return self._object(field, converted, path if at is None else f"{path}[{at}]")
        return converted

    def _object(self, field: Field, value: dict[str, Any], path: str) -> dict[str, Any]:
        outside = self._secret
        self._secret = outside or field.sensitive
        try:
            return self.members(field.fields, value, f"{path}.")
        finally:
            self._secret = outside

    # -- messages ------------------------------------------------------------------------------------

    def _fault(self, field: Field, path: str, value: Any, fault: Fault) -> None:
        rule = fault.message or fault.reason or f"{field.spec.expected} is expected"
        self._refuse(field, path, value, rule, separator=": " if fault.message else ", but ")

    def _refuse(self, field: Field, path: str, value: Any, rule: str, separator: str = ", but ") -> None:
        shown = MASK if value is not None and (self._secret or field.is_secret) else show(value)
        self._report(field, path, f"is {shown}{separator}{rule}")

    def _report(self, field: Field, path: str, what: str) -> None:
        declared = f" (declared at {field.where})" if field.where else ""
        self.faults.append(InputFault(path, f"{self.called(path)} {what}{declared}"))


def _transformed(field: Field, value: Any) -> Any:
    if type(value) is str:
        # A second time they change nothing more, so applying them twice does no harm.
        for transform in field.rules.transforms:
            value = transform(value)
    return value
