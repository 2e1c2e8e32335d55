"""What redis-py raises -> the failure that the author of a job sees, without secrets."""

from __future__ import annotations

from redis.exceptions import (
    AuthenticationError,
    AuthorizationError,
    NoPermissionError,
    RedisError,
)
from redis.exceptions import ConnectionError as LostError
from redis.exceptions import TimeoutError as LateError

from runner.errors import ScriptError

# What the class or the words of an error hold, and what is said of it; {} is where the server is.
REFUSALS = (
    ("WRONGPASS", "the Redis server at {} refuses the user name or the password"),
    ("Authentication required", "the Redis server at {} wants a password; write it into the URL"),
    ("without any password configured", "the Redis server at {} has no password, but the URL holds one"),
    ("NoPermissionError", "the user of the Redis server at {} may not do this"),
    ("no permissions", "the user of the Redis server at {} may not do this"),
    ("invalid username-password", "the Redis server at {} refuses the user name or the password"),
    ("DB index is out of range", "the Redis server at {} has no database of that number"),
    ("OutOfMemoryError", "the Redis server at {} has no memory left"),
    ("ReadOnlyError", "the Redis server at {} can only be read: it is a copy of another one"),
    ("MISCONF", "the Redis server at {} takes nothing new, since it cannot write to its disk"),
    ("BusyLoadingError", "the Redis server at {} is starting"),
    ("BUSY", "the Redis server at {} is busy with a script"),
    ("MovedError", "the Redis server at {} is part of a cluster, which xsrun cannot use"),
    ("CrossSlotError", "the Redis server at {} is part of a cluster, which xsrun cannot use"),
    (
        "CERTIFICATE_VERIFY_FAILED",
        "nobody that is trusted here vouches for the certificate of {}; see ?ssl_ca_certs",
    ),
    ("[X509", "there is no certificate in a file that the URL of the Redis server at {} names"),
    ("[SSL", "the Redis server at {} takes no TLS, or not with the files that the URL names"),
    ("max number of clients", "the Redis server at {} takes no more connections"),
)
# The words of a server about a key, and what is said of that.
KEYS = (
    ("WRONGTYPE", "it holds another kind of value: lists and single values have statements of their own"),
    ("not an integer", "it holds no int"),
    ("would overflow", "the number would leave the range of 64 bits"),
)
SHOWN = 200


def fault_of(error: RedisError, statement: str, key: str, place: str) -> ScriptError:
    """The failure of a statement; ``key`` is as its author wrote it, ``place`` where the server is."""
    words = f"{type(error).__name__} {error}"
    for part, sentence in KEYS:
        if part in words:
            return ScriptError(f'`{statement}` cannot use the key "{key}": {sentence}', name="redis")
    for part, sentence in REFUSALS:
        if part in words:
            return ScriptError(sentence.format(place), name="ConnectionError")
    # In this order: a wrong password is an error of the connection to redis-py.
    if isinstance(error, (AuthenticationError, AuthorizationError, NoPermissionError)):
        return ScriptError(REFUSALS[0][1].format(place), name="ConnectionError")
    if isinstance(error, LateError):
        return ScriptError(f"the Redis server at {place} does not answer in time", name="ConnectionError")
    if isinstance(error, LostError):
        message = f"the Redis server at {place} cannot be reached; look at its host and port"
        return ScriptError(message, name="ConnectionError")
    return ScriptError(
        f"the Redis server at {place} refuses `{statement}`: {str(error)[:SHOWN]}", name="redis"
    )
