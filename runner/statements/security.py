"""The statements `security.*` that need nothing but randomness."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.statements.arguments import int_of, text_of
from runner.values import is_truthy
from runner.values.binary import from_bytes

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("security")

SYMBOLS = "!@#$%^&*()-_=+[]{};:,.?"
# A mistaken length should fail with a sentence and not fill the memory.
LONGEST = 1 << 20


@family.statement("security.create_uuid", context=True)
def create_uuid(context: Context) -> str:
    """A random UUID of version 4."""
    # uuid4() would ask the system: the run's own randomness can be repeated.
    from uuid import UUID

    return str(UUID(int=context.random.getrandbits(128), version=4))


@family.statement("security.random_bytes", context=True)
def random_bytes(context: Context, *, length: Any) -> str:
    """That many random bytes as binary text.

    Bytes that are not UTF-8 are lone surrogates (PEP 383), so that filters get the same bytes back.

    Raises:
        ScriptError: ``length`` is not a number from 1 to 1,048,576.
    """
    size = _length(length, "security.random_bytes")
    return from_bytes(context.random.randbytes(size))


@family.statement("security.random_number", context=True)
def random_number(context: Context, *, min: Any, max: Any) -> int:
    """A random int from ``min`` to ``max``, both included.

    Raises:
        ScriptError: one of the two is not a number, or ``min`` is above ``max``.
    """
    low, high = int_of(min, "security.random_number"), int_of(max, "security.random_number")
    if low > high:
        message = f"`security.random_number` needs `min` at or below `max`, but got {low} and {high}"
        raise ScriptError(message)
    return context.random.randint(low, high)


@family.statement("security.create_password", context=True)
def create_password(
    context: Context,
    *,
    character_count: Any = 12,
    require_lowercase: Any = True,
    require_uppercase: Any = True,
    require_digit: Any = True,
    require_symbol: Any = False,
    symbol_whitelist: Any = "",
) -> str:
    """A random password with at least one character of each required class, and of no other.

    ``symbol_whitelist`` holds the symbols that may occur; "" stands for the usual ones. Where no
    class is required, letters and digits are used.

    Raises:
        ScriptError: ``character_count`` is not a number, or too small for the required classes.
    """
    # "" comes from Xano's own form, which fills in every property.
    symbols = text_of(symbol_whitelist, "security.create_password") or SYMBOLS
    required = (
        (require_lowercase, string.ascii_lowercase),
        (require_uppercase, string.ascii_uppercase),
        (require_digit, string.digits),
        (require_symbol, symbols),
    )
    classes = [characters for wanted, characters in required if is_truthy(wanted)]
    count = _length(character_count, "security.create_password")
    if count < len(classes):
        message = f"A password of {count} characters cannot hold one of each of {len(classes)} classes"
        raise ScriptError(message)
    return _draw(context, classes, count)


def _draw(context: Context, classes: list[str], count: int) -> str:
    pool = "".join(classes) or string.ascii_letters + string.digits
    drawn = [context.random.choice(characters) for characters in classes]
    drawn += context.random.choices(pool, k=count - len(drawn))
    # Without this the first characters would tell the classes in order.
    context.random.shuffle(drawn)
    return "".join(drawn)


def _length(value: Any, name: str) -> int:
    length = int_of(value, name)
    if not 1 <= length <= LONGEST:
        raise ScriptError(f"`{name}` needs a length from 1 to {LONGEST:,}, but got {length}")
    return length
