"""The examples of the reference: read from its files, and made into whole texts that can be run.

A file holds sections of ``== NAME``, lines of ``key: value`` and a body; that of the filters a row for each,
``NAME: EXPRESSION => RESULT``, and below it what else there is to say, indented. ``with: NAME NAME`` adds the
documents of these names, tables for one, which stand in a file of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent

from runner.records import Record
from runner.reference.kinds import CONSTRUCT, FILTER, INPUT_FILTER, TYPE, Kind

FOLDER = Path(__file__).parent / "examples"
SECTION = re.compile(r"^== ", re.MULTILINE)
ROW = re.compile(r"^(?=\w+: )", re.MULTILINE)
# A body that holds a whole construct is a whole file; any other is a part of the job below.
WHOLE = re.compile(r"^(?:run\.job|function|query|workflow_test) ", re.MULTILINE)
# What a query of the database alone has.
QUERY_FILTERS = "query_filters.txt"
# What several examples need beside their function.
DOCUMENTS = "documents.xs"
BREAK = "---\n"
HEAD = re.compile(r'\w+ "([^"]+)"')
JOB = """run.job "example" {{
  main = {main}
{env}}}
---
function "example" {{
  input {{
{declared}  }}

  stack {{
{stack}  }}

  response = {response}
}}
"""
INPUT = "value"  # what the input is called that an example of a type declares


class Example(Record):
    """One example: ``text`` is a whole file, ``gives`` its response as JSON, or "" where it does not run.

    ``form`` and ``says`` stand in the file for what has no Python function to tell them; ``more`` are
    further sentences.
    """

    name: str
    text: str
    gives: str = ""
    form: str = ""
    says: str = ""
    more: tuple[str, ...] = ()
    family: str = ""


def read_examples(kind: Kind) -> dict[str, Example]:
    """The examples of a kind by name, in the order of its file."""
    if kind is FILTER:
        found = [*_filter_rows(_read(kind.file)), *_sections(kind, _read(QUERY_FILTERS))]
    else:
        found = [*_sections(kind, _read(kind.file))]
    return {example.name: example for example in found}


def _read(file: str) -> str:
    return (FOLDER / file).read_text(encoding="utf-8")


def _filter_rows(text: str) -> Iterator[Example]:
    for part in ROW.split(text)[1:]:
        line, *more = part.splitlines()
        name, _, row = line.partition(": ")
        expression, _, gives = row.rpartition(" => ")
        yield Example(name, _job(response=expression), gives, more=tuple(_indented(more)))


def _indented(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.startswith("  ")]


def _sections(kind: Kind, text: str) -> Iterator[Example]:
    return (_section(kind, part) for part in SECTION.split(text)[1:])


def _section(kind: Kind, text: str) -> Example:
    head, _, body = text.partition("\n\n")
    name, *lines = head.splitlines()
    facts = [line.split(": ", 1) for line in lines]
    told = {key: value for key, value in facts if key != "more"}
    more = tuple(value for key, value in facts if key == "more")
    whole = _whole(kind, body.strip(), told) + _documents(told.get("with", "").split())
    fields = {key: told.get(key, "") for key in ("gives", "form", "says", "family")}
    return Example(name, whole, more=more, **fields)


def _whole(kind: Kind, body: str, told: Mapping[str, str]) -> str:
    """The file that a body stands for; "" for none."""
    if kind in (TYPE, INPUT_FILTER):
        return _declared(f"{body}\n", told)
    if not body or kind is CONSTRUCT or WHOLE.search(body):
        return body and f"{body}\n"
    stack, _, response = f"\n{body}".rpartition("\nresponse = ")
    return _job(stack=stack.strip("\n"), response=response, env=told.get("env", ""))


def _documents(names: list[str]) -> str:
    """The documents of these names, in the order of their file."""
    texts = _read(DOCUMENTS).split(BREAK) if names else []
    named = {text: match[1] for text in texts if (match := HEAD.match(text)) is not None}
    return "".join(f"{BREAK}{text}" for text in texts if named[text] in names)


def _declared(declaration: str, told: Mapping[str, str]) -> str:
    """The job that gives an input of its own to a function that answers it."""
    shown = f"$input.{INPUT}" + (f".{told['shows']}" if "shows" in told else "")
    return _job(declared=declaration, given=f", input: {{{INPUT}: {told['given']}}}", response=shown)


def _job(*, response: str, stack: str = "", declared: str = "", given: str = "", env: str = "") -> str:
    names = ", ".join(f'"{name}"' for name in env.split())
    return JOB.format(
        main=f'{{name: "example"{given}}}',
        env=f"  env = [{names}]\n" if names else "",
        declared=indent(declared, "    "),
        stack=indent(f"{stack}\n", "    ") if stack else "",
        response=response.replace("\n", "\n  "),
    )
