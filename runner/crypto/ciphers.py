"""AES as PHP's ``openssl_encrypt`` gives it, raw: what is encrypted here opens there, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.crypto.keys import no_key
from runner.crypto.library import crypto_extra
from runner.errors import ScriptError
from runner.values.binary import from_bytes, to_bytes
from runner.values.text import kind_of, shorten, to_text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import Cipher

# The length of the key in bytes, and the mode.
ALGORITHMS = {f"aes-{bits}-{mode}": (bits // 8, mode) for bits in (128, 192, 256) for mode in ("cbc", "gcm")}

BLOCK = 16
TAG = 16  # bytes that GCM adds to prove that nothing was changed
IV_LENGTHS = range(8, 129)  # of GCM, where any length is another iv


def encrypt(data: Any, algorithm: Any, key: Any, iv: Any, label: str) -> str:
    """Encrypt the bytes of ``data``; the result is binary text.

    CBC pads as PKCS#7 says. In GCM the tag of 16 bytes follows the data, as most libraries join them.

    Raises:
        ScriptError: the algorithm is unknown, or key or iv do not fit it.
    """
    cipher, mode = _cipher(algorithm, key, iv, label)
    encryptor = cipher.encryptor()
    if mode == "gcm":
        sealed = encryptor.update(to_bytes(data)) + encryptor.finalize()
        return from_bytes(sealed + encryptor.tag)
    return from_bytes(encryptor.update(_padded(to_bytes(data))) + encryptor.finalize())


def decrypt(data: Any, algorithm: Any, key: Any, iv: Any, label: str) -> str:
    """Decrypt the binary text that :func:`encrypt` gave.

    Raises:
        ScriptError: the algorithm is unknown, or data, key and iv do not belong together.
    """
    cipher, mode = _cipher(algorithm, key, iv, label)
    sealed = to_bytes(data)
    if mode == "gcm":
        return from_bytes(_open_gcm(cipher, sealed, label))
    if not sealed or len(sealed) % BLOCK:
        message = f"{label} needs binary data of whole blocks of {BLOCK} bytes, but got {len(sealed)} bytes"
        raise ScriptError(f"{message}; base64 or hexadecimal text has to be decoded first")
    decryptor = cipher.decryptor()
    opened = decryptor.update(sealed) + decryptor.finalize()
    padding = opened[-1]
    if not 1 <= padding <= BLOCK or opened[-padding:] != bytes([padding]) * padding:
        raise _does_not_open(label)
    return from_bytes(opened[:-padding])


def _open_gcm(cipher: Cipher[Any], sealed: bytes, label: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    decryptor = cipher.decryptor()
    try:
        opened = decryptor.update(sealed[:-TAG])
        return opened + decryptor.finalize_with_tag(sealed[-TAG:])
    except (InvalidTag, ValueError):
        raise _does_not_open(label) from None


def _cipher(algorithm: Any, key: Any, iv: Any, label: str) -> tuple[Cipher[Any], str]:
    size, mode = _known(algorithm, label)
    secret, start = _bytes_of(key, "key", label), _bytes_of(iv, "iv", label)
    if not secret:
        raise no_key(key, label)
    with crypto_extra(label):
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES
        from cryptography.hazmat.primitives.ciphers.modes import CBC, GCM
    secret = _fitted(secret, size)
    if mode == "cbc":
        return Cipher(AES(secret), CBC(_fitted(start, BLOCK))), mode
    if len(start) not in IV_LENGTHS:
        message = f"{label} needs for {algorithm} an iv of 8 to 128 bytes, 12 as a rule, but got {len(start)}"
        raise ScriptError(message)
    return Cipher(AES(secret), GCM(start)), mode


def _known(algorithm: Any, label: str) -> tuple[int, str]:
    name = to_text(algorithm).lower()
    if name not in ALGORITHMS:
        raise ScriptError(f'{label} knows {", ".join(ALGORITHMS)}, but not "{shorten(to_text(algorithm))}"')
    return ALGORITHMS[name]


def _bytes_of(value: Any, what: str, label: str) -> bytes:
    if isinstance(value, (list, dict)):
        raise ScriptError(f"{label} needs a text as {what}, but got a value of the type {kind_of(value)}")
    return to_bytes(value)


def _fitted(data: bytes, size: int) -> bytes:
    # PHP does so with keys, and with the iv of CBC: what is too short gets zeros, the rest is cut.
    return data[:size].ljust(size, b"\0")


def _padded(data: bytes) -> bytes:
    missing = BLOCK - len(data) % BLOCK
    return data + bytes([missing]) * missing


def _does_not_open(label: str) -> ScriptError:
    return ScriptError(
        f"{label} cannot open the data: the key, the iv or the algorithm is another one, or "
        "the data was changed"
    )
