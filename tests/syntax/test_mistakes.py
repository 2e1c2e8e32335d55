# ruff: noqa: E501
"""Mistakes: what each one is told, where, and that its fix mends it.

`@@` marks where the problem stands. What is around the text has a statement before and one behind it,
so that a mistake that spreads shows as a second problem.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from runner.errors import Fix
from runner.syntax.mistakes import MISTAKES
from tests.syntax.reading import problems

MARK = "@@"


class Case(NamedTuple):
    """A text with one mistake: the code, the message and the hint of its problem, and the text mended."""

    text: str
    code: str
    message: str
    hint: str | None
    mended: str | None


STATEMENTS = [
    Case(
        "    var @@$é { value = 1 }",
        "variable-name",
        "the name of a variable starts with a letter from A to Z or `_`, but got `$é`",
        "$_é",
        "    var $_é { value = 1 }",
    ),
    Case("    @@# hello", "comment", "a comment starts with `//`, not with `#`", "// hello", "    // hello"),
    Case(
        "    @@/* hello */",
        "comment",
        "a comment starts with `//` and ends with its line; there are no block comments",
        "// hello",
        "    // hello",
    ),
    Case(
        "    @@/* hello\n     there */",
        "comment",
        "a comment starts with `//` and ends with its line; there are no block comments",
        "write `//` before each line of it",
        None,
    ),
    Case(
        "    @@-- hello", "comment", "a comment starts with `//`, not with `--`", "// hello", "    // hello"
    ),
    Case(
        "    @@<!-- hello -->",
        "comment",
        "a comment starts with `//`, not with `<!--`",
        "// hello",
        "    // hello",
    ),
    Case(
        "    var $x { value = 1 }@@;",
        "semicolon",
        "a line does not end with `;`",
        "leave it out",
        "    var $x { value = 1 }",
    ),
    Case(
        "    var $x @@= 5",
        "variable-assignment",
        "a variable is set in a block, not with `=`",
        "var $x { value = 5 }",
        "    var $x { value = 5 }",
    ),
    Case(
        "    var $x @@= $y|first // why",
        "variable-assignment",
        "a variable is set in a block, not with `=`",
        "var $x { value = $y|first }",
        "    var $x { value = $y|first } // why",
    ),
    Case(
        "    var $x @@= {\n      a: 1\n    }",
        "variable-assignment",
        "a variable is set in a block, not with `=`",
        "var $x { value = ... }",
        None,
    ),
    Case(
        "    var.update $x.k @@= $y + 1",
        "variable-assignment",
        "a variable is set in a block, not with `=`",
        "var.update $x.k { value = $y + 1 }",
        "    var.update $x.k { value = $y + 1 }",
    ),
    Case(
        "    @@$x = 5",
        "bare-assignment",
        "a line cannot start with a variable; `var.update` changes one",
        "var.update $x { value = 5 }",
        "    var.update $x { value = 5 }",
    ),
    Case(
        "    @@$x.y = $z|first",
        "bare-assignment",
        "a line cannot start with a variable; `var.update` changes one",
        "var.update $x.y { value = $z|first }",
        "    var.update $x.y { value = $z|first }",
    ),
    Case(
        "    @@$x[0] = 3",
        "bare-assignment",
        "a line cannot start with a variable; `var.update` changes one",
        "var.update $x[0] { value = 3 }",
        "    var.update $x[0] { value = 3 }",
    ),
    Case(
        "    @@$x[] = 3",
        "bare-assignment",
        "`[]` appends nothing; `array.push` does this",
        "array.push $x { value = 3 }",
        "    array.push $x { value = 3 }",
    ),
    Case(
        "    @@$x++",
        "bare-assignment",
        "`++` does not exist; `math.add` does this",
        "math.add $x { value = 1 }",
        "    math.add $x { value = 1 }",
    ),
    Case(
        "    @@$x--",
        "bare-assignment",
        "`--` does not exist; `math.sub` does this",
        "math.sub $x { value = 1 }",
        "    math.sub $x { value = 1 }",
    ),
    Case(
        "    @@$x += 5",
        "bare-assignment",
        "`+=` does not exist; `math.add` does this",
        "math.add $x { value = 5 }",
        "    math.add $x { value = 5 }",
    ),
    Case(
        "    @@$x -= $y",
        "bare-assignment",
        "`-=` does not exist; `math.sub` does this",
        "math.sub $x { value = $y }",
        "    math.sub $x { value = $y }",
    ),
    Case(
        "    @@$x *= 2",
        "bare-assignment",
        "`*=` does not exist; `math.mul` does this",
        "math.mul $x { value = 2 }",
        "    math.mul $x { value = 2 }",
    ),
    Case(
        "    @@$x /= 2",
        "bare-assignment",
        "`/=` does not exist; `math.div` does this",
        "math.div $x { value = 2 }",
        "    math.div $x { value = 2 }",
    ),
    Case(
        "    @@$x %= 2",
        "bare-assignment",
        "`%=` does not exist; `math.mod` does this",
        "math.mod $x { value = 2 }",
        "    math.mod $x { value = 2 }",
    ),
    Case(
        '    @@$s ~= "a"',
        "bare-assignment",
        "`~=` does not exist; `text.append` does this",
        'text.append $s { value = "a" }',
        '    text.append $s { value = "a" }',
    ),
    Case(
        "    @@$x",
        "bare-variable",
        "a line cannot start with a variable; a statement says what is done to it",
        "var.update $x { value = ... }",
        None,
    ),
    Case(
        "    @@const $x = 5",
        "declaration-keyword",
        "`const` does not exist; a variable is made with `var`",
        "var $x { value = 5 }",
        "    var $x { value = 5 }",
    ),
    Case(
        "    @@let x = 5",
        "declaration-keyword",
        "`let` does not exist; a variable is made with `var`",
        "var $x { value = 5 }",
        "    var $x { value = 5 }",
    ),
    Case(
        '    @@$r = api.request {\n      url = "x"\n    }',
        "result-name",
        "the result of a statement is named behind it, with `as`",
        "api.request ... { ... } as $r",
        None,
    ),
    Case(
        '    var $r @@= function.run "g" {\n      input = {}\n    }',
        "result-name",
        "the result of a statement is named behind it, with `as`",
        "function.run ... { ... } as $r",
        None,
    ),
    Case(
        "    var $x {\n      value@@: 1\n    }",
        "property-equals",
        "the properties of a block use `=`, not `:`",
        "value = 1",
        "    var $x {\n      value = 1\n    }",
    ),
    Case(
        "    var $x { value@@: [1, 2] }",
        "property-equals",
        "the properties of a block use `=`, not `:`",
        "value = [1, 2]",
        "    var $x { value = [1, 2] }",
    ),
    Case(
        '    var $x {\n      @@"value" = 1\n    }',
        "quoted-property",
        "the name of a property stands without quotes",
        "value = 1",
        "    var $x {\n      value = 1\n    }",
    ),
    Case(
        '    api.request {\n      url = "x"\n      @@params {\n        a: 1\n      }\n    }',
        "property-form",
        "`params` is an object here: `=` stands before its brace",
        "params = { ... }",
        '    api.request {\n      url = "x"\n      params = {\n        a: 1\n      }\n    }',
    ),
    Case(
        '    api.request {\n      url = "x"\n      params @@=\n        a: 1\n      }\n    }',
        "unopened-block",
        "a `{` is missing behind `params =`",
        "params = {",
        '    api.request {\n      url = "x"\n      params = {\n        a: 1\n      }\n    }',
    ),
    Case(
        "    var $x {\n      value @@=\n    }", "missing-value", "`value` has no value", "value = ...", None
    ),
    Case("    var $x { value @@= }", "missing-value", "`value` has no value", "value = ...", None),
    Case(
        "    var $x {\n      value @@=\n      other = 2\n    }",
        "missing-value",
        "`value` has no value",
        "value = ...",
        None,
    ),
    Case(
        "    return @@$x",
        "value-form",
        "`return` takes its value in a block",
        "return { value = $x }",
        "    return { value = $x }",
    ),
    Case(
        '    return "a"@@|trim',
        "value-form",
        "`return` takes its value in a block",
        'return { value = "a"|trim }',
        '    return { value = "a"|trim }',
    ),
    Case(
        "    return @@[1, 2]",
        "value-form",
        "`return` takes its value in a block",
        "return { value = [1, 2] }",
        "    return { value = [1, 2] }",
    ),
    Case(
        "    return { @@a: 1 }",
        "value-form",
        "`return` gives one value, and names it `value`",
        "return { value = { a: ... } }",
        None,
    ),
    Case(
        '    debug.log@@("hi")',
        "value-form",
        "`debug.log` takes its value in a block",
        'debug.log { value = "hi" }',
        '    debug.log { value = "hi" }',
    ),
    Case(
        '    throw @@"oops"',
        "value-form",
        "`throw` takes its value in a block",
        'throw { name = "error" value = "oops" }',
        '    throw { name = "error" value = "oops" }',
    ),
    Case(
        "    @@if ($a > 1) {\n    }",
        "bare-if",
        "`if` stands inside of `conditional`",
        "conditional { if (...) { ... } elseif (...) { ... } else { ... } }",
        "    conditional {\n    if ($a > 1) {\n    }\n    }",
    ),
    Case(
        "    @@if ($a > 1) {\n    } else {\n    }",
        "bare-if",
        "`if` stands inside of `conditional`",
        "conditional { if (...) { ... } elseif (...) { ... } else { ... } }",
        "    conditional {\n    if ($a > 1) {\n    } else {\n    }\n    }",
    ),
    Case(
        "    @@if ($a > 1) {\n    }\n    elseif ($b) {\n    }\n    else {\n    }",
        "bare-if",
        "`if` stands inside of `conditional`",
        "conditional { if (...) { ... } elseif (...) { ... } else { ... } }",
        "    conditional {\n    if ($a > 1) {\n    }\n    elseif ($b) {\n    }\n    else {\n    }\n    }",
    ),
    Case(
        "    conditional {\n      if ($a) {\n      }\n      @@if ($b) {\n      }\n    }",
        "second-if",
        "a `conditional` has one `if`",
        "write `elseif`, or a `conditional` of its own",
        None,
    ),
    Case(
        "    conditional {\n      if ($a) {\n      }\n      @@else if ($b) {\n      }\n    }",
        "else-if",
        "a second condition is `elseif`, one word",
        "elseif (...) { ... }",
        "    conditional {\n      if ($a) {\n      }\n      elseif ($b) {\n      }\n    }",
    ),
    Case(
        "    conditional {\n      if ($a) {\n      } @@else if ($b) {\n      }\n    }",
        "else-if",
        "a second condition is `elseif`, one word",
        "elseif (...) { ... }",
        "    conditional {\n      if ($a) {\n      } elseif ($b) {\n      }\n    }",
    ),
    Case(
        "    conditional {\n      if ($a) {\n      }\n      @@elif ($b) {\n      }\n    }",
        "else-if",
        "a second condition is `elseif`, one word",
        "elseif (...) { ... }",
        "    conditional {\n      if ($a) {\n      }\n      elseif ($b) {\n      }\n    }",
    ),
    Case(
        "    conditional {\n      if ($a) {\n      }\n      @@else ($b) {\n      }\n    }",
        "condition-form",
        "`else` has no condition; a second condition is `elseif`",
        "elseif (...) { ... }",
        "    conditional {\n      if ($a) {\n      }\n      elseif ($b) {\n      }\n    }",
    ),
    Case(
        "    conditional {\n      @@else {\n      }\n    }",
        "no-if",
        "a `conditional` starts with `if`, not with `else`",
        "conditional { if (...) { ... } elseif (...) { ... } else { ... } }",
        None,
    ),
    Case(
        "    conditional {\n      if @@$a > 1 {\n      }\n    }",
        "condition-form",
        "`if` has its condition in parentheses",
        "if ($a > 1) { ... }",
        "    conditional {\n      if ($a > 1) {\n      }\n    }",
    ),
    Case(
        "    conditional {\n      if $a @@== 1 {\n      }\n    }",
        "condition-form",
        "`if` has its condition in parentheses",
        "if ($a == 1) { ... }",
        "    conditional {\n      if ($a == 1) {\n      }\n    }",
    ),
    Case(
        "    conditional {\n      if ($a @@= 1) {\n      }\n    }",
        "comparison",
        "a comparison is written `==`; `=` sets a property",
        "==",
        "    conditional {\n      if ($a == 1) {\n      }\n    }",
    ),
    Case(
        "    conditional {\n      if @@($a > 1 {\n      }\n    }",
        "unclosed-bracket",
        "this `(` is never closed",
        "put a `)` where it ends",
        "    conditional {\n      if ($a > 1) {\n      }\n    }",
    ),
    Case(
        "    while @@$a < 5 {\n      each {\n      }\n    }",
        "condition-form",
        "`while` has its condition in parentheses",
        "while ($a < 5) { ... }",
        "    while ($a < 5) {\n      each {\n      }\n    }",
    ),
    Case(
        '    precondition $a @@!= null {\n      error = "x"\n    }',
        "condition-form",
        "`precondition` has its condition in parentheses",
        "precondition ($a != null) { ... }",
        '    precondition ($a != null) {\n      error = "x"\n    }',
    ),
    Case(
        "    @@foreach ($a) {\n      break\n    }",
        "loop-without-each",
        "the body of `foreach` stands in `each`",
        "foreach ($a) { each as $item { ... } }",
        "    foreach ($a) {\n    each as $item {\n      break\n    }\n    }",
    ),
    Case(
        "    @@foreach ($a) as $item {\n      break\n    }",
        "loop-without-each",
        "the body of `foreach` stands in `each`",
        "foreach ($a) { each as $item { ... } }",
        None,
    ),
    Case(
        "    foreach ($a @@as $item) {\n      break\n    }",
        "foreach-form",
        "the parentheses of `foreach` hold the list alone; `each` names the element",
        "foreach ($a) { each as $item { ... } }",
        None,
    ),
    Case(
        "    foreach (@@$item in $a) {\n      each as $item {\n      }\n    }",
        "foreach-form",
        "the parentheses of `foreach` hold the list alone; `each` names the element",
        "foreach ($a) { each as $item { ... } }",
        "    foreach ($a) {\n      each as $item {\n      }\n    }",
    ),
    Case(
        "    foreach @@$a {\n      each as $item {\n      }\n    }",
        "condition-form",
        "`foreach` has its list in parentheses",
        "foreach ($a) { ... }",
        "    foreach ($a) {\n      each as $item {\n      }\n    }",
    ),
    Case(
        "    @@for (5) {\n      break\n    }",
        "loop-without-each",
        "the body of `for` stands in `each`",
        "for (5) { each as $index { ... } }",
        "    for (5) {\n    each as $index {\n      break\n    }\n    }",
    ),
    Case(
        "    for (i @@= 0; i < 5; i++) {\n      break\n    }",
        "for-form",
        "`for` counts by itself, from 0: its parentheses hold how often",
        "for (5) { each as $index { ... } }",
        None,
    ),
    Case(
        "    for (let @@i = 0; i < 5; i++) {\n      break\n    }",
        "for-form",
        "`for` counts by itself, from 0: its parentheses hold how often",
        "for (5) { each as $index { ... } }",
        None,
    ),
    Case(
        "    @@while ($a < 1) {\n      break\n    }",
        "loop-without-each",
        "the body of `while` stands in `each`",
        "while ($a < 1) { each { ... } }",
        "    while ($a < 1) {\n    each {\n      break\n    }\n    }",
    ),
    Case(
        "    switch ($a) {\n      case @@1 {\n      } break\n    }",
        "condition-form",
        "`case` has its value in parentheses",
        "case (1) { ... }",
        "    switch ($a) {\n      case (1) {\n      } break\n    }",
    ),
    Case(
        '    switch ($a) {\n      @@case "x":\n        break\n    }',
        "case-form",
        "`case` has its value in parentheses and its code in braces",
        'case ("x") { ... } break',
        None,
    ),
    Case(
        "    switch ($a) {\n      @@default:\n        break\n    }",
        "case-form",
        "`default` has its code in braces",
        "default { ... }",
        None,
    ),
    Case(
        "    conditional {\n      if ($a) {\n        @@response = 1\n      }\n    }",
        "inner-response",
        "`response` stands after `stack`, at the end of the function; `return` leaves it early",
        "return { value = 1 }",
        "    conditional {\n      if ($a) {\n        return { value = 1 }\n      }\n    }",
    ),
    Case(
        "    try_catch {\n      try {\n        @@response = $a\n      }\n    }",
        "inner-response",
        "`response` stands after `stack`, at the end of the function; `return` leaves it early",
        "return { value = $a }",
        "    try_catch {\n      try {\n        return { value = $a }\n      }\n    }",
    ),
    Case(
        '    function.run@@("g", {a: 1}) as $r',
        "call-form",
        "`function.run` takes the name of the function and then a block",
        'function.run "name" { input = { ... } } as $result',
        None,
    ),
    Case(
        '    function.run "g" {\n      @@input {\n        a: 1\n      }\n    } as $r',
        "call-input",
        "the `input` of a call is an object: `=` before its brace, `key: value` in it",
        "input = { a: ... }",
        '    function.run "g" {\n      input = {\n        a: 1\n      }\n    } as $r',
    ),
    Case(
        '    function.run "g" {\n      @@input {\n        a = 1\n      }\n    } as $r',
        "call-input",
        "the `input` of a call is an object: `=` before its brace, `key: value` in it",
        "input = { a: ... }",
        None,
    ),
    Case(
        '    function.run "g" {\n    } as @@r',
        "variable-name",
        "the name of a variable starts with `$`, but got `r`",
        "as $r",
        '    function.run "g" {\n    } as $r',
    ),
    Case(
        "    @@each [1] {\n    }",
        "block-form",
        "`each` is a block: what it holds stands in braces",
        "each { ... }",
        None,
    ),
    Case(
        "    @@@foo",
        "unexpected",
        "`@foo` cannot stand here",
        "a line of a block is a statement or `key = value`",
        None,
    ),
    Case("    @@) ", "stray-bracket", "this `)` closes nothing", "leave it out", "     "),
    Case(
        "    @@math.add $x\n      value = 1\n    }",
        "unopened-block",
        "a `{` is missing at the end of this line",
        "math.add $x {",
        "    math.add $x {\n      value = 1\n    }",
    ),
]
EXPRESSIONS = [
    Case('@@"abc', "unclosed-text", "this text is never closed", 'end it with "', None),
    Case("@@'abc", "unclosed-text", "this text is never closed", "end it with '", None),
    Case(
        '"say @@"hi" to"',
        "inner-quote",
        "a quote inside of a text needs a backslash before it, else it ends the text",
        '\\"hi\\"',
        '"say \\"hi\\" to"',
    ),
    Case(
        "'it@@'s'",
        "inner-quote",
        "a quote inside of a text needs a backslash before it, else it ends the text",
        "\\'s",
        "'it\\'s'",
    ),
    Case("@@“hello”", "quotes", "a text stands in straight quotes", '"hello"', '"hello"'),
    Case("@@‘hello’", "quotes", "a text stands in straight quotes", "'hello'", "'hello'"),
    Case(
        '"a\u200b" ~ @@\u200b"b"',
        "invisible-character",
        "an invisible character stands here",
        "delete it",
        '"a\u200b" ~ "b"',
    ),
    Case(
        "@@${name}", "template-literal", "there is no `${...}`; a variable stands by itself", "$name", "$name"
    ),
    Case(
        "`Hello @@${name}`",
        "template-literal",
        "backticks hold an expression, not a text with `${...}` in it",
        '"..." ~ $name ~ "..."',
        None,
    ),
    Case(
        "`Hello @@world`",
        "template-literal",
        "backticks hold an expression; a text stands in quotes",
        '"..."',
        None,
    ),
    Case("1@@;", "semicolon", "a line does not end with `;`", "leave it out", "1"),
    Case(
        "{a: 1@@; b: 2}",
        "semicolon",
        "the entries of an object are parted by commas or line breaks, not by `;`",
        ",",
        "{a: 1, b: 2}",
    ),
    Case(
        "[1@@; 2]",
        "semicolon",
        "the items of a list are parted by commas or line breaks, not by `;`",
        ",",
        "[1, 2]",
    ),
    Case(
        "{a @@= 1, b: 2}", "object-colon", "the entries of an object use `:`, not `=`", "a: 1", "{a: 1, b: 2}"
    ),
    Case(
        "{a @@= $x|trim}",
        "object-colon",
        "the entries of an object use `:`, not `=`",
        "a: $x|trim",
        "{a: $x|trim}",
    ),
    Case('{"a" @@= 1}', "object-colon", "the entries of an object use `:`, not `=`", '"a": 1', '{"a" : 1}'),
    Case(
        "{input@@ {a: 1}}",
        "object-colon",
        "the entries of an object are `key: value`; no block stands in one",
        "input: { ... }",
        "{input: {a: 1}}",
    ),
    Case(
        "{a: 1@@ b: 2}",
        "missing-comma",
        "entries on one line are parted by commas",
        "put a `,` before this",
        "{a: 1, b: 2}",
    ),
    Case(
        "{@@a, b: 1}",
        "object-entry",
        "an entry is `key: value`; there is no short form",
        "a: $a",
        "{a: $a, b: 1}",
    ),
    Case(
        "{@@$a, b: 1}",
        "object-entry",
        "an entry is `key: value`; there is no short form",
        "a: $a",
        "{a: $a, b: 1}",
    ),
    Case(
        "{@@: 1}",
        "object-entry",
        "an entry is `key: value`; its key is a name, a text or a variable",
        "key: ...",
        None,
    ),
    Case(
        "{@@[k]: 1}",
        "object-entry",
        "an entry is `key: value`; its key is a name, a text or a variable",
        "key: ...",
        None,
    ),
    Case("{a@@: , b: 2}", "missing-value", "`a` has no value", "a: ...", None),
    Case("{\n  a@@:\n  b: 2\n}", "missing-value", "`a` has no value", "a: ...", None),
    Case(
        "{@@int a}",
        "unexpected",
        "`int` cannot stand here",
        "an object holds entries, `key: value`; behind a value stands an operator or a filter",
        None,
    ),
    Case(
        "[1@@ 2]",
        "missing-comma",
        "items on one line are parted by commas",
        "put a `,` before this",
        "[1, 2]",
    ),
    Case(
        '["a"@@ "b"]',
        "missing-comma",
        "items on one line are parted by commas",
        "put a `,` before this",
        '["a", "b"]',
    ),
    Case(
        "[1,@@,2]",
        "double-comma",
        "one comma parts two items; nothing stands before this one",
        "leave it out",
        "[1,2]",
    ),
    Case(
        "[@@,1]",
        "double-comma",
        "one comma parts two items; nothing stands before this one",
        "leave it out",
        "[1]",
    ),
    Case(
        '["a"@@: 1]',
        "list-key",
        "the items of a list have no keys; entries with keys stand in braces",
        "{ key: value }",
        None,
    ),
    Case("$a @@and $b", "word-operator", "the operator is `&&`, not `and`", "&&", "$a && $b"),
    Case("$a @@OR $b", "word-operator", "the operator is `||`, not `OR`", "||", "$a || $b"),
    Case("@@not $a", "word-operator", "the operator is `!`, not `not`", "!", "!$a"),
    Case("$a @@is null", "word-operator", "the operator is `==`, not `is`", "==", "$a == null"),
    Case("$a @@is not null", "word-operator", "the operator is `!=`, not `is not`", "!=", "$a != null"),
    Case("$a @@<> 1", "comparison", "the operator for `is not equal` is `!=`, not `<>`", "!=", "$a != 1"),
    Case("($a @@= 1)", "comparison", "a comparison is written `==`; `=` sets a property", "==", "($a == 1)"),
    Case("`$a @@= 1`", "comparison", "a comparison is written `==`; `=` sets a property", "==", "`$a == 1`"),
    Case("$a @@& $b", "single-operator", "the operator is `&&`, not `&`", "&&", "$a && $b"),
    Case(
        "$a @@| $b",
        "single-operator",
        "the operator is `||`, not `|`; behind `|` stands the name of a filter",
        "||",
        "$a || $b",
    ),
    Case("$a @@** 2", "power", "`**` does not exist; the filter `pow` does this", "|pow:2", None),
    Case(
        "$a@@++",
        "increment",
        "`++` does not exist; a value is computed without changing its variable",
        "$a + 1",
        None,
    ),
    Case(
        "$a@@?.b",
        "null-safe",
        "`?.` does not exist; `|get` gives null where a key is missing",
        '$a|get:"b"',
        '$a|get:"b"',
    ),
    Case(
        "[@@...$a, 1]",
        "spread",
        "`...` does not exist; `|merge` joins lists and objects",
        "$a|merge:...",
        None,
    ),
    Case("$a|split:@@/,/", "pattern", "a pattern is a text", '"/,/"', '$a|split:"/,/"'),
    Case("@@/^a+$/", "pattern", "a pattern is a text", '"/^a+$/"', '"/^a+$/"'),
    Case("$x@@.trim()", "method-call", "values have no methods; a filter does this", "$x|trim", "$x|trim"),
    Case(
        '$x@@.replace("a", "b,c")',
        "method-call",
        "values have no methods; a filter does this",
        '$x|replace:"a":"b,c"',
        '$x|replace:"a":"b,c"',
    ),
    Case("$x@@.trim().upper()", "method-call", "values have no methods; a filter does this", "$x|trim", None),
    Case('"a"@@.trim()', "method-call", "values have no methods; a filter does this", '"a"|trim', '"a"|trim'),
    Case(
        "$x.map@@(i => i.name)",
        "arrow-function",
        "there are no functions inside of an expression; `$$` is the element that a filter works on",
        "|map:$$.key",
        None,
    ),
    Case(
        '$x|get@@("k")',
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        '|get:"k"',
        '$x|get:"k"',
    ),
    Case(
        "$x|trim@@()",
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        "|trim",
        "$x|trim",
    ),
    Case(
        '$x|replace@@("a", ",")|trim',
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        '|replace:"a":","',
        '$x|replace:"a":","|trim',
    ),
    Case(
        '$x|replace:"a"@@,"b"',
        "filter-comma",
        "the arguments of a filter are parted by colons, not by commas",
        "put a `:` here",
        '$x|replace:"a":"b"',
    ),
    Case(
        "$x|map@@($i => $i.name)",
        "arrow-function",
        "there are no functions inside of an expression; `$$` is the element that a filter works on",
        "|map:$$.key",
        None,
    ),
    Case(
        "$x|map:($i @@=> $i.name)",
        "arrow-function",
        "there are no functions inside of an expression; `$$` is the element that a filter works on",
        "|map:$$.key",
        None,
    ),
    Case(
        "$x|map:function(i) @@{ return i }",
        "arrow-function",
        "there are no functions inside of an expression; `$$` is the element that a filter works on",
        "|map:$$.key",
        None,
    ),
    Case(
        "x @@=> x + 1",
        "arrow-function",
        "there are no functions inside of an expression; `$$` is the element that a filter works on",
        "|map:$$.key",
        None,
    ),
    Case(
        "(a@@, b) => a + b",
        "arrow-function",
        "there are no functions inside of an expression; `$$` is the element that a filter works on",
        "|map:$$.key",
        None,
    ),
    Case(
        "(@@) => 1",
        "arrow-function",
        "there are no functions inside of an expression; `$$` is the element that a filter works on",
        "|map:$$.key",
        None,
    ),
    Case("$x@@|", "filter-name", "behind `|` stands the name of a filter", "|count", None),
    Case("$x|get@@:", "missing-argument", "an argument is missing behind `get:`", "|get:...", None),
    Case("$x|get@@:|trim", "missing-argument", "an argument is missing behind `get:`", "|get:...", None),
    Case(
        '$x|get@@("k"',
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        "|get:...",
        None,
    ),
    Case('$x@@.get("k"', "method-call", "values have no methods; a filter does this", "$x|get", None),
    Case("1 @@+", "missing-operand", "something is missing behind `+`", "+ ...", None),
    Case("$a @@&&", "missing-operand", "something is missing behind `&&`", "&& ...", None),
    Case("(1 @@+ )", "missing-operand", "something is missing behind `+`", "+ ...", None),
    Case("[1, 2 @@+]", "missing-operand", "something is missing behind `+`", "+ ...", None),
    Case("@@* 2", "missing-operand", "something is missing before `*`", "... * ...", None),
    Case("(@@&& $a)", "missing-operand", "something is missing before `&&`", "... && ...", None),
    Case("1 + @@* 2", "missing-operand", "`+` and `*` cannot stand side by side", "+ ... * ...", None),
    Case("$a @@? 1", "ternary", "this `?` has no `:`", "(condition) ? (yes) : (no)", None),
    Case("$a @@? {b: 1} // why?", "ternary", "this `?` has no `:`", "(condition) ? (yes) : (no)", None),
    Case("$a @@?\n        1", "ternary", "this `?` has no `:`", "(condition) ? (yes) : (no)", None),
    Case("$a\n        @@? $b|trim", "ternary", "this `?` has no `:`", "(condition) ? (yes) : (no)", None),
    Case("$a ? 1 : $b @@? 2", "ternary", "this `?` has no `:`", "(condition) ? (yes) : (no)", None),
    Case(
        '$c ? $x|get:"k"@@:"d" // why?',
        "ternary",
        "a `:` right behind a filter is the filter's; a blank before it makes it the one of `?`",
        '? $x|get:"k" : "d"',
        '$c ? $x|get:"k" : "d" // why?',
    ),
    Case("$x|split:@@,", "unquoted-text", "a text stands in quotes", '|split:","', '$x|split:","'),
    Case("$x|a:1:@@, |trim", "unquoted-text", "a text stands in quotes", '|a:","', '$x|a:1:"," |trim'),
    Case("($a @@? 1)", "ternary", "this `?` has no `:`", "(condition) ? (yes) : (no)", None),
    Case(
        '$c ? $x|get:"k"@@:"d"',
        "ternary",
        "a `:` right behind a filter is the filter's; a blank before it makes it the one of `?`",
        '? $x|get:"k" : "d"',
        '$c ? $x|get:"k" : "d"',
    ),
    Case("@@($a + 1", "unclosed-bracket", "this `(` is never closed", "put a `)` where it ends", "($a + 1)"),
    Case("@@[1, 2", "unclosed-bracket", "this `[` is never closed", "put a `]` where it ends", "[1, 2]"),
    Case("@@{a: 1", "unclosed-bracket", "this `{` is never closed", "put a `}` where it ends", "{a: 1}"),
    Case(
        "@@{\n        a: 1",
        "unclosed-bracket",
        "this `{` is never closed",
        "put a `}` where it ends",
        "{\n        a: 1\n      }",
    ),
    Case(
        "@@$1st + 1",
        "variable-name",
        "the name of a variable starts with a letter from A to Z or `_`, but got `$1st`",
        "$_1st",
        "$_1st + 1",
    ),
    Case("1@@)", "stray-bracket", "this `)` closes nothing", "leave it out", "1"),
    Case("1@@]", "stray-bracket", "this `]` closes nothing", "leave it out", "1"),
    Case(
        "$a @@@ 1",
        "unexpected",
        "`@` cannot stand here",
        "behind a value stands an operator or a filter, and the next entry starts on a new line",
        None,
    ),
    Case(
        "$a @@foo",
        "unexpected",
        "`foo` cannot stand here",
        "behind a value stands an operator or a filter, and the next entry starts on a new line",
        None,
    ),
]
INPUTS = [
    Case(
        "    int a@@, int b",
        "input-comma",
        "inputs are parted by line breaks, not by `,`",
        "leave it out",
        "    int a int b",
    ),
    Case("    int a@@;", "semicolon", "a line does not end with `;`", "leave it out", "    int a"),
    Case(
        "    int a @@= 1", "input-default", "the default of an input is written `?=`", "a?=1", "    int a?=1"
    ),
    Case(
        '    text a? @@= "x y"',
        "input-default",
        "the default of an input is written `?=`",
        'a?="x y"',
        '    text a?="x y"',
    ),
    Case("    a@@: int", "input-shape", "an input is its type and then its name", "int a", "    int a"),
    Case("    a@@: int,", "input-shape", "an input is its type and then its name", "int a", "    int a"),
    Case(
        '    @@"a": "text"', "input-shape", "an input is its type and then its name", "text a", "    text a"
    ),
    Case('    a@@: { type: "int" }', "input-shape", "an input is its type and then its name", "text a", None),
    Case("    text @@$a", "input-name", "the name of an input stands without `$`", "a", "    text a"),
    Case(
        '    text a @@"the description"',
        "input-description",
        "the description of an input stands in a block",
        '{ description = "the description" }',
        '    text a { description = "the description" }',
    ),
    Case(
        "    text a filters@@:trim",
        "input-filters",
        "the filters of an input stand behind `=`",
        "filters=trim|min:3",
        "    text a filters=trim",
    ),
    Case(
        "    text a filters=trim @@| min:3",
        "input-filters",
        "the filters of an input stand without blanks between them",
        "filters=trim|min:3",
        "    text a filters=trim|min:3",
    ),
    Case(
        '    text a {\n      description@@: "x"\n    }',
        "property-equals",
        "the properties of a block use `=`, not `:`",
        'description = "x"',
        '    text a {\n      description = "x"\n    }',
    ),
    Case("    int a @@= ", "input-default", "the default of an input is written `?=`", "a?=...", None),
    Case(
        "    int a @@+ b",
        "input-shape",
        "an input is written: its type, its name, `?` or `?=default`, `filters=`, a block",
        'text name?="x" filters=trim|min:3 { description = "..." }',
        None,
    ),
    Case(
        "    text a filters=trim|@@ min:3",
        "input-filters",
        "the filters of an input stand without blanks between them",
        "filters=trim|min:3",
        "    text a filters=trim|min:3",
    ),
]
FILES = [
    Case(
        '@@# top\nfunction "f" {\n}\n',
        "comment",
        "a comment starts with `//`, not with `#`",
        "// top",
        '// top\nfunction "f" {\n}\n',
    ),
    Case(
        "@@function {\n  response = 1\n}\n",
        "function-name",
        "a function has a name",
        'function "f" { ... }',
        None,
    ),
    Case(
        'function "add"@@($a, $b) {\n  response = 1\n}\n',
        "function-parameters",
        "a function takes its inputs in a block, not in parentheses",
        'function "add" { input { ... } stack { ... } response = ... }',
        None,
    ),
    Case(
        "function add@@(a) {\n  response = 1\n}\n",
        "function-parameters",
        "a function takes its inputs in a block, not in parentheses",
        "input { text a }",
        None,
    ),
    Case(
        "function add@@() {\n  response = 1\n}\n",
        "function-parameters",
        "a function takes its inputs in a block, not in parentheses",
        "function add { input { ... } stack { ... } response = ... }",
        None,
    ),
    Case(
        '@@func "add" {\n  response = 1\n}\n',
        "unknown-construct",
        "`func` cannot stand outside of a construct",
        "did you mean `function`?",
        'function "add" {\n  response = 1\n}\n',
    ),
    Case(
        "@@var $x { value = 1 }\nvar $y { value = 2 }\n",
        "unknown-construct",
        "`var` cannot stand outside of a construct",
        'function "name" { stack { var ... } }',
        None,
    ),
    Case(
        "@@hello world this is prose\n",
        "unknown-construct",
        "`hello` cannot stand outside of a construct",
        'function "name" { stack { hello ... } }',
        None,
    ),
    Case(
        '@@{"a": 1}\n',
        "unexpected",
        "`{` cannot stand here",
        'a file holds constructs such as `function "name" { ... }` and `run.job "name" { ... }`',
        None,
    ),
    Case(
        '@@"text"\n',
        "unexpected",
        '`"text"` cannot stand here',
        'a file holds constructs such as `function "name" { ... }` and `run.job "name" { ... }`',
        None,
    ),
    Case(
        "@@response = 1\n",
        "property-outside",
        "`response` stands outside of every construct",
        'function "name" { stack { ... } response = ... }',
        None,
    ),
    Case(
        'function "f" {\n  @@var $x { value = 1 }\n  response = $x\n}\n',
        "outside-stack",
        "`var` stands in the `stack` of a function, not beside it",
        "stack { var ... }",
        None,
    ),
    Case(
        'function "f" {\n  input @@= {\n    int a\n  }\n  response = 1\n}\n',
        "block-form",
        "`input` is a block: no `=` stands before its brace",
        "input { ... }",
        'function "f" {\n  input  {\n    int a\n  }\n  response = 1\n}\n',
    ),
    Case(
        'function "f" {\n  stack @@= {\n    var $x { value = 1 }\n  }\n  response = 1\n}\n',
        "block-form",
        "`stack` is a block: no `=` stands before its brace",
        "stack { ... }",
        'function "f" {\n  stack  {\n    var $x { value = 1 }\n  }\n  response = 1\n}\n',
    ),
    Case(
        'function "f" {\n  @@input = { a: 1 }\n  response = 1\n}\n',
        "block-form",
        "`input` is a block: no `=` stands before its brace",
        "input { ... }",
        None,
    ),
    Case(
        'function "f" {\n  @@stack [\n    break\n  ]\n  response = 1\n}\n',
        "block-form",
        "`stack` is a block: what it holds stands in braces",
        "stack { ... }",
        None,
    ),
    Case(
        'function "f" {\n  @@input\n    int a\n  }\n  response = 1\n}\n',
        "unopened-block",
        "a `{` is missing behind `input`",
        "input {",
        'function "f" {\n  input {\n    int a\n  }\n  response = 1\n}\n',
    ),
    Case(
        'function "f" {\n  @@stack\n    break\n  }\n  response = 1\n}\n',
        "unopened-block",
        "a `{` is missing at the end of this line",
        "stack {",
        'function "f" {\n  stack {\n    break\n  }\n  response = 1\n}\n',
    ),
    Case(
        'function "f" {\n  stack {\n  }\n  @@stack {\n  }\n  response = 1\n}\n',
        "second-block",
        "a function has one `stack`",
        "join the two",
        None,
    ),
    Case(
        'function "f" {\n  response@@: 1\n}\n',
        "property-equals",
        "the properties of a block use `=`, not `:`",
        "response = 1",
        'function "f" {\n  response = 1\n}\n',
    ),
    Case(
        'function "f" {\n  @@response {\n    value = 1\n  }\n}\n',
        "response-form",
        "`response` is a property: `=` stands behind it, and then one value",
        "response = ...",
        None,
    ),
    Case(
        'function "f" {\n  stack {\n    @@response = 1\n  }\n}\n',
        "inner-response",
        "`response` stands after `stack`, at the end of the function; `return` leaves it early",
        "return { value = 1 }",
        'function "f" {\n  stack {\n    return { value = 1 }\n  }\n}\n',
    ),
    Case(
        'function "f" @@{\n  response = 1\n\n',
        "unclosed-bracket",
        "this `{` is never closed",
        "put a `}` where it ends",
        'function "f" {\n  response = 1\n}\n\n',
    ),
    Case(
        'function "f" {\n  stack @@{\n    break\n  response = 1\n}\n',
        "unclosed-bracket",
        "this `{` is never closed",
        "put a `}` where it ends",
        'function "f" {\n  stack {\n    break\n  }\n  response = 1\n}\n',
    ),
    Case(
        'function "f" {\n  stack {\n    var $x @@{\n      value = 1\n    var $y {\n      value = 2\n    }\n  }\n  response = $x\n}\n',
        "unclosed-bracket",
        "this `{` is never closed",
        "put a `}` where it ends",
        'function "f" {\n  stack {\n    var $x {\n      value = 1\n    }\n    var $y {\n      value = 2\n    }\n  }\n  response = $x\n}\n',
    ),
    Case(
        'function "f" {\n  stack {\n    break\n    @@}\n  }\n  response = 1\n}\n',
        "stray-bracket",
        "this `}` closes nothing",
        "leave it out",
        'function "f" {\n  stack {\n    break\n    \n  }\n  response = 1\n}\n',
    ),
    Case(
        'function "f" {\n  response = 1\n}\n@@}\n',
        "stray-bracket",
        "this `}` closes nothing",
        "leave it out",
        'function "f" {\n  response = 1\n}\n\n',
    ),
    Case(
        'function "f" {\n  stack @@{\n    break\n  response = 1\n}\n---\nfunction "g" {\n}\n',
        "unclosed-bracket",
        "this `{` is never closed",
        "put a `}` where it ends",
        'function "f" {\n  stack {\n    break\n  }\n  response = 1\n}\n---\nfunction "g" {\n}\n',
    ),
    Case(
        '@@function "f"\n  response = 1\n}\n',
        "unopened-block",
        "a `{` is missing at the end of this line",
        'function "f" {',
        'function "f" {\n  response = 1\n}\n',
    ),
    Case(
        'function "f" {\n  response = @@"""abc\n}\n',
        "unclosed-text",
        "this text in triple quotes is never closed",
        'end it with """',
        None,
    ),
    Case(
        '@@run.job {\n  main = {name: "f"}\n}\n',
        "job-without-name",
        "a run.job has a name",
        'run.job "My job" { ... }',
        None,
    ),
    Case(
        '@@run.job "J" {\n  env = []\n}\n',
        "job-without-main",
        "a run.job names the function that it runs in `main`",
        'main = { name: "function_name", input: {} }',
        None,
    ),
    Case(
        'run.job "J" {\n  @@input {\n    int a\n  }\n  stack {\n    break\n  }\n  response = 1\n}\n',
        "job-shape",
        "a run.job only names a function, its inputs and env, but got `input`, `stack`, `response`",
        'main = { name: "function_name", input: {} }, and the code in function/function_name.xs',
        None,
    ),
    Case(
        'run.job "J" {\n  @@main {\n    name: "f"\n  }\n}\n',
        "property-form",
        "`main` is an object here: `=` stands before its brace",
        "main = { ... }",
        'run.job "J" {\n  main = {\n    name: "f"\n  }\n}\n',
    ),
    Case(
        'run.job "J" {\n  @@main {\n    name = "f"\n  }\n}\n',
        "job-main",
        "`main` is a property: `=` before its brace, `key: value` in it",
        'main = { name: "function_name", input: {} }',
        None,
    ),
    Case(
        'run.job "J" {\n  main@@: {name: "f"}\n}\n',
        "property-equals",
        "the properties of a block use `=`, not `:`",
        'main = {name: "f"}',
        'run.job "J" {\n  main = {name: "f"}\n}\n',
    ),
    Case(
        'run.job "J" {\n  main = {name @@= "f"}\n}\n',
        "object-colon",
        "the entries of an object use `:`, not `=`",
        'name: "f"',
        'run.job "J" {\n  main = {name: "f"}\n}\n',
    ),
    Case(
        'run.job "J" {\n  main @@=\n    name: "f"\n  }\n}\n',
        "unopened-block",
        "a `{` is missing behind `main =`",
        "main = {",
        'run.job "J" {\n  main = {\n    name: "f"\n  }\n}\n',
    ),
    Case(
        'run.job "J" {\n  main = {name: "f", input@@ {a: 1}}\n}\n',
        "object-colon",
        "the entries of an object are `key: value`; no block stands in one",
        "input: { ... }",
        'run.job "J" {\n  main = {name: "f", input: {a: 1}}\n}\n',
    ),
    Case(
        'run.job "J" {\n  main = @@"f"\n}\n',
        "job-main",
        "`main` is an object that names a function",
        'main = { name: "function_name", input: {} }',
        'run.job "J" {\n  main = { name: "f" }\n}\n',
    ),
    Case(
        'run.job "J" {\n  main = @@{input: {}}\n}\n',
        "job-main",
        "`main` needs the `name` of a function",
        'main = { name: "function_name", input: {} }',
        None,
    ),
    Case(
        'run.job "J" {\n  main = {name: "f", input: @@[1]}\n}\n',
        "job-main",
        "`main.input` is an object: { key: value }",
        None,
        None,
    ),
    Case(
        'run.job "J" {\n  main = {name: "f", input: {k: @@$env.A}}\n}\n',
        "job-input-constant",
        "the inputs of `main` are constants; variables such as $input and $env have no value here",
        "read env values inside of the function: $env.NAME",
        None,
    ),
    Case(
        'run.job "J" {\n  main = {name: "f"}\n  env = [@@A]\n}\n',
        "job-env",
        "`env` is a list of texts, the names that the job reads",
        'env = ["API_KEY"]',
        'run.job "J" {\n  main = {name: "f"}\n  env = ["A"]\n}\n',
    ),
    Case(
        'run.job "J" {\n  main = {name: "f"}\n  env = @@{A: "b"}\n}\n',
        "job-env",
        "`env` is a list of texts, the names that the job reads",
        'env = ["API_KEY"]',
        None,
    ),
    Case(
        'run.service "S" {\n  main = {name: "f"}\n  @@code = 1\n}\n',
        "job-shape",
        "a run.service only names a function, its inputs and env, but got `code`",
        'main = { name: "function_name", input: {} }, and the code in function/function_name.xs',
        None,
    ),
    Case("workspace w {\n  env = {a: @@$b}\n}\n", "workspace-env", "env defaults are constants", None, None),
]
AROUND = {
    "statements": (
        'function "f" {\n  stack {\n    var $before { value = 1 }\n',
        "\n    var $after { value = 2 }\n  }\n\n  response = $after\n}\n",
    ),
    "expressions": (
        'function "f" {\n  stack {\n    var $x {\n      value = ',
        "\n    }\n\n    var $after { value = 2 }\n  }\n\n  response = $x\n}\n",
    ),
    "inputs": (
        'function "f" {\n  input {\n    int before\n',
        "\n    int after\n  }\n\n  response = 1\n}\n",
    ),
    "files": ("", ""),
}
TABLES = {"statements": STATEMENTS, "expressions": EXPRESSIONS, "inputs": INPUTS, "files": FILES}
CASES = [
    pytest.param(kind, case, id=f"{kind}: {case.text.strip()[:50]!r}")
    for kind, table in TABLES.items()
    for case in table
]


def whole(kind: str, text: str) -> str:
    """The file that a text stands in."""
    before, behind = AROUND[kind]
    return before + text + behind


def apply(text: str, fix: Fix) -> str:
    """The text with a fix made."""
    return text[: fix.span.start] + fix.replacement + text[fix.span.end :]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_one_mistake_is_one_problem_in_its_place(kind, case):
    marked = whole(kind, case.text)
    found = problems(marked.replace(MARK, "", 1))
    assert [(problem.code, problem.message, problem.hint) for problem in found] == [
        (case.code, case.message, case.hint)
    ]
    assert found[0].span.start == marked.index(MARK)


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_fix_mends_the_mistake(kind, case):
    text = whole(kind, case.text.replace(MARK, "", 1))
    (problem,) = problems(text)
    if case.mended is None:
        assert problem.fix is None
        return
    assert problem.fix is not None
    assert apply(text, problem.fix) == whole(kind, case.mended)
    assert problems(whole(kind, case.mended)) == []


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_the_excerpt_points_at_the_mistake(kind, case):
    (problem,) = problems(whole(kind, case.text.replace(MARK, "", 1)))
    line, caret = problem.source.excerpt(problem.span).split("\n")
    place = problem.source.position(problem.span.start)
    assert line.startswith(f"{place.line:>5} | ")
    assert caret.index("^") == len("    1 | ") + place.column - 1


def test_every_row_of_the_table_has_a_case():
    """A row that no case reaches is one that nobody knows to work."""
    told = [
        (problem.code, problem.message, problem.hint)
        for kind, table in TABLES.items()
        for case in table
        for problem in problems(whole(kind, case.text.replace(MARK, "", 1)))
    ]
    for row in MISTAKES:
        wanted = row.code, _pattern(row.message), _pattern(row.hint)
        assert any(
            code == wanted[0] and wanted[1].fullmatch(message) and wanted[2].fullmatch(hint or "")
            for code, message, hint in told
        ), row


def _pattern(template: str) -> re.Pattern[str]:
    """What a template can become: its fields hold anything."""
    parts = re.split(r"(?<!\{)\{\w+\}", template)
    return re.compile(".*".join(re.escape(part.replace("{{", "{").replace("}}", "}")) for part in parts))
