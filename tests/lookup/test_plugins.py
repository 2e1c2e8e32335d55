"""Functions of installed packages."""

import sys
from importlib.metadata import EntryPoint

import pytest

from runner.lookup import Library
from runner.lookup.places import Folder, Plugins
from runner.lookup.roots import Root

FUNCTION = "from runner.lookup import function\n\n@function\ndef {name}() -> str:\n    return {result}\n"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Makes entry points of names and modules below the temporary folder; forgets the modules after."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)

    def install(**points: str) -> Plugins:
        found = [EntryPoint(name, value, "xsrun.functions") for name, value in points.items()]
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: found)
        return Plugins()

    yield install
    for name in set(sys.modules) - before:
        if name.startswith("acme"):
            del sys.modules[name]


def test_a_package_is_looked_through_file_by_file(write, install):
    write("acme/__init__.py", "WORD = 'from acme'\n")
    write("acme/functions/__init__.py", "")
    text = "from acme import WORD\n" + FUNCTION.format(name="hello", result="WORD")
    write("acme/functions/hello.py", text)
    write("acme/functions/deep/bye.py", FUNCTION.format(name="bye", result="'bye'"))
    write("acme/functions/late.xs", 'function "late" {\n  stack {\n  }\n\n  response = 1\n}\n')
    plugins = install(acme="acme.functions")
    found = plugins.find("hello")
    assert (found.origin, found.function()) == ("plug-in acme", "from acme")
    assert plugins.find("deep/bye").function() == "bye"
    assert plugins.find("late").kind == "xanoscript"
    # A package is imported under its own name, as its own code expects.
    assert found.function.__module__ == "acme.functions.hello"


def test_a_module_gives_its_functions_by_their_names(write, install):
    second = '@function(name="Second one")\ndef second() -> int:\n    return 2\n'
    write("acme_single.py", FUNCTION.format(name="first", result="'1'") + second)
    plugins = install(single="acme_single")
    assert plugins.find("first").function() == "1"
    assert plugins.find("Second one").function() == 2
    assert plugins.find("acme_single") is None
    assert list(plugins.names()) == ["first", "Second one"]
    assert [found.origin for found in plugins.all()] == ["plug-in single"] * 2


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("1 / 0\n", "acme_bad.py:1: acme_bad.py cannot be loaded: ZeroDivisionError"),
        ("raise SystemExit('enough')\n", "acme_bad.py:1: acme_bad.py cannot be loaded: SystemExit: enough"),
        (FUNCTION.format(name="f(x: complex) -> int: ...\n\ndef g", result="1"), "which no input has"),
        (None, "acme_bad is not installed"),
    ],
)
def test_a_broken_plugin_stops_nobody(write, install, text, error):
    write("acme_good.py", FUNCTION.format(name="good", result="'good'"))
    if text is not None:
        write("acme_bad.py", text)
    plugins = install(bad="acme_bad", good="acme_good")
    assert plugins.find("good").function() == "good"
    assert plugins.find("f") is None
    assert list(plugins.names()) == ["good"]
    broken, good = plugins.all()
    assert error in broken.error
    assert good.error is None


def test_plugins_are_not_looked_for_before_they_are_needed(tmp_path, write, monkeypatch):
    def fail(group: str) -> None:
        raise AssertionError("nobody should look for plug-ins")

    monkeypatch.setattr("importlib.metadata.entry_points", fail)
    write("first/f.py", FUNCTION.format(name="f", result="'f'"))
    library = Library([Folder(Root("first", tmp_path / "first")), Plugins()])
    assert library.find("f").origin == "first"
