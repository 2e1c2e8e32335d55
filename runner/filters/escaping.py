"""Filters that escape text, strip markup and accents, and change character encodings."""

from __future__ import annotations

import re
from typing import Any

from runner.errors import ScriptError
from runner.filters.arguments import text_of
from runner.specs import FilterFamily
from runner.values.binary import from_bytes, to_bytes
from runner.values.text import shown

family = FilterFamily("escaping")

SLASHED = {"'": "\\'", '"': '\\"', "\\": "\\\\", "\0": "\\0"}
# Xano names tabs, newlines and double quotes; the others are escaped for the way back.
ESCAPED = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
    "\0": "\\0",
}
UNESCAPED = {escape[1]: character for character, escape in ESCAPED.items()} | {"'": "'", "/": "/"}
ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)

# Comments first: they may hold tags.
# As in PHP a `<` before a blank is itself, and a tag that is never closed takes the rest of the text.
MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?!\s)(?:[^>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*(?:>|\Z)", re.DOTALL
)

# Letters that Unicode does not take apart into a letter and an accent.
UNACCENTED = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ł": "l", "Ł": "L", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ħ": "h", "Ħ": "H", "ı": "i",
    "ŋ": "n", "Ŋ": "N",
}  # fmt: skip

ENCODINGS = (
    "ASCII", "UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "UTF-7",
    "ISO-8859-1", "ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-9", "ISO-8859-15", "Windows-1250",
    "Windows-1251", "Windows-1252", "Windows-1254", "KOI8-R", "KOI8-U", "CP866", "SJIS", "EUC-JP",
    "ISO-2022-JP", "EUC-KR", "GB18030", "BIG5",
)  # fmt: skip


@family.filter("addslashes")
def addslashes(value: Any) -> str:
    """The text with a backslash before quotes, backslashes and null characters.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return "".join(SLASHED.get(letter, letter) for letter in text_of(value, "addslashes"))


@family.filter("escape", "text_escape")
def escape(value: Any) -> str:
    r"""The text with special characters as escapes, such as ``\n`` for a newline and ``\"``.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return "".join(ESCAPED.get(letter, letter) for letter in text_of(value, "escape"))


@family.filter("text_unescape")
def text_unescape(value: Any) -> str:
    """The opposite of ``escape``; an unknown escape keeps its backslash.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return ESCAPE.sub(_unescaped, text_of(value, "text_unescape"))


@family.filter("strip_html")
def strip_html(value: Any) -> str:
    """The text without tags and comments.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return MARKUP.sub("", text_of(value, "strip_html"))


@family.filter("unaccent")
def unaccent(value: Any) -> str:
    """The text with letters in place of letters with accents.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    import unicodedata

    text = "".join(UNACCENTED.get(letter, letter) for letter in text_of(value, "unaccent"))
    # taken apart, an accent is a character of its own, of the category Mn
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if unicodedata.category(c) != "Mn"))


@family.filter("list_encodings")
def list_encodings(value: Any) -> list[str]:
    """The names of the encodings that `convert_encoding` surely takes."""
    return list(ENCODINGS)


@family.filter("detect_encoding")
def detect_encoding(value: Any) -> str:
    """ASCII, UTF-8, or ISO-8859-1 where the bytes of the text are neither."""
    data = to_bytes(value)
    if data.isascii():
        return "ASCII"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "ISO-8859-1"
    return "UTF-8"


@family.filter("to_utf8")
def to_utf8(value: Any) -> str:
    """Text whose bytes are ISO-8859-1 as proper text."""
    return to_bytes(value).decode("latin-1")


@family.filter("from_utf8")
def from_utf8(value: Any, encoding: Any = "ISO-8859-1") -> str:
    """The text in another encoding, as binary text.

    Raises:
        ScriptError: the encoding is unknown.
    """
    return convert_encoding(value, encoding, "UTF-8")


@family.filter("convert_encoding")
def convert_encoding(value: Any, target: Any, source: Any) -> str:
    """The text from the encoding ``source`` to ``target``; what ``target`` lacks becomes ``?``.

    Raises:
        ScriptError: an encoding is unknown.
    """
    text = to_bytes(value).decode(_codec(source), "replace")
    return from_bytes(text.encode(_codec(target), "replace"))


def _codec(encoding: Any) -> str:
    import codecs

    name = text_of(encoding, "convert_encoding", "encoding")
    try:
        # base64, rot13 and the like are codecs too, but no encodings of characters
        if codecs.lookup(name)._is_text_encoding:
            return name
    except (LookupError, ValueError):  # ValueError: a name that no codec can have
        pass
    raise ScriptError(f"`|convert_encoding` needs the name of an encoding, but got {shown(encoding)}")


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if len(code) == 5 else UNESCAPED.get(code, match[0])
