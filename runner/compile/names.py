"""Variables and the paths below them -> Python expressions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from runner.check.variables import RESERVED
from runner.compile.python import CONTEXT, INPUT, call, constant, is_held, load, locate
from runner.compile.scopes import Scope
from runner.source import Source
from runner.specs import FilterSpec, StatementSpec
from runner.syntax.nodes import Expression, Group, Index, Literal, Member, Variable
from runner.values.ownership import ONE_VARIABLE

# The parameters of an expression that is evaluated once an element.
ELEMENT, POSITION, PARENT, RESULT, UNUSED = "$this", "$index", "$parent", "$result", "$unused"
ALL_VARIABLES = "$variables"
BOUND = {"$": ELEMENT, "this": ELEMENT, "index": POSITION, "parent": PARENT}
# Python takes these for constants, even as names of locals.
UNASSIGNABLE = frozenset({"None", "True", "False", "__debug__"})


@dataclass(slots=True)
class Element:
    """An expression that is evaluated once an element: what it binds, what it needs from outside.

    The elements of a ``row`` expression are the rows that a query found: `$output`.
    """

    accumulates: bool
    row: bool = False
    reads_variables: bool = False


class NameWriter:
    """Writes reads of variables; the names that mean more than a local are told apart here."""

    def __init__(self, source: Source, scope: Scope, inputs: frozenset[str]) -> None:
        self.source = source
        self.scope = scope
        self.inputs = inputs
        # The inputs that are locals as well, since loops read them again and again.
        self.locals: frozenset[str] = frozenset()
        # The expressions around the place that is written, innermost last.
        self._elements: list[Element] = []

    def value(self, node: Expression) -> ast.expr:
        """The code that gives the value of any expression."""
        raise NotImplementedError

    def guarded(self, node: Expression) -> ast.expr:
        """The code that gives a value where what is missing on the way counts as null."""
        if type(node) is Group:
            return self.guarded(node.inner)
        # Each step of a path is guarded, so that `$a.b.c ?? 1` may miss any of them.
        if type(node) is Member:
            read = self._special(node, or_null=True)
            if read is None:
                read = call("values.member_or_null", self.guarded(node.base), constant(node.key))
        elif type(node) is Index:
            read = call("values.index", self.guarded(node.base), self.value(node.key))
        elif type(node) is Variable:
            read = self._variable(node, or_null=True)
        else:
            return self.value(node)
        return locate(read, self.source, node.span)

    @contextmanager
    def _inside(self, element: Element) -> Iterator[None]:
        self._elements.append(element)
        try:
            yield
        finally:
            self._elements.pop()

    def _variable(self, node: Variable, or_null: bool = False) -> ast.expr:
        if self._elements and node.name in BOUND:
            return load(BOUND[node.name])
        if node.name == "result" and self._elements and self._elements[-1].accumulates:
            return load(RESULT)
        if node.name == "output" and self._elements and self._elements[-1].row:
            return load(ELEMENT)
        if node.name == "input":
            return load(INPUT)
        if node.name == "env":
            return call("run.all_env", load(CONTEXT))
        if node.name == "auth":
            return call("run.auth", load(CONTEXT))
        if node.name == "var":
            return self._all_variables()
        return self._local(node.name, or_null)

    def _local(self, name: str, or_null: bool = False) -> ast.expr:
        if name not in self.scope.assigned:
            return constant(None) if or_null else call("run.missing", constant(name))
        # Python itself raises where a local was never set; `failures` puts that into Xano's words.
        local = load(local_name(name))
        if name not in self.scope.maybe_unset:
            return local
        return call("run.bound_or_null", local) if or_null else call("run.bound", local, constant(name))

    def outside(self, spec: FilterSpec | StatementSpec) -> list[ast.expr]:
        """What a function gets before the values that are written: the context, and all that is set."""
        given: list[ast.expr] = [load(CONTEXT)] if spec.context else []
        if spec.variables:
            keys: list[ast.expr | None] = [constant("var"), constant("input")]
            given.append(ast.Dict(keys, [self._all_variables(), load(INPUT)]))
        return given

    def owned(self, name: str) -> ast.expr | None:
        """Whether the value of a variable is held by it alone, asked where it is an argument already.

        None where that cannot be known: no local, or one that may be unset.
        """
        if name in RESERVED or name not in self.scope.assigned or name in self.scope.maybe_unset:
            return None
        return is_held(load(local_name(name)), ONE_VARIABLE)

    def _all_variables(self) -> ast.expr:
        """`$var` as a whole."""
        if not self._elements:
            return call("run.variables", call("run.locals"))
        # A lambda has locals of its own, so it is handed those of the function.
        self._elements[-1].reads_variables = True
        return load(ALL_VARIABLES)

    def _member(self, node: Member) -> ast.expr:
        read = self._special(node, or_null=node.optional)
        if read is not None:
            return read
        if node.optional:
            return call("values.member_or_null", self.guarded(node.base), constant(node.key))
        return call("values.member", self.value(node.base), constant(node.key), constant(path_text(node)))

    def _special(self, node: Member, or_null: bool) -> ast.expr | None:
        """A member of `$var`, `$env`, `$auth` or `$input`; None for one of any other value."""
        base = node.base.name if type(node.base) is Variable else None
        if base == "var":
            return self._local(node.key, or_null)
        if base == "env":
            return call("run.env", load(CONTEXT), constant(node.key))
        if base == "auth":
            # Nobody signs in to a job, so that whoever is asked for may well be missing.
            return call("values.member_or_null", call("run.auth", load(CONTEXT)), constant(node.key))
        if base != "input":
            return None
        if node.key in self.locals:
            return load(input_local(node.key))
        if node.key in self.inputs:
            return ast.Subscript(load(INPUT), constant(node.key), ast.Load())
        return constant(None) if or_null else call("run.missing_input", constant(node.key))


def local_name(name: str) -> str:
    """The Python local of a variable; a few names cannot be locals."""
    return f"{name}." if name in UNASSIGNABLE else name


def input_local(name: str) -> str:
    """The Python local that an input is kept in."""
    return f"{INPUT}.{name}"


def path_text(node: Expression) -> str:
    """A path as an author writes it, without the dollar sign: ``a.b``."""
    if type(node) is Member:
        base = path_text(node.base)
        return node.key if base == "var" else f"{base}.{node.key}"
    if type(node) is Index:
        key = node.key.value if type(node.key) is Literal else path_text(node.key)
        return f"{path_text(node.base)}[{key}]"
    if type(node) is Variable:
        return node.name
    return path_text(node.inner) if type(node) is Group else "..."
