"""Recovery: one pass tells all that is wrong with a file, and each thing once."""

import sys

import pytest

from runner.errors import XanoScriptSyntaxError
from runner.source import Span
from runner.syntax.recovery import LEAST_READINGS, MOST_READINGS
from tests.syntax.reading import documents, problems


def told(text):
    """The line and the code of every problem."""
    return [(problem.source.position(problem.span.start).line, problem.code) for problem in problems(text)]


def test_all_problems_of_a_file_in_one_pass():
    text = """\
# a header
function "f" {
  input {
    int a = 1
    text b
  }

  stack {
    var $x = 5
    $x++
    if ($a and $b) {
      var $y { value: [1 2] }
    }

    foreach ($a) {
      debug.log { value = "x"; }
    }
  }

  response = $x|get("k")
}
---
run.job "J" {
  main = {name = "g"}
}
"""
    assert told(text) == [
        (1, "comment"),
        (4, "input-default"),
        (9, "variable-assignment"),
        (10, "bare-assignment"),
        (11, "bare-if"),
        (11, "word-operator"),
        (12, "property-equals"),
        (12, "missing-comma"),
        (15, "loop-without-each"),
        (16, "semicolon"),
        (20, "filter-call"),
        (24, "object-colon"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Every line of an object or a block that is wrong is told.
        ("{\n  a = 1\n  b: 2\n  c = 3\n}", [(2, "object-colon"), (4, "object-colon")]),
        ("{a = 1, b = 2}", [(1, "object-colon"), (1, "object-colon")]),
        ("[1 2 3]", [(1, "missing-comma"), (1, "missing-comma")]),
        # A mistake inside of another one's entry is still found.
        ("{a = $x|trim()}", [(1, "object-colon"), (1, "filter-call")]),
        ("($a and $b = 1)", [(1, "word-operator"), (1, "comparison")]),
        # What is left out takes nothing else with it.
        ("[1, +, 2]\n  description = * 2", [(1, "missing-operand"), (2, "missing-operand")]),
    ],
)
def test_several_mistakes_in_one_value(text, expected):
    assert told(f'function "f" {{ response = {text}\n}}\n') == expected


@pytest.mark.parametrize(
    "hole",
    [
        "value =",
        "value = (1",
        'value = "abc',
        "value = [1, 2",
        "value = {a: 1",
        "value = $a +",
        "value = $x|get(1",
    ],
)
def test_what_stands_behind_a_mistake_is_read(hole):
    """Both faults are found: the hole, and the one behind it that needs a tree to be seen."""
    text = f'function "f" {{\n  stack {{\n    var $x {{\n      {hole}\n    }}\n\n    return $x\n  }}\n}}\n'
    lines = [line for line, _ in told(text)]
    assert lines == [4, 7]


@pytest.mark.parametrize("missing", ["main = {", "main = {name: }", "main =", "main = {name}"])
def test_what_could_not_be_read_is_not_missing(missing):
    """A job whose `main` is broken is not told that it has no `main`."""
    codes = [code for _, code in told(f'run.job "J" {{\n  {missing}\n}}\n')]
    assert "job-without-main" not in codes
    assert len(codes) == 1


def test_a_loop_whose_each_is_broken_is_not_told_to_have_none():
    text = 'function "f" {\n  stack {\n    foreach ($a) {\n      each as ($i) {\n      }\n    }\n  }\n}\n'
    assert "loop-without-each" not in [code for _, code in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        'function "f" {\n  response = "abc\n}\n---\nfunction "g" {\n  response = "def"\n}\n',
        'function "f" {\n  stack {\n    var $x { value = "abc }\n    var $y { value = "def" }\n  }\n}\n',
        'function "f" {\n  stack {\n    var $x { value = {a: "abc} }\n    var $y { value = "" }\n  }\n}\n',
        'function "f" {\n  stack {\n    debug.log { value = ["abc] }\n    var $y { value = "a" }\n  }\n}\n',
        'function "f {\n  response = "a"\n}\n',
    ],
)
def test_a_text_that_is_never_closed_is_told_where_it_starts(text):
    """Though it swallows all up to the next quote, and turns every text behind it inside out."""
    (problem,) = problems(text)
    assert problem.code == "unclosed-text"
    assert problem.span.start == min(text.find('"abc') % len(text), text.find('"f {') % len(text))


def test_a_text_over_several_lines_is_not_blamed_for_a_mistake_behind_it():
    text = 'function "f" {\n  response = "two\n  lines"\n  description = 1 +\n}\n'
    assert told(text) == [(4, "missing-operand")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a {\n  stack {\n    c {\n      d = 1\n    }\n  e = 2\n}\n", 2),
        ("a {\n  stack {\n    c {\n      d = 1\n  }\n  e = 2\n}\n", 3),
        ("a {\n  stack {\n    c = 1\n  }\n", 1),
        ("a {\n  b = {\n    c: 1\n  d = 2\n}\n", 2),
        ("a {\n  b = [\n    1\n  d = 2\n}\n", 2),
        ("a {\n  b = (1 +\n    2\n  d = 2\n}\n", 2),
        ("a {\n  b = `1 + 2\n}\n", 2),
    ],
)
def test_indentation_tells_which_bracket_is_open(text, line):
    found = told("function " + text)
    assert found == [(line, "unclosed-bracket")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("function a {\n  stack {\n    break\n    }\n  }\n  response = 1\n}\n", 4),
        ("function a {\n  stack {\n    break\n  }\n  }\n  response = 1\n}\n", 5),
        ("function a {\n}\n}\n", 3),
        ("function a {\n}\n---\nfunction b {\n}\n}\n", 6),
        ("function a {\n  stack {\n    break\n    }\n  }\n  response = 1\n}\n---\nfunction b {\n}\n", 4),
    ],
)
def test_indentation_tells_which_bracket_is_one_too_many(text, line):
    assert told(text) == [(line, "stray-bracket")]


@pytest.mark.parametrize(("indent", "column"), [("", None), ("  ", None), ("    ", 35)])
def test_a_brace_is_put_only_where_indentation_tells(indent, column):
    """Without that, the block would be closed before all that it holds."""
    line = indent + "var $r { value = {a: 1, b: 2 }"
    found = problems(f'function "f" {{\n  stack {{\n{line}\n  }}\n  response = $r\n}}\n')
    unclosed = next(problem for problem in found if problem.code == "unclosed-bracket")
    if column is None:
        assert unclosed.fix is None
    else:
        assert unclosed.fix is not None
        assert unclosed.source.position(unclosed.fix.span.start) == (3, column)


def test_a_file_without_indentation_is_still_read():
    text = "function f {\nstack {\nvar $x {\nvalue = 1\n}\n}\nresponse = $x\n"
    assert [code for _, code in told(text)] == ["unclosed-bracket"]


def mistaken(lines, width=0):
    """A function of so many lines, each of them wrong, with comments of ``width`` between them."""
    line = f"    // {'-' * width}\n    $x = 1\n"
    return f'function "f" {{\n  stack {{\n{line * lines}  }}\n}}\n'


def test_all_of_many_problems_are_told():
    assert [code for _, code in told(mistaken(100))] == ["bare-assignment"] * 100


@pytest.mark.parametrize(
    ("text", "read"), [(mistaken(MOST_READINGS + 50), MOST_READINGS), (mistaken(40, 2000), LEAST_READINGS)]
)
def test_where_reading_stops_is_told(text, read):
    *before, last = problems(text)
    assert [problem.code for problem in before] == ["bare-assignment"] * read
    assert (last.code, last.message) == ("too-many", "there are more mistakes than these; mend them first")
    assert last.source.position(last.span.start).line == 4 + 2 * read


def test_as_many_problems_as_readings_are_not_too_many():
    assert {code for _, code in told(mistaken(MOST_READINGS))} == {"bare-assignment"}


def test_a_ternary_without_its_colon_hides_nothing():
    text = """\
function "f" {
  stack {
    var $a {
      value = $x ? 1
    }
    $b = 1
    var $c { value = $x ? {d: 1} // why?
    }
    foreach ($a) {
      each as $i {
        var $d { value = $i ? $i|trim
        }
        $d++
      }
    }
    $e = 1
  }
  response = $x ? 1
  description = * 2
}
"""
    assert told(text) == [
        (4, "ternary"),
        (6, "bare-assignment"),
        (7, "ternary"),
        (11, "ternary"),
        (13, "bare-assignment"),
        (16, "bare-assignment"),
        (18, "ternary"),
        (19, "missing-operand"),
    ]


def failure(text):
    """The error of a text that is not XanoScript."""
    with pytest.raises(XanoScriptSyntaxError) as caught:
        documents(text)
    return caught.value


def test_the_error_holds_what_could_be_read():
    text = """\
function "f" {
  stack {
    var $a { value = 1 }
    $b = * 2
    var $c { value = 3 }
  }
}
---
function "g" {
  response = 1
}
"""
    error = failure(text)
    assert [document.name for document in error.documents] == ["f", "g"]
    assert [entry.span.start for entry in error.documents[0].stack.statements] == [
        text.index("var $a"),
        text.index("var $c"),
    ]
    assert [text[gap.start : gap.end] for gap in error.gaps] == ["$b = * 2"]


def test_what_is_repaired_is_no_gap():
    error = failure('function "f" {\n  response: 1\n}\n')
    assert error.gaps == ()
    assert error.documents[0].response.value == 1


@pytest.mark.parametrize("text", ['function "f" {\n  response = (', 'function "f" {\n  response = "a', "}{"])
def test_gaps_lie_inside_of_the_text(text):
    assert all(0 <= gap.start <= gap.end <= len(text) for gap in failure(text).gaps)


def test_nothing_is_read_of_a_text_with_too_many_problems():
    text = mistaken(MOST_READINGS + 50)
    error = failure(text)
    assert error.documents == ()
    assert error.gaps == (Span(0, len(text)),)


@pytest.mark.parametrize(
    "word", ["return", "if", "case", "default", "foreach (", "$x.trim", "// x", "input ="]
)
def test_words_inside_of_a_text_are_not_taken_for_code(word):
    text = f'function "f" {{\n  response = "we {word} x": 1\n}}\n'
    assert told(text) == [(2, "unexpected")]


def test_problems_come_in_the_order_of_the_file():
    text = 'function "f" {\n  stack {\n    if ($a) {\n    }\n\n    var $x = 1\n    else {\n    }\n  }\n}\n'
    lines = [line for line, _ in told(text)]
    assert lines == sorted(lines)


def test_the_error_tells_the_first_problem_and_how_many_more():
    with pytest.raises(XanoScriptSyntaxError) as caught:
        documents('function "f" {\n  response: 1;\n}\n')
    assert len(caught.value.problems) == 2
    assert str(caught.value) == ("test.xs:2:11: the properties of a block use `=`, not `:` (and 1 more)")


@pytest.fixture
def shallow():
    """The depth that Python starts with: a run may have raised it."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("shallow")
@pytest.mark.parametrize(
    "value",
    ["(" * 600 + "1" + ")" * 600, "[" * 600 + "]" * 600, "!" * 2000 + "$x", " ?? ".join(["$a"] * 1000)],
)
def test_what_is_nested_too_deeply_is_told_and_does_not_crash(value):
    text = f'function "f" {{\n  response = {value}\n}}\n---\nfunction "g" {{\n  response: 1\n}}\n'
    assert told(text) == [(2, "too-deep"), (6, "property-equals")]


def test_a_long_chain_is_not_deep():
    (document,) = documents("function f {\n  response = " + " ~ ".join(['"a"'] * 2000) + "\n}\n")
    assert document.response.operator == "~"


def test_a_problem_inside_of_a_whole_line_that_was_repaired_waits_for_the_next_pass():
    """The repair moves the rest of its line: what would be told of it stands elsewhere in the file."""
    text = 'function "f" {\n  stack {\n    const $x = $a?.b ?? "u"\n    let $y = 2\n  }\n  response = 1\n}\n'
    assert told(text) == [(3, "declaration-keyword"), (4, "declaration-keyword")]
    assert [text[slice(*problem.span)] for problem in problems(text)] == ["const", "let"]


@pytest.mark.parametrize(
    "behind",
    ["|trim", "~ $b", "? 1 : 2", "&& $c"],
)
def test_a_line_that_goes_on_with_a_wrong_one_is_not_told(behind):
    text = f'function "f" {{\n  response = $a $b\n    {behind}\n}}\n'
    assert told(text) == [(2, "unexpected")]


def test_lines_that_are_not_indented_leave_no_brace_open():
    text = 'function "f" {\n  stack {\n    var $a { value = 1 }\n$a = 2\n;\n  }\n\n  response = $a\n}\n'
    assert told(text) == [(4, "bare-assignment"), (5, "semicolon")]


@pytest.mark.parametrize("end", ["", "    ", "    var $b {", "    var $b {\n      value = [1,"])
def test_a_text_that_is_cut_off_is_one_problem(end):
    text = f'function "f" {{\n  stack {{\n    var $a {{ value = 1 }}\n{end}\n'
    assert [code for _, code in told(text)] == ["cut-off"]


def test_a_construct_without_its_brace_is_one_problem_however_far_its_parts_stand():
    text = 'function "f"\n  input {\n    text a?\n  }\n\n  stack {\n  }\n\n  response = 1\n}\n'
    assert told(text) == [(1, "unopened-block")]
