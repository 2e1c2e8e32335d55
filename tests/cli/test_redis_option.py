"""Where the keys of a run are kept, its mails go and its bucket is: flags, the process and `.env` files."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from redis import Redis

import runner
from cli.conftest import Invoke
from cli.jobs import job
from tests.redis.servers import REDIS, redis_answers

COUNT = job('redis.incr { key = "n" } as $n', response="{n: $n, url: $env.REDIS_URL}")
MAIL = job(
    """util.send_email {
      service_provider = "resend"
      from = "ann@example.com"
      to = "bob@example.com"
      subject = "Hi"
      message = "there"
    } as $sent""",
    response="$sent.id|strlen",
)
KEEP = job(
    """storage.create_file_resource { filename = "a.txt" filedata = "text" } as $file
    storage.create_attachment { value = $file } as $kept""",
    response="$kept.size",
)
PLACE = job('util.ip_lookup { value = "8.8.8.8" } as $place', response="$place")
BUCKET = job(
    """cloud.aws.s3.sign_url {
      bucket = "files"
      key = "k"
      secret = "s"
      file_key = "a"
    } as $url""",
    response='$url|split:"?"|first',
)


@pytest.fixture
def jobs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("REDIS_URL", "XSRUN_GEOIP", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)
    files = {"count": COUNT, "mail": MAIL, "keep": KEEP, "place": PLACE, "bucket": BUCKET}
    for name, text in files.items():
        (folder / f"{name}.xs").write_text(text)
    return folder


def test_without_a_server_keys_last_as_long_as_the_run(jobs: Path, invoke: Invoke) -> None:
    assert [json.loads(invoke("count.xs").stdout)["n"] for _ in range(2)] == [1, 1]


def test_a_server_keeps_them_under_the_name_of_the_job_or_a_namespace(
    jobs: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not redis_answers():
        pytest.skip(f"no Redis server answers at {REDIS}")
    own, name = f"xsrun-test-{uuid4().hex}", f"xsrun-test-{uuid4().hex}"
    (jobs / "count.xs").write_text(COUNT.replace('"Work"', f'"{name}"'))
    try:
        spaces = [("--redis", REDIS), ("--redis", REDIS), ("--redis", REDIS, "--namespace", own)]
        assert [json.loads(invoke("count.xs", *space).stdout)["n"] for space in spaces] == [1, 2, 1]
        (jobs / ".env").write_text(f"REDIS_URL={REDIS}\n")
        # The job did not declare it.
        assert json.loads(invoke("count.xs").stdout) == {"n": 3, "url": None}
        monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1")
        result = invoke("count.xs")
        assert (result.exit_code, "127.0.0.1:1 cannot be reached" in result.stderr) == (1, True)
    finally:
        with Redis.from_url(REDIS) as client:
            client.delete(f"{own}:n", f"{name}:n")


def test_what_is_no_url_is_told_before_anything_runs(jobs: Path, invoke: Invoke) -> None:
    result = invoke("count.xs", "--redis", "localhost:s3cret")
    assert result.exit_code == 2
    assert "the URL of the Redis server does not begin with redis://" in result.stderr
    assert "s3cret" not in result.output


def test_mails_are_written_into_a_folder(jobs: Path, invoke: Invoke) -> None:
    result = invoke("mail.xs", "--mail-dir", "mails")
    (file,) = (jobs / "mails").iterdir()
    assert result.stdout == "16\n"
    assert result.stderr == f"file: created {file} ({file.stat().st_size} bytes)\n"


def test_files_that_a_job_keeps_are_told(jobs: Path, invoke: Invoke) -> None:
    result = invoke("keep.xs", "--storage", "kept")
    (file,) = (jobs / "kept").rglob("*.txt")
    assert (result.stdout, result.stderr) == ("4\n", f"file: created {file} (4 bytes)\n")
    assert invoke("keep.xs", "--quiet").stderr == ""


@pytest.mark.parametrize("args", [("--geoip", "none.mmdb"), ()])
def test_a_file_of_places(
    jobs: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    if not args:
        monkeypatch.setenv("XSRUN_GEOIP", "none.mmdb")
    assert "the file of places none.mmdb cannot be read" in invoke("place.xs", *args).stderr


def test_a_server_in_the_place_of_amazons(
    jobs: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert invoke("bucket.xs").stdout == '"https://files.s3.us-east-1.amazonaws.com/a"\n'
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:9000")
    assert invoke("bucket.xs").stdout == '"http://localhost:9000/files/a"\n'
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://localhost:9001")
    assert invoke("bucket.xs").stdout == '"http://localhost:9001/files/a"\n'
    flag = invoke("bucket.xs", "--s3-endpoint", "http://localhost:9002")
    assert flag.stdout == '"http://localhost:9002/files/a"\n'


def test_the_python_api_takes_all_of_them_and_no_environment(
    jobs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:9000")
    assert runner.run(COUNT).response["n"] == 1
    assert runner.run(BUCKET).response == "https://files.s3.us-east-1.amazonaws.com/a"
    assert runner.run(BUCKET, s3_endpoint="http://localhost:1").response == "http://localhost:1/files/a"
    assert runner.run(MAIL, mail_dir=jobs / "mails").ok
    error = runner.run(COUNT, redis="redis://127.0.0.1:1", namespace="x").error
    assert error is not None
    assert error.name == "ConnectionError"
    assert "none.mmdb" in str(runner.run(PLACE, geoip="none.mmdb").error)
    with pytest.raises(TypeError, match="redis has to be"):
        runner.run(COUNT, redis=1)  # type: ignore[arg-type]
