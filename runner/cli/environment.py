"""``--env``, the process and `.env` files -> the layers that env values are looked for in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from runner.errors import UsageError
from runner.jobs.environment import EnvLayer, process_layer
from runner.records import Record

DEFAULT_FILE = ".env"


class Environment(Record):
    """The layers, the first that has a name wins, and what was wrong with lines of files.

    ``folders`` are those of the files, by the labels of their layers.
    """

    layers: list[EnvLayer]
    warnings: list[str]
    folders: Mapping[str, Path]

    def setting(self, flag: str | None, name: str) -> str | None:
        """A setting of the run itself: what its flag says, else the first layer that has ``name``.

        A job sees it only where it declares an env value of that name.
        """
        if flag is not None:
            return flag
        return next((layer.values[name] for layer in self.layers if layer.values.get(name)), None)

    def database(self, flag: str | None) -> str | None:
        """Where the tables are kept: what its flag says, else DATABASE_URL."""
        return self.place(flag, "DATABASE_URL", _inside_folder)

    def place(self, flag: str | None, name: str, inside: Callable[[Path, str], str]) -> str | None:
        """A setting that may be the path of a file, which begins in the folder of the file that says it.

        Args:
            inside: gives what a text means in a folder.
        """
        found = next((layer for layer in self.layers if layer.values.get(name)), None)
        if flag is not None or found is None:
            return flag
        folder = self.folders.get(found.label)
        return inside(folder, found.values[name]) if folder is not None else found.values[name]


def _inside_folder(folder: Path, text: str) -> str:
    # Where nobody has set one, a job without tables does not import it.
    from runner.database.target import inside_folder

    return inside_folder(folder, text)


def read_environment(
    assignments: Sequence[str], files: Sequence[str], job_folder: Path | None
) -> Environment:
    """Where the env values of a run come from: ``--env``, then the process, then files.

    Args:
        assignments: what each ``--env`` was given; of two with one name the later counts.
        files: what each ``--env-file`` was given, the later outweighing the earlier; without any, the
            `.env` of the working directory and then that beside the job count, where they exist.
        job_folder: the folder of the job, where it has one.

    Raises:
        UsageError: an assignment is none, or a file cannot be read.
    """
    given = dict(_assignment(number, text) for number, text in enumerate(assignments, start=1))
    layers = [EnvLayer("--env", given)] if given else []
    layers.append(process_layer())
    warnings: list[str] = []
    folders: dict[str, Path] = {}
    for file in [*reversed(files)] or _default_files(job_folder):
        values, wrong = _read_file(file)
        layers.append(EnvLayer(file, values))
        folders[file] = Path(file).parent
        warnings += wrong
    return Environment(layers, warnings, folders)


def _assignment(number: int, text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        # The text is not shown: it may be the secret itself.
        raise UsageError(f"--env takes NAME=value; number {number} has no {'name' if equals else '`=`'}")
    return name, value


def _default_files(job_folder: Path | None) -> list[str]:
    places = [Path()] if job_folder is None else [Path(), job_folder]
    unique = {place.resolve(): str(place / DEFAULT_FILE) for place in reversed(places)}
    return [file for file in reversed(unique.values()) if Path(file).is_file()]


def _read_file(file: str) -> tuple[dict[str, str], list[str]]:
    """The values of a file as they are written, `$` and all; a line that is none gives a warning."""
    from io import StringIO

    from dotenv.parser import parse_stream

    from runner.cli.inputs import read_text

    values: dict[str, str] = {}
    warnings: list[str] = []
    for binding in parse_stream(StringIO(read_text(file, "--env-file"))):
        if binding.error:
            # The line is not shown: it may hold a secret.
            warnings.append(f"{file}:{binding.original.line} is not NAME=value and is left out")
        elif binding.key is not None and binding.value is not None:
            values[binding.key] = binding.value
    return values, warnings
