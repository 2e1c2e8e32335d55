"""One row of the table of beginners' mistakes, and the patterns that its rows are made of.

Above each row of the tables stands what somebody writes that it is for.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT = r"(?:\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
# The rest of a line as a value: up to a comment, a `;` or the end.
VALUE = rf"(?P<value>(?:{TEXT}|(?!\s*(?://|;|\n|\Z))[^\n])*)"
PATH = r"\$(?P<name>\w+(?:\.\w+|\[[^\[\]\n]+\])*)"
ARGUMENTS = rf"\((?P<arguments>(?:{TEXT}|\([^()\n]*\)|[^()\"'\n])*)\)"
ALONE = r"(?<![\w.$])"  # no part of a longer name
END = r"(?:[)\]},\n]|\Z)"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What stands at a stumble -> one sentence with the rule, and the way out.

    ``at`` has to match the text from the stumble on, ``before`` the text up to it, to its end.
    ``inside`` names what the stumble stands in: "file" (outside of every construct), "block",
    "input" (a block of declarations), "call input" (the same in a call), "object", "list", "(" or
    "tick" (backticks).

    ``message``, ``hint`` and ``fix`` may use the groups of both patterns. Three groups have a
    meaning: ``here`` is the place of the problem, where that is not the stumble; ``cut`` is what
    ``fix`` replaces, else that is all from the start of ``since`` to the end of what ``at`` matched,
    which they may also use, as ``all``.
    """

    code: str
    message: str
    hint: str
    at: str = ""
    before: str = ""
    inside: str = ""
    fix: str | None = None
    # True where the reader goes on behind what `at` matched: it was never part of the program.
    skip: bool = False
    # What the reader takes in the place of what `fix` replaces, where that is longer than its place.
    read_as: str | None = None
