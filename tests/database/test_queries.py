from __future__ import annotations

from typing import Any

import psycopg
import pytest

from runner.database.selecting import Question, Selection
from runner.database.sorting import read_sort
from runner.values.queries import Query
from tests.database.keeping import opened
from tests.database.running import attempt, run
from tests.database.servers import postgres_url

BLOG = """table "author" {
  schema {
    int id
    text name
    int? boss_id
    enum level {
      values = [1, 2]
    }
  }
  items = [
    {id: 1, name: "Ann", level: 2}
    {id: 2, name: "bob", boss_id: 1, level: 1}
    {id: 3, name: "Cy", boss_id: 1, level: 1}
  ]
}
---
table "blog post" {
  schema {
    int id
    text title
    int? author_id
    int? likes
    timestamp? created_at
    json? meta
  }
  items = [
    {id: 1, title: "one", author_id: 1, likes: 5, created_at: 3000, meta: {lang: "en", n: 10}}
    {id: 2, title: "two", author_id: 2, likes: null, created_at: 1000, meta: {lang: "de", n: "a"}}
    {id: 3, title: "Three", author_id: 1, likes: 9, created_at: 2000, meta: {n: 9}}
    {id: 4, title: "four", author_id: null, likes: 5, created_at: 4000}
  ]
}
---
table "comment" {
  schema {
    int id
    int post_id
    text body
  }
  items = [
    {id: 1, post_id: 1, body: "a"}
    {id: 2, post_id: 1, body: "b"}
    {id: 3, post_id: 2, body: "c"}
  ]
}"""
JOIN = 'author: {table: "author", where: $db["blog post"].author_id == $db.author.id}'


def ask(query: str, database: str | None, table: str = "blog post", **options: Any) -> Any:
    """The answer of one query."""
    return run(f'db.query "{table}" {{\n{query}\n}} as $result', BLOG, database, **options)


def ids(rows: list[dict[str, Any]]) -> list[int]:
    return [row["id"] for row in rows]


# -- what is returned ------------------------------------------------------------------------------


def test_without_anything_all_rows_come_in_order_of_their_ids(database: str | None) -> None:
    assert ids(ask("", database)) == [1, 2, 3, 4]


def test_rows_hold_all_columns_as_jobs_see_them(database: str | None) -> None:
    assert ask('where = $db.title == "one"', database) == [
        {
            "id": 1,
            "title": "one",
            "author_id": 1,
            "likes": 5,
            "created_at": 3000,
            "meta": {"lang": "en", "n": 10},
        }
    ]


@pytest.mark.parametrize(
    ("where", "returns", "answer"),
    [
        ("$db.likes == 5", "single", 1),
        ("$db.likes == 6", "single", None),
        ("$db.likes == 5", "count", 2),
        ("$db.likes == 6", "count", 0),
        ("$db.likes == 5", "exists", True),
        ("$db.likes == 6", "exists", False),
    ],
)
def test_a_return_type(where: str, returns: str, answer: Any, database: str | None) -> None:
    found = ask(f'where = {where}\nreturn = {{type: "{returns}"}}', database)
    assert (found["id"] if isinstance(found, dict) else found) == answer


def test_a_stream_is_walked_once_and_gives_rows_with_all_that_belongs_to_them(database: str | None) -> None:
    stack = """db.query "comment" {
      where = $db.comment.post_id == 1
      return = {type: "stream"}
      eval = {text: $db.comment.body|to_upper}
      output = ["id", "text"]
    } as $rows
    var $result { value = [] }
    foreach ($rows) {
      each as $row {
        array.push $result { value = $row }
      }
    }"""
    assert run(stack, BLOG, database) == [{"id": 1, "text": "A"}, {"id": 2, "text": "B"}]


# -- joins and eval --------------------------------------------------------------------------------


def test_joined_tables_are_asked_and_shown_by_eval(database: str | None) -> None:
    query = f"""join = {{{JOIN}}}
    where = $db.author.name == "Ann"
    eval = {{author: $db.author.name, level: $db.author.level, kind: "post", lang: $db.meta.lang}}
    output = ["id", "author", "level", "kind", "lang"]"""
    assert ask(query, database) == [
        {"id": 1, "author": "Ann", "level": 2, "kind": "post", "lang": "en"},
        {"id": 3, "author": "Ann", "level": 2, "kind": "post", "lang": None},
    ]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("inner", [(1, "Ann"), (2, "bob"), (3, "Ann")]),
        ("left", [(1, "Ann"), (2, "bob"), (3, "Ann"), (4, None)]),
        ("right", [(1, "Ann"), (2, "bob"), (3, "Ann"), (None, "Cy")]),
    ],
)
def test_a_kind_of_join(kind: str, names: list[tuple[Any, Any]], database: str | None) -> None:
    join = JOIN.replace("where", f'type: "{kind}", where')
    rows = ask(f"join = {{{join}}}\neval = {{author: $db.author.name}}", database)
    assert [(row["id"], row["author"]) for row in rows] == names


def test_rows_that_a_join_finds_several_times_are_on_one_page_each(database: str | None) -> None:
    query = """join = {post: {table: "blog post", where: $db.post.author_id != $db.author.id}}
    eval = {post: $db.post.id}
    sort = {level: "desc"}
    return = {type: "list", paging: {page: PAGE, per_page: 3, metadata: false}}"""
    pages = [ask(query.replace("PAGE", str(page)), database, "author") for page in (1, 2, 3)]
    found = [[(row["id"], row["post"]) for row in page] for page in pages]
    assert found == [[(1, 2), (1, 4), (2, 1)], [(2, 3), (2, 4), (3, 1)], [(3, 2), (3, 3), (3, 4)]]


def test_a_table_is_joined_to_itself(database: str | None) -> None:
    query = """join = {boss: {table: "author", where: $db.author.boss_id == $db.boss.id}}
    eval = {boss: $db.boss.name}
    sort = {boss: "asc", author.name: "desc"}"""
    assert [(row["name"], row["boss"]) for row in ask(query, database, "author")] == [
        ("bob", "Ann"),
        ("Cy", "Ann"),
    ]


def test_a_joined_table_goes_by_its_own_name_as_well(database: str | None) -> None:
    query = """join = {writer: {table: "author", type: "inner", where: $db.author_id == $db.author.id}}
    where = $db.author.level == 2 && $db.writer.level == 2"""
    assert ids(ask(query, database)) == [1, 3]


def test_joins_follow_one_another(database: str | None) -> None:
    query = """join = {
      post: {table: "blog post", where: $db.comment.post_id == $db.post.id}
      author: {table: "author", where: $db.post.author_id == $db.author.id}
    }
    eval = {name: $db.author.name}
    output = ["name"]"""
    assert ask(query, database, "comment") == [{"name": "Ann"}, {"name": "Ann"}, {"name": "bob"}]


def test_eval_holds_values_conditions_and_objects_of_them(database: str | None) -> None:
    query = """where = $db.id < 3
    eval = {
      liked: $db.likes > 4, twice: $db.likes * 2, plain: $input.x, meta: $db.meta
      all: {title: $db.title|to_upper, list: [$db.id, 7]}, none: $db.meta.nothing, either: $db.likes ?? 0
    }
    output = ["liked", "twice", "plain", "meta", "all", "none", "either"]"""
    assert ask(query, database, inputs={"x": [1]}) == [
        {
            "liked": True, "twice": 10, "plain": [1], "meta": {"lang": "en", "n": 10},
            "all": {"title": "ONE", "list": [1, 7]}, "none": None, "either": 5,
        },
        {
            "liked": False, "twice": 0, "plain": [1], "meta": {"lang": "de", "n": "a"},
            "all": {"title": "TWO", "list": [2, 7]}, "none": None, "either": 0,
        },
    ]  # fmt: skip


def test_what_eval_works_out_can_be_asked_and_sorted_by(database: str | None) -> None:
    query = """eval = {score: $db.likes + 1}
    where = $db.score > 5
    sort = {score: "desc"}"""
    assert ids(ask(query, database)) == [3, 1, 4]


# -- sort ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ('{created_at: "desc"}', [4, 1, 3, 2]),
        ('{likes: "asc", created_at: "desc"}', [4, 1, 3, 2]),
        ('{likes: "desc"}', [2, 3, 1, 4]),
        ('{title: "asc"}', [3, 4, 1, 2]),
        ('{"blog post.title": "DESC"}', [2, 1, 4, 3]),
        ('[{field: "likes", direction: "desc"}, {sortBy: "id", orderBy: "desc"}]', [2, 3, 4, 1]),
        ('{sortBy: "title", orderBy: "asc"}', [3, 4, 1, 2]),
        ('[{sortBy: "title"}]', [3, 4, 1, 2]),
        ('{meta.lang: "desc"}', [3, 4, 1, 2]),
        ('{meta.n: "asc"}', [3, 1, 2, 4]),
        ('{meta.n: "desc"}', [4, 2, 1, 3]),
        ("[]", [1, 2, 3, 4]),
    ],
)
def test_a_sort(sort: str, order: list[int], database: str | None) -> None:
    assert ids(ask(f"sort = {sort}", database)) == order


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ([{"name": "desc"}, {"id": "asc"}], [("name", "desc"), ("id", "asc")]),
        ({"name": "asc", "order": "desc"}, [("name", "asc"), ("order", "desc")]),
        ({"name": "title", "order": "desc"}, [("title", "desc")]),
        ([{"field": "name"}], [("name", "asc")]),
    ],
)
def test_columns_may_be_called_as_parts_of_a_sort(sort: Any, keys: list[tuple[str, str]]) -> None:
    assert read_sort(sort) == keys


def test_override_sort_takes_the_place_of_sort_where_it_is_given(database: str | None) -> None:
    query = 'sort = {id: "desc"}\noverride_sort = $input.x'
    given = [{"sortBy": "title", "orderBy": "asc"}]
    assert ids(ask(query, database, inputs={"x": given})) == [3, 4, 1, 2]
    assert ids(ask(query, database, inputs={"x": None})) == [4, 3, 2, 1]


def test_a_random_order_is_repeated_by_a_seed(database: str | None) -> None:
    query = 'sort = {id: "rand"}\noutput = ["id"]'
    orders = [ids(ask(query, database, seed=seed)) for seed in range(8)]
    assert [ids(ask(query, database, seed=seed)) for seed in range(8)] == orders
    assert all(sorted(order) == [1, 2, 3, 4] for order in orders)
    assert len({tuple(order) for order in orders}) > 3


def test_a_page_of_a_random_order_is_a_part_of_it(database: str | None) -> None:
    query = 'sort = {id: "rand"}\nreturn = {type: "list", paging: {page: %d, per_page: 2, metadata: false}}'
    pages = [ids(ask(query % page, database, seed=5)) for page in (1, 2)]
    assert pages[0] + pages[1] == ids(ask('sort = {id: "rand"}', database, seed=5))


# -- distinct --------------------------------------------------------------------------------------


def test_distinct_rows_come_once_however_often_a_join_finds_them(database: str | None) -> None:
    query = """join = {comment: {table: "comment", where: $db["blog post"].id == $db.comment.post_id}}
    sort = {title: "desc"}
    return = {type: "%s"%s}"""
    assert ids(ask(query % ("list", ""), database)) == [2, 1, 1]
    assert ids(ask(query % ("list", ', distinct: "yes"'), database)) == [2, 1]
    assert ids(ask(query % ("list", ", distinct: true, paging: {totals: true}"), database)["items"]) == [2, 1]
    assert ask(query % ("count", ", distinct: true"), database) == 2
    assert ask(query % ("count", ', distinct: "no"'), database) == 3


# -- paging ----------------------------------------------------------------------------------------


def test_a_page_tells_what_is_around_it(database: str | None) -> None:
    page = ask(
        'return = {type: "list", paging: {page: 2, per_page: 1, totals: true}}\noutput = ["id"]', database
    )
    assert list(page.items()) == [
        ("itemsReceived", 1),
        ("curPage", 2),
        ("nextPage", 3),
        ("prevPage", 1),
        ("offset", 1),
        ("perPage", 1),
        ("itemsTotal", 4),
        ("pageTotal", 4),
        ("items", [{"id": 2}]),
    ]


@pytest.mark.parametrize(
    ("paging", "found", "next_page", "previous"),
    [
        ("{page: 1, per_page: 2}", [1, 2], 2, None),
        ("{page: 2, per_page: 2}", [3, 4], None, 1),
        ("{page: 3, per_page: 2}", [], None, 2),
        ('{page: "2", per_page: "3"}', [4], None, 1),
        ("{page: null, per_page: null}", [1, 2, 3, 4], None, None),
        ("{offset: 1, per_page: 2}", [2, 3], 2, None),
        ("{}", [1, 2, 3, 4], None, None),
    ],
)
def test_a_page(
    paging: str, found: list[int], next_page: int | None, previous: int | None, database: str | None
) -> None:
    page = ask(f'return = {{type: "list", paging: {paging}}}', database)
    assert (ids(page["items"]), page["nextPage"], page["prevPage"]) == (found, next_page, previous)
    assert "itemsTotal" not in page


def test_a_page_without_metadata_is_a_list(database: str | None) -> None:
    assert ids(ask("return = {paging: {page: 2, per_page: 3, metadata: false}}", database)) == [4]


def test_override_paging_takes_the_place_of_paging_where_it_is_given(database: str | None) -> None:
    query = 'return = {type: "list", paging: {page: 1}}\noverride_paging = $input.x'
    assert ids(ask(query, database, inputs={"x": {"page": 4, "per_page": 1}})["items"]) == [4]
    assert ids(ask(query, database, inputs={"x": None})["items"]) == [1, 2, 3, 4]


# -- aggregates ------------------------------------------------------------------------------------


def test_groups_come_in_their_order_with_what_is_worked_out_of_them(database: str | None) -> None:
    query = f"""join = {{{JOIN}}}
    return = {{
      type: "aggregate"
      group: {{author: $db.author.name}}
      eval: {{posts: $db.id|count, likes: $db.likes|sum, least: $db.created_at|min}}
    }}"""
    assert ask(query, database) == [
        {"author": "Ann", "posts": 2, "likes": 14, "least": 2000},
        {"author": "bob", "posts": 1, "likes": None, "least": 1000},
    ]


def test_groups_and_what_is_worked_out_of_them_can_be_named(database: str | None) -> None:
    query = """eval = {double: $db.likes * 2}
    sort = {"blog post.author_id": "desc"}
    return = {
      type: "aggregate"
      group: {author: $db.author_id}
      eval: {
        id: $db.author_id + 0, posts: $db.id|count, more: $db.posts * 10, likes: $db.double|sum
        few: ($db.likes|sum)|min:6, called: $db.author ~ "!"
      }
    }"""
    assert ask(query, database) == [
        {"author": None, "id": 0, "posts": 1, "more": 10, "likes": 10, "few": 5, "called": "!"},
        {"author": 2, "id": 2, "posts": 1, "more": 10, "likes": 0, "few": 0, "called": "2!"},
        {"author": 1, "id": 1, "posts": 2, "more": 20, "likes": 28, "few": 6, "called": "1!"},
    ]


def test_groups_are_sorted_and_paged(database: str | None) -> None:
    query = """sort = {posts: "desc"}
    return = {
      type: "aggregate", group: {likes: $db.likes}, eval: {posts: $db.id|count}
      paging: {page: 1, per_page: 1, totals: true}
    }"""
    page = ask(query, database)
    assert (page["items"], page["itemsTotal"], page["nextPage"]) == ([{"likes": 5, "posts": 2}], 3, 2)


def test_groups_of_json_are_ordered_alike_everywhere(database: str | None) -> None:
    query = 'return = {type: "aggregate", group: {n: $db.meta.n}, eval: {first: $db.id|min}}'
    assert ask(query, database) == [
        {"n": 9, "first": 3},
        {"n": 10, "first": 1},
        {"n": "a", "first": 2},
        {"n": None, "first": 4},
    ]


def test_without_groups_all_rows_are_one(database: str | None) -> None:
    query = 'where = $db.id > 9\nreturn = {type: "aggregate", eval: {n: $db.id|count, top: $db.likes|max}}'
    assert ask(query, database) == [{"n": 0, "top": None}]


def test_groups_of_what_a_filter_gives(database: str | None) -> None:
    query = """return = {
      type: "aggregate", group: {first: $db.title|to_lower|substr:0:1}, eval: {n: $db.id|count}
    }"""
    assert ask(query, database) == [{"first": "f", "n": 1}, {"first": "o", "n": 1}, {"first": "t", "n": 2}]


# -- output ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "row"),
    [
        ('["id"]', {"id": 1}),
        ('["title", "id"]', {"title": "one", "id": 1}),
        ('["items.id", "items.meta.lang", "itemsReceived"]', {"id": 1, "meta": {"lang": "en"}}),
        ('["meta.nothing", "id"]', {"meta": {}, "id": 1}),
    ],
)
def test_an_output(output: str, row: dict[str, Any], database: str | None) -> None:
    assert ask(f"where = $db.id == 1\noutput = {output}", database) == [row]


# -- what cannot be asked --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('sort = {titel: "asc"}', "table `blog post` has no column `titel` (did you mean `title`?)"),
        ('sort = {author.name: "asc"}', "the query has no table `author`"),
        ('sort = {title: "up"}', 'the order of a `sort` is "asc", "desc" or "rand", but got "up"'),
        ('sort = "title"', "`sort` is an object of columns"),
        ('return = {type: "lst"}', "`return` has no type `lst`; did you mean `list`?"),
        ('return = {type: "count", paging: {page: 1}}', "a `return` of type `count` has no `paging`"),
        ("return = {paging: {limit: 5}}", "`paging` has no `limit`"),
        ("return = {paging: {page: 0}}", "`page` of `paging` is 0, but a whole number from 1 on is expected"),
        ('return = {paging: {per_page: "x"}}', '`per_page` of `paging` is "x"'),
        ('join = {author: {table: "author"}}', "the join `author` needs a `where`"),
        ('join = {author: {type: "outer", where: true}}', "inner, left or right is expected"),
        ('join = {x: {table: "autor", where: true}}', 'no table "autor"'),
        ('join = {"blog post": {table: "author", where: true}}', "two tables of the query are called"),
        ('output = ["titel"]', "names `titel`, which its rows do not have (did you mean `title`?)"),
        ('output = "id"', "a list of names is expected"),
        ('return = {type: "aggregate"}', "an aggregate needs an `eval` or a `group`"),
        ('sort = {n: "rand"}\nreturn = {type: "aggregate", eval: {n: $db.id|count}}', "sorted at random"),
        ("where = $db.likes|sum > 5", "`|sum` works out one value of many rows"),
        ("eval = {x: $db.likes|avg}", "`|avg` works out one value of many rows"),
        ('return = {type: "aggregate", eval: {x: $db.likes}}', "can differ from row to row of a group"),
        (
            'return = {type: "aggregate", group: {x: $db.title}, eval: {y: ($db.likes|sum) + $db.likes}}',
            "`$db.likes` can differ from row to row of a group: name what is grouped by, or put an aggregate",
        ),
        ('sort = {likes: "asc"}\nreturn = {type: "aggregate", group: {x: $db.title}}', "can differ from row"),
        ('additional_where = "x"', "`additional_where` is not taken here"),
        ("eval = {x: $output.id}", "`$output` cannot stand in `eval`"),
        ('eval = {x: dbAddonAttr("a", {})}', "`dbAddonAttr` cannot stand in a query here"),
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_asked_says_why(query: str, message: str, database: str | None) -> None:
    result = attempt(f'db.query "blog post" {{\n{query}\n}} as $result', BLOG, database)
    assert result.error is not None
    assert message in result.error.message


def test_locked_rows_wait_for_the_end_of_the_transaction() -> None:
    question = Question(Query(("operator", "==", ("column", ("likes",)), ("param", 0)), [5]), lock=True)
    others = 'SELECT id FROM "blog post" ORDER BY id FOR UPDATE SKIP LOCKED'
    with postgres_url() as url, opened(BLOG, url) as database, psycopg.connect(url, autocommit=True) as other:
        select = Selection(database, "blog post", question).select()
        with database.transaction():
            locked = database.read(lambda connection: [row.id for row in connection.execute(select)])
            assert locked == [1, 4]
            assert other.execute(others).fetchall() == [(2,), (3,)]
        assert len(other.execute(others).fetchall()) == 4


def test_a_lock_changes_nothing_of_what_is_found(database: str | None) -> None:
    assert ids(ask('lock = true\nsort = {title: "asc"}', database)) == [3, 4, 1, 2]


# -- what the database is asked --------------------------------------------------------------------


def test_a_page_asks_for_one_row_more_than_it_shows(database: str | None) -> None:
    pages = [
        ask(f"return = {{type: 'list', paging: {{page: {page}, per_page: 2, totals: true}}}}", database)
        for page in (1, 2)
    ]
    assert [(page["itemsReceived"], page["nextPage"], page["itemsTotal"]) for page in pages] == [
        (2, 2, 4),
        (2, None, 4),
    ]


def test_ten_thousand_rows_are_streamed_in_order(database: str | None) -> None:
    rows = {"comment": [{"id": at, "post_id": at % 7, "body": "x"} for at in range(1, 10_001)]}
    stack = """db.query "comment" {
      where = $db.comment.post_id == 3
      return = {type: "stream"}
    } as $rows
    var $result { value = [] }
    foreach ($rows) {
      each as $row {
        array.push $result { value = $row.id }
      }
    }"""
    assert run(stack, BLOG, database, rows=rows) == list(range(3, 10_001, 7))
