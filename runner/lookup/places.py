"""The places of the lookup: a job's own documents, a folder of files, a module, all plug-ins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runner.errors import StartError, UsageError
from runner.lookup.folders import FolderIndex, display_path, index_folder
from runner.lookup.found import Found
from runner.lookup.roots import Root, plugin_roots
from runner.units import FunctionUnit, Unit, functions_named

if TYPE_CHECKING:
    from typing import Protocol

    from runner.lookup.python_files import PythonFiles
    from runner.lookup.registry import PythonFunction
    from runner.lookup.xanoscript_files import XanoScriptFiles

    class Place(Protocol):
        """Somewhere that functions are."""

        def find(self, name: str) -> Found | None:
            """The function ``name``.

            Raises:
                StartError: it is here, but broken.
            """

        def names(self) -> Iterable[str]:
            """All names, found without running or parsing anything where that can be."""

        def all(self) -> Iterator[Found]:
            """Every function; one that is broken carries its error."""


class OwnUnits:
    """The functions that stand in the job's own file."""

    def __init__(self, units: Sequence[Unit], path: Path | None = None) -> None:
        self._units = units
        self._path = path

    def find(self, name: str) -> Found | None:
        units = functions_named(name, self._units)
        return self._found(units[0]) if units else None

    def names(self) -> Iterable[str]:
        return [found.name for found in self.all()]

    def all(self) -> Iterator[Found]:
        for unit in self._units:
            if isinstance(unit, FunctionUnit):
                yield self._found(unit)

    def _found(self, unit: FunctionUnit) -> Found:
        return Found(unit.name, "xanoscript", "job", self._path, unit=unit)


class Folder:
    """A folder of Python and XanoScript files.

    Of two with one name the Python function is found: it is how one replaces a XanoScript function
    that cannot run here, without a change to the exported file.
    """

    def __init__(self, root: Root) -> None:
        self.root = root
        self._found: dict[str, Found | None] = {}

    @cached_property
    def _index(self) -> FolderIndex:
        return index_folder(self.root.folder)

    @cached_property
    def _python(self) -> PythonFiles:
        from runner.lookup.python_files import PythonFiles

        return PythonFiles(self._index, self.root.package)

    @cached_property
    def _xanoscript(self) -> XanoScriptFiles:
        from runner.lookup.xanoscript_files import XanoScriptFiles

        return XanoScriptFiles(self._index)

    def find(self, name: str) -> Found | None:
        if name not in self._found:
            self._found[name] = self._look_for(name)
        return self._found[name]

    def _look_for(self, name: str) -> Found | None:
        # Without files of Python's nothing is imported that reads them.
        function = self._python.find(name) if self._index.python else None
        if function is not None:
            repeated = self._python.repeated(name, function)
            return Found(name, "python", self.root.label, function.path, function=function, repeated=repeated)
        found = self._xanoscript.find(name)
        if found is not None:
            unit, path = found
            repeated = self._xanoscript.repeated(unit)
            return Found(name, "xanoscript", self.root.label, path, unit=unit, repeated=repeated)
        # Only now: a file inside of the folder may have the same name.
        if name in self._index.outside:
            link = display_path(self._index.outside[name])
            raise UsageError(f"{link} is a link that leads out of its folder of functions")
        return None

    def names(self) -> Iterable[str]:
        return [*self._python.names(), *self._xanoscript.paths]

    def all(self) -> Iterator[Found]:
        label, python, xanoscript = self.root.label, self._python, self._xanoscript
        for name in python.names():
            for file_name in python.files_of(name):
                found = Found(name, "python", label, python.paths[file_name])
                yield from _listed(found, partial(python.read, file_name, name))
        for name, paths in xanoscript.paths.items():
            for path in paths:
                found = Found(name, "xanoscript", label, path)
                yield from _listed(found, partial(xanoscript.read, path, name))


class PluginModule:
    """An installed module: its decorated functions, by their own names.

    One that cannot be imported has none, and says so in listings: it must not stop every job.
    """

    def __init__(self, root: Root) -> None:
        self.root = root

    def find(self, name: str) -> Found | None:
        try:
            function = self._functions.get(name)
        except UsageError:
            return None
        return self._found(function) if function is not None else None

    def names(self) -> Iterable[str]:
        return [found.name for found in self.all() if found.error is None]

    def all(self) -> Iterator[Found]:
        try:
            yield from map(self._found, self._functions.values())
        except UsageError as error:
            yield Found(
                self.root.package or "", "python", self.root.label, self.root.folder, error=str(error)
            )

    @cached_property
    def _functions(self) -> dict[str, PythonFunction[..., Any]]:
        if self.root.error is not None:
            raise UsageError(self.root.error)
        from runner.lookup.python_files import functions_of, import_plugin

        functions = functions_of(import_plugin(self.root.package or "", self.root.folder))
        return {function.name: function for function in functions if function.signature}

    def _found(self, function: PythonFunction[..., Any]) -> Found:
        return Found(function.name, "python", self.root.label, function.path, function=function)


class Plugins:
    """All installed plug-ins; looking for them is slow, so it waits until somebody asks."""

    def find(self, name: str) -> Found | None:
        found = (place.find(name) for place in self._places)
        return next((one for one in found if one is not None), None)

    def names(self) -> Iterable[str]:
        return chain.from_iterable(place.names() for place in self._places)

    def all(self) -> Iterator[Found]:
        return chain.from_iterable(place.all() for place in self._places)

    @cached_property
    def _places(self) -> list[Place]:
        return [
            Folder(root) if root.folder.is_dir() and not root.error else PluginModule(root)
            for root in plugin_roots()
        ]


class SharedPlaces:
    """Places that the libraries of several jobs share, so that each folder is looked through once.

    For those who look at many jobs; a run makes its own, and sees the files as they are then.
    """

    def __init__(self) -> None:
        self.plugins = Plugins()
        self._folders: dict[Root, Folder] = {}

    def folder(self, root: Root) -> Folder:
        """The place of a folder."""
        if root not in self._folders:
            self._folders[root] = Folder(root)
        return self._folders[root]


def _listed(
    found: Found, load: Callable[[], PythonFunction[..., Any] | FunctionUnit | None]
) -> Iterator[Found]:
    """``found`` with what ``load`` gives, or with the error that it raised."""
    try:
        loaded = load()
        if isinstance(loaded, FunctionUnit):
            yield found.changed(unit=loaded)
        elif loaded is not None:
            yield found.changed(function=loaded)
    except StartError as error:
        yield found.changed(error=str(error))
