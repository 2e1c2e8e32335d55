"""One function of XanoScript -> one Python code object, compiled under the .xs file's own name."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType

from runner.compile.expressions import ExpressionWriter
from runner.compile.inference import Inference
from runner.compile.names import input_local, local_name
from runner.compile.ownership import Ownership
from runner.compile.python import (
    CONTEXT,
    INPUT,
    arguments,
    assign,
    constant,
    define,
    load,
    locate,
    place_all,
)
from runner.compile.scopes import Scope
from runner.compile.statements import StatementWriter
from runner.errors import ScriptError
from runner.source import Source
from runner.specs import Language
from runner.syntax.nodes import FunctionDocument
from runner.values.kinds import Kind

UNSET = "run.UNSET"


@dataclass(frozen=True, slots=True)
class CompiledFunction:
    """The code of one function: a module that defines it under ``name``, and where it came from."""

    name: str
    code: CodeType
    source: Source


def compile_function(
    document: FunctionDocument,
    language: Language,
    *,
    trace: bool = False,
    optimise: bool = True,
    shapes: Mapping[str, Kind] | None = None,
) -> CompiledFunction:
    """The code of a function: it takes the context and its validated inputs, gives its response.

    Args:
        document: a function that `check_function` finds no error in.
        language: what its filters and statements mean.
        trace: whether the code reports each statement before it runs.
        optimise: whether kinds of values are worked out beforehand, so that operators need not ask.
        shapes: what is known of its inputs by their names; the code is for such inputs only.

    Raises:
        ScriptError: the function is nested more deeply than Python can compile.
    """
    scope = Scope(document, language)
    inputs = frozenset(declaration.name for declaration in document.inputs)
    kinds = Inference(document, language, dict(shapes or {})) if optimise else None
    ownership = Ownership(document, language, kinds) if kinds is not None else None
    expressions = ExpressionWriter(document.source, language, scope, inputs, kinds)
    writer = StatementWriter(document.source, language, expressions, ownership, trace)
    try:
        body: list[ast.stmt] = [assign(local_name(name), load(UNSET)) for name in sorted(scope.maybe_unset)]
        body.extend(_kept_inputs(expressions, frozenset(scope.looped)))
        body.extend(writer.block(document.stack))
        if document.response is not None:
            response = writer.give(document.response)
            body.extend(locate(node, document.source, document.response.span) for node in response)
        body.append(ast.Return())
        # Code that cannot run here is left out, and the variables that it sets have to stay locals.
        body.extend(assign(local_name(name), load(UNSET)) for name in sorted(scope.assigned))
        code = _compile(_module(document, body), document.source)
    except (SyntaxError, RecursionError, MemoryError) as error:
        # Python takes 20 loops and `try` within each other, and expressions some thousand levels deep.
        limit = ": at most 20 loops and `try_catch`" if isinstance(error, SyntaxError) else ""
        message = f'the function "{document.name}" is nested too deeply to run{limit}'
        raise ScriptError(message) from error
    return CompiledFunction(local_name(document.name), code, document.source)


def _kept_inputs(expressions: ExpressionWriter, names: frozenset[str]) -> list[ast.stmt]:
    """The inputs that loops read, as locals."""
    if not expressions.optimises:
        return []
    expressions.locals = names
    return [
        assign(input_local(name), ast.Subscript(load(INPUT), constant(name), ast.Load()))
        for name in sorted(names)
    ]


def _compile(module: ast.Module, source: Source) -> CodeType:
    # What Python finds odd, a comparison of literals for one, is not for the author of a job.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        return compile(place_all(module), source.name, "exec")


def _module(document: FunctionDocument, body: list[ast.stmt]) -> ast.Module:
    definition = define(local_name(document.name), arguments((CONTEXT, INPUT)), body)
    return ast.Module([locate(definition, document.source, document.statement.name_span)], [])
