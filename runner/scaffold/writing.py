"""A template and a name -> the files of a new job."""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from pathlib import Path

from runner.errors import UsageError
from runner.lookup.folders import display_path

HERE = Path(__file__).resolve().parent
# What each one is made from, and what it shows; the first one is made where none is named.
TEMPLATES = {
    "transform": "lists and objects, without any request",
    "http": "an API that is asked page by page",
    "openai": "a question to a chat model",
    "table": "rows that are kept from run to run",
}
# The files of all templates; `@NAME@` is the function, `@TITLE@` the job, `@FOLDER@` its place, for a shell.
FILES = {
    "run.xs": "run.xs",
    "function.xs": "function/@NAME@.xs",
    "table.xs": "table/item.xs",
    "cases.yaml": "cases.yaml",
    "README.md": "README.md",
    "env.example": ".env.example",
    "gitignore": ".gitignore",
}
WORD = re.compile(r"[A-Za-z0-9]+")
# Between a small letter and a capital a name in camel case has a new word.
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def new_job(folder: Path, template: str) -> list[Path]:
    """Write a new job into ``folder`` and name the files, in their order.

    Args:
        folder: a folder that is empty or not there; its name becomes that of the job.
        template: one of :data:`TEMPLATES`.

    Raises:
        UsageError: something lies there, the name has no letter, or nothing can be written.
    """
    shown = display_path(folder)
    try:
        # The working directory, `.`, has a name as well.
        names = _names(os.path.basename(os.path.abspath(folder)), shown)
        _require_empty(folder)
        places = {HERE / template / file: folder / _filled(place, names) for file, place in FILES.items()}
        return [_write(file, place, names) for file, place in places.items() if file.is_file()]
    except OSError as error:
        raise UsageError(f"{shown} cannot be written: {error.strerror or error}") from None


def _names(given: str, shown: str) -> dict[str, str]:
    """What stands in the place of the marks."""
    words = WORD.findall(CAMEL.sub(" ", _without_accents(given)))
    if not words or words[0][0].isdigit():
        raise UsageError(
            f"`{given}` cannot name a job: a name begins with a letter", hint="xsrun new send_invoices"
        )
    name, title = "_".join(words).lower(), " ".join(words).capitalize()
    return {"@NAME@": name, "@TITLE@": title, "@FOLDER@": shlex.quote(shown)}


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _require_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise UsageError(
            f"{display_path(folder)} is there already, and nothing is written over", hint="take another name"
        )


def _write(template: Path, path: Path, names: dict[str, str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_filled(template.read_text("utf-8"), names), encoding="utf-8")
    return path


def _filled(text: str, names: dict[str, str]) -> str:
    for mark, name in names.items():
        text = text.replace(mark, name)
    return text
