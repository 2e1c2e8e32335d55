"""Templates against Twig 3.5: `snippets.json` holds what it makes of each, with nothing escaped by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runner.templates import render
from tests.statements.contexts import make_context

TABLE = json.loads((Path(__file__).parent / "snippets.json").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(template, group["data"], output, id=f"{name}-{at}")
    for name, group in TABLE.items()
    for at, (template, output) in enumerate(group["snippets"])
]


@pytest.mark.parametrize(("template", "data", "output"), ROWS)
def test_a_template_renders_as_twig_does(template, data, output):
    assert render(make_context(), template, data) == output
