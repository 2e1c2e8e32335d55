"""Habits from other languages: `.length`, `concat` for lists, cases that nothing ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.live import live_statements
from runner.check.variables import targets
from runner.errors import Fix, Problem
from runner.lint.bodies import Body, variable_name
from runner.lint.rules import FileView, RuleFamily
from runner.source import Span
from runner.syntax.nodes import (
    Expression,
    FilterCall,
    Group,
    ListLiteral,
    Member,
    ObjectEntry,
    Pipe,
    Property,
    Statement,
)
from runner.values.kinds import LIST, NULL, TEXT

family = RuleFamily("semantics")

LENGTHS = frozenset({"count", "length", "size"})
# What a value is -> its name, the filter that counts what it holds.
COUNTED = {LIST: ("list", "count"), TEXT: ("text", "strlen")}
# After these the next statement does not run.
LEAVING = frozenset({"break", "continue", "debug.stop", "remove", "return", "throw"})


# -- .length -----------------------------------------------------------------------------------------


@family.rule("length-key")
def tell_lengths(view: FileView) -> Iterator[Problem]:
    """`$list.length`: a path reads keys, and neither a list nor a text has that one."""
    for body in view.bodies:
        members = [node for node in body.all(Member) if node.key in LENGTHS]
        alone = {id(node) for node in _alone(body)} if members else set()
        written = {id(target) for one in body.all(Statement) for target in targets(one, body.language)}
        for node in members:
            kind = body.kind(node.base)
            found = COUNTED.get(kind.types & ~NULL)
            if found is not None and id(node) not in written:
                name, counting = found
                meant = f"{view.source.text[slice(*node.base.span)]}|{counting}"
                meant = meant if id(node) in alone else f"({meant})"
                message = f"a {name} has no `{node.key}`; the filter `{counting}` tells how long it is"
                fix = Fix(node.span, meant, safe=not kind.has(NULL))
                yield view.warning("length-key", message, node.span, hint=f"write `{meant}`", fix=fix)


def _alone(body: Body) -> Iterator[Expression | None]:
    """What may go through a filter as it stands: no operator binds it."""
    yield body.document.response
    yield from (node.value for node in body.all(Property))
    yield from (node.value for node in body.all(ObjectEntry))
    yield from (node.value for node in body.all(Pipe))
    yield from (node.inner for node in body.all(Group))
    yield from (item for node in body.all(ListLiteral) for item in node.items)


# -- |concat -----------------------------------------------------------------------------------------


@family.rule("concat-of-list")
def tell_concats(view: FileView) -> Iterator[Problem]:
    """`$list|concat:$other`: `concat` joins texts, so that a list becomes its JSON."""
    for body in view.bodies:
        for pipe in body.all(Pipe):
            for at, (call, kind) in enumerate(body.through(pipe)):
                if call.name != "concat" or not call.arguments:
                    continue
                is_list = kind.types == LIST or (at == 0 and _is_kept_list(body, pipe.value))
                if is_list or body.kind(call.arguments[0]).types == LIST:
                    yield _concat(view, body, call, is_list)


def _concat(view: FileView, body: Body, call: FilterCall, is_list: bool) -> Problem:
    message = "`|concat` joins texts, and a list becomes its JSON there"
    if not is_list:
        return view.warning("concat-of-list", message, call.span, hint='make it a text: $list|join:", "')
    may_be_list = body.kind(call.arguments[0]).has(LIST)
    hint = "`|push:$element` adds an element"
    hint = f"`|merge:$other` joins lists, {hint}" if may_be_list else hint
    name = "merge" if may_be_list else "push"
    fix = Fix(call.name_span, name, safe=False) if len(call.arguments) == 1 else None
    return view.warning("concat-of-list", message, call.span, hint=hint, fix=fix)


def _is_kept_list(body: Body, node: Expression | None) -> bool:
    """Whether a variable is set to lists, and then to what `concat` makes of it.

    Its kind alone does not tell: after the first round it is a text.
    """
    name = variable_name(node) if node is not None else None
    setters = body.assignments.get(name, []) if name is not None else []
    if any(setter.name not in ("var", "var.update") for setter in setters):
        return False
    values = [setter.property("value") for setter in setters]
    others = [value for value in values if not _concats(value, name)]
    return bool(others) and all(body.kind(value).types == LIST for value in others)


def _concats(value: Expression | None, name: str | None) -> bool:
    return (
        type(value) is Pipe
        and value.value is not None
        and variable_name(value.value) == name
        and [call.name for call in value.filters] == ["concat"]
    )


# -- cases -------------------------------------------------------------------------------------------


@family.rule("fallthrough")
def tell_falling_cases(view: FileView) -> Iterator[Problem]:
    """A case that runs into the next one, as nothing ends it; an empty one shares what follows."""
    for body in view.bodies:
        for switch in body.statements("switch"):
            for case in live_statements(switch.block)[:-1]:
                inner = live_statements(case.block)
                if case.block is None or case.ends_in_break or not inner or _leaves(inner):
                    continue
                end = case.block.span.end
                yield view.warning(
                    "fallthrough",
                    f"this `{case.name}` runs into the next one, as no `break` ends it",
                    case.name_span,
                    hint="write `break` behind its closing brace: } break",
                    fix=Fix(Span(end, end), " break", safe=False),
                )


def _leaves(statements: Iterable[Statement]) -> bool:
    """Whether the last statement leaves, or holds one that does: who wrote that has thought of the end."""
    last = [*statements][-1]
    if last.name in LEAVING:
        return True
    if last.name == "conditional":
        branches = live_statements(last.block)
        is_whole = any(branch.name == "else" for branch in branches)
        return is_whole and all(map(_ends, branches))
    return any(map(_ends, live_statements(last.block)))


def _ends(part: Statement) -> bool:
    inner = live_statements(part.block)
    return part.name in LEAVING or (bool(inner) and _leaves(inner))
