"""Query filters on places of the earth: how far, how near.

A point is `{type: "point", data: {lng, lat}}`, `{lng, lat}`, or that of GeoJSON,
`{type: "Point", coordinates: [lng, lat]}`.
"""

from __future__ import annotations

import math
from typing import Any

from sqlalchemy import Float, Text, case, cast, func, literal
from sqlalchemy.dialects.postgresql import ARRAY

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import as_number, constant, is_constant, kind_of
from runner.errors import ScriptError
from runner.filters.arguments import number_of

family = QueryFamily()
Point = tuple[float, float]

# The mean radius of the earth in metres.
RADIUS = 6_371_008.8

# Where the longitude and the latitude of a point stand.
LONGITUDES = ("data,lng", "lng", "data,lon", "lon", "data,longitude", "longitude", "coordinates,0")
LATITUDES = ("data,lat", "lat", "data,latitude", "latitude", "coordinates,1")


def distance_of(value: Any, other: Any) -> float | None:
    """The distance of two points in metres on a sphere; null for anything but points."""
    start, end = point_of(value), point_of(other)
    if start is None or end is None:
        return None
    (x1, y1), (x2, y2) = (map(math.radians, point) for point in (start, end))
    chord = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def is_within(value: Any, other: Any, radius: Any) -> bool | None:
    """Whether two points are at most ``radius`` metres apart."""
    found = distance_of(value, other)
    return None if found is None else found <= number_of(radius, "within")


@family.filter("distance", python=distance_of, result="decimal", strict=True)
def distance(value: Expression, other: Expression) -> Expression:
    x1, y1 = _radians(value, "distance")
    x2, y2 = _radians(other, "distance")
    chord = func.power(func.sin((y2 - y1) / 2.0), 2.0) + func.cos(y1) * func.cos(y2) * func.power(
        func.sin((x2 - x1) / 2.0), 2.0
    )
    return 2.0 * RADIUS * func.asin(func.sqrt(case((chord > 1.0, 1.0), else_=chord)))


@family.filter("within", python=is_within, result="bool", strict=True)
def within(value: Expression, other: Expression, radius: Expression) -> Expression:
    return distance(value, other) <= as_number(radius)


def point_of(value: Any) -> Point | None:
    """Longitude and latitude of a point, however it is written; None for anything else."""
    longitude, latitude = (
        next((found for path in paths if (found := _at(value, path)) is not None), None)
        for paths in (LONGITUDES, LATITUDES)
    )
    if longitude is None or latitude is None:
        return None
    return longitude, latitude


def _at(value: Any, path: str) -> float | None:
    for key in path.split(","):
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return float(value) if type(value) in (int, float) else None


def _radians(value: Expression, name: str) -> tuple[Expression, Expression]:
    if is_constant(value):
        found = constant(value, name, "point")
        point = point_of(found)
        if point is None and found is not None:
            raise ScriptError(f"`|{name}` in a query needs points, such as {{lng: 13.4, lat: 52.5}}")
        longitude, latitude = point or (None, None)
        return literal(longitude and math.radians(longitude), Float), literal(
            latitude and math.radians(latitude), Float
        )
    if kind_of(value) != "json":
        raise ScriptError(f"`|{name}` in a query needs a column of points")
    return _coordinate(value, LONGITUDES), _coordinate(value, LATITUDES)


def _coordinate(value: Expression, paths: tuple[str, ...]) -> Expression:
    found = [value.op("#>")(cast(literal(path.split(",")), ARRAY(Text))) for path in paths]
    first = func.coalesce(*found)
    number = case((func.jsonb_typeof(first) == "number", cast(cast(first, Text), Float)))
    return func.radians(number)
