"""The cache: where it lies, whom it trusts, and that nothing which happens to it breaks a run."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

from runner import cache
from runner.cache import cache_folder, contents, fingerprint, read_entry, write_entry

ROOT = Path(__file__).resolve().parent.parent
KEY = ("a", "text of a file")
VALUE = {"numbers": [1, 2.5, None], "name": "é"}
OWNERS = pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owners here")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("XSRUN_CACHE", str(folder))
    monkeypatch.setattr(cache, "PREPARED", str(tmp_path / "prepared"))
    monkeypatch.setattr(cache, "VERSION_FILE", str(tmp_path / "prepared" / "fingerprint"))
    return folder


def entry(folder: Path) -> Path:
    """The file of the one entry that was written."""
    (file,) = folder.iterdir()
    return file


# -- entries -----------------------------------------------------------------------------------------


def test_what_was_written_is_read():
    assert read_entry("kind", KEY) is None
    write_entry("kind", KEY, VALUE)
    assert read_entry("kind", KEY) == VALUE


@pytest.mark.parametrize(
    ("kind", "key"), [("other", KEY), ("kind", ("b", KEY[1])), ("kind", ("a", "x")), ("kind", ("a",))]
)
def test_another_key_is_another_entry(kind, key):
    write_entry("kind", KEY, VALUE)
    assert read_entry(kind, key) is None


def test_code_is_kept():
    write_entry("kind", KEY, compile("answer = 42", "x.xs", "exec"))
    found = {}
    exec(read_entry("kind", KEY), found)
    assert found["answer"] == 42


def test_two_keys_with_one_hash_are_told_apart(monkeypatch):
    monkeypatch.setattr(cache, "source_hash", lambda _: b"8 bytes.")
    write_entry("kind", KEY, VALUE)
    assert read_entry("kind", ("other",)) is None
    assert read_entry("kind", KEY) == VALUE


def test_a_text_that_is_no_text():
    write_entry("kind", ("\ud800",), "\udfff")
    assert read_entry("kind", ("\ud800",)) == "\udfff"


def test_what_cannot_be_kept_is_no_failure(folder):
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    write_entry("kind", KEY, deep)
    write_entry("kind", KEY, object())
    assert read_entry("kind", KEY) is None
    assert list(folder.iterdir()) == []


# -- the folder --------------------------------------------------------------------------------------


def test_the_folder_is_the_one_that_is_asked_for(folder):
    assert cache_folder() == str(folder)


@OWNERS
def test_folder_and_files_are_for_the_user_alone(folder):
    write_entry("kind", KEY, VALUE)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert entry(folder).stat().st_mode & 0o777 == 0o600


def test_an_empty_name_turns_the_cache_off(tmp_path, monkeypatch):
    monkeypatch.setenv("XSRUN_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() is None
    write_entry("kind", KEY, VALUE)
    assert list(tmp_path.iterdir()) == []


def test_without_a_name_it_lies_in_the_users_cache(tmp_path, monkeypatch):
    monkeypatch.delenv("XSRUN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == str(tmp_path / "xsrun")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == str(tmp_path / "home" / ".cache" / "xsrun")


def test_a_file_in_place_of_the_folder(folder):
    folder.write_text("x")
    assert cache_folder() is None
    write_entry("kind", KEY, VALUE)
    assert folder.read_text() == "x"


def test_a_folder_that_cannot_be_written_to_is_no_failure(monkeypatch):
    def refuse(*_args):
        raise OSError("read-only")

    monkeypatch.setattr("runner.cache._write_bytes", refuse)
    write_entry("kind", KEY, VALUE)
    assert read_entry("kind", KEY) is None


@pytest.mark.parametrize(("limit", "most"), [("MAX_ENTRIES", 5), ("MAX_SIZE", 390)])
def test_the_older_half_makes_room(folder, monkeypatch, limit, most):
    monkeypatch.setattr(cache, limit, most)
    monkeypatch.setattr(cache, "ROOM_EVERY", 1)
    for at in range(6):
        write_entry("kind", (str(at),), "x" * 50)
        for file in folder.iterdir():
            if file.stat().st_mtime_ns > 10**12:
                os.utime(file, ns=(at, at))
    assert [read_entry("kind", (str(at),)) is not None for at in range(6)] == [False] * 3 + [True] * 3


def test_room_is_made_rarely(folder, monkeypatch):
    monkeypatch.setattr(cache, "MAX_ENTRIES", 1)
    chances = [b"\0\0\0\1", b"\0\0\0\2", b"\0\0\1\0"]
    monkeypatch.setattr(cache.os, "urandom", lambda _: chances.pop(0))
    counts = []
    for at in range(3):
        write_entry("kind", (str(at),), VALUE)
        counts.append(len(list(folder.iterdir())))
    assert counts == [1, 2, 2]


def test_files_of_others_stay_and_temporary_ones_go(folder, monkeypatch):
    monkeypatch.setattr(cache, "MAX_ENTRIES", 1)
    monkeypatch.setattr(cache, "ROOM_EVERY", 1)
    write_entry("kind", KEY, VALUE)
    own = entry(folder).name
    others = ["firmware.bin", "data.bin.zip", "kind-0123.bin", f"x{own}.txt", f"{own}.bak"]
    half = [f"{own}.12-0123abcd", "kind-0123456789abcdef.bin.7-89abcdef"]
    for name in (*others, *half):
        (folder / name).write_text("x")
        os.utime(folder / name, ns=(1, 1))
    write_entry("kind", ("b",), VALUE)
    left = {file.name for file in folder.iterdir()}
    assert left >= set(others)
    assert left.isdisjoint(half)


# -- whom it trusts ----------------------------------------------------------------------------------


@OWNERS
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720, 0o702])
def test_a_folder_that_others_may_write_to_is_not_used(folder, mode):
    write_entry("kind", KEY, VALUE)
    folder.chmod(mode)
    assert cache_folder() is None
    assert read_entry("kind", KEY) is None


@OWNERS
@pytest.mark.parametrize("mode", [0o666, 0o660, 0o602])
def test_a_file_that_others_may_write_to_is_not_read(folder, mode):
    write_entry("kind", KEY, VALUE)
    entry(folder).chmod(mode)
    assert read_entry("kind", KEY) is None


@OWNERS
def test_what_belongs_to_somebody_else_is_not_used(monkeypatch):
    write_entry("kind", KEY, VALUE)
    owner = os.getuid()
    monkeypatch.setattr("os.getuid", lambda: owner + 1)
    assert cache_folder() is None
    assert read_entry("kind", KEY) is None


# -- damage ------------------------------------------------------------------------------------------


def damaged(whole: bytes) -> dict[str, bytes]:
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    return {
        "empty": b"",
        "text": b"nonsense, and more of it",
        "zeros": bytes(64),
        "half": whole[: len(whole) // 2],
        "all but one": whole[:-1],
        "one bit": bytes(flipped),
        "no sum": marshal.dumps((KEY, VALUE)),
    }


@pytest.mark.parametrize("kind", damaged(bytes(10)))
def test_a_damaged_entry_is_none_and_is_written_anew(folder, kind):
    write_entry("kind", KEY, VALUE)
    file = entry(folder)
    file.write_bytes(damaged(file.read_bytes())[kind])
    assert read_entry("kind", KEY) is None
    write_entry("kind", KEY, VALUE)
    assert read_entry("kind", KEY) == VALUE


@pytest.mark.parametrize("body", [b" no type of marshal's", b"", marshal.dumps(5), marshal.dumps((1, 2, 3))])
def test_what_another_python_has_written_is_none(folder, body):
    write_entry("kind", KEY, VALUE)
    file = entry(folder)
    file.write_bytes(cache.source_hash(body) + body)
    assert read_entry("kind", KEY) is None


def test_many_processes_at_once_leave_one_whole_entry(folder):
    code = f"from runner.cache import *\nfor _ in range(50):\n write_entry('kind', {KEY!r}, {VALUE!r})\n"
    runs = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]
    assert [run.wait(timeout=60) for run in runs] == [0, 0, 0]
    assert read_entry("kind", KEY) == VALUE
    assert entry(folder).name.startswith("kind-")  # and no temporary ones beside it


# -- the version of the language ---------------------------------------------------------------------


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two files in the place of ours."""
    (tmp_path / "package" / "room").mkdir(parents=True)
    (tmp_path / "package" / "one.py").write_text("1")
    (tmp_path / "package" / "room" / "two.lark").write_text("2")
    monkeypatch.setattr(cache, "PACKAGE", str(tmp_path / "package"))
    fingerprint.cache_clear()
    yield tmp_path / "package"
    fingerprint.cache_clear()


def changed_by(change) -> bool:
    before = fingerprint()
    change()
    fingerprint.cache_clear()
    return fingerprint() != before


def test_the_fingerprint_changes_with_every_file_of_the_language(package):
    assert not changed_by(lambda: (package / "README.md").write_text("no code"))
    assert changed_by(lambda: (package / "one.py").write_text("11"))
    assert changed_by(lambda: (package / "room" / "two.lark").write_text("22"))
    assert changed_by(lambda: os.utime(package / "one.py", ns=(5, 5)))
    assert changed_by(lambda: (package / "room" / "three.py").write_text(""))
    assert changed_by(lambda: (package / "one.py").unlink())


def test_contents_change_with_the_texts_alone(package, tmp_path):
    before = contents("room")
    os.utime(package / "room" / "two.lark", ns=(5, 5))
    (package / "one.py").write_text("elsewhere")
    assert contents("room") == before
    assert contents(".") != before
    (package / "room" / "two.lark").write_text("3")
    assert contents("room") != before


def test_what_is_installed_says_its_fingerprint_itself(package, tmp_path, monkeypatch):
    (tmp_path / "fingerprint").write_text("0.1.0 abc")
    monkeypatch.setattr(cache, "VERSION_FILE", str(tmp_path / "fingerprint"))
    assert changed_by(lambda: (tmp_path / "fingerprint").write_text("0.1.1 def"))
    assert fingerprint() == "0.1.1 def"


def test_a_wheel_brings_entries_along(folder, tmp_path, monkeypatch):
    write_entry("kind", KEY, VALUE)
    entry(folder).rename(tmp_path / entry(folder).name)
    assert read_entry("kind", KEY) is None
    monkeypatch.setattr(cache, "PREPARED", str(tmp_path))
    assert read_entry("kind", KEY) == VALUE


def test_an_install_prepares_what_a_first_run_needs(tmp_path):
    hook = pytest.importorskip("hatch_build", reason="hatchling is there for those who develop xsrun alone")
    prepared = tmp_path / "prepared"
    environ = {**os.environ, "XSRUN_CACHE": str(prepared), "PYTHONPATH": str(ROOT)}
    for code, *arguments in ((hook.PREPARE,), (hook.FINGERPRINT, str(prepared / "fingerprint"))):
        # As if nothing were prepared yet.
        code = f"import runner.cache as cache\ncache.PREPARED = ''\n{code}"
        subprocess.run([sys.executable, "-c", code, *arguments], check=True, cwd=tmp_path, env=environ)
    first_run = f"""
import sys
from runner import cache
cache.PREPARED, cache.VERSION_FILE = {str(prepared)!r}, {str(prepared / "fingerprint")!r}
import runner
print(runner.run({str(ROOT / "jobs" / "hello.xs")!r}).ok, cache.fingerprint())
print(*sys.modules)
"""
    environ["XSRUN_CACHE"] = ""
    done = subprocess.run(
        [sys.executable, "-c", first_run],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environ,
    )
    result, modules = done.stdout.splitlines()
    assert result == f"True {(prepared / 'fingerprint').read_text()}"
    assert not {"lark", "runner.filters.families", "runner.filters.timestamps"} & set(modules.split())
