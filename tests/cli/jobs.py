"""Job files for the tests of the command line."""

from __future__ import annotations

from pathlib import Path


def job(
    body: str, response: str = "$input", inputs: str = "json data?", given: str = "", env: str = ""
) -> str:
    """The text of a job with one function ``work``."""
    return f"""run.job "Work" {{
  main = {{
    name: "work"
    input: {{{given}}}
  }}
  {f"env = [{env}]" if env else ""}
}}
---
function "work" {{
  input {{
    {inputs}
  }}

  stack {{
    {body}
  }}

  response = {response}
}}
"""


ECHO = job("", response="{text: $input.text, number: $input.number}", inputs="text text?\n    json number?",
           given='text: "own", number: 1')  # fmt: skip
TEXT = job("", response='"grüße\\n🎉"')
LOGS = job('debug.log { value = "in the middle" }', response="1")
ENV = job("", response="$env.api_key", env='"api_key"')
SLEEPS = job('debug.log { value = "asleep" }\n    util.sleep { value = 60 }', response="1")
ENDLESS = job("while (true) {\n      each {\n        var $x { value = 1 }\n      }\n    }", response="1")
BROKEN = job('var $a { value = "a"|lenght }\n    vaar $b { value = 1 }', response="$a")
PRINTS = job('function.run "loud" { input = {} } as $x', response="$x")
LOUD = '''"""Prints."""
from runner import function

print("while it is imported")


@function
def loud() -> str:
    """Say something."""
    print("while it runs")
    return "said"
'''

# Every way past `print`: a process of its own, the descriptor, the stream that Python started with.
ESCAPES = job('function.run "escapes" { input = {} } as $x', response="$x")
ESCAPING = '''"""Writes to standard output behind the back of Python."""
import os
import subprocess
import sys

from runner import function


@function
def escapes() -> str:
    """Write."""
    subprocess.run([sys.executable, "-c", "print('a process')"], check=True)
    os.write(1, b"a descriptor\\n")
    sys.__stdout__ and sys.__stdout__.write("a stream\\n")
    return "done"
'''

SLOW = SLEEPS.partition("---\n")[2].replace('"work"', '"slow"')
CALLS_SLOW = """function.run "slow" {
      async = true
      input = {}
    } as $x
    await {
      ids = [$x]
      timeout = 60
    } as $y"""
ASYNC = f"{job(CALLS_SLOW, response='$y')}---\n{SLOW}"

FAILS = """run.job "Fails" {
  main = { name: "outer" }
}
---
function "outer" {
  input {
  }

  stack {
    function.run "inner" {
      input = {n: 3}
    } as $x
  }

  response = $x
}
---
function "inner" {
  input {
    int n
  }

  stack {
    precondition ($input.n == 0) {
      error_type = "notfound"
      error = "there is no such n"
      payload = {n: $input.n}
    }
  }

  response = 1
}
"""

ALL = {
    "echo.xs": ECHO,
    "text.xs": TEXT,
    "logs.xs": LOGS,
    "env.xs": ENV,
    "sleeps.xs": SLEEPS,
    "async.xs": ASYNC,
    "endless.xs": ENDLESS,
    "broken.xs": BROKEN,
    "fails.xs": FAILS,
    "prints.xs": PRINTS,
    "escapes.xs": ESCAPES,
    "functions/loud.py": LOUD,
    "functions/escapes.py": ESCAPING,
}


def write_all(folder: Path) -> None:
    """Write every job into ``folder``."""
    for name, text in ALL.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
