"""One function of XanoScript -> one Python code object, compiled under the .xs file's own name."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass
from types import CodeType

from runner.compile.expressions import ExpressionWriter
from runner.compile.names import local_name
from runner.compile.python import CONTEXT, INPUT, arguments, assign, load, locate
from runner.compile.scopes import Scope
from runner.compile.statements import StatementWriter
from runner.errors import ScriptError
from runner.source import Source
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

    Args:
        document: a function that `check_function` finds no error in.
        language: what its filters and statements mean.
        trace: whether the code reports each statement before it runs.

    Raises:
        ScriptError: the function is nested more deeply than Python can compile.
    """
    scope = Scope(document, language)
    inputs = frozenset(declaration.name for declaration in document.inputs)
    expressions = ExpressionWriter(document.source, language, scope, inputs)
    writer = StatementWriter(document.source, language, expressions, trace)
    try:
        body: list[ast.stmt] = [assign(local_name(name), load(UNSET)) for name in sorted(scope.maybe_unset)]
        body.extend(writer.block(document.stack))
        if document.response is not None:
            response = ast.Return(expressions.value(document.response))
            body.append(locate(response, document.source, document.response.span))
        code = _compile(_module(document, body), document.source)
    except (SyntaxError, RecursionError, MemoryError) as error:
        # Python takes 20 loops and `try` within each other, and expressions some thousand levels deep.
        limit = ": at most 20 loops and `try_catch`" if isinstance(error, SyntaxError) else ""
        message = f'the function "{document.name}" is nested too deeply to run{limit}'
        raise ScriptError(message) from error
    return CompiledFunction(local_name(document.name), code, document.source)


def _compile(module: ast.Module, source: Source) -> CodeType:
    # What Python finds odd, a comparison of literals for one, is not for the author of a job.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        return compile(ast.fix_missing_locations(module), source.name, "exec")


def _module(document: FunctionDocument, body: list[ast.stmt]) -> ast.Module:
    definition = ast.FunctionDef(
        name=local_name(document.name),
        args=arguments((CONTEXT, INPUT)),
        body=body,
        decorator_list=[],
        returns=None,
        type_comment=None,
    )
    # `compile` insists on every field that its own version of Python knows.
    if "type_params" in definition._fields:  # since Python 3.12
        definition.type_params = []  # type: ignore[attr-defined]
    return ast.Module([locate(definition, document.source, document.statement.name_span)], [])
