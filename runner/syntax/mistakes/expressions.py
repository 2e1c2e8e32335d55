"""Mistakes in expressions: operators, filters and calls as other languages write them."""

from __future__ import annotations

from runner.syntax.mistakes.row import ARGUMENTS, END, TEXT, Mistake

# What a method is called on in other languages.
RECEIVER = rf"(?P<value>\$\w+(?:\.\w+)*?|{TEXT}|[)\]])"
OPERATOR = r"&&|\|\||\?\?|===|!==|[=!<>]=|[*/%~<>]"
ARROW = "there are no functions inside of an expression; `$$` is the element that a filter works on"

FUNCTION_MISTAKES = (
    Mistake(
        "arrow-function",
        ARROW,
        "|{name}:$$.key",
        before=r"[|.]\s*(?P<name>\w+)\s*",
        at=r"\(\s*(?:function\b|\$?\w+\s*=>|\([^()\n]*\)\s*=>)",
    ),
    Mistake("arrow-function", ARROW, "|map:$$.key", at=r"=>"),
    Mistake("arrow-function", ARROW, "|map:$$.key", at=r",[^()\n]*\)\s*=>", inside="("),
    Mistake("arrow-function", ARROW, "|map:$$.key", before=r"\(\s*", at=r"\)\s*=>", inside="("),
    Mistake("arrow-function", ARROW, "|map:$$.key", before=r"\bfunction\s*\([^()\n]*\)\s*", at=r"\{"),
    Mistake(
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        "|{name}{arguments}",
        before=r"\|\s*(?P<name>\w+)\s*",
        at=ARGUMENTS,
        fix="{arguments}",
    ),
    Mistake(
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        "|{name}:...",
        before=r"\|\s*(?P<name>\w+)\s*",
        at=r"\(",
    ),
    Mistake(
        "filter-comma",
        "the arguments of a filter are parted by colons, not by commas",
        "put a `:` here",
        before=r"\|\s*(?P<name>\w+):[^,\n]*(?P<cut>,)\s*",
        at=r"[\w\"'$(\[{]",
        inside="block",
        fix=":",
    ),
    Mistake(
        "method-call",
        "values have no methods; a filter does this",
        "{value}|{name}{arguments}",
        before=RECEIVER + r"(?P<here>(?P<since>\.)(?P<name>\w+))",
        at=ARGUMENTS + r"(?!\s*[.(])",
        fix="|{name}{arguments}",
    ),
    Mistake(
        "method-call",
        "values have no methods; a filter does this",
        "{value}|{name}",
        before=RECEIVER + r"(?P<here>\.(?P<name>\w+))",
        at=r"\(",
    ),
)

OPERATOR_MISTAKES = (
    Mistake(
        "word-operator", "the operator is `&&`, not `{word}`", "&&", at=r"(?P<word>(?i:and))\b", fix="&&"
    ),
    Mistake("word-operator", "the operator is `||`, not `{word}`", "||", at=r"(?P<word>(?i:or))\b", fix="||"),
    Mistake(
        "word-operator",
        "the operator is `!`, not `{word}`",
        "!",
        before=r"(?<![\w.$])(?P<here>(?P<cut>(?P<word>(?i:not))\s+))",
        at=r"[$\w(\"']",
        fix="!",
    ),
    Mistake("word-operator", "the operator is `!=`, not `is not`", "!=", at=r"is\s+not\b", fix="!="),
    Mistake("word-operator", "the operator is `==`, not `is`", "==", at=r"is\b", fix="=="),
    Mistake(
        "comparison",
        "the operator for `is not equal` is `!=`, not `<>`",
        "!=",
        before=r"(?P<here>(?P<since><))",
        at=r">",
        fix="!=",
    ),
    Mistake(
        "comparison",
        "a comparison is written `==`; `=` sets a property",
        "==",
        at=r"=(?![=>])",
        inside="(",
        fix="==",
    ),
    Mistake(
        "comparison",
        "a comparison is written `==`; `=` sets a property",
        "==",
        at=r"=(?![=>])",
        inside="tick",
        fix="==",
    ),
    Mistake("single-operator", "the operator is `&&`, not `&`", "&&", at=r"&(?!&)", fix="&&"),
    Mistake(
        "single-operator",
        "the operator is `||`, not `|`; behind `|` stands the name of a filter",
        "||",
        before=r"(?P<here>(?P<cut>\|))\s*",
        at=r"[$\"'\d(\[{]",
        fix="||",
    ),
    Mistake(
        "power", "`**` does not exist; the filter `pow` does this", "|pow:2", before=r"(?P<here>\*)", at=r"\*"
    ),
    Mistake(
        "increment",
        "`{operator}{operator}` does not exist; a value is computed without changing its variable",
        "{value} {operator} 1",
        before=r"(?P<value>\$[\w.]+)\s*(?P<here>(?P<operator>[+-]))",
        at=r"[+-]",
    ),
    Mistake(
        "null-safe",
        "`?.` does not exist; `|get` gives null where a key is missing",
        '{value}|get:"{key}"',
        before=r"(?P<value>\$\w+(?:\.\w+)*)(?P<here>(?P<since>\?))\s*",
        at=r"\.(?P<key>\w+)",
        fix='|get:"{key}"',
    ),
    Mistake(
        "spread",
        "`...` does not exist; `|merge` joins lists and objects",
        "{value}|merge:...",
        at=r"\.\.\.\s*(?P<value>\$[\w.]+)",
    ),
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
    Mistake(
        "missing-value",
        "`{key}` has no value",
        "{key} = ...",
        before=r"(?<![\w.$])(?P<key>[\w.]+)\s*(?P<here>=)\s*",
        at=END,
        inside="block",
    ),
    Mistake(
        "filter-name",
        "behind `|` stands the name of a filter",
        "|count",
        before=r"(?P<here>\|)\s*",
        at=END,
    ),
    Mistake(
        "missing-argument",
        "an argument is missing behind `{name}:`",
        "|{name}:...",
        before=r"\|\s*(?P<name>\w+)(?::[^:|\n]*)*?(?P<here>:)\s*",
        at=rf"{END}|[|:]",
    ),
    Mistake(
        "missing-operand",
        "something is missing behind `{operator}`",
        "{operator} ...",
        before=rf"(?P<here>(?P<operator>{OPERATOR}|[-+?!:]))\s*",
        at=END,
    ),
    Mistake(
        "ternary",
        "a `:` right behind a filter is the filter's; a blank before it makes it the one of `?`",
        "? {yes} : {no}",
        before=r"(?<!\?)\?\s*(?P<yes>[^?{}\n|]*\|[^?{}\n]*?)(?P<here>(?P<cut>:))(?P<no>[^:?{}\n]*)",
        at=END,
        fix=" : ",
    ),
    Mistake(
        "ternary",
        "this `?` has no `:`",
        "(condition) ? (yes) : (no)",
        before=r"(?<!\?)(?P<here>\?)(?![?=])[^?{}]*",
        at=END,
    ),
    Mistake(
        "missing-operand",
        "`{first}` and `{operator}` cannot stand side by side",
        "{first} ... {operator} ...",
        before=rf"(?P<first>{OPERATOR}|[-+])\s*",
        at=rf"(?P<operator>{OPERATOR})",
    ),
    Mistake(
        "missing-operand",
        "something is missing before `{operator}`",
        "... {operator} ...",
        before=r"[=(,:\[{`]\s*",
        at=rf"(?P<operator>{OPERATOR}|\+)",
    ),
)

EXPRESSION_MISTAKES = (*FUNCTION_MISTAKES, *OPERATOR_MISTAKES)
