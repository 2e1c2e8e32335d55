"""A folder that mails are written to in the place of being sent."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from runner.errors import ScriptError


class Mailbox:
    """A folder of this machine; it is made when the first mail is written, not before."""

    def __init__(self, folder: Path) -> None:
        # A run may change the current folder; its mails stay together all the same.
        self.folder = Path(os.path.abspath(folder))

    def put(self, name: str, message: bytes) -> Path:
        """Write a mail to ``name.eml``, or where that is taken to ``name-2.eml`` and so on.

        Raises:
            ScriptError: the disk takes no more, or the folder cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            number = 1
            while True:
                place = self.folder / (f"{name}.eml" if number == 1 else f"{name}-{number}.eml")
                # Runs at the same time may share the folder: who makes the file has its name.
                with suppress(FileExistsError), place.open("xb") as file:
                    file.write(message)
                    return place
                number += 1
        except OSError as error:
            raise ScriptError(f"a mail cannot be written to {self.folder}: {error.strerror}") from None
