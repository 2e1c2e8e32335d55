"""What the filters of one input come to."""

import pytest

from runner.types.faults import Fault
from runner.types.rules import make_rules


def rules(*filters, on_list=False, minimum=None, maximum=None):
    return make_rules(filters, on_list=on_list, minimum=minimum, maximum=maximum)


def test_filters_are_sorted_by_what_they_do():
    found = rules(("trim", ""), ("min", "3"), ("lower", ""), ("digitOk", ""))
    assert [transform(" A ") for transform in found.transforms] == ["A", " a "]
    assert len(found.checks) == 2
    assert found.counts == ()


def test_min_and_max_of_a_list_count_items_and_the_rest_looks_at_each():
    found = rules(("min", "1"), ("max", "3"), ("alphaOk", ""), on_list=True)
    assert (len(found.counts), len(found.checks)) == (2, 1)


@pytest.mark.parametrize(
    ("minimum", "maximum", "size", "reason"),
    [
        (1, 3, 0, "at least 1 item is needed"),
        (1, 3, 1, None),
        (1, 3, 3, None),
        (1, 3, 4, "at most 3 items are allowed"),
        (None, 2, 0, None),
        (2, None, 99, None),
        (0, 0, 1, "at most 0 items are allowed"),
    ],
)
def test_bounds_of_a_list(minimum, maximum, size, reason):
    reasons = []
    for check in rules(on_list=True, minimum=minimum, maximum=maximum).counts:
        try:
            check([None] * size)
        except Fault as fault:
            reasons.append(fault.reason)
    assert reasons == ([reason] if reason else [])


def test_the_authors_own_message_takes_the_place_of_the_reason():
    (check,) = rules(("min", '3:"Too short"')).checks
    assert check("abc") is None
    with pytest.raises(Fault) as caught:
        check("ab")
    assert (caught.value.message, caught.value.reason) == ("Too short", "")


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (("trimm", ""), "unknown input filter `trimm`; did you mean `trim`?"),
        (("zzzz", ""), "unknown input filter `zzzz`"),
        (("min", "a"), "the input filter `min` takes a number, but got `a`"),
        (("max", ""), "the input filter `max` takes a number, but got nothing"),
        (("lower", "x"), "the input filter `lower` takes no argument, but got `x`"),
    ],
)
def test_wrong_uses(use, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared as a whole
        rules(use)
    assert str(caught.value) == message
