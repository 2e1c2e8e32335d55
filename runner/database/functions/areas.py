"""The query filter that tells what an area covers.

An area is a list of points, or a polygon of such lists, of which the first is its edge.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import kind_of
from runner.database.functions.places import Point, point_of
from runner.errors import ScriptError

family = QueryFamily()

# A width of degrees in which nothing lies.
NARROW = 1e-12

# The corners of what `place` is: of an area, or of a point, which is its own.
CORNERS = """(
    SELECT i,
        coalesce(v -> 'lng', v -> 'lon', v -> 'longitude', v -> 0) AS x,
        coalesce(v -> 'lat', v -> 'latitude', v -> 1) AS y
    FROM (SELECT {place} AS p) AS given,
    LATERAL (SELECT coalesce(p -> 'data', p -> 'coordinates', p) AS d) AS held,
    LATERAL jsonb_array_elements(CASE
        WHEN jsonb_typeof(d -> 0 -> 0) IN ('array', 'object') THEN d -> 0
        WHEN jsonb_typeof(d -> 0) IN ('array', 'object') THEN d
        ELSE jsonb_build_array(d)
    END) WITH ORDINALITY AS e(v, i)
)"""
POINTS = f"""(
    SELECT i,
        CASE jsonb_typeof(x) WHEN 'number' THEN CAST(x AS float8) END AS x,
        CASE jsonb_typeof(y) WHEN 'number' THEN CAST(y AS float8) END AS y
    FROM {CORNERS} AS corners
)"""
# The polygons of PostgreSQL are flat, as those of degrees are taken to be; their edge is theirs.
COVERS = """(
    SELECT CASE WHEN bool_and(x IS NOT NULL AND y IS NOT NULL) THEN bool_and(shape @> point(x, y)) END
    FROM {inner} AS points, (
        SELECT CASE WHEN bool_and(x IS NOT NULL AND y IS NOT NULL) AND count(*) > 2
            THEN CAST('(' || string_agg('(' || x || ',' || y || ')', ',' ORDER BY i) || ')' AS polygon)
        END AS shape
        FROM {area} AS edge
    ) AS area
)"""


class Covers(FunctionElement[bool]):
    """Whether the first place covers the second one."""

    type = Boolean()
    inherit_cache = True


@compiles(Covers, "postgresql")
def _covers(element: Covers, compiler: SQLCompiler, **options: Any) -> str:
    area, inner = (POINTS.format(place=compiler.process(place, **options)) for place in element.clauses)
    return COVERS.format(area=area, inner=inner)


def covers_place(value: Any, other: Any) -> bool | None:
    """Whether an area holds a point, or every corner of another area; its edge belongs to it."""
    area = _corners(value)
    inner = _corners(other) or ([point] if (point := point_of(other)) else [])
    if len(area) < 3 or not inner:
        return None
    return all(_holds(area, point) for point in inner)


@family.filter("covers", python=covers_place, result="bool", strict=True)
def covers(value: Expression, other: Expression) -> Expression:
    if {kind_of(value), kind_of(other)} - {"json", "null"}:
        raise ScriptError("`|covers` in a query needs places: areas and points")
    return Covers(value, other)


def _corners(value: Any) -> list[Point]:
    """The corners of an area: of the outer ring, where it has holes."""
    if isinstance(value, dict):
        return _corners(value.get("data", value.get("coordinates")))
    if not isinstance(value, list) or not value:
        return []
    points = [_corner(item) for item in value]
    if None not in points:
        return [point for point in points if point is not None]
    return _corners(value[0])


def _corner(value: Any) -> Point | None:
    # GeoJSON may tell the height as well.
    if isinstance(value, list) and len(value) > 1 and {type(part) for part in value[:2]} <= {int, float}:
        return float(value[0]), float(value[1])
    return point_of(value) if isinstance(value, dict) else None


def _holds(area: list[Point], point: Point) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(area, area[1:] + area[:1], strict=True):
        cross = (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)
        on_line = abs(cross) < NARROW and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
        if on_line:
            return True
        # A ray to the east crosses the edge.
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
