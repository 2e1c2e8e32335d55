"""Requests to S3 and to servers that speak as it does: their addresses, signatures, and refusals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree

from runner.errors import ScriptError, missing_extra
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from runner.records import Record
from runner.statements.arguments import text_of

if TYPE_CHECKING:
    from runner.crypto.aws import Signer
    from runner.execution.context import Context

# A file may be large, and the run ends the request anyhow.
TIMEOUT = 300.0
DEFAULT_REGION = "us-east-1"
# What may stand as a host in front of Amazon's; names with dots do not fit its certificates.
HOST = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
REGION = re.compile(r"[a-z0-9-]{1,40}")
# It stands in a header.
ACCESS_KEY = re.compile(r"[!-~]+")
KINDS = {403: "accessdenied", 404: "notfound"}


class Bucket(Record):
    """A bucket, and what the statement ``name`` asks it with."""

    name: str
    address: str
    signer: Signer

    def url(self, file_key: str = "", **query: str) -> str:
        """The address of a file, or of the bucket itself."""
        address = f"{self.address}/{quote(file_key, safe='/~')}"
        return f"{address}?{urlencode(query, quote_via=quote)}" if query else address

    def send(
        self,
        context: Context,
        method: str,
        url: str,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
    ) -> HttpResponse:
        """Send a request, signed.

        Raises:
            ScriptError: no answer came, or the server refused (``notfound``, ``accessdenied``).
        """
        signed = self.signer.headers(method, url, headers or {}, body)
        request = HttpRequest(
            method,
            url,
            tuple(signed.items()),
            body,
            timeout=context.remaining(TIMEOUT),
            # A signature counts for one address alone.
            follow_redirects=False,
        )
        try:
            response = context.send(request)
        except HttpFailure as failure:
            raise ScriptError(f"`{self.name}` has failed: {failure}", name="ConnectionError") from failure
        if response.status >= 300:
            raise _refusal(self.name, response)
        return response


def bucket_of(context: Context, name: str, bucket: Any, region: Any, key: Any, secret: Any) -> Bucket:
    """The bucket that a statement names.

    Raises:
        ScriptError: a name is missing or cannot be used, or the extra `s3` is not installed.
    """
    try:
        from runner.crypto.aws import Signer
    except ImportError:
        raise missing_extra("`cloud.aws.s3.*`", "s3") from None
    bucket, access, password = (
        _required(name, *pair).strip() for pair in _named(bucket=bucket, key=key, secret=secret)
    )
    if bucket in (".", ".."):
        raise ScriptError(f'"{bucket}" is no name of a bucket')
    if not ACCESS_KEY.fullmatch(access):
        raise ScriptError(f"`key` of `{name}` is no access key: it holds a space, or more than ASCII")
    place = text_of(region, name).strip() or DEFAULT_REGION
    if not REGION.fullmatch(place):
        raise ScriptError(f'`region` of `{name}` is a name such as "eu-central-1", but got another text')
    context.hide([password])
    address = _address(context.s3_endpoint, bucket, place)
    return Bucket(name, address, Signer(access, password, place, context.now()))


def file_key_of(value: Any, name: str) -> str:
    """The name of a file in a bucket.

    Raises:
        ScriptError: it is missing, or cannot stand in a URL.
    """
    # As it is: to S3 "a", "/a" and "a " are three files.
    path = _required(name, "file_key", value)
    # On the way a URL loses them, and what is left of it may be a file of another bucket.
    if {".", ".."} & set(path.split("/")):
        raise ScriptError(f'`file_key` of `{name}` has a part "." or "..", which no URL can hold')
    # What a server takes for no key at all means the bucket itself, also where it is to be deleted.
    if not path.strip("/"):
        raise ScriptError(f"`file_key` of `{name}` names no file: it holds slashes alone")
    return path


def texts_of(body: bytes, *names: str) -> dict[str, str]:
    """The texts of the elements of those names, without regard to namespaces; "" for the missing ones."""
    found = dict.fromkeys(names, "")
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        return found
    for element in root.iter():
        tag = local_name(element)
        if tag in found and not found[tag]:
            found[tag] = element.text or ""
    return found


def local_name(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _named(**values: Any) -> list[tuple[str, Any]]:
    return list(values.items())


def _required(name: str, argument: str, value: Any) -> str:
    text = text_of(value, name)
    if not text.strip():
        raise ScriptError(f"`{name}` needs `{argument}`, but got nothing")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ScriptError(f"`{argument}` of `{name}` is not text in UTF-8") from None
    return text


def _address(endpoint: str | None, bucket: str, region: str) -> str:
    if endpoint:
        return f"{_server(endpoint.strip())}/{quote(bucket, safe='')}"
    domain = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    if HOST.fullmatch(bucket):
        return f"https://{bucket}.s3.{region}.{domain}"
    return f"https://s3.{region}.{domain}/{quote(bucket, safe='')}"


def _server(endpoint: str) -> str:
    try:
        parts = urlsplit(endpoint)
        is_server = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_server = False
    # Not shown: it may hold a password, which has no place there.
    if not is_server or "@" in parts.netloc or parts.query or parts.fragment:
        raise ScriptError(
            "the address of the S3 server (--s3-endpoint, AWS_ENDPOINT_URL) is a URL such as"
            " http://localhost:9000, without a user and without `?`"
        )
    return endpoint.rstrip("/")


def _refusal(name: str, response: HttpResponse) -> ScriptError:
    told = texts_of(response.body, "Code", "Message", "Region")
    message = f"`{name}` has failed: the server answered {response.status}"
    # A HEAD request has no body; what its status means is known all the same.
    words = told["Message"] or {403: "it gives no access", 404: "there is no such file"}.get(
        response.status, ""
    )
    region = told["Region"] or response.header("x-amz-bucket-region")
    if response.status in (301, 307, 400) and region:
        words = f"{words or 'the bucket is elsewhere'} (its region is {region})"
    if told["Code"]:
        message += f" {told['Code']}"
    return ScriptError(
        f"{message}: {words}" if words else message, kind=KINDS.get(response.status, "standard")
    )
