"""The tables of the grammar: that they are kept, and that the automaton reads as Lark itself does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import lark
import pytest

from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.automaton import Automaton, Token, Tree, UnexpectedText, UnexpectedToken
from runner.syntax.reader import read
from runner.syntax.tables import GRAMMAR, load_tables

TEXT = 'function "f" {\n  response = $a|count + 1\n}\n'


@pytest.fixture(autouse=True)
def fresh():
    """The tables are read anew in each test, and once more behind it."""
    load_tables.cache_clear()
    yield
    load_tables.cache_clear()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("XSRUN_CACHE", str(folder))
    # What an install has prepared would be taken first.
    monkeypatch.setattr("runner.cache.PREPARED", str(tmp_path))
    return folder


def parses() -> bool:
    return parse_source(Source(TEXT))[0].name == "f"


def test_the_tables_are_kept(cache):
    assert parses()
    assert [file.name.partition("-")[0] for file in cache.iterdir()] == ["grammar"]


def test_the_second_time_they_are_read(cache, monkeypatch):
    built = read(Source(TEXT)).tree
    load_tables.cache_clear()

    def refuse(*_args, **_options):
        raise AssertionError("the tables were worked out again")

    monkeypatch.setattr("runner.syntax.tables.describe", refuse)
    assert shape(read(Source(TEXT)).tree) == shape(built)


def test_without_a_cache_they_are_worked_out(monkeypatch):
    monkeypatch.setenv("XSRUN_CACHE", "")
    assert parses()


def test_another_grammar_has_other_tables(cache, monkeypatch, tmp_path):
    assert parses()
    grammar = tmp_path / "other.lark"
    original = Path(sys.modules["runner.syntax.tables"].GRAMMAR).read_text(encoding="utf-8")
    grammar.write_text(original + "\n// changed\n", encoding="utf-8")
    monkeypatch.setattr("runner.syntax.tables.GRAMMAR", grammar)
    load_tables.cache_clear()
    assert parses()
    assert len(list(cache.iterdir())) == 2


# -- Lark as the measure -----------------------------------------------------------------------------

TEXTS = [
    "",
    "\n\n",
    TEXT,
    'run.job "J" {\n  main = {name: "f", input: {a: [1, -2.5e3, null], "b c": true}}\n}\n---\n' + TEXT,
    'function f {\n  input {\n    text[1:3]? a?="x" filters=trim|min:3\n    object o {\n      schema {\n'
    "        int b\n      }\n    }\n  }\n}\n",
    'function f {\n  stack {\n    !var $x { value = ($a.b[0] ?? 1) ~ `$c|get:"d"` } as $y|first break\n'
    "    foreach ($x|map:$$ * 2) {\n      each as $i {\n      }\n    }\n  }\n}\n",
]
BROKEN = ["function f {", "}", "\x00", "function f {\n  response = 1 +\n}\n", '"', "a = = b", "$x"]


def shape(node: Any) -> Any:
    """A tree of Lark's or of ours as plain data, spans included."""
    if isinstance(node, str):
        return (str(getattr(node, "type", "")), str(node), node.start_pos, node.end_pos)  # type: ignore[attr-defined]
    if isinstance(node, Tree):
        span = (node.start_pos, node.end_pos)
    else:
        span = (None, None) if node.meta.empty else (node.meta.start_pos, node.meta.end_pos)
    return (str(node.data), span, [shape(child) for child in node.children])


def by_lark(text: str) -> Any:
    """What Lark's own parser makes of a text that the reader does not help with; or where it stumbles."""
    parser = lark.Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        lexer="contextual",
        propagate_positions=True,
        maybe_placeholders=False,
    )
    try:
        return shape(parser.parse(text))
    except lark.exceptions.UnexpectedCharacters as error:
        return error.pos_in_stream
    except lark.exceptions.UnexpectedToken as error:
        return len(text) if error.token.type == "$END" else (error.token.type, error.token.start_pos)


def by_us(text: str) -> Any:
    automaton = Automaton(load_tables(), text)
    try:
        for token in automaton.tokens():
            automaton.feed(token)
        return shape(automaton.finish())
    except UnexpectedText as error:
        return error.position
    except UnexpectedToken as error:
        end = error.token.type == "$END"
        return len(text) if end else (error.token.type, error.token.start_pos)


@pytest.mark.parametrize("text", [*TEXTS, *BROKEN])
def test_it_reads_as_lark_does(text):
    assert by_us(text) == by_lark(text)


def test_a_token_is_a_text_with_a_place():
    token = Token("NAME", "abc", 4)
    assert (token, token.type, token.start_pos, token.end_pos) == ("abc", "NAME", 4, 7)
