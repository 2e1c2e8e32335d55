"""What the filters of one input come to: transformations, rules for each value, rules for a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from runner.records import Record
from runner.types.checks import check_alphabet, check_maximum, check_minimum
from runner.types.faults import Fault
from runner.types.filter_text import read_argument
from runner.types.filters import INPUT_FILTERS, InputFilter

Check = Callable[[Any], None]


class Rules(Record):
    """The rules of one input, ready to be called.

    Args:
        transforms: change a text, before anything looks at it.
        checks: look at a single value, or at each item of a list.
        counts: look at a list as a whole.
    """

    transforms: tuple[Callable[[str], str], ...] = ()
    checks: tuple[Check, ...] = ()
    counts: tuple[Check, ...] = ()


def make_rules(
    filters: tuple[tuple[str, str], ...], *, on_list: bool, minimum: int | None, maximum: int | None
) -> Rules:
    """The rules of ``filters``, and for a list of its bounds.

    Raises:
        ValueError: a filter that does not exist or has a wrong argument.
    """
    transforms: list[Callable[[str], str]] = []
    checks: list[Check] = []
    counts = list(_bounds(minimum, maximum))
    allowed: list[frozenset[str]] = []
    for name, written in filters:
        known = find_filter(name)
        argument, message = argument_of(known, written)
        # Transformations run first wherever they stand, so that `min:1|trim` finds "  " empty too.
        if known.transform is not None:
            transforms.append(known.transform)
        elif known.alphabet is not None:
            allowed.append(known.alphabet(argument))
        elif known.check is not None:
            check = partial(known.check, argument)
            # On a list these two look at its length, all others at each item.
            target = counts if on_list and known.counts else checks
            target.append(partial(_with_message, check, message) if message else check)
    if allowed:
        # `alphaOk|digitOk` would allow nothing if each were a rule by itself.
        checks.append(partial(check_alphabet, frozenset().union(*allowed)))
    return Rules(tuple(transforms), tuple(checks), tuple(counts))


def find_filter(name: str) -> InputFilter:
    """The input filter called ``name``.

    Raises:
        ValueError: there is none; the message has a near name.
    """
    if name not in INPUT_FILTERS:
        from runner.types.suggestions import unknown_filter

        raise ValueError(unknown_filter(name))
    return INPUT_FILTERS[name]


def argument_of(known: InputFilter, written: str) -> tuple[Any, str]:
    """The argument of a use of ``known``, and the author's own message or "".

    Raises:
        ValueError: it is not what the filter takes.
    """
    text, message = read_argument(written)
    try:
        return known.argument(text), message
    except ValueError as error:
        got = f"`{text}`" if text else "nothing"
        raise ValueError(f"the input filter `{known.name}` takes {error}, but got {got}") from None


def _bounds(minimum: int | None, maximum: int | None) -> Iterator[Check]:
    if minimum is not None:
        yield partial(check_minimum, minimum)
    if maximum is not None:
        yield partial(check_maximum, maximum)


def _with_message(check: Check, message: str, value: Any) -> None:
    try:
        check(value)
    except Fault:
        raise Fault(message=message) from None
