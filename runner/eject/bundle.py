"""The file of helpers that goes beside ejected functions: those that they use, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from importlib.resources import files

FILE = "_xs.py"
RUNTIME = "runtime.py"
# Dunder names that are for the reader of the whole module alone.
PUBLIC = "__all__"
TYPING = "from typing import "


def helpers_text(used: Iterable[str]) -> str:
    """The text of the file: the helpers in ``used``, what these need, and their imports."""
    source = files("runner.eject").joinpath(RUNTIME).read_text(encoding="utf-8")
    module = ast.parse(source)
    defined = {name: node for node in module.body for name in _defined(node) if name != PUBLIC}
    needed: set[str] = set()
    pending = set(used)
    while pending:
        name = pending.pop()
        needed.add(name)
        pending |= (_names(defined[name]) & defined.keys()) - needed
    kept = [node for node in module.body if needed & set(_defined(node))]
    words = {word for node in kept for word in _names(node)}
    imports = [line for line in map(_imported, _imports(module)) if line[1] & words]
    return _joined(source, module, kept, imports, words)


def _joined(
    source: str,
    module: ast.Module,
    kept: list[ast.stmt],
    imports: list[tuple[str, set[str]]],
    words: set[str],
) -> str:
    lines = [_only(line, names & words) for line, names in imports]
    checked = [_only(line, names & words) for line, names in _checked(module) if names & words]
    if checked:
        lines = [line for line in lines if not line.startswith(TYPING)]
        # A name in capitals comes first, as isort has it.
        lines.append(f"{TYPING}{', '.join(['TYPE_CHECKING', *sorted(words & {'Any'})])}")
    parts = [f'"""{ast.get_docstring(module)}"""', "", "from __future__ import annotations", ""]
    parts += sorted(lines, key=lambda line: (not line.startswith("import "), line))
    if checked:
        own = sorted(line for line in checked if line.startswith("from "))
        foreign = [line for line in checked if line not in own]
        block = [*own, *([""] if own and foreign else []), *foreign]
        parts += ["", "if TYPE_CHECKING:", *(f"    {line}" if line else "" for line in block)]
    constants = [node for node in kept if isinstance(node, ast.Assign)]
    parts += ["", *(_segment(source, node) for node in constants)] if constants else []
    for node in kept:
        if not isinstance(node, ast.Assign):
            parts += ["", "", _segment(source, node)]
    return "\n".join(parts) + "\n"


def _segment(source: str, node: ast.stmt) -> str:
    return ast.get_source_segment(source, node) or ""


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _imports(module: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in module.body:
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module != "__future__"):
            yield node


def _checked(module: ast.Module) -> list[tuple[str, set[str]]]:
    """The imports that stand under ``if TYPE_CHECKING``."""
    blocks = [node.body for node in module.body if isinstance(node, ast.If)]
    nodes = [node for block in blocks for node in block]
    return [_imported(node) for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]


def _imported(node: ast.Import | ast.ImportFrom) -> tuple[str, set[str]]:
    """An import and the names that it binds."""
    return ast.unparse(node), {alias.name for alias in node.names}


def _only(line: str, names: set[str]) -> str:
    head, imported, _ = line.partition(" import ")
    return f"{head}{imported}{', '.join(sorted(names))}" if imported and head.startswith("from") else line
