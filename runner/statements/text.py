"""The statements `text.*`: those that change the text in their head, and those that ask about it."""

from __future__ import annotations

from typing import Any

from runner.filters.text import mask_characters
from runner.specs import StatementFamily
from runner.statements.arguments import text_of

family = StatementFamily("text")


@family.statement("text.append", subject="changes")
def append(subject: Any, *, value: Any) -> str:
    """Add ``value`` to the end of the text; a variable that is null counts as "".

    Raises:
        ScriptError: the variable or ``value`` is a list or an object.
    """
    return text_of(subject, "text.append") + text_of(value, "text.append")


@family.statement("text.prepend", subject="changes")
def prepend(subject: Any, *, value: Any) -> str:
    """Add ``value`` to the start of the text.

    Raises:
        ScriptError: the variable or ``value`` is a list or an object.
    """
    return text_of(value, "text.prepend") + text_of(subject, "text.prepend")


@family.statement("text.trim", subject="changes")
def trim(subject: Any, *, value: Any = None) -> str:
    """Remove blanks, or the characters of ``value``, from both ends.

    Raises:
        ScriptError: the variable or ``value`` is a list or an object.
    """
    return text_of(subject, "text.trim").strip(mask_characters(text_of(value, "text.trim")))


@family.statement("text.ltrim", subject="changes")
def ltrim(subject: Any, *, value: Any = None) -> str:
    """Remove blanks, or the characters of ``value``, from the start.

    Raises:
        ScriptError: the variable or ``value`` is a list or an object.
    """
    return text_of(subject, "text.ltrim").lstrip(mask_characters(text_of(value, "text.ltrim")))


@family.statement("text.rtrim", subject="changes")
def rtrim(subject: Any, *, value: Any = None) -> str:
    """Remove blanks, or the characters of ``value``, from the end.

    Raises:
        ScriptError: the variable or ``value`` is a list or an object.
    """
    return text_of(subject, "text.rtrim").rstrip(mask_characters(text_of(value, "text.rtrim")))


@family.statement("text.contains", subject="reads")
def contains(subject: Any, *, value: Any) -> bool:
    """Whether ``value`` occurs in the text; "" occurs in every text, as in PHP 8.

    Raises:
        ScriptError: the text or ``value`` is a list or an object.
    """
    return text_of(value, "text.contains") in text_of(subject, "text.contains")


@family.statement("text.icontains", subject="reads")
def icontains(subject: Any, *, value: Any) -> bool:
    """Whether `value` occurs in the text, without regard to case.

    Raises:
        ScriptError: the text or ``value`` is a list or an object.
    """
    return text_of(value, "text.icontains").lower() in text_of(subject, "text.icontains").lower()


@family.statement("text.starts_with", subject="reads")
def starts_with(subject: Any, *, value: Any) -> bool:
    """Whether the text begins with ``value``.

    Raises:
        ScriptError: the text or ``value`` is a list or an object.
    """
    return text_of(subject, "text.starts_with").startswith(text_of(value, "text.starts_with"))


@family.statement("text.istarts_with", subject="reads")
def istarts_with(subject: Any, *, value: Any) -> bool:
    """Whether the text begins with `value`, without regard to case.

    Raises:
        ScriptError: the text or ``value`` is a list or an object.
    """
    start = text_of(value, "text.istarts_with").lower()
    return text_of(subject, "text.istarts_with").lower().startswith(start)


@family.statement("text.ends_with", subject="reads")
def ends_with(subject: Any, *, value: Any) -> bool:
    """Whether the text ends with ``value``.

    Raises:
        ScriptError: the text or ``value`` is a list or an object.
    """
    return text_of(subject, "text.ends_with").endswith(text_of(value, "text.ends_with"))


@family.statement("text.iends_with", subject="reads")
def iends_with(subject: Any, *, value: Any) -> bool:
    """Whether the text ends with `value`, without regard to case.

    Raises:
        ScriptError: the text or ``value`` is a list or an object.
    """
    end = text_of(value, "text.iends_with").lower()
    return text_of(subject, "text.iends_with").lower().endswith(end)
