"""Variables and inputs that nothing reads, and values that are overwritten before anybody could."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from runner.check.live import live_statements, walk_live
from runner.check.references import TAKES_CODE
from runner.check.variables import is_input, is_var, path_of, root_variable, targets
from runner.errors import Problem
from runner.lint.bodies import Body, variable_name
from runner.lint.rules import FileView, RuleFamily
from runner.syntax.nodes import (
    Block,
    Expression,
    FilterCall,
    Literal,
    Member,
    Node,
    Statement,
    Variable,
    Word,
)

family = RuleFamily("semantics")

# Statements that give all variables, or all inputs, at once.
ALL_VARIABLES = frozenset({"util.get_vars"})
ALL_INPUTS = frozenset({"util.get_all_input", "util.get_input", "util.get_raw_input"})
# What sets a variable and does nothing else; the name behind `as` is part of the form of the others.
SETTING = re.compile(r"(var|var\.update|(array|math|object|text)\..+)")
WORD = re.compile(r"[^\W\d]\w*")


@family.rule("unused-var", "unused-input")
def tell_unused(view: FileView) -> Iterator[Problem]:
    """What is set or declared, and never read."""
    for body in view.bodies:
        if body.document.stack is None:
            continue
        # Templates and JavaScript read variables by names that stand in texts.
        in_texts = _words(body) if _takes_code(body) else frozenset()
        yield from _variables(view, body, in_texts)
        yield from _inputs(view, body, in_texts)


def _variables(view: FileView, body: Body, in_texts: frozenset[str]) -> Iterator[Problem]:
    if any(body.statements(*ALL_VARIABLES)) or _is_read_whole(body, "var"):
        return
    unread = body.variables - _read(body) - in_texts
    for name in sorted(unread):
        setters = body.assignments[name]
        if not name.startswith("_") and all(_only_sets(body, one) for one in setters):
            message = f"`${name}` is set and never read"
            hint = "remove it, or begin its name with `_` to keep it"
            yield view.warning("unused-var", message, _target(setters[0], name, body).span, hint=hint)


def _only_sets(body: Body, statement: Statement) -> bool:
    """Whether a statement does nothing but set one variable; `array.pop $list as $last` changes the list."""
    if SETTING.fullmatch(statement.name) is None:
        return False
    return statement.alias is None or len(list(targets(statement, body.language))) == 1


def _target(statement: Statement, name: str, body: Body) -> Expression:
    return next(target for target in targets(statement, body.language) if root_variable(target) == name)


def _inputs(view: FileView, body: Body, in_texts: frozenset[str]) -> Iterator[Problem]:
    # What xsrun itself calls, `$main` and its like, is given what it may not need.
    if body.document.name.startswith("$") or any(body.statements(*ALL_INPUTS)):
        return
    if _is_read_whole(body, "input"):
        return
    read = {node.key for node in body.all(Member) if is_input(node.base)}
    # `input.name` without its `$` is a fault of its own.
    read |= {word.text.split(".")[1] for word in body.all(Word) if word.text.startswith("input.")}
    for declaration in body.document.inputs:
        if declaration.name not in read | in_texts and not declaration.name.startswith("_"):
            message = f"the input `{declaration.name}` is never read"
            yield view.warning("unused-input", message, declaration.name_span)


def _read(body: Body) -> set[str]:
    """The variables that are read, but for what only sets them anew: `var $n { value = $n + 1 }`."""
    passed: set[int] = set()
    for statement in body.all(Statement):
        for target in targets(statement, body.language):
            passed.add(id(path_of(target)[0]))
            passed.update(_own_reads(statement, root_variable(target)))
    found = set()
    for kind in (Variable, Member):
        for node in body.all(kind):
            name = variable_name(node) if id(node) not in passed else None
            if name is not None:
                found.add(name)
    return found


def _own_reads(statement: Statement, name: str | None) -> Iterator[int]:
    if SETTING.fullmatch(statement.name) and statement.alias is None:
        yield from (id(node) for node in walk_live(statement.block) if variable_name(node) == name)


def _is_read_whole(body: Body, name: str) -> bool:
    """Whether `$var` or `$input` stands by itself."""
    test = is_var if name == "var" else is_input
    bases = {id(node.base) for node in body.all(Member) if test(node.base)}
    return any(test(node) and id(node) not in bases for node in body.all(Variable))


def _takes_code(body: Body) -> bool:
    return any(body.statements(*TAKES_CODE)) or any(
        call.name.split("_")[0] in TAKES_CODE for call in body.all(FilterCall)
    )


def _words(body: Body) -> frozenset[str]:
    texts = (node.value for node in body.all(Literal) if isinstance(node.value, str))
    return frozenset(word for text in texts for word in WORD.findall(text))


# -- values that are overwritten at once -------------------------------------------------------------


@family.rule("overwritten-var")
def tell_overwritten(view: FileView) -> Iterator[Problem]:
    """Two statements on end that set the same variable."""
    for body in view.bodies:
        # Should the second one fail in a `try`, the first one counts.
        tries = [statement.span for statement in body.statements("try_catch")]
        for block in body.all(Block):
            if not any(span.start <= block.span.start < span.end for span in tries):
                yield from _overwritten(view, body, block)


def _overwritten(view: FileView, body: Body, block: Block) -> Iterator[Problem]:
    statements = live_statements(block)
    for first, second in pairwise(statements):
        name = _whole_variable(first)
        if name is None or name != _whole_variable(second) or name in body.named(second.block):
            continue
        if _is_plain(first.property("value")):
            message = f"this value of `${name}` is never read: line {body.line(second)} sets another one"
            yield view.warning("overwritten-var", message, first.head[0].span)


def _whole_variable(statement: Statement) -> str | None:
    if statement.name not in ("var", "var.update") or not statement.head:
        return None
    head = statement.head[0]
    return head.name if type(head) is Variable else None


def _is_plain(value: Node | None) -> bool:
    """Whether a value is worked out without anything that happens besides."""
    return not any(type(node) is FilterCall and node.name.startswith("lambda") for node in walk_live(value))
