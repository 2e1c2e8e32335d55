"""Where a failure stands: the caret in the .xs line, the way there, and Python's own tracebacks."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

import pytest

import runner
from compile.conftest import body_of, make_context, read_function
from runner.errors import ScriptError
from runner.execution.failures import frames
from runner.execution.result import Result
from runner.execution.secrets import Masker
from runner.jobs.plan import RunOptions, prepare

NO_SECRETS = Masker(())
JOB = """run.job x {
  main = { name: "f" }
}
---
"""


def failed(text: str, name: str = "job.xs") -> Result:
    result = runner.run(runner.Source(JOB + text, name))
    assert not result.ok
    assert result.error is not None
    return result


def marked(stack: str, response: str = "null") -> str:
    """The excerpt that shows where a function with this stack fails."""
    source = runner.Source(
        f"{JOB}function f {{\n  stack {{\n{stack}\n  }}\n  response = {response}\n}}\n", "job.xs"
    )
    result = runner.run(source)
    assert result.error is not None
    frame = result.error.frames[-1]
    return source.excerpt(frame.span)


@pytest.mark.parametrize(
    ("stack", "line", "caret"),
    [
        ("    var $x { value = 1 / 0 }", "    var $x { value = 1 / 0 }", "                     ^^^^^"),
        (
            "    var $x { value = 1 + (2 / 0) * 3 }",
            "    var $x { value = 1 + (2 / 0) * 3 }",
            "                          ^^^^^",
        ),
        (
            "    var $x { value = $missing }",
            "    var $x { value = $missing }",
            "                     ^^^^^^^^",
        ),
        (
            "    var $x { value = {a: [1, $x.y]} }",
            "    var $x { value = {a: [1, $x.y]} }",
            "                             ^^",
        ),
        (
            "    var $o { value = {} }\n    var $x { value = [$o.a.b] }",
            "    var $x { value = [$o.a.b] }",
            "                      ^^^^",
        ),
        # Columns count code points, while Python counts bytes.
        (
            '    var $v { value = "äöü€😀" ~ (1 % 0) }',
            '    var $v { value = "äöü€😀" ~ (1 % 0) }',
            "                                ^^^^^",
        ),
        (
            '    var $x { value = "é"|concat:"😀" ~ 1 / 0 }',
            '    var $x { value = "é"|concat:"😀" ~ 1 / 0 }',
            "                                      ^^^^^",
        ),
        ("\tvar $x { value = 1 / 0 }", "    var $x { value = 1 / 0 }", "                     ^^^^^"),
        # The filter that fails, in a pipe over lines.
        (
            '    var $x {\n      value = "a"\n        |trim\n        |add:1\n        |trim\n    }',
            "        |add:1",
            "        ^^^^^^",
        ),
        (
            "    var $x {\n      value = [1, 0]\n        |map:6 / $$\n    }",
            "        |map:6 / $$",
            "             ^^^^^^",
        ),
        (
            "    var $x { value = [[0]]|map:($$|map:(1 % $$)) }",
            "    var $x { value = [[0]]|map:($$|map:(1 % $$)) }",
            "                                        ^^^^^^",
        ),
        (
            "    array.find ([0]) if (1 / $this == 1) as $x",
            "    array.find ([0]) if (1 / $this == 1) as $x",
            "                         ^^^^^^^^^",
        ),
        (
            '    precondition (1 == 2 && true) { error = "no" }',
            '    precondition (1 == 2 && true) { error = "no" }',
            "                 ^^^^^^^^^^^^^^^^",
        ),
        ('    throw { value = "no" }', '    throw { value = "no" }', "    ^^^^^^^^^^^^^^^^^^^^^^"),
        (
            "    foreach (5) {\n      each as $x {\n      }\n    }",
            "    foreach (5) {",
            "            ^^^",
        ),
        (
            "    var $list { value = 5 }\n    array.push $list { value = 1 }",
            "    array.push $list { value = 1 }",
            "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ),
        (
            "    var $list { value = [] }\n    var.update $list[3].x { value = 1 }",
            "    var.update $list[3].x { value = 1 }",
            "               ^^^^^^^^^^",
        ),
        (
            "    conditional {\n      if (false) {\n      }\n      elseif ((1 / 0) == 1) {\n      }\n    }",
            "      elseif ((1 / 0) == 1) {",
            "               ^^^^^",
        ),
        (
            "    switch (1) {\n      case (1 / 0) {\n      } break\n    }",
            "      case (1 / 0) {",
            "            ^^^^^",
        ),
        (
            "    var $x { value = math.div(1, 0) }",
            "    var $x { value = math.div(1, 0) }",
            "                     ^^^^^^^^^^^^^^",
        ),
        (
            '    function.run "nowhere" as $x',
            '    function.run "nowhere" as $x',
            "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ),
        ("    var $x { value = `1 / 0` }", "    var $x { value = `1 / 0` }", "                      ^^^^^"),
    ],
)
def test_the_caret_marks_the_expression_that_failed(stack, line, caret):
    shown, below = marked(stack).splitlines()
    assert shown.partition(" | ")[2] == line
    assert below.partition(" | ")[2] == caret


def test_the_caret_in_the_response():
    assert marked("", "1 + $x").splitlines()[1].endswith("|                  ^^")


def test_a_failure_over_lines_has_both_ends():
    error = failed("function f {\n  response = [1]\n    |map:[\n      $$ /\n      0\n    ]\n}\n").error
    assert error is not None
    assert error.span is not None
    place = error.span
    assert (place.line, place.column, place.end_line, place.end_column) == (8, 7, 9, 8)


CHAIN = """function f {
  stack {
    function.run "middle" as $x
  }

  response = $x
}
---
function middle {
  response = [1]
    |map:$$ + 1
    |map:$$ / $missing
}
---
function last {
  stack {
    foreach ([1]) {
      each as $i {
        try_catch {
          try {
            function.run f as $x
          }

          catch {
            function.run middle as $x
          }
        }
      }
    }
  }
}
"""


def chain(result: Result) -> list[tuple[str, str]]:
    assert result.error is not None
    return [(frame.function, frame.source.where(frame.span)) for frame in result.error.frames]


def test_the_way_through_the_functions():
    result = failed(CHAIN)
    assert chain(result) == [("f", "job.xs:7:5"), ("middle", "job.xs:16:15")]
    assert result.error is not None
    assert str(result.error.span) == "job.xs:16:15"


def test_the_way_through_a_catch_is_the_new_one():
    result = failed(CHAIN.replace("function f {", "function g {").replace("function last", "function f"))
    assert chain(result) == [("f", "job.xs:29:13"), ("middle", "job.xs:16:15")]


def test_the_way_through_functions_in_files(tmp_path: Path):
    (tmp_path / "run.xs").write_text('run.job x {\n  main = { name: "outer" }\n}\n')
    (tmp_path / "function").mkdir()
    (tmp_path / "function" / "outer.xs").write_text(
        'function outer {\n  stack {\n    function.run "inner"\n  }\n  response = null\n}\n'
    )
    (tmp_path / "function" / "inner.xs").write_text("// ü\nfunction inner {\n  response = 1 / 0\n}\n")
    result = runner.run(tmp_path)
    assert [(name, where.rsplit("/", 1)[-1]) for name, where in chain(result)] == [
        ("outer", "outer.xs:3:5"),
        ("inner", "inner.xs:3:14"),
    ]


def test_a_chain_of_300_functions_is_kept_whole():
    text = """function f {
  stack {
    function.run down {
      input = {n: 300}
    }
  }
  response = null
}
---
function down {
  input {
    int n
  }
  stack {
    precondition ($input.n > 1)
    function.run down {
      input = {n: $input.n - 1}
    }
  }
  response = null
}
"""
    found = chain(failed(text))
    assert len(found) == 301
    assert found[-1] == ("down", "job.xs:19:18")


# -- what Python itself prints -----------------------------------------------------------------------


def printed(text: str, name: str) -> str:
    """The traceback that Python prints for a failing function, from a file or from no file at all."""
    document = read_function(text)
    document.source.name = name
    document.source.publish()
    with pytest.raises(ScriptError) as caught:
        body_of(document)(make_context(), {})
    return "".join(traceback.format_exception(caught.value))


def test_a_python_traceback_shows_the_lines_of_a_text():
    shown = printed('    var $größe { value = "ü" ~ (1 / 0) }', "<no file>")
    line = re.escape('    var $größe { value = "ü" ~ (1 / 0) }')
    # Python draws `^` or, where it thinks it knows the operator, `~~^~~`.
    assert re.search(rf'  File "<no file>", line 5, in f\n{line}\n {{32}}[~^]{{5}}\n', shown)


def test_a_python_traceback_shows_the_lines_of_a_file(tmp_path: Path):
    path = tmp_path / "job.xs"
    path.write_text(f"{JOB}function f {{\n  response = [3]\n    |map:$$ / 0\n}}\n", "utf-8")
    plan = prepare(path, RunOptions())
    # A run keeps its failures as data; the machine below it raises them.
    with pytest.raises(ScriptError) as caught:
        plan.machine.call(make_context(), "f", {})
    shown = "".join(traceback.format_exception(caught.value))
    assert 'job.xs", line 7, in <lambda>\n    |map:$$ / 0\n         ^^^^^^\n' in shown


# -- frames ------------------------------------------------------------------------------------------


def test_frames_of_python_code_are_left_out():
    document = read_function("    var $x { value = 1 / 0 }")
    with pytest.raises(ScriptError) as caught:
        body_of(document)(make_context(), {})
    found = frames(caught.value, {"f.xs": document.source}, NO_SECRETS)
    assert [(frame.function, document.source.where(frame.span)) for frame in found] == [("f", "f.xs:5:22")]
    assert frames(caught.value, {}, NO_SECRETS) == []
    assert frames(ScriptError("never raised"), {"f.xs": document.source}, NO_SECRETS) == []
