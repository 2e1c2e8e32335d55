"""Filters in every part of a query where they can stand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.database.running import attempt, run

SHOP = """table "shop" {
  schema {
    int id
    text name
    decimal price?
    timestamp opened?
    json meta?
    text[] tags?
    vector taste?
    json place?
  }
  items = [
    {
      id: 1, name: "Café Ünal", price: 10.5, opened: 1735689599999, meta: {color: "Red", size: 3}
      tags: ["a", "b"], taste: [1, 0, 0], place: {lng: 13.405, lat: 52.52}
    }
    {
      id: 2, name: "bakery", price: 2, opened: 0, meta: {color: "blue", size: "4"}
      tags: ["b"], taste: [0, 1, 0], place: {lng: 2.3522, lat: 48.8566}
    }
    {id: 3, name: "Zoo", price: 7.25, tags: [], taste: [1, 1, 0]}
  ]
}"""


def names(where: str, database: str | None, **options: Any) -> list[str]:
    """The first letters of the shops for which a condition holds."""
    stack = f'db.query "shop" {{\n  where = {where}\n  output = ["name"]\n}} as $rows'
    stack += "\nvar $result {\n  value = $rows|map:($$.name|substr:0:1)\n}"
    found: list[str] = run(stack, SHOP, database, **options)
    return found


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ('$db.shop.name|to_lower == "zoo"', ["Z"]),
        ('$db.name|unaccent|to_upper == "CAFE UNAL"', ["C"]),
        ('($db.shop.name|substr:0:1|concat:"!") == "b!"', ["b"]),
        ("$db.shop.price|round:0|between:7:8", ["Z"]),
        ("($db.shop.price|mul:2|add:$db.shop.id) > 20", ["C"]),
        ("($db.shop.opened|timestamp_year) == 1970", ["b"]),
        ('($db.shop.opened|timestamp_year:"Europe/Berlin") == 2025', ["C"]),
        ('$db.shop.opened > ("2024-12-31T00:00:00Z"|timestamp_add_hours:-1)', ["C"]),
        ('$db.shop.opened > ("now"|timestamp_add_years:-1)', []),
        ('$db.shop.opened > ("now"|timestamp_add_years:-200)', ["C", "b"]),
        ('($db.shop.meta.color|to_lower) == "red"', ["C"]),
        ("($db.shop.meta.size|add:1) == 5", ["b"]),
        ("($db.shop.tags|count) == 1", ["b"]),
        ("($db.shop.tags|length) > 0 && !($db.shop.tags|is_empty)", ["C", "b"]),
        ("$db.shop.place|within:$input.here:10000", ["b"]),
        ("($db.shop.taste|inner_product:[1, 0, 0]) == 1", ["C", "Z"]),
        ('($db.shop.meta.color|coalesce:"none") == "none"', ["Z"]),
        ("$db.shop.place|is_null", ["Z"]),
        ('$db.shop.tags|contains:"a"', ["C"]),
        ('$db.shop.name|includes:"KER"', ["b"]),
        ('$db.shop.tags|overlaps:["a", "x"]', ["C"]),
        ("$db.shop.price|greater_than:8", ["C"]),
        ("!($db.shop.price|equals:2)", ["C", "Z"]),
    ],
)
def test_conditions(database: str | None, where: str, expected: list[str]) -> None:
    assert names(where, database, inputs={"here": {"lng": 2.35, "lat": 48.85}}) == expected


def test_rows_are_sorted_by_a_distance(database: str | None) -> None:
    stack = """db.query "shop" {
      sort = {far: "asc"}
      eval = {far: $db.shop.taste|cosine_distance:$input.wanted}
      output = ["id", "far"]
    } as $result"""
    found = run(stack, SHOP, database, inputs={"wanted": [1, 0, 0]})
    assert [row["id"] for row in found] == [1, 3, 2]
    assert [row["far"] for row in found] == pytest.approx([0, 1 - 0.5**0.5, 1])


def test_groups_have_aggregates(database: str | None) -> None:
    stack = """db.query "shop" {
      return = {
        type: "aggregate"
        group: {years: $db.shop.opened|timestamp_year}
        eval: {
          shops: $db.shop.id|count
          names: $db.shop.name|to_list_asc
          middle: $db.shop.price|median
          total: $db.shop.price|mul:2|sum
        }
      }
    } as $result"""
    found = run(stack, SHOP, database)
    assert sorted(found, key=lambda group: group["total"]) == [
        {"years": 1970, "shops": 1, "names": ["bakery"], "middle": 2.0, "total": 4.0},
        {"years": None, "shops": 1, "names": ["Zoo"], "middle": 7.25, "total": 14.5},
        {"years": 2024, "shops": 1, "names": ["Café Ünal"], "middle": 10.5, "total": 21.0},
    ]


def test_the_clock_of_the_run_is_seen() -> None:
    stack = """db.query "shop" {
      where = ($db.shop.opened|format_timestamp:"Y") == "1970"
      return = {type: "count"}
    } as $result"""
    assert run(stack, SHOP) == 1


def test_what_a_database_does_not_have_fails_with_a_sentence() -> None:
    error = attempt('db.query "shop" {\n  where = ($db.shop.name|map:1) == "x"\n} as $result', SHOP).error
    assert error is not None
    assert "`|map` cannot be used in a query" in error.message
