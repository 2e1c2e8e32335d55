"""What a job gives for a row -> what the columns of a table take; and a value to look for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from runner.crypto.passwords import hash_password
from runner.database.stored import StoredTable, is_json
from runner.errors import ScriptError
from runner.tables import KEY
from runner.tables.values import RowValidator
from runner.types import MISSING, Field
from runner.types.faults import MAX_SHOWN, Fault, nearest, show
from runner.types.scalars import coerce_bool, coerce_decimal, coerce_int, coerce_text
from runner.types.schema import faults_error
from runner.types.validation import InputFault
from runner.values import plain, to_text
from runner.values.text import shorten

if TYPE_CHECKING:
    from runner.database.world import World

# What a value has to be to equal one of a column.
COMPARED: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("text", "email", "password", "uuid", "enum"), coerce_text),
    "int": coerce_int,
    "decimal": coerce_decimal,
    "bool": coerce_bool,
}
# Columns that a message names.
MOST_NAMED = 10
# With these a new row has no key, and the database gives one.
NO_KEYS = (None, 0, "", "0")


# -- writing -----------------------------------------------------------------------------------------


def new_row(stored: StoredTable, data: Any, world: World) -> dict[str, Any]:
    """The values of all columns of a new row; the key is among them only where the row brings one.

    Raises:
        ScriptError: "inputerror", with every fault of the row.
    """
    [row] = new_rows(stored, [data], world)
    return row


def new_rows(stored: StoredTable, rows: Iterable[Any], world: World) -> list[dict[str, Any]]:
    """As :func:`new_row`, of several rows: one error tells the faults of all."""
    validator = _validator(stored, world)
    result = [_filled(stored, _given(stored, data, world), validator, world) for data in rows]
    _raise(validator.faults)
    return [_kept(stored, row) for row in result]


def changes(stored: StoredTable, data: Any, world: World) -> dict[str, Any]:
    """The values of the columns that ``data`` names; the key stays what it is.

    Raises:
        ScriptError: "inputerror", with every fault.
    """
    given = _given(stored, data, world)
    fields = tuple(field for field in stored.table.fields if field.name in given and field.name != KEY)
    validator = _validator(stored, world, editing=True)
    row = validator.members(fields, given)
    _raise(validator.faults)
    return _kept(stored, row)


def replacement(stored: StoredTable, data: Any, world: World) -> dict[str, Any]:
    """The values of all columns but the key for a row that is replaced: what is not given is empty.

    Raises:
        ScriptError: "inputerror", with every fault.
    """
    empty = {name: None for name in stored.names if name != KEY}
    return changes(stored, {**empty, **_given(stored, data, world)}, world)


def _validator(stored: StoredTable, world: World, editing: bool = False) -> RowValidator:
    return RowValidator(
        stored.table.name, world.now, lambda password: hash_password(password, world.random), editing
    )


def _filled(
    stored: StoredTable, given: Mapping[str, Any], validator: RowValidator, world: World
) -> dict[str, Any]:
    row = validator.members(stored.table.fields, given)
    if given.get(KEY) in NO_KEYS:
        if stored.table.key.type == "uuid":
            row[KEY] = new_uuid(world)
        else:
            del row[KEY]
    return row


def _kept(stored: StoredTable, row: dict[str, Any]) -> dict[str, Any]:
    """The values as the database takes them: JSON plain, the choices of enums as texts."""
    for name in stored.json_names & row.keys():
        row[name] = plain(row[name])
    for name in stored.choice_names & row.keys():
        row[name] = None if row[name] is None else to_text(row[name])
    return row


def new_uuid(world: World) -> str:
    """A random UUID of version 4, which a seed repeats."""
    from uuid import UUID

    return str(UUID(int=world.random.getrandbits(128), version=4))


# -- what is given -----------------------------------------------------------------------------------


def _given(stored: StoredTable, data: Any, world: World) -> dict[str, Any]:
    """``data`` without what no column takes, of which the log tells once."""
    if type(data) is not dict:
        raise ScriptError(
            f"`data` for table `{stored.table.name}` is {show(data)}, but an object is expected",
            kind="inputerror",
        )
    if data.keys() <= stored.columns.keys():
        return data
    for name in data.keys() - stored.columns.keys() - stored.told:
        stored.told.add(name)
        world.log(f"{unknown_column(stored, name)}, so it is left out", level="warning")
    return {name: value for name, value in data.items() if name in stored.columns}


def unknown_column(stored: StoredTable, name: Any) -> str:
    """The sentence, without its end, of a name that no column has."""
    # Whoever gives names may give anything.
    shown = shorten(str(name), MAX_SHOWN)
    near = nearest(shown, stored.names)
    known = ", ".join(stored.names[:MOST_NAMED]) + ", ..." * (len(stored.names) > MOST_NAMED)
    hint = f" (did you mean `{near}`?)" if near else f" (it has {known})"
    return f"table `{stored.table.name}` has no column `{shown}`{hint}"


def known_column(stored: StoredTable, name: Any) -> Field:
    """The column that a statement names.

    Raises:
        ScriptError: "inputerror", there is none of that name.
    """
    field = stored.table.columns.get(name) if type(name) is str else None
    if field is None:
        shown = name if type(name) is str else show(name)
        raise ScriptError(unknown_column(stored, shown), kind="inputerror")
    return field


def _raise(faults: list[InputFault]) -> None:
    if faults:
        raise faults_error(faults, "column")


# -- looking for a value -----------------------------------------------------------------------------


def comparable(field: Field, value: Any, now: Callable[[], int]) -> Any:
    """``value`` as a column would hold it, to be compared with; MISSING where it can hold no such thing."""
    if value is None:
        return None
    try:
        if is_json(field):
            return plain(value)
        compared = COMPARED.get(field.type)
        return field.convert(value, now) if compared is None else compared(value)
    except Fault:
        return MISSING
