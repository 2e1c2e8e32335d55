"""What each type of column makes of values, on every database."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from runner.values import plain
from tests.database.running import attempt, run

UUID = "3f2b9a52-2f0e-4a68-9a5b-1f0c2a1d9b11"
PICTURE = {"name": "a.png", "path": "/vault/a.png", "mime": "image/png", "type": "image", "size": 3}
# Beside each type: what is given, and what the row has.
VALUES: list[tuple[str, Any, Any]] = [
    ("int", 5, 5),
    ("int", "5", 5),
    ("int", 5.0, 5),
    ("int", -(2**63), -(2**63)),
    ("int", 2**63 - 1, 2**63 - 1),
    ("decimal", 2, 2.0),
    ("decimal", "0.1", 0.1),
    ("decimal", 1e300, 1e300),
    ("bool", "true", True),
    ("bool", 0, False),
    ("text", "", ""),
    ("text", "Zoë 👋\n'\"%\\", "Zoë 👋\n'\"%\\"),
    ("text", 5, "5"),
    ("text", True, "true"),
    ("text", "  ", "  "),
    ("email", "a@b.example", "a@b.example"),
    ("uuid", UUID, UUID),
    ("timestamp", 1_700_000_000_000, 1_700_000_000_000),
    ("timestamp", "2023-11-14T22:13:20Z", 1_700_000_000_000),
    ("timestamp", "now", 1_000),
    ("date", "2024-02-29", "2024-02-29"),
    ("date", 1_700_000_000_000, "2023-11-14"),
    ("json", {"b": [1, 2.5, None, {"c": ""}]}, {"b": [1, 2.5, None, {"c": ""}]}),
    ("json", "text", "text"),
    ("json", 5, 5),
    ("json", False, False),
    ("json", [], []),
    ("json", "", ""),
    ("vector", [1, "2.5"], [1, 2.5]),
    ("geo_point", {"type": "point", "data": {"lng": 1.5, "lat": 2}}, None),
    ("image", PICTURE, None),
    ("text[]", ["a", 1], ["a", "1"]),
    ("text[]", "a", ["a"]),
    ("int[]", ["1", 2], [1, 2]),
    ("bool[]", [], []),
    ("json[]", [{"a": 1}, None], [{"a": 1}, None]),
]


class Clock:
    def now(self) -> int:
        return 1_000

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing here sleeps")


def written(value: Any) -> str:
    return json.dumps(plain(value), sort_keys=True)


def table(*columns: str) -> str:
    lines = "\n    ".join(columns)
    return f'table "t" {{\n  schema {{\n    int id\n    {lines}\n  }}\n}}'


def test_values_come_out_as_what_their_types_make_of_them(database: str | None) -> None:
    columns = [f"{kind} c{at}" for at, (kind, _, _) in enumerate(VALUES)]
    row = {f"c{at}": given for at, (_, given, _) in enumerate(VALUES)}
    wanted = {f"c{at}": given if want is None else want for at, (_, given, want) in enumerate(VALUES)}
    stack = """db.add "t" { data = $input.row } as $added
    db.get "t" { field_value = $added.id } as $found
    db.edit "t" { field_value = 1 data = $input.row } as $edited
    db.query "t" { return = {type: "single"} } as $asked
    var $result { value = [$added, $found, $edited, $asked] }"""
    rows = run(stack, table(*columns), database, inputs={"row": row}, clock=Clock())
    for found in rows:
        assert {name: found[name] for name in wanted} == wanted
        # True equals 1, but is not written so.
        assert written({name: found[name] for name in wanted}) == written(wanted)


# Beside a declaration: what the column holds when nothing is given, null is given, null is put into it.
OMITTED: list[tuple[str, Any, Any, Any]] = [
    ("int c", 0, 0, 0),
    ("int? c", None, None, None),
    ("int c?", 0, 0, 0),
    ("int c?=5", 5, 5, 0),
    ("int? c?=5", 5, None, None),
    ("decimal c", 0.0, 0.0, 0.0),
    ("bool c", False, False, False),
    ("bool c?=true", True, True, False),
    ("text c", "", "", ""),
    ('text c?="a"', "a", "a", ""),
    ('text c?=""', "", "", ""),
    ("email c", "", "", ""),
    ("password c", "", "", ""),
    ("uuid c", None, None, None),
    ("date c", None, None, None),
    ("timestamp c", None, None, None),
    ("timestamp c?=now", 1_000, 1_000, None),
    ("json c", None, None, None),
    ("json c?={a: 1}", {"a": 1}, {"a": 1}, None),
    ("object c { schema { int a } }", None, None, None),
    ("vector c", None, None, None),
    ("image c", None, None, None),
    ("geo_point c", None, None, None),
    ('enum c { values = ["a", "b"] }', "", "", ""),
    ('enum c?="b" { values = ["a", "b"] }', "b", "b", ""),
    ("text[] c", [], [], []),
    ("text[]? c", None, None, None),
    ('text[] c?=["a"]', ["a"], ["a"], []),
]


@pytest.mark.parametrize("case", OMITTED, ids=lambda case: case[0])
def test_what_is_left_out_or_null(case: tuple[str, Any, Any, Any]) -> None:
    declaration, *wanted = case
    stack = """db.add "t" { data = {} } as $a
    db.add "t" { data = {c: null} } as $b
    db.edit "t" { field_value = 1 data = {c: null} } as $c
    var $result { value = [$a.c, $b.c, $c.c] }"""
    assert run(stack, table(declaration), clock=Clock()) == wanted


@pytest.mark.parametrize(
    ("declaration", "wanted"),
    [
        ("int c", 0),
        ("int? c?=3", None),
        ("decimal c", 0.0),
        ("bool c", False),
        ("timestamp c?=now", 1_000),
        ("uuid c", None),
        ("date c", None),
        ("image c", None),
        ('enum c?="a" { values = ["a"] }', "a"),
    ],
)
def test_an_empty_text_counts_as_null_where_a_column_holds_no_free_text(
    declaration: str, wanted: Any
) -> None:
    stack = 'db.add "t" { data = {c: ""} } as $a\n var $result { value = $a.c }'
    assert run(stack, table(declaration), clock=Clock()) == wanted


def test_filters_of_columns_change_and_check_values(database: str | None) -> None:
    columns = table("email mail filters=trim|lower", "int age filters=min:18", "text[] tags filters=upper")
    stack = """db.add "t" { data = {mail: " A@B.Example ", age: 20, tags: ["x"]} } as $a
    db.edit "t" { field_value = 1 data = {mail: "C@D.example"} } as $b
    var $result { value = [$a, $b.mail] }"""
    added, mail = run(stack, columns, database)
    assert added == {"id": 1, "mail": "a@b.example", "age": 20, "tags": ["X"]}
    assert mail == "c@d.example"


def test_one_error_tells_all_faults_of_a_write() -> None:
    columns = table("int age filters=min:18", "email mail", "object o { schema { int n } }", "int[] n")
    for statement in ('db.add "t" {', 'db.edit "t" { field_value = 1'):
        data = 'data = {age: 3, mail: "x", o: {n: "y"}, n: [1, "z"]} }'
        stack = f"{statement} {data}\n var $result {{ value = 1 }}"
        error = attempt(stack, columns).error
        assert error.code == "ERROR_CODE_INPUT_ERROR"
        lines = error.message.splitlines()
        assert lines[0] == "4 columns are wrong:"
        assert [line.partition(" is ")[0] for line in lines[1:]] == [
            "- column `age` of table `t`",
            "- column `mail` of table `t`",
            "- column `o.n` of table `t`",
            "- column `n[1]` of table `t`",
        ]
        assert "at least 18 is needed" in lines[1]
        assert [fault["param"] for fault in error.payload] == ["age", "mail", "o.n", "n[1]"]


def test_choices_of_an_enum(database: str | None) -> None:
    columns = table('enum c { values = ["open", "done"] }', "enum n { values = [1, 2] }", "bool b?")
    stack = """db.add "t" { data = {c: "done", n: "2"} } as $a
    db.get "t" { field_name = "n" field_value = 2 } as $b
    db.query "t" { where = $db.t.c == "done" } as $c
    var $result { value = [$a, $b, $c] }"""
    row = {"id": 1, "c": "done", "n": 2, "b": False}
    assert run(stack, columns, database) == [row, row, [row]]
    wrong = attempt('db.add "t" { data = {c: "opne", n: 3} }\n var $result { value = 1 }', columns, database)
    assert 'did you mean "open"?' in wrong.error.message
    assert "column `n` of table `t` is 3, but one of 1 or 2 is expected" in wrong.error.message


def test_a_vector_has_the_size_that_it_is_declared_with(database: str | None) -> None:
    columns = table("vector? v {\n      size = 2\n    }", "vector free?")
    add = 'db.add "t" { data = {v: $input.v, free: [1, 2, 3]} } as $result'
    assert run(add, columns, database, inputs={"v": [1, "2"]})["v"] == [1, 2]
    for given in ([1, 2, 3], []):
        error = attempt(add, columns, database, inputs={"v": given}).error
        assert "but a list of 2 numbers is expected" in error.message


def test_members_of_objects_have_types_and_defaults(database: str | None) -> None:
    columns = table(
        "object o { schema { int n?=7\n text s filters=upper\n timestamp at } }",
        "object[] l { schema { int n } }",
    )
    stack = """db.add "t" { data = {o: {s: "a", other: 1}, l: [{n: "3"}, {}]} } as $a
    var $result { value = $a }"""
    assert run(stack, columns, database) == {
        "id": 1,
        "o": {"n": 7, "s": "A", "at": None},
        "l": [{"n": 3}, {"n": 0}],
    }


# -- passwords ---------------------------------------------------------------------------------------

USER = table("password password filters=min:8", "object o? { schema { password secret } }", "password[] old?")


def test_passwords_are_kept_as_hashes(database: str | None) -> None:
    stack = """db.add "t" {
      data = {password: "correct horse", o: {secret: "battery staple"}, old: ["one too old"]}
    } as $a
    security.check_password { text_password = "correct horse" hash_password = $a.password } as $is
    security.check_password { text_password = "battery staple" hash_password = $a.o.secret } as $is_inner
    security.check_password { text_password = "one too old" hash_password = $a.old[0] } as $is_old
    db.edit "t" { field_value = 1 data = {password: "another one"} } as $b
    security.check_password { text_password = "correct horse" hash_password = $b.password } as $is_still
    db.edit "t" { field_value = 1 data = {password: $a.password} } as $c
    var $result { value = [$a, $is, $is_inner, $is_old, $is_still, $c.password == $a.password] }"""
    row, *checks = run(stack, USER, database)
    assert checks == [True, True, True, False, True]
    texts = [row["password"], row["o"]["secret"], *row["old"]]
    assert all(text.startswith("$scrypt$") for text in texts)


def test_rules_are_for_passwords_and_not_for_their_hashes() -> None:
    columns = table("password password filters=min:8|max:20|alphaOk")
    stack = """db.add "t" { data = {password: "abcdefghi"} } as $a
    db.edit "t" { field_value = 1 data = $a } as $b
    var $result { value = $a == $b }"""
    assert run(stack, columns) is True
    error = attempt('db.add "t" { data = {password: "short1"} }\n var $result { value = 1 }', columns).error
    assert "short1" not in error.message
    assert "column `password` of table `t` is ***" in error.message


def test_a_default_password_is_hashed() -> None:
    stack = 'db.add "t" { data = {} } as $a\n var $result { value = $a.password }'
    assert run(stack, table('password password?="changeme"')).startswith("$scrypt$")


# -- what no column takes ----------------------------------------------------------------------------


def test_what_no_column_takes_is_left_out_and_told_once() -> None:
    stack = """for (3) {
      each as $i {
        db.add "t" { data = {nmae: "x", name: "y", zzz: 1} } as $a
      }
    }
    var $result { value = $a }"""
    result = attempt(stack, table("text name"))
    assert result.response == {"id": 3, "name": "y"}
    told = sorted(entry.message for entry in result.logs if entry.level == "warning")
    assert told == [
        "table `t` has no column `nmae` (did you mean `name`?), so it is left out",
        "table `t` has no column `zzz` (it has id, name), so it is left out",
    ]


@pytest.mark.parametrize("data", ["5", "null", '"text"', "[{name: 1}]"])
def test_data_has_to_be_an_object(data: str) -> None:
    error = attempt(f'db.add "t" {{ data = {data} }}\n var $result {{ value = 1 }}', table("text name")).error
    assert error.code == "ERROR_CODE_INPUT_ERROR"
    assert error.message.startswith("`data` for table `t` is ")


# -- names -------------------------------------------------------------------------------------------

NAMES = [
    "select",
    "order",
    "group",
    "table",
    "p_0",
    "p_wanted",
    "wanted",
    "Größe",
    "a$b",
    "a-b",
    "limit",
    "rowid_",
]
QUOTED = ["a b", "x:y", "per%cent", "(a)", "dot.ted", "new[0]", "it's"]


@pytest.mark.parametrize("name", ["order", "my table", "a:b", "Tisch→", "100%", "user's", "x.y"])
def test_names_of_all_kinds(name: str, database: str | None) -> None:
    columns = [f"text {column}" for column in NAMES] + [f'text "{column}"' for column in QUOTED]
    document = table(*columns).replace('table "t"', f'table "{name}"')
    every = [*NAMES, *QUOTED]
    row = {column: f"{column}!" for column in every}
    stack = f"""db.add "{name}" {{ data = $input.row }} as $a
    db.edit "{name}" {{ field_name = "a-b" field_value = "a-b!" data = $input.row }} as $b
    db.add "{name}" {{ data = {{id: 9}} }} as $c
    var $found {{ value = [] }}
    foreach ($input.names) {{
      each as $name {{
        db.get "{name}" {{ field_name = $name field_value = $name ~ "!" }} as $one
        array.push $found {{ value = $one.id }}
      }}
    }}
    db.del "{name}" {{ field_name = "x:y" field_value = "x:y!" }}
    db.truncate "{name}" {{ reset = true }}
    db.add "{name}" {{ data = {{}} }} as $d
    var $result {{ value = [$a, $b, $c.id, $found, $d.id] }}"""
    added, edited, *rest = run(stack, document, database, inputs={"row": row, "names": every})
    assert added == edited == {"id": 1, **row}
    assert rest == [9, [1] * len(every), 1]


@pytest.mark.parametrize("length", [63, 64])
def test_long_names(length: int, database: str | None) -> None:
    name = "ü" * (length // 2) + "x" * (length % 2)
    document = table(f'text "{name}"').replace('table "t"', f'table "{name}"')
    result = attempt(f'db.add "{name}" {{ data = {{"{name}": "a"}} }} as $result', document, database)
    if length > 63 and database is not None and "://" in database:
        assert (
            result.error.message
            == f"the name `{name}` is too long for PostgreSQL, which takes 63 bytes of one"
        )
    else:
        assert result.response == {"id": 1, name: "a"}


# -- keys --------------------------------------------------------------------------------------------


def test_keys_are_numbers_that_are_never_given_again(database: str | None) -> None:
    stack = """db.add "t" { data = {name: "a"} } as $a
    db.add "t" { data = {id: null, name: "b"} } as $b
    db.add "t" { data = {id: 0, name: "c"} } as $c
    db.add "t" { data = {id: "", name: "d"} } as $d
    db.add "t" { data = {id: 10, name: "e"} } as $e
    db.del "t" { field_value = 10 }
    db.add "t" { data = {name: "f"} } as $f
    db.add "t" { data = {id: 7, name: "g"} } as $g
    db.add "t" { data = {name: "h"} } as $h
    var $result { value = [$a.id, $b.id, $c.id, $d.id, $e.id, $f.id, $g.id, $h.id] }"""
    assert run(stack, table("text name"), database) == [1, 2, 3, 4, 10, 11, 7, 12]


def test_keys_that_are_uuids_are_random_and_repeated_by_a_seed(database: str | None) -> None:
    document = 'table "t" { schema { uuid id { description = "the key" }\n text name } }'
    stack = f"""db.add "t" {{ data = {{name: "a"}} }} as $a
    db.add "t" {{ data = {{id: "{UUID}"}} }} as $b
    db.get "t" {{ field_value = $a.id }} as $c
    db.truncate "t" {{ reset = true }}
    var $result {{ value = [$a, $b.id, $c] }}"""
    first, given, found = run(stack, document, database, seed=1)
    assert re.fullmatch("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", first["id"])
    assert (given, found) == (UUID, first)
    assert run(stack, document, database, seed=1)[0] == first
    assert run(stack, document, database, seed=2)[0] != first


def test_a_table_without_a_declared_key_has_one(database: str | None) -> None:
    stack = 'db.add "t" { data = {a: 5} } as $result'
    assert run(stack, 'table "t" { schema { int a } }', database) == {"id": 1, "a": 5}
