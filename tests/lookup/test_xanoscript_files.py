"""XanoScript functions in folders: found by the names that stand in the files."""

import pytest

from runner.errors import UsageError, XanoScriptSyntaxError
from runner.lookup import xanoscript_files
from runner.lookup.folders import index_folder
from runner.lookup.xanoscript_files import XanoScriptFiles, function_heads


def function_text(name: str, response: str = "1") -> str:
    return f"function {name} {{\n  input {{\n  }}\n\n  stack {{\n  }}\n\n  response = {response}\n}}\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda: XanoScriptFiles(index_folder(tmp_path))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('function "f" {', ["f"]),
        ("function f {", ["f"]),
        ("function 'f' {", ["f"]),
        ("function utils/format {", ["utils/format"]),
        ("function $main {", ["$main"]),
        ("function a -> b {", ["a -> b"]),
        ('function "OpenAI -> Ask (simple)" {', ["OpenAI -> Ask (simple)"]),
        (r'function "say \"hi\"" {', ['say "hi"']),
        ('  function "f"\t{', ["f"]),
        ('function "f"\n{', ["f"]),
        ('function "a" {\n}\n---\nfunction "b" {\n}', ["a", "b"]),
        ('function "a" {\n}\nfunction "a" {\n}', ["a"]),
        ('// function "f" {', []),
        ('function.run "f" {', []),
        ('run.job "f" {', []),
        ('functional "f" {', []),
        ("function {", []),
    ],
)
def test_heads(text, names):
    assert function_heads(text) == names


def test_a_file_named_after_its_function(write, files):
    path = write("utils/format.xs", function_text('"utils/format"'))
    document, where = files().find("utils/format")
    assert (document.name, where) == ("utils/format", path)
    assert document.source.name == "utils/format.xs"


def test_a_file_that_is_called_otherwise(write, files):
    path = write("b.xs", function_text('"OpenAI -> Ask"'))
    write("a.xs", function_text('"other"'))
    assert files().find("OpenAI -> Ask")[1] == path


def test_a_file_of_several_functions(write, files):
    write("all.xs", function_text('"one"') + "---\n" + function_text('"two"'))
    found = files()
    assert found.find("two")[0].name == "two"
    assert found.find("one")[0].name == "one"
    assert list(found.paths) == ["one", "two"]


@pytest.mark.parametrize("name", ["F", "f.xs", "/f", "../f", "", "g"])
def test_names_match_exactly(write, files, name):
    write("f.xs", function_text('"f"'))
    assert files().find(name) is None


def test_a_file_counts_by_what_stands_in_it(write, files):
    write("wanted.xs", function_text('"other"'))
    assert files().find("wanted") is None
    assert files().find("other")[0].name == "other"


def test_only_the_file_that_is_needed_is_parsed(write, files, monkeypatch):
    parsed = []
    real = xanoscript_files.read_units
    monkeypatch.setattr(
        xanoscript_files, "read_units", lambda s, **options: parsed.append(s.name) or real(s, **options)
    )
    write("a.xs", function_text('"a"'))
    write("broken.xs", "function broken {{{")
    found = files()
    found.find("a")
    found.find("a")
    found.find("nothing")
    assert parsed == ["a.xs"]


def test_a_head_inside_a_text_is_no_function(write, files):
    text = function_text('"real"', response='"""\nfunction "quoted" {\n"""')
    write("real.xs", text)
    found = files()
    assert "quoted" in found.paths
    assert found.find("quoted") is None


def test_a_broken_file_shows_its_problems_when_it_is_needed(write, files):
    write("broken.xs", 'function "broken" {\n  stack {\n')
    with pytest.raises(XanoScriptSyntaxError) as caught:
        files().find("broken")
    assert str(caught.value).startswith("broken.xs:")


def test_a_file_that_is_not_utf8_hides_no_other(tmp_path, write, files):
    (tmp_path / "a_latin.xs").write_bytes(b'function "caf\xe9" {\n}\nfunction "latin" {\n}\n')
    write("z.xs", function_text('"wanted"'))
    found = files()
    assert found.find("wanted")[0].name == "wanted"
    with pytest.raises(UsageError, match="not UTF-8"):
        found.find("latin")


def test_of_two_files_with_one_name_the_first_is_found(write, files):
    first = write("a.xs", function_text('"f"'))
    second = write("b.xs", function_text('"f"'))
    found = files()
    assert found.find("f")[1] == first
    assert found.paths["f"] == [first, second]
