"""The cache of parse tables: where it lies, when it is not used, and that nothing breaks it."""

import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.reader import read
from runner.syntax.tables import cache_folder, load_parser

TEXT = 'function "f" {\n  response = $a|count + 1\n}\n'


@pytest.fixture(autouse=True)
def fresh():
    """The parser is read anew in each test, and once more behind it."""
    load_parser.cache_clear()
    yield
    load_parser.cache_clear()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("XSRUN_CACHE", str(folder))
    return folder


def parses() -> bool:
    return parse_source(Source(TEXT))[0].name == "f"


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*")) if folder.exists() else []


def is_whole(file: Path) -> bool:
    return set(marshal.loads(file.read_bytes())) == {"data", "memo"}


def test_the_tables_are_kept_in_the_folder_that_is_asked_for(cache):
    assert parses()
    (file,) = files(cache)
    assert file.name.startswith("grammar-")
    assert is_whole(file)


def test_the_folder_is_for_the_user_alone(cache):
    assert cache_folder() == cache
    assert cache.stat().st_mode & 0o777 == 0o700


def test_the_second_time_the_tables_are_read(cache, monkeypatch):
    assert parses()
    load_parser.cache_clear()

    def refuse(*_args, **_options):
        raise AssertionError("the tables were built again")

    monkeypatch.setattr("runner.syntax.tables._build", refuse)
    assert parses()


def test_the_tree_is_the_same_from_the_cache(cache):
    built = read(Source(TEXT)).tree
    load_parser.cache_clear()
    assert read(Source(TEXT)).tree == built


def test_an_empty_name_turns_the_cache_off(tmp_path, monkeypatch):
    monkeypatch.setenv("XSRUN_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() is None
    assert parses()
    assert files(tmp_path) == []


def test_without_a_name_it_lies_in_the_users_cache(tmp_path, monkeypatch):
    monkeypatch.delenv("XSRUN_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "xsrun"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "xsrun"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders have no owners here")
def test_a_folder_that_others_may_write_to_is_not_used(cache):
    """Whoever can write there could change how programs are read."""
    cache.mkdir(mode=0o777)
    cache.chmod(0o777)
    assert cache_folder() is None
    assert parses()
    assert files(cache) == []


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders have no owners here")
def test_a_folder_of_somebody_else_is_not_used(cache, monkeypatch):
    owner = os.getuid()
    monkeypatch.setattr("os.getuid", lambda: owner + 1)
    assert cache_folder() is None


def test_a_file_in_place_of_the_folder(tmp_path, monkeypatch):
    taken = tmp_path / "taken"
    taken.write_text("x")
    monkeypatch.setenv("XSRUN_CACHE", str(taken))
    assert cache_folder() is None
    assert parses()
    assert taken.read_text() == "x"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        b"\x00" * 64,
        marshal.dumps({}),
        marshal.dumps([1, 2]),
        marshal.dumps(None),
        marshal.dumps({"data": {}, "memo": {}}),
        marshal.dumps({"data": {"parser": 1}, "memo": 2}),
    ],
    ids=("empty", "text", "zeros", "no keys", "a list", "none", "no tables", "wrong tables"),
)
def test_a_corrupt_file_is_built_anew(cache, content):
    assert parses()
    (file,) = files(cache)
    file.write_bytes(content)
    load_parser.cache_clear()
    assert parses()
    assert is_whole(file)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_file_that_was_cut_off_is_built_anew(cache, share):
    assert parses()
    (file,) = files(cache)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    load_parser.cache_clear()
    assert parses()
    assert is_whole(file)


def test_a_folder_that_cannot_be_written_to_is_no_failure(cache, monkeypatch):
    def refuse(*_args, **_options):
        raise OSError("read-only")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert parses()
    assert files(cache) == []


def test_another_grammar_has_another_file(cache, monkeypatch, tmp_path):
    assert parses()
    grammar = tmp_path / "other.lark"
    original = Path(sys.modules["runner.syntax.tables"].GRAMMAR).read_text(encoding="utf-8")
    grammar.write_text(original + "\n// changed\n", encoding="utf-8")
    monkeypatch.setattr("runner.syntax.tables.GRAMMAR", grammar)
    load_parser.cache_clear()
    assert parses()
    assert len(files(cache)) == 2


def test_two_processes_at_once_leave_one_whole_file(cache):
    code = (
        "from runner.source import Source\nfrom runner.syntax import parse_source\n"
        f"print(parse_source(Source({TEXT!r}))[0].name)\n"
    )
    root = Path(__file__).parents[2]
    runs = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root)
        for _ in range(3)
    ]
    assert [run.communicate(timeout=60)[0].strip() for run in runs] == ["f", "f", "f"]
    (file,) = files(cache)  # and no temporary ones beside it
    assert is_whole(file)
