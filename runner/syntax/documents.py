"""Statements -> documents: gives each construct its type and reads what a job needs of it."""

from __future__ import annotations

from typing import Any

from runner.errors import Problem
from runner.source import Source, Span
from runner.syntax.constants import NotConstant, constant
from runner.syntax.nodes import (
    Attribute,
    Block,
    Construct,
    Declaration,
    Document,
    Expression,
    FunctionDocument,
    Group,
    ListLiteral,
    Literal,
    ObjectLiteral,
    Property,
    RunDocument,
    Statement,
    Target,
    Variable,
    Word,
    WorkspaceDocument,
)

RUN_PROPERTIES = frozenset({"main", "pre", "post", "env", "description", "tags", "guid"})


class DocumentReader:
    """Reads the documents of one source; what is wrong with their shape goes to ``problems``."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def read(self, statement: Statement) -> Document:
        """The document of one construct."""
        if statement.name in ("run.job", "run.service"):
            return self._run(statement)
        if statement.name == "function":
            return self._function(statement)
        if statement.name == "workspace":
            return self._workspace(statement)
        return Construct(**self._common(statement))

    def _common(self, statement: Statement) -> dict[str, Any]:
        description = statement.property("description")
        return {
            "span": statement.span,
            "source": self.source,
            "construct": statement.name,
            "name": _name(statement),
            "statement": statement,
            "description": description.value if type(description) is Literal else None,
        }

    def _report(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self.problems.append(Problem(code, message, self.source, span, hint=hint))

    # -- run.job -------------------------------------------------------------------------------

    def _run(self, statement: Statement) -> RunDocument:
        common = self._common(statement)
        targets = {key: self._target(statement, key) for key in ("main", "pre", "post")}
        is_job = statement.name == "run.job"
        self._check_run(statement, common["name"])
        if is_job and statement.property("main") is None:
            self._report(
                "job-without-main",
                "a run.job names the function that it runs in `main`",
                statement.name_span,
                'main = { name: "function_name", input: {} }',
            )
        return RunDocument(
            **common,
            main=targets["main"],
            pre=targets["pre"],
            post=targets["post"],
            env=self._env(statement),
        )

    def _check_run(self, statement: Statement, name: str) -> None:
        if not name:
            self._report(
                "job-without-name",
                f"a {statement.name} has a name",
                statement.name_span,
                f'{statement.name} "My job" {{ ... }}',
            )
        for entry in statement.block.entries if statement.block else []:
            if isinstance(entry, Property):
                key, span = entry.key, entry.key_span
                if key in RUN_PROPERTIES:
                    continue
            else:
                key, span = entry.name, entry.name_span
            self._report(
                "job-shape",
                f"a {statement.name} names a function, inputs and env; `{key}` belongs into the function",
                span,
                'main = { name: "my_function", input: {} }, and the code in function/my_function.xs',
            )

    def _target(self, statement: Statement, key: str) -> Target | None:
        value = statement.property(key)
        if value is None:
            return None
        if type(value) is not ObjectLiteral:
            self._report("job-main", f'`{key}` is an object: {{ name: "f", input: {{}} }}', value.span)
            return None
        found = {_text(entry.key): entry.value for entry in value.entries}
        name = found.get("name")
        text = _text(name) if name is not None else ""
        if name is None or not text:
            self._report("job-main", f"`{key}` needs the `name` of a function", value.span, 'name: "f"')
            return None
        alias = found.get("as")
        spans = {}
        if type(found.get("input")) is ObjectLiteral:
            spans = {_text(entry.key): entry.span for entry in found["input"].entries}  # type: ignore[attr-defined]
        inputs = self._inputs(found.get("input"), key)
        return Target(text, name.span, inputs, _text(alias) if alias is not None else None, spans)

    def _inputs(self, node: Expression | None, key: str) -> dict[str, Any]:
        if node is None:
            return {}
        try:
            value = constant(node)
        except NotConstant as error:
            self._report(
                "job-input-constant",
                f"the inputs of `{key}` are constants; variables such as $input and $env have no value here",
                error.span,
                "read env values inside of the function: $env.NAME",
            )
            return {}
        if isinstance(value, dict):
            return value
        if value is not None:
            self._report("job-main", f"`{key}.input` is an object: {{ key: value }}", node.span)
        return {}

    def _env(self, statement: Statement) -> list[tuple[str, Span]]:
        value = statement.property("env")
        if value is None:
            return []
        if type(value) is not ListLiteral:
            self._report("job-env", "`env` is a list of texts", value.span, 'env = ["API_KEY"]')
            return []
        names = []
        for item in value.items:
            if type(item) is Literal and isinstance(item.value, str):
                names.append((item.value, item.span))
            else:
                self._report("job-env", "`env` is a list of texts", item.span, 'env = ["API_KEY"]')
        return names

    # -- function and workspace ----------------------------------------------------------------

    def _function(self, statement: Statement) -> FunctionDocument:
        common = self._common(statement)
        block = statement.block or Block(statement.span)
        if not common["name"]:
            self._report(
                "function-name", "a function has a name", statement.name_span, 'function "f" { ... }'
            )
        declared = block.block("input")
        inputs: list[Declaration] = declared.declarations if declared is not None else []
        tests = [entry for entry in block.statements if entry.name == "test"]
        return FunctionDocument(
            **common, inputs=inputs, stack=block.block("stack"), response=block.get("response"), tests=tests
        )

    def _workspace(self, statement: Statement) -> WorkspaceDocument:
        env: Any = {}
        node = statement.property("env")
        if node is not None:
            try:
                env = constant(node)
            except NotConstant as error:
                self._report("workspace-env", "env defaults are constants", error.span)
        return WorkspaceDocument(**self._common(statement), env=env if isinstance(env, dict) else {})


def _name(statement: Statement) -> str:
    """The name in a construct's head: a text, a variable such as ``$main``, or bare words."""
    parts = []
    for item in statement.head:
        if type(item) is Attribute:
            continue
        if type(item) is Literal:
            return str(item.value)
        if type(item) is Variable:
            return f"${item.name}"
        if type(item) is Word:
            parts.append(item.text)
    return " ".join(parts)


def _text(node: Expression) -> str:
    if type(node) is Group:
        return _text(node.inner)
    if type(node) is Literal:
        return str(node.value) if node.value is not None else ""
    return node.text if type(node) is Word else ""
