"""Records: classes that only hold values, as frozen dataclasses do.

Nothing is generated for one, which makes it fifty times as quick to import as a dataclass; and every
run of a job imports some forty of them.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Record:
    """The root of all records: a subclass annotates its fields, with defaults behind those without."""

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._fields += tuple(cls.__annotations__)

    def __init__(self, *values: Any, **named: Any) -> None:
        """Take the fields, in order or by name.

        Raises:
            TypeError: one without a default is missing, or there are more than the record has.
        """
        names = self._fields
        if len(values) == len(names) and not named:
            self.__dict__.update(zip(names, values, strict=True))
            return
        given = dict(zip(names, values, strict=False), **named)
        # A default is an attribute of the class, and is found there.
        wrong = [name for name in names if name not in given and not hasattr(type(self), name)]
        wrong += given.keys() - set(names)
        if wrong or len(values) > len(names) or len(given) < len(values) + len(named):
            # The values are not shown: one of them may be a secret.
            got = f"{len(values)} values and {', '.join(named) or 'no names'}"
            raise TypeError(f"{type(self).__name__} has the fields {', '.join(names)}, but got {got}")
        self.__dict__.update(given)

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({fields})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.as_tuple() == other.as_tuple()

    def __hash__(self) -> int:
        return hash(self.as_tuple())

    def as_tuple(self) -> tuple[Any, ...]:
        """The values of all fields, in order."""
        return tuple(getattr(self, name) for name in self._fields)

    def changed(self, **changes: Any) -> Self:
        """The same record with other values in some fields."""
        return type(self)(**{**dict(zip(self._fields, self.as_tuple(), strict=True)), **changes})
