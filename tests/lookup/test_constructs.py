"""Endpoints, addons, tasks and tools by their names: where they are found, and what is told of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from runner.errors import ScriptError, XanoScriptSyntaxError
from runner.lookup import constructs
from runner.lookup.constructs import JobUnits, document_heads
from runner.source import Source
from runner.units import read_units

Add = Callable[[str, str], None]

BOTH = 'GET "deals" in "Crm", GET "deals" in "Shop"'


def query(path: str, verb: str = "GET", group: str = "Crm") -> str:
    return (
        f'query "{path}" verb={verb} {{\n  api_group = "{group}"\n  input {{\n  }}\n\n  stack {{\n  }}\n\n'
        "  response = 1\n}\n"
    )


def tool(name: str, response: int = 1) -> str:
    return f'tool "{name}" {{\n  stack {{\n  }}\n\n  response = {response}\n}}\n'


@pytest.fixture
def add(tmp_path: Path) -> Add:
    (tmp_path / ".git").mkdir()
    (tmp_path / "function").mkdir()

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return write


def units(folder: Path, own: str = "") -> JobUnits:
    return JobUnits(read_units(Source(own, "job.xs")) if own else (), folder / "jobs" / "job.xs")


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ('query "deals/{id}" verb=GET {', [("query", "deals/{id}")]),
        ("query hit verb=GET {", [("query", "hit")]),
        ("query a/b  verb = POST {", [("query", "a/b")]),
        ('addon "comments of"\n{', [("addon", "comments of")]),
        ("addon comment_count {", [("addon", "comment_count")]),
        ("task 'nightly' {\n}\n---\ntool t {", [("task", "nightly"), ("tool", "t")]),
        ("  addon.call comment_count {", []),
        ('tool.call "t" {', []),
        ("query {", []),
        ("// query a {", []),
        ("tools x {", []),
    ],
)
def test_the_heads_of_documents(text: str, heads: list[tuple[str, str]]) -> None:
    assert document_heads(text) == heads


@pytest.mark.parametrize(
    "file", ["tool/a.xs", "tools/deep/b.xs", "c.xs", "mixed/anything.xs", "function/d.xs"]
)
def test_a_tool_is_found_anywhere_in_the_workspace(tmp_path: Path, add: Add, file: str) -> None:
    add(file, tool("one") + "---\n" + tool("two"))
    assert units(tmp_path).find("tool", "two").source.name.endswith(file)


def test_the_own_documents_come_first_then_the_folder_then_the_rest(tmp_path: Path, add: Add) -> None:
    add("a.xs", tool("t", 3))
    assert units(tmp_path).find("tool", "t").source.name.endswith("a.xs")
    add("tool/z.xs", tool("t", 2))
    assert units(tmp_path).find("tool", "t").source.name.endswith("z.xs")
    assert units(tmp_path, tool("t", 1)).find("tool", "t").source.name == "job.xs"


def test_the_same_name_may_stand_for_each_construct(tmp_path: Path, add: Add) -> None:
    add("mixed.xs", tool("x") + "---\n" + tool("x").replace("tool", "task") + "---\n" + query("x"))
    found = units(tmp_path)
    assert [found.find(construct, "x").construct for construct in ("tool", "task")] == ["tool", "task"]
    assert found.endpoint("x", "", "")[0].construct == "query"


def test_only_files_with_the_name_are_read(tmp_path: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(30):
        add(f"tool/t{at}.xs", tool(f"t{at}"))
    add("tool/broken.xs", 'tool "broken" {\n  stack {\n')
    read: list[str] = []
    true = constructs.read_source
    monkeypatch.setattr(constructs, "read_source", lambda path: read.append(path.name) or true(path))
    found = units(tmp_path)
    assert found.find("tool", "t7") is found.find("tool", "t7")
    assert read == ["t7.xs"]
    with pytest.raises(XanoScriptSyntaxError):
        found.find("tool", "broken")


@pytest.mark.parametrize(
    ("path", "verb", "group", "found", "given"),
    [
        ("deals", "GET", "Crm", "GET deals Crm", {}),
        ("/deals/", "post", "", "POST deals Crm", {}),
        ("deals", "GET", "Shop", "GET deals Shop", {}),
        ("deals/{id}", "GET", "", "GET deals/{id} Crm", {}),
        ("deals/5", "GET", "", "GET deals/{id} Crm", {"id": "5"}),
        ("deals/open", "GET", "", "GET deals/open Crm", {}),
        ("deals/5/lines/7", "", "", "GET deals/{id}/lines/{line} Crm", {"id": "5", "line": "7"}),
        ("v1.0/a+b", "", "", "GET v1.0/a+b Crm", {}),
    ],
)
def test_an_endpoint_by_its_path(
    tmp_path: Path, add: Add, path: str, verb: str, group: str, found: str, given: dict[str, str]
) -> None:
    paths = ("deals", "deals/{id}", "deals/open", "deals/{id}/lines/{line}", "v1.0/a+b")
    add("api/crm/all.xs", "---\n".join([*map(query, paths), query("deals", "POST")]))
    add("api/shop/deals_get.xs", query("deals", group="Shop"))
    unit, inputs = units(tmp_path).endpoint(path, verb, group)
    endpoint = unit.endpoint
    assert endpoint is not None
    assert (f"{endpoint.verb} {unit.name} {endpoint.api_group}", inputs) == (found, given)


@pytest.mark.parametrize(
    ("path", "verb", "group", "message"),
    [
        ("deal", "GET", "", 'there is no endpoint GET "deal"; did you mean "deals"?'),
        ("nothing", "", "Crm", 'there is no endpoint "nothing" in the API group "Crm"'),
        ("deals", "PUT", "Shop", 'there is no endpoint PUT "deals" in the API group "Shop", but ' + BOTH),
        (
            "deals",
            "GET",
            "",
            f'several endpoints have the path "deals": {BOTH}; say which one by `verb` and `api_group`',
        ),
    ],
)  # fmt: skip
def test_an_endpoint_that_is_not_there_or_is_there_twice(
    tmp_path: Path, add: Add, path: str, verb: str, group: str, message: str
) -> None:
    add("api/crm.xs", query("deals"))
    add("api/shop.xs", query("deals", group="Shop"))
    with pytest.raises(ScriptError) as caught:
        units(tmp_path).endpoint(path, verb, group)
    assert caught.value.message == message


def test_a_name_that_is_near_is_told(tmp_path: Path, add: Add) -> None:
    add("tool/a.xs", tool("send_mail"))
    with pytest.raises(ScriptError) as caught:
        units(tmp_path).find("tool", "send-mail")
    assert (caught.value.message, caught.value.kind) == (
        'there is no tool "send-mail"; did you mean "send_mail"?',
        "notfound",
    )


def test_a_job_that_is_no_file_has_its_own_documents_alone(tmp_path: Path, add: Add, monkeypatch) -> None:
    add("tool/a.xs", tool("t"))
    monkeypatch.chdir(tmp_path)
    own = JobUnits(read_units(Source(tool("mine"), "-")), None)
    assert own.find("tool", "mine").name == "mine"
    with pytest.raises(ScriptError, match='there is no tool "t"'):
        own.find("tool", "t")
