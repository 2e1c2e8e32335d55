"""What people name as a job: files, folders, standard input, texts, bundled jobs."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from runner.errors import UsageError
from runner.jobs import targets
from runner.jobs.targets import bundled_job, read_target
from runner.source import Source
from tests.jobs.texts import WHOLE


class ByteInput:
    """A standard input that holds bytes, as that of a process does."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("files", "named", "read"),
    [
        (["job.xs"], "job.xs", "job.xs"),
        (["deep/er/job.xs"], "deep/er/job.xs", "deep/er/job.xs"),
        (["any name.txt"], "any name.txt", "any name.txt"),
        (["a/run.xs"], "a", "a/run.xs"),
        (["a/run.xs"], "a/", "a/run.xs"),
        (["a/index.xs"], "a", "a/index.xs"),
        (["a/index.xs", "a/run.xs"], "a", "a/run.xs"),
        (["a/run.xs", "a/other.xs"], "a", "a/run.xs"),
        (["a/only.xs", "a/README.md", "a/function/f.xs"], "a", "a/only.xs"),
        (["run.xs"], ".", "run.xs"),
    ],
)
def test_a_file_or_a_folder(write, files, named, read):
    for name in files:
        write(name, f"// {name}\n")
    found = read_target(named)
    assert (found.source.text, found.source.name, found.note) == (f"// {read}\n", read, None)
    assert found.path == Path(read)


def test_a_path_outside_of_the_working_directory_is_shown_in_full(write, tmp_path_factory, monkeypatch):
    path = write("job.xs", WHOLE)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert read_target(path).source.name == str(path)


@pytest.mark.parametrize(
    ("files", "named", "message", "hint"),
    [
        ([], "nowhere.xs", "there is no file or folder nowhere.xs", "folder with run.xs"),
        ([], "jobs/nowhere.xs", "there is no file or folder jobs/nowhere.xs", "folder with run.xs"),
        ([], "", "the job has no name", "name a file"),
        ([], "a\0b", "there is no file or folder a\0b", "folder with run.xs"),
        ([], "ftp://x/y.xs", "a job is not fetched over ftp://", "https:// works"),
        ([], "file:///a/y.xs", "a job is not fetched over file://", "name a file by its path"),
        (["a/README.md"], "a", "the folder a has no run.xs", "a job folder holds run.xs"),
        (["a/x.xs", "a/y.xs"], "a", "the folder a has no run.xs", "such as a/x.xs"),
        ([], "x" * 5000, "cannot be read: File name too long", None),
    ],
)
def test_what_is_not_there(write, folder, files, named, message, hint):
    for name in files:
        write(name, "")
    with pytest.raises(UsageError) as caught:
        read_target(named)
    assert message in caught.value.message
    assert hint is None or hint in caught.value.hint


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf// caf\xc3\xa9", b"// caf\xc3\xa9"], ids=["with a mark", "without"]
)
def test_the_mark_of_windows_is_no_part_of_the_text(folder, monkeypatch, data):
    (folder / "job.xs").write_bytes(data)
    monkeypatch.setattr(sys, "stdin", ByteInput(data))
    text = data.decode("utf-8")
    read = [read_target(target).source.text for target in ("job.xs", "-", Source(text))]
    assert read == ["// café"] * 3


def test_what_is_not_utf_8_is_refused(folder, monkeypatch):
    (folder / "latin.xs").write_bytes("// café".encode("latin-1"))
    monkeypatch.setattr(sys, "stdin", ByteInput("// café".encode("latin-1")))
    for target, name in (("latin.xs", "latin.xs"), ("-", "<stdin>")):
        with pytest.raises(UsageError, match=f"{name} is not UTF-8 text: byte 6 is wrong"):
            read_target(target)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(write):
    write("job.xs", WHOLE).chmod(0)
    with pytest.raises(UsageError, match=r"job\.xs cannot be read: Permission denied"):
        read_target("job.xs")


def test_a_folder_that_may_not_be_entered(folder, monkeypatch):
    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", closed)
    with pytest.raises(UsageError, match=r"closed/job\.xs cannot be read: Permission denied"):
        read_target("closed/job.xs")


def test_standard_input_without_bytes_or_without_a_stream(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("// hi"))
    assert read_target("-").source.text == "// hi"
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="there is no standard input"):
        read_target("-")


def test_bundled_jobs_are_found_from_any_folder(folder):
    found = read_target("jobs/hello.xs")
    assert "Hello" in found.source.text
    assert found.note == "jobs/hello.xs is not here; this is the one that comes with xsrun"
    assert read_target("jobs/openai-chat-completion").path.name == "run.xs"


def test_a_job_of_ones_own_comes_before_the_bundled_one(write):
    write("jobs/hello.xs", "// mine")
    found = read_target("jobs/hello.xs")
    assert (found.source.text, found.note) == ("// mine", None)


@pytest.mark.parametrize("named", ["hello.xs", "jobs/../jobs/hello.xs", "other/hello.xs"])
def test_bundled_jobs_go_by_their_one_name(folder, named):
    with pytest.raises(UsageError, match="there is no file or folder"):
        read_target(named)


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("jobs/hello.xs", "hello.xs"),
        ("jobs/openai-chat-completion", "run.xs"),
        ("jobs/nowhere.xs", None),
        ("/jobs/hello.xs", None),
        ("jobs/../jobs/hello.xs", None),
    ],
)
def test_the_file_of_a_bundled_job(named, found):
    path = bundled_job(Path(named))
    assert (path.name if path else None) == found


def test_an_installation_without_bundled_jobs(folder, monkeypatch):
    monkeypatch.setattr(targets, "bundled_folder", lambda name: None)
    with pytest.raises(UsageError, match=r"there is no file or folder jobs/hello\.xs"):
        read_target("jobs/hello.xs")
