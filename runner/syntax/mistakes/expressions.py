"""Mistakes in expressions: operators, filters and calls as other languages write them."""

from __future__ import annotations

from runner.syntax.mistakes.row import ARGUMENTS, END, TEXT, Mistake

# What a method is called on in other languages.
RECEIVER = rf"(?P<value>\$\w+(?:\.\w+)*?|{TEXT}|[)\]])"
OPERATOR = r"&&|\|\||\?\?|===|!==|[=!<>]=|[*/%~<>]"
ARROW = "there are no functions inside of an expression; `$$` is the element that a filter works on"

# Methods of other languages -> the filters that do the same with the same arguments.
METHODS = {
    **dict.fromkeys(("toUpperCase", "upper", "upcase"), "to_upper"),
    **dict.fromkeys(("toLowerCase", "lower", "downcase"), "to_lower"),
    **dict.fromkeys(("toString", "to_s"), "to_text"),
    **dict.fromkeys(("includes", "include"), "contains"),
    **dict.fromkeys(("startsWith", "startswith"), "starts_with"),
    **dict.fromkeys(("endsWith", "endswith"), "ends_with"),
    **dict.fromkeys(("trimStart", "lstrip"), "ltrim"),
    **dict.fromkeys(("trimEnd", "rstrip"), "rtrim"),
    "strip": "trim",
    "replaceAll": "replace",
    "hasOwnProperty": "has",
    "flat": "flatten",
}

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
    # $x.toFixed(2)
    Mistake(
        "method-call",
        "values have no methods; a filter does this",
        '{value}|number_format{arguments}:".":""',
        before=RECEIVER + r"(?P<here>(?P<since>\.)toFixed)",
        at=ARGUMENTS + r"(?!\s*[.(])",
        fix='|number_format{arguments}:".":""',
    ),
    # $x.trim()
    Mistake(
        "method-call",
        "values have no methods; a filter does this",
        "{value}|{method}{arguments}",
        before=RECEIVER + r"(?P<here>(?P<since>\.)(?P<method>\w+))",
        at=ARGUMENTS + r"(?!\s*[.(])",
        fix="|{method}{arguments}",
    ),
    # $x.trim().upper(): a chain has no fix, since only its first link is seen
    Mistake(
        "method-call",
        "values have no methods; a filter does this",
        "{value}|{method}",
        before=RECEIVER + r"(?P<here>\.(?P<method>\w+))",
        at=r"\(",
    ),
)

GAP_MISTAKES = (
    # ... and on the next line |first
    Mistake(
        "missing-operand",
        "something is missing before this `|`: the value that the filter works on",
        "value = ...|{name}",
        before=r"\{[ \t]*\n\s*",
        at=r"\|\s*(?P<name>\w+)(?:[^{}]*)(?=\})",
        inside="block",
        skip=True,
    ),
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
    # name: Fill array"
    Mistake(
        "unquoted-text",
        "a text stands in quotes; the first one is missing",
        '"{all}',
        before=r"[:=][ \t]*(?P<here>(?P<since>[A-Za-z]\w*))[ \t]+",
        at=r"[^\n\"{}:=]*\"(?=[ \t]*(?:[,\n}]|\Z))",
        fix='"{all}',
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
