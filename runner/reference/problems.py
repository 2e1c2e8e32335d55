"""The pages of problem codes: what each one means, and an example of it, wrong and right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from runner.records import Record

FOLDER = Path(__file__).parent / "problems"
FENCE = re.compile(r"^```(?:xs|yaml)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
# What the file of an example is called that has no name of its own.
EXAMPLE_FILE = "example.xs"
FIXED = "fixed"


class ProblemPage(Record):
    """One code: its ``family``, its ``severity``, whether ``--fix`` can repair it (``fixed``), and its text.

    ``wrong`` and ``right`` hold the files of the two examples: path -> text.
    """

    code: str
    family: str
    severity: str
    fixed: bool
    text: str
    wrong: Mapping[str, str]
    right: Mapping[str, str]


def problem_codes() -> Mapping[str, str]:
    """All codes that have a page, in the order of the alphabet, with their families."""
    return {path.stem: _header(path)[0] for path in sorted(FOLDER.glob("*.md"))}


def problem_page(code: str) -> ProblemPage:
    """The page of a code.

    Raises:
        KeyError: there is no page of that name.
    """
    # Compared with names, never joined to a path: a code may come from the command line.
    path = next((path for path in FOLDER.glob("*.md") if path.stem == code), None)
    if path is None:
        raise KeyError(code)
    return read_page(path.read_text(encoding="utf-8"))


def read_page(page: str) -> ProblemPage:
    """A page out of its text.

    Raises:
        ValueError: it is not laid out as a page is.
    """
    body, wrong_mark, examples = page.partition("\n## Wrong\n")
    wrong, right_mark, right = examples.partition("\n## Right\n")
    title, _, rest = body.partition("\n")
    facts, _, text = rest.strip().partition("\n")
    if not (title.startswith("# ") and wrong_mark and right_mark and text.strip()):
        raise ValueError(f"the page that begins with {title!r} is not laid out as a page of a problem is")
    family, severity, *others = facts.split(" · ")
    files = (_files(wrong), _files(right))
    return ProblemPage(title[2:].strip(), family, severity, FIXED in others, text.strip(), *files)


def _header(path: Path) -> list[str]:
    """The family, the severity and the like of a page, of which no more is read than its head."""
    with path.open(encoding="utf-8") as lines:
        facts = next((line for line in lines if " · " in line), "")
    return facts.strip().split(" · ")


def _files(section: str) -> dict[str, str]:
    return {match["path"] or EXAMPLE_FILE: match["text"] for match in FENCE.finditer(section)}
