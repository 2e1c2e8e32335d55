"""Signatures of AWS, version 4, for requests to S3; made by botocore, for a time that it is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth  # type: ignore[import-untyped]
from botocore.awsrequest import AWSRequest  # type: ignore[import-untyped]
from botocore.credentials import Credentials  # type: ignore[import-untyped]

from runner.records import Record

TIME = "%Y%m%dT%H%M%SZ"


class Signer(Record):
    """Whose signature it is; ``now`` is its time, in milliseconds since the epoch."""

    key: str
    secret: str
    region: str
    now: int

    def headers(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> dict[str, str]:
        """The headers of a request together with those that sign it."""
        request = self._request(method, url, headers, body)
        _AtItsTime(Credentials(self.key, self.secret), "s3", self.region).add_auth(request)
        return dict(request.headers.items())

    def url(self, method: str, url: str, seconds: int) -> str:
        """The URL of a request that anybody may send for so many seconds."""
        request = self._request(method, url, {}, b"")
        credentials = Credentials(self.key, self.secret)
        _UrlAtItsTime(credentials, "s3", self.region, expires=seconds).add_auth(request)
        return str(request.url)

    def _request(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Any:
        request = AWSRequest(method=method, url=url, headers=dict(headers), data=body)
        request.context["timestamp"] = datetime.fromtimestamp(self.now // 1000, UTC).strftime(TIME)
        return request


class _Timed:
    """Put before a signer of botocore, which would take the time of the machine."""

    def add_auth(self, request: Any) -> None:
        signer: Any = self
        signer._modify_request_before_signing(request)
        text = signer.string_to_sign(request, signer.canonical_request(request))
        signer._inject_signature_to_request(request, signer.signature(text, request))


class _AtItsTime(_Timed, S3SigV4Auth):  # type: ignore[misc]
    """The signature in headers."""


class _UrlAtItsTime(_Timed, S3SigV4QueryAuth):  # type: ignore[misc]
    """The signature in the URL."""
