"""Texts that would do harm if a database took them for anything but values."""

from __future__ import annotations

from random import Random

COUNT = 1_000
SIGNS = (
    "'",
    '"',
    "`",
    "''",
    "\\",
    "\\'",
    "''';",
    "--",
    "-- ",
    "/*",
    "*/",
    "#",
    ";",
    "; ",
    "(",
    ")",
    "[",
    "]",
)
PLACEHOLDERS = (
    "%",
    "%%",
    "_",
    "%s",
    "%(p_0)s",
    "?",
    ":p_0",
    ":name",
    "$1",
    "@x",
    "{}",
    "{0}",
    "{{x}}",
    "${x}",
)
SQL = (
    *(" OR 1=1", "' OR '1'='1", '" OR ""="', "1; DROP TABLE note", "UNION SELECT", "NULL", "null", "true"),
    *(
        "note",
        '"note"',
        "$db.note.text",
        "E'\\x41'",
        "U&'\\0041'",
        "$$",
        "$tag$",
        "::text",
        "CAST(",
        "||",
        "~",
    ),
)
CONTROLS = ("\n", "\r\n", "\t", "\x01", "\x1b[31m", "\x7f", "\xa0", "\u200b", "\u202e", "\ufeff", "\uffff")
LETTERS = (
    "é",
    "e\u0301",
    "ß",
    "İ",
    "ı",
    "ς",
    "Σ",
    "漢字",
    "🙂",
    "\u200d🙂",
    "\U0010ffff",
    "ﬁ",
    "＇",
    "‘",
    "",
    "0",
)
JSON = (
    '{"a": 1}',
    "[1, 2]",
    '"quoted"',
    "\\u0000",
    "\\n",
    "a.b",
    "a[0]",
    "$",
    "$.a",
    "*",
    "^",
    ".*",
    "a|b",
    "&",
)
PIECES = (*SIGNS, *PLACEHOLDERS, *SQL, *CONTROLS, *LETTERS, *JSON)


def hostile_texts(nul: bool) -> list[str]:
    """As many different texts of such pieces, always the same ones; with ``nul`` some hold a NUL."""
    random = Random(7)
    pieces = (*PIECES, "\0", "a\0b") if nul else PIECES
    found = dict.fromkeys(pieces)
    while len(found) < COUNT:
        found.setdefault("".join(random.choices(pieces, k=random.randint(2, 6))))
    return list(found)
