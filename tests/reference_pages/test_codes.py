"""Each code that the source tells a problem by has a page, and each page a code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from runner.reference.problems import problem_codes
from runner.syntax.mistakes import MISTAKES

RUNNER = Path(__file__).resolve().parents[2] / "runner"
# What makes problems: their class, and the helpers that pass a code on; `rule` lists those of a rule.
MAKERS = {"Problem", "problem", "report", "_report", "_problem", "warning", "_warning", "rule"}


def codes() -> dict[str, set[str]]:
    """The codes in the source, each with the modules that name it."""
    found: dict[str, set[str]] = {row.code: {"syntax/mistakes"} for row in MISTAKES}
    for path in sorted(RUNNER.rglob("*.py")):
        module = path.relative_to(RUNNER).as_posix()
        for code in _codes(ast.parse(path.read_text("utf-8"))):
            found.setdefault(code, set()).add(module)
    return found


def _codes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
            # A rule may have several codes; elsewhere the code is the first argument.
            of_rule = _name(node.func) == "rule"
            for argument in node.args if of_rule else node.args[:1]:
                yield from _texts(argument)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        # The one code that is put together: `unset-var` and `unset-input`.
        assert ast.unparse(node) == "f'unset-{kind}'"
        yield from ("unset-var", "unset-input")


def test_each_code_has_a_page() -> None:
    pages = problem_codes()
    assert {code: modules for code, modules in codes().items() if code not in pages} == {}


def test_each_page_has_a_code() -> None:
    known = codes()
    # Some are chosen by an expression, or stand in a constant: then the text stands in the module.
    written = {
        node.value
        for path in (RUNNER / "lint").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [code for code in problem_codes() if code not in known and code not in written] == []
