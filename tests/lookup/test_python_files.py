"""Python functions in folders: loaded by path, apart from everything else."""

import json
import sys

import pytest

from runner.errors import StoppedError, UsageError
from runner.lookup.folders import index_folder
from runner.lookup.python_files import PythonFiles

HELLO = """
    from runner.lookup import function

    @function
    def hello(name: str = "world") -> str:
        return f"Hello, {name}"
    """


@pytest.fixture
def files(tmp_path, monkeypatch):
    """The Python files of the temporary folder, with paths shown from there."""
    monkeypatch.chdir(tmp_path)
    return lambda: PythonFiles(index_folder(tmp_path))


def test_a_function_is_found_by_its_file(write, files):
    write("hello.py", HELLO)
    function = files().find("hello")
    assert function.name == "hello"
    assert function("Ada") == "Hello, Ada"


@pytest.mark.parametrize(
    "name",
    ["Hello", "hello.py", "/hello", "./hello", "utils//hello", "../hello", "hello/", "", "..", "x\\hello"],
)
def test_names_match_exactly(write, files, name):
    write("hello.py", HELLO)
    write("utils/hello.py", HELLO)
    assert files().find(name) is None


def test_no_name_leads_out_of_the_folder(tmp_path, write):
    write("outside.py", HELLO)
    write("inside/hello.py", HELLO)
    inside = PythonFiles(index_folder(tmp_path / "inside"))
    assert inside.find("../outside") is None
    assert inside.find(str(tmp_path / "outside")) is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("utils/format.py", "utils/format"),
        ("a/b/c.py", "a/b/c"),
        ("my-format.py", "my-format"),
        ("my format.py", "my format"),
    ],
)
def test_nested_and_unusual_names(write, files, path, name):
    write(path, HELLO)
    assert files().find(name)("Ada") == "Hello, Ada"


def test_which_function_of_a_file(write, files):
    write(
        "utils/greet.py",
        """
        from runner.lookup import function
        from .other import other

        @function
        def greet() -> str:
            return "by the last part"

        @function
        def helper() -> str:
            return "no"
        """,
    )
    write("utils/other.py", HELLO.replace("hello(", "other("))
    assert files().find("utils/greet")() == "by the last part"
    # The function that a file only imports is not the file's.
    assert files().find("utils/other")("Ada") == "Hello, Ada"


def test_a_given_name_is_found_in_any_file(write, files):
    write("hello.py", HELLO.replace("@function", '@function(name="Greeting -> Say hello")'))
    found = files()
    assert found.find("Greeting -> Say hello")("Ada") == "Hello, Ada"
    assert found.names() == ["Greeting -> Say hello"]
    assert found.files_of("Greeting -> Say hello") == ["hello"]


def test_names_need_no_import(write, files):
    write("hello.py", HELLO)
    write("broken.py", HELLO + "\n    raise ValueError\n")
    write("aliased.py", "from runner.lookup import function as job\n\n@job\ndef aliased() -> None: ...\n")
    write("_private.py", HELLO)
    write("__init__.py", "")
    write("helper.py", "from runner.errors import ScriptError\n\ndef function_of(x): ...\n")
    write("two.dots.py", HELLO)
    assert files().names() == ["aliased", "broken", "hello"]


# -- apart from everything else ----------------------------------------------------------------------


def test_the_standard_library_stays_itself(write, files):
    write("json.py", HELLO.replace("hello(", "json("))
    write(
        "report.py",
        """
        import json
        from runner.lookup import function

        @function
        def report() -> str:
            return json.dumps([1])
        """,
    )
    found = files()
    path_before = list(sys.path)
    assert found.find("json")("Ada") == "Hello, Ada"
    assert found.find("report")() == "[1]"
    assert sys.modules["json"] is json
    assert sys.path == path_before


def test_two_folders_do_not_meet(tmp_path, write):
    write("one/hello.py", HELLO)
    write("two/hello.py", HELLO.replace("Hello", "Bye"))
    one, two = (PythonFiles(index_folder(tmp_path / name)) for name in ("one", "two"))
    assert (one.find("hello")("Ada"), two.find("hello")("Ada")) == ("Hello, Ada", "Bye, Ada")


def test_relative_imports_between_the_files_of_a_folder(write, files):
    write("__init__.py", "GREETING = 'Welcome'\n")
    write("_words.py", "from . import GREETING\n\nWORD = GREETING + '!'\n")
    write("shop/__init__.py", "")
    write(
        "shop/enter.py",
        """
        from runner.lookup import function
        from .._words import WORD

        @function
        def enter() -> str:
            return WORD
        """,
    )
    assert files().find("shop/enter")() == "Welcome!"


def test_a_module_is_loaded_once(write, files):
    write("hello.py", HELLO)
    assert files().find("hello") is files().find("hello")


def test_a_file_that_was_mended_loads(write, files):
    write("late.py", "import no_such_module_at_all\n")
    with pytest.raises(UsageError):
        files().find("late")
    write("late.py", HELLO.replace("hello(", "late("))
    assert files().find("late")("Ada") == "Hello, Ada"


# -- the user's mistakes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import os\n1 / 0\n", "bad.py:2: bad.py cannot be loaded: ZeroDivisionError: division by zero"),
        ("x = 1\n\ndef f(:\n", "bad.py:3: bad.py cannot be loaded: SyntaxError: invalid syntax"),
        ("import sys\nsys.exit('enough')\n", "bad.py:2: bad.py cannot be loaded: SystemExit: enough"),
        (
            "class Own(BaseException): ...\nraise Own('enough')\n",
            "bad.py:2: bad.py cannot be loaded: Own: enough",
        ),
        (
            "import asyncio\nraise asyncio.CancelledError\n",
            "bad.py:2: bad.py cannot be loaded: CancelledError",
        ),
        ("raise StopIteration(1)\n", "bad.py:1: bad.py cannot be loaded: StopIteration: 1"),
        ("raise GeneratorExit\n", "bad.py:1: bad.py cannot be loaded: GeneratorExit"),
        (
            "from runner.errors import nothing\n",
            "bad.py:1: bad.py cannot be loaded: ImportError: cannot import name 'nothing'",
        ),
        ("from ._deep import x\n", "_deep.py:2: bad.py cannot be loaded: KeyError: 'k'"),
        (
            "from ._broken import x\n",
            "_broken.py:1: bad.py cannot be loaded: SyntaxError: '(' was never closed",
        ),
        (
            "from .none import x\n",
            "bad.py:1: bad.py cannot be loaded: ModuleNotFoundError: No module named '.none'",
        ),
    ],
)
def test_a_file_that_fails_says_where_and_why(write, files, text, message):
    write("bad.py", text)
    write("_deep.py", "x = 0\n{}['k']\n")
    write("_broken.py", "x = (\n")
    with pytest.raises(UsageError) as caught:
        files().find("bad")
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize("error", [KeyboardInterrupt, StoppedError])
def test_what_ends_a_run_is_no_fault_of_the_file(write, files, error):
    write("bad.py", f"from runner.errors import StoppedError\nraise {error.__name__}\n")
    with pytest.raises(error):
        files().find("bad")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("import helper\n", "files of one folder import each other with a dot: `from . import helper`"),
        (
            "import no_such_module_at_all.part\n",
            "install it where xsrun runs: pip install no_such_module_at_all",
        ),
        ("from .none import x\n", None),
        ("1 / 0\n", None),
    ],
)
def test_a_missing_module_has_a_way_out(write, files, text, hint):
    write("bad.py", text)
    write("helper.py", "")
    with pytest.raises(UsageError) as caught:
        files().find("bad")
    assert caught.value.hint == hint


def test_the_initial_file_may_fail_too(write, files):
    write("__init__.py", "1 / 0\n")
    write("hello.py", HELLO)
    for _ in range(2):
        with pytest.raises(
            UsageError, match=r"__init__\.py:1: hello\.py cannot be loaded: ZeroDivisionError"
        ):
            files().find("hello")


def test_a_file_without_a_function_shows_how(write, files):
    write("utils/my-helper.py", "def plain(): ...\n")
    with pytest.raises(UsageError, match="holds no function that is decorated") as caught:
        files().find("utils/my-helper")
    assert "from runner import function" in caught.value.hint
    assert "def my_helper(" in caught.value.hint


def test_a_file_with_several_functions_and_none_of_the_name(write, files):
    write("three.py", HELLO + HELLO.replace("hello(", "hi("))
    with pytest.raises(UsageError, match=r"three\.py holds `hello`, `hi`, and none is called `three`"):
        files().find("three")


def test_a_type_that_is_no_input_shows_when_found(write, files):
    write("bad.py", HELLO.replace("name: str =", "name: complex ="))
    with pytest.raises(UsageError, match=r"bad\.py:4: the parameter `name` has the type `complex`"):
        files().find("bad")


def test_an_async_function_shows_when_found(write, files):
    write("bad.py", HELLO.replace("def hello", "async def hello"))
    with pytest.raises(UsageError, match=r"bad\.py:4: `hello` is `async def`"):
        files().find("bad")
