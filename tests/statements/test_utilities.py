"""The statements `util.*`."""

from __future__ import annotations

import time

import pytest

from runner.errors import ScriptError, StoppedError
from runner.statements import utilities
from tests.statements.contexts import StubClock, make_context


@pytest.mark.parametrize(("value", "seconds"), [(2, 2.0), ("0.5", 0.5), (0, 0.0), (None, 0.0)])
def test_sleep(value, seconds):
    clock = StubClock()
    utilities.sleep(make_context(clock=clock), value=value)
    assert clock.slept == [seconds]


def test_sleep_ends_with_the_run():
    clock = StubClock()
    with pytest.raises(StoppedError):
        utilities.sleep(make_context(clock=clock, deadline=time.monotonic() + 5), value=60)
    assert 4 < clock.slept[0] <= 5


@pytest.mark.parametrize("value", [-1, "soon", [1], float("nan"), float("inf")])
def test_sleep_needs_seconds(value):
    with pytest.raises(ScriptError, match=r"`util.sleep` needs a number"):
        utilities.sleep(make_context(), value=value)


@pytest.mark.parametrize(
    ("properties", "mode"),
    [({}, "replace"), ({"duplicates": "add"}, "add"), ({"duplicates": "replace"}, "replace")],
)
def test_set_header_is_noted_in_the_log(properties, mode):
    context = make_context(env={"session": "abcdef123"})
    utilities.set_header(context, value="Set-Cookie: id=abcdef123", **properties)
    assert context.logs[0].message == f"response header ({mode}): Set-Cookie: id=***"


@pytest.mark.parametrize(
    ("value", "part"), [("no colon", "without a colon"), ([], "needs a text, but got a list")]
)
def test_set_header_needs_a_line(value, part):
    with pytest.raises(ScriptError, match=part):
        utilities.set_header(make_context(), value=value)


def test_get_env_gives_the_declared_names():
    env = {"API_KEY": "k", "missing": None}
    context = make_context(env=env)
    assert utilities.get_env(context) == env
    assert utilities.get_env(context) is not context.env


def test_get_vars_gives_the_variables_alone():
    variables = {"var": {"a": 1, "b": None}, "input": {"c": 2}}
    assert utilities.get_vars(variables) == {"a": 1, "b": None}
    assert utilities.get_vars(variables) is not variables["var"]


@pytest.mark.parametrize(
    ("statement", "properties", "expected"),
    [
        (utilities.get_all_input, {}, {"n": 1.0, "list": []}),
        (utilities.get_input, {}, {"n": 1.0, "list": []}),
        (utilities.get_input, {"encoding": "text"}, '{"n":1,"list":[]}'),
        (utilities.get_raw_input, {"encoding": "json", "exclude_middleware": False}, {"n": 1.0, "list": []}),
        (utilities.get_raw_input, {"encoding": None}, {"n": 1.0, "list": []}),
    ],
)
def test_inputs_as_a_whole(statement, properties, expected):
    context = make_context()
    context.raw_input = {"n": 1.0, "list": []}
    result = statement(context, **properties)
    assert result == expected
    assert result is not context.raw_input


def test_an_unknown_encoding_is_refused():
    with pytest.raises(
        ScriptError, match=r'`encoding` of `util.get_raw_input` is "json" or "text", but got "xml"'
    ):
        utilities.get_raw_input(make_context(), encoding="xml")


@pytest.mark.parametrize(
    ("points", "metres"),
    [
        # A degree of the equator, and a quarter of the way around the earth, for a radius of 6371 km.
        ((0, 0, 0, 1), 111_194.93),
        ((0, 0, 90, 0), 10_007_543.4),
        ((0, 0, 0, 180), 20_015_086.8),
        ((40.71, -74.0, 40.71, -74.0), 0),
        # New York to Los Angeles and to Paris, as great-circle calculators give them.
        (("40.7128", "-74.0060", "34.0522", "-118.2437"), 3_935_746),
        ((40.7128, -74.0060, 48.8566, 2.3522), 5_837_241),
    ],
)
def test_geo_distance_in_metres(points, metres):
    names = ("latitude_1", "longitude_1", "latitude_2", "longitude_2")
    distance = utilities.geo_distance(**dict(zip(names, points, strict=True)))
    assert distance == pytest.approx(metres, rel=1e-5, abs=1e-6)


def test_geo_distance_needs_numbers():
    with pytest.raises(ScriptError, match=r'`util.geo_distance` needs a number, but got the text "north"'):
        utilities.geo_distance(latitude_1="north", longitude_1=0, latitude_2=0, longitude_2=0)
