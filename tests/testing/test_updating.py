"""``--update``: responses go into the file, and everything else stays as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from runner.errors import UsageError
from runner.testing.case import read_cases
from runner.testing.updating import update_cases

LONG = ["some text of a length"] * 5


@pytest.mark.parametrize(
    ("before", "response", "after"),
    [
        ("- name: a\n  response: 1 # one\n", 2, "- name: a\n  response: 2 # one\n"),
        ("- name: a\n  response:\n", "007", "- name: a\n  response: '007'\n"),
        ("- {name: a, response: x}\n", "a, b", "- {name: a, response: 'a, b'}\n"),
        ("- name: a\n\n# the end\n", None, "- name: a\n  response: null\n\n# the end\n"),
        ("- {name: a}\n", [1], "- {name: a, response: [1]}\n"),
        (
            "- name: a\n  response: {x: 1, y: [1, 2]}\n",
            {"x": 1, "y": [1, 3]},
            "- name: a\n  response: {x: 1, y: [1, 3]}\n",
        ),
        (
            "- name: a\n  response: {x: {$type: int}, y: 1}\n",
            {"x": 5, "y": 2},
            "- name: a\n  response: {x: {$type: int}, y: 2}\n",
        ),
        ("- name: a\n  response: {x: {$type: int}}\n", {"x": "no"}, "- name: a\n  response: {x: 'no'}\n"),
        (
            "- name: a\n  response:\n    # about x\n    x: 1 # one\n    y: 2\n  # behind\n",
            {"x": 3, "y": 2, "z: z": 4},
            "- name: a\n  response:\n    # about x\n    x: 3 # one\n    y: 2\n    'z: z': 4\n  # behind\n",
        ),
        # What is gone goes, and what still fits stays with its matchers and comments.
        (
            "- name: a\n  response:\n    x: 1 # one\n    # about y\n    y: 2 # two\n    z: 3\n",
            {"x": 1, "z": 4},
            "- name: a\n  response:\n    x: 1 # one\n    z: 4\n",
        ),
        (
            "- name: a\n  response:\n    w: 0\n    x: {$type: int}\n    y: {$absent: true}\n",
            {"x": 1},
            "- name: a\n  response:\n    x: {$type: int}\n    y: {$absent: true}\n",
        ),
        (
            "- name: a\n  response: {x: {$type: int}, y: 2}\n",
            {"x": 1},
            "- name: a\n  response: {x: {$type: int}}\n",
        ),
        (
            "- name: a\n  response:\n  - {$type: int} # n\n  - 2 # two\n",
            [1],
            "- name: a\n  response:\n  - {$type: int} # n\n",
        ),
        (
            "- name: a\n  response:\n  - {$type: int} # n\n",
            [1, 2],
            "- name: a\n  response:\n  - {$type: int} # n\n  - 2\n",
        ),
        (
            "- name: a\n  response_has:\n    x: {$type: int}\n    y: 1\n",
            {"x": 5, "z": 6},
            "- name: a\n  response_has:\n    x: {$type: int}\n",
        ),
        ("- name: a\n  response: true\n", 1, "- name: a\n  response: 1\n"),
        ("- name: a\n  log: [x]\n", 5, "- name: a\n  log: [x]\n"),
        ("- name: a\n  tables_after: {t: []}\n", 5, "- name: a\n  tables_after: {t: []}\n"),
        (
            "- name: b\n  response: &r {x: 1}\n- name: a\n  response: *r # same\n",
            {"x": 2},
            "- name: b\n  response: &r {x: 1}\n- name: a\n  response: {x: 2} # same\n",
        ),
        ("\ufeff- name: a\n  response: 1\n", 2, "\ufeff- name: a\n  response: 2\n"),
        (
            "- name: a\n  response_has:\n    x:\n    - {n: 1}\n    - n: 2\n",
            {"x": [{"n": 1, "m": 1}, {"n": 3}], "y": 0},
            "- name: a\n  response_has:\n    x:\n    - {n: 1}\n    - n: 3\n",
        ),
        (
            "- name: a\n  response:\n    t: |\n      one\n\n    u: 1\n",
            {"t": "a\nb\n", "u": 1},
            "- name: a\n  response:\n    t: |\n      a\n      b\n\n    u: 1\n",
        ),
        (
            "- name: a\n  response: 1\n",
            {"x": LONG},
            "- name: a\n  response:\n    x:\n" + "    - some text of a length\n" * 5,
        ),
        (
            "- name: a\n  response:\n  - 1\n",
            [{"x": LONG, "y": 1}],
            "- name: a\n  response:\n  - x:\n" + "    - some text of a length\n" * 5 + "    y: 1\n",
        ),
        ("- name: a\n  response: 1\n", {"$ref": 1}, "- name: a\n  response: {$is: {$ref: 1}}\n"),
        ("- name: a\n  error: {name: x}\n", 5, "- name: a\n  error: {name: x}\n"),
        (
            "- name: b\n  response: 1\n- name: a\n  response: 1\n",
            2,
            "- name: b\n  response: 1\n- name: a\n  response: 2\n",
        ),
        ("- name: a\r\n  response: 1\r\n", 2, "- name: a\r\n  response: 2\r\n"),
    ],
)
def test_updating(tmp_path: Path, before: str, response: Any, after: str) -> None:
    path = tmp_path / "job.cases.yaml"
    (tmp_path / "job.xs").write_text("")
    path.write_bytes(before.encode())
    changed = update_cases(path, {"a": response})
    assert path.read_bytes().decode() == after
    assert changed == (["a"] if before != after else [])
    assert len(read_cases(path)) == before.count("name: a") + before.count("name: b")


def test_what_another_case_says_too_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "job.cases.yaml"
    text = "- name: a\n  response: &x {n: 1}\n- name: b\n  response: *x\n"
    path.write_text(text)
    with pytest.raises(UsageError, match="is not changed: its case `b` cannot be updated in place"):
        update_cases(path, {"a": {"n": 2}})
    assert path.read_text() == text
