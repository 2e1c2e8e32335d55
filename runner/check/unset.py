"""Reads of variables and inputs that nothing sets or declares: most often a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.live import walk_live
from runner.check.queries import ROW, row_values
from runner.check.suggestions import near
from runner.check.variables import RESERVED, is_input, is_var, root_variable, targets
from runner.errors import Problem
from runner.source import Span
from runner.specs import Language
from runner.syntax.nodes import Expression, FunctionDocument, Member, Node, Statement, Variable, Word

# What filters and statements bind for the expressions that they evaluate once an element.
BOUND = frozenset({"index", "parent", "result"})


def unset_reads(document: FunctionDocument, language: Language) -> Iterator[Problem]:
    """Warnings, as the code may never be reached: each name once, at its first place."""
    nodes = [node for part in (document.stack, document.response) for node in walk_live(part)]
    variables = {*_variables(nodes, language), *RESERVED, *BOUND}
    inputs = {declaration.name for declaration in document.inputs}
    settable = variables - RESERVED.keys() - BOUND
    for (kind, name), span in _reads(nodes, _rows(nodes)).items():
        if name in (variables if kind == "var" else inputs):
            continue
        if kind == "var":
            sentence = f"nothing sets `${name}`"
            meant = f"$input.{name}" if name in inputs else _near("$", name, settable)
        else:
            sentence = f"the {document.construct} `{document.name}` has no input `{name}`"
            meant = _near("$input.", name, inputs)
        message = f"{sentence}; did you mean `{meant}`?" if meant is not None else sentence
        yield Problem(f"unset-{kind}", message, document.source, span, severity="warning")


def _near(prefix: str, name: str, known: Iterable[str]) -> str | None:
    found = near(name, known)
    return prefix + found if found is not None else None


def _variables(nodes: Iterable[Node], language: Language) -> Iterator[str]:
    for node in nodes:
        if type(node) is Statement:
            for target in set_anew(node, language):
                # A name without its `$` is told of where it stands.
                name = target.text if type(target) is Word else root_variable(target)
                if name is not None:
                    yield name
            if node.name == "catch":
                yield "error"


def set_anew(statement: Statement, language: Language) -> Iterable[Expression]:
    """What a statement sets that need not be set before."""
    spec = language.statements.get(statement.name)
    if spec is None or spec.written:
        return targets(statement, language)
    # What a function changes, as `math.add` does, has to be there before.
    return [statement.alias.target] if statement.alias is not None else []


def _rows(nodes: Iterable[Node]) -> frozenset[int]:
    """The identities of the `$output` that addons are given, which nothing has to set."""
    inner = (node for value in row_values(nodes) for node in walk_live(value))
    return frozenset(id(node) for node in inner if type(node) is Variable and node.name == ROW)


def _reads(nodes: Iterable[Node], bound: frozenset[int]) -> dict[tuple[str, str], Span]:
    """Where each name is met first, by "var" or "input" and the name; targets count as reads."""
    found: dict[tuple[str, str], Span] = {}
    for node in nodes:
        if id(node) in bound:
            continue
        if type(node) is Variable:
            found.setdefault(("var", node.name), node.span)
        elif type(node) is Member and is_var(node.base):
            found.setdefault(("var", node.key), node.span)
        elif type(node) is Member and is_input(node.base):
            found.setdefault(("input", node.key), node.span)
    return found
