"""Mistakes in the lines of a stack and in the heads of constructs: habits of other languages."""

from __future__ import annotations

from collections.abc import Iterator

from runner.syntax.mistakes.row import PATH, TEXT, VALUE, Mistake

# The name of a statement where a value was meant: `$r = api.request { ... }`.
STATEMENT = r"(?P<statement>[a-z_]\w*(?:\.\w+)+)\s*(?=[\"'{$])"
ALONE = r"(?<![\w.$])"  # no part of a longer name
FIRST = r"(?:\A|[\n{}])\s*"  # where a statement begins, which a word inside of a text does not
# Statements and parts of statements that go without a name: a brace behind them opens a block.
BLOCKS = (
    "conditional|else|each|try|catch|finally|default|group|stack|try_catch|throw|return|function|response"
)
STEPS = {
    r"\+=": ("+=", "math.add"),
    r"-=": ("-=", "math.sub"),
    r"\*=": ("*=", "math.mul"),
    r"/=": ("/=", "math.div"),
    r"%=": ("%=", "math.mod"),
    r"[~.]=": ("~=", "text.append"),
}


def _steps() -> Iterator[Mistake]:
    """One row for each operator that changes a variable in other languages."""
    for pattern, (operator, statement) in STEPS.items():
        yield Mistake(
            "bare-assignment",
            f"`{operator}` does not exist; `{statement}` does this",
            statement + " ${name} {{ value = {value} }}",
            at=rf"{PATH}\s*{pattern}\s*{VALUE}",
            inside="block",
            fix=statement + " ${name} {{ value = {value} }}",
        )
    for operator, statement in (("++", "math.add"), ("--", "math.sub")):
        form = statement + " ${name} {{ value = 1 }}"
        pattern = operator.replace("+", r"\+")
        yield Mistake(
            "bare-assignment",
            f"`{operator}` does not exist; `{statement}` does this",
            form,
            at=rf"{PATH}\s*{pattern}",
            inside="block",
            fix=form,
        )


ASSIGNMENT_MISTAKES = (
    # var $r = function.run "g" { ... }
    Mistake(
        "result-name",
        "the result of a statement is named behind it, with `as`",
        "{statement} ... {{ ... }} as ${name}",
        before=r"\b(?:(?:var|var\.update|let|const)\s+)\$?(?P<name>[\w.]+)\s*",
        at=rf"=\s*{STATEMENT}",
    ),
    # $r = api.request { ... }
    Mistake(
        "result-name",
        "the result of a statement is named behind it, with `as`",
        "{statement} ... {{ ... }} as ${name}",
        at=rf"{PATH}\s*=\s*{STATEMENT}",
        inside="block",
    ),
    # var $x = 5
    Mistake(
        "variable-assignment",
        "a variable is set in a block, not with `=`",
        "{statement} ${name} {{ value = {value} }}",
        before=r"\b(?P<statement>var|var\.update)\s+\$(?P<name>[^\s=]+)\s*",
        at=rf"=\s*{VALUE}",
        fix="{{ value = {value} }}",
    ),
    # const $x = 5
    Mistake(
        "declaration-keyword",
        "`{word}` does not exist; a variable is made with `var`",
        "var ${name} {{ value = {value} }}",
        before=r"\b(?P<since>(?P<here>(?P<word>let|const))\s+\$?(?P<name>\w+))\s*",
        at=rf"=\s*{VALUE}",
        fix="var ${name} {{ value = {value} }}",
    ),
    # $x[] = 3
    Mistake(
        "bare-assignment",
        "`[]` appends nothing; `array.push` does this",
        "array.push ${name} {{ value = {value} }}",
        at=rf"\$(?P<name>[\w.]+)\[\]\s*=\s*{VALUE}",
        inside="block",
        fix="array.push ${name} {{ value = {value} }}",
    ),
    *_steps(),
    # $x = 5
    Mistake(
        "bare-assignment",
        "a line cannot start with a variable; `var.update` changes one",
        "var.update ${name} {{ value = {value} }}",
        at=rf"{PATH}\s*=(?!=)\s*{VALUE}",
        inside="block",
        fix="var.update ${name} {{ value = {value} }}",
    ),
)

FORM_MISTAKES = (
    # default: ... break
    Mistake(
        "case-form",
        "`default` has its code in braces",
        "default {{ ... }}",
        before=FIRST + r"(?P<here>default)\s*",
        at=r":",
        inside="block",
    ),
    # case "x": ... break
    Mistake(
        "case-form",
        "`case` has its value in parentheses and its code in braces",
        "case ({wanted}) {{ ... }} break",
        before=FIRST + r"(?P<here>case)\s+(?P<wanted>[^\n:{]*?)\s*",
        at=r":",
        inside="block",
    ),
    # if $a == 1 { }
    Mistake(
        "condition-form",
        "`{keyword}` has its condition in parentheses",
        "{keyword} ({all}) {{ ... }}",
        before=FIRST + r"(?P<keyword>if|elseif|while|precondition)[ \t]+(?P<since>[^(\s][^\n{]*?)\s*",
        at=r"(?P<value>[^\n{]*[^\s{])",
        inside="block",
        fix="({all})",
    ),
    # return "a"|trim
    Mistake(
        "value-form",
        "`{statement}` takes its value in a block",
        "{statement} {{ value = {all} }}",
        before=FIRST + r"(?P<statement>return|debug\.log|debug\.stop)[ \t]+(?P<since>[^\n{]*?)\s*",
        at=rf"(?!\{{){VALUE}",
        inside="block",
        fix="{{ value = {all} }}",
    ),
    # input = { int a }, as if it were a property
    Mistake(
        "block-form",
        "`{block}` is a block: no `=` stands before its brace",
        "{block} {{ ... }}",
        before=FIRST + r"(?P<block>input|stack|schema)\s*(?P<cut>=)\s*\{\s*",
        at=r"[a-z][\w.\[\]?]*[ \t]+[$\w\"{]",
        inside="object",
        fix="",
    ),
    # each [1] { }
    Mistake(
        "block-form",
        "`{block}` is a block: what it holds stands in braces",
        "{block} {{ ... }}",
        before=FIRST + r"(?P<here>(?P<block>input|stack|schema|each|try|catch|finally))\s*",
        at=r"[\[(]",
    ),
    # function.run("g", {a: 1}) as $r
    Mistake(
        "call-form",
        "`{call}` takes the name of the function and then a block",
        '{call} "name" {{ input = {{ ... }} }} as $result',
        before=r"(?P<call>[a-z]\w*\.(?:run|call))(?P<here>\()[^\n]*",
        at=r",",
    ),
    # function "add"($a, $b) { ... }
    Mistake(
        "function-parameters",
        "a function takes its inputs in a block, not in parentheses",
        "function {name} {{ input {{ ... }} stack {{ ... }} response = ... }}",
        before=rf"\bfunction\s+(?P<name>{TEXT}|[\w/]+)\s*(?P<here>\()[^)\n]*",
    ),
    # for (i = 0; i < 5; i++) { break }
    Mistake(
        "for-form",
        "`for` counts by itself, from 0: its parentheses hold how often",
        "for (5) {{ each as $index {{ ... }} }}",
        before=r"\bfor\s*\(\s*(?:(?:let|var|int)\s*|(?:(?:let|var|int)\s+)?\$?\w+\s*)",
        at=r"\$?\w+|=",
    ),
    # foreach ($a as $item) { break }
    Mistake(
        "foreach-form",
        "the parentheses of `foreach` hold the list alone; `each` names the element",
        "foreach ({list}) {{ each as ${name} {{ ... }} }}",
        before=r"\bforeach\s*\(\s*(?P<list>[^()\n]*?)\s*",
        at=r"as\s+\$?(?P<name>\w+)",
    ),
    # return { a: 1 }
    Mistake(
        "value-form",
        "`return` gives one value, and names it `value`",
        "return {{ value = {{ {key}: ... }} }}",
        before=r"\breturn\s*\{\s*(?P<here>(?P<key>[\w\"']+))\s*",
        at=r":",
    ),
    # var $x { "value" = 1 }
    Mistake(
        "quoted-property",
        "the name of a property stands without quotes",
        "{key} = {value}",
        at=rf"(?P<cut>[\"'](?P<key>\w+)[\"']\s*[=:])\s*{VALUE}",
        inside="block",
        fix="{key} =",
    ),
    # params =
    #   a: 1
    # }
    Mistake(
        "unopened-block",
        "a `{{` is missing behind `{key} =`",
        "{key} = {{",
        before=r"(?P<key>\w+)[ \t]*(?P<here>=)(?P<cut>[ \t]*)\n\s*[\w\"']+\s*",
        at=r":",
        inside="block",
        fix=" {{",
    ),
    # input
    #   int a
    # }
    Mistake(
        "unopened-block",
        "a `{{` is missing behind `{block}`",
        "{block} {{",
        before=FIRST + r"(?P<here>(?P<block>input|stack|schema))(?P<cut>[ \t]*)\n\s*",
        at=r"[a-z]",
        inside="block",
        fix=" {{",
    ),
    # value =
    # other = 2
    Mistake(
        "missing-value",
        "`{key}` has no value",
        "{key} = ...",
        before=r"(?P<key>\w+)\s*(?P<here>=)[ \t]*\n\s*\w+\s*",
        at=r"=(?!=)",
        inside="block",
    ),
    # function "f"
    #   response = 1
    Mistake(
        "unopened-block",
        "a `{{` is missing at the end of this line",
        "{line} {{",
        before=r"(?:\A|\n)(?P<here>(?P<line>[a-z][\w.]*[ \t][^\n{}]*?))(?P<cut>[ \t]*)\n\s*\w+\s*",
        at=r"[=:]",
        inside="file",
        fix=" {{",
    ),
    # response = 1, behind the brace of its function
    Mistake(
        "property-outside",
        "`{key}` stands outside of every construct",
        'function "name" {{ stack {{ ... }} {key} = ... }}',
        before=ALONE + r"(?P<here>(?P<key>\w+))\s*",
        at=r"[=:]",
        inside="file",
    ),
    # api.request { url = "x" params { a: 1 } }
    Mistake(
        "property-form",
        "`{key}` is an object here: `=` stands before its brace",
        "{key} = {{ ... }}",
        before=rf"[\n{{][ \t]*(?!(?:{BLOCKS})\b)(?P<here>(?P<key>[a-z_]+))(?P<cut>[ \t]*)\{{\s*[\"'\w]+\s*",
        at=r":",
        inside="block",
        fix=" = ",
    ),
    # var $x { value: 1 }
    Mistake(
        "property-equals",
        "the properties of a block use `=`, not `:`",
        "{key} = {value}",
        before=ALONE + r"(?P<key>\w+)\s*",
        at=rf"(?P<cut>:)\s*{VALUE}",
        inside="block",
        fix=" =",
    ),
    # $x alone, for a reason that only its author knows
    Mistake(
        "bare-variable",
        "a line cannot start with a variable; a statement says what is done to it",
        "var.update ${name} {{ value = ... }}",
        before=r"[\n{]\s*",
        at=r"\$(?P<name>\w+)",
        inside="block",
    ),
)

STATEMENT_MISTAKES = (*ASSIGNMENT_MISTAKES, *FORM_MISTAKES)
