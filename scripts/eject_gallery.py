"""Writes docs/eject/: five jobs of this repository, each with the Python that `xsrun eject` makes of it.

python scripts/eject_gallery.py          writes them
python scripts/eject_gallery.py --check  fails where one is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from runner.eject.project import FOLDER, eject
from runner.source import Source
from runner.syntax import parse_source

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "eject"
# The jobs and what each of them shows.
JOBS = {
    "jobs/hello.xs": "The smallest job: an input with a default, filters, a loop.",
    "tests/jobs/http/oauth_client": "Requests: a token first, then reports, one function calling the other.",
    "tests/jobs/http/polling": "A loop that waits, logs, and ends in one of three ways.",
    "tests/jobs/data/invoice": "Objects with a schema as inputs, sums of money, formatted texts.",
    "tests/jobs/errors/custom_payloads": "Errors with names and data, caught and told apart.",
}


def pages() -> dict[Path, str]:
    """The text of each page."""
    return {GALLERY / f"{Path(job).stem}.md": _page(job, about) for job, about in JOBS.items()}


def _page(job: str, about: str) -> str:
    path = ROOT / job
    made = {
        name: text
        for name, text in eject(path).files.items()
        if name.startswith(FOLDER) and not Path(name).name.startswith("_")
    }
    parts = [f"# {Path(job).stem}", about, f"What `xsrun eject {job} -o DIR` makes of each function."]
    parts.append("## XanoScript")
    parts += [f"`{name}`\n\n```xs\n{text.strip()}\n```" for name, text in _functions(path)]
    parts.append("## Python")
    parts += [f"`{name}`\n\n```python\n{text.strip()}\n```" for name, text in made.items()]
    return "\n\n".join(parts) + "\n"


def _functions(path: Path) -> list[tuple[str, str]]:
    """The files of a job that hold functions, and in them the functions alone."""
    files = [path] if path.is_file() else sorted(path.rglob("*.xs"))
    base = path.parent if path.is_file() else path
    found = []
    for file in files:
        source = Source(file.read_text("utf-8"), file.name)
        start, texts = 0, []
        for document in parse_source(source):
            end = document.statement.span.end
            if document.construct == "function":
                texts.append(source.text[start:end].strip().removeprefix("---").strip())
            start = end
        if texts:
            found.append((file.relative_to(base).as_posix(), "\n\n".join(texts)))
    return found


def outdated() -> list[Path]:
    """The pages that are not what the jobs and the command make of them now."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]


def main() -> int:
    """Write the pages, or with --check look at them."""
    if "--check" in sys.argv[1:]:
        return int(bool(outdated()))
    GALLERY.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
