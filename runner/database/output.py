"""What is shown of rows: `output`, and the addons that fetch what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.types.faults import nearest, show
from runner.values import to_text
from runner.values.paths import set_path
from runner.values.queries import Query

if TYPE_CHECKING:
    from runner.execution.context import Context

# In front of a path these stand for the row itself: Xano counts from the whole response of a query.
ROW = ("items.", "_.")
Shape = dict[str, Any]


# -- output ------------------------------------------------------------------------------------------


def shaped(value: Any, output: Any, addon: Any = None, prefix: str = "") -> Any:
    """A row, or each row of a list, with what ``output`` names; all of it without one.

    Args:
        addon: the addons that gave a part of it, as ``with_addons`` takes them; all of that is shown
            unless ``output`` names some of it.
        prefix: the path of the addon whose rows these are.

    Raises:
        ScriptError: ``output`` is no list of names.
    """
    if not output:
        return value
    paths = _paths(output)
    paths += [path for path in addon_paths(addon, prefix) if not any(_meet(path, named) for named in paths)]
    shape = _shape(paths)
    return value if shape is None else _cut(value, shape)


def check_output(output: Any, known: Iterable[str], table: str) -> None:
    """Look whether rows have what ``output`` names.

    Raises:
        ScriptError: they do not, or it is no list of names.
    """
    if not output:
        return
    names = set(known)
    for path in _paths(output):
        first = path.partition(".")[0]
        if first not in names and path != "items":
            near = nearest(first, names)
            hint = f" (did you mean `{near}`?)" if near else f" (there are {', '.join(sorted(names))})"
            raise ScriptError(f"`output` of `{table}` names `{first}`, which its rows do not have{hint}")


def _paths(output: Any) -> list[str]:
    """The paths below a row; what an author names of the envelope of a page is there anyway."""
    if not isinstance(output, list) or not all(isinstance(path, str) for path in output):
        raise ScriptError(f'`output` is {show(output)}, but a list of names is expected: ["id", "name"]')
    if any(path.startswith("items.") or path == "items" for path in output):
        output = [path for path in output if path.startswith("items.") or path == "items"]
    return [_below(path) for path in output]


def _meet(path: str, other: str) -> bool:
    """Whether one of two paths leads through the other."""
    return f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.")


def _below(path: str) -> str:
    for prefix in ROW:
        path = path.removeprefix(prefix)
    return path


def _shape(paths: Sequence[str]) -> Shape | None:
    """The paths as a tree; None where all of a row is wanted."""
    tree: Shape = {}
    for path in paths:
        at = tree
        for key in path.split("."):
            at = at.setdefault(key, {})
    return None if "items" in paths else tree


def _cut(value: Any, shape: Shape) -> Any:
    if isinstance(value, list):
        return [_cut(item, shape) for item in value]
    if not shape or not isinstance(value, Mapping):
        return value
    return {key: _cut(value[key], below) for key, below in shape.items() if key in value}


# -- addons ------------------------------------------------------------------------------------------


def with_addons(context: Context, rows: Any, addon: Any, prefix: str = "") -> Any:
    """A row, or each row of a list, with what its addons fetch for it.

    Args:
        addon: a list of ``{name, input, as, output, addon}``.
        prefix: the path of the addon whose rows these are.

    Raises:
        ScriptError: an addon is written otherwise, is not there, or fails.
    """
    addons = _entries(addon)
    if isinstance(rows, list):
        return [_with(context, row, addons, prefix) for row in rows] if addons else rows
    return _with(context, rows, addons, prefix)


def addon_paths(addon: Any, prefix: str = "") -> list[str]:
    """Where below its row each addon puts what it gives.

    Raises:
        ScriptError: an addon is written otherwise.
    """
    return [_path(entry, prefix) for entry in _entries(addon)]


def _entries(addon: Any) -> list[Mapping[str, Any]]:
    return [_entry(entry) for entry in (addon if isinstance(addon, list) else [addon])] if addon else []


def _entry(entry: Any) -> Mapping[str, Any]:
    if not isinstance(entry, Mapping) or not entry.get("name"):
        raise ScriptError(
            'an addon is an object: {name: "comments", input: {post_id: $output.id}, as: "comments"}'
        )
    return entry


def _with(context: Context, row: Any, addons: Sequence[Mapping[str, Any]], prefix: str) -> Any:
    if not isinstance(row, Mapping):
        return row
    found: Any = dict(row)
    for entry in addons:
        name = to_text(entry["name"])
        path = to_text(entry.get("as") or name)
        inputs = _resolved(entry.get("input") or {}, row)
        result = context.functions.call_unit(context, "addon", name, inputs)
        inner = entry.get("addon")
        result = shaped(with_addons(context, result, inner, path), entry.get("output"), inner, path)
        found = set_path(found, _path(entry, prefix), result)
    return found


def _path(entry: Mapping[str, Any], prefix: str) -> str:
    path = to_text(entry.get("as") or entry["name"])
    return _below(path.removeprefix(f"{prefix}.") if prefix else path)


def _resolved(value: Any, row: Mapping[str, Any]) -> Any:
    """An input with the values of a row in the place of what reads `$output`."""
    if isinstance(value, Query):
        raise ScriptError("the input of an addon reads its row as `$output.column`, not as `$db`")
    if isinstance(value, Mapping):
        return {key: _resolved(member, row) for key, member in value.items()}
    if isinstance(value, list):
        return [_resolved(item, row) for item in value]
    return value(row, None, None, None) if callable(value) else value
