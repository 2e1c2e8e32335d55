"""The one lookup: `main.name` and `function.run "name"` find their function here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runner.lookup.found import Found
from runner.lookup.places import SharedPlaces
from runner.lookup.roots import Root, bundled_folder, folder_roots, without_repeats

if TYPE_CHECKING:
    from runner.lookup.places import Place

MAX_SUGGESTED = 3
# Spellings that people mix up: "my function", "my-function" and "my_function".
BETWEEN_WORDS = r"[\s\-_]+"


class Library:
    """All functions that a job can call, in places of which the first that has a name wins.

    What was found is kept, so that a run asks for a file once.
    """

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self._found: dict[str, Found | None] = {}

    def find(self, name: str) -> Found | None:
        """The function ``name``, matched exactly, or None.

        Raises:
            UsageError: the file that holds it cannot be loaded.
            XanoScriptSyntaxError: the file that holds it is not XanoScript.
        """
        if name not in self._found:
            # Lazily: a place is not even looked at when an earlier one has the name.
            found = (place.find(name) for place in self.places)
            self._found[name] = next((one for one in found if one is not None), None)
        return self._found[name]

    def all(self) -> list[Found]:
        """Every function, in the order of the lookup; later ones of a name are marked as shadowed."""
        listed: list[Found] = []
        seen: set[str] = set()
        for place in self.places:
            for found in place.all():
                listed.append(found.changed(shadowed=True) if found.name in seen else found)
                seen.add(found.name)
        return listed

    def near(self, name: str) -> tuple[str, ...]:
        """Up to three names that ``name`` may have been meant to be, the nearest first."""
        return near_names(name, (known for place in self.places for known in place.names()))

    def missing(self, name: str) -> tuple[str, str]:
        """What to say of a ``name`` that nothing was found for: the sentence, and the way out."""
        return missing_function(name, self.near(name))


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three names among ``known`` that ``name`` may have been meant to be, the nearest first."""
    from difflib import get_close_matches

    alike: dict[str, list[str]] = {}
    for candidate in dict.fromkeys(known):
        alike.setdefault(_loosely(candidate), []).append(candidate)
    wanted = _loosely(name)
    close = [wanted] if wanted in alike else []
    # `format` for `utils/format` is as near as a name can be, and difflib finds it far away.
    close += [key for key in alike if key.rpartition("/")[2] == wanted.rpartition("/")[2]]
    close += get_close_matches(wanted, alike, n=MAX_SUGGESTED)
    names = (candidate for key in dict.fromkeys(close) for candidate in alike[key])
    return tuple(candidate for candidate in names if candidate != name)[:MAX_SUGGESTED]


def missing_function(name: str, near: Sequence[str]) -> tuple[str, str]:
    """What to say of a ``name`` that no function has, where ``near`` may be meant: sentence and way out."""
    if not name:
        return "this names no function", "write the name of one between the quotes"
    sentence = f"there is no function `{name}`"
    # Such a name can never be found, however near another one is.
    if ".." in name.split("/") or name.startswith("/") or "\\" in name:
        return sentence, "names go down from a folder of functions, without `..`, a first `/` or `\\`"
    if near:
        return sentence, f"did you mean {' or '.join(f'`{other}`' for other in near)}?"
    return sentence, "`xsrun functions` lists those that there are"


def _loosely(name: str) -> str:
    return re.sub(BETWEEN_WORDS, "_", name.strip().strip("/").lower())


def job_library(
    own: Sequence[Place] = (),
    job_path: Path | None = None,
    given: Sequence[Path] = (),
    cwd: Path | None = None,
    shared: SharedPlaces | None = None,
) -> Library:
    """The library of one job: its own documents, the folders around it, plug-ins, the bundled functions.

    Args:
        own: the documents of the job's files.
        job_path: the job's file; None for a job that came from elsewhere.
        given: the folders of ``--functions``.
        cwd: the working directory, where it is not the process's.
        shared: what the libraries of other jobs know already.

    Raises:
        UsageError: a given folder is not there.
    """
    shared = shared or SharedPlaces()
    before, after = job_folders(job_path.parent if job_path is not None else None, given, cwd)
    return Library([*own, *map(shared.folder, before), shared.plugins, *map(shared.folder, after)])


def job_folders(
    job_folder: Path | None, given: Sequence[Path] = (), cwd: Path | None = None
) -> tuple[list[Root], list[Root]]:
    """The folders of functions around a job: those before the plug-ins, and those after them.

    Raises:
        UsageError: a given folder is not there.
    """
    folders = folder_roots(job_folder, given, cwd)
    bundled = bundled_folder("functions")
    after = [Root("bundled", bundled)] if bundled is not None else []
    # Plug-ins come before what is bundled, so that they can replace it. In a checkout the project's
    # functions are the bundled ones: they are listed once.
    return folders, without_repeats([*folders, *after])[len(folders) :]
