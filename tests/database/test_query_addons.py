from __future__ import annotations

from typing import Any

import pytest

from tests.database.running import attempt, run

DOCUMENTS = """table "post" {
  schema {
    int id
    text title
    int author_id
  }
  items = [{title: "one", author_id: 2}, {title: "two", author_id: 1}]
}
---
table "comment" {
  schema {
    int id
    int post_id
    int author_id
    text body
  }
  items = [
    {post_id: 1, author_id: 1, body: "a"}
    {post_id: 1, author_id: 2, body: "b"}
  ]
}
---
table "author" {
  schema {
    int id
    text name
    password password
  }
  items = [{name: "Ann", password: "secret-1"}, {name: "Bob", password: "secret-2"}]
}
---
addon "comments" {
  input {
    int post_id
    int limit?=10
  }
  stack {
    db.query "comment" {
      where = $db.comment.post_id == $input.post_id
      return = {type: "list", paging: {per_page: $input.limit, metadata: false}}
    } as $found
  }
}
---
addon "comment count" {
  input {
    int post_id
  }
  stack {
    db.query "comment" {
      where = $db.comment.post_id == $input.post_id
      return = {type: "count"}
    }
  }
}
---
addon "author" {
  input {
    int author_id
  }
  stack {
    db.query "author" {
      where = $db.author.id == $input.author_id
      return = {type: "single"}
    } as $author
  }
}"""


def ask(query: str, database: str | None, **options: Any) -> Any:
    """The answer of one query."""
    return run(f'db.query "post" {{\n{query}\n}} as $result', DOCUMENTS, database, **options)


def test_addons_give_each_row_what_belongs_to_it(database: str | None) -> None:
    query = """addon = [
      {name: "comment count", input: {post_id: $output.id}, as: "items.comments"}
      {name: "author", input: {author_id: $output.author_id}, as: "_author", output: ["name"]}
    ]
    output = ["title", "comments", "_author"]"""
    assert ask(query, database) == [
        {"title": "one", "comments": 2, "_author": {"name": "Bob"}},
        {"title": "two", "comments": 0, "_author": {"name": "Ann"}},
    ]


@pytest.mark.parametrize(
    ("returns", "take"),
    [
        ('{type: "single"}', lambda answer: answer),
        ('{type: "list", paging: {page: 1}}', lambda answer: answer["items"][0]),
        ('{type: "list", paging: {metadata: false}}', lambda answer: answer[0]),
    ],
)
def test_addons_belong_to_the_rows_of_every_answer(returns: str, take: Any, database: str | None) -> None:
    query = f"""return = {returns}
    addon = [{{name: "comment count", input: {{post_id: $output.id}}, as: "items.n"}}]"""
    assert take(ask(query, database)) == {"id": 1, "title": "one", "author_id": 2, "n": 2}


def test_a_path_leads_below_what_another_addon_gave(database: str | None) -> None:
    query = """where = $db.id == 1
    addon = [
      {name: "author", input: {author_id: $output.author_id}, as: "items.author", output: ["name"]}
      {name: "comment count", input: {post_id: $output.id}, as: "items.author.comments"}
    ]
    output = ["author"]"""
    assert ask(query, database) == [{"author": {"name": "Bob", "comments": 2}}]


@pytest.mark.parametrize("path", ["items.comments.author", "author", "items.author"])
def test_the_rows_of_an_addon_have_addons_of_their_own(path: str, database: str | None) -> None:
    query = f"""where = $db.id == 1
    addon = [{{
      name: "comments", input: {{post_id: $output.id, limit: $input.limit}}, as: "items.comments"
      output: ["body", "author.name"]
      addon: [{{name: "author", input: {{author_id: $output.author_id}}, as: "{path}"}}]
    }}]
    output = ["comments"]"""
    comments = [{"body": "a", "author": {"name": "Ann"}}, {"body": "b", "author": {"name": "Bob"}}]
    assert ask(query, database, inputs={"limit": 5}) == [{"comments": comments}]
    assert ask(query, database, inputs={"limit": 1}) == [{"comments": comments[:1]}]


AUTHOR = '{name: "author", input: {author_id: $output.author_id}, as: "items.author"}'


@pytest.mark.parametrize(
    ("output", "keys"),
    [
        ('["title"]', ["title", "author"]),
        ('["items.title", "itemsTotal"]', ["title", "author"]),
        ('["author", "title"]', ["author", "title"]),
        ('["items.author.name"]', ["author"]),
    ],
)
def test_an_addon_that_output_does_not_name_is_shown(
    output: str, keys: list[str], database: str | None
) -> None:
    query = f"where = $db.id == 1\naddon = [{AUTHOR}]\noutput = {output}"
    (row,) = ask(query, database)
    assert list(row) == keys
    shown = ["name"] if "author.name" in output else ["id", "name", "password"]
    assert list(row["author"]) == shown


@pytest.mark.parametrize(
    "statement",
    ['db.get "post" { field_value = 1', 'db.add "post" { data = {title: "new", author_id: 1}'],
)
def test_an_addon_of_one_row_is_shown_as_well(statement: str, database: str | None) -> None:
    code = f'{statement} addon = [{AUTHOR}] output = ["id"] }} as $result'
    assert list(run(code, DOCUMENTS, database)) == ["id", "author"]


def test_an_addon_alone_needs_no_list_and_no_name_for_what_it_gives(database: str | None) -> None:
    query = 'addon = {name: "comment count", input: {post_id: $output.id}}\noutput = ["comment count"]'
    assert ask(query, database) == [{"comment count": 2}, {"comment count": 0}]


@pytest.mark.parametrize(
    ("addon", "message"),
    [
        ('{name: "coments", input: {}}', "coments"),
        ('{input: {}, as: "x"}', "an addon is an object"),
        ('{name: "comments", input: {post_id: $db.post.id}}', "reads its row as `$output.column`"),
        ('{name: "comments", input: {}}', "post_id"),
        ('{name: "comments", input: {post_id: $output.idd}}', "Unable to locate var: output.idd"),
    ],
)
def test_an_addon_that_cannot_be_asked_says_why(addon: str, message: str, database: str | None) -> None:
    result = attempt(f'db.query "post" {{\naddon = [{addon}]\n}} as $result', DOCUMENTS, database)
    assert result.error is not None
    assert message in result.error.message
