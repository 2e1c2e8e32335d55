"""Bare words: without quotes and without `$` they are texts, which is not always meant."""

from __future__ import annotations

from collections.abc import Container, Iterator

from runner.errors import Fix, Problem
from runner.lint.bodies import Body, contains
from runner.lint.rules import FileView, RuleFamily
from runner.syntax.nodes import (
    Binary,
    Expression,
    FilterCall,
    Group,
    ListLiteral,
    Logical,
    ObjectEntry,
    Pipe,
    Property,
    Ternary,
    Unary,
    Word,
)

family = RuleFamily("words")

# What other languages call null, true and false.
CONSTANTS = {
    **dict.fromkeys(("None", "nil", "undefined", "NULL", "Null"), "null"),
    **dict.fromkeys(("True", "TRUE"), "true"),
    **dict.fromkeys(("False", "FALSE"), "false"),
}
ROOTS = frozenset(("input", "env", "var", "auth"))
# What other languages name the error in a `catch`, which is `$error` there.
ERRORS = frozenset(("e", "err", "error", "ex", "exc", "exception"))
FIELDS = frozenset(("code", "message", "name", "result"))


@family.rule("bare-word")
def bare_words(view: FileView) -> Iterator[Problem]:
    """A word that looks like a variable, an input or a constant of another language."""
    for body in view.bodies:
        words = [node for node in _values(body) if type(node) is Word]
        for word in words:
            meant = _meant(word.text, body.assignments.keys()) or _error(body, word)
            if meant is not None:
                yield view.warning(
                    "bare-word",
                    f"`{word.text}` is a text here, since it is a bare word",
                    word.span,
                    hint=f"did you mean `{meant}`?",
                    fix=Fix(word.span, meant, safe=_is_sure(word.text)),
                )


def _values(body: Body) -> Iterator[Expression | None]:
    """What stands where a value is computed; in a head a word may name a table or a function."""
    yield body.document.response
    yield from (node.value for node in body.all(Property))
    yield from (node.value for node in body.all(ObjectEntry))
    yield from (node.value for node in body.all(Pipe))
    yield from (node.inner for node in body.all(Group))
    yield from (node.operand for node in body.all(Unary))
    for binary in body.all(Binary):
        yield from (binary.left, binary.right)
    for logical in body.all(Logical):
        yield from (logical.left, logical.right)
    for choice in body.all(Ternary):
        yield from (choice.condition, choice.yes, choice.no)
    for items in body.all(ListLiteral):
        yield from items.items
    # `|sort:name` is how some write a path: there a word alone says nothing.
    for call in body.all(FilterCall):
        yield from (item for item in call.arguments if type(item) is Word and _is_sure(item.text))


def _is_sure(text: str) -> bool:
    """Whether a word can be no text that somebody means."""
    return text in CONSTANTS or "." in text


def _meant(text: str, names: Container[str]) -> str | None:
    """What a word stands for; None where it is a text."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    root, dot, _ = text.partition(".")
    # The one word that is no text, whatever a variable is called.
    if text == "now":
        return None
    return f"${text}" if root in names or (dot and root in ROOTS) else None


def _error(body: Body, word: Word) -> str | None:
    """What `err.message` in a `catch` stands for."""
    root, *rest = word.text.split(".")
    if root not in ERRORS or not rest or rest[0] not in FIELDS:
        return None
    is_caught = any(contains(one.span, word.span) for one in body.statements("catch"))
    return ".".join(("$error", *rest)) if is_caught else None
