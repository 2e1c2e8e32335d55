"""What formatting never changes: the meaning and the comments of any text."""

from __future__ import annotations

import os
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from runner.errors import XanoScriptSyntaxError
from runner.format import format_source
from runner.format.meaning import same_meaning
from runner.source import Source
from runner.syntax import parse_source, read_comments
from tests.compile.programs import stack_of
from tests.format.formatting import formatted, stack
from tests.reference.generator import Example, programs

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for top in ("jobs", "functions", "tests") for path in (ROOT / top).rglob("*.xs"))
EXAMPLES = settings(
    deadline=None,
    derandomize="XSRUN_RANDOM" not in os.environ,
    max_examples=int(os.environ.get("XSRUN_EXAMPLES", "10")),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def comments_of(text: str) -> list[str]:
    return sorted(comment.text for comment in read_comments(Source(text)))


def assert_kept(text: str) -> None:
    written = formatted(text)
    assert same_meaning(parse_source(Source(text)), parse_source(Source(written)))
    assert comments_of(written) == comments_of(text)


def with_comments(text: str, seed: int) -> str:
    """The text with comments behind and between some of its lines."""
    random = Random(seed)
    lines = []
    for number, line in enumerate(text.split("\n")):
        takes_one = line != "---" and random.random() < 0.2
        lines.append(f"{line} // {number}" if takes_one else line)
        if random.random() < 0.2:
            lines.append(f"// own {number}")
        if random.random() < 0.1:
            lines.append("")
    return "\n".join(lines)


@EXAMPLES
@given(programs(), st.integers(0, 2**32))
def test_of_programs(example: Example, seed: int) -> None:
    assert_kept(with_comments(example.text, seed))


@EXAMPLES
@given(st.lists(st.integers(0, 2**32 - 1), min_size=2, max_size=8), st.integers(0, 2**32))
def test_of_stacks(seeds: list[int], seed: int) -> None:
    assert_kept(with_comments(stack(stack_of(seeds)), seed))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_of_files(path: Path) -> None:
    text = path.read_text("utf-8")
    try:
        parse_source(Source(text))
    except XanoScriptSyntaxError:
        pytest.skip("no XanoScript, on purpose")
    assert_kept(text)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("var $x { value = {a: 1, b: 2} }", "var $x {\nvalue = {\na: 1\nb: 2\n}\n} // c", True),
        ("var $x { value = 1 }", "var $x { value = 1.0 }", False),
        ("var $x { value = 1 }", "var $y { value = 1 }", False),
        ("var $x { value = true }", "var $x { value = 1 }", False),
        ("break", "break\nbreak", False),
        ("debug.stop { value = 1 }", "!debug.stop { value = 1 }", False),
    ],
)
def test_same_meaning(first: str, second: str, same: bool) -> None:
    documents = [parse_source(Source(stack(lines))) for lines in (first, second)]
    assert same_meaning(*documents) is same


def test_a_text_whose_meaning_would_change_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from runner.errors import StartError
    from runner.format import statements

    monkeypatch.setattr(statements.Writer, "write", lambda *_: "function g {\n}")
    with pytest.raises(StartError, match=re.escape("t.xs is left alone")):
        format_source(Source("function f {}", "t.xs"))
