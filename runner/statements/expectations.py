"""The statements `expect.*` of tests: each fails unless what it reads is as expected.

Those that ask for null, or whether there is a value, read what is missing as null.
`expect.to_throw` is about a whole stack, and stands in `expected_failures`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.filters.regex import regex_matches
from runner.filters.timestamps import milliseconds_of
from runner.specs import StatementFamily
from runner.statements.arguments import text_of
from runner.values import compare, dump_json, equals
from runner.values.compare import NUMBERS
from runner.values.paths import MISSING
from runner.values.text import shorten

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("expect")

EMPTY: tuple[Any, ...] = (None, "", [], {})
# A longer value is only looked at where it differs.
LONGEST = 80


@family.statement("expect.to_equal", subject="reads")
def to_equal(subject: Any, *, value: Any) -> None:
    """Fails unless both are the same: numbers by their value, objects in any order of their keys.

    Raises:
        ScriptError: they differ; the message names the first place.
    """
    for path, wanted, got in _differences(value, subject, ""):
        raise _failure(
            f"{_shown(wanted)}{f' at {path}' if path else ''}", got, expected=value, actual=subject
        )


@family.statement("expect.to_not_equal", subject="reads")
def to_not_equal(subject: Any, *, value: Any) -> None:
    """Fails when both are the same, as `expect.to_equal` compares.

    Raises:
        ScriptError: they are.
    """
    _expect(any(_differences(value, subject, "")), f"anything but {_shown(value)}", subject, value)


@family.statement("expect.to_be_true", subject="reads")
def to_be_true(subject: Any) -> None:
    """Fails unless the value is true; 1 and other values that count as true are not.

    Raises:
        ScriptError: it is anything else.
    """
    _expect(subject is True, "true", subject, True)


@family.statement("expect.to_be_false", subject="reads")
def to_be_false(subject: Any) -> None:
    """Fails unless the value is false; null and 0 are not.

    Raises:
        ScriptError: it is anything else.
    """
    _expect(subject is False, "false", subject, False)


@family.statement("expect.to_be_null", subject="reads", guards=True)
def to_be_null(subject: Any) -> None:
    """Fails unless the value is null.

    Raises:
        ScriptError: it is not.
    """
    _expect(subject is None, "null", subject)


@family.statement("expect.to_not_be_null", subject="reads", guards=True)
def to_not_be_null(subject: Any) -> None:
    """Fails when the value is null.

    Raises:
        ScriptError: it is.
    """
    _expect(subject is not None, "anything but null", subject)


@family.statement("expect.to_be_defined", subject="reads", guards=True)
def to_be_defined(subject: Any) -> None:
    """Fails when there is no value, which null counts as.

    Raises:
        ScriptError: there is none.
    """
    _expect(subject is not None, "a value", subject)


@family.statement("expect.to_not_be_defined", subject="reads", guards=True)
def to_not_be_defined(subject: Any) -> None:
    """Fails when there is a value other than null.

    Raises:
        ScriptError: there is one.
    """
    _expect(subject is None, "no value", subject)


@family.statement("expect.to_be_empty", subject="reads")
def to_be_empty(subject: Any) -> None:
    """Fails unless the value is null, "", an empty list or an empty object.

    Raises:
        ScriptError: it is anything else; 0 and false are values.
    """
    _expect(subject in EMPTY, "an empty value", subject)


@family.statement("expect.to_be_greater_than", subject="reads")
def to_be_greater_than(subject: Any, *, value: Any) -> None:
    """Fails unless the value is greater, as `>` compares.

    Raises:
        ScriptError: it is not.
    """
    _expect(compare(subject, value) > 0, f"more than {_shown(value)}", subject, value)


@family.statement("expect.to_be_less_than", subject="reads")
def to_be_less_than(subject: Any, *, value: Any) -> None:
    """Fails unless the value is less, as `<` compares.

    Raises:
        ScriptError: it is not.
    """
    _expect(compare(subject, value) < 0, f"less than {_shown(value)}", subject, value)


@family.statement("expect.to_be_within", subject="reads")
def to_be_within(subject: Any, *, min: Any, max: Any) -> None:
    """Fails unless the value lies between ``min`` and ``max``, neither of them included.

    Raises:
        ScriptError: it does not.
    """
    within = compare(subject, min) > 0 and compare(subject, max) < 0
    _expect(within, f"a value between {_shown(min)} and {_shown(max)}", subject, {"min": min, "max": max})


@family.statement("expect.to_contain", subject="reads")
def to_contain(subject: Any, *, value: Any) -> None:
    """Fails unless the text holds ``value``, or the list an element that equals it.

    Raises:
        ScriptError: it does not.
    """
    if type(subject) is list:
        met = any(equals(element, value) for element in subject)
    else:
        met = text_of(value, "expect.to_contain") in text_of(subject, "expect.to_contain")
    _expect(met, f"a value that contains {_shown(value)}", subject, value)


@family.statement("expect.to_start_with", subject="reads")
def to_start_with(subject: Any, *, value: Any) -> None:
    """Fails unless the text begins with ``value``.

    Raises:
        ScriptError: it does not, or is no text.
    """
    met = text_of(subject, "expect.to_start_with").startswith(text_of(value, "expect.to_start_with"))
    _expect(met, f"a text that starts with {_shown(value)}", subject, value)


@family.statement("expect.to_end_with", subject="reads")
def to_end_with(subject: Any, *, value: Any) -> None:
    """Fails unless the text ends with ``value``.

    Raises:
        ScriptError: it does not, or is no text.
    """
    met = text_of(subject, "expect.to_end_with").endswith(text_of(value, "expect.to_end_with"))
    _expect(met, f"a text that ends with {_shown(value)}", subject, value)


@family.statement("expect.to_match", subject="reads", context=True)
def to_match(context: Context, subject: Any, *, value: Any) -> None:
    """Fails unless the regular expression ``value``, with or without delimiters, matches the text.

    Raises:
        ScriptError: it does not, or ``value`` is no regular expression.
    """
    _expect(regex_matches(context, value, subject), f"a text that matches {value}", subject, value)


@family.statement("expect.to_be_in_the_past", subject="reads", context=True)
def to_be_in_the_past(context: Context, subject: Any) -> None:
    """Fails unless the timestamp lies before now.

    Raises:
        ScriptError: it does not, or is no timestamp.
    """
    moment = milliseconds_of(context, subject, "to_timestamp")
    _expect(moment < context.now(), "a time in the past", subject)


@family.statement("expect.to_be_in_the_future", subject="reads", context=True)
def to_be_in_the_future(context: Context, subject: Any) -> None:
    """Fails unless the timestamp lies behind now.

    Raises:
        ScriptError: it does not, or is no timestamp.
    """
    moment = milliseconds_of(context, subject, "to_timestamp")
    _expect(moment > context.now(), "a time in the future", subject)


def _expect(met: bool, wanted: str, subject: Any, value: Any = None) -> None:
    if not met:
        raise _failure(wanted, subject, expected=value, actual=subject)


def _failure(wanted: str, got: Any, *, expected: Any, actual: Any) -> ScriptError:
    payload = {"expected": expected, "actual": actual}
    return ScriptError(f"Expected {wanted}, but got {_shown(got)}", name="expect", payload=payload)


def _shown(value: Any) -> str:
    return "nothing" if value is MISSING else shorten(dump_json(value), LONGEST)


def _differences(expected: Any, actual: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Each place where two values differ: its path, what is expected there and what is there."""
    if type(expected) is dict and type(actual) is dict:
        for key in {**expected, **actual}:
            pair = expected.get(key, MISSING), actual.get(key, MISSING)
            yield from _differences(*pair, f"{path}.{key}".lstrip("."))
    elif type(expected) is list and type(actual) is list and len(expected) == len(actual):
        for at, (one, other) in enumerate(zip(expected, actual, strict=True)):
            yield from _differences(one, other, f"{path}.{at}".lstrip("."))
    elif not _is_same_scalar(expected, actual):
        yield path, expected, actual


def _is_same_scalar(expected: Any, actual: Any) -> bool:
    # 2 and 2.0 are one number; type(...), since in Python True is an int
    alike = type(expected) is type(actual) or {type(expected), type(actual)} <= NUMBERS
    return alike and bool(expected == actual)
