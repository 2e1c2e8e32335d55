"""Filters on lists and objects."""

from __future__ import annotations

from runner.eject import pieces
from runner.eject.pieces import Bracket, Code, call, chain, name, text
from runner.eject.piped import Piped, Rule, display
from runner.values.kinds import BOOL, INT, LIST, NULL, NUMERIC, OBJECT, TEXT


def _count(piped: Piped) -> Code | None:
    sized = piped.value.only(LIST | OBJECT | TEXT)
    return call("len", piped.code) if sized else piped.helper("count")


def _end(word: str, index: str) -> Rule:
    def write(piped: Piped) -> Code | None:
        if not (piped.value.only(LIST) and piped.code.is_name):
            return piped.helper(word)
        return pieces.choice(piped.code, pieces.item(piped.code, name(index)), pieces.NONE)

    return write


def _section(piped: Piped) -> Code | None:
    start, length = piped.literal(0), piped.literal(1)
    sliceable = piped.value.only(LIST) or piped.value.only(TEXT)
    given = len(piped.arguments)
    if not sliceable or type(start) is not int or (given == 2 and type(length) is not int):
        return piped.helper("section") if sliceable or not piped.value.only(NUMERIC | BOOL) else None
    if given == 1:
        return pieces.item(piped.code, name(f"{start or ''}:"))
    if start >= 0 and length >= 0:
        return pieces.item(piped.code, name(f"{start or ''}:{start + length}"))
    if start >= 0:
        return pieces.item(piped.code, name(f"{start or ''}:{length}"))
    return piped.helper("section")


def _reverse(piped: Piped) -> Code | None:
    if piped.value.only(LIST) or piped.value.only(TEXT):
        return pieces.item(piped.code, name("::-1"))
    return None


def _push(piped: Piped) -> Code | None:
    if len(piped.arguments) != 1:
        return None
    added, items = piped.writer.value(piped.arguments[0]), display(piped.code, "[")
    if items is not None:
        return pieces.listing((*items, added))
    # An object takes the element under the next free number.
    if not piped.value.only(LIST | NULL):
        return None
    return pieces.listing((pieces.spread(piped.elements), added))


def _unshift(piped: Piped) -> Code | None:
    if len(piped.arguments) != 1:
        return None
    return pieces.listing((piped.writer.value(piped.arguments[0]), pieces.spread(piped.elements)))


def _fill(piped: Piped) -> Code | None:
    count = piped.argument(1) if len(piped.arguments) == 2 else None
    if piped.literal(0) != 0 or count is None or not count.only(INT) or piped.code == pieces.NONE:
        return None
    return chain(pieces.TERM, pieces.listing([piped.code]), ("*", count.code))


def _range(piped: Piped) -> Code | None:
    return piped.writer.helper("span", piped.argument(0).code, piped.argument(1).code)


def _get(piped: Piped) -> Code | None:
    default = [piped.argument(1).code] if len(piped.arguments) > 1 else []
    default = [] if default == [pieces.NONE] else default
    if piped.key is not None and piped.value.only(OBJECT):
        return pieces.method(piped.code, "get", text(piped.key), *default)
    return piped.writer.helper("get", piped.code, piped.argument(0).code, *default)


def _set(piped: Piped) -> Code | None:
    key, items = piped.key, display(piped.code, "{")
    if key is None:
        return piped.helper("put")
    value = piped.writer.value(piped.arguments[1])
    if items is not None:
        return Code((Bracket("{", with_entry(items, key, value), "}"),))
    if piped.value.only(OBJECT):
        return pieces.dictionary([(pieces.SPREAD, piped.code), (text(key), value)])
    return piped.helper("put")


def with_entry(items: tuple[Code, ...], key: str, value: Code) -> tuple[Code, ...]:
    """The entries of a dictionary and one more; one of the same key is replaced."""
    (entry,) = next(iter(pieces.dictionary([(text(key), value)]).pieces)).items  # type: ignore[union-attr]
    kept = [entry if item.pieces[:2] == entry.pieces[:2] else item for item in items]
    return tuple(kept) if entry in kept else (*items, entry)


def _set_filled(piped: Piped) -> Code | None:
    return piped.helper("put_filled")


def _values(piped: Piped) -> Code | None:
    return call("list", pieces.method(piped.code, "values")) if piped.value.only(OBJECT) else None


def _merge(piped: Piped) -> Code | None:
    other = piped.argument(0)
    if piped.value.only(LIST) and other.only(LIST):
        return pieces.listing((pieces.spread(piped.code), pieces.spread(other.code)))
    if piped.value.only(OBJECT) and other.only(OBJECT):
        return pieces.dictionary([(pieces.SPREAD, piped.code), (pieces.SPREAD, other.code)])
    return None


LIST_FILTERS: dict[str, Rule] = {
    "first": _end("first", "0"),
    "last": _end("last", "-1"),
    "count": _count,
    **dict.fromkeys(("slice", "array_slice", "substr"), _section),
    "reverse": _reverse,
    **dict.fromkeys(("push", "append"), _push),
    **dict.fromkeys(("unshift", "prepend"), _unshift),
    "fill": _fill,
    "range": _range,
    "get": _get,
    "set": _set,
    "set_ifnotempty": _set_filled,
    "values": _values,
    "merge": _merge,
}
