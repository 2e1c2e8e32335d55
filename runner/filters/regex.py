"""Filters on regular expressions: the pattern is piped, the subject is an argument."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from runner.errors import ScriptError, StoppedError
from runner.filters.arguments import text_of
from runner.specs import FilterFamily

if TYPE_CHECKING:
    from regex import Match, Pattern

    from runner.execution.context import Context

family = FilterFamily("regex")

# PHP gives up after a million steps back, well within this; processor time of all threads counts.
SECONDS_TO_MATCH = 2.0

SPECIAL = frozenset(".\\+*?[^]$(){}=!<>|:-#/")
# PHP reads at most two digits, and a backslash before another or before a dollar sign not at all.
REPLACEMENT_REFERENCE = re.compile(r"\\[\\$]|[\\$](\d{1,2})|\$\{(\d{1,2})\}")

Result = TypeVar("Result")


@family.filter("regex_matches", context=True)
def regex_matches(context: Context, value: Any, subject: Any) -> bool:
    """Whether the pattern matches somewhere in ``subject``.

    Raises:
        ScriptError: the pattern cannot be used, or takes too long.
        StoppedError: the run's own time limit came.
    """
    text = text_of(subject, "regex_matches", "subject")
    return _apply(context, value, lambda pattern, seconds: pattern.search(text, timeout=seconds) is not None)


@family.filter("regex_get_first_match", context=True)
def regex_get_first_match(context: Context, value: Any, subject: Any) -> Any:
    """The first match and its groups; an empty list when there is none.

    As PHP's ``preg_match`` has it, groups at the end that took no part are left out, others are "",
    and with named groups the result is an object with both the names and the numbers.

    Raises:
        ScriptError: the pattern cannot be used, or takes too long.
        StoppedError: the run's own time limit came.
    """
    text = text_of(subject, "regex_get_first_match", "subject")
    match = _apply(context, value, lambda pattern, seconds: pattern.search(text, timeout=seconds))
    if match is None:
        return []
    # PHP leaves out the groups behind the last that took part
    present = max((at for at in range(match.re.groups + 1) if match[at] is not None), default=0)
    groups = [match[at] or "" for at in range(present + 1)]
    return _with_names(groups, match.re)


@family.filter("regex_get_all_matches", context=True)
def regex_get_all_matches(context: Context, value: Any, subject: Any) -> Any:
    """All matches: a list of the whole matches, then a list for each group, as ``preg_match_all`` orders.

    With named groups the result is an object with both the names and the numbers.

    Raises:
        ScriptError: the pattern cannot be used, or takes too long.
        StoppedError: the run's own time limit came.
    """
    text = text_of(subject, "regex_get_all_matches", "subject")

    def find(pattern: Pattern[str], seconds: float) -> tuple[Pattern[str], list[Match[str]]]:
        return pattern, list(pattern.finditer(text, timeout=seconds))

    pattern, matches = _apply(context, value, find)
    return _with_names([[match[at] or "" for match in matches] for at in range(pattern.groups + 1)], pattern)


@family.filter("regex_replace", context=True)
def regex_replace(context: Context, value: Any, replacement: Any, subject: Any) -> str:
    r"""``subject`` with each match replaced; ``$1``, ``${1}`` and ``\1`` stand for groups.

    Raises:
        ScriptError: the pattern cannot be used, or takes too long.
        StoppedError: the run's own time limit came.
    """
    text = text_of(subject, "regex_replace", "subject")
    template = text_of(replacement, "regex_replace", "replacement")

    def replace(pattern: Pattern[str], seconds: float) -> str:
        return pattern.sub(lambda match: _expand(template, match), text, timeout=seconds)

    return _apply(context, value, replace)


@family.filter("regex_quote")
def regex_quote(value: Any, delimiter: Any = "") -> str:
    """The text with a backslash before what has a meaning in a pattern, and before ``delimiter``.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    marks = (SPECIAL - {"/"}) | set(text_of(delimiter, "regex_quote", "delimiter")[:1])
    return "".join("\\" + letter if letter in marks else letter for letter in text_of(value, "regex_quote"))


def _apply(context: Context, value: Any, work: Callable[[Pattern[str], float], Result]) -> Result:
    from runner.filters.pcre import compile_pcre

    source = text_of(value, "regex")
    pattern = compile_pcre(source)
    seconds = context.remaining(SECONDS_TO_MATCH)
    try:
        return work(pattern, seconds)
    except TimeoutError:
        if context.remaining(SECONDS_TO_MATCH) <= 0:
            raise StoppedError("the run reached its time limit") from None
        message = f"it goes back too often on this text, longer than {seconds:.2g} seconds"
    # a group that calls itself before it has read anything ends here
    except (MemoryError, RecursionError):
        message = "it needs more memory on this text than there is"
    raise ScriptError(f"The regular expression {source} cannot be used: {message}")


def _with_names(groups: list[Any], pattern: Pattern[str]) -> Any:
    names = {number: name for name, number in pattern.groupindex.items() if number < len(groups)}
    if not names:
        return groups
    named: dict[str, Any] = {}
    for number, group in enumerate(groups):
        if number in names:
            named[names[number]] = group
        named[str(number)] = group
    return named


def _expand(template: str, match: Match[str]) -> str:
    def group(reference: re.Match[str]) -> str:
        if reference[0] in ("\\\\", "\\$"):
            return reference[0][1]
        number = int(reference[1] or reference[2])
        return (match[number] or "") if number <= match.re.groups else ""

    return REPLACEMENT_REFERENCE.sub(group, template)
