"""Python functions in folders: ROOT/NAME.py holds the function NAME.

Files are loaded as modules of a private package whose path is the folder. So relative imports
between them work, and `sys.path` stays as it is: with the folder on it, a `json.py` of the user's
would take the place of the standard library's.
"""

from __future__ import annotations

import importlib
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from runner.errors import Problem, StoppedError, UsageError, XsrunError
from runner.lookup.folders import FolderIndex, display_path, peek_text
from runner.lookup.found import repeated_function
from runner.lookup.registry import PythonFunction
from runner.source import Source, Span

LOADING = threading.RLock()
# What a file of functions has and a file of helpers has not.
DECORATED = re.compile(r"^\s*@(?:\w+\.)*function\b|\bimport\b.*\bfunction\s+as\b", re.MULTILINE)
GIVEN_NAME = re.compile(r"""@(?:\w+\.)*function\(\s*name\s*=\s*(?:"([^"\\\n]+)"|'([^'\\\n]+)')""")
EXAMPLE = """write it so:

    from runner import function

    @function
    def {name}(text: str) -> str:
        return text.upper()"""


class PythonFiles:
    """The Python functions of one folder.

    Args:
        index: the files of the folder.
        package: the import name of the folder where it is an installed package.
    """

    def __init__(self, index: FolderIndex, package: str | None = None) -> None:
        self.index = index
        self._package = package

    @cached_property
    def paths(self) -> dict[str, Path]:
        """The files that may hold functions, by the names that their paths give them.

        Nothing can be imported from a file whose name has a dot; a leading underscore marks helpers.
        """
        return {
            name: path
            for name, path in self.index.python.items()
            if "." not in name and not name.rpartition("/")[2].startswith("_")
        }

    @cached_property
    def given_names(self) -> dict[str, list[str]]:
        """Names that decorators give, each with the names of the files; found without an import."""
        names: dict[str, list[str]] = {}
        for file_name, path in self.paths.items():
            for name in _given(peek_text(path)):
                names.setdefault(name, []).append(file_name)
        return names

    def find(self, name: str) -> PythonFunction[..., Any] | None:
        """The function ``name``, or None where no file holds it.

        Raises:
            UsageError: the file of that name cannot be loaded, or holds no such function.
        """
        files = self.files_of(name)
        return self.read(files[0], name) if files else None

    def read(self, file_name: str, name: str) -> PythonFunction[..., Any]:
        """The function ``name`` of one of its files.

        Raises:
            UsageError: the file cannot be loaded, or holds no such function.
        """
        function = _choose(self.load(file_name), name, self.paths[file_name])
        _ = function.signature  # a wrong type hint has to show here, not in the middle of a run
        return function

    def repeated(self, name: str, used: PythonFunction[..., Any]) -> tuple[Problem, ...]:
        """A warning for each other file that gives ``name``, which :meth:`find` found as ``used``."""
        others = [self.paths[file_name] for file_name in self.files_of(name)[1:]]
        sources = [Source(peek_text(path), display_path(path)) for path in others]
        return tuple(
            repeated_function(name, source, _given(source.text)[name], used.where) for source in sources
        )

    def names(self) -> list[str]:
        """The names of all functions, found without an import; files of helpers have none."""
        renamed = {file_name for files in self.given_names.values() for file_name in files}
        by_path = [name for name, path in self.paths.items() if DECORATED.search(peek_text(path))]
        return list(dict.fromkeys([*(name for name in by_path if name not in renamed), *self.given_names]))

    def files_of(self, name: str) -> list[str]:
        """The files that give a name, by their names in ``paths``; the function of the first is called."""
        own = [name] if name in self.paths else []
        return list(dict.fromkeys([*own, *self.given_names.get(name, ())]))

    def load(self, file_name: str) -> ModuleType:
        """The module of a file, by its name in ``paths``.

        Raises:
            UsageError: its code fails; the message says where and why.
        """
        package = self._package or _private_name(self.index.folder)
        module_name = f"{package}.{file_name.replace('/', '.')}"
        with _told(self.paths[file_name], self.index, package), LOADING:
            return self._import(package, module_name)

    def _import(self, package: str, module_name: str) -> ModuleType:
        """Import a module; one thread at a time, since the first one makes the private package."""
        # An installed package is imported as itself: its absolute imports expect that.
        if self._package is None and package not in sys.modules:
            _make_package(package, self.index.folder)
        # The finders remember what a folder holds, and a file may be newer than that.
        if module_name not in sys.modules:
            importlib.invalidate_caches()
        return importlib.import_module(module_name)


def import_plugin(name: str, path: Path) -> ModuleType:
    """An installed module.

    Raises:
        UsageError: its code fails; the message says where and why.
    """
    with _told(path, FolderIndex(path.parent), name):
        return importlib.import_module(name)


def functions_of(module: ModuleType) -> list[PythonFunction[..., Any]]:
    """The decorated functions that a module defines itself, in their order; imported ones are not its."""
    unique = {id(value): value for value in vars(module).values() if isinstance(value, PythonFunction)}
    return [function for function in unique.values() if function.__module__ == module.__name__]


def _given(text: str) -> dict[str, Span]:
    """The names that decorators in a text of Python give, each with its first place."""
    found: dict[str, Span] = {}
    for match in GIVEN_NAME.finditer(text):
        found.setdefault(match[1] or match[2], Span(*match.span()))
    return found


def _choose(module: ModuleType, name: str, path: Path) -> PythonFunction[..., Any]:
    """The function of the name, else of the name's last part, else the only one."""
    functions = functions_of(module)
    for wanted in (name, name.rpartition("/")[2]):
        for function in functions:
            if function.name == wanted:
                return function
    if len(functions) == 1:
        return functions[0]
    example = EXAMPLE.format(name=re.sub(r"\W", "_", name.rpartition("/")[2]))
    if not functions:
        raise UsageError(
            f"{display_path(path)} holds no function that is decorated with @function", hint=example
        )
    names = ", ".join(f"`{function.name}`" for function in functions)
    raise UsageError(f"{display_path(path)} holds {names}, and none is called `{name}`", hint=example)


# -- loading -------------------------------------------------------------------------------------


def _private_name(folder: Path) -> str:
    """The name of the package that stands for ``folder``; the same in every process."""
    from hashlib import sha256

    return f"xsrun_functions_{sha256(str(folder).encode()).hexdigest()[:16]}"


def _make_package(name: str, folder: Path) -> None:
    # Without an `__init__.py` the package is empty: only its path matters.
    initial = folder / "__init__.py"
    locations = [str(folder)]
    spec = (
        spec_from_file_location(name, initial, submodule_search_locations=locations)
        if initial.is_file()
        else ModuleSpec(name, None, is_package=True)
    )
    assert spec is not None
    spec.submodule_search_locations = locations
    module = module_from_spec(spec)
    sys.modules[name] = module  # before its code runs, which may import from its own package
    if spec.loader is not None:
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise


@contextmanager
def _told(path: Path, index: FolderIndex, package: str) -> Iterator[None]:
    """Turn whatever ends the import of a file into an error that says where and why."""
    try:
        yield
    except (KeyboardInterrupt, StoppedError):
        raise  # these end a run, and are no fault of the file
    # A script that ends in sys.exit(), or in a class of its own, must not end us.
    except BaseException as error:
        raise _load_error(error, path, index, package) from error


def _load_error(error: BaseException, path: Path, index: FolderIndex, package: str) -> UsageError:
    """The user's own mistake at its own place, in place of a traceback that is mostly ours."""
    if isinstance(error, XsrunError):
        return UsageError(str(error), hint=getattr(error, "hint", None))
    place, line = _place(error.__traceback__, index.folder) or (path, 1)
    # The private package is our affair: `.words` is what the file says.
    reason = f"{type(error).__name__}: {error}".replace(package, "")
    # Code that does not parse has no line in the traceback.
    if isinstance(error, SyntaxError) and error.filename:
        place, line, reason = Path(error.filename), error.lineno or 1, f"{type(error).__name__}: {error.msg}"
    message = f"{display_path(place)}:{line}: {path.name} cannot be loaded: {reason}"
    return UsageError(message, hint=_advice(error, index, package))


def _place(traceback: TracebackType | None, folder: Path) -> tuple[Path, int] | None:
    """The last line in a file of ``folder`` that an exception passed through."""
    found = None
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path.is_relative_to(folder):
            found = path, traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def _advice(error: BaseException, index: FolderIndex, package: str) -> str | None:
    name = error.name.partition(".")[0] if isinstance(error, ModuleNotFoundError) and error.name else ""
    if name in ("", package.partition(".")[0]):
        return None
    if name in index.python:
        return f"files of one folder import each other with a dot: `from . import {name}`"
    return f"install it where xsrun runs: pip install {name}"
