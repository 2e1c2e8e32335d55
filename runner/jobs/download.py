"""A job behind a URL -> its bytes."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

from runner.errors import UsageError
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse, HttpSender

TIMEOUT = 30.0
MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Where plain http stays on this machine.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def download(url: str) -> bytes:
    """What is behind ``url``.

    Raises:
        UsageError: it is plain http from elsewhere, or nothing answers, or not with a file.
    """
    # Imported here since most jobs are files, and httpx takes a tenth of a second.
    from runner.execution.network import HttpxSender

    sender = HttpxSender()
    try:
        response = _follow(sender, url)
    finally:
        sender.close()
    # By the name that people gave, not by the address that it led to.
    name = shown(url)
    if response.status != 200:
        raise UsageError(f"{name} cannot be fetched: the server answered {response.status}")
    # The page that shows a file, of GitHub say, is what people copy the address of.
    if "html" in response.header("content-type").lower():
        raise UsageError(
            f"{name} is a web page, not a file of XanoScript", hint="name the address of the raw file"
        )
    return response.body


def shown(url: str) -> str:
    """``url`` as messages show it: without what may be secret, its user part and its query."""
    parts = _split(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _follow(sender: HttpSender, url: str) -> HttpResponse:
    """The answer behind all redirects; each address on the way has to be a safe one."""
    for _ in range(MAX_REDIRECTS + 1):
        # One hop over plain http is enough for anybody on the way to put other code in its place.
        _require_safe(url)
        try:
            response = sender.send(HttpRequest("GET", url, timeout=TIMEOUT, follow_redirects=False))
        except HttpFailure as failure:
            raise UsageError(f"{shown(url)} cannot be fetched: {failure}") from None
        if response.status not in REDIRECTS:
            return response
        url = urljoin(url, response.header("location"))
    raise UsageError(f"{shown(url)} cannot be fetched: more than {MAX_REDIRECTS} redirects")


def _require_safe(url: str) -> None:
    parts = _split(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return
    raise UsageError(
        f"{shown(url)} is not fetched: a job comes over https, since it is code that runs here",
        hint=f"https://{parts.netloc.rpartition('@')[2]}{parts.path}",
    )


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise UsageError(f"the URL of the job is not valid: {error}") from None
