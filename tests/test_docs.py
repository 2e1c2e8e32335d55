"""The documentation says what the code does: tables, commands, links."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import runner
from runner.source import Source

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")]
)
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
ANCHOR = re.compile(r"\]\(([^)#\s]*)#([^)\s]+)\)")
EXAMPLE = re.compile(r"^\| `(.+)` \| `(.+)` \|$")

# The tables of examples, by their heads: what a row is in a stack, and in the response.
EXAMPLES = {
    "| expression | value |": ("", "{code}"),
    "| template | text |": ("util.template_engine {{\n value = {text}\n }} as $made", "$made"),
    "| code | result |": ("api.lambda {{\n code = {text}\n }} as $made", "$made"),
}
JOB = """run.job "example" {{
  main = {{ name: "example" }}
}}
---
function "example" {{
  stack {{
    {stack}
  }}
  response = {response}
}}
"""


def examples() -> Iterator[Any]:
    for page in PAGES:
        head = ""
        for line in page.read_text().splitlines():
            if not line.startswith("|"):
                head = ""
            elif not head:
                head = line
            elif head in EXAMPLES and (row := EXAMPLE.match(line.replace("\\|", "|"))):
                yield pytest.param(head, *row.groups(), id=row[1])


def test_language_tables_are_those_of_the_language() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "language_tables.py", "--check"], check=False)
    assert done.returncode == 0, "run scripts/language_tables.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert broken == []


def test_every_command_has_a_page() -> None:
    from runner.cli.app import COMMANDS

    missing = [name for name in COMMANDS if not (ROOT / "docs" / "commands" / f"{name}.md").is_file()]
    assert missing == []


def test_the_readme_has_one_command_that_runs_and_one_that_tests() -> None:
    readme = (ROOT / "README.md").read_text()
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    assert len(commands) == 2
    assert "xsrun jobs/openai_chat.xs --replay jobs/openai_chat.cassette.yaml" in commands[0]
    assert commands[1].endswith("pytest")


def test_the_readme_shows_what_the_job_really_prints() -> None:
    shown = re.findall(
        r"^\$ xsrun (.+?)\n(.*?)^\{\n(.*?)  \.\.\.\n\}", (ROOT / "README.md").read_text(), re.DOTALL | re.M
    )
    ((arguments, notes, beginning),) = shown
    done = subprocess.run(
        [sys.executable, "-m", "runner", *arguments.split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={name: value for name, value in os.environ.items() if name.upper() != "OPENAI_API_KEY"},
    )
    assert done.stderr == notes
    printed = json.dumps(json.loads(done.stdout), indent=2, ensure_ascii=False)
    assert printed.startswith("{\n" + beginning)


@pytest.mark.parametrize(("head", "code", "shown"), list(examples()))
def test_examples_give_what_the_page_shows(head: str, code: str, shown: str) -> None:
    stack, response = (part.format(code=code, text=json.dumps(code)) for part in EXAMPLES[head])
    result = runner.run(Source(JOB.format(stack=stack, response=response)))
    expected = shown if head.startswith("| template") else json.loads(shown)
    assert (result.error, result.response) == (None, expected)
    assert type(result.response) is type(expected)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_anchors_lead_to_headings(page: Path) -> None:
    for target, anchor in ANCHOR.findall(page.read_text()):
        if not target.startswith("http"):
            text = ((page.parent / target) if target else page).read_text()
            titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_construct_is_told_of() -> None:
    from runner.syntax.nodes import CONSTRUCTS

    text = (ROOT / "docs" / "language.md").read_text()
    assert [name for name in CONSTRUCTS if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", ["run", "functions", "check", "list", "env", "doctor"])
def test_the_page_of_a_command_knows_its_options(name: str) -> None:
    from runner.cli.app import app

    with app.make_context("xsrun", [name], resilient_parsing=True) as context:
        command = app.get_command(context, name)
        assert command is not None
        options = [option for parameter in command.params for option in parameter.opts if option[:2] == "--"]
    text = (ROOT / "docs" / "commands" / f"{name}.md").read_text()
    assert options
    assert [option for option in options if f"`{option}" not in text and option != "--help"] == []


def test_the_page_of_the_python_api_knows_its_arguments() -> None:
    text = (ROOT / "docs" / "python.md").read_text()
    names = inspect.signature(runner.run).parameters
    assert [name for name in names if f"| `{name}` |" not in text] == []
