"""The structure of the project: which room may import which, and the sizes and habits of its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "runner"

# The rooms of the package, lowest first: a module imports from its own room and from those before.
# What stands under TYPE_CHECKING does not count: it is not there when the program runs.
RANKS = (
    "version",
    "records",
    "cache",
    "keys",
    "source",
    "errors",
    "values",
    "crypto",
    "specs",
    "syntax",
    "check",
    "format",
    "compile",
    "types",
    "tables",
    "javascript",
    "filters",
    "templates",
    "database",
    "redis",
    "execution",
    "statements",
    "language",
    "units",
    "lookup",
    "stubs",
    "jobs",
    "reference",
    "lint",
    "testing",
    "port",
    "eject",
    "scaffold",
    "api",
    "report",
    "cli",
    "__main__",
)

# Of the execution room, statements know plain data and signals; the machine is not theirs.
STATEMENTS_MAY_USE = frozenset(
    {"runner.execution.encoding", "runner.execution.messages", "runner.execution.signals"}
)

# The world outside, which statements and filters reach through the context of the run alone.
OUTSIDE = frozenset(
    {
        "time",
        "random",
        "secrets",
        "socket",
        "httpx",
        "requests",
        "urllib.request",
        "http.client",
        "sqlite3",
        "os",
    }
)

MAX_MODULE_LINES = 600
MAX_FUNCTION_LINES = 60

# Module-level names that are no constants: families and commands are registries, filled where they
# are made and never changed afterwards.
REGISTRIES = frozenset({"family", "app", "command"})
CONSTANT = re.compile(r"^_?[A-Z][A-Z0-9_]*$")
TYPE_NAME = re.compile(r"^_?[A-Z][A-Za-z0-9]*$")
DUNDER = re.compile(r"^__\w+__$")

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "__pycache__" not in path.parts
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def children(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node that exist at run time."""
    guard = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    assert not isinstance(node, ast.If) or guard == ("TYPE_CHECKING" in ast.unparse(node.test))
    yield from node.orelse if guard else ast.iter_child_nodes(node)


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    pending = [tree]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(children(node))


def imports(name: str) -> Iterator[str]:
    """What a module imports, at its top and in its functions; modules where they are modules."""
    for node in nodes(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else str(node.module)


def room(module: str) -> str | None:
    """The room of a module of the package; None for the package itself."""
    return module.split(".")[1] if "." in module else None


def functions(name: str) -> Iterator[Function]:
    return (node for node in ast.walk(TREES[name]) if isinstance(node, Function))


def assigned(node: ast.stmt) -> list[str]:
    """The targets of an assignment, each as it is written; none of any other statement."""
    if isinstance(node, ast.Assign):
        targets = [
            part for one in node.targets for part in (one.elts if isinstance(one, ast.Tuple) else [one])
        ]
    else:
        targets = [node.target] if isinstance(node, (ast.AnnAssign, ast.AugAssign)) else []
    return [ast.unparse(target) for target in targets]


def test_every_room_has_its_rank():
    found = {room(name) for name in MODULES} - {None}
    assert found == set(RANKS)
    assert len(set(RANKS)) == len(RANKS)


@pytest.mark.parametrize("name", [name for name in MODULES if room(name)])
def test_a_module_imports_lower_rooms_alone(name):
    own = RANKS.index(room(name))
    for imported in imports(name):
        if imported.partition(".")[0] == "runner" and imported != "runner":
            assert RANKS.index(room(imported)) <= own, f"{name} imports {imported}"


def test_the_package_itself_imports_its_version_alone():
    names = {name for name in imports("runner") if name.startswith("runner")}
    assert names == {"runner.version"}


def test_nothing_inside_imports_the_package_itself():
    # Its names are loaded late, and lead everywhere.
    assert [name for name in MODULES if "runner" in imports(name)] == []


def test_there_are_no_import_cycles():
    graph = {name: {target for target in imports(name) if target in MODULES} for name in MODULES}
    # Importing a name of a package may lead into the module that asks for it.
    while leaves := [name for name, targets in graph.items() if not targets - {name}]:
        for leaf in leaves:
            del graph[leaf]
        for targets in graph.values():
            targets.difference_update(leaves)
    assert graph == {}


def test_statements_see_of_the_execution_what_is_plain_data():
    used = {
        target
        for name in MODULES
        if room(name) in ("statements", "filters")
        for target in imports(name)
        if target.startswith("runner.execution")
    }
    assert used <= STATEMENTS_MAY_USE


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) in ("statements", "filters")])
def test_statements_and_filters_ask_the_context_for_the_world_outside(name):
    assert not OUTSIDE & set(imports(name))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short_and_says_what_it_is_for(name):
    text = MODULES[name].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_MODULE_LINES
    docstring = ast.get_docstring(TREES[name])
    assert docstring, f"{name} has no docstring"
    assert docstring.splitlines()[0].strip()


@pytest.mark.parametrize("name", MODULES)
def test_functions_are_short_and_annotated(name):
    for function in functions(name):
        where = f"{name}.{function.name}"
        assert function.end_lineno - function.lineno < MAX_FUNCTION_LINES, f"{where} is too long"
        assert function.returns is not None, f"{where} does not say what it returns"
        arguments = function.args
        for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            assert argument.annotation is not None or argument.arg in ("self", "cls"), (
                f"{where}: {argument.arg}"
            )
        assert not isinstance(function, ast.AsyncFunctionDef), f"{where}: there is one colour of function"


def test_most_functions_are_far_shorter():
    lengths = sorted(f.end_lineno - f.lineno + 1 for name in MODULES for f in functions(name))
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 25


@pytest.mark.parametrize("name", MODULES)
def test_modules_hold_no_state(name):
    for node in nodes(TREES[name]):
        assert not isinstance(node, ast.Global), f"{name} has a `global`"
    for node in TREES[name].body:
        for written in assigned(node):
            constant = CONSTANT.match(written) or TYPE_NAME.match(written) or DUNDER.match(written)
            assert constant or written in REGISTRIES, f"{name} holds `{written}`"


def test_no_module_is_a_drawer():
    drawers = {"utils", "util", "helpers", "common", "misc"}
    assert [name for name in MODULES if name.rpartition(".")[2] in drawers] == []


def test_no_file_knows_the_machine_that_it_was_written_on():
    pattern = re.compile(r"(?<![\w.}])/(?:tmp|root|work|home)/\w|(?<![\w/])[A-Z]:\\\\Users")
    folders = ("runner", "functions", "jobs", "tests", "docs", ".ci", "scripts", "benchmarks")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.suffix in (".md", ".toml", ".cfg", ".ini")]
    found = {}
    for path in files:
        kept_by_tools = {"__pycache__", ".mypy_cache", ".hypothesis"} & set(path.parts)
        if kept_by_tools or path.suffix in (".pyc", ".db"):
            continue
        match = pattern.search(path.read_text(encoding="utf-8", errors="replace"))
        if match and path != Path(__file__).resolve():
            found[str(path.relative_to(ROOT))] = match[0]
    assert found == {}
