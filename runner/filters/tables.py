"""Filters between CSV and lists of rows, and from XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.filters.arguments import list_of, refuse, text_of
from runner.filters.csv_rows import Marks, by_header, csv_rows
from runner.specs import FilterFamily
from runner.values import key_text, to_text
from runner.values.text import shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

family = FilterFamily("tables")

# Entities can grow a short text to gigabytes.
MARK = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


@family.filter("csv_decode")
def csv_decode(value: Any, separator: Any = ",", enclosure: Any = '"', escape: Any = "\\") -> list[list[str]]:
    """The rows of a CSV text, each a list of texts, as PHP's ``fgetcsv`` reads them.

    A doubled enclosure stands for one; an enclosure behind ``escape`` does not end its field. "" is none.

    Raises:
        ScriptError: one of the three is more than one character.
    """
    marks = _marks(separator, enclosure, escape)
    return list(csv_rows(text_of(value, "csv_decode"), marks))


@family.filter("csv_parse")
def csv_parse(value: Any, separator: Any = ",", enclosure: Any = '"', escape: Any = "\\") -> list[Any]:
    """The rows of a CSV text below its header, each an object with the header's names.

    A row that is too short has "" for the rest; what goes beyond the header is dropped.

    Raises:
        ScriptError: as :func:`csv_decode`.
    """
    return list(by_header(iter(csv_decode(value, separator, enclosure, escape))))


@family.filter("csv_encode")
def csv_encode(value: Any, separator: Any = ",", enclosure: Any = '"', escape: Any = "\\") -> str:
    """The rows as CSV without a header, each in the order of its own keys.

    As in PHP's ``fputcsv`` the enclosure is doubled in a field, but not behind ``escape``. "" is none.

    Raises:
        ScriptError: ``value`` is not a list of lists or objects, or one of the three marks is more than
            one character.
    """
    rows = [list_of(row, "csv_encode") for row in list_of(value, "csv_encode")]
    return _written(rows, _marks(separator, enclosure, escape))


@family.filter("csv_create")
def csv_create(
    value: Any, rows: Any = None, separator: Any = ",", enclosure: Any = '"', escape: Any = "\\"
) -> str:
    """CSV whose header is the piped list; rows that are objects are read by the header's names.

    Without ``rows`` the piped list holds objects, whose first gives the header.

    Raises:
        ScriptError: as :func:`csv_encode`.
    """
    header = list_of(value, "csv_create")
    if rows is None and header and isinstance(header[0], dict):
        header, rows = list(header[0]), header
    names = [key_text(name) for name in header]
    body = [_cells(row, names) for row in list_of(rows, "csv_create")]
    return _written([names, *body], _marks(separator, enclosure, escape))


@family.filter("xml_decode")
def xml_decode(value: Any) -> dict[str, Any]:
    """XML as ``{name: {"@attributes": ..., "value": ...}}``; elements within are a list of such objects.

    No attributes are an empty list, as PHP has it.

    Raises:
        ScriptError: the text is not XML, or declares a document type, which could grow without end.
    """
    from xml.etree import ElementTree

    text = text_of(value, "xml_decode").strip()
    if MARK.search(text):
        raise ScriptError("`|xml_decode` does not take XML with a document type")
    try:
        return _element(ElementTree.fromstring(text))
    except (ElementTree.ParseError, ValueError) as error:
        raise ScriptError(f"`|xml_decode` needs XML, but got {shown(text)}: {error}") from None


def _element(element: Element) -> dict[str, Any]:
    children = [_element(child) for child in element]
    attributes: Any = dict(element.attrib) or []
    return {element.tag: {"@attributes": attributes, "value": children or element.text or ""}}


def _marks(separator: Any, enclosure: Any, escape: Any) -> Marks:
    return Marks(_mark(separator, ","), _mark(enclosure, '"'), _mark(escape, ""))


def _mark(value: Any, default: str) -> str:
    mark = to_text(value) or default
    if len(mark) > 1 or mark in ("\r", "\n"):
        raise refuse("csv", "one character as separator, enclosure or escape", value)
    return mark


def _cells(row: Any, names: list[str]) -> list[Any]:
    return [row.get(name) for name in names] if isinstance(row, dict) else list_of(row, "csv_create")


def _written(rows: list[list[Any]], marks: Marks) -> str:
    """The rows as PHP's ``fputcsv`` writes them: blanks need the enclosure too."""
    enclosure, quote, escape = marks.enclosure, re.escape(marks.enclosure), re.escape(marks.escape)
    special = re.compile(f"[{re.escape(''.join(marks))} \\t\\r\\n]")
    # Of what stands behind an escape character nothing is doubled.
    doubled = re.compile(f"({escape}+{quote}?)|{quote}" if escape else f"(){quote}")

    def cell(content: Any) -> str:
        text = to_text(content)
        if not special.search(text):
            return text
        return enclosure + doubled.sub(lambda found: found[1] or enclosure * 2, text) + enclosure

    return "".join(marks.separator.join(map(cell, row)) + "\n" for row in rows)
