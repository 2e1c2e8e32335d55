"""The filter `escape`: a text made safe for its place in a page, a script, a style sheet or a URL.

For HTML five marks are enough. Everywhere else the rule of OWASP holds: letters, digits and a few
harmless marks stay, and all other characters are spelled out by their code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from json import dumps
from typing import Any

from runner.errors import ScriptError
from runner.filters.query_strings import encode_part
from runner.templates.builtins import Family
from runner.templates.values import text_of

family = Family()

# The apostrophe has no name in HTML 4.
HTML = str.maketrans({"'": "&#039;", '"': "&quot;", "&": "&amp;", "<": "&lt;", ">": "&gt;"})
# What JSON and JavaScript write in two characters alike; the slash could end the script.
SHORT = {mark: dumps(mark)[1:-1] for mark in "\b\t\n\f\r\\"} | {"/": "\\/"}


@family.filter("escape", "e")
def escape(value: Any, strategy: Any = "html", charset: Any = None) -> Any:
    """The text made safe for a place: html, html_attr, js, css or url; other values stay as they are.

    Raises:
        ScriptError: there is no such strategy.
    """
    name = text_of(strategy)
    if name not in STRATEGIES:
        raise ScriptError(f'`|escape` knows {", ".join(STRATEGIES)}, but not "{name}"')
    return STRATEGIES[name](value) if isinstance(value, str) else value


def _all_but(harmless: str, spell: Callable[[str], str]) -> Callable[[str], str]:
    """Spells out every character but letters and digits of ASCII and the ``harmless`` marks."""
    others = re.compile(f"[^A-Za-z0-9{re.escape(harmless)}]")
    return lambda text: others.sub(lambda found: spell(found[0]), text)


def _in_attribute(mark: str) -> str:
    if mark in '"&<>':
        return mark.translate(HTML)
    if (mark < " " and mark not in "\t\n\r") or mark == "\x7f":
        return "&#xFFFD;"  # a control character, which HTML does not have
    return f"&#x{ord(mark):0{2 if mark.isascii() else 4}X};"


def _in_script(mark: str) -> str:
    # JavaScript counts in units of UTF-16, as JSON does.
    units = mark.encode("utf-16-be", "surrogatepass")
    spelled = (f"\\u{units[at : at + 2].hex().upper()}" for at in range(0, len(units), 2))
    return SHORT.get(mark) or "".join(spelled)


def _in_style(mark: str) -> str:
    return f"\\{ord(mark):X} "


STRATEGIES: dict[str, Callable[[str], str]] = {
    "html": lambda text: text.translate(HTML),
    "html_attr": _all_but(",-._", _in_attribute),
    "js": _all_but(",._", _in_script),
    "css": _all_but("", _in_style),
    "url": encode_part,
}
