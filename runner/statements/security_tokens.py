"""The statements `security.*` that sign and encrypt: AES, JWS, JWE, auth tokens, stored passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.crypto import ciphers, encrypted, passwords, signed
from runner.crypto.auth_tokens import auth_token
from runner.specs import StatementFamily
from runner.statements.arguments import text_of

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("security tokens")


@family.statement("security.encrypt")
def encrypt(*, data: Any, algorithm: Any, key: Any, iv: Any) -> str:
    """Encrypt with AES, as the filter `encrypt` does.

    Raises:
        ScriptError: the algorithm is unknown, or key or iv do not fit it.
    """
    return ciphers.encrypt(data, algorithm, key, iv, "`security.encrypt`")


@family.statement("security.decrypt")
def decrypt(*, data: Any, algorithm: Any, key: Any, iv: Any) -> str:
    """Decrypt with AES, as the filter `decrypt` does.

    Raises:
        ScriptError: the algorithm is unknown, or data, key and iv do not belong together.
    """
    return ciphers.decrypt(data, algorithm, key, iv, "`security.decrypt`")


@family.statement("security.jws_encode", context=True)
def jws_encode(
    context: Context,
    *,
    claims: Any,
    key: Any,
    headers: Any = None,
    signature_algorithm: Any = "HS256",
    ttl: Any = 0,
) -> str:
    """A signed token (JWS) of the claims; with ``ttl`` it expires after so many seconds.

    Raises:
        ScriptError: the algorithm is unknown, or key, headers or claims do not fit it.
    """
    now, label = context.now(), "`security.jws_encode`"
    return signed.sign(claims, headers, key, signature_algorithm, ttl, now, label)


@family.statement("security.jws_decode", context=True)
def jws_decode(
    context: Context,
    *,
    token: Any,
    key: Any,
    check_claims: Any = None,
    signature_algorithm: Any = "HS256",
    timeDrift: Any = 0,  # noqa: N803
) -> Any:
    """The claims of a signed token, once its signature, its times and ``check_claims`` hold.

    Raises:
        ScriptError: the token does not hold, or the algorithm or the key does not fit.
    """
    now, label = context.now(), "`security.jws_decode`"
    return signed.verify(token, check_claims, key, signature_algorithm, timeDrift, now, label)


@family.statement("security.jwe_encode", context=True)
def jwe_encode(
    context: Context,
    *,
    claims: Any,
    key: Any,
    headers: Any = None,
    key_algorithm: Any = "A256KW",
    content_algorithm: Any = "A256CBC-HS512",
    ttl: Any = 0,
) -> str:
    """An encrypted token (JWE) of the claims; with ``ttl`` it expires after so many seconds.

    Raises:
        ScriptError: an algorithm is unknown, or key, headers or claims do not fit it.
    """
    algorithms, now, label = (key_algorithm, content_algorithm), context.now(), "`security.jwe_encode`"
    return encrypted.seal(claims, headers, key, algorithms, ttl, now, context.random, label)


@family.statement("security.jwe_decode", context=True)
def jwe_decode(
    context: Context,
    *,
    token: Any,
    key: Any,
    check_claims: Any = None,
    key_algorithm: Any = "A256KW",
    content_algorithm: Any = "A256CBC-HS512",
    timeDrift: Any = 0,  # noqa: N803
) -> Any:
    """The claims of an encrypted token, once its times and ``check_claims`` hold.

    Raises:
        ScriptError: the token does not open or hold, or an algorithm or the key does not fit.
    """
    algorithms, now, label = (key_algorithm, content_algorithm), context.now(), "`security.jwe_decode`"
    return encrypted.unseal(token, check_claims, key, algorithms, timeDrift, now, label)


@family.statement("security.create_auth_token", context=True)
def create_auth_token(
    context: Context, *, table: Any, id: Any, extras: Any = None, expiration: Any = 86_400
) -> str:
    """An encrypted token that names a row of a table, valid for ``expiration`` seconds; 0 is for ever.

    Its key is the env value XSRUN_AUTH_SECRET where the job declares it, else one that is drawn for the run.

    Raises:
        ScriptError: the id is missing, or ``extras`` or ``expiration`` is not what it has to be.
    """
    row, now, label = (table, id), context.now(), "`security.create_auth_token`"
    return auth_token(row, extras, expiration, context.auth_key, now, context.random, label)


@family.statement("security.check_password", context=True)
def check_password(context: Context, *, text_password: Any, hash_password: Any) -> bool:
    """Whether ``hash_password`` is the stored form of ``text_password``.

    A value that is no such hash gives false and a line in the log: hashes of Xano and of other
    programs cannot be checked here.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    name = "security.check_password"
    password, stored = text_of(text_password, name), text_of(hash_password, name)
    if stored and not passwords.is_hash(stored):
        context.log(
            f"`{name}`: `hash_password` is no hash that was made here, so the answer is false",
            level="warning",
        )
    return passwords.is_password(password, stored)
