"""Cases that passed or failed -> JUnit XML, which every CI service shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from runner.records import Record
from runner.report.style import visible

# Characters that XML 1.0 cannot hold in any form; control characters are spelled out before.
NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class JunitCase(Record):
    """One case of a suite.

    Args:
        name: what it is called.
        classname: what it belongs to, in most viewers a folder of the tree.
        file: where it stands, and the line there.
        seconds: how long it took.
        failures: what went wrong, each with a sentence and the text below it.
        skipped: why it did not run; None where it did.
        output: what else there is to say.
    """

    name: str
    classname: str
    file: str
    line: int | None = None
    seconds: float = 0.0
    failures: Sequence[tuple[str, str]] = ()
    skipped: str | None = None
    output: str = ""


def junit_text(suite: str, cases: Sequence[JunitCase]) -> str:
    """The XML of one suite."""
    counts = {
        "tests": str(len(cases)),
        "failures": str(sum(bool(case.failures) for case in cases)),
        "errors": "0",
        "skipped": str(sum(case.skipped is not None for case in cases)),
        "time": f"{sum(case.seconds for case in cases):.3f}",
    }
    return "\n".join(_suites(suite, counts, cases))


def _suites(suite: str, counts: dict[str, str], cases: Iterable[JunitCase]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites{_attributes({'name': suite, **counts})}>"
    yield f"  <testsuite{_attributes({'name': suite, **counts})}>"
    for case in cases:
        yield from _case(case)
    yield "  </testsuite>"
    yield "</testsuites>"


def _case(case: JunitCase) -> Iterator[str]:
    named = {"name": case.name, "classname": case.classname, "file": case.file}
    if case.line is not None:
        named["line"] = str(case.line)
    yield f"    <testcase{_attributes({**named, 'time': f'{case.seconds:.3f}'})}>"
    for message, text in case.failures:
        yield f"      <failure{_attributes({'message': message})}>{_text(text)}</failure>"
    if case.skipped is not None:
        yield f"      <skipped{_attributes({'message': case.skipped})}/>"
    if case.output:
        yield f"      <system-out>{_text(case.output)}</system-out>"
    yield "    </testcase>"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_clean(value))}" for name, value in values.items())


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", visible(text))
