"""The columns of a table as a job sees them: what `db.schema` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.types import MISSING, Field
from runner.types.faults import nearest, show
from runner.values import to_text

if TYPE_CHECKING:
    from runner.database.database import Database


def described(database: Database, table: str, path: Any = None) -> Any:
    """The columns of a table; with ``path`` the one that it leads to, also inside of an object.

    Raises:
        ScriptError: there is no such table, or no such column.
    """
    fields = database.stored(table).table.fields
    if path is None or path == "":
        return [_described(field) for field in fields]
    if type(path) is not str:
        raise ScriptError(f"`path` is {show(path)}, but the name of a column is expected", kind="inputerror")
    found: Field | None = None
    for name in path.split("."):
        found = next((field for field in fields if field.name == name), None)
        if found is None:
            near = nearest(name, [field.name for field in fields])
            hint = f" (did you mean `{near}`?)" if near else ""
            raise ScriptError(f"table `{table}` has no column `{path}`{hint}", kind="notfound")
        fields = found.fields
    return _described(found) if found is not None else None


def _described(field: Field) -> dict[str, Any]:
    """One column, with the keys that Xano gives; for a reference the name stands in the place of an id."""
    shown: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "description": field.description,
        "nullable": field.nullable,
        "default": _default(field),
        "required": field.required,
        "access": "private" if field.is_secret else "public",
        "style": "list" if field.list else "single",
        "format": "",
    }
    if field.type == "enum":
        shown["values"] = list(field.values)
    if field.table:
        shown["tableref_id"] = field.table
    if field.fields:
        shown["children"] = [_described(member) for member in field.fields]
    return shown


def _default(field: Field) -> str:
    """The default as Xano keeps it: a text, of secrets none."""
    if field.default is MISSING or field.default is None or field.is_secret:
        return ""
    return to_text(field.default)
