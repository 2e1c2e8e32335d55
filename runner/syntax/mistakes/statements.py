"""Mistakes in the lines of a stack and in the heads of constructs: habits of other languages."""

from __future__ import annotations

from runner.syntax.mistakes.row import ALONE, TEXT, VALUE, Mistake

FIRST = r"(?:\A|[\n{}])\s*"  # where a statement begins, which a word inside of a text does not
# Statements and parts of statements that go without a name: a brace behind them opens a block.
BLOCKS = (
    "conditional|else|each|try|catch|finally|default|group|stack|try_catch|throw|return|function|response"
)
# Statements that do something with one value, which their block calls `value`.
TAKES_VALUE = (
    r"var|var\.update|array\.(?:push|unshift)|math\.\w+|text\.(?:append|prepend)|return|throw|debug\.\w+"
)
# Properties that many statements have; no statement is called so.
PROPERTIES = "value|input|url|method|params|headers|error|payload|error_type|response|timeout"
ELSE_IFS = r"else\s+if|elif|elsif|else_if|elseIf"
STATEMENT_MISTAKES = (
    # value = function.run "g" { ... }
    Mistake(
        "result-name",
        "the result of a statement is named behind it, with `as`",
        "{statement} ... {{ ... }} as ${key}",
        before=ALONE + r"(?P<key>\w+)\s*=\s*(?P<here>(?P<statement>[a-z_]\w*(?:\.\w+)+))\s*",
        at=rf"(?:{TEXT}|\{{)",
        inside="block",
    ),
    # array.push $x { 1 }
    Mistake(
        "value-form",
        "what stands in the braces of `{statement}` has a name",
        "{statement} ... {{ value = {value} }}",
        before=FIRST + rf"(?P<statement>{TAKES_VALUE})\b[^\n{{}}]*\{{[ \t]*",
        at=rf"(?P<value>{TEXT}|\$?[\w.]+|[\[(][^\[\]()\n]*[\])])(?=[ \t]*[}}|~+*/\n-])",
        inside="block",
        fix="value = {value}",
    ),
    # value $x|first
    Mistake(
        "missing-equals",
        "a `=` is missing behind `{key}`",
        "{key} = ...",
        before=FIRST + rf"(?P<here>(?P<key>{PROPERTIES}))(?P<cut>[ \t]+)(?:[$\"'\[({{\w][^\n]*?\s*)?",
        at=r"[\[`|+*/%~=<>&?:.-]",
        inside="block",
        fix=" = ",
    ),
    # array.push($x, 1)
    Mistake(
        "call-form",
        "`{statement}` takes its value in a block, not in parentheses",
        "{statement} {target} {{ value = {value} }}",
        before=FIRST + rf"(?P<here>(?P<statement>{TAKES_VALUE}))(?P<since>\(\s*(?P<target>\$[\w.]+)\s*)",
        at=rf",\s*(?P<value>{TEXT}|[^\n(){{}}]+?)\s*\)",
        fix=" {target} {{ value = {value} }}",
    ),
    # $x.push(1)
    Mistake(
        "method-call",
        "values have no methods; `array.push` does this",
        "array.push ${name} {{ value = {added} }}",
        at=r"\$(?P<name>\w+(?:\.\w+)*?)\.(?:push|append|add)\((?P<added>[^\n()]+)\)",
        inside="block",
        fix="array.push ${name} {{ value = {added} }}",
    ),
    # precondition ($a > 1, "message")
    Mistake(
        "precondition-form",
        "the message of a `precondition` stands in its block",
        "precondition ({condition}) {{ error = {value} }}",
        before=r"\bprecondition\s*\((?P<condition>[^\n]*?)(?P<since>\s*)",
        at=rf",\s*(?P<value>{TEXT})\s*\)",
        inside="(",
        fix=") {{ error = {value} }}",
    ),
    # assert $a > 1
    Mistake(
        "precondition-form",
        "`assert` does not exist; `precondition` does this",
        'precondition ({left} {value}) {{ error = "..." }}',
        before=FIRST + r"(?P<since>(?P<here>assert)\s+(?P<left>[^(\s][^\n{]*?)\s*)",
        at=r"(?P<value>[^\n{},]*[^\s{},])",
        inside="block",
        fix="precondition ({left} {value})",
        read_as="assert",
    ),
    # default: { ... }, case (1): { ... }
    Mistake(
        "case-form",
        "`{keyword}` has its code in braces, without a `:`",
        "{keyword} ... {{ ... }}",
        before=FIRST + r"(?P<keyword>default|case\b(?=\s*\())[^\n{}:]*",
        at=r"(?P<cut>:)\s*\{",
        inside="block",
        fix="",
    ),
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
    # elif $a == 1 { }, else if $a == 1 { }
    Mistake(
        "else-if",
        "a second condition is `elseif`, one word",
        "elseif (...) {{ ... }}",
        before=FIRST + rf"(?P<since>(?P<here>{ELSE_IFS})\s+(?P<left>[^(\s][^\n{{]*?)\s*)",
        at=r"(?P<value>[^\n{]*[^\s{])",
        inside="block",
        fix="elseif ({left} {value})",
    ),
    # if $a == 1:, whose code ends with a brace all the same
    Mistake(
        "condition-form",
        "`{keyword}` has its condition in parentheses and its code in braces",
        "{keyword} ({condition} {rest}) {{ ... }}",
        before=FIRST + r"(?P<here>(?P<keyword>if|elseif|while))[ \t]+(?P<since>(?P<condition>[^\n{}]*?))\s*",
        at=r"(?P<rest>[^\n{}]*?):(?=[ \t]*\n(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})",
        inside="block",
        fix="({condition} {rest}) {{",
    ),
    # if $a == 1 { }
    Mistake(
        "condition-form",
        "`{keyword}` has its condition in parentheses",
        "{keyword} ({all}) {{ ... }}",
        before=FIRST + r"(?P<keyword>if|elseif|while|precondition)[ \t]+(?P<since>\S[^\n{]*?)\s*",
        at=r"(?P<value>[^\n{]*[^\s{])",
        inside="block",
        fix="({all})",
    ),
    # debug.log value = $x
    Mistake(
        "value-form",
        "`{statement}` takes its value in a block",
        "{statement} {{ value = {value} }}",
        before=FIRST + r"(?P<statement>return|throw|debug\.log|debug\.stop)[ \t]+(?P<since>value\s*=\s*)",
        at=r"(?P<value>[^\n{}=][^\n{}]*?)(?=\s*(?:[\n}]|\Z|//))",
        inside="block",
        fix="{{ value = {value} }}",
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
    # db.get("users", 1)
    Mistake(
        "call-form",
        "`{statement}` takes its values in a block, not in parentheses",
        "{statement} ... {{ ... }}",
        before=FIRST + r"(?P<statement>[a-z]\w*(?:\.\w+)+)(?P<here>\()[^\n]*",
        at=r",",
        inside="(",
    ),
    # function "add"($a, $b) { ... }
    Mistake(
        "function-parameters",
        "a function takes its inputs in a block, not in parentheses",
        "function {name} {{ input {{ ... }} stack {{ ... }} response = ... }}",
        before=rf"\bfunction\s+(?P<name>{TEXT}|[\w/]+)\s*(?P<here>\()[^)\n]*",
    ),
    # foreach ($a as $key => $value) { ... }
    Mistake(
        "foreach-form",
        "the parentheses of `foreach` hold the list alone; `|entries` makes one of keys and values",
        "foreach ({subject}|entries) {{ each as $item {{ ... $item.key ... $item.value ... }} }}",
        before=r"\bforeach\s*\((?P<subject>[^()\n]*?)\s*",
        at=r"as\s+\$?\w+\s*=>\s*\$?\w+",
        inside="(",
        skip=True,
    ),
    # for (i = 1; i < 5; i += 2) { break }: whether it fits nobody can tell
    Mistake(
        "for-form",
        "`for` counts by itself, from 0: its parentheses hold how often",
        "for (5) {{ each as $index {{ ... }} }}",
        before=r"\bfor\s*\(\s*(?:(?:let|var|int)\s*|(?:(?:let|var|int)\s+)?\$?\w+\s*)",
        at=r"\$?\w+|=",
    ),
    # each as $item, $index { break }
    Mistake(
        "each-form",
        "`each` names the element alone; its number is counted by a variable of one's own",
        "each as ${name} {{ ... }}",
        before=r"\beach\s+as\s+\$(?P<name>\w+)(?P<since>\s*,\s*)",
        at=r"\$?\w+",
        fix="",
    ),
    # return { a: 1, b: 2 }
    Mistake(
        "value-form",
        "`return` gives one value, and names it `value`",
        "return {{ value = {{ {key}: ... }} }}",
        before=r"\breturn\s*(?P<since>\{\s*(?P<here>(?P<key>(?!value\b)[\w\"']+))\s*)",
        at=r":(?P<rest>[^{}]*)(?=\})",
        fix="{{ value = {{ {key}: {rest} }} ",
        skip=True,
    ),
    # the same with braces in it
    # return { a: 1 }
    Mistake(
        "value-form",
        "`return` gives one value, and names it `value`",
        "return {{ value = {{ {key}: ... }} }}",
        before=r"\breturn\s*\{\s*(?P<here>(?P<key>(?!value\b)[\w\"']+))\s*",
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
