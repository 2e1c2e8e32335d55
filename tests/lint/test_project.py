"""Problems between files: small folders, and what the check tells of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.lint.checking import Checker, Text
from runner.lint.scopes import Scope
from runner.lookup.xs_files import xs_files
from runner.source import Source

TOTAL = """function "total" {
  input {
    int[] prices
    text currency?="EUR"
  }
  stack {
  }
  response = ($input.prices|sum) ~ $input.currency
}
"""
USER = """table "user" {
  schema {
    int id
    email mail
    text name
    text city?
    json tags?=[]
    text? note
    enum kind?=guest {
      values = ["guest", "staff"]
    }
  }
}
"""
POST = 'table "post" {\n  schema {\n    int id\n    int user_id {\n      table = "user"\n    }\n  }\n}\n'
PYTHON = "from runner import function\n\n\n@function\ndef total(prices: list[int]) -> int:\n    return 1\n"


def job(inputs: str = "{ prices: [1] }", name: str = "total", more: str = "") -> str:
    return f'run.job "Shop" {{\n  main = {{ name: "{name}", input: {inputs} }}\n{more}}}\n'


def calling(call: str, name: str = "caller") -> str:
    return f'function "{name}" {{\n  stack {{\n    {call} as $x\n  }}\n  response = $x\n}}\n'


def adding(data: str, statement: str = "db.add user") -> str:
    head = f'function "add" {{\n  input {{\n    json row\n  }}\n  stack {{\n    {statement} {{\n'
    return f"{head}      {data}\n    }} as $x\n  }}\n  response = {{row: $input.row, x: $x}}\n}}\n"


def querying(more: str, table: str = "post") -> str:
    """A function with a query of users that joins posts as `p`, in line 8, and says more in line 10."""
    join = f'join = {{\n        p: {{table: "{table}", where: $db.user.id == $db.p.user_id}}\n      }}'
    return adding(f"{join if '$input' not in more else ''}\n      {more}", "db.query user")


BOTH = ["7 unknown-column", "7 wrong-value"]


def found(folder: Path, files: dict[str, str], *names: str) -> list[str]:
    """What the check tells of files in a folder: `path:line code`, in order."""
    (folder / ".git").mkdir()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    checker = Checker(1)
    problems = checker.problems(checker.read(xs_files(names)))
    return [f"{problem.where.rpartition(':')[0]} {problem.code}" for problem in problems]


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('function.run "total" { input = { prices: [1] } }', []),
        ('function.run "total" { input = { prices: $env.X, currency: "USD" } }', []),
        ('function.run "totl" { input = {} }', ["unknown-function"]),
        ('function.run "" { input = {} }', ["unknown-function"]),
        ('var $x { value = 1 }\n    !function.run "totl" { input = {} }', []),
        # Which function it is, and what it gets, only a run knows.
        ("function.run $env.NAME { input = {} }", []),
        ('function.run "total" { input = $env.ALL }', []),
        ('function.run "total" { input = {}|set:"prices":[1] }', []),
        ('function.run "total" { input = { $env.X: 1 } }', []),
        ('function.run "total" { input = {} }', ["missing-input"]),
        ('function.run "total"', ["missing-input"]),
        ('function.run "total" { input = { prices: null } }', ["wrong-input"]),
        ('function.run "total" { input = { prices: "x" } }', ["wrong-input"]),
        # One misspelled name is one fault.
        ('function.run "total" { input = { price: [1] } }', ["missing-input"]),
        ('function.run "total" { input = { prices: [1], tax: 1 } }', ["undeclared-input"]),
        ('function.call "total" { input = { prices: [1], currency: "" } }', []),
    ],
)
def test_calls(tmp_path: Path, call: str, expected: list[str]) -> None:
    files = {"function/caller.xs": calling(call), "function/total.xs": TOTAL}
    assert found(tmp_path, files) == [f"function/caller.xs:3 {code}" for code in expected]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ("{ prices: [1] }", []),
        # A job that gives nothing is meant to be run with inputs.
        ("{}", []),
        ("null", []),
        ('{ currency: "EUR" }', ["missing-job-input"]),
        ('{ prices: ["a"], currency: {} }', ["wrong-input", "wrong-input"]),
        ("{ Prices: [1] }", ["missing-input"]),
        ("{ prices: [1], taxes: 2 }", ["undeclared-input"]),
    ],
)
def test_inputs_of_a_job(tmp_path: Path, inputs: str, expected: list[str]) -> None:
    files = {"run.xs": job(inputs), "function/total.xs": TOTAL}
    assert found(tmp_path, files) == [f"run.xs:2 {code}" for code in expected]


def test_what_another_part_gives_is_not_missing(tmp_path: Path) -> None:
    parts = '  pre = { name: "prices", as: "prices" }\n  post = { name: "note", input: {} }\n'
    prices = 'function "prices" {\n  stack {\n  }\n  response = [1]\n}\n'
    note = TOTAL.replace('"total"', '"note"').replace("prices", "main").replace('currency?="EUR"', "currency")
    files = {"run.xs": job('{ currency: "EUR" }', more=parts) + f"---\n{prices}---\n{note}---\n{TOTAL}"}
    # Nobody but the job can give an input of `post`.
    assert found(tmp_path, files) == ["run.xs:4 missing-input"]


@pytest.mark.parametrize(
    ("files", "names", "expected"),
    [
        # What lies beside a checked file counts as well.
        ({"run.xs": job(), "function/total.xs": TOTAL}, ["run.xs"], []),
        (
            {"run.xs": job("{ x: 1 }"), "functions/tools/a.xs": TOTAL},
            ["run.xs"],
            ["missing-job-input", "undeclared-input"],
        ),
        ({"run.xs": job("{ x: 1 }"), "function/total.py": PYTHON}, ["run.xs"], []),
        ({"jobs/run.xs": job("{ x: 1 }"), "functions/total.py": PYTHON}, ["jobs"], []),
        ({"run.xs": job(), "total.xs": TOTAL}, ["."], ["unknown-function"]),
        ({"run.xs": job("{ x: 1 }"), "function/total.xs": TOTAL.replace("[]", "[")}, ["run.xs"], []),
        # Of loose files nobody knows which job they are for.
        ({"a.xs": calling('function.run "total" { input = {} }'), "b.xs": TOTAL}, ["a.xs"], []),
        ({"a.xs": calling('function.run "total" { input = {} }'), "b/b.xs": TOTAL}, ["."], ["missing-input"]),
        ({"a.xs": calling('function.run "total" { input = {} }')}, ["."], ["unknown-function"]),
        (
            {
                "api/deep/q.xs": calling('function.run "no"').replace("function", "query", 1),
                "function/total.xs": TOTAL,
            },
            ["api"],
            ["unknown-function"],
        ),
    ],
)
def test_where_functions_are(
    tmp_path: Path, files: dict[str, str], names: list[str], expected: list[str]
) -> None:
    assert [line.split()[1] for line in found(tmp_path, files, *names)] == expected


def test_bundled_functions_declare_their_inputs(tmp_path: Path) -> None:
    assert found(tmp_path, {"run.xs": job("{ promt: 1 }", "openai_chat")}) == ["run.xs:2 missing-input"]


@pytest.mark.parametrize(
    ("env", "response", "expected"),
    [
        ("A", "$env.A", []),
        ("A", "$env.a", []),
        ("A", '$env["A"]', []),
        ("A", "1", ["run.xs:3 unused-env"]),
        ("A", "$env.B", ["run.xs:1 undeclared-env", "run.xs:3 unused-env"]),
        # One misspelled name is one fault.
        ("SHOP_URL", "$env.SHOP_URI", ["run.xs:1 undeclared-env"]),
        ("A", "$env.$remote_ip", ["run.xs:3 unused-env"]),
    ],
)
def test_env(tmp_path: Path, env: str, response: str, expected: list[str]) -> None:
    reader = f'function "read" {{\n  stack {{\n  }}\n  response = {response}\n}}\n'
    files = {
        "run.xs": job("{}", "caller", f'  env = ["{env}"]\n'),
        "function/caller.xs": calling('function.run "read"'),
        "function/read.xs": reader,
    }
    assert found(tmp_path, files) == expected


def test_env_of_a_job_without_a_run_job(tmp_path: Path) -> None:
    main = 'function "$main" {\n  stack {\n  }\n  response = $env.B\n}\n'
    workspace = 'workspace shop {\n  env = { A: "" }\n}\n---\n'
    assert found(tmp_path, {"job.xs": workspace + main, "other.xs": main}) == [
        "job.xs:1 undeclared-env", "job.xs:1 unused-env",
    ]  # fmt: skip


def test_env_of_functions_that_call_each_other(tmp_path: Path) -> None:
    reads = 'function "{name}" {{\n  stack {{\n{calls}  }}\n  response = $env.{name}\n}}\n'
    graph = {"a": "bc", "b": "ad", "c": "", "d": "b", "e": "d"}
    files = {
        f"function/{name}.xs": reads.format(
            name=name, calls="".join(f'    function.run "{one}"\n' for one in called)
        )
        for name, called in graph.items()
    }
    starts = {"1.xs": ("a", "abcd"), "2.xs": ("d", "abcd"), "3.xs": ("c", "c"), "4.xs": ("e", "abcde")}
    for file, (start, names) in starts.items():
        declared = ", ".join(f'"{name}"' for name in [*names, "unread"])
        files[file] = job("{}", start, f"  env = [{declared}]\n")
    assert found(tmp_path, files) == [f"{file}:3 unused-env" for file in starts]


def test_jobs_share_what_is_known_of_their_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = [f'function.run "f{at + 1}"' for at in range(59)] + ["db.get user { field_value = 1 }"]
    files = {f"function/f{at}.xs": calling(call, f"f{at}") for at, call in enumerate(calls)}
    files |= {f"{at}.xs": job("{}", f"f{at}") for at in range(60)}
    asked: list[str] = []
    find = Scope.find
    monkeypatch.setattr(Scope, "find", lambda scope, name: asked.append(name) or find(scope, name))
    assert found(tmp_path, files) == []
    assert len(asked) < 60 * 5


@pytest.mark.parametrize("call", ['function.run "none"', "function.run $env.B"])
def test_env_of_a_job_that_cannot_be_seen_whole(tmp_path: Path, call: str) -> None:
    files = {"run.xs": job("{}", "caller", '  env = ["A", "B"]\n'), "function/caller.xs": calling(call)}
    assert not [line for line in found(tmp_path, files) if "unused-env" in line]


@pytest.mark.parametrize(
    ("file", "name", "is_told"),
    [
        ("total.xs", "total", False),
        ("tools/total.xs", "tools/total", False),
        ("total.xs", "tools/total", False),
        ("tools_total.xs", "tools/total", False),
        ("open_ai_ask.xs", "Open AI -> Ask", False),
        ("12_total.xs", "total", False),
        ("sum.xs", "total", True),
        ("tools/sum.xs", "sum/tools", True),
    ],
)
def test_file_names(tmp_path: Path, file: str, name: str, is_told: bool) -> None:
    text = TOTAL.replace('"total"', f'"{name}"')
    expected = [f"function/{file}:1 file-name"] if is_told else []
    assert found(tmp_path, {f"function/{file}": text}) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.xs": TOTAL + "---\n" + TOTAL}, ["a.xs:11 repeated-function"]),
        ({"a.xs": TOTAL, "b.xs": TOTAL}, []),
        (
            {"function/total.xs": TOTAL, "function/a/total.xs": TOTAL, "function/b/total.xs": TOTAL},
            ["function/a/total.xs:1 repeated-function", "function/b/total.xs:1 repeated-function"],
        ),
        ({"x.xs": TOTAL.replace('"total"', "$man")}, ["x.xs:1 part-name"]),
        (
            {"x.xs": TOTAL.replace('"total"', "$main") + "---\n" + TOTAL.replace('"total"', "post")},
            ["x.xs:11 part-name"],
        ),
        ({"x.xs": TOTAL.replace('"total"', "post")}, []),
    ],
)
def test_names_of_functions(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    assert found(tmp_path, files) == expected


LONELY = 'function "lonely" {\n  stack {\n    function.run "lonely" as $x\n  }\n  response = $x\n}\n'
UNUSED = {"run.xs": job(), "function/total.xs": TOTAL, "function/lonely.xs": LONELY}


@pytest.mark.parametrize(
    ("more", "names", "is_told"),
    [
        ({}, (), True),
        ({}, ("function/lonely.xs",), False),
        ({"other.xs": job("{}", "lonely")}, (), False),
        ({"function/c.py": PYTHON}, (), False),
        ({"function/caller.xs": calling("function.run $env.X")}, (), False),
        ({"task/t.xs": 'task "t" {\n  stack {\n  }\n}\n'}, (), False),
        # The call is told already.
        ({"run.xs": job("{}", "lonley"), "function/total.xs": "// nothing"}, (), False),
    ],
)
def test_unused_functions(
    tmp_path: Path, more: dict[str, str], names: tuple[str, ...], is_told: bool
) -> None:
    told = found(tmp_path, {**UNUSED, **more}, *names)
    assert ("function/lonely.xs:1 unused-function" in told) == is_told


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (adding('data = { mail: "a@b.c", name: "A", note: null }'), []),
        (adding("data = $input.row"), []),
        (adding('data = { mail: "a@b.c" }'), ["6 missing-column"]),
        (adding('data = { mial: "a@b.c", name: "A", id: 1 }'), ["7 unknown-column"]),
        (adding("field_value = 1\n      data = { name: 1 }", "db.patch user"), []),
        (adding("field_value = 1\n      data = { town: 1 }", "db.edit user"), ["8 unknown-column"]),
        (adding('field_name = "nmae"\n      field_value = 1', "db.get user"), ["7 unknown-column"]),
        (adding('field_name = "id"\n      field_value = 1', "db.get users"), ["6 unknown-table"]),
        (adding("data = {}", "db.add $input.row"), []),
        (
            adding(
                'where = $db.user.mail == "x" && $db.user.tags.a == 1 && $db.tags.x == 1', "db.query user"
            ),
            [],
        ),
        (adding("where = $db.u.x == 1 && $db.user == 1", "db.query user"), ["7 unknown-column"] * 2),
        (querying("where = $db.p == 1"), ["10 unknown-column"]),
        (adding('output = ["id", "nmae"]\n      field_value = 1', "db.get user"), ["7 unknown-column"]),
        (querying('addon = {name: "a", input: {}}\n      output = ["id", "a"]'), ["10 unknown-addon"]),
        (adding("where = $db.nmae == $input.row", "db.query user"), ["7 unknown-column"]),
        (adding("where = $db.user.town == $input.row", "db.query user"), ["7 unknown-column"]),
        (
            querying("where = $db.u.id > $db.p.user_id && $db.post.user_id == 1 && $db.p.x == 2"),
            ["10 unknown-column"] * 2,
        ),
        (
            querying('sort = {u.name: "asc", total: "desc", id: "asc", post.id: "asc", towns: "asc"}'),
            ["10 unknown-column"] * 3,
        ),
        (querying('eval = {total: $db.p.user_id + 1}\n      sort = {total: "desc"}'), []),
        (querying('eval = {a.b: $db.p.user_id}\n      order = {a.b: "desc"}'), []),
        (querying('sort = [{sortBy: "user.mail"}, {name: "asc"}, {field: "mail", dir: "desc"}]'), []),
        (querying('sort = [{sortBy: "user.mial"}, {nmae: "asc"}]'), ["10 unknown-column"] * 2),
        (querying('return = {type: "aggregate", eval: {n: $db.id|count}}\n      sort = {n: "desc"}'), []),
        (querying("join = $input.row\n      where = $db.x.y == $db.z"), []),
        (querying("", "psot"), ["8 unknown-table"]),
        (querying('output = ["id", "nmae", "name", "kind.x"]'), ["10 unknown-column"]),
        (querying('output = ["items.id", "items.nmae", "itemsTotal"]'), ["10 unknown-column"]),
        (querying('output = ["items", "itemsTotal"]'), []),
        (querying('eval = {n: $db.p.user_id}\n      output = ["n", "_.name"]'), []),
        (querying('eval = $input.row\n      output = ["n"]'), []),
        (querying('output = ["id", "n.name"]\n      addon = [{name: $input.row, as: "items.n"}]'), []),
        (querying('output = ["id", "n"]\n      addon = [$input.row]'), []),
        (querying("output = $input.row"), []),
        (querying('where = $db.user.kind == "staf"'), ["10 wrong-value"]),
        (querying('where = "staff" != $db.kind || $db.user.kind ==? null || $db.kind.x == 1'), []),
        (adding('data = { mail: "a", name: "A" }'), ["7 wrong-value"]),
        (adding('data = { mail: "a@b.c", name: [], kind: "x", tags: 1, id: "no" }'), ["7 wrong-value"] * 3),
        (adding('data = { mail: $input.row, name: "", kind: null, city: "" }'), []),
        (adding('field_value = 1\n      data = { kind: "boss" }', "db.edit user"), ["8 wrong-value"]),
        (adding('items = [{ mial: 1, id: 1 }, { kind: "x" }, $input.row]', "db.bulk.patch user"), BOTH),
        (adding("items = $input.row", "db.bulk.add user"), []),
    ],
)
def test_tables(tmp_path: Path, code: str, expected: list[str]) -> None:
    files = {"function/add.xs": code, "table/user.xs": USER, "table/post.xs": POST}
    told = found(tmp_path, files, "function")
    assert [line.removeprefix("function/add.xs:") for line in told] == expected


@pytest.mark.parametrize("tables", [{}, {"table/user.xs": 'table "u" {\n  schema {\n    int\n'}])
def test_without_tables_that_are_known_nothing_is_told(tmp_path: Path, tables: dict[str, str]) -> None:
    files = {"function/add.xs": adding("data = {}", "db.add users"), **tables}
    assert found(tmp_path, files, "function") == []


def test_a_job_may_name_tables_of_its_workspace(tmp_path: Path) -> None:
    names = {"a": "user", "b": "post", "c": "psot"}
    stack = "\n".join(f"db.get {table} {{ field_value = 1 }} as ${name}" for name, table in names.items())
    main = f'function "a" {{\n  stack {{\n{stack}\n  }}\n  response = [$a, $b, $c]\n}}\n'
    head = 'run.job "a" {\n  main = {name: "a"}\n}\n---\n'
    files = {"jobs/a.xs": f"{head}{main}---\n{POST}", "table/user.xs": USER}
    assert found(tmp_path, files) == ["jobs/a.xs:9 unknown-table"]


def test_references_to_tables(tmp_path: Path) -> None:
    files = {"table/post.xs": POST.replace('"user"', '"usr"'), "table/user.xs": USER}
    assert found(tmp_path, files) == ["table/post.xs:5 unknown-table"]


COUNT = """addon "post_count" {
  input {
    int user_id
  }
  stack {
    db.query "post" {
      where = $db.post.user_id == $input.user_id
      return = {type: "count"}
    }
  }
}
"""


@pytest.mark.parametrize("place", ["addon/count.xs", "addons/count.xs", "of/users/count.xs", None])
@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ('{name: "post_count", input: {user_id: $output.id}, as: "n"}', []),
        ('[{name: "post_count", input: {user_id: $output.id}}]', []),
        ('[{name: "post_cuont", input: {user_id: $output.id}}]', ["unknown-addon"]),
        ('[{name: "post_count", input: {usr_id: $output.id}}]', ["missing-input"]),
        ('[{name: "post_count"}]', ["missing-input"]),
        ('[{name: "post_count", input: {user_id: "x", page: 1}}]', ["wrong-input", "undeclared-input"]),
        ('[{name: "post_count", input: $input.row}, {name: $input.row}, $input.row]', []),
        ('[{name: "post_count", input: {user_id: 1}, addon: [{name: "nothing"}]}]', ["unknown-addon"]),
    ],
)
def test_addons(tmp_path: Path, entries: str, expected: list[str], place: str | None) -> None:
    code = adding(f"addon = {entries}", "db.query user")
    files = {"function/add.xs": code} if place else {"function/add.xs": f"{code}---\n{COUNT}"}
    told = found(tmp_path, {**files, **({place: COUNT} if place else {})}, "function")
    assert told == [f"function/add.xs:7 {code}" for code in expected]


def test_a_job_finds_what_its_workspace_has(tmp_path: Path) -> None:
    code = adding('addon = [{name: "post_count", input: {user_id: $output.id}}]', "db.query user")
    head = 'run.job "add" {\n  main = {name: "add"}\n}\n---\n'
    jobs = {"jobs/add.xs": f"{head}{code}", "jobs/total.xs": job()}
    files = {**jobs, "addon/count.xs": COUNT, "function/total.xs": TOTAL}
    assert found(tmp_path, files, "jobs") == []


def test_an_addon_that_is_called() -> None:
    text = calling('addon.call "post_count" { input = {user_id: "x"} }')
    Path("call.xs").write_text(f"{text}---\n{COUNT}", encoding="utf-8")
    assert [problem.code for problem in Checker(1).problems(Checker(1).read([Path("call.xs")]))] == [
        "wrong-input"
    ]


def test_what_lies_beside_a_text_that_is_no_file_is_unknown() -> None:
    text = Text(Source(job() + "---\n" + calling('function.run "total" { input = {} }'), "<stdin>"))
    whole = Text(Source(job("{ price: 1 }") + "---\n" + TOTAL, "<stdin>"))
    checker = Checker(1)
    assert checker.problems([text]) == []
    assert [problem.code for problem in checker.problems([whole])] == ["missing-input"]


@pytest.mark.parametrize(
    ("name", "file", "more"),
    [
        ("depth", "depth", []),
        ("tree-dept", "tree_depth", []),
        ("depth", "tree_depth", []),
        # Neither the file nor the function is near what is called.
        ("tree", "depth", ["function/depth.xs:1 file-name", "function/depth.xs:1 unused-function"]),
    ],
)
def test_a_name_of_main_that_leads_nowhere_is_one_problem(
    tmp_path: Path, name: str, file: str, more: list[str]
) -> None:
    files = {"run.xs": job(name=name), f"function/{file}.xs": TOTAL.replace('"total"', '"tree_depth"')}
    assert found(tmp_path, files) == [*more, "run.xs:2 unknown-function"]
