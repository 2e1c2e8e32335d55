"""The statements `redis.*`: values under keys, counters, lists, limits; on a server, or inside of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.statements.arguments import int_of, refuse, seconds_of, text_of
from runner.values import is_truthy, to_number

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("redis")

# A thousand years; Redis counts milliseconds, and ends where 64 bits do.
LONGEST = 31_536_000_000


@family.statement("redis.set", context=True)
def set_(
    context: Context,
    *,
    key: Any,
    data: Any,
    ttl: Any = None,
    create_only: Any = False,
    package_key: Any = None,
) -> bool:
    """Store any value under a key, for ``ttl`` seconds, or for good; false where ``create_only`` found one.

    Raises:
        ScriptError: ``ttl`` is no number of seconds, or the server refuses.
    """
    name = "redis.set"
    # As in Xano, 0 is no end.
    seconds = _seconds(ttl, name) or None
    return context.redis.set(name, _key(key, package_key, name), data, seconds, is_truthy(create_only))


@family.statement("redis.get", context=True)
def get(context: Context, *, key: Any, package_key: Any = None) -> Any:
    """The value of a key; false where there is none.

    Raises:
        ScriptError: the key holds a list, or the server refuses.
    """
    return context.redis.get("redis.get", _key(key, package_key, "redis.get"))


@family.statement("redis.has", context=True)
def has(context: Context, *, key: Any, package_key: Any = None) -> bool:
    """Whether there is a key.

    Raises:
        ScriptError: the server refuses.
    """
    return context.redis.has("redis.has", _key(key, package_key, "redis.has"))


@family.statement("redis.del", context=True)
def delete(context: Context, *, key: Any, package_key: Any = None) -> bool:
    """Remove a key with all that it holds; false where there was none.

    Raises:
        ScriptError: the server refuses.
    """
    return context.redis.delete("redis.del", _key(key, package_key, "redis.del"))


@family.statement("redis.keys", context=True)
def keys(context: Context, *, search: Any = None, where: Any = None, package_key: Any = None) -> list[str]:
    """The keys that fit a pattern such as "user_*", in order; all without one. ``where`` is its old name.

    Raises:
        ScriptError: the pattern is no text, or the server refuses.
    """
    name = "redis.keys"
    pattern = text_of(search if search is not None else where, name) or "*"
    package = text_of(package_key, name)
    return context.redis.search(name, pattern, f"{package}:" if package else "")


@family.statement("redis.incr", context=True)
def incr(context: Context, *, key: Any, by: Any = 1, package_key: Any = None) -> int:
    """Add to the int of a key, which is 0 where there is none; gives the sum.

    Raises:
        ScriptError: the key or ``by`` holds no int, or the server refuses.
    """
    return context.redis.add("redis.incr", _key(key, package_key, "redis.incr"), _whole(by, "redis.incr", 1))


@family.statement("redis.decr", context=True)
def decr(context: Context, *, key: Any, by: Any = 1, package_key: Any = None) -> int:
    """Take from the int of a key, which is 0 where there is none; gives what is left.

    Raises:
        ScriptError: the key or ``by`` holds no int, or the server refuses.
    """
    return context.redis.add("redis.decr", _key(key, package_key, "redis.decr"), -_whole(by, "redis.decr", 1))


@family.statement("redis.push", context=True)
def push(context: Context, *, key: Any, value: Any, package_key: Any = None) -> int:
    """Add a value to the end of a list; gives its length.

    Raises:
        ScriptError: the key holds no list, or the server refuses.
    """
    return context.redis.push("redis.push", _key(key, package_key, "redis.push"), value, front=False)


@family.statement("redis.unshift", context=True)
def unshift(context: Context, *, key: Any, value: Any, package_key: Any = None) -> int:
    """Add a value to the front of a list; gives its length.

    Raises:
        ScriptError: the key holds no list, or the server refuses.
    """
    return context.redis.push("redis.unshift", _key(key, package_key, "redis.unshift"), value, front=True)


@family.statement("redis.pop", context=True)
def pop(context: Context, *, key: Any, count: Any = None, package_key: Any = None) -> Any:
    """Remove the last element of a list and give it, null where there is none; with ``count`` a list.

    Raises:
        ScriptError: the key holds no list, or the server refuses.
    """
    name = "redis.pop"
    return context.redis.take(name, _key(key, package_key, name), _count(count, name), front=False)


@family.statement("redis.shift", context=True)
def shift(context: Context, *, key: Any, count: Any = None, package_key: Any = None) -> Any:
    """Remove the first element of a list and give it, null where there is none; with ``count`` a list.

    Raises:
        ScriptError: the key holds no list, or the server refuses.
    """
    name = "redis.shift"
    return context.redis.take(name, _key(key, package_key, name), _count(count, name), front=True)


@family.statement("redis.range", context=True)
def range_(
    context: Context, *, key: Any, start: Any = 0, stop: Any = -1, package_key: Any = None
) -> list[Any]:
    """The elements of a list from ``start`` to ``stop``, both included; below 0 counts from the end.

    Raises:
        ScriptError: the key holds no list, or the server refuses.
    """
    name = "redis.range"
    first, last = _whole(start, name, 0), _whole(stop, name, -1)
    return context.redis.range(name, _key(key, package_key, name), first, last)


@family.statement("redis.count", context=True)
def count(context: Context, *, key: Any, package_key: Any = None) -> int:
    """The length of a list; 0 where there is none.

    Raises:
        ScriptError: the key holds no list, or the server refuses.
    """
    return context.redis.count("redis.count", _key(key, package_key, "redis.count"))


@family.statement("redis.remove", context=True)
def remove(context: Context, *, key: Any, value: Any, count: Any = 0, package_key: Any = None) -> int:
    """Remove elements that equal ``value``: ``count`` from the front, below 0 from the end, 0 for all.

    Gives how many there were.

    Raises:
        ScriptError: the key holds no list, or the server refuses.
    """
    name = "redis.remove"
    return context.redis.remove(name, _key(key, package_key, name), value, _whole(count, name, 0))


@family.statement("redis.ratelimit", context=True)
def ratelimit(
    context: Context, *, key: Any, max: Any, ttl: Any, error: Any = None, package_key: Any = None
) -> bool:
    """Count a hit; false where there were more than ``max`` in the ``ttl`` seconds since the first.

    Raises:
        ScriptError: that is so and ``error`` is given (``toomanyrequests``), or the server refuses.
    """
    name = "redis.ratelimit"
    seconds = _seconds(ttl, name)
    if not seconds:
        raise ScriptError(f"`ttl` of `{name}` needs a number of seconds above 0")
    allowed = context.redis.hit(name, _key(key, package_key, name), seconds) <= _whole(max, name, None)
    message = text_of(error, name)
    if message and not allowed:
        raise ScriptError(message, kind="toomanyrequests")
    return allowed


def _key(key: Any, package: Any, name: str) -> str:
    """The key as Redis has it behind the namespace of the run: a package has a part of its own there."""
    text, package = text_of(key, name), text_of(package, name)
    # It is what is left of an input that was not given: all who lack it would share one key.
    if not text:
        raise (
            refuse(name, "a text as `key`", None)
            if key is None
            else ScriptError(f"`{name}` needs a text as `key`, but got an empty one")
        )
    return f"{package}:{text}" if package else text


def _whole(value: Any, name: str, default: int | None) -> int:
    """An int; a number with a fraction is refused, since Redis would count another one."""
    if value is None and default is not None:
        return default
    number = to_number(value, f"`{name}`")
    if value is None or number != int_of(value, name):
        raise refuse(name, "an int", value)
    return int(number)


def _count(value: Any, name: str) -> int | None:
    if value is None:
        return None
    number = _whole(value, name, None)
    if number < 0:
        raise ScriptError(f"`count` of `{name}` needs a number from 0 up, but got {number}")
    return number


def _seconds(value: Any, name: str) -> float:
    if value is None:
        return 0.0
    seconds = seconds_of(value, name)
    if seconds > LONGEST:
        raise ScriptError(f"`ttl` of `{name}` is a number of seconds up to {LONGEST}")
    return seconds
