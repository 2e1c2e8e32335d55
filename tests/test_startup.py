"""What a start may import: time that everybody pays at every run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each of these takes milliseconds that a job which does not need it should not pay.
HEAVY = frozenset(
    """
    httpx httpcore yaml dotenv sqlite3 asyncio ssl email http.client urllib.request csv xml.etree
    concurrent.futures ctypes decimal zoneinfo unittest pydoc lark.tools hypothesis pytest
    importlib.metadata difflib uuid statistics html multiprocessing
    sqlalchemy redis runner.database runner.redis
    """.split()
)

CHEAP_JOB = """run.job "Cheap" {
  main = { name: "sum", input: { numbers: [1, 2, 3] } }
  env = ["KEY"]
}
---
function "sum" {
  input {
    int[] numbers
  }
  stack {
    var $total {
      value = 0
    }
    foreach ($input.numbers) {
      each as $number {
        math.add $total {
          value = $number
        }
      }
    }
    debug.log {
      value = { total: $total, key: $env.KEY }
    }
  }
  response = { total: $total, text: "Total: " ~ $total }
}
"""


def imported(code: str) -> tuple[set[str], str]:
    """The modules that a fresh interpreter has after ``code``, beyond its own, and what it printed."""
    program = f"import sys\nbefore = set(sys.modules)\n{code}\nimport json\n"
    program += "sys.stderr.write(json.dumps(sorted(set(sys.modules) - before)))"
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV"))}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, env=env
    )
    return set(json.loads(done.stderr)), done.stdout


def heavy(modules: set[str]) -> set[str]:
    return {name for name in HEAVY if name in modules}


def test_the_import_alone_is_nothing():
    modules, _ = imported("import runner")
    assert heavy(modules) == set()
    assert {name for name in modules if name.partition(".")[0] in ("runner", "lark", "click")} == {
        "runner",
        "runner.version",
    }


@pytest.mark.parametrize(
    ("source", "response"),
    [("jobs/hello.xs", "Hello, "), (CHEAP_JOB, "Total: 6")],
    ids=["hello", "own"],
)
def test_a_job_without_requests_imports_what_it_needs_alone(source, response):
    code = f"import runner\nresult = runner.run({source!r}, env={{'KEY': 'secret'}})\nprint(result)"
    modules, printed = imported(code)
    assert response in printed
    assert heavy(modules) == set()


def test_a_time_limit_costs_no_import_until_it_is_reached():
    modules, printed = imported("import runner\nprint(runner.run('jobs/hello.xs', timeout=60).ok)")
    assert printed == "True\n"
    assert heavy(modules) == set()


def test_a_job_that_cannot_start_imports_nothing_more():
    modules, printed = imported("import runner\nprint(runner.run('nowhere.xs').error.code)")
    assert printed == "usage\n"
    assert heavy(modules) == set()


def test_the_test_would_see_what_it_looks_for():
    modules, _ = imported("import concurrent.futures, httpx, uuid")
    assert heavy(modules) >= {"concurrent.futures", "httpx", "uuid"}


def test_parsing_imports_nothing_of_the_rooms_behind_it():
    modules, printed = imported("import runner\nprint(len(runner.parse('function \"f\" {\\n}\\n')))")
    assert printed == "1\n"
    assert heavy(modules) == set()
