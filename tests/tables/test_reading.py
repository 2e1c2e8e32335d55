from __future__ import annotations

import pytest

from runner.errors import Problem
from runner.source import Source
from runner.syntax import parse_source
from runner.tables import Index, Table
from runner.tables.reading import read_table


def read(text: str) -> tuple[Table, list[Problem]]:
    [document] = parse_source(Source(text, "table.xs"))
    return read_table(document)


def test_a_table_as_it_is_declared() -> None:
    table, problems = read("""table "my user" {
  auth = true
  description = "who may come in"

  schema {
    int id { description = "the key" }
    email mail filters=trim|lower { sensitive = true }
    int? team_id { table = "team" }
  }

  index = [
    {type: "primary", field: [{name: "id"}]}
    {type: "btree|unique", field: [{name: "mail", op: "asc"}]}
    {type: "unique", fields: ["team_id"]}
    {name: "words", lang: "english", type: "search", field: [{name: "mail", op: "A"}]}
  ]

  items = [{id: 3, mail: "a@b.example"}, {mail: "c@d.example", team_id: null}]
}""")
    assert problems == []
    assert (table.name, table.auth, table.description, table.where) == (
        "my user", True, "who may come in", "table.xs:1:1",
    )  # fmt: skip
    assert list(table.columns) == ["id", "mail", "team_id"]
    assert table.columns["mail"].filters == (("trim", ""), ("lower", ""))
    assert table.columns["team_id"].table == "team"
    assert table.indexes == (
        Index("primary", (("id", ""),)),
        Index("unique", (("mail", "asc"),)),
        Index("unique", (("team_id", ""),)),
        Index("search", (("mail", "A"),), "words", "english"),
    )
    assert table.items == ({"id": 3, "mail": "a@b.example"}, {"mail": "c@d.example", "team_id": None})


@pytest.mark.parametrize(
    "schema", ["schema { text name }", "schema { text id\n text name }", "schema { int[] id\n text name }"]
)
def test_there_is_always_a_key(schema: str) -> None:
    table, _ = read(f'table "t" {{ {schema} }}')
    assert sorted(table.columns) == ["id", "name"]
    assert (table.key.type, table.key.list) == ("int", False)


def test_what_cannot_be_understood_is_left_out() -> None:
    table, problems = read("""table "t" {
  schema { int id }
  index = [{type: "btree", field: [{name: "x"}]}, {type: "btree", field: [{name: "id"}]}, $input.x]
  items = ["x", {id: 5}, {id: now|to_text}]
}""")
    assert table.indexes == (Index("btree", (("id", ""),)),)
    assert table.items == ({"id": 5},)
    assert [problem.code for problem in problems] == [
        "table-index", "table-constant", "table-items", "table-constant",
    ]  # fmt: skip


# Beside an entry of a document: the code and a part of the message of its only problem.
PROBLEMS = [
    ("auth = $env.x", "table-constant", "constant"),
    ('index = {type: "btree", field: [{name: "nmae"}]}', "table-index", "did you mean `name`?"),
    ('index = [{type: "tree", field: [{name: "name"}]}]', "table-index", "did you mean `btree`?"),
    ('index = [{type: "btree|uniqe", field: [{name: "name"}]}]', "table-index", "did you mean `unique`?"),
    (
        'index = [{type: "primary", field: [{name: "name"}]}]',
        "table-index",
        "the primary key of a table is `id`",
    ),
    ('index = [{type: "btree", field: []}]', "table-index", "an index is an object such as"),
    ('index = [{type: "btree", field: [{}]}]', "table-index", "an index is an object such as"),
    ("index = [5]", "table-index", "an index is an object such as"),
    ('items = [{nmae: "x"}]', "table-items", "did you mean `name`?"),
    ('items = [{age: "old"}]', "table-items", 'column `age` of table `t` is "old", but a whole number'),
    ("items = [{age: 1}]", "table-items", "at least 18 is needed"),
    ("indexes = []", "unknown-property", "a table has no `indexes`"),
    ("item = []", "unknown-property", "a table has no `item`"),
    ('items = "rows"', "table-items", "is an object of its columns"),
]


@pytest.mark.parametrize(("entry", "code", "says"), PROBLEMS)
def test_problems(entry: str, code: str, says: str) -> None:
    _, problems = read(
        f'table "t" {{\n schema {{ int id\n text name\n int age filters=min:18 }}\n {entry}\n}}'
    )
    [problem] = problems
    assert problem.code == code
    assert says in problem.message
    assert problem.source.position(problem.span.start).line == 5


@pytest.mark.parametrize(
    ("schema", "code", "says"),
    [
        ("", "table-schema", "a table needs a `schema"),
        ("schema { int id\n text a\n text a }", "duplicate-input", "column `a` is declared twice"),
        ("schema { int id\n text a\n text A }", "table-column", "`a` and `A` differ in case alone"),
        ("schema { int ID }", "table-column", "`id` and `ID` differ in case alone"),
        ("schema { decimal id }", "table-key", "an `int` or a `uuid`, not `decimal`"),
        ("schema { int id\n txt a }", "unknown-type", "txt"),
    ],
)
def test_problems_of_columns(schema: str, code: str, says: str) -> None:
    _, problems = read(f'table "t" {{\n {schema}\n}}')
    assert [problem.code for problem in problems] == [code]
    assert says in problems[0].message


@pytest.mark.parametrize(
    "entry", ["view = {}", 'tags = ["a"]', 'guid = "x"', "view = {a: 1}", 'docs = "x"', "public = true"]
)
def test_what_xano_exports_beside_it_is_no_problem(entry: str) -> None:
    assert read(f'table "t" {{\n schema {{ int id }}\n {entry}\n}}')[1] == []


def test_an_empty_list_of_columns_of_an_index_names_none() -> None:
    table, _ = read('table "t" { schema { int id }\n index = [] items = [] }')
    assert (table.indexes, table.items) == ((), ())
