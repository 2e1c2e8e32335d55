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
    region = (found.get("subdivisions") or [{}])[0]
    country = found.get("country") or found.get("registered_country") or {}
    continent = found.get("continent") or {}
    location = found.get("location") or {}
    return {
        "continent": _english(continent),
        "continent_code": continent.get("code"),
        "country": _english(country),
        "country_code": country.get("iso_code"),
        "region": _english(region),
        "region_code": region.get("iso_code"),
        "city": _english(found.get("city") or {}),
        "postal_code": (found.get("postal") or {}).get("code"),
        "latitude": location.get("latitude"),
        "longitude": location.get("longitude"),
        "timezone": location.get("time_zone"),
    }


def _english(named: dict[str, Any]) -> Any:
    return (named.get("names") or {}).get("en")


def _radians(degrees: Any) -> float:
    return math.radians(to_number(degrees, "`util.geo_distance`"))


def _raw_input(context: Context, encoding: Any, name: str) -> Any:
    if encoding in (None, "", "json"):
        return dict(context.raw_input)
    if encoding == "text":
        return dump_json(context.raw_input)
    raise ScriptError(f'`encoding` of `{name}` is "json" or "text", but got "{text_of(encoding, name)}"')
