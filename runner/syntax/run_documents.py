"""`run.job` and `run.service`: which function runs, with which constant inputs, with which env."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.errors import Fix
from runner.source import Span
from runner.syntax.constants import NotConstant, constant
from runner.syntax.job_fixes import as_property, env_name, naming, renamed_name, reshaped
from runner.syntax.nodes import (
    Expression,
    Group,
    ListLiteral,
    Literal,
    ObjectLiteral,
    RunDocument,
    Statement,
    Target,
    Variable,
    Word,
)
from runner.syntax.nodes.statements import Entry, name_of

if TYPE_CHECKING:
    from runner.syntax.documents import DocumentReader

TARGETS = ("main", "pre", "post")
PROPERTIES = frozenset((*TARGETS, "env", "description", "tags", "guid"))
TARGET_KEYS = frozenset({"name", "input", "as", "description"})
EXAMPLE = '{ name: "function_name", input: {} }'
ENV_RULE = "`env` is a list of texts, the names that the job reads"
ENV_EXAMPLE = 'env = ["API_KEY"]'
# What only a function holds.
CODE = frozenset(("input", "stack", "response"))


def read_run(reader: DocumentReader, statement: Statement) -> RunDocument:
    """The document of a ``run.job`` or ``run.service``; what is wrong with it goes to the reader."""
    common = reader.common(statement)
    is_known = _check_entries(reader, statement, common["name"])
    main, pre, post = (_target(reader, statement, key) for key in TARGETS)
    if not common["name"]:
        hint = f'{statement.name} "My job" {{ ... }}'
        fix = naming(reader.source, statement, main.name if main is not None else None)
        reader.report("job-without-name", f"a {statement.name} has a name", statement.name_span, hint, fix)
    is_missing = statement.name == "run.job" and statement.property("main") is None
    if is_missing and is_known and not reader.has_gap_in(statement.span):
        message = "a run.job names the function that it runs in `main`"
        reader.report("job-without-main", message, statement.name_span, f"main = {EXAMPLE}")
    return RunDocument(**common, main=main, pre=pre, post=post, env=_env(reader, statement))


def _check_entries(reader: DocumentReader, statement: Statement, job: str) -> bool:
    """Report what does not belong there, once for a job that is written like a function."""
    strays: list[Entry] = []
    for entry in statement.block.entries if statement.block is not None else []:
        key, _ = name_of(entry)
        if type(entry) is Statement and key in PROPERTIES:
            _report_block(reader, entry)
            return False
        if key not in PROPERTIES:
            strays.append(entry)
    if strays:
        _report_strays(reader, statement, job, strays)
    return not strays


def _report_block(reader: DocumentReader, entry: Statement) -> None:
    """`main { ... }` and `env { ... }`, whose braces lack the `=`."""
    fix = as_property(reader.source, entry)
    if entry.name == "env":
        reader.report("job-env", ENV_RULE, entry.name_span, ENV_EXAMPLE, fix)
        return
    message = f"`{entry.name}` is a property: `=` before its brace, `key: value` in it"
    reader.report("job-main", message, entry.name_span, f"{entry.name} = {EXAMPLE}", fix)


def _report_strays(reader: DocumentReader, statement: Statement, job: str, strays: list[Entry]) -> None:
    keys = dict.fromkeys(name_of(entry)[0] for entry in strays)
    message = f"a {statement.name} only names a function, its inputs and env, but got "
    hint = f"main = {EXAMPLE}"
    if not keys.keys().isdisjoint(CODE):
        hint += ", and the code in function/function_name.xs"
    fix = None
    if not reader.has_gap_in(statement.span):
        fix = reshaped(reader.source, statement, job, strays)
    reader.report(
        "job-shape", message + ", ".join(f"`{key}`" for key in keys), name_of(strays[0])[1], hint, fix
    )


def _target(reader: DocumentReader, statement: Statement, key: str) -> Target | None:
    value = statement.property(key)
    if value is None:
        return None
    if type(value) is not ObjectLiteral:
        fix = None
        if type(value) is Literal and isinstance(value.value, str):
            written = reader.source.text[value.span.start : value.span.end]
            fix = Fix(value.span, f"{{ name: {written} }}")
        reader.report(
            "job-main", f"`{key}` is an object that names a function", value.span, f"{key} = {EXAMPLE}", fix
        )
        return None
    entries = {_text(entry.key): entry.value for entry in value.entries}
    name = entries.get("name")
    if name is None or not _text(name):
        if reader.has_gap_in(value.span):
            return None  # the name may stand in what could not be read
        message = f"`{key}` needs the `name` of a function"
        fix = renamed_name(value) if name is None else None
        reader.report("job-main", message, value.span, f"{key} = {EXAMPLE}", fix)
        return None
    _check_keys(reader, value, key)
    inputs, spans = _inputs(reader, entries.get("input"), key)
    alias = _alias(reader, entries["as"], key) if "as" in entries else None
    return Target(_text(name), name.span, inputs, alias, spans)


def _check_keys(reader: DocumentReader, target: ObjectLiteral, key: str) -> None:
    """Report what a target does not know: `inputs` for `input` would be lost in silence."""
    for entry in target.entries:
        written = _text(entry.key)
        if written in TARGET_KEYS:
            continue
        fix = Fix(entry.key.span, "input") if written in ("inputs", "args", "params") else None
        hint = f"did you mean `{fix.replacement}`?" if fix else f"{key} = {EXAMPLE}"
        message = f"`{key}` has a `name`, an `input` and an `as`, but got `{written}`"
        reader.report("job-main", message, entry.key.span, hint, fix)


def _alias(reader: DocumentReader, node: Expression, key: str) -> str | None:
    """The name behind `as`: a text, a word or, as statements have it, a variable."""
    alias = node.name if type(node) is Variable else _text(node)
    if not alias:
        reader.report("job-main", f"`{key}.as` is a name for the result", node.span, f'as: "{key}"')
    return alias or None


def _inputs(
    reader: DocumentReader, node: Expression | None, key: str
) -> tuple[dict[str, Any], dict[str, Span]]:
    """The inputs of a target, and where each one stands."""
    if node is None:
        return {}, {}
    try:
        value = constant(node)
    except NotConstant as error:
        message = f"the inputs of `{key}` are constants; variables such as $input and $env have no value here"
        reader.report(
            "job-input-constant", message, error.span, "read env values inside of the function: $env.NAME"
        )
        return {}, {}
    if value is None:
        return {}, {}
    if type(node) is not ObjectLiteral:
        reader.report("job-main", f"`{key}.input` is an object: {{ key: value }}", node.span)
        return {}, {}
    return value, {_text(entry.key): entry.span for entry in node.entries}


def _env(reader: DocumentReader, statement: Statement) -> list[tuple[str, Span]]:
    value = statement.property("env")
    if value is None:
        return []
    if type(value) is not ListLiteral:
        name = _text(value)
        fix = Fix(value.span, f'["{name}"]') if name else None
        reader.report("job-env", ENV_RULE, value.span, ENV_EXAMPLE, fix)
        return []
    names = []
    for item in value.items:
        if type(item) is Literal and isinstance(item.value, str):
            names.append((item.value, item.span))
        else:
            reader.report("job-env", ENV_RULE, item.span, ENV_EXAMPLE, env_name(item))
    return names


def _text(node: Expression) -> str:
    """The text of a key or a name; "" for what is neither a text nor a word."""
    if type(node) is Group:
        return _text(node.inner)
    if type(node) is Literal:
        return str(node.value) if node.value is not None else ""
    return node.text if type(node) is Word else ""
