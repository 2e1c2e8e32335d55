"""What the tests of the format share: texts that are formatted in the place that they are meant for."""

from __future__ import annotations

import re
from textwrap import dedent, indent

from runner.format import format_source
from runner.source import Source


def formatted(text: str) -> str:
    """The text in the style, and the same again where it is formatted twice."""
    once = format_source(Source(text, "t.xs"))
    assert format_source(Source(once, "t.xs")) == once
    return once


def stack(lines: str) -> str:
    """A function with these lines as its stack."""
    return f"function f {{\n  stack {{\n{indent(dedent(lines).strip(), '    ')}\n  }}\n}}\n"


def in_stack(lines: str) -> str:
    """Lines of a stack in the style."""
    head, tail = "function f {\n  stack {\n", "\n  }\n}\n"
    text = formatted(head + lines + tail)
    assert text.startswith(head)
    assert text.endswith(tail)
    return outdented(text.removeprefix(head).removesuffix(tail), 4)


def outdented(text: str, size: int) -> str:
    """The text with so many blanks less before each line that has them: lines of texts may have none."""
    return re.sub(rf"^ {{{size}}}", "", text, flags=re.MULTILINE)


def value(written: str) -> str:
    """The value of a variable in the style."""
    head, tail = "var $x {\n  value = ", "\n}"
    text = in_stack(f"var $x {{ value = {written} }}")
    assert text.startswith(head)
    return outdented(text.removeprefix(head).removesuffix(tail), 2)
