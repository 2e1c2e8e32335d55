"""What documents use of the language, and whether it runs here."""

from __future__ import annotations

import pytest

from runner.port.uses import DIFFERS, MISSING, SAME, joined, missing_code, uses_of
from runner.source import Source
from runner.syntax import parse_source


def code(stack: str) -> str:
    return f'function "f" {{\n  stack {{\n{stack}\n  }}\n  response = 1\n}}\n'


def states(text: str) -> dict[str, str]:
    return {f"{use.kind} {use.name}": use.state for use in uses_of(parse_source(Source(text)))}


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        (code("var $x { value = 1 }"), "statement var", SAME),
        (code("var $x { value = 1|add:1 }"), "filter add", SAME),
        (code("var $x { value = []|sort }"), "filter sort", DIFFERS),
        (code("trigger.call user {} as $x|first"), "statement trigger.call", MISSING),
        (code("db.get user {} as $x"), "statement db.get", SAME),
        (code("db.get user {} as $x|sort"), "filter sort", DIFFERS),
        (code('db.query user { where = $db.user.name|includes:"x" }'), "filter includes", SAME),
        (code("var $x { value = 1|nothing }"), "filter nothing", MISSING),
        (code("nothing $x"), "statement nothing", MISSING),
        ('table "t" {\n  schema {\n    int id\n  }\n}\n', "construct table", SAME),
        ('branch "t" {\n}\n', "construct branch", MISSING),
        ('run.service "s" {\n  pre = { name: "f" }\n}\n', "construct run.service", MISSING),
        ('query "q" verb=GET {\n  stack {\n    return { value = 1 }\n  }\n}\n', "statement return", SAME),
    ],
)
def test_states(text: str, name: str, state: str) -> None:
    assert states(text)[name] == state


@pytest.mark.parametrize(
    "stack",
    [
        "!db.get user {} as $x",
        "db.get user { disabled = true } as $x",
        "var $x { value = 1|!sql_esc }",
        # Parts of statements, and what a construct declares.
        "for (2) { each as $i { } }",
    ],
)
def test_what_does_not_count(stack: str) -> None:
    assert (
        not {"statement db.get", "filter sql_esc", "statement each", "statement stack"}
        & states(code(stack)).keys()
    )


def test_what_is_used_most_comes_first_in_each_state() -> None:
    stack = "var $x { value = 1 }\nvar $x { value = 2 }\nreturn { value = []|sort }\nai.agent.run { key = 1 }"
    text = code(stack)
    uses = uses_of(parse_source(Source(text, "f.xs")))
    assert [(use.name, use.state, len(use.places)) for use in uses] == [
        ("var", SAME, 2), ("function", SAME, 1), ("return", SAME, 1), ("sort", DIFFERS, 1),
        ("ai.agent.run", MISSING, 1),
    ]  # fmt: skip
    assert uses[0].places == ("f.xs:3:1", "f.xs:4:1")
    assert all(use.note for use in uses[3:])


def test_tests_count_and_constructs_are_no_code() -> None:
    text = code("").replace("response", 'test "t" {\n    expect.to_be_true ($response)\n  }\n  response')
    assert {"construct test", "statement expect.to_be_true"} <= states(text).keys()
    documents = parse_source(Source(f"{code('trigger.call u {}')}---\nagent a {{\n}}\n"))
    assert [[use.name for use in missing_code(one)] for one in documents] == [["trigger.call"], []]


def test_what_several_documents_use_is_told_once() -> None:
    texts = [code(statement) for statement in ("ai.agent.run", "trigger.call u {}", "trigger.call u {}")]
    documents = parse_source(Source("---\n".join(texts)))
    uses = joined(use for one in documents for use in missing_code(one))
    assert [(use.name, len(use.places)) for use in uses] == [("trigger.call", 2), ("ai.agent.run", 1)]
