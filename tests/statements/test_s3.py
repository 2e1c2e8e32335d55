"""The statements `cloud.aws.s3.*`, against a server that speaks as S3 does, and against stubs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import md5
from typing import Any

import httpx
import pytest

from runner.errors import ScriptError
from runner.execution.context import Context
from runner.execution.messages import HttpFailure, HttpResponse
from runner.execution.network import HttpxSender
from runner.statements import cloud_s3
from runner.values.binary import from_bytes
from runner.values.files import file_value
from tests.statements.contexts import StubSender, make_context

WHERE = {"bucket": "files", "region": "eu-central-1", "key": "AKIAEXAMPLE", "secret": "very-s3cret"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server on a port of its own, with the bucket `files`."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    place = "<LocationConstraint>eu-central-1</LocationConstraint>"
    content = f"<CreateBucketConfiguration>{place}</CreateBucketConfiguration>"
    httpx.put(f"{url}/files", content=content).raise_for_status()
    yield url
    server.stop()


@pytest.fixture
def live(endpoint: str) -> Iterator[Context]:
    sender = HttpxSender()
    yield make_context(sender, s3_endpoint=endpoint)
    sender.close()


def upload(context: Context, file_key: str, data: bytes, **more: Any) -> dict[str, Any]:
    file = file_value("a.bin", data, more.pop("mime", "application/x-own"))
    return cloud_s3.upload_file(context, **WHERE, file_key=file_key, file=file, **more)


@pytest.mark.parametrize(
    "name", ["a.bin", "deep/er/ö ü+&=?#%/~'(x)!.bin", ".hidden/a..b", "a//b", "/a", " a "]
)
def test_a_file_comes_back_as_it_went_in(live: Context, name: str) -> None:
    data = bytes(range(256))
    done = upload(live, name, data, metadata={"User_Id": 123})
    assert (done["key"], done["size"], done["mime"]) == (name, 256, "application/x-own")
    found = cloud_s3.read_file(live, **WHERE, file_key=name)
    assert (found["data"], found["mime"], found["size"]) == (from_bytes(data), "application/x-own", 256)
    info = cloud_s3.get_file_info(live, **WHERE, file_key=name)
    assert info["metadata"] == {"user_id": "123"}
    assert (info["key"], info["size"], info["mime"]) == (name, 256, "application/x-own")
    assert info["etag"] == done["etag"]
    assert info["last_modified"] > 1_700_000_000_000
    keys = [item["key"] for item in cloud_s3.list_directory(live, **WHERE, prefix=name)["items"]]
    assert keys == [name]
    cloud_s3.delete_file(live, **WHERE, file_key=name)
    with pytest.raises(ScriptError) as caught:
        cloud_s3.read_file(live, **WHERE, file_key=name)
    assert caught.value.kind == "notfound"


def test_a_list_has_pages(live: Context) -> None:
    for number in range(3):
        upload(live, f"page/{number}.txt", b"x" * number)
    items = cloud_s3.list_directory(live, **WHERE, prefix="page/")["items"]
    assert [(item["key"], item["size"]) for item in items] == [
        ("page/0.txt", 0),
        ("page/1.txt", 1),
        ("page/2.txt", 2),
    ]
    assert all(item["last_modified"] > 1_700_000_000_000 and len(item["etag"]) == 32 for item in items)
    assert cloud_s3.list_directory(live, **WHERE, prefix="none/") == {"items": [], "next_page_token": None}


def test_a_signed_url_opens_a_file(live: Context) -> None:
    upload(live, "sigñed.txt", b"open")
    url = cloud_s3.sign_url(live, **WHERE, file_key="sigñed.txt", ttl=60)
    assert httpx.get(url).content == b"open"


@pytest.mark.parametrize(
    ("where", "message", "kind"),
    [
        ({"file_key": "none"}, "the server answered 404 NoSuchKey", "notfound"),
        ({"file_key": "none", "bucket": "nowhere"}, "the server answered 404 NoSuchBucket", "notfound"),
        ({"file_key": " "}, "`cloud.aws.s3.read_file` needs `file_key`, but got nothing", "standard"),
        ({"file_key": "a/../../b"}, 'has a part "." or ".."', "standard"),
        ({"file_key": "/"}, "names no file: it holds slashes alone", "standard"),
        ({"file_key": "\ud800"}, "`file_key` of `cloud.aws.s3.read_file` is not text in UTF-8", "standard"),
        ({"file_key": "a", "key": "A\nB"}, "is no access key", "standard"),
        ({"file_key": "a", "bucket": ".."}, '".." is no name of a bucket', "standard"),
        ({"file_key": "a", "key": None}, "`cloud.aws.s3.read_file` needs `key`, but got nothing", "standard"),
        (
            {"file_key": "a", "region": "evil.com/"},
            "`region` of `cloud.aws.s3.read_file` is a name",
            "standard",
        ),
    ],
)
def test_faults_are_sentences(live: Context, where: dict[str, Any], message: str, kind: str) -> None:
    with pytest.raises(ScriptError, match=re.escape(message)) as caught:
        cloud_s3.read_file(live, **{**WHERE, **where})
    assert caught.value.kind == kind
    assert "s3cret" not in caught.value.message


# The examples of Amazon's documentation of the signature, with its keys, which are public.
EXAMPLE = {
    "bucket": "examplebucket",
    "region": "us-east-1",
    "key": "AKIAIOSFODNN7EXAMPLE",
    "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
}


class ExampleClock:
    """2013-05-24 00:00 UTC."""

    def now(self) -> int:
        return 1_369_353_600_000

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing waits")


def test_a_request_is_signed_for_the_clock_of_the_run_and_goes_through_the_seam() -> None:
    sender = StubSender(HttpResponse(200, (("Content-Type", "text/plain"),), b"x"))
    context = make_context(sender, clock=ExampleClock())
    cloud_s3.read_file(context, **EXAMPLE, file_key="test.txt")
    (request,) = sender.requests
    headers = dict(request.headers)
    assert (request.method, request.url) == (
        "GET",
        "https://examplebucket.s3.us-east-1.amazonaws.com/test.txt",
    )
    assert headers["X-Amz-Date"] == "20130524T000000Z"
    assert headers["Authorization"].startswith(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"
    )
    assert EXAMPLE["secret"] not in context.mask(EXAMPLE["secret"])


def test_the_same_url_is_signed_at_the_same_time() -> None:
    contexts = [make_context(clock=ExampleClock()) for _ in range(2)]
    first, second = (cloud_s3.sign_url(one, **EXAMPLE, file_key="a b", ttl=86400) for one in contexts)
    assert first == second
    assert first.startswith("https://examplebucket.s3.us-east-1.amazonaws.com/a%20b?")
    assert "X-Amz-Expires=86400" in first
    assert "X-Amz-Date=20130524T000000Z" in first


@pytest.mark.parametrize(
    ("options", "url"),
    [
        ({}, "https://files.s3.eu-central-1.amazonaws.com/a"),
        ({"region": None}, "https://files.s3.us-east-1.amazonaws.com/a"),
        ({"region": "cn-north-1"}, "https://files.s3.cn-north-1.amazonaws.com.cn/a"),
        ({"bucket": "my_bucket"}, "https://s3.eu-central-1.amazonaws.com/my_bucket/a"),
        ({"bucket": "my.bucket"}, "https://s3.eu-central-1.amazonaws.com/my.bucket/a"),
        ({"bucket": "evil.com/x"}, "https://s3.eu-central-1.amazonaws.com/evil.com%2Fx/a"),
    ],
)
def test_where_a_bucket_is(options: dict[str, Any], url: str) -> None:
    sender = StubSender(HttpResponse(204, (), b""))
    cloud_s3.delete_file(make_context(sender), **{**WHERE, **options}, file_key="a")
    assert sender.requests[0].url == url


def test_another_server_takes_the_place_of_amazons() -> None:
    sender = StubSender(HttpResponse(204, (), b""))
    context = make_context(sender, s3_endpoint="http://localhost:9000/")
    cloud_s3.delete_file(context, **WHERE, file_key="a")
    assert sender.requests[0].url == "http://localhost:9000/files/a"


@pytest.mark.parametrize(
    "endpoint",
    [
        "localhost:9000",
        "ftp://s3",
        "http://",
        "http://me:s3cret@host",
        "http://host/?a=b",
        "http://host:99999",
    ],
)
def test_what_is_no_server(endpoint: str) -> None:
    sender = StubSender()
    with pytest.raises(ScriptError, match="is a URL such as http://localhost:9000") as caught:
        cloud_s3.delete_file(make_context(sender, s3_endpoint=endpoint), **WHERE, file_key="a")
    assert "s3cret" not in caught.value.message
    assert sender.requests == []


@pytest.mark.parametrize(("more", "key"), [("", "a+b%20"), ("<EncodingType>url</EncodingType>", "a b ")])
def test_keys_are_decoded_where_the_server_has_encoded_them(more: str, key: str) -> None:
    body = f"<ListBucketResult>{more}<Contents><Key>a+b%20</Key></Contents></ListBucketResult>"
    context = make_context(StubSender(HttpResponse(200, (), body.encode())))
    assert cloud_s3.list_directory(context, **WHERE)["items"][0]["key"] == key


def test_a_lock_is_sent_with_a_checksum() -> None:
    sender = StubSender(HttpResponse(200, (("ETag", '"e"'),), b""))
    upload(
        make_context(sender), "a", b"x", object_lock_mode="governance", object_lock_retain_until="2030-12-31"
    )
    headers = dict(sender.requests[0].headers)
    assert headers["x-amz-object-lock-mode"] == "GOVERNANCE"
    assert headers["x-amz-object-lock-retain-until-date"] == "2030-12-31T00:00:00Z"
    assert headers["Content-MD5"] == b64encode(md5(b"x").digest()).decode()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"metadata": [1]}, "needs an object as `metadata`, but got a list"),
        ({"metadata": {"a": "x\ny"}}, "holds a character that S3 does not take"),
        ({"metadata": {"": "x"}}, "holds a character that S3 does not take"),
        ({"metadata": {"a:b": "x"}}, "holds a character that S3 does not take"),
        (
            {"object_lock_mode": "compliance", "object_lock_retain_until": "9999-12-31T23:59:59-12:00"},
            'is a date such as "2030-12-31"',
        ),
        (
            {"object_lock_mode": "compliance", "object_lock_retain_until": "9" * 20},
            'is a date such as "2030-12-31"',
        ),
        ({"object_lock_mode": "soft"}, 'is "governance" or "compliance", but got "soft"'),
        ({"object_lock_mode": "compliance"}, 'is a date such as "2030-12-31"'),
    ],
)
def test_what_an_upload_refuses(more: dict[str, Any], message: str) -> None:
    sender = StubSender()
    with pytest.raises(ScriptError, match=re.escape(message)):
        upload(make_context(sender), "a", b"x", **more)
    assert sender.requests == []


REFUSAL = (
    b"<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message><Region>eu-west-1</Region></Error>"
)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (HttpResponse(301, (), REFUSAL), "301 PermanentRedirect: elsewhere (its region is eu-west-1)"),
        (HttpResponse(403, (), b""), "the server answered 403: it gives no access"),
        (
            HttpResponse(500, (), b"<not xml"),
            "`cloud.aws.s3.list_directory` has failed: the server answered 500",
        ),
        (HttpResponse(200, (), b"<html>"), "the answer of the server is not XML"),
        (HttpFailure("No answer", "timeout"), "`cloud.aws.s3.list_directory` has failed: No answer"),
    ],
)
def test_what_a_server_refuses(reply: HttpResponse | HttpFailure, message: str) -> None:
    with pytest.raises(ScriptError, match=re.escape(message)):
        cloud_s3.list_directory(make_context(StubSender(reply)), **WHERE)


@pytest.mark.parametrize("ttl", [0, 604801])
def test_how_long_a_url_may_be_signed_for(ttl: int) -> None:
    with pytest.raises(ScriptError, match="from 1 to 604800"):
        cloud_s3.sign_url(make_context(), **WHERE, file_key="a", ttl=ttl)


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "runner.crypto.aws", raising=False)
    monkeypatch.setitem(sys.modules, "botocore.auth", None)
    with pytest.raises(ScriptError, match=re.escape("pip install 'xsrun[s3]'")):
        cloud_s3.delete_file(make_context(), **WHERE, file_key="a")
