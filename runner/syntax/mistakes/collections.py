"""Mistakes in the literals of lists and objects."""

from __future__ import annotations

from runner.syntax.mistakes.row import TEXT, Mistake

# The value of an entry: up to a comma, a comment or the end of the line.
VALUE = rf"(?P<value>(?:{TEXT}|\([^()\n]*\)|\[[^\[\]\n]*\]|(?!\s*(?://|\n|\Z))[^,;\n])*)"

COLLECTION_MISTAKES = (
    # [1,,2]
    Mistake(
        "double-comma",
        "one comma parts two items; nothing stands before this one",
        "leave it out",
        before=r"[\[{,]\s*",
        at=r",",
        fix="",
    ),
    # a:
    #   b: 1
    # }
    Mistake(
        "unopened-block",
        "a `{{` is missing behind `{key}:`",
        "{key}: {{",
        before=r"\n(?P<margin>[ \t]*)(?P<key>\w+)[ \t]*(?P<here>:)(?P<cut>[ \t]*)"
        r"\n(?P=margin)[ \t]+[\w\"']+\s*",
        at=r":",
        inside="object",
        fix=" {{",
    ),
    # {a: , b: 2}
    Mistake(
        "missing-value",
        "`{key}` has no value",
        "{key}: ...",
        before=r"[{,\n]\s*[\"']?(?P<key>[\w.]+)[\"']?\s*(?P<here>:)\s*(?:\n\s*[\w.\"']+\s*)?",
        at=r"[:,}\n]|\Z",
        inside="object",
    ),
    # {a = 1, b: 2}
    Mistake(
        "object-colon",
        "the entries of an object use `:`, not `=`",
        "{key}: {value}",
        at=rf"(?P<key>[\w.$-]+)(?P<cut>\s*(?P<here>=(?!=)))\s*{VALUE}",
        inside="object",
        fix=":",
    ),
    # {"a" = 1}
    Mistake(
        "object-colon",
        "the entries of an object use `:`, not `=`",
        "{key}: {value}",
        before=r"(?P<key>[\"'][^\"'\n]*[\"'])\s*",
        at=rf"(?P<cut>=(?!=))\s*{VALUE}",
        inside="object",
        fix=":",
    ),
    # {input {a: 1}}
    Mistake(
        "object-colon",
        "the entries of an object are `key: value`; no block stands in one",
        "{key}: {{ ... }}",
        at=r"(?P<key>\w+)(?P<cut>\s*)\{",
        inside="object",
        fix=": ",
    ),
    # {a: 1 b: 2}
    Mistake(
        "missing-comma",
        "entries on one line are parted by commas",
        "put a `,` before this",
        before=r"[\w\"'\])}](?P<cut>[ \t]+)",
        at=r"(?:\$?[\w.-]+|[\"'][^\"'\n]*[\"'])\s*[:=]",
        inside="object",
        fix=", ",
    ),
    # {a, b: 1}
    Mistake(
        "object-entry",
        "an entry is `key: value`; there is no short form",
        "{key}: ${key}",
        at=r"(?P<cut>\$?(?P<key>\w+))\s*[,}\n]",
        inside="object",
        fix="{key}: ${key}",
    ),
    # {: 1}
    Mistake(
        "object-entry",
        "an entry is `key: value`; its key is a name, a text or a variable",
        "key: ...",
        before=r"[{,\n]\s*",
        at=r"[:\[]",
        inside="object",
    ),
    # ["a": 1]
    Mistake(
        "list-key",
        "the items of a list have no keys; entries with keys stand in braces",
        "{{ key: value }}",
        at=r":",
        inside="list",
    ),
    # [i.name for i in $items]
    Mistake(
        "comprehension",
        "a list is made from another one by `|map` and `|filter`; `$$` is the element",
        "{value}|map:$$",
        before=r"\[\s*(?P<here>[^\[\]\n,]+?)\s+",
        at=r"for\s+\$?\w+\s+in\s+(?P<value>[^\s\[\]\n]+)[^\[\]\n]*(?=\])",
        inside="list",
        skip=True,
    ),
    # [red green]: one text or two, nobody can tell
    Mistake(
        "missing-comma",
        "items on one line are parted by commas, and a text of several words stands in quotes",
        "put a `,` before this, or quotes around both",
        before=r"[\[,]\s*[A-Za-z_]\w*[ \t]+",
        at=r"[A-Za-z_]\w*\s*[,\]]",
        inside="list",
    ),
    # [1 2]
    Mistake(
        "missing-comma",
        "items on one line are parted by commas",
        "put a `,` before this",
        before=r"[\w\"'\])}](?P<cut>[ \t]+)",
        at=r"[\w\"'$\[{(]",
        inside="list",
        fix=", ",
    ),
)
