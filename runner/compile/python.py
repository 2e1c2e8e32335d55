"""Short ways to write Python `ast` nodes."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TypeVar

from runner.source import Source, Span

Located = TypeVar("Located", bound=ast.AST)

PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
# What stands in the fields of nodes and holds no nodes.
LEAVES = frozenset({str, int, float, bool, type(None), tuple, ast.Load, ast.Store})

CONTEXT = "$context"
INPUT = "$input"


def load(name: str) -> ast.Name:
    """Read a name."""
    return ast.Name(name, ast.Load())


def store(name: str) -> ast.Name:
    """The name as a target."""
    return ast.Name(name, ast.Store())


def constant(value: object) -> ast.Constant:
    """A constant."""
    return ast.Constant(value)  # type: ignore[arg-type]


def call(name: str, /, *arguments: ast.expr, **keywords: ast.expr) -> ast.Call:
    """Call a function of the runtime by its name."""
    return ast.Call(load(name), list(arguments), [ast.keyword(key, value) for key, value in keywords.items()])


def is_type(value: ast.expr, name: str) -> ast.expr:
    """Whether a value is of a type of the runtime, ``run.int``; unlike isinstance this keeps bools apart."""
    return ast.Compare(call("run.type", value), [ast.Is()], [load(name)])


def is_held(value: ast.expr, times: int) -> ast.expr:
    """Whether so many hold a value, by CPython's count."""
    return ast.Compare(call("run.references", value), [ast.Eq()], [constant(times)])


def is_simple(value: ast.expr) -> bool:
    """Whether evaluating ``value`` now, later, or twice makes no difference."""
    return isinstance(value, (ast.Name, ast.Constant))


def all_of(tests: list[ast.expr]) -> ast.expr:
    """``test and test and ...``, of at least one."""
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)


def assign(name: str, value: ast.expr) -> ast.stmt:
    """``name = value``."""
    return ast.Assign([store(name)], value)


def run(value: ast.expr) -> ast.stmt:
    """An expression for its effect."""
    return ast.Expr(value)


def raise_(error: ast.expr) -> ast.stmt:
    """``raise error``."""
    return ast.Raise(error, None)


def function(parameters: Sequence[str], body: ast.expr, outside: Mapping[str, ast.expr]) -> ast.Lambda:
    """A lambda; ``outside`` are values of the code around it, taken when the lambda is made."""
    return ast.Lambda(arguments((*parameters, *outside), list(outside.values())), body)


def define(name: str, parameters: ast.arguments, body: list[ast.stmt]) -> ast.FunctionDef:
    """``def name(parameters): body``."""
    definition = ast.FunctionDef(
        name=name, args=parameters, body=body, decorator_list=[], returns=None, type_comment=None
    )
    # `compile` insists on every field that its own version of Python knows.
    if "type_params" in definition._fields:  # since Python 3.12
        definition.type_params = []  # type: ignore[attr-defined]
    return definition


def arguments(names: Sequence[str], defaults: Sequence[ast.expr] = ()) -> ast.arguments:
    """Positional parameters; ``defaults`` belong to the last ones."""
    return ast.arguments(
        posonlyargs=[],
        args=[ast.arg(name) for name in names],
        kwonlyargs=[],
        kw_defaults=[],
        defaults=list(defaults),
    )


def locate(node: Located, source: Source, span: Span) -> Located:
    """Give a node its place in the .xs file; what stands below it takes the place over."""
    # Python counts columns in UTF-8 bytes, everything else in here counts code points.
    line, column = source.utf8_column(span.start)
    end_line, end_column = source.utf8_column(span.end)
    node.lineno, node.col_offset = line, column  # type: ignore[attr-defined]
    node.end_lineno, node.end_col_offset = end_line, end_column  # type: ignore[attr-defined]
    return node


def place_all(module: ast.Module) -> ast.Module:
    """Give each node without a place that of the node above it, as ``compile`` insists.

    ``ast.fix_missing_locations`` would do, but takes a quarter of the time of a compilation.
    """
    pending: list[tuple[ast.AST, dict[str, int]]] = [(module, dict.fromkeys(PLACE, 1))]
    while pending:
        node, place = pending.pop()
        held = vars(node)
        below = [value for value in held.values() if type(value) not in LEAVES]
        if "lineno" in held:
            place = {name: held[name] for name in PLACE}
        else:
            held.update(place)  # of what has no place, as a list of arguments, Python ignores it
        for value in below:
            if type(value) is list:
                pending.extend([(item, place) for item in value if item is not None])
            else:
                pending.append((value, place))
    return module
