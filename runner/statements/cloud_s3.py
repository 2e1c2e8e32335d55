"""The statements `cloud.aws.s3.*`: files in a bucket of S3, or of a server that speaks as it does."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import md5
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus
from xml.etree import ElementTree

from runner.errors import ScriptError
from runner.execution.encoding import media_type
from runner.execution.messages import HttpResponse
from runner.specs import StatementFamily
from runner.statements.arguments import refuse, seconds_of, text_of
from runner.statements.resources import file_of
from runner.statements.s3_requests import bucket_of, file_key_of, local_name
from runner.values import is_truthy, to_text
from runner.values.binary import to_bytes
from runner.values.files import base_name, file_value

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("cloud s3")

METADATA = "x-amz-meta-"
# The name of a header, and what one may hold.
HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")
CONTENT = re.compile(r"[ -~]*")
DEFAULT_TTL = 300
# Of a signed URL; what is longer is refused by the server.
LONGEST_TTL = 7 * 24 * 60 * 60


@family.statement("cloud.aws.s3.upload_file", context=True)
def upload_file(
    context: Context,
    *,
    bucket: Any,
    region: Any = None,
    key: Any,
    secret: Any,
    file_key: Any,
    file: Any,
    metadata: Any = None,
    object_lock_mode: Any = None,
    object_lock_retain_until: Any = None,
) -> dict[str, Any]:
    """Keep a file in a bucket under ``file_key``; gives its ``key``, ``size``, ``mime`` and ``etag``.

    Raises:
        ScriptError: ``file`` is no file, or the server refuses.
    """
    name = "cloud.aws.s3.upload_file"
    target = bucket_of(context, name, bucket, region, key, secret)
    path = file_key_of(file_key, name)
    given = file_of(context, file, name)
    data = to_bytes(given["data"])
    headers = {"Content-Type": str(given["mime"]), **_metadata(metadata, name)}
    headers |= _lock(object_lock_mode, object_lock_retain_until, data, name)
    response = target.send(context, "PUT", target.url(path), headers, data)
    return {"key": path, "size": len(data), "mime": given["mime"], "etag": _etag(response)}


@family.statement("cloud.aws.s3.read_file", context=True)
def read_file(
    context: Context, *, bucket: Any, region: Any = None, key: Any, secret: Any, file_key: Any
) -> dict[str, Any]:
    """A file of a bucket, with its bytes.

    Raises:
        ScriptError: there is none (``notfound``), or the server refuses.
    """
    name = "cloud.aws.s3.read_file"
    target = bucket_of(context, name, bucket, region, key, secret)
    path = file_key_of(file_key, name)
    response = target.send(context, "GET", target.url(path))
    return file_value(base_name(path), response.body, media_type(response.header("content-type")))


@family.statement("cloud.aws.s3.delete_file", context=True)
def delete_file(
    context: Context, *, bucket: Any, region: Any = None, key: Any, secret: Any, file_key: Any
) -> None:
    """Remove a file from a bucket; that there is none is no error to S3.

    Raises:
        ScriptError: the server refuses.
    """
    name = "cloud.aws.s3.delete_file"
    target = bucket_of(context, name, bucket, region, key, secret)
    target.send(context, "DELETE", target.url(file_key_of(file_key, name)))


@family.statement("cloud.aws.s3.get_file_info", context=True)
def get_file_info(
    context: Context, *, bucket: Any, region: Any = None, key: Any, secret: Any, file_key: Any
) -> dict[str, Any]:
    """What is known of a file: ``key``, ``size``, ``mime``, ``etag``, ``last_modified`` and ``metadata``.

    Raises:
        ScriptError: there is none (``notfound``), or the server refuses.
    """
    name = "cloud.aws.s3.get_file_info"
    target = bucket_of(context, name, bucket, region, key, secret)
    path = file_key_of(file_key, name)
    response = target.send(context, "HEAD", target.url(path))
    length = response.header("content-length")
    return {
        "key": path,
        "size": int(length) if length.isdigit() else None,
        "mime": media_type(response.header("content-type")),
        "etag": _etag(response),
        "last_modified": _time_of_header(response.header("last-modified")),
        "metadata": {
            header.lower().removeprefix(METADATA): value
            for header, value in response.headers
            if header.lower().startswith(METADATA)
        },
    }


@family.statement("cloud.aws.s3.list_directory", context=True)
def list_directory(
    context: Context,
    *,
    bucket: Any,
    region: Any = None,
    key: Any,
    secret: Any,
    prefix: Any = None,
    next_page_token: Any = None,
) -> dict[str, Any]:
    """The files whose keys begin with ``prefix``: ``items``, and ``next_page_token``, null on the last page.

    Raises:
        ScriptError: the server refuses.
    """
    name = "cloud.aws.s3.list_directory"
    target = bucket_of(context, name, bucket, region, key, secret)
    # Keys may hold characters that XML has not.
    query = {"encoding-type": "url", "list-type": "2"}
    if start := text_of(prefix, name):
        query["prefix"] = start
    if token := text_of(next_page_token, name):
        query["continuation-token"] = token
    response = target.send(context, "GET", target.url(**query))
    try:
        root = ElementTree.fromstring(response.body)
    except ElementTree.ParseError:
        raise ScriptError(f"`{name}` has failed: the answer of the server is not XML") from None
    fields = _fields(root)
    # Not every server encodes them.
    read = unquote_plus if fields.get("EncodingType") == "url" else str
    items = [_item(_fields(element), read) for element in root if local_name(element) == "Contents"]
    return {"items": items, "next_page_token": fields.get("NextContinuationToken") or None}


@family.statement("cloud.aws.s3.sign_url", context=True)
def sign_url(
    context: Context,
    *,
    bucket: Any,
    region: Any = None,
    key: Any,
    secret: Any,
    file_key: Any,
    ttl: Any = DEFAULT_TTL,
) -> str:
    """A URL under which anybody can read a file for ``ttl`` seconds; nothing is sent.

    Raises:
        ScriptError: ``ttl`` is no number of seconds up to 604800, which are seven days.
    """
    name = "cloud.aws.s3.sign_url"
    target = bucket_of(context, name, bucket, region, key, secret)
    seconds = int(seconds_of(ttl, name))
    if not 0 < seconds <= LONGEST_TTL:
        raise ScriptError(
            f"`ttl` of `{name}` is a number of seconds from 1 to {LONGEST_TTL}, but got {seconds}"
        )
    return target.signer.url("GET", target.url(file_key_of(file_key, name)), seconds)


def _metadata(value: Any, name: str) -> dict[str, str]:
    if not is_truthy(value):
        return {}
    if type(value) is not dict:
        raise refuse(name, "an object as `metadata`", value)
    found = {str(key).lower(): to_text(content).strip() for key, content in value.items()}
    for key, content in found.items():
        if not HEADER.fullmatch(key) or not CONTENT.fullmatch(content):
            raise ScriptError(f"`metadata` of `{name}` holds a character that S3 does not take")
    return {f"{METADATA}{key}": content for key, content in found.items()}


def _lock(mode: Any, until: Any, data: bytes, name: str) -> dict[str, str]:
    """The headers that keep a file from being deleted; S3 wants a checksum with them."""
    kind = text_of(mode, name).strip().upper()
    if not kind:
        return {}
    if kind not in ("GOVERNANCE", "COMPLIANCE"):
        raise ScriptError(
            f'`object_lock_mode` of `{name}` is "governance" or "compliance", but got "{kind.lower()}"'
        )
    return {
        "x-amz-object-lock-mode": kind,
        "x-amz-object-lock-retain-until-date": _lock_end(until, name),
        "Content-MD5": b64encode(md5(data, usedforsecurity=False).digest()).decode(),
    }


def _lock_end(value: Any, name: str) -> str:
    text = text_of(value, name)
    try:
        number = text.isdigit() and len(text) > 8
        end = datetime.fromtimestamp(int(text) / 1000, UTC) if number else datetime.fromisoformat(text)
        zoned = end if end.tzinfo is not None else end.replace(tzinfo=UTC)
        return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        raise ScriptError(f'`object_lock_retain_until` of `{name}` is a date such as "2030-12-31"') from None


def _etag(response: HttpResponse) -> str:
    return response.header("etag").strip('"')


def _time_of_header(text: str) -> int | None:
    try:
        return round(parsedate_to_datetime(text).timestamp() * 1000)
    except ValueError:
        return None


def _fields(element: ElementTree.Element) -> dict[str, str]:
    return {local_name(child): child.text or "" for child in element}


def _item(fields: dict[str, str], read: Callable[[str], str]) -> dict[str, Any]:
    size = fields.get("Size", "")
    try:
        changed = datetime.fromisoformat(fields.get("LastModified", "")).timestamp()
    except ValueError:
        changed = None
    return {
        "key": read(fields.get("Key", "")),
        "size": int(size) if size.isdigit() else None,
        "etag": fields.get("ETag", "").strip('"'),
        "last_modified": None if changed is None else round(changed * 1000),
    }
