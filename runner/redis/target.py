"""Which Redis server a run speaks to. Imports nothing of redis-py."""

from __future__ import annotations

import re
from pathlib import Path

from runner.errors import UsageError
from runner.records import Record

FORM = (
    "name it as redis://user:password@host:6379/0, rediss:// for TLS, or unix:///path/of/socket;"
    " signs such as # in a password are written as %23"
)
START = re.compile(r"(redis|rediss|unix)://")
DATABASE = re.compile(r"[0-9]{1,9}")
# What may stand behind `?`, and its values; redis-py takes more, such as how answers are decoded, which
# is not for users.
SETTINGS = {
    "client_name": re.compile(r"[!-~]+"),
    "db": DATABASE,
    "ssl_cert_reqs": re.compile(r"none|optional|required"),
    "ssl_check_hostname": re.compile(r"true|false|yes|no|1|0"),
}
FILES = ("ssl_ca_certs", "ssl_ca_path", "ssl_certfile", "ssl_keyfile")


class RedisTarget(Record):
    """A server: ``url`` may hold a password, ``place`` is what may be shown of it."""

    url: str
    place: str
    secrets: tuple[str, ...] = ()


def redis_target(text: str | None) -> RedisTarget | None:
    """The server that ``--redis`` or REDIS_URL names; None is one inside of the run, where nothing does.

    Raises:
        UsageError: it is no URL of such a server.
    """
    text = (text or "").strip()
    if not text:
        return None
    from urllib.parse import parse_qs, unquote, urlsplit

    # Nothing of the text is shown: it may hold a password in an unexpected place.
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")  # as it will be looked up
        database = parts.path.strip("/") if parts.scheme != "unix" else ""
    except ValueError:
        raise UsageError("the URL of the Redis server cannot be read", hint=FORM) from None
    if START.match(text) is None:
        raise UsageError("the URL of the Redis server does not begin with redis://", hint=FORM)
    if "#" in text:
        raise UsageError("the URL of the Redis server cannot be read", hint=FORM)
    if database and DATABASE.fullmatch(database) is None:
        raise UsageError("the URL of the Redis server ends in no number of a database", hint=FORM)
    _check_settings(parse_qs(parts.query, keep_blank_values=True), parts.scheme == "rediss")
    place = parts.path if parts.scheme == "unix" else f"{host or 'localhost'}:{port or 6379}"
    written = parts.password or ""
    return RedisTarget(text, place, tuple({secret for secret in (written, unquote(written)) if secret}))


def _check_settings(settings: dict[str, list[str]], is_encrypted: bool) -> None:
    """Look at what redis-py would fail on with an error of its own, or take for something else."""
    for name, values in settings.items():
        if name not in (*SETTINGS, *FILES):
            hint = "behind `?` there may be " + ", ".join(sorted((*SETTINGS, *FILES)))
            raise UsageError("the URL of the Redis server holds a setting that is not known", hint=hint)
        if name.startswith("ssl_") and not is_encrypted:
            raise UsageError(f"`{name}` in the URL of the Redis server is for rediss:// alone", hint=FORM)
        if name in SETTINGS and not all(map(SETTINGS[name].fullmatch, values)):
            raise UsageError(f"`{name}` in the URL of the Redis server cannot have this value")
        if name in FILES and not all(value and Path(value).exists() for value in values):
            raise UsageError(f"`{name}` in the URL of the Redis server names a file that is not there")
    if "ssl_keyfile" in settings and "ssl_certfile" not in settings:
        raise UsageError("`ssl_keyfile` in the URL of the Redis server needs `ssl_certfile` beside it")
