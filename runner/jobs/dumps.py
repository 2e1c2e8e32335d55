"""The rows of tables as a text, and back: JSON lines, which are written and read row by row, or YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from runner.errors import UsageError
from runner.values import dump_json
from runner.values.json_reading import load_json

if TYPE_CHECKING:
    from runner.database.loading import Loaded

VERSION = 1
INDENT = "    "

Rows = Iterable[tuple[str, Mapping[str, Any]]]


# -- writing -----------------------------------------------------------------------------------------


def json_lines(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """A dump as lines of JSON: what it is, a line for each row, and how many there were of each table."""
    counts = dict.fromkeys(names, 0)
    yield dump_json({"version": VERSION, "tables": list(names)}) + "\n"
    for name, row in rows:
        counts[name] += 1
        yield dump_json({"table": name, "row": row}) + "\n"
    yield dump_json({"end": counts}) + "\n"


def yaml_pieces(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """A dump as YAML, piece by piece: the tables with their rows, as cases have them."""
    from textwrap import indent

    from runner.values.yaml_text import write_yaml

    yield f"version: {VERSION}\ntables:{'' if names else ' {}'}\n"
    rest = iter(names)
    for name, group in groupby(rows, key=lambda entry: entry[0]):
        for before in iter(rest.__next__, name):
            yield f"  {dump_json(before)}: []\n"
        yield f"  {dump_json(name)}:\n"
        for _, row in group:
            # A line of blanks may be one of a text.
            yield indent(write_yaml([row]), INDENT, lambda line: line != "\n")
    for name in rest:
        yield f"  {dump_json(name)}: []\n"


# -- reading -----------------------------------------------------------------------------------------


def read_dump(lines: Iterable[str], name: str) -> Iterator[Loaded]:
    """The rows of a dump, in their order; one in JSON is never read as a whole.

    Args:
        lines: the lines of the text.
        name: what people call it, for messages.

    Raises:
        UsageError: it is no dump, or not all of one.
    """
    rest = iter(lines)
    first = next(rest, "")
    head = _object(first)
    # JSON that is no dump of lines is YAML, too.
    if head is None or type(head.get("tables")) is not list:
        yield from _from_yaml("".join([first, *rest]), name)
    elif head.get("version") != VERSION:
        raise _no_dump(name)
    else:
        yield from _from_lines(rest, name)


def _from_lines(lines: Iterator[str], name: str) -> Iterator[Loaded]:
    from runner.database.loading import Loaded

    counts: dict[str, int] = {}
    for number, line in enumerate(lines, start=2):
        entry = _object(line)
        end = (entry or {}).get("end")
        if type(end) is dict:
            if {table: count for table, count in end.items() if count} != counts:
                raise UsageError(f"{name}:{number} tells of other numbers of rows than there are")
            return
        table, row = (entry or {}).get("table"), (entry or {}).get("row")
        if type(table) is not str or type(row) is not dict:
            raise UsageError(f'{name}:{number} is no row of a dump: {{"table": "...", "row": {{...}}}}')
        counts[table] = counts.get(table, 0) + 1
        yield Loaded(table, row, f"{name}:{number}")
    raise UsageError(f"{name} ends in the middle of a dump", hint="its last line tells how many rows it has")


def _from_yaml(text: str, name: str) -> Iterator[Loaded]:
    from runner.database.loading import Loaded
    from runner.values.yaml_text import YamlError, read_yaml

    try:
        data = read_yaml(text)
    except YamlError as error:
        raise UsageError(f"{name} is not YAML: {error}") from None
    tables = data.get("tables") if type(data) is dict and data.get("version") == VERSION else None
    if type(tables) is not dict:
        raise _no_dump(name)
    for table, rows in tables.items():
        for number, row in enumerate(rows if type(rows) is list else [rows], start=1):
            if type(row) is not dict:
                raise UsageError(f'{name}: row {number} of the table "{table}" is no object of columns')
            yield Loaded(table, row, f'{name}: row {number} of the table "{table}"')


def _object(line: str) -> dict[str, Any] | None:
    try:
        data = load_json(line)
    except ValueError:
        return None
    return data if type(data) is dict else None


def _no_dump(name: str) -> UsageError:
    return UsageError(
        f"{name} is no dump of tables", hint="`xsrun db dump` writes one, in JSON lines or as YAML"
    )
