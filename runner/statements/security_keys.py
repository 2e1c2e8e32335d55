"""The statements `security.create_..._key`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.crypto import new_keys
from runner.specs import StatementFamily
from runner.statements.arguments import int_of

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("security keys")


@family.statement("security.create_secret_key", context=True)
def create_secret_key(context: Context, *, bits: Any = 2048, format: Any = "object") -> Any:
    """A new secret of so many bits: `object` is a JWK, `json` its text, `base64` the bytes alone.

    Raises:
        ScriptError: ``bits`` or ``format`` is none that there is.
    """
    name = "security.create_secret_key"
    return new_keys.make_secret(int_of(bits, name), format, context.random, f"`{name}`")


@family.statement("security.create_rsa_key")
def create_rsa_key(*, bits: Any = 2048, format: Any = "object") -> Any:
    """A new private RSA key: `object` is a JWK, `json` its text, `pem` PKCS#8. No seed repeats it.

    Raises:
        ScriptError: ``bits`` or ``format`` is none that there is.
    """
    name = "security.create_rsa_key"
    return new_keys.make_rsa_key(int_of(bits, name), format, f"`{name}`")


@family.statement("security.create_curve_key", context=True)
def create_curve_key(context: Context, *, curve: Any = "P-256", format: Any = "object") -> Any:
    """A new private key on P-256, P-384 or P-521: `object` is a JWK, `json` its text, `pem` PKCS#8.

    Raises:
        ScriptError: ``curve`` or ``format`` is none that there is.
    """
    return new_keys.make_curve_key(curve, format, context.random, "`security.create_curve_key`")
