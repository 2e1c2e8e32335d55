"""The documentation says what the code does: tables, commands, links."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")]
)
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


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
    assert "xsrun jobs/hello.xs" in commands[0]
    assert commands[1].endswith("pytest")


def test_the_readme_shows_what_the_job_really_prints() -> None:
    readme = (ROOT / "README.md").read_text()
    done = subprocess.run(
        [sys.executable, "-m", "runner", "jobs/hello.xs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    shown = [json.loads(block) for block in re.findall(r"^(\{\n.*?^\})", readme, re.MULTILINE | re.DOTALL)]
    assert json.loads(done.stdout) in shown
