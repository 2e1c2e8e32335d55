"""``--input`` and ``--inputs``, piece by piece."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from runner.cli.inputs import read_assignment, read_inputs, read_text
from runner.errors import UsageError
from runner.values.files import GivenFile


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k=v", ("k", "v")),
        ("k=", ("k", "")),
        ("k=1", ("k", "1")),
        ("k==", ("k", "=")),
        ("k=:=", ("k", ":=")),
        ("url=http://a@b?c=d", ("url", "http://a@b?c=d")),
        ("a:b=c", ("a:b", "c")),
        ("two words=x", ("two words", "x")),
        ("k=a\nb", ("k", "a\nb")),
        ("k:=1", ("k", 1)),
        ("k:=1.50", ("k", 1.5)),
        ("k:=true", ("k", True)),
        ("k:=null", ("k", None)),
        ('k:="a=b"', ("k", "a=b")),
        ('k:={"x": [1]}', ("k", {"x": [1]})),
        ("k:= 1 ", ("k", 1)),
    ],
)
def test_assignments(text: str, expected: tuple[str, Any]) -> None:
    name, value = read_assignment(text)
    assert (name, value, type(value)) == (*expected, type(expected[1]))


@pytest.mark.parametrize("text", ["", "k", "=v", ":=1", "@file"])
def test_what_is_no_assignment(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_assignment(text)
    assert caught.value.message == f"--input takes a name and a value, not `{text}`"
    assert caught.value.hint == "write name=text, name:=json or name@file"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("k:=", "the input `k` is not JSON: Expecting value at line 1, column 1 of ``"),
        ("k:=[1,", "the input `k` is not JSON: Expecting value at line 1, column 4 of `[1,`"),
        ("k:=NaN", "the input `k` is not JSON: NaN is no number of JSON"),
        ("k:=-Infinity", "the input `k` is not JSON: -Infinity is no number of JSON"),
        (
            "k:=" + "x" * 41,
            "the input `k` is not JSON: Expecting value at line 1, column 1 of `" + "x" * 40 + "...`",
        ),
    ],
)
def test_bad_json_names_the_input(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_assignment(text)
    assert caught.value.message == message
    assert caught.value.hint == "for a text write k=..."


def test_json_that_is_nested_too_deeply_is_a_sentence() -> None:
    with pytest.raises(UsageError, match=r"^the input `k` is nested too deeply$"):
        read_assignment(f"k:={'[' * 200_000}")


def test_a_file_is_taken_as_it_is(tmp_path: Path) -> None:
    # Whether the input takes its text or the file itself is not known yet.
    (tmp_path / "f").write_bytes(b"\xff\r\n")
    path = str(tmp_path / "f")
    assert read_assignment(f"k@{path}") == ("k", GivenFile(path, b"\xff\r\n"))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"ab\xff")
    with pytest.raises(UsageError) as caught:
        read_text(str(tmp_path / "f"), "the input `k`")
    assert caught.value.message == f"the input `k`: {tmp_path / 'f'} is not text in UTF-8 (byte 2)"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", '{"a": 1}', {"a": 1}),
        ("a.JSON", '\ufeff{"a": 1}', {"a": 1}),
        ("a.yaml", "a: 1", {"a": 1}),
        ("a.yml", '{"a": 1}', {"a": 1}),
    ],
)
def test_files_of_inputs(tmp_path: Path, name: str, content: str, expected: object) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert read_inputs(str(tmp_path / name), ["b=x"]) == {**expected, "b": "x"}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", "[1]", "--inputs takes an object of names and values, but {} holds `[1]`"),
        ("a.json", '{"a": ', "{} is not JSON: Expecting value at line 1, column 7 of `{{\"a\":`"),
        ("a.yaml", "", "--inputs takes an object of names and values, but {} holds `null`"),
        ("a.yaml", "a: b: c", "{} is not YAML: mapping values are not allowed here at line 1, column 5"),
        ("a.yaml", "true: 1", "{} is not YAML: the key true is not a text at line 1, column 1"),
        ("a.txt", "a: 1", "--inputs takes a .json or .yaml file or `-`, not {}"),
    ],
)  # fmt: skip
def test_files_that_hold_no_inputs(tmp_path: Path, name: str, content: str, message: str) -> None:
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(UsageError) as caught:
        read_inputs(str(file), [])
    assert caught.value.message == message.format(file)


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b'{"a": 1}', {"a": 1}), (b"a: 1\nb: [x]", {"a": 1, "b": ["x"]}), (b'\n {"a": 1}', {"a": 1})],
)
def test_standard_input_is_json_or_yaml(
    monkeypatch: pytest.MonkeyPatch, content: bytes, expected: object
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    assert read_inputs("-", []) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"a"\n', "standard input is not JSON: Expecting ':' delimiter at line 2, column 1 of `{\"a\"`"),
        (b"a: b: c", "standard input is not YAML: mapping values are not allowed here at line 1, column 5"),
        (b"", "--inputs takes an object of names and values, but standard input holds `null`"),
        (
            b"two\nlines",
            '--inputs takes an object of names and values, but standard input holds `"two lines"`',
        ),
    ],
)
def test_standard_input_that_holds_no_inputs(
    monkeypatch: pytest.MonkeyPatch, content: bytes, message: str
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    with pytest.raises(UsageError) as caught:
        read_inputs("-", [])
    assert caught.value.message == message


def test_standard_input_that_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\xff")))
    with pytest.raises(UsageError, match=r"standard input is not text in UTF-8 \(byte 0\)"):
        read_inputs("-", [])
