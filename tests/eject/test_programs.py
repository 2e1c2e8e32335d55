"""Programs that are made by chance do the same as Python as they do in XanoScript."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, note, settings

import runner
from runner.eject.project import EjectError, eject
from runner.source import Source
from tests.eject.writing import write
from tests.reference.generator import Example, programs

EXAMPLES = settings(
    deadline=None,
    derandomize="XSRUN_RANDOM" not in os.environ,
    max_examples=int(os.environ.get("XSRUN_EXAMPLES", "8")),
    suppress_health_check=list(HealthCheck),
    # A program is not made smaller: that takes minutes, and the one that was found says enough.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@EXAMPLES
@given(programs())
def test_an_ejected_program_does_what_it_did(example: Example) -> None:
    note(example.text)
    try:
        project = eject(Source(example.text, "t.xs"))
    except EjectError:
        return  # it holds a statement that has no Python
    with TemporaryDirectory() as folder:
        write(project, Path(folder))
        for inputs in example.runs[:2]:
            before = runner.run(Source(example.text, "t.xs"), inputs=inputs, job_inputs=False, env={})
            after = runner.run(Path(folder), inputs=inputs, job_inputs=False, env={})
            assert json.dumps(after.response) == json.dumps(before.response), project.files[
                "functions/main.py"
            ]
            # Of what Python itself raises the words are Python's.
            assert after.ok == before.ok
