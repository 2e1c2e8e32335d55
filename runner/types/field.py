"""One declared input: its type, what it may be, and how it is written."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from runner.records import Record
from runner.types.compounds import choices, coerce_sized_vector, pick
from runner.types.rules import Rules, make_rules
from runner.types.table import TYPES, TypeSpec
from runner.values import dump_json, plain
from runner.values.paths import MISSING

MASK = "***"
# Types whose values are taken as they are when they are of this Python type already.
EXACT = {"int": int, "bool": bool, "text": str}


class Field(Record):
    """One input, or one member of an object input.

    Args:
        name: the name of the input.
        type: the name of its type, one of TYPES.
        list: a list of that type, of ``minimum`` to ``maximum`` items.
        nullable: may be null; one that is left out is null then.
        optional: may be left out.
        default: the value of one that is left out, ``MISSING`` for none; "now" where the type has a clock.
        filters: input filters as pairs of name and argument, both as they are written.
        fields: the members of an object.
        values: the choices of an enum.
        size: how many numbers a vector has; None for any number of them.
        sensitive: is never shown.
        table: the table whose rows the input refers to.
        where: ``file:line`` of the declaration, for messages.

    Raises:
        ValueError: the type or a filter does not exist, a filter's argument is wrong, or something
            that is no object has members.
    """

    name: str
    type: str = "json"
    list: bool = False
    minimum: int | None = None
    maximum: int | None = None
    nullable: bool = False
    optional: bool = False
    default: Any = MISSING
    filters: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = ()
    values: tuple[Any, ...] = ()
    size: int | None = None
    description: str = ""
    sensitive: bool = False
    table: str = ""
    where: str = ""

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        if self.type not in TYPES:
            from runner.types.suggestions import unknown_type

            raise ValueError(unknown_type(self.type))
        if self.fields and self.type != "object":
            raise ValueError(f"`{self.type}` has no members; only an `object` has")
        _ = self.rules  # reads the filters, so that a wrong one is reported here

    @property
    def spec(self) -> TypeSpec:
        """The type."""
        return TYPES[self.type]

    @cached_property
    def rules(self) -> Rules:
        """The input filters and the bounds of a list, ready to be called."""
        return make_rules(self.filters, on_list=self.list, minimum=self.minimum, maximum=self.maximum)

    # Cached since every call asks for it; the record is frozen but has a dictionary.
    @cached_property
    def coerce(self) -> Callable[[Any], Any]:
        """Gives a single value as the function sees it, or raises a Fault."""
        # Without values, which is a problem of its own, any scalar passes.
        if self.type == "enum" and self.values:
            return partial(pick, self.values)
        if self.type == "vector" and self.size is not None:
            return partial(coerce_sized_vector, self.size)
        return self.spec.coerce

    @cached_property
    def exact(self) -> builtins.type | None:
        """The Python type of values that nothing needs to be done with, where there are such."""
        plain = not (self.list or self.fields or self.rules.transforms or self.rules.checks)
        return EXACT.get(self.type) if plain else None

    @property
    def required(self) -> bool:
        """Whether a call has to give it."""
        return not self.may_be_left_out and not self.nullable

    @property
    def may_be_left_out(self) -> bool:
        """Whether it is declared as optional, which a default does too."""
        return self.optional or self.default is not MISSING

    @property
    def is_secret(self) -> bool:
        """Whether its values are masked wherever they are shown."""
        return self.sensitive or self.type == "password"

    @property
    def expected(self) -> str:
        """What a call has to give, in words."""
        if self.list:
            return f"a list ({self.written_type})"
        return choices(self.values) if self.values else self.spec.expected

    def convert(self, value: Any, now: Callable[[], int]) -> Any:
        """A single ``value`` as the function sees it; ``now`` is the time for the word of that name.

        Raises:
            Fault: it is not of the type.
        """
        # Only here does a declared type meet the clock; a text "now" stays a text.
        if value == "now" and self.spec.clock:
            value = now()
        return self.coerce(value)

    def default_value(self, now: Callable[[], int]) -> Any:
        """The value of an input that is left out: its default, else null.

        Xano keeps defaults as texts, so they are converted as a given value is (`int end?="-1"`);
        the text "" is no default but for the types of texts.

        Raises:
            Fault: the default is not of the type.
        """
        # An optional input without a default reads as null in the stack.
        if self.default is MISSING or self.default is None:
            return None
        if self.default == "":
            return "" if self.spec.textual or self.type == "json" else None
        value = _unshared(self.default)
        if not self.list:
            return self.convert(value, now)
        return [self.convert(item, now) for item in (value if type(value) is list else [value])]

    # -- listings ----------------------------------------------------------------------------------

    @property
    def written_type(self) -> str:
        """The type with the bounds of a list: ``text``, ``text[]``, ``text[1:10]``."""
        if not self.list:
            return self.type
        low = "" if self.minimum is None else str(self.minimum)
        high = "" if self.maximum is None else str(self.maximum)
        return f"{self.type}[{low}:{high}]" if low or high else f"{self.type}[]"

    @property
    def head(self) -> str:
        """The declaration without its filters: ``text[1:10]? tags?=["a"]``."""
        head = f"{self.written_type}{'?' if self.nullable else ''} {self.name}"
        if self.default is MISSING:
            return head + ("?" if self.optional else "")
        return f"{head}?={self._written_default()}"

    def signature(self) -> str:
        """The declaration on one line, as XanoScript writes it: ``int n?=1 filters=min:0``."""
        return f"{self.head} filters={self.written_filters}" if self.filters else self.head

    @property
    def written_filters(self) -> str:
        """The filters as they are written: ``trim|min:3``."""
        return "|".join(f"{name}:{argument}" if argument else name for name, argument in self.filters)

    def describe(self) -> dict[str, Any]:
        """The declaration as JSON-ready data; a member is null, "" or empty where nothing is declared."""
        default = None if self.default is MISSING else plain(self.default)
        return {
            "name": self.name,
            "type": self.written_type,
            "required": self.required,
            "nullable": self.nullable,
            # A default may be a real key: listings end up in logs.
            "default": MASK if self.is_secret and default is not None else default,
            "description": self.description,
            "filters": self.written_filters,
            "values": plain(self.values),
            "sensitive": self.is_secret,
            "fields": [field.describe() for field in self.fields],
        }

    def _written_default(self) -> str:
        if self.default == "now" and self.spec.clock:
            return "now"
        return dump_json(MASK if self.is_secret and self.default is not None else self.default)


def check_default(field: Field) -> None:
    """Look whether the default of ``field`` is of its type.

    Raises:
        Fault: it is not.
    """
    field.default_value(lambda: 0)


def _unshared(value: Any) -> Any:
    """``value`` with lists and objects of its own, so that no call can change the declaration."""
    if type(value) is list:
        return [_unshared(item) for item in value]
    if type(value) is dict:
        return {key: _unshared(item) for key, item in value.items()}
    return value
