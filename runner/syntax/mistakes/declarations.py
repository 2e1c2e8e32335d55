"""Mistakes in the declarations of inputs and columns."""

from __future__ import annotations

from runner.syntax.mistakes.row import TEXT, Mistake

DECLARATION_MISTAKES = (
    # function.run "g" { input { a: 1 } } as $r
    Mistake(
        "call-input",
        "the `input` of a call is an object: `=` before its brace, `key: value` in it",
        "input = {{ {key}: ... }}",
        before=r"(?P<here>input)(?P<cut>\s*)\{\s*[\"']?(?P<key>\w+)[\"']?\s*",
        at=r":",
        inside="call input",
        fix=" = ",
    ),
    # function.run "g" { input { a = 1 } } as $r
    Mistake(
        "call-input",
        "the `input` of a call is an object: `=` before its brace, `key: value` in it",
        "input = {{ {key}: ... }}",
        before=r"(?P<here>input)\s*\{\s*[\"']?(?P<key>\w+)[\"']?\s*",
        at=r"=",
        inside="call input",
    ),
    # a: int
    Mistake(
        "input-shape",
        "an input is its type and then its name",
        "{type} {name}",
        before=r"[{\n,]\s*(?P<since>(?P<name>\w+)\??)\s*",
        at=r":\s*[\"']?(?P<type>[a-z]\w*(?:\[\])?)[\"']?,?",
        inside="input",
        fix="{type} {name}",
    ),
    # text a filters:trim
    Mistake(
        "input-filters",
        "the filters of an input stand behind `=`",
        "filters=trim|min:3",
        before=r"\bfilters\s*",
        at=r":",
        inside="input",
        fix="=",
    ),
    # text a filters=trim | min:3
    Mistake(
        "input-filters",
        "the filters of an input stand without blanks between them",
        "filters=trim|min:3",
        before=r"\bfilters\s*=\s*[^\n]*?(?P<since>[ \t]*)",
        at=r"\|[ \t]*(?P<rest>\S+)",
        inside="input",
        fix="|{rest}",
    ),
    # text a filters=trim| min:3
    Mistake(
        "input-filters",
        "the filters of an input stand without blanks between them",
        "filters=trim|min:3",
        before=r"\bfilters\s*=[^\n]*\|(?P<here>(?P<cut>[ \t]+))\w+",
        at=r":",
        inside="input",
        fix="",
    ),
    # text a filters=trim filters=lower
    Mistake(
        "input-filters",
        "an input has one `filters=`, in which `|` parts them",
        "filters=trim|min:3",
        before=r"\bfilters=\S+(?P<since>[ \t]+filters[ \t]*)",
        at=r"=[ \t]*(?P<rest>\S+)",
        inside="input",
        fix="|{rest}",
    ),
    # text a|trim
    Mistake(
        "input-filters",
        "the filters of an input stand behind `filters=`",
        "filters={rest}",
        before=r"\w\??(?P<since>[ \t]*)",
        at=r"\|[ \t]*(?P<rest>[^\s{}]+)",
        inside="input",
        fix=" filters={rest}",
    ),
    # text a sensitive = true, text a desc="x"
    Mistake(
        "input-decoration",
        "`{key}` stands in the braces of an input",
        "{{ {key} = {value} }}",
        before=r"\w\??[ \t]+(?P<since>(?P<here>(?P<key>sensitive|description|table|values))[ \t]*)",
        at=rf"[=:][ \t]*(?P<value>{TEXT}|\[[^\]\n]*\]|[^\s{{}},]+)",
        inside="input",
        fix="{{ {key} = {value} }}",
    ),
    # text a (required)
    Mistake(
        "input-decoration",
        "an input is required by itself; `?` behind its name makes it optional",
        "text name, text name?",
        at=r"\(?(?:required|optional)\)?",
        inside="input",
        skip=True,
    ),
    # array<text> a
    Mistake(
        "input-shape",
        "a list of a type is written with brackets",
        "{type}[]",
        before=r"(?P<since>\b(?P<here>array|list|Array|List)\s*)",
        at=r"<\s*(?P<type>\w+)\s*>",
        inside="input",
        fix="{type}[]",
    ),
    # a: { type: "int" }, as JSON schemas are written
    Mistake(
        "input-shape",
        "an input is its type and then its name",
        "text {name}",
        before=r"(?P<name>\w+)\??\s*",
        at=r":",
        inside="input",
    ),
    # int a default = 1, int a default 1
    Mistake(
        "input-default",
        "the default of an input is written `?=`",
        "{name}?={value}",
        before=r"(?P<name>\w+)(?P<since>\??[ \t]+default[ \t]*)",
        at=rf"[=:]?[ \t]*(?P<value>{TEXT}|[^\s{{}},=:]+)",
        inside="input",
        fix="?={value}",
    ),
    # enum a = ["a", "b"]
    Mistake(
        "enum-without-values",
        "the choices of an `enum` stand in its braces",
        "{{ values = {value} }}",
        before=r"\benum\s+\w+\??(?P<since>\s*)",
        at=r"=[ \t]*(?P<value>\[[^\]\n]*\])",
        inside="input",
        fix=" {{ values = {value} }}",
    ),
    # int a = 1
    Mistake(
        "input-default",
        "the default of an input is written `?=`",
        "{name}?={value}",
        before=r"(?P<name>\w+)(?P<since>\??\s*)",
        at=rf"=[ \t]*(?P<value>{TEXT}|[^\s{{}},]+)",
        inside="input",
        fix="?={value}",
    ),
    # int a = and nothing behind it
    Mistake(
        "input-default",
        "the default of an input is written `?=`",
        "{name}?=...",
        before=r"(?P<name>\w+)\??\s*",
        at=r"=",
        inside="input",
    ),
    # "a": "text"
    Mistake(
        "input-shape",
        "an input is its type and then its name",
        "{type} {name}",
        at=r"[\"'](?P<name>\w+)[\"']\s*:\s*[\"']?(?P<type>[a-z]\w*(?:\[\])?)[\"']?,?",
        inside="input",
        fix="{type} {name}",
    ),
    # text a "the description"
    Mistake(
        "input-description",
        "the description of an input stands in a block",
        "{{ description = {text} }}",
        before=r"\w\??[ \t]+",
        at=rf"(?P<text>{TEXT})",
        inside="input",
        fix="{{ description = {text} }}",
    ),
    # int a, int b
    Mistake(
        "input-comma",
        "inputs are parted by line breaks, not by `{mark}`",
        "leave it out",
        at=r"(?P<mark>[,;])",
        inside="input",
        fix="",
    ),
    # text $a
    Mistake(
        "input-name",
        "the name of an input stands without `$`",
        "{name}",
        at=r"\$(?P<name>\w+)",
        inside="input",
        fix="{name}",
    ),
    # whatever else stands in a declaration
    Mistake(
        "input-shape",
        "an input is written: its type, its name, `?` or `?=default`, `filters=`, a block",
        'text name?="x" filters=trim|min:3 {{ description = "..." }}',
        at=r"[^\s}]",
        inside="input",
    ),
)
