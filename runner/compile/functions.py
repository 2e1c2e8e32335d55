"""One function of XanoScript -> one Python code object, compiled under the .xs file's own name."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from types import CodeType

from runner.compile.expressions import ExpressionWriter, local_name
from runner.compile.python import CONTEXT, INPUT, arguments, assign, load, locate
from runner.compile.scopes import Scope
from runner.compile.statements import StatementWriter
from runner.source import Source, Span
from runner.specs import Language
from runner.syntax.nodes import FunctionDocument

UNSET = "run.UNSET"


@dataclass(frozen=True, slots=True)
class CompiledFunction:
    """The code of one function: a module that defines it under ``name``, and where it came from."""

    name: str
    code: CodeType
    source: Source


def compile_function(
    document: FunctionDocument, language: Language, *, trace: bool = False
) -> CompiledFunction:
    """The code of a function: it takes the context and its validated inputs, gives its response.

    With ``trace`` the code reports each statement before it runs.
    """
    source = document.source
    scope = Scope(document)
    inputs = frozenset(declaration.name for declaration in document.inputs)
    expressions = ExpressionWriter(source, language, scope, inputs)
    writer = StatementWriter(source, language, expressions, trace)
    body: list[ast.stmt] = [assign(local_name(name), load(UNSET)) for name in sorted(scope.maybe_unset)]
    body.extend(writer.block(document.stack))
    if document.response is not None:
        body.append(_response(expressions, document))
    definition = ast.FunctionDef(
        name=document.name,
        args=arguments((CONTEXT, INPUT)),
        body=body,
        decorator_list=[],
        returns=None,
        type_comment=None,
    )
    if "type_params" in definition._fields:  # since Python 3.12
        definition.type_params = []  # type: ignore[attr-defined]
    head = document.statement.name_span
    locate(definition, source, Span(head.start, head.end))
    module = ast.fix_missing_locations(ast.Module([definition], []))
    return CompiledFunction(document.name, compile(module, source.name, "exec"), source)


def _response(expressions: ExpressionWriter, document: FunctionDocument) -> ast.stmt:
    assert document.response is not None
    node = ast.Return(expressions.value(document.response))
    return locate(node, document.source, document.response.span)
