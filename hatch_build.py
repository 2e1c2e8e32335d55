"""Works out, when xsrun is installed, what a first run would have to: the tables of grammar and language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# In a process of its own: the cache is then the folder that is to be filled, and nothing else.
PREPARE = """
from runner.language import xanoscript
from runner.syntax.tables import load_tables

load_tables()
xanoscript()
"""
FINGERPRINT = """
import pathlib, sys
from runner.cache import contents

pathlib.Path(sys.argv[1]).write_text(contents("."))
"""


class Preparation(BuildHookInterface):
    """Adds `runner/prepared/` to a wheel, or to the checkout of an editable install, where git ignores it.

    In a checkout any file may change, so that nothing there says what its fingerprint is.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        folder = root / "runner" / "prepared" if version == "editable" else Path(self.directory) / "prepared"
        for file in folder.glob("*.bin"):
            file.unlink()
        self._run(PREPARE, folder)
        # A cache is for one user; this is for everybody who may use the installation.
        folder.chmod(0o755)
        for file in folder.glob("*.bin"):
            file.chmod(0o644)
        if version != "editable":
            self._run(FINGERPRINT, folder, str(folder / "fingerprint"))
            build_data["force_include"][str(folder)] = "runner/prepared"

    def _run(self, code: str, folder: Path, *arguments: str) -> None:
        # What the build needs stands where pip has put it, for this process alone.
        path = os.pathsep.join([self.root, *filter(None, sys.path)])
        environ = {**os.environ, "XSRUN_CACHE": str(folder), "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", code, *arguments], check=True, cwd=self.root, env=environ)
