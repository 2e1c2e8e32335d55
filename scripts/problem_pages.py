"""Writes docs/problems.md from the pages of problem codes, which `xsrun explain CODE` shows one by one.

python scripts/problem_pages.py          writes it
python scripts/problem_pages.py --check  fails where it is out of date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from runner.reference.problems import EXAMPLE_FILE, ProblemPage, problem_codes, problem_page

PATH = Path(__file__).resolve().parent.parent / "docs" / "problems.md"
HEAD = """# Problems

What `xsrun check` finds, by its codes, and two that `xsrun test` and `xsrun eject` tell; `xsrun explain CODE`
shows the same. An error keeps a file from running, a warning does not.
Written by `scripts/problem_pages.py` from `runner/reference/problems/`.
"""
FAMILIES = {
    "syntax": "Syntax: what is not XanoScript",
    "semantics": "Semantics: what cannot be meant, in a file or across those of a job",
    "cases": "Cases: files of cases and cassettes",
    "eject": "Eject: what `xsrun eject` cannot write in Python",
    "portability": "Portability: runs here, and is refused by Xano or means something else there",
}


def document() -> str:
    """The whole page."""
    codes = problem_codes()
    pages = {family: [problem_page(code) for code in codes if codes[code] == family] for family in FAMILIES}
    parts = [HEAD, *(_contents(family, pages[family]) for family in FAMILIES)]
    for family, title in FAMILIES.items():
        parts += [f"## {title}\n", *(text for page in pages[family] for text in _page(page))]
    return "\n".join(parts)


def _contents(family: str, pages: list[ProblemPage]) -> str:
    return f"{family}: " + " · ".join(f"[{page.code}](#{page.code})" for page in pages) + "\n"


def _page(page: ProblemPage) -> Iterator[str]:
    yield f"### {page.code}\n"
    yield page.severity.capitalize() + (", repaired by `xsrun check --fix`.\n" if page.fixed else ".\n")
    yield f"{page.text}\n"
    for title, files in (("Wrong:", page.wrong), ("Right:", page.right)):
        yield f"{title}\n"
        for path, text in files.items():
            language = Path(path).suffix.removeprefix(".")
            yield f"```{language}{'' if path == EXAMPLE_FILE else f' {path}'}\n{text}```\n"


def main() -> int:
    """Write the page, or check it."""
    text = document()
    if "--check" in sys.argv[1:]:
        return 0 if PATH.is_file() and PATH.read_text(encoding="utf-8") == text else 1
    PATH.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
