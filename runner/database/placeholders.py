"""SQL that an author wrote: where its `?` placeholders stand, and whether it is one statement."""

from __future__ import annotations

import re

from runner.errors import ScriptError
from runner.records import Record

# What hides the signs inside of it, in every dialect and in one alone.
HIDING = r"--[^\n]*|/\*.*?\*/"
QUOTED = r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\""
BACKSLASHED = r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.|\"\")*\""
DIALECTS = {
    "sqlite": rf"{HIDING}|{QUOTED}|`[^`]*`|\[[^\]]*\]",
    "postgresql": rf"{HIDING}|\b[eE]'(?:[^'\\]|\\.|'')*'|{QUOTED}|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$",
    "mysql": rf"{HIDING}|#[^\n]*|{BACKSLASHED}|`[^`]*`",
}
# `??` is a question mark, for the operators of PostgreSQL's jsonb.
SIGNS = {
    dialect: re.compile(rf"(?P<hidden>{hiding})|(?P<mark>\?\?)|(?P<place>\?)|(?P<end>;)", re.DOTALL)
    for dialect, hiding in DIALECTS.items()
}
COMMENT = re.compile(rf"(?:\s|{HIDING}|\()*", re.DOTALL)
BLANK = re.compile(rf"(?:\s|;|{HIDING})*", re.DOTALL)
WORD = re.compile(r"[A-Za-z]+")
# The body of a trigger holds statements of its own.
TRIGGER = re.compile(r"CREATE\s+(?:TEMP\w*\s+)?TRIGGER\b", re.IGNORECASE)
TRANSACTIONS = frozenset({"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"})
READING = frozenset({"SELECT", "VALUES", "TABLE", "SHOW", "DESCRIBE", "PRAGMA"})
# On a server a SELECT may call functions that write: any but these. A quote stands for a name in quotes.
CALL = re.compile(r"([\w.]+|\")\s*\(")
PURE = frozenset(
    "all and any as avg between cast coalesce count exists from in is join lower max min not now nullif on or"
    " over select sum then upper values when where".split()
)


class Sql(Record):
    """One statement: the texts around its placeholders, and whether it surely only reads."""

    parts: tuple[str, ...]
    reads: bool

    @property
    def places(self) -> int:
        """How many placeholders it has."""
        return len(self.parts) - 1


def parse_sql(text: str, dialect: str) -> Sql:
    """The statement of a text.

    Raises:
        ScriptError: it is none, or more than one, or one that begins or ends a transaction.
    """
    start = COMMENT.match(text)
    found = WORD.match(text, start.end() if start else 0)
    if found is None:
        raise ScriptError("`sql` holds no statement", kind="inputerror")
    word = found[0].upper()
    if word in TRANSACTIONS:
        message = f"`{word}` cannot be sent by itself: `db.transaction` begins and ends transactions"
        raise ScriptError(message, kind="inputerror")
    parts, last = [""], 0
    for sign in SIGNS[dialect].finditer(text):
        if sign["mark"]:
            parts[-1] += text[last : sign.start()] + "?"
            last = sign.end()
        elif sign["place"]:
            parts[-1] += text[last : sign.start()]
            parts.append("")
            last = sign.end()
        elif sign["end"] and _goes_on(text, sign.end()) and not TRIGGER.match(text, found.start()):
            message = "`sql` holds several statements; send each with a db.direct_query of its own"
            raise ScriptError(message, kind="inputerror")
    parts[-1] += text[last:]
    return Sql(tuple(parts), word in READING and (dialect == "sqlite" or _is_pure(text, dialect)))


def _is_pure(text: str, dialect: str) -> bool:
    """Whether a statement that reads calls nothing that may write."""
    bare = SIGNS[dialect].sub(lambda found: '"' if found["hidden"] else " ", text)
    return all(name.lower() in PURE for name in CALL.findall(bare))


def _goes_on(text: str, at: int) -> bool:
    """Whether anything but comments stands behind the end of a statement."""
    rest = BLANK.match(text, at)
    return rest is not None and rest.end() < len(text)
