"""The table of beginners' mistakes: what stands at a stumble -> one sentence and the way out.

Rows are tried in order. ``before`` has to match the text up to the stumble, at its end; ``at`` the
text from there on; ``inside`` names the innermost open bracket: "block", "object", "list", "(",
"input" (a block of declarations).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from runner.errors import Problem
from runner.source import Source, Span
from runner.syntax.reader import Frame, Stumble

# A quote that no other one closes on its line.
UNCLOSED = r"(?P<quote>[\"'])(?!(?:(?!(?P=quote))[^\\\n]|\\.)*(?P=quote))"
WINDOW = 200
INDENT = re.compile(r"[ \t]*")
BRACKET = re.compile(r'"""(?:.|\n)*?"""|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|//[^\n]*|[{}]')


@dataclass(frozen=True, slots=True)
class Mistake:
    """One row of the table; ``message`` and ``hint`` may use the groups of the two patterns."""

    code: str
    message: str
    hint: str
    at: str = ""
    before: str = ""
    inside: str = ""


MISTAKES = (
    Mistake("comment", "a comment starts with `//`, not with `#`", "// {rest}", at=r"#\s*(?P<rest>[^\n]*)"),
    Mistake("comment", "a comment starts with `//`; there are no block comments", "// ...", at=r"/\*"),
    Mistake("unclosed-text", "this text in triple quotes is never closed", 'end it with """', at=r'"""'),
    Mistake("unclosed-text", "this text is never closed", "end it with {quote}", at=UNCLOSED),
    Mistake("semicolon", "a line does not end with `;`", "leave it out", at=r";"),
    Mistake(
        "variable-assignment",
        "a variable is set in a block, not with `=`",
        "{statement} ${name} {{ value = {value} }}",
        before=r"(?P<statement>var|var\.update)\s+\$(?P<name>[\w.]+)\s*",
        at=r"=\s*(?P<value>[^\n]*)",
    ),
    Mistake(
        "bare-assignment",
        "a line cannot start with a variable; name what is done to it",
        "var.update ${name} {{ value = {value} }}",
        at=r"\$(?P<name>[\w.]+)\s*=\s*(?P<value>[^\n]*)",
        inside="block",
    ),
    Mistake(
        "bare-assignment",
        "`++` and `+=` do not exist; a statement adds",
        "math.add ${name} {{ value = 1 }}",
        at=r"\$(?P<name>[\w.]+)\s*(?:\+\+|[-+*/]=|--)",
    ),
    Mistake(
        "bare-variable",
        "a line cannot start with a variable; name what is done to it",
        "var.update ${name} {{ value = ... }}",
        at=r"\$(?P<name>\w+)",
        inside="block",
    ),
    Mistake(
        "declaration-keyword",
        "`{word}` does not exist; a variable is made with `var`",
        "var ${name} {{ value = {value} }}",
        before=r"(?P<word>let|const)\s+\$?(?P<name>\w+)\s*",
        at=r"=\s*(?P<value>[^\n]*)",
    ),
    Mistake(
        "object-colon",
        "the entries of an object use `:`, not `=`",
        "{key}: {value}",
        at=r"(?P<key>[\w.]+)\s*=(?!=)\s*(?P<value>[^\n,}]*)",
        inside="object",
    ),
    Mistake(
        "input-shape",
        "an input is its type and then its name",
        "text {name}",
        before=r"(?P<name>\w+)\s*",
        at=r":",
        inside="input",
    ),
    Mistake(
        "input-default",
        "the default of an input is written `?=`",
        "{type} {name}?={value}",
        before=r"(?P<type>[\w\[\]?]+)\s+(?P<name>\w+)\??\s*",
        at=r"=\s*(?P<value>\S*)",
        inside="input",
    ),
    Mistake(
        "input-shape",
        "one input stands on a line: its type, its name, `?` or `?=default`, `filters=`, a block",
        'text name?="x" filters=trim|min:3 {{ description = "..." }}',
        before=r"\w+[\w\[\]?]*[ \t]+\w+\??[^\n]*",
        at=r"\w+",
        inside="input",
    ),
    Mistake(
        "property-equals",
        "the properties of a block use `=`, not `:`",
        "{key} = {value}",
        before=r"(?P<key>\w+)\s*",
        at=r":\s*(?P<value>[^\n,}]*)",
        inside="block",
    ),
    Mistake(
        "quoted-property",
        "the name of a property stands without quotes",
        "{key} = ...",
        at=r"[\"'](?P<key>\w+)[\"']\s*[=:]",
        inside="block",
    ),
    Mistake(
        "filter-call",
        "the arguments of a filter follow colons, not parentheses",
        "|{name}:{arguments}",
        before=r"\|\s*(?P<name>\w+)\s*",
        at=r"\(\s*(?P<arguments>[^)\n]*)\)?",
    ),
    Mistake(
        "method-call",
        "values have no methods; a filter does this",
        "{value}|{name}",
        before=r"(?P<value>\$[\w.]+)\.(?P<name>\w+)",
        at=r"\(",
    ),
    Mistake(
        "function-parameters",
        "a function takes its inputs in a block, not in parentheses",
        "function {name} {{ input {{ ... }} stack {{ ... }} response = ... }}",
        before=r"function\s+[\"']?(?P<name>[\w/]+)[\"']?\s*\([^)\n]*",
    ),
    Mistake("arrow-function", "arrow functions do not exist; `$$` is the element", "|map:$$.name", at=r"=>"),
    Mistake("word-operator", "the operator is `&&`, not `{word}`", "... && ...", at=r"(?P<word>and|AND)\b"),
    Mistake("word-operator", "the operator is `||`, not `{word}`", "... || ...", at=r"(?P<word>or|OR)\b"),
    Mistake("comparison", "a comparison is written `==`", "... == ...", at=r"=(?!=)", inside="("),
    Mistake(
        "missing-value",
        "`{key}` has no value",
        "{key} = ...",
        before=r"(?P<key>\w+)\s*[=:]\s*",
        at=r"[},\n]|\Z",
    ),
    Mistake(
        "missing-operand",
        "something is missing after `{operator}`",
        "{operator} ...",
        before=r"(?P<operator>&&|\|\||\?\?|[=!<>]=|[-+*/%~<>|:?])\s*",
        at=r"[)\]},\n]|\Z",
    ),
    Mistake(
        "ternary",
        "this `?` has no `:`",
        "(condition) ? (yes|filter) : (no)",
        before=r"\?[^\n]*",
        at=r"[)\]},\n]|\Z",
    ),
    Mistake(
        "missing-comma",
        "items on one line are parted by commas",
        "put a `,` before this",
        at=r"[\w\"'$\[{(]",
        inside="list",
    ),
    Mistake(
        "missing-comma",
        "entries on one line are parted by commas, and each is `key: value`",
        "put a `,` before this",
        before=r"[\w\"'\])}]\s*",
        at=r"[\w\"'$]",
        inside="object",
    ),
    Mistake(
        "object-entry",
        "the entries of an object are `key: value`",
        "{word}: ...",
        at=r"(?P<word>\$?\w+)",
        inside="object",
    ),
    Mistake(
        "unclosed-parenthesis", "this `(` is never closed", "put a `)` before this", at=r"[{}\]]", inside="("
    ),
    Mistake("stray-bracket", "this `{bracket}` closes nothing", "leave it out", at=r"(?P<bracket>[)\]}])"),
)


def explain(stumble: Stumble) -> Problem:
    """The problem of a stumble: a row of the table where one fits, else what stands there."""
    unclosed = _unclosed(stumble)
    if unclosed is not None:
        return unclosed
    source, start = stumble.source, stumble.span.start
    inside = _inside(stumble)
    for row in MISTAKES:
        values = _match(row, source.text, start, inside)
        if values is not None:
            message, hint = row.message.format(**values), row.hint.format(**values)
            return Problem(row.code, message, source, _visible(stumble), hint=hint)
    what = f"`{stumble.text}`" if stumble.text.strip() else "the end of the line"
    return Problem("unexpected", f"{what} cannot stand here", source, _visible(stumble))


def _match(row: Mistake, text: str, start: int, inside: str) -> dict[str, str] | None:
    if row.inside and row.inside != inside:
        return None
    values: dict[str, str] = {}
    for match in (
        re.compile(row.at).match(text, start),
        re.search(f"(?:{row.before})\\Z", text[max(0, start - WINDOW) : start]),
    ):
        if match is None:
            return None
        values.update({name: (value or "").strip() for name, value in match.groupdict().items()})
    if "arguments" in values:
        values["arguments"] = ":".join(part.strip() for part in values["arguments"].split(","))
    return values


def _inside(stumble: Stumble) -> str:
    frame: Frame = stumble.frames[-1]
    if frame.kind == "{" and not frame.block:
        return "object"
    if frame.kind == "[":
        return "list"
    if frame.kind == "(":
        return "("
    if frame.kind == "{" and re.search(r"\b(?:input|schema)\s*\Z", stumble.source.text[: frame.offset]):
        return "input"
    return "block"


def _visible(stumble: Stumble) -> Span:
    """The span of the stumble, one character at least and never past the end of its line."""
    text, (start, end) = stumble.source.text, stumble.span
    if start >= len(text):
        start = len(text.rstrip())
    newline = text.find("\n", start)
    stop = len(text) if newline == -1 else newline
    return Span(start, max(start + 1, min(end, stop)))


def _unclosed(stumble: Stumble) -> Problem | None:
    """The problem of a bracket that is open where the document ends."""
    at_end = stumble.token_type in ("$END", "SEPARATOR")
    if not at_end or len(stumble.frames) < 2:
        return None
    frame = stumble.frames[-1]
    offset = frame.offset
    if frame.kind == "{":
        offset = _suspect(stumble.source, stumble.frames[1].offset, stumble.span.start) or offset
    closing = {"{": "}", "(": ")", "[": "]"}.get(frame.kind, frame.kind)
    where = stumble.source.text[offset]
    return Problem(
        "unclosed-bracket",
        f"this `{where}` is never closed",
        stumble.source,
        Span(offset, offset + 1),
        hint=f"put a `{closing}` where its block ends",
    )


def _suspect(source: Source, start: int, end: int) -> int | None:
    """The brace whose closing one stands further left than its own line: the one that lacks a `}`."""
    opened: list[int] = []
    for match in BRACKET.finditer(source.text, start, end):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            brace = opened.pop()
            if _indent(source, match.start()) < _indent(source, brace):
                return brace
    return opened[-1] if opened else None


def _indent(source: Source, offset: int) -> int:
    line = source.line(source.position(offset).line)
    match = INDENT.match(line)
    return len(match[0].expandtabs(4)) if match else 0
