"""A template and a name -> the files of a new job."""

from __future__ import annotations

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
}
# The files of all templates; `@NAME@` is the function, `@TITLE@` the job, `@FOLDER@` its place, for a shell.
FILES = {
    "run.xs": "run.xs",
    "function.xs": "function/@NAME@.xs",
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
    words = WORD.findall(CAMEL.sub(" ", _without_accents(folder.name)))
    if not words or words[0][0].isdigit():
        raise UsageError(
            f"`{folder.name}` cannot name a job: a name begins with a letter", hint="xsrun new send_invoices"
        )
    shown = display_path(folder)
    name, title = "_".join(words).lower(), " ".join(words).capitalize()
    names = {"@NAME@": name, "@TITLE@": title, "@FOLDER@": shlex.quote(shown)}
    try:
        _require_empty(folder)
        return [_write(HERE / template / file, folder / place, names) for file, place in FILES.items()
                if (HERE / template / file).is_file()]  # fmt: skip
    except OSError as error:
        raise UsageError(f"{shown} cannot be written: {error.strerror or error}") from None


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _require_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise UsageError(
            f"{display_path(folder)} is there already, and nothing is written over", hint="take another name"
        )


def _write(template: Path, place: Path, names: dict[str, str]) -> Path:
    path = Path(_filled(str(place), names))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_filled(template.read_text("utf-8"), names), encoding="utf-8")
    return path


def _filled(text: str, names: dict[str, str]) -> str:
    for mark, name in names.items():
        text = text.replace(mark, name)
    return text
