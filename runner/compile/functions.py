"""One function of XanoScript -> one Python code object, compiled under the .xs file's own name."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType

from runner.compile.depth import deepest
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
from runner.errors import DepthError
from runner.source import Source, Span
from runner.specs import Language
from runner.syntax.nodes import FunctionDocument
from runner.values.kinds import Kind

UNSET = "run.UNSET"
# Python takes expressions some thousand levels deep; each `+` of a long sum is one.
TOO_DEEP = "this is too long, or nested too deeply, to run: name parts of it with `var`"


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
        DepthError: the function is nested more deeply than Python can compile.
    """
    try:
        module = _written(document, language, trace, optimise, dict(shapes or {}))
        code = _compile(module, document.source)
    except SyntaxError as error:
        # The one that is left: Python takes 20 loops and `try` within each other.
        message = (
            f'the function "{document.name}" is nested too deeply to run: at most 20 loops and `try_catch`'
        )
        raise DepthError(message, document.name, document.source, _place(document, error)) from error
    except (RecursionError, MemoryError) as error:
        span = deepest(document).span
        raise DepthError(TOO_DEEP, document.name, document.source, span) from error
    return CompiledFunction(local_name(document.name), code, document.source)


def _written(
    document: FunctionDocument, language: Language, trace: bool, optimise: bool, shapes: dict[str, Kind]
) -> ast.Module:
    """The function as a module of Python's."""
    scope = Scope(document, language)
    inputs = frozenset(declaration.name for declaration in document.inputs)
    kinds = Inference(document, language, shapes) if optimise else None
    ownership = Ownership(document, language, kinds) if kinds is not None else None
    expressions = ExpressionWriter(document.source, language, scope, inputs, kinds)
    writer = StatementWriter(document.source, language, expressions, ownership, trace)
    body: list[ast.stmt] = [assign(local_name(name), load(UNSET)) for name in sorted(scope.maybe_unset)]
    body.extend(_kept_inputs(expressions, frozenset(scope.looped)))
    body.extend(writer.block(document.stack))
    if document.response is not None:
        response = writer.give(document.response)
        body.extend(locate(node, document.source, document.response.span) for node in response)
    body.append(ast.Return())
    # Code that cannot run here is left out, and the variables that it sets have to stay locals.
    body.extend(assign(local_name(name), load(UNSET)) for name in sorted(scope.assigned))
    definition = define(local_name(document.name), arguments((CONTEXT, INPUT)), body)
    return ast.Module([locate(definition, document.source, document.statement.name_span)], [])


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


def _place(document: FunctionDocument, error: SyntaxError) -> Span:
    """What Python stumbled over; the name of the function where it does not say."""
    if error.lineno is None or error.offset is None:
        return document.statement.name_span
    # Python counts these columns from 1, unlike those of its nodes.
    start = document.source.offset_from_utf8(error.lineno, error.offset - 1)
    return Span(start, start)
