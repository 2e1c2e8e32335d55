"""The statements `stream.*` and `api.stream`: rows that come one after the other, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.execution.encoding import parse_json
from runner.filters.csv_rows import Marks, by_header, csv_rows
from runner.filters.tables import csv_create
from runner.specs import StatementFamily
from runner.statements import http
from runner.statements.arguments import int_of, text_of
from runner.statements.resources import bytes_of
from runner.values import dump_json, is_truthy, to_text
from runner.values.binary import from_bytes
from runner.values.loops import iterate
from runner.values.streams import Stream

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("stream")

CHUNK = 8192  # characters


@family.statement("stream.from_csv", context=True)
def from_csv(
    context: Context,
    *,
    value: Any,
    headers: Any = True,
    separator: Any = ",",
    enclosure: Any = '"',
    escape_char: Any = '"',
) -> Stream:
    """The rows of a CSV file or text: objects by the names of the first row, lists with `headers = false`.

    The rows are read as PHP's ``fgetcsv`` reads them. A row that is too short has "" for the rest; what
    goes beyond the header is dropped.

    Raises:
        ScriptError: ``value`` is no file, or ``separator`` or ``enclosure`` not one character.
    """
    text = _text(context, value, "stream.from_csv")
    marks = Marks(
        _mark(separator, ",", "separator"),
        _mark(enclosure, '"', "enclosure"),
        _mark(escape_char, "", "escape_char"),
    )
    return Stream(_rows(text, marks, has_header=headers is None or is_truthy(headers)))


@family.statement("stream.from_jsonl", context=True)
def from_jsonl(context: Context, *, value: Any) -> Stream:
    """The values of a JSONL file or text, one a line; blank lines are left out.

    Raises:
        ScriptError: ``value`` is no file; while it is walked, that a line is not JSON.
    """
    return Stream(_values(_text(context, value, "stream.from_jsonl")))


@family.statement("stream.from_request", context=True)
def from_request(
    context: Context,
    *,
    url: Any = None,
    method: Any = "GET",
    params: Any = None,
    headers: Any = None,
    timeout: Any = None,
    follow_location: Any = None,
    format: Any = None,
    separator: Any = ",",
    chunk_size: Any = CHUNK,
) -> Stream:
    """What a server answers to a request: the elements of a JSON list, else the lines of the text.

    ``format`` reads the text as "csv" (rows by the header), "jsonl" (values) or "raw" (pieces of
    ``chunk_size`` characters). The other properties are those of `api.request`.

    Raises:
        ScriptError: there is no ``url`` (a job answers no request, so there is none to read), no
            response came, or its status is 400 or more.
    """
    if url is None:
        raise ScriptError(
            "`stream.from_request` needs a `url` here: a job answers no request whose body it could read"
        )
    # In the other form of this statement `headers` tells whether a CSV has a header.
    has_header = headers is not False
    lines = None if type(headers) is bool else headers
    answer = http.request(
        context,
        url=url,
        method=method,
        params=params,
        headers=lines,
        timeout=timeout,
        follow_location=follow_location,
    )["response"]
    # A stream has no place for a status, and the text of an error is no data.
    if answer["status"] >= 400:
        raise ScriptError(f"`stream.from_request` was answered with the status {answer['status']}")
    marks = Marks(_mark(separator, ",", "separator"))
    return Stream(_parts(answer["result"], to_text(format), marks, has_header, chunk_size))


@family.statement("api.stream", context=True)
def stream(
    context: Context, *, value: Any = None, format: Any = None, headers: Any = None, filename: Any = None
) -> None:
    """Add to what the run streams: all elements of a stream or a list, else the value itself.

    ``format`` makes text of them, "csv" (``headers`` names the columns) or "jsonl". A job has no client
    to download a file, so ``filename`` changes nothing.

    Raises:
        ScriptError: ``format`` is no such format; "sse" has no client to send events to.
    """
    form = text_of(format, "api.stream")
    items = list(iterate(value)) if type(value) in (Stream, list) else [value]
    if form == "csv":
        context.streamed.append(_csv(headers, items))
    elif form == "jsonl":
        context.streamed.extend(dump_json(item) + "\n" for item in items)
    elif form in ("", "raw"):
        context.streamed.extend(items)
    else:
        raise ScriptError(f'`api.stream` knows the formats "csv", "jsonl" and "raw" here, but got "{form}"')


def _csv(headers: Any, items: list[Any]) -> str:
    if headers is not None:
        return csv_create(headers, items)
    # Without rows there is nothing that would tell the columns.
    return csv_create(items) if items else ""


def _parts(result: Any, form: str, marks: Marks, has_header: bool, chunk_size: Any) -> Iterable[Any]:
    if form == "csv":
        return _rows(to_text(result), marks, has_header)
    if form == "jsonl":
        return _values(to_text(result))
    if form == "raw":
        return _pieces(to_text(result), int_of(chunk_size, "stream.from_request"))
    if form:
        raise ScriptError(f'`format` of `stream.from_request` is "csv", "jsonl" or "raw", but got "{form}"')
    if type(result) is str:
        return (line for line in result.splitlines() if line)
    return result if type(result) is list else [result]


def _rows(text: str, marks: Marks, has_header: bool) -> Iterator[Any]:
    rows = csv_rows(text, marks)
    return by_header(rows) if has_header else rows


def _values(text: str) -> Iterator[Any]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                yield parse_json(line)
            except ValueError as error:
                raise ScriptError(f"line {number} of the stream is not JSON: {error}") from None


def _pieces(text: str, size: int) -> Iterator[str]:
    if size < 1:
        raise ScriptError(f"`chunk_size` of `stream.from_request` is a number from 1 up, but got {size}")
    return (text[at : at + size] for at in range(0, len(text), size))


def _text(context: Context, value: Any, name: str) -> str:
    return from_bytes(bytes_of(context, value, name))


def _mark(value: Any, default: str, what: str) -> str:
    mark = to_text(value) or default
    if len(mark) > 1 or mark in ("\r", "\n"):
        raise ScriptError(f'`{what}` of a CSV stream is one character, but got "{mark}"')
    return mark
