"""From the text of a function to code that is ready to run."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from unittest.mock import patch

import runner
from benchmarks.measuring import Turn, best, computed
from benchmarks.tables import Table, at_most, milliseconds
from runner.check import check_function, references
from runner.compile import compile_function
from runner.language import xanoscript
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument
from runner.types.declarations import schema_from_declarations

FUNCTION = Path(__file__).with_name("compiling.xs")
JOB = 'run.job "Prices" {\n  main = {\n    name: "price_orders"\n    input: {}\n  }\n}\n---\n'
ROUNDS = 20
FRESH_GOAL, AGAIN_GOAL = 25.0, 1.0

TEXT = f"""\
`benchmarks/compiling.xs`, a function of 200 lines, in a Python process that has loaded xsrun before and
keeps nothing of the function. The last row is a whole job with this function and no work for it, loaded
and run once more in one process: what is kept of a text that is already known. Each time is CPU time, the
best of {ROUNDS} turns."""


def table(quick: bool) -> Table:
    """Measure; ``quick`` is one turn each."""
    shown = Table("Loading a function", TEXT, ("step", "ms", "goal"))
    text = FUNCTION.read_text(encoding="utf-8")
    rounds = 1 if quick else ROUNDS
    parse, check, compile_ = best(steps(text), rounds)
    shown.rows.append(("parse", milliseconds(parse), ""))
    shown.rows.append(("check", milliseconds(check), ""))
    shown.rows.append(("compile", milliseconds(compile_), ""))
    shown.rows.append(("all three", *at_most((parse + check + compile_) * 1000, FRESH_GOAL)))
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, XSRUN_CACHE=folder):
        whole_job(text)
        (again,) = best([computed(partial(whole_job, text))], rounds)
    shown.rows.append(("a job with it, once more", *at_most(again * 1000, AGAIN_GOAL)))
    return shown


def steps(text: str) -> tuple[Turn, Turn, Turn]:
    """Parsing, checking and compiling, each on its own."""
    document = parsed(text)
    return (
        computed(partial(parsed, text)),
        computed(partial(checked, document)),
        computed(partial(compile_function, document, xanoscript())),
    )


def parsed(text: str) -> FunctionDocument:
    """The function as a tree."""
    (document,) = parse_source(Source(text, FUNCTION.name))
    assert isinstance(document, FunctionDocument)
    return document


def checked(document: FunctionDocument) -> None:
    """All that is known of a function before it runs: inputs, problems, what it refers to."""
    _, problems = schema_from_declarations(document.inputs, document.source)
    assert not [*problems, *check_function(document, xanoscript())]
    references(document)


def whole_job(text: str) -> object:
    """What the function gives as a job that has no orders to price."""
    result = runner.run(JOB + text, inputs={"orders": []}, env={})
    assert result.ok, result.error
    return result.response
