"""The compiler reads what the description of a statement says, and knows no statement by its name."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import CodeType

import pytest

from compile.conftest import read_function
from runner import compile as room
from runner.compile import compile_function
from runner.language import xanoscript
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument

CHANGES = [
    *(f"math.{name} $n {{ value = $i }}" for name in ("add", "sub", "mul", "div", "mod")),
    *(f"array.{name} $list {{ value = $i }}" for name in ("push", "unshift")),
    *(f"array.{name} $list{alias}" for name in ("pop", "shift") for alias in ("", " as $x", " as $list")),
    "array.push $list { value = $i } as $x",
    "array.pop $o.list as $x",
]


def function(change: str) -> FunctionDocument:
    stack = "var $list { value = [] }\nvar $o { value = {list: $list} }\nvar $n { value = 1 }\n"
    return read_function(f"{stack}for (9) {{\n each as $i {{\n{change}\n }}\n}}", "[$list, $n, $x]")


def instructions(code: CodeType) -> tuple[object, ...]:
    """What a code object does, whatever the statements in it are called."""
    names = tuple(name.replace("own.", "") for name in code.co_names)
    inner = tuple(instructions(one) if isinstance(one, CodeType) else repr(one) for one in code.co_consts)
    return code.co_code, names, inner


@pytest.mark.parametrize("change", CHANGES)
def test_a_statement_of_another_name_is_compiled_alike(change):
    language = xanoscript()
    name = change.partition(" ")[0]
    renamed = language.statements[name].changed(name=f"own.{name}")
    known = language.changed(statements={**language.statements, renamed.name: renamed})
    document = function(change)
    text = re.sub(rf"^{re.escape(name)}", renamed.name, document.source.text, flags=re.MULTILINE)
    (other,) = parse_source(Source(text, "f.xs"))
    assert isinstance(other, FunctionDocument)
    ours, theirs = (compile_function(one, known).code for one in (document, other))
    assert instructions(theirs) == instructions(ours)


@pytest.mark.parametrize("path", sorted(Path(room.__path__[0]).glob("*.py")), ids=lambda path: path.stem)
def test_no_module_of_the_compiler_names_a_statement_that_is_a_function(path):
    functions = {name for name, spec in xanoscript().statements.items() if not spec.written}
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    texts = {word for node in nodes if isinstance(node, ast.Constant) for word in str(node.value).split()}
    assert not functions & texts
