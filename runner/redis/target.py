"""Which Redis server a run speaks to. Imports nothing of redis-py."""

from __future__ import annotations

from runner.errors import UsageError
from runner.records import Record

FORM = "name it as redis://user:password@host:6379/0, rediss:// for TLS, or unix:///path/of/socket"
SCHEMES = ("redis", "rediss", "unix")
# What may stand behind `?`; redis-py takes more, such as how answers are decoded, which is not for users.
SETTINGS = frozenset(
    """
    db client_name ssl_ca_certs ssl_ca_path ssl_cert_reqs ssl_certfile ssl_check_hostname ssl_keyfile
    """.split()
)


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
        host, port = parts.hostname, parts.port
        database = parts.path.strip("/") if parts.scheme != "unix" else ""
    except ValueError:
        raise UsageError("the URL of the Redis server cannot be read", hint=FORM) from None
    if parts.scheme not in SCHEMES:
        raise UsageError("the URL of the Redis server does not begin with redis://", hint=FORM)
    if database and not database.isdigit():
        raise UsageError("the URL of the Redis server ends in no number of a database", hint=FORM)
    for name in parse_qs(parts.query, keep_blank_values=True):
        if name not in SETTINGS:
            hint = "behind `?` there may be " + ", ".join(sorted(SETTINGS))
            raise UsageError("the URL of the Redis server holds a setting that is not known", hint=hint)
    place = parts.path if parts.scheme == "unix" else f"{host or 'localhost'}:{port or 6379}"
    written = parts.password or ""
    return RedisTarget(text, place, tuple({secret for secret in (written, unquote(written)) if secret}))
