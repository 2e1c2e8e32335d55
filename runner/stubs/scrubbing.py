"""What a recording must not keep: env values anywhere, and what is called like a secret."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote_plus

from runner.execution.messages import HttpRequest, HttpResponse
from runner.execution.secrets import MASK, Masker

# Names of headers, of parameters and of keys in bodies, in lower case with `_` between the words.
SECRET_NAMES = re.compile(
    r"(?:.*_)?(?:authorization|cookies?|passwords?|passwd|passphrase|pwd|secrets?|apikey|signature|sessionid|jwt"
    r"|(?:api|access|private|secret|auth|subscription|signing|encryption)_keys?|session_id"
    r"|(?:access|refresh|id|auth|api|bearer|session|security|private|csrf|xsrf|bot)_token)"
    r"|token|sig|auth|credentials?"
)
WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
# What belongs to one connection, or to the way that a body took.
TRANSPORT = frozenset("connection content-encoding content-length date keep-alive transfer-encoding".split())

# In texts of any kind: a URL or a form, JSON that is none as a whole (a stream of events, a text in
# JSON), a line of headers, a part of a multipart body. Each has a name, then what is hidden.
USER = re.compile(r"(?<=://)[^/?#@\s\"'<>]+(?=@)")
PARAMETER = re.compile(r"(?:(?<=[?&#;])|^)(?P<name>[^=?&#;\s\"'<>{}]+)=(?P<value>[^&#\s\"'<>]+)")
JSON_PAIR = re.compile(r'"(?P<name>[^"\\]+)"\s*:\s*(?P<value>"(?:[^"\\]|\\.)+(?:"|\Z)|[0-9][0-9.]*)')
HEADER = re.compile(r"\A(?P<name>[A-Za-z][\w-]*): ?(?P<value>\S.*)\Z")
# Bounded, so that a long line of HTML is not looked through for each of its names.
FORM_PART = re.compile(
    r'(?is)\bname="(?P<name>[^"\r\n]{1,99})"[^\r\n]{0,300}\r\n(?:[^\r\n]{1,300}\r\n){0,9}\r\n(?P<value>.+?)(?=\r\n--|\Z)'
)
# Only in a URL this is the name of one.
URL_KEY = "key"


class Scrubber:
    """Makes requests and responses fit to be kept.

    Args:
        mask: hides the secrets that the run knows.
    """

    def __init__(self, mask: Masker) -> None:
        self._mask = mask

    def request(self, request: HttpRequest) -> HttpRequest:
        """A request without secrets; of its headers the type of the body alone is left."""
        headers = [(name, value) for name, value in request.headers if name.lower() == "content-type"]
        return request.changed(
            url=self.text(request.url), headers=tuple(headers), body=self.body(request.body)
        )

    def response(self, response: HttpResponse) -> HttpResponse:
        """A response without secrets, and without headers of the transport."""
        headers = [
            (name, MASK if is_secret_name(name) else self.text(value))
            for name, value in response.headers
            if name.lower() not in TRANSPORT or _tells_size(response, name, value)
        ]
        return response.changed(url="", headers=tuple(headers), body=self.body(response.body))

    def text(self, text: str) -> str:
        """A text without env values, the user part of URLs, and what stands behind the name of a secret."""
        text = USER.sub(MASK, self._mask(text))
        text = PARAMETER.sub(_hidden_parameter, text)
        for pattern in (JSON_PAIR, HEADER, FORM_PART):
            text = pattern.sub(_hidden, text)
        return text

    def body(self, body: bytes) -> bytes:
        """A body without secrets; its bytes stay as they are where it holds none."""
        # What is no text may hold a secret all the same.
        text = body.decode("utf-8", "surrogateescape")
        try:
            data = json.loads(text)
            scrubbed = self.data(data)
        except (ValueError, RecursionError):
            return self.text(text).encode("utf-8", "surrogateescape")
        return body if scrubbed == data else json.dumps(scrubbed).encode()

    def data(self, value: Any, *, secret: bool = False) -> Any:
        """Plain data without secrets; ``secret`` says that it stands under the name of one."""
        if isinstance(value, dict):
            return {
                self._mask(key): self.data(item, secret=is_secret_name(key)) for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.data(item, secret=secret) for item in value]
        if secret and value and value is not True:
            return MASK
        return self.text(value) if isinstance(value, str) else self._mask.data(value)


def is_secret_name(name: str) -> bool:
    """Whether a header, a parameter or a key is called as secrets are."""
    return SECRET_NAMES.fullmatch(WORD_STARTS.sub("_", name).strip("_").lower()) is not None


def _hidden_parameter(found: re.Match[str]) -> str:
    name = unquote_plus(found["name"])
    return f"{found['name']}={MASK}" if name == URL_KEY or is_secret_name(name) else found[0]


def _hidden(found: re.Match[str]) -> str:
    """What a pattern found, with its value hidden where its name is that of a secret."""
    if not is_secret_name(found["name"]):
        return found[0]
    # In JSON also a number becomes a text.
    hidden = f'"{MASK}"' if found.re is JSON_PAIR else MASK
    return found[0][: found.start("value") - found.start()] + hidden


def _tells_size(response: HttpResponse, name: str, value: str) -> bool:
    """Whether a header is what a HEAD request asked for: the length of a body that did not come."""
    return name.lower() == "content-length" and not response.body and value != "0"
