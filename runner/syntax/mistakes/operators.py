"""Mistakes in operators, paths and numbers, as other languages write them."""

from __future__ import annotations

from runner.syntax.mistakes.row import TEXT, Mistake

OPERATOR_MISTAKES = (
    # $a and $b
    Mistake(
        "word-operator", "the operator is `&&`, not `{word}`", "&&", at=r"(?P<word>(?i:and))\b", fix="&&"
    ),
    # $a OR $b
    Mistake("word-operator", "the operator is `||`, not `{word}`", "||", at=r"(?P<word>(?i:or))\b", fix="||"),
    # not $a
    Mistake(
        "word-operator",
        "the operator is `!`, not `{word}`",
        "!",
        before=r"(?<![\w.$])(?P<here>(?P<cut>(?P<word>(?i:not))\s+))",
        at=r"[$\w(\"']",
        fix="!",
    ),
    # $a is not null
    Mistake("word-operator", "the operator is `!=`, not `is not`", "!=", at=r"is\s+not\b", fix="!="),
    # $a is null
    Mistake("word-operator", "the operator is `==`, not `is`", "==", at=r"is\b", fix="=="),
    # $a <> 1
    Mistake(
        "comparison",
        "the operator for `is not equal` is `!=`, not `<>`",
        "!=",
        before=r"(?P<here>(?P<since><))",
        at=r">",
        fix="!=",
    ),
    # if ($a = 1) { ... }
    Mistake(
        "comparison",
        "a comparison is written `==`; `=` sets a property",
        "==",
        at=r"=(?![=>])",
        inside="(",
        fix="==",
    ),
    # `$a = 1`
    Mistake(
        "comparison",
        "a comparison is written `==`; `=` sets a property",
        "==",
        at=r"=(?![=>])",
        inside="tick",
        fix="==",
    ),
    # $a->b
    Mistake(
        "path-form",
        "a key stands behind a dot",
        ".{key}",
        before=r"[\w\])](?P<here>(?P<since>-))",
        at=r">\s*(?P<key>[A-Za-z_]\w*)",
        fix=".{key}",
    ),
    # $a::b
    Mistake(
        "path-form",
        "a key stands behind a dot",
        ".{key}",
        before=r"\$[\w.]+",
        at=r"::\s*(?P<key>[A-Za-z_]\w*)",
        fix=".{key}",
    ),
    # "a" . "b", "a" & $b
    Mistake(
        "text-operator",
        "texts are joined by `~`, not by `{operator}`",
        "~",
        before=r"[\"']\s*",
        at=r"(?P<operator>[.&])(?=\s)",
        fix="~",
    ),
    # $a . "b"
    Mistake(
        "text-operator",
        "texts are joined by `~`, not by `{operator}`",
        "~",
        at=r"(?P<operator>[.&])(?=\s+[\"'])",
        fix="~",
    ),
    # typeof $x
    Mistake(
        "foreign-word",
        "there is no `{word}`; filters such as `is_text` and `is_array` ask for a type",
        "{value}|is_text",
        before=r"(?P<here>(?P<word>typeof|type))\s*",
        at=r"\(?(?P<value>\$[\w.]+)\)?",
    ),
    # new Date()
    Mistake(
        "foreign-word",
        "there is no `new`; a filter or a literal gives such a value",
        "now",
        before=r"[=(,:\s](?P<here>new)\s+",
        at=r"[A-Z]\w*",
    ),
    # $x instanceof Date
    Mistake(
        "foreign-word",
        "there is no `{word}`; filters such as `is_text` and `is_array` ask for a type",
        "$value|is_object",
        at=r"(?P<word>instanceof|isa)\b",
    ),
    # value = if ($x) 1 else 2
    Mistake(
        "foreign-word",
        "there is no `if` in a value",
        "condition ? yes : no",
        before=r"=\s*(?P<here>if)\s*",
        at=r"\S",
        inside="block",
    ),
    # value = 1 if $x else 2
    Mistake(
        "foreign-word",
        "there is no `if` in a value",
        "condition ? yes : no",
        before=r"=[^\n]*\S\s+",
        at=r"if\b[^\n]*\belse\b",
        inside="block",
    ),
    # f"Hello {name}"
    Mistake(
        "foreign-word",
        "there is no `{word}` before a text, and no `{{name}}` in it; `~` joins texts",
        '"Hello " ~ $name',
        before=r"(?<![\w$.])(?P<here>(?P<word>[frb]))",
        at=TEXT,
    ),
    # 1_000
    Mistake(
        "number-form",
        "a number is written with digits alone",
        "without `_`",
        at=r"\d+(?:_\d+)+",
    ),
    # 0x1f
    Mistake(
        "number-form",
        "a number is written with the digits 0 to 9 alone",
        '"{digits}"|hexdec',
        at=r"0[xX](?P<digits>[0-9a-fA-F]+)",
    ),
    # 5.
    Mistake(
        "number-form",
        "digits stand on both sides of the point of a number",
        "{number}.0",
        before=r"(?<![\w.$\]])(?P<number>\d+)",
        at=r"\.(?!\w)",
        fix="",
    ),
    # where = $db.user.id = 1
    Mistake(
        "comparison",
        "a comparison is written `==`; `=` sets a property",
        "==",
        before=r"\bwhere\s*=[^\n]*\$db\.[\w.]+\s*",
        at=r"=(?![=>])",
        inside="block",
        fix="==",
    ),
    # $a & $b
    Mistake("single-operator", "the operator is `&&`, not `&`", "&&", at=r"&(?!&)", fix="&&"),
    # $a | $b
    Mistake(
        "single-operator",
        "the operator is `||`, not `|`; behind `|` stands the name of a filter",
        "||",
        before=r"(?P<here>(?P<cut>\|))\s*",
        at=r"[$\"'\d(\[{]",
        fix="||",
    ),
    # $a ** 2
    Mistake(
        "power", "`**` does not exist; the filter `pow` does this", "|pow:2", before=r"(?P<here>\*)", at=r"\*"
    ),
    # $a ^ 2
    Mistake("power", "`^` does not exist; the filter `pow` does this", "|pow:2", at=r"\^"),
    # $a++
    Mistake(
        "increment",
        "`{operator}{operator}` does not exist; a value is computed without changing its variable",
        "{value} {operator} 1",
        before=r"(?P<value>\$[\w.]+)\s*(?P<here>(?P<operator>[+-]))",
        at=r"[+-]",
    ),
    # $a?.b?.c
    Mistake(
        "null-safe",
        "`?.` does not exist; `|get` gives null where a key is missing",
        '{value}|get:"{keys}"',
        before=r"(?P<value>\$\w+(?:\.\w+)*)(?P<here>(?P<since>\?))\s*",
        at=r"\.(?P<keys>\w+(?:\??\.\w+)*)(?!\w|\()",
        fix='|get:"{keys}"',
    ),
    # $a[0:2]
    Mistake(
        "path-form",
        "brackets hold one key; `|slice` takes a part of a list, `|substr` one of a text",
        "{value}|slice:0:{end}",
        before=r"(?P<value>\$\w+(?:\.\w+)*)(?P<here>(?P<since>\[))\s*0?\s*",
        at=r":\s*(?P<end>\d+)\s*\]",
        fix="|slice:0:{end}",
    ),
    # $a[1:3]
    Mistake(
        "path-form",
        "brackets hold one key; `|slice` takes a part of a list, `|substr` one of a text",
        "{value}|slice:start:count",
        before=r"(?P<value>\$\w+(?:\.\w+)*)(?P<here>\[)[^\[\]\n]*",
        at=r":[^\[\]{}\n]*(?=\])",
        skip=True,
    ),
    # [...$a, 1]
    Mistake(
        "spread",
        "`...` does not exist; `|merge` joins lists and objects",
        "{value}|merge:...",
        at=r"\.\.\.\s*(?P<value>\$[\w.]+)",
    ),
    # $a|split:/,/
    Mistake(
        "pattern",
        "a pattern is a text",
        '"{pattern}"',
        before=r"[=(,:\[]\s*",
        at=r"(?P<pattern>/[^/\s][^/\n]*/[a-z]*)",
        fix='"{pattern}"',
    ),
)
