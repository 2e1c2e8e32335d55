"""The statements `util.*`: waiting, response headers, env and inputs as a whole, distances."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.statements.arguments import seconds_of, text_of
from runner.values import dump_json, to_number

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("util")

EARTH_RADIUS = 6_371_000  # metres, the mean radius
# Where a file of places holds the English name of something.
ENGLISH = ("names", "en")


@family.statement("util.sleep", context=True)
def sleep(context: Context, *, value: Any) -> None:
    """Wait that many seconds, but not past the run's deadline.

    Raises:
        ScriptError: ``value`` is not a number, or is negative.
    """
    context.sleep(seconds_of(value, "util.sleep"))


@family.statement("util.set_header", context=True)
def set_header(context: Context, *, value: Any, duplicates: Any = "replace") -> None:
    """Note a response header in the log: a job answers nobody, so there is no response to carry it.

    Raises:
        ScriptError: ``value`` is not a line "Name: value", or ``duplicates`` not a text.
    """
    line = text_of(value, "util.set_header")
    if ":" not in line:
        raise ScriptError('`util.set_header` needs a text "Name: value", but got one without a colon')
    context.log(f"response header ({text_of(duplicates, 'util.set_header')}): {line}")


@family.statement("util.get_env", context=True)
def get_env(context: Context) -> dict[str, Any]:
    """All env values that the job declares, by the names it declares."""
    # A copy: the statements that follow may change the object that the job holds.
    return dict(context.env)


@family.statement("util.get_vars", variables=True)
def get_vars(variables: dict[str, Any]) -> dict[str, Any]:
    """All variables of the function that are set, by their names."""
    return dict(variables["var"])


@family.statement("util.get_all_input", context=True)
def get_all_input(context: Context) -> dict[str, Any]:
    """The inputs of the run, without defaults."""
    return dict(context.raw_input)


@family.statement("util.get_input", context=True)
def get_input(context: Context, *, encoding: Any = "json") -> Any:
    """The inputs of the run as they were given, or with ``encoding = "text"`` their JSON as a text.

    Raises:
        ScriptError: ``encoding`` is neither json nor text.
    """
    return _raw_input(context, encoding, "util.get_input")


@family.statement("util.get_raw_input", context=True)
def get_raw_input(context: Context, *, encoding: Any = "json", exclude_middleware: Any = None) -> Any:
    """The inputs of the run as they were given, or with ``encoding = "text"`` their JSON as a text.

    ``exclude_middleware`` changes nothing: a job has no middleware that could have touched them.

    Raises:
        ScriptError: ``encoding`` is neither json nor text.
    """
    return _raw_input(context, encoding, "util.get_raw_input")


@family.statement("util.geo_distance")
def geo_distance(*, latitude_1: Any, longitude_1: Any, latitude_2: Any, longitude_2: Any) -> float:
    """The distance of two points on the earth in metres, along a great circle of a sphere.

    Raises:
        ScriptError: one of the four is not a number.
    """
    start, end = _radians(latitude_1), _radians(latitude_2)
    turn = _radians(longitude_2) - _radians(longitude_1)
    # The haversine formula: unlike the cosine rule it stays exact for points close together.
    chord = math.sin((end - start) / 2) ** 2 + math.cos(start) * math.cos(end) * math.sin(turn / 2) ** 2
    # Rounding can carry the chord of opposite points just above 1.
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, chord)))


@family.statement("util.ip_lookup", context=True)
def ip_lookup(context: Context, *, value: Any) -> dict[str, Any]:
    """Where an IP address is, as far as a file of MaxMind's knows it that the run was given.

    Raises:
        ScriptError: ``value`` is no address, or the run has no such file ("unsupported").
    """
    address = text_of(value, "util.ip_lookup").strip()
    if context.places is None:
        raise ScriptError(
            "`util.ip_lookup` needs a database of places: give one, such as GeoLite2-City.mmdb of MaxMind's,"
            " with --geoip FILE or XSRUN_GEOIP",
            name="unsupported",
        )
    return {"ip": address, **_place(context.places.find(address) or {})}


def _place(found: dict[str, Any]) -> dict[str, Any]:
    """A place in one level, null where nothing is known; names are English."""
    country = "country" if found.get("country") else "registered_country"
    return {
        "continent": _at(found, "continent", *ENGLISH),
        "continent_code": _at(found, "continent", "code"),
        "country": _at(found, country, *ENGLISH),
        "country_code": _at(found, country, "iso_code"),
        "region": _at(found, "subdivisions", 0, *ENGLISH),
        "region_code": _at(found, "subdivisions", 0, "iso_code"),
        "city": _at(found, "city", *ENGLISH),
        "postal_code": _at(found, "postal", "code"),
        "latitude": _at(found, "location", "latitude"),
        "longitude": _at(found, "location", "longitude"),
        "timezone": _at(found, "location", "time_zone"),
    }


def _at(value: Any, *path: str | int) -> Any:
    """What stands at a path; null where there is none, as in files of others than MaxMind."""
    for step in path:
        if type(step) is int:
            value = value[step] if type(value) is list and len(value) > step else None
        else:
            value = value.get(step) if type(value) is dict else None
    return value


def _radians(degrees: Any) -> float:
    return math.radians(to_number(degrees, "`util.geo_distance`"))


def _raw_input(context: Context, encoding: Any, name: str) -> Any:
    if encoding in (None, "", "json"):
        return dict(context.raw_input)
    if encoding == "text":
        return dump_json(context.raw_input)
    raise ScriptError(f'`encoding` of `{name}` is "json" or "text", but got "{text_of(encoding, name)}"')
