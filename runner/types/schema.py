"""The inputs of a function: what a call may give, and what the function then sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from runner.errors import ScriptError
from runner.records import Record
from runner.types.field import Field
from runner.types.validation import InputFault, Validator

# A wrong list of ten thousand items is one mistake, not ten thousand lines.
MAX_LISTED = 20


class Schema(Record):
    """All declared inputs of one function."""

    fields: tuple[Field, ...] = ()

    def validate(
        self, values: Mapping[str, Any], *, now: Callable[[], int], passes_on: bool = False
    ) -> dict[str, Any]:
        """Every declared input with the value that the function sees; ``values`` stays as it is.

        An optional input that was not given has its default, else null. What is not declared is
        left out; see :meth:`undeclared`.

        Args:
            values: what the call gives.
            now: the time, for inputs whose value is the word ``now``.
            passes_on: whether code calls, which passes on what it was not given itself: null for an
                optional input counts as left out then.

        Raises:
            ScriptError: of the kind "inputerror", with every fault of the call in one message;
                its payload is a list of ``{"param": name, "message": sentence}``.
        """
        validator = Validator(now, passes_on)
        result = validator.members(self.fields, values)
        if validator.faults:
            raise faults_error(validator.faults)
        return result

    @property
    def has_secrets(self) -> bool:
        """Whether an input, or a member of an object, is sensitive or a password."""
        return _has_secrets(self.fields)

    def secrets(self, values: Mapping[str, Any]) -> Iterator[str]:
        """The texts in ``values`` that sensitive inputs and passwords hold, those inside objects too."""
        return _secrets(self.fields, values)

    def undeclared(self, values: Mapping[str, Any]) -> list[str]:
        """The names in ``values`` that no input has, those inside objects as paths (``from.mail``)."""
        return list(_undeclared(self.fields, values, ""))

    def describe(self) -> list[dict[str, Any]]:
        """The inputs as JSON-ready data, in the order of their declarations."""
        return [field.describe() for field in self.fields]


def faults_error(faults: list[InputFault], noun: str = "input") -> ScriptError:
    """The error of a call, or of whatever ``noun`` stands for, with all its ``faults``."""
    payload = [{"param": fault.path, "message": fault.message} for fault in faults]
    if len(faults) == 1:
        return ScriptError(faults[0].message, kind="inputerror", payload=payload)
    lines = [f"{len(faults)} {noun}s are wrong:", *(f"- {fault.message}" for fault in faults[:MAX_LISTED])]
    if len(faults) > MAX_LISTED:
        lines.append(f"- and {len(faults) - MAX_LISTED} more")
    return ScriptError("\n".join(lines), kind="inputerror", payload=payload)


def _has_secrets(fields: tuple[Field, ...]) -> bool:
    return any(field.is_secret or _has_secrets(field.fields) for field in fields)


def _secrets(fields: tuple[Field, ...], values: Any) -> Iterator[str]:
    for field in fields:
        value = values.get(field.name) if type(values) is dict else None
        if field.is_secret:
            yield from _texts(value)
        elif field.fields:
            for item in value if type(value) is list else [value]:
                yield from _secrets(field.fields, item)


def _texts(value: Any) -> Iterator[str]:
    if type(value) in (list, dict):
        for item in value.values() if type(value) is dict else value:
            yield from _texts(item)
    elif value is not None and type(value) is not bool:
        yield str(value)


def _undeclared(fields: tuple[Field, ...], values: Mapping[str, Any], prefix: str) -> Iterator[str]:
    known = {field.name: field for field in fields}
    for name, value in values.items():
        field = known.get(name)
        if field is None:
            # Dropped in silence by Xano; callers may warn.
            yield f"{prefix}{name}"
        elif field.fields and type(value) is dict:
            yield from _undeclared(field.fields, value, f"{prefix}{name}.")
        elif field.fields and type(value) is list:
            for at, item in enumerate(value):
                if type(item) is dict:
                    yield from _undeclared(field.fields, item, f"{prefix}{name}[{at}].")
