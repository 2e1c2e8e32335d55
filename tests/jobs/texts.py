"""Jobs for the tests, as texts."""

from __future__ import annotations

CALLS_GREET = 'run.job "Greet" { main = { name: "greet", input: { name: "Ada" } } }\n'

GREET = """
function "greet" {
  input {
    text name
    int times?=1
  }
  response = { greeting: "Hello, " ~ $input.name, times: $input.times }
}
"""

# One file with all that it needs.
WHOLE = f"{CALLS_GREET}---{GREET}"
GREETED = {"greeting": "Hello, Ada", "times": 1}


def job(stack: str = "", response: str = "null", *, env: tuple[str, ...] = (), inputs: str = "") -> str:
    """A job whose one function `f` has this stack, this response and these inputs."""
    names = ", ".join(f'"{name}"' for name in env)
    return f"""run.job "J" {{
  main = {{ name: "f" }}
  env = [{names}]
}}
---
function "f" {{
  input {{
    {inputs}
  }}
  stack {{
    {stack}
  }}
  response = {response}
}}
"""
