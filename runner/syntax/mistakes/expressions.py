"""Mistakes in expressions: operators, filters and calls as other languages write them."""

from __future__ import annotations

from runner.syntax.mistakes.row import ARGUMENTS, END, TEXT, Mistake

# What a method is called on in other languages.
RECEIVER = rf"(?P<value>\$\w+(?:\.\w+)*?|{TEXT}|[)\]])"
OPERATOR = r"&&|\|\||\?\?|===|!==|[=!<>]=|[*/%~<>]"
ARROW = "there are no functions inside of an expression; `$$` is the element that a filter works on"

FUNCTION_MISTAKES = (
    # $x.map(i => i.name)
    Mistake(
        "arrow-function",
        ARROW,
        "|{name}:$$.key",
        before=r"[|.]\s*(?P<name>\w+)\s*",
        at=r"\(\s*(?:function\b|\$?\w+\s*=>|\([^()\n]*\)\s*=>)",
    ),
    # $x|map:($i => $i.name)
    Mistake("arrow-function", ARROW, "|map:$$.key", at=r"=>"),
    # (a, b) => a + b
    Mistake("arrow-function", ARROW, "|map:$$.key", at=r",[^()\n]*\)\s*=>", inside="("),
    # () => 1, whose parentheses hold nothing
    Mistake("arrow-function", ARROW, "|map:$$.key", before=r"\(\s*", at=r"\)\s*=>", inside="("),
    # $x|map:function(i) { return i }
    Mistake("arrow-function", ARROW, "|map:$$.key", before=r"\bfunction\s*\([^()\n]*\)\s*", at=r"\{"),
    # $x|get("k")
    Mistake(
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        "|{name}{arguments}",
        before=r"\|\s*(?P<name>\w+)\s*",
        at=ARGUMENTS,
        fix="{arguments}",
    ),
    # $x|get("k" without its end
    Mistake(
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        "|{name}:...",
        before=r"\|\s*(?P<name>\w+)\s*",
        at=r"\(",
    ),
    # $x|replace:"a","b"
    Mistake(
        "filter-comma",
        "the arguments of a filter are parted by colons, not by commas",
        "put a `:` here",
        before=r"\|\s*(?P<name>\w+):[^,\n]*(?P<cut>,)\s*",
        at=r"[\w\"'$(\[{]",
        inside="block",
        fix=":",
    ),
    # $x.trim()
    Mistake(
        "method-call",
        "values have no methods; a filter does this",
        "{value}|{name}{arguments}",
        before=RECEIVER + r"(?P<here>(?P<since>\.)(?P<name>\w+))",
        at=ARGUMENTS + r"(?!\s*[.(])",
        fix="|{name}{arguments}",
    ),
    # $x.trim().upper(): a chain has no fix, since only its first link is seen
    Mistake(
        "method-call",
        "values have no methods; a filter does this",
        "{value}|{name}",
        before=RECEIVER + r"(?P<here>\.(?P<name>\w+))",
        at=r"\(",
    ),
)

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
    # $a++
    Mistake(
        "increment",
        "`{operator}{operator}` does not exist; a value is computed without changing its variable",
        "{value} {operator} 1",
        before=r"(?P<value>\$[\w.]+)\s*(?P<here>(?P<operator>[+-]))",
        at=r"[+-]",
    ),
    # $a?.b
    Mistake(
        "null-safe",
        "`?.` does not exist; `|get` gives null where a key is missing",
        '{value}|get:"{key}"',
        before=r"(?P<value>\$\w+(?:\.\w+)*)(?P<here>(?P<since>\?))\s*",
        at=r"\.(?P<key>\w+)",
        fix='|get:"{key}"',
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

GAP_MISTAKES = (
    # $é, $1st
    Mistake(
        "variable-name",
        "the name of a variable starts with a letter from A to Z or `_`, but got `{all}`",
        "$_{name}",
        at=r"\$(?P<name>(?![A-Za-z_])\w+)",
        fix="$_{name}",
    ),
    # value =
    Mistake(
        "missing-value",
        "`{key}` has no value",
        "{key} = ...",
        before=r"(?<![\w.$])(?P<key>[\w.]+)\s*(?P<here>=)\s*",
        at=END,
        inside="block",
    ),
    # $x|
    Mistake(
        "filter-name",
        "behind `|` stands the name of a filter",
        "|count",
        before=r"(?P<here>\|)\s*",
        at=END,
    ),
    # $x|split:,
    Mistake(
        "unquoted-text",
        "a text stands in quotes",
        '|{name}:","',
        before=r"\|\s*(?P<name>\w+):(?:[^:|\n]*:)*",
        at=r",(?=[ \t]*(?:[|}\n]|//))",
        inside="block",
        fix='","',
    ),
    # $x|get:
    Mistake(
        "missing-argument",
        "an argument is missing behind `{name}:`",
        "|{name}:...",
        before=r"\|\s*(?P<name>\w+)(?::[^:|\n]*)*?(?P<here>:)\s*",
        at=rf"{END}|[|:]",
    ),
    # 1 +
    Mistake(
        "missing-operand",
        "something is missing behind `{operator}`",
        "{operator} ...",
        before=rf"(?P<here>(?P<operator>{OPERATOR}|[-+?!:]))\s*",
        at=END,
    ),
    # $c ? $x|get:"k":"d"
    Mistake(
        "ternary",
        "a `:` right behind a filter is the filter's; a blank before it makes it the one of `?`",
        "? {yes} : {no}",
        before=r"(?<!\?)\?\s*(?P<yes>[^?{}\n|]*\|[^?{}\n]*?)(?P<here>(?P<cut>:))(?P<no>[^:?{}\n]*)",
        at=rf"[ \t]*(?://[^\n]*)?{END}",
        fix=" : ",
    ),
    # 1 + * 2
    Mistake(
        "missing-operand",
        "`{first}` and `{operator}` cannot stand side by side",
        "{first} ... {operator} ...",
        before=rf"(?P<first>{OPERATOR}|[-+])\s*",
        at=rf"(?P<operator>{OPERATOR})",
    ),
    # * 2
    Mistake(
        "missing-operand",
        "something is missing before `{operator}`",
        "... {operator} ...",
        before=r"[=(,:\[{`]\s*",
        at=rf"(?P<operator>{OPERATOR}|\+)",
    ),
)

EXPRESSION_MISTAKES = (*FUNCTION_MISTAKES, *OPERATOR_MISTAKES)
