"""Filters that make and read signed and encrypted tokens; their times are those of the run's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.crypto import encrypted, signed
from runner.specs import FilterFamily

if TYPE_CHECKING:
    from runner.execution.context import Context

family = FilterFamily("tokens")


@family.filter("jws_encode", context=True)
def jws_encode(
    context: Context, value: Any, headers: Any, key: Any, algorithm: Any = "HS256", ttl: Any = 0
) -> str:
    """The claims, or a text, as a signed token (JWS, the form of a JWT).

    Raises:
        ScriptError: the algorithm is unknown, or key, headers or claims do not fit it.
    """
    return signed.sign(value, headers, key, algorithm, ttl, context.now(), "`|jws_encode`")


@family.filter("jws_decode", context=True)
def jws_decode(
    context: Context, value: Any, check_claims: Any, key: Any, algorithm: Any = "HS256", time_drift: Any = 0
) -> Any:
    """What a signed token carries, once its signature, times and `check_claims` hold.

    Raises:
        ScriptError: the token does not hold, or the algorithm or the key does not fit.
    """
    return signed.verify(value, check_claims, key, algorithm, time_drift, context.now(), "`|jws_decode`")


@family.filter("jwe_encode", context=True)
def jwe_encode(
    context: Context,
    value: Any,
    headers: Any,
    key: Any,
    key_algorithm: Any = "A256KW",
    content_algorithm: Any = "A256CBC-HS512",
    ttl: Any = 0,
) -> str:
    """The claims, or a text, as an encrypted token (JWE).

    Raises:
        ScriptError: an algorithm is unknown, or key, headers or claims do not fit it.
    """
    algorithms, now, label = (key_algorithm, content_algorithm), context.now(), "`|jwe_encode`"
    return encrypted.seal(value, headers, key, algorithms, ttl, now, context.random, label)


@family.filter("jwe_decode", context=True)
def jwe_decode(
    context: Context,
    value: Any,
    check_claims: Any,
    key: Any,
    key_algorithm: Any = "A256KW",
    content_algorithm: Any = "A256CBC-HS512",
    time_drift: Any = 0,
) -> Any:
    """What an encrypted token carries, once its times and `check_claims` hold.

    Raises:
        ScriptError: the token does not open or hold, or an algorithm or the key does not fit.
    """
    algorithms, now, label = (key_algorithm, content_algorithm), context.now(), "`|jwe_decode`"
    return encrypted.unseal(value, check_claims, key, algorithms, time_drift, now, label)
