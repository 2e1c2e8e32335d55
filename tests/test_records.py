"""Records: made by order or by name, compared by their values, never by half."""

from __future__ import annotations

import pytest

from runner.records import Record


class Point(Record):
    x: int
    y: int = 0

    @property
    def sum(self) -> int:
        return self.x + self.y


class Named(Point):
    name: str = "p"


class Twin(Record):
    x: int
    y: int = 0


@pytest.mark.parametrize("point", [Point(1, 2), Point(1, y=2), Point(x=1, y=2), Point(y=2, x=1)])
def test_fields_are_given_in_order_or_by_name(point):
    assert (point.x, point.y, point.sum, point.as_tuple()) == (1, 2, 3, (1, 2))


def test_what_is_left_out_has_its_default():
    assert Point(1) == Point(1, 0)
    assert Named(1).as_tuple() == (1, 0, "p")


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((), {"y": 1}), ((1, 2, 3), {}), ((1,), {"x": 1}), ((1,), {"z": 1})]
)
def test_what_does_not_fit_is_a_mistake(values, named):
    with pytest.raises(TypeError, match=r"^Point has the fields x, y, but got "):
        Point(*values, **named)


def test_no_mistake_shows_a_value():
    with pytest.raises(TypeError) as caught:
        Point("hunter2", z="hunter2")
    assert "hunter2" not in str(caught.value)


def test_records_are_compared_by_type_and_values():
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != Twin(1, 2)
    assert len({Point(1, 2), Point(1, 2), Point(2, 1)}) == 2
    assert repr(Named(1, name="a")) == "Named(x=1, y=0, name='a')"


def test_a_changed_record_is_another_one():
    point = Named(1, 2, "a")
    assert point.changed(y=5) == Named(1, 5, "a")
    assert point == Named(1, 2, "a")
    with pytest.raises(TypeError):
        point.changed(z=5)
