"""Mistakes in what is hardly code: comments, semicolons, quotes, characters that cannot be seen."""

from __future__ import annotations

from runner.syntax.mistakes.row import Mistake

QUOTES = "\u201c\u201d\u201e\u00ab\u00bb"  # the double ones that word processors put in
APOSTROPHES = "\u2018\u2019\u201a"
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad"
FIRST_ON_LINE = r"(?:\A|\n)[ \t]*"

TEXT_MISTAKES = (
    # Python, YAML, shells: # hello
    Mistake(
        "comment",
        "a comment starts with `//`, not with `#`",
        "// {rest}",
        at=r"#\s*(?P<rest>[^\n]*)",
        fix="// {rest}",
        skip=True,
    ),
    # C, JavaScript: /* hello */
    Mistake(
        "comment",
        "a comment starts with `//` and ends with its line; there are no block comments",
        "// {rest}",
        at=r"/\*+[ \t]*(?P<rest>[^\n]*?)[ \t]*\*/",
        fix="// {rest}",
        skip=True,
    ),
    # the same over several lines, which no short fix mends
    Mistake(
        "comment",
        "a comment starts with `//` and ends with its line; there are no block comments",
        "write `//` before each line of it",
        at=r"/\*(?:.|\n)*?(?:\*/|\Z)",
        skip=True,
    ),
    # HTML: <!-- hello -->
    Mistake(
        "comment",
        "a comment starts with `//`, not with `<!--`",
        "// {rest}",
        at=r"<!--\s*(?P<rest>[^\n]*?)\s*-->",
        fix="// {rest}",
        skip=True,
    ),
    # SQL: -- hello
    Mistake(
        "comment",
        "a comment starts with `//`, not with `--`",
        "// {rest}",
        before=FIRST_ON_LINE,
        at=r"--(?!-)[ \t]*(?P<rest>[^\n]*)",
        fix="// {rest}",
        skip=True,
    ),
    # ```xs, as chats and READMEs show code
    Mistake(
        "markdown-fence",
        "a file holds XanoScript alone; this is a fence of Markdown",
        "leave it out",
        at=r"```[^\n]*",
        inside="file",
        fix="",
        skip=True,
    ),
    # {a: 1; b: 2}
    Mistake(
        "semicolon",
        "the entries of an object are parted by commas or line breaks, not by `;`",
        ",",
        at=r";",
        inside="object",
        fix=",",
    ),
    # [1; 2]
    Mistake(
        "semicolon",
        "the items of a list are parted by commas or line breaks, not by `;`",
        ",",
        at=r";",
        inside="list",
        fix=",",
    ),
    # var $x { value = 1 };
    Mistake(
        "semicolon",
        "a line does not end with `;`",
        "leave it out",
        at=r";",
        fix="",
    ),
    # “hello”, as word processors write it
    Mistake(
        "quotes",
        "a text stands in straight quotes",
        '"{text}"',
        at=f"[{QUOTES}](?P<text>[^{QUOTES}\n]*)[{QUOTES}]?",
        fix='"{text}"',
    ),
    # ‘hello’
    Mistake(
        "quotes",
        "a text stands in straight quotes",
        "'{text}'",
        at=f"[{APOSTROPHES}](?P<text>[^{APOSTROPHES}\n]*)[{APOSTROPHES}]?",
        fix="'{text}'",
    ),
    # "a\u200b" ~ \u200b"b"
    Mistake(
        "invisible-character",
        "an invisible character stands here",
        "delete it",
        at=f"[{INVISIBLE}]",
        fix="",
    ),
    # "say "hi" to"
    Mistake(
        "inner-quote",
        "a quote inside of a text needs a backslash before it, else it ends the text",
        r"\"{inner}\"",
        before=r"(?P<here>(?P<since>\"))",
        at=r"(?P<inner>\w[^\"\n]*)\"(?=[^\"\n]*\")",
        fix=r"\"{inner}\"",
        read_as=" {inner} ",
    ),
    # 'it's'
    Mistake(
        "inner-quote",
        "a quote inside of a text needs a backslash before it, else it ends the text",
        "\\{quote}{word}",
        before=r"(?P<here>(?P<cut>(?P<quote>[\"'])))",
        at=r"(?P<word>\w+)",
        fix="\\{quote}",
        read_as=" ",
    ),
    # 'it''s'
    Mistake(
        "inner-quote",
        "a quote inside of a text needs a backslash before it, else it ends the text",
        r"\'",
        before=r"'[^'\n]*(?P<here>(?P<since>'))",
        at=r"'(?=\w[^'\n]*')",
        fix=r"\'",
        read_as="  ",
    ),
    # `Hello ${name}`
    Mistake(
        "template-literal",
        "backticks hold an expression, not a text with `${{...}}` in it",
        '"..." ~ ${name} ~ "..."',
        at=r"\$\{\s*\$?(?P<name>[^}\n]*?)\s*\}?(?=[}`\n]|\Z)",
        inside="tick",
    ),
    # ${name}
    Mistake(
        "template-literal",
        "there is no `${{...}}`; a variable stands by itself",
        "${name}",
        at=r"\$\{\s*\$?(?P<name>[\w.]+)\s*\}",
        fix="${name}",
    ),
    # `Hello world`
    Mistake(
        "template-literal",
        "backticks hold an expression; a text stands in quotes",
        '"..."',
        before=r"`[^`\n]*?\w\s+",
        at=r"\w",
        inside="tick",
    ),
)
