from __future__ import annotations

from typing import Any

import pytest

from tests.database.running import attempt, run

ITEMS = """table "item" {
  schema {
    int id
    text name
    int? age
    decimal? score
    bool active
    timestamp? at
    date? day
    enum role {
      values = ["admin", "user"]
    }
    json? meta
    text[] tags
    int[] numbers
    uuid? key
    json? same
    json? others
  }
  items = [
    {
      id: 1, name: "Ann", age: 30, score: 1.5, active: true, at: 1000, day: "2024-01-01", role: "admin"
      meta: {color: "red", n: 5, deep: {a: [1, "two", null]}, yes: true, no: false, none: null, "é": 1}
      tags: ["x", "y"], numbers: [1, 2], key: "0b7f0a5e-0000-4000-8000-000000000001"
      same: {list: [{a: 1, b: 2}], "é": "ü"}, others: [{b: 2, a: 1}]
    }
    {
      id: 2, name: "Bob 50%", age: 20, score: 3, active: false, at: 1704067200000, day: "2024-02-01"
      role: "user"
      meta: {color: "blue", n: "5", list: ["p", 7], "a.b": 2, "a\\"b": 3}, tags: ["Y"], numbers: [3]
      same: {list: [{b: 2, a: 1}]}
    }
    {
      id: 3, name: "Cäsar_5", active: true, role: "user", meta: ["red", 1], tags: [], numbers: []
      same: {text: "é😀", "k\\u0001": {a: 1}}
    }
    {id: 4, name: "", age: 0, score: 0, active: false, role: "user", meta: "red", tags: [""], numbers: [0]}
    {id: 5, name: "0", age: -7, score: -0.5, active: true, role: "admin"}
  ]
}"""
INPUTS: dict[str, Any] = {
    "null": None,
    "text": "Ann",
    "five": 5,
    "ages": [20, "30"],
    "i": 1,
    "color": "color",
}

COMPARISONS: dict[str, list[int]] = {
    "$db.item.age == 30": [1],
    "$db.age == 30": [1],
    "30 == $db.item.age": [1],
    '$db.item.age == "30"': [1],
    '$db.item.age == "thirty"': [],
    '$db.item.age != "thirty"': [1, 2, 3, 4, 5],
    '$db.item.age > "thirty"': [],
    "$db.item.age != 30": [2, 3, 4, 5],
    "$db.item.age > 0": [1, 2],
    "0 < $db.item.age": [1, 2],
    "$db.item.age >= 20 && $db.item.age <= 30": [1, 2],
    "$db.item.age > 19.5": [1, 2],
    "$db.item.age == 30.0": [1],
    "$db.item.age == null": [3],
    "$db.item.age != null": [1, 2, 4, 5],
    "null == $db.item.age": [3],
    "$db.item.age < null": [],
    "!($db.item.age > 0)": [3, 4, 5],
    "$db.item.age == true": [1, 2, 5],
    "$db.item.age === 30": [1],
    '$db.item.age === "30"': [],
    '$db.item.age !== "30"': [1, 2, 3, 4, 5],
    "$db.item.age": [1, 2, 5],
    "!$db.item.age": [3, 4],
    "$db.item.score == 1.5": [1],
    "$db.item.score == 3": [2],
    '$db.item.score <= "1.5"': [1, 4, 5],
    "$db.item.age == 99999999999999999999": [],
    "$db.item.age < 99999999999999999999": [1, 2, 4, 5],
    '$db.item.name == "Ann"': [1],
    "$db.item.name == $input.text": [1],
    '$db.item.name == "ann"': [],
    "$db.item.name == 0": [5],
    "$db.item.name == [1]": [],
    "$db.item.name": [1, 2, 3],
    '$db.item.name < "B"': [1, 4, 5],
    '$db.item.name >= "C"': [3],
    "$db.item.active": [1, 3, 5],
    "$db.item.active == true": [1, 3, 5],
    "$db.item.active == 1": [1, 3, 5],
    '$db.item.active == "false"': [2, 4],
    "$db.item.active != true": [2, 4],
    "$db.item.active == false || $db.item.age == 30": [1, 2, 4],
    "!$db.item.active": [2, 4],
    "$db.item.at < now": [1, 2],
    "$db.item.at > now": [],
    '$db.item.at == "2024-01-01"': [2],
    '$db.item.at == "2024-01-01T00:00:00Z"': [2],
    "$db.item.at == 1000": [1],
    '$db.item.at > "no time"': [],
    '$db.item.day > "2024-01-15"': [2],
    "$db.item.day == 1704067200000": [1],
    '$db.item.role == "admin"': [1, 5],
    '$db.item.role != "admin"': [2, 3, 4],
    '$db.item.key == "0b7f0a5e-0000-4000-8000-000000000001"': [1],
    "$db.item.id == $db.item.age": [],
    "$db.item.age > $db.item.score": [1, 2],
    "$db.item.age != $db.item.id": [1, 2, 3, 4, 5],
    "$db.item.name == $db.item.age": [],
    "$db.item.active == $db.item.age": [1, 4, 5],
}
NULLS: dict[str, list[int]] = {
    "$db.item.age ==? $input.null": [1, 2, 3, 4, 5],
    "$db.item.age !=? $input.null": [1, 2, 3, 4, 5],
    "$db.item.age ==? $input.null && $db.item.active == false": [2, 4],
    "$db.item.active == false && ($db.item.age >? $input.null || $db.item.age <? $input.null)": [2, 4],
    "$db.item.age ==? $input.null || $db.item.active == false": [2, 4],
    "!($db.item.age ==? $input.null)": [1, 2, 3, 4, 5],
    "$db.item.name includes? $input.null": [1, 2, 3, 4, 5],
    "$db.item.name includes? $input.text": [1],
    "$db.item.age in? $input.null": [1, 2, 3, 4, 5],
    "$db.item.tags not contains? $input.null": [1, 2, 3, 4, 5],
    "$db.item.age >=? $input.five": [1, 2],
    "$input.five <=? $db.item.age": [1, 2],
    "$input.null": [],
    "$input.five": [1, 2, 3, 4, 5],
    "$input.five == 5 || $db.item.age == 0": [1, 2, 3, 4, 5],
    "$input.five == 6 || $db.item.age == 0": [4],
    "true": [1, 2, 3, 4, 5],
    "false": [],
}
LISTS: dict[str, list[int]] = {
    "$db.item.age in [20, 30]": [1, 2],
    "$db.item.age in $input.ages": [1, 2],
    "$db.item.age not in $input.ages": [3, 4, 5],
    "$db.item.age in []": [],
    "$db.item.age not in []": [1, 2, 3, 4, 5],
    "$db.item.age in [20, null]": [2, 3],
    '$db.item.age in ["x", 20.0]': [2],
    "$db.item.age in $input.null": [],
    "$db.item.age in 20": [2],
    "$db.item.age in [$db.item.id, 20]": [2],
    '$db.item.name in ["Ann", 0]': [1, 5],
    "$db.item.active in [false]": [2, 4],
    '$db.item.meta.color in ["red", "green"]': [1],
    "$db.item.meta.n in [5]": [1, 2],
    '"x" in $db.item.tags': [1],
    '$db.item.tags contains "x"': [1],
    '$db.item.tags contains "X"': [],
    '$db.item.tags contains ""': [4],
    '$db.item.tags not contains "x"': [2, 3, 4, 5],
    "$db.item.tags contains null": [],
    "$db.item.meta.deep.a contains null": [],
    "$db.item.meta.deep.a overlaps [null]": [],
    "$db.item.tags contains $db.item.tags[0]": [1, 2, 4],
    "$db.item.numbers contains $db.item.meta.deep.a[0]": [1],
    "$db.item.numbers overlaps $db.item.meta.deep.a": [1],
    "$db.item.numbers contains 2": [1],
    '$db.item.numbers contains "2"': [1],
    "$db.item.numbers contains 2.0": [1],
    "$db.item.numbers contains $db.item.id": [1],
    "$db.item.meta.deep.a contains $db.item.active": [],
    "[1, 2] contains $db.item.id": [1, 2],
    '$db.item.tags overlaps ["x", "Y"]': [1, 2],
    '$db.item.tags not overlaps ["x", "Y"]': [3, 4, 5],
    "$db.item.tags overlaps []": [],
    "$db.item.numbers overlaps [2, 3, 4, 5, 6, 7]": [1, 2],
    "$db.item.numbers overlaps [$db.item.id]": [1],
    "$db.item.tags == []": [3, 5],
    '$db.item.tags == ["x", "y"]': [1],
    "$db.item.tags": [1, 2, 4],
    '$db.item.tags[0] == "x"': [1],
    '$db.item.tags[$input.i] == "y"': [1],
    '$db.item.tags[9] == "y"': [],
    "$db.item.tags[9] == null": [1, 2, 3, 4, 5],
    '$db.item.meta contains "red"': [3, 4],
    "$db.item.meta.list contains 7": [2],
    '$db.item.meta.deep.a contains "two"': [1],
}
TEXTS: dict[str, list[int]] = {
    '$db.item.name includes "ANN"': [1],
    '$db.item.name includes "äS"': [3],
    '$db.item.name includes "CÄ"': [3],
    '$db.item.name includes "%"': [2],
    '$db.item.name includes "_"': [3],
    '$db.item.name includes "5"': [2, 3],
    "$db.item.name includes 5": [2, 3],
    '$db.item.name includes ""': [1, 2, 3, 4, 5],
    '$db.item.name not includes "5"': [1, 4, 5],
    '$db.item.name contains "nn"': [1],
    '$db.item.name not contains "nn"': [2, 3, 4, 5],
    "$db.item.age includes 3": [1],
    '$db.item.meta.color includes "LU"': [2],
    '$db.item.meta.color includes ""': [1, 2],
    '$db.item.meta.color not includes "x"': [1, 2, 3, 4, 5],
    '$db.item.key ilike "%"': [1],
    "$db.item.name includes $db.item.key": [],
    '$db.item.name like "A%"': [1],
    '$db.item.name like "a%"': [],
    '$db.item.name ilike "a%"': [1],
    '$db.item.name ilike "cä%"': [3],
    '$db.item.name like "_nn"': [1],
    '$db.item.name like "%0\\\\%"': [2],
    '$db.item.name like "%5"': [3],
    '$db.item.name like "[AB]%"': [],
    '$db.item.name not like "%n%"': [2, 3, 4, 5],
}
DOCUMENTS: dict[str, list[int]] = {
    '$db.item.meta.color == "red"': [1],
    '$db.item.meta.color != "red"': [2, 3, 4, 5],
    "$db.item.meta.n == 5": [1, 2],
    '$db.item.meta.n == "5"': [1, 2],
    "$db.item.meta.n > 4": [1],
    '$db.item.meta.color > "c"': [1],
    "$db.item.meta.yes == true": [1],
    "$db.item.meta.no == false": [1],
    "$db.item.meta.none == null": [1, 2, 3, 4, 5],
    "$db.item.meta.color == null": [3, 4, 5],
    "$db.item.meta.color != null": [1, 2],
    "$db.item.meta == null": [5],
    "$db.item.meta.yes": [1],
    "$db.item.meta.no": [],
    "$db.item.meta.deep.a[0] == 1": [1],
    '$db.item.meta.deep.a[1] == "two"': [1],
    '$db.item.meta.deep.a == [1, "two", null]': [1],
    '$db.item.meta[0] == "red"': [3],
    '$db.item.meta["a.b"] == 2': [2],
    '$db.item.meta["a\\"b"] == 3': [2],
    '$db.item.meta["é"] == 1': [1],
    '$db.item.meta[$input.color] == "blue"': [2],
    '$db.item.meta == "red"': [4],
    "$db.item.meta.n === 5": [1],
    '$db.item.meta.n === "5"': [2],
    "$db.item.meta.n !== 5": [2, 3, 4, 5],
    '$db.item.meta.deep == {a: [1, "two", null]}': [1],
    '$db.item.same == {"é": "ü", list: [{b: 2, a: 1}]}': [1],
    '$db.item.same == {list: [{a: 1, b: 2}], "é": "ü"}': [1],
    '$db.item.same == {list: [{a: 1, b: 3}], "é": "ü"}': [],
    "$db.item.same.list contains {a: 1, b: 2}": [1, 2],
    "$db.item.same.list overlaps $db.item.others": [1],
    "$db.item.same.list[0] == $db.item.others[0]": [1],
    "$db.item.same in [{list: [{a: 1, b: 2}]}]": [2],
    '$db.item.same.text == "é😀"': [3],
    '$db.item.same includes "É"': [1, 3],
    '$db.item.meta["0"] == "red"': [3],
    '$db.item.meta.list["1"] == 7': [2],
    "$db.item.tags[-1] == null": [1, 2, 3, 4, 5],
    '$db.item.same["k\\u0001"].a == 1': [3],
    "$db.item.meta.n == $db.item.score": [],
    "$db.item.meta.color == $db.item.name": [],
}
VALUES: dict[str, list[int]] = {
    "$db.item.age + 1 == 31": [1],
    "$db.item.age + $db.item.id > 30": [1],
    "$db.item.age * 2 - 1 == 39": [2],
    "$db.item.age / 4 == 7.5": [1],
    "$db.item.age % 7 == 2": [1],
    "$db.item.id / 0 == null": [1, 2, 3, 4, 5],
    "$db.item.id % 0 == null": [1, 2, 3, 4, 5],
    "$db.item.id % 1.9 == 0": [1, 2, 3, 4, 5],
    "$db.item.score % 2 == 1": [1, 2],
    "$db.item.meta.n % 2 == 1": [1],
    "-$db.item.age == 7": [5],
    "$db.item.age + 0 == 0": [3, 4],
    "$db.item.meta.n + 1 == 6": [1],
    '$db.item.name ~ "!" == "Ann!"': [1],
    '$db.item.name ~ $db.item.age == "Ann30"': [1],
    '"" ~ $db.item.score == "3"': [2],
    "($db.item.age ?? 99) == 99": [3],
    "($db.item.active ? $db.item.age : 5) == 5": [2, 4],
    '($db.item.age > 25 ? "old" : "young") == "old"': [1],
    '($db.item.name|to_lower) == "ann"': [1],
    '($db.item.tags[0] ?? "none") == "none"': [3, 5],
    "($db.item.meta.none ?? $db.item.meta.n) == 5": [1, 2],
    "($db.item.meta ?? {a: 1}) == {a: 1}": [5],
    '"" ~ ($db.item.key ?? "") != ""': [1],
    "($db.item.tags|count) == 2": [1],
    "$db.item.at|timestamp_add_days:1 > $db.item.at": [1, 2],
}


@pytest.mark.parametrize(
    "cases",
    [COMPARISONS, NULLS, LISTS, TEXTS, DOCUMENTS, VALUES],
    ids=["comparisons", "nulls", "lists", "texts", "documents", "values"],
)
def test_a_condition_finds_its_rows(cases: dict[str, list[int]], database: str | None) -> None:
    queries = [
        f'db.query "item" {{\n where = {where}\n output = ["id"]\n }} as $r{at}'
        for at, where in enumerate(cases)
    ]
    found = ", ".join(f'"{at}": $r{at}' for at in range(len(cases)))
    stack = "\n".join(queries) + f"\nvar $result {{ value = {{{found}}} }}"
    answers = run(stack, ITEMS, database, inputs=INPUTS)
    assert {
        where: [row["id"] for row in rows] for where, rows in zip(cases, answers.values(), strict=True)
    } == cases


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("$db.item.nmae == 1", "table `item` has no column `nmae` (did you mean `name`?)"),
        ("$db.nmae == 1", "table `item` has no column `nmae` (did you mean `name`?)"),
        ("$db.itme.name == 1", "the query has no table `itme` (did you mean `item`?)"),
        ("$db.item == 1", "`$db.item` names a table, not a column"),
        ("$db.item.name + 1 == 2", "`+` needs numbers, but `name` is a text"),
        ("$db.item.age overlaps [1]", "`overlaps` needs lists, but `age` is a number"),
        ("$db.item.name.first == 1", "`name` is a text, so there is no `first` in it"),
        ("($db.item.name|strlen).first == 1", "what stands there is a number, so there is no `first` in it"),
        ("{id: 1}", "a `where` is a condition, $db.user.id == 5, but got an object"),
        ("[$db.item.id == 1]", "but got a list"),
        ('"id = 1"', "but got a text"),
        ("$output.id == 1", "but got what reads `$output`"),
        ("$db.item.name like $db.item.name", "the pattern of `like`"),
        ('dbAddonAttr("a", {id: $db.item.id}) == 1', "`dbAddonAttr` cannot stand in a query here"),
    ],
)
def test_a_condition_that_cannot_be_asked_says_why(where: str, message: str, database: str | None) -> None:
    result = attempt(f'db.query "item" {{\n where = {where}\n }} as $result', ITEMS, database)
    assert result.error is not None
    assert message in result.error.message
