"""All tables of how fast xsrun is.

    python -m benchmarks            measures everything and writes docs/performance.md
    python -m benchmarks NAME ...   prints some of the tables
    python -m benchmarks --quick    measures small amounts, once, and prints: whether all still works

Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import calls, checking, compiling, database, lists, startup
from benchmarks.compute import table as compute
from benchmarks.requests import table as requests
from benchmarks.tables import Table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- begin: written by python -m benchmarks -->", "<!-- end -->"

# In the order of the page.
TABLES: dict[str, Callable[[bool], Table]] = {
    "compute": compute.table,
    "lists": lists.table,
    "calls": calls.table,
    "startup": startup.table,
    "compiling": compiling.table,
    "checking": checking.table,
    "requests": requests.table,
    "database": database.table,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write or print."""
    parser = argparse.ArgumentParser("python -m benchmarks", description="How fast xsrun is.")
    parser.add_argument("tables", nargs="*", metavar="NAME", help=f"one of {', '.join(TABLES)}")
    parser.add_argument("--quick", action="store_true", help="small amounts, once; nothing is written")
    given = parser.parse_args(arguments)
    unknown = [name for name in given.tables if name not in TABLES]
    if unknown:
        parser.error(f"there is no table {unknown[0]}; there are {', '.join(TABLES)}")
    whole = not given.quick and not given.tables
    sections = [TABLES[name](given.quick).markdown() for name in given.tables or TABLES]
    if whole:
        PAGE.write_text(page(sections), encoding="utf-8")
    else:
        print("\n".join([machine(), *sections]))


def page(sections: Sequence[str]) -> str:
    """The page with these sections between its marks."""
    inner = "\n".join([BEGIN, "", machine(), *sections, END])
    whole = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    return whole.sub(lambda _: inner, PAGE.read_text(encoding="utf-8"))


def machine() -> str:
    """What the figures were measured on."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"Measured with {python} on {platform.system()}, {os.cpu_count()} CPUs.\n"


if __name__ == "__main__":
    main()
