"""Filters inside of queries give on every database what they give outside of queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from runner.database.functions import apply
from runner.errors import ScriptError
from tests.database.asking import SAMPLE, Asking, asking
from tests.filters import applying

KINDS = {str: "text", int: "int", float: "decimal", bool: "bool", list: "json", dict: "json"}


@pytest.fixture
def rows(database: str | None) -> Iterator[Asking]:
    with asking(database) as found:
        yield found


# What is piped, the filter, its arguments: the same as outside.
AS_OUTSIDE: list[tuple[Any, str, tuple[Any, ...]]] = [
    ("John DOE", "to_lower", ()),
    ("ÉTÉ", "lower", ()),
    ("John é", "to_upper", ()),
    (12, "upper", ()),
    (True, "to_upper", ()),
    ("John", "concat", (" ",)),
    ("John", "concat", ("Doe", ", ")),
    ("John", "concat", (None,)),
    (1.5, "concat", ("%_'\"",)),
    ("john@example.com", "substr", (0, 5)),
    ("john", "substr", (1,)),
    ("john", "substr", (-2,)),
    ("john", "substr", (-9, 2)),
    ("john", "substr", (1, -1)),
    ("john", "substr", (9, 3)),
    ("john", "substr", (3, -9)),
    ("jöhn", "substr", (1, None)),
    ("  a b \t", "trim", ()),
    ("xxaxx", "trim", ("x",)),
    ("abcXcba", "ltrim", ("a..c",)),
    ("abcXcba", "rtrim", ("a..c",)),
    ("a.b.c", "replace", (".", "")),
    ("a.b.c", "replace", ("", "-")),
    ("50%", "starts_with", ("50%",)),
    ("500", "starts_with", ("50%",)),
    ("José María ñ ß Œ", "unaccent", ()),
    ("jöhn", "strlen", ()),
    ([1, 2, 3], "count", ()),
    ({"a": 1, "b": 2}, "count", ()),
    ([], "count", ()),
    (7, "to_text", ()),
    (0.1 + 0.2, "to_text", ()),
    (False, "to_text", ()),
    (10.0, "add", (5.99,)),
    (10, "sub", (2.5,)),
    (10, "subtract", ("4",)),
    (10, "mul", (1.2,)),
    ("7", "multiply", (3,)),
    (10, "div", (4,)),
    (9, "divide", (3,)),
    (-7, "mod", (3,)),
    (7, "modulus", (-3,)),
    (123.45, "floor", ()),
    (-123.45, "floor", ()),
    (9007199254740993, "floor", ()),
    (123.45, "ceil", ()),
    (123.45, "round", (1,)),
    (1.005, "round", (2,)),
    (-2.5, "round", (0,)),
    (1234, "round", (-2,)),
    (-3.5, "abs", ()),
    (16, "sqrt", ()),
    (5, "min", (3,)),
    (5, "max", (3,)),
    ("12 apples", "to_int", ()),
    ("apples", "to_int", ()),
    (-1.9, "to_int", ()),
    ("1.5x", "to_decimal", ()),
    (5, "to_decimal", ()),
    ("", "is_empty", ()),
    ("0", "is_empty", ()),
    ("00", "is_empty", ()),
    (0, "is_empty", ()),
    (0.5, "is_empty", ()),
    (False, "is_empty", ()),
    ([], "is_empty", ()),
    ({"a": 1}, "is_empty", ()),
    ("x", "is_null", ()),
    ("x", "safe_array", ()),
    ([1, "a"], "safe_array", ()),
    ("x", "first_notnull", ("y",)),
    ("x", "first_notnull", (5,)),
    *((1_758_112_496_789, f"timestamp_{part}", ()) for part in ("year", "month", "week", "hour", "minute")),
    *((1_758_112_496_789, f"timestamp_day_of_{part}", ()) for part in ("week", "month", "year")),
    (1_735_689_599_999, "timestamp_year", ("Europe/Paris",)),
    (1_735_689_599_999, "timestamp_week", ("Europe/Paris",)),
    (1_735_689_599_999, "timestamp_hour", ("EST",)),
    (1_735_689_599_999, "timestamp_hour", ("IST",)),
    (1_735_689_599_999, "timestamp_minute", ("+05:45",)),
    (-1, "timestamp_day_of_month", ()),
    (1_751_328_000_000, "timestamp_day_of_week", ("America/New_York",)),
]


@pytest.mark.parametrize(("value", "name", "arguments"), AS_OUTSIDE)
def test_a_filter_gives_what_it_gives_outside(rows, value, name, arguments):
    found = rows.filter(name, KINDS[type(value)], value, *arguments)
    expected = applying.apply(name, value, *arguments)
    assert found == (pytest.approx(expected) if type(expected) is float else expected)
    assert type(found) is type(expected) or {type(found), type(expected)} <= {int, float}


# null in a column: a number is 0, a text is "", as outside.
NULLS: list[tuple[str, str, tuple[Any, ...]]] = [
    ("to_lower", "text", ()),
    ("concat", "text", ("x",)),
    ("substr", "text", (0, 2)),
    ("trim", "text", ()),
    ("replace", "text", ("a", "b")),
    ("strlen", "text", ()),
    ("count", "json", ()),
    ("add", "int", (1,)),
    ("mul", "decimal", (3,)),
    ("mod", "int", (3,)),
    ("floor", "decimal", ()),
    ("round", "decimal", (1,)),
    ("to_int", "text", ()),
    ("is_null", "text", ()),
    ("is_null", "json", ()),
    ("is_empty", "int", ()),
    ("is_empty", "json", ()),
    ("safe_array", "text", ()),
    ("first_notnull", "text", ("x",)),
    ("first_notnull", "text", (None,)),
]


@pytest.mark.parametrize(("name", "kind", "arguments"), NULLS)
def test_null_counts_as_it_does_outside(rows, name, kind, arguments):
    assert rows.filter(name, kind, None, *arguments) == applying.apply(name, None, *arguments)


DAY, HOUR = 86_400_000, 3_600_000
# Those that XanoScript has in queries alone.
OF_QUERIES: list[tuple[Any, str, tuple[Any, ...], Any]] = [
    (1.235, "round", (), 1.24),
    ("a%b", "length", (), 3),
    ([1, [2, 3]], "length", (), 2),
    (7, "between", (7, 10), True),
    (7, "between", (8, 10), False),
    (7.5, "between", ("7", "8"), True),
    ("m", "between", ("a", "z"), True),
    ("B", "between", ("a", "z"), False),
    (None, "coalesce", ("x",), "x"),
    ("y", "coalesce", ("x",), "y"),
    (1_700_000_000_123, "timestamp_epoch_sec", (), 1_700_000_000),
    (1_700_000_000_123, "timestamp_epoch_seconds", (), 1_700_000_000),
    (1_700_000_000_123, "timestamp_epoch_ms", (), 1_700_000_000_123),
    (1_700_000_000_123, "timestamp_epoch_minute", (), 28_333_333),
    (1_700_000_000_123, "timestamp_epoch_hour", (), 472_222),
    (-1, "timestamp_epoch_day", (), -1),
    (0, "timestamp_add_seconds", (), 1000),
    (0, "timestamp_add_minutes", (15,), 900_000),
    (0, "timestamp_subtract_hours", (2,), -2 * HOUR),
    (0, "timestamp_add_days", ("7",), 7 * DAY),
    (0, "timestamp_add_days", (-30,), -30 * DAY),
    (123, "timestamp_add_months", (1,), 31 * DAY + 123),
    (30 * DAY, "timestamp_add_months", (1,), 58 * DAY),
    (-DAY, "timestamp_subtract_months", (13,), -397 * DAY),
    (0, "timestamp_add_years", (), 365 * DAY),
    (789 * DAY, "timestamp_subtract_years", (1,), 423 * DAY),
    (None, "timestamp_year", (), None),
    (0, "timestamp_year", (None,), 1970),
    (253_402_300_799_999, "timestamp_subtract_years", (9998,), -62_104_060_800_001),
    (True, "add", (1,), 2),
    (None, "timestamp_add_days", (1,), None),
    ([3.0, 4.0], "inner_product", ([1, 2],), 11.0),
    ([3.0, 4.0], "negative_inner_product", ([1, 2],), -11.0),
    ([3.0, 4.0], "l1_distance_manhattan", ([0, 0],), 7.0),
    ([3.0, 4.0], "l2_distance_euclidean", ([0, 0],), 5.0),
    ([1.0, 0.0], "cosine_similarity", ([0, 5],), 0.0),
    ([1.0, 1.0], "cosine_distance", ([2, 2],), 0.0),
    ([1.0, 0.0], "cosine_distance", ([-1, 0],), 2.0),
    ([0.0, 0.0], "cosine_distance", ([1, 0],), None),
    ([1.0], "cosine_distance", ([1, 0],), None),
    ([], "inner_product", ([],), None),
    ({"a": 1}, "inner_product", ([1],), None),
    (None, "inner_product", ([1],), None),
    ("The quick brown Fox, the fox!", "search_rank", ("fox",), 0.0759909),
    ("The quick brown Fox, the fox!", "search_rank", ("fox cat",), 0.0379954),
    ("e-mail: a@b.com 1e5 ÉTÉ", "search_rank", ("été B 1E5 mail",), 0.0607927),
    ("nothing", "search_rank", ("fox",), 0.0),
    ("nothing", "search_rank", ("& | ! '",), 0.0),
    (None, "search_rank", ("fox",), 0.0),
]


@pytest.mark.parametrize(("value", "name", "arguments", "expected"), OF_QUERIES)
def test_filters_that_queries_alone_have(rows, value, name, arguments, expected):
    kinds = {"timestamp": "int", "inner_pro": "json"}
    kind = KINDS.get(type(value)) or kinds.get(name[:9], "text")
    found = rows.filter(name, kind, value, *arguments)
    # PostgreSQL ranks in single precision.
    assert found == (pytest.approx(expected, rel=1e-5) if type(expected) is float else expected)


BERLIN, PARIS = {"lng": 13.405, "lat": 52.52}, {"lng": 2.3522, "lat": 48.8566}
FORMS = [
    BERLIN,
    {"type": "point", "data": BERLIN},
    {"type": "Point", "coordinates": [13.405, 52.52]},
    {"longitude": 13.405, "latitude": 52.52},
]


@pytest.mark.parametrize("place", FORMS)
@pytest.mark.parametrize("other", [PARIS, {"type": "point", "data": PARIS}])
def test_distances_are_metres_on_a_sphere(rows, place, other):
    assert rows.filter("distance", "json", place, other) == pytest.approx(877_464, abs=2)
    assert rows.filter("within", "json", place, other, 900_000) is True
    assert rows.filter("within", "json", place, other, "800000") is False


@pytest.mark.parametrize("place", [None, {"lng": "x", "lat": 1}, [], {"lng": 1}])
def test_what_is_no_point_has_no_distance(rows, place):
    assert rows.filter("distance", "json", place, PARIS) is None


CORNERS = [[0, 0], [10, 0], [10, 10], [0, 10]]
SQUARE = [{"lng": 0, "lat": 0}, {"lng": 10, "lat": 0}, {"lng": 10, "lat": 10}, {"lng": 0, "lat": 10}]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"lng": 5, "lat": 5}, True),
        ({"lng": 11, "lat": 5}, False),
        ({"lng": 10, "lat": 5}, True),
        ({"lng": 0, "lat": 0}, True),
        (
            {"type": "polygon", "data": [[{"lng": 1, "lat": 1}, {"lng": 2, "lat": 1}, {"lng": 2, "lat": 2}]]},
            True,
        ),
        (
            {
                "type": "polygon",
                "data": [[{"lng": 1, "lat": 1}, {"lng": 20, "lat": 1}, {"lng": 2, "lat": 2}]],
            },
            False,
        ),
    ],
)
@pytest.mark.parametrize(
    "area", [SQUARE, {"type": "polygon", "data": [SQUARE]}, [[0, 0], [10, 0], [10, 10], [0, 10]]]
)
def test_an_area_covers_what_lies_in_it(rows, area, place, expected):
    assert rows.filter("covers", "json", area, place) is expected


@pytest.mark.parametrize(
    ("area", "place"),
    [
        (None, {"lng": 1, "lat": 1}),
        (CORNERS[:2], {"lng": 1, "lat": 1}),
        (CORNERS, {"lng": "x", "lat": 1}),
        (CORNERS, []),
        ({"lng": 1, "lat": 1}, {"lng": 1, "lat": 1}),
        (["x", 1, 2], {"lng": 1, "lat": 1}),
        ([[0, 0], [1, "x"], [1, 1]], {"lng": 1, "lat": 1}),
        ("x", {"lng": 1, "lat": 1}),
    ],
)
def test_what_is_no_area_covers_nothing(rows, area, place):
    assert rows.filter("covers", "json", area, place) is None


def test_columns_are_arguments_as_well(rows):
    rows.fill("int", 5)
    column = SAMPLE.c["int"]
    assert rows.ask(apply("add", rows.dialect, column, [column])) == 10
    assert rows.ask(apply("concat", rows.dialect, "n", [column])) == "n5"
    assert rows.ask(apply("add", rows.dialect, apply("mul", rows.dialect, column, [2]), [1])) == 11
    assert rows.ask(apply("between", rows.dialect, column, [column, 5])) is True


def test_now_is_the_time_of_the_run(rows):
    assert rows.filter("timestamp_add_days", "int", 0) == DAY
    expression = apply("timestamp_add_days", rows.dialect, "now", [-30], rows.context)
    assert rows.ask(expression) == applying.NOW - 30 * DAY


# A value of a row that a filter cannot take: one row must not end the query.
@pytest.mark.parametrize(
    ("name", "kind", "value", "arguments"),
    [
        ("add", "text", "apples", (1,)),
        ("divide", "int", 5, (0,)),
        ("mod", "int", 5, (0,)),
        ("round", "text", "apples", (1,)),
        ("sqrt", "int", -1, ()),
        ("sqrt", "decimal", -0.5, ()),
        ("round", "decimal", 1.5, ("x",)),
        ("substr", "text", "apples", (1, "x")),
        ("concat", "json", [1], ("x",)),
        ("to_text", "json", {"a": 1}, ()),
        ("to_lower", "json", [], ()),
        ("to_int", "json", [1], ()),
        ("inner_product", "json", [0.5, "a"], ([1, 1],)),
        ("between", "text", "apples", (1, 2)),
        ("timestamp_year", "int", 2**62, ()),
        ("timestamp_year", "int", -(2**62), ("Europe/Paris",)),
        ("timestamp_add_months", "int", 2**62, (1,)),
        ("timestamp_add_months", "int", 0, (10**9,)),
        ("timestamp_add_years", "int", 253_402_300_799_999, (1,)),
        ("timestamp_add_days", "int", 2**63 - 1, (1,)),
        ("timestamp_add_days", "int", 0, (2**60,)),
        ("timestamp_add_months", "int", 0, ("",)),
        ("min", "text", "apples", (3,)),
        ("substr", "text", "apples", ("x",)),
        ("timestamp_add_days", "text", "apples", (1,)),
    ],
)
def test_what_a_filter_cannot_take_gives_null(rows, name, kind, value, arguments):
    assert rows.filter(name, kind, value, *arguments) is None


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("substr", (), r"`\|substr` in a query takes 1 to 2 arguments, but got 0"),
        ("to_lower", (1,), r"`\|to_lower` in a query takes 0 arguments, but got 1"),
        ("nonsense", (), r"`\|nonsense` cannot be used in a query"),
        ("map", (1,), r"`\|map` cannot be used in a query"),
    ],
)
def test_wrong_uses_are_refused(rows, name, arguments, message):
    with pytest.raises(ScriptError, match=message):
        rows.filter(name, "text", "x", *arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("cosine_distance", ("x",), "needs vectors"),
        ("distance", ("x",), "needs points"),
        ("timestamp_year", ("Mars/Base",), "not a time zone"),
        ("capitalize", (), "works in SQLite alone"),
    ],
)
def test_what_postgresql_cannot_do_is_refused(name, arguments, message):
    with pytest.raises(ScriptError, match=message):
        apply(
            name, "postgresql", SAMPLE.c.json if name in ("covers", "distance") else SAMPLE.c.text, arguments
        )


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    ("name", "kind", "argument", "message"),
    [
        ("timestamp_year", "int", "Nope/Zone", "is not a time zone"),
        ("distance", "json", 5, "needs points"),
        ("cosine_distance", "json", "x", "needs vectors"),
    ],
)
def test_an_argument_that_no_row_could_take_is_refused(name, kind, argument, message, dialect):
    with pytest.raises(ScriptError, match=message):
        apply(name, dialect, SAMPLE.c[kind], [argument])


def test_bytes_that_are_no_text_are_null_in_sqlite():
    with asking(None) as rows:
        assert rows.filter("sha256", "text", "xano", True) is None
        assert rows.filter("to_upper", "text", "é😀") == "É😀"


@pytest.mark.parametrize(
    ("value", "name", "arguments"),
    [
        ("ann lee", "capitalize", ()),
        ("a,b", "split", (",",)),
        ([3, 1, 2], "sort", ()),
        ([3, 1, 2], "first", ()),
        ("a b", "url_encode", ()),
        ("xano", "sha256", ()),
        (5, "pow", (2,)),
        ([1, 2], "sum", ()),
        (3, "odd", ()),
        ("x", "in", (["x", "y"],)),
        ({"a": {"b": 1}}, "get", ("a.b",)),
        (1_758_112_496_789, "format_timestamp", ("Y-m-d", "UTC")),
    ],
)
def test_sqlite_has_every_filter_of_plain_values(value, name, arguments):
    with asking(None) as rows:
        found = rows.filter(name, KINDS[type(value)], value, *arguments)
    assert found == applying.apply(name, value, *arguments)
