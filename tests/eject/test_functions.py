"""The file of a function: its head, its signature, its docstring, its layout."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from runner.eject.names import function_name
from runner.eject.project import eject
from runner.source import Source
from tests.eject.writing import ejected


def signature(inputs: str) -> str:
    text = ejected("", inputs).text
    return text[text.index("@function") :].partition("    return")[0]


@pytest.mark.parametrize(
    ("inputs", "parameters"),
    [
        ("text a filters=trim|min:2", 'a: Annotated[str, Input("trim|min:2")]'),
        ("int a?=3", "a: int = 3"),
        ("int? a", "a: int | None"),
        ("text a?", "a: str | None = None"),
        ("json? a", "a: Any | None"),
        ("bool[] a", "a: list[bool]"),
        ("text[1:5] a", 'a: Annotated[list[str], Input("min:1|max:5")]'),
        ("text[] a?=[]", "a: list[str] = DEFAULT_A"),
        ('enum a?="x" { values = ["x", "y"] }', 'a: Literal["x", "y"] = "x"'),
        ("email a", 'a: Annotated[str, Input(type="email")]'),
        ("text from", 'from_: Annotated[str, Input(name="from")]'),
        ("text a { sensitive = true }", "a: Annotated[str, Input(sensitive=True)]"),
        # what has no default stands first
        ("int a?=1\n int b", "b: int, a: int = 1"),
        ("object a { schema { int x } }", 'a: Annotated[A, Input(type="object")]'),
    ],
)
def test_an_input(inputs: str, parameters: str) -> None:
    assert signature(inputs) == f"@function\ndef f({parameters}) -> None:\n"


def test_a_whole_file() -> None:
    text = ejected(
        "var $x { value = $input.line.n|round }",
        """
        // The line
        object line {
          schema {
            int n
            text note?="-" filters=trim
            text class?
          }
        }
        text t { description = "What it says" }
        """,
        '{ x: $x, "t": "' + "a long text that goes on, " * 4 + '" ~ $input.t }',
    ).text
    assert text == dedent(
        '''\
        """The function `f`, from f.xs."""

        from __future__ import annotations

        from typing import Annotated, Any, NotRequired, TypedDict

        from runner import Input, function


        Line = TypedDict(
            "Line",
            {
                "n": int,
                "note": NotRequired[Annotated[str, Input("trim", default="-")]],
                "class": NotRequired[str],
            },
        )


        @function
        def f(
            # The line
            line: Annotated[Line, Input(type="object")],
            t: str,
        ) -> dict[str, Any]:
            """Run `f`.

            Args:
                t: What it says
            """
            x = line["n"]
            return {
                "x": x,
                "t": (
                    "a long text that goes on, a long text that goes on, a long text that goes on, a long "
                    f"text that goes on, {t}"
                ),
            }
        '''
    )


@pytest.mark.parametrize("last", ["\\", '"', '\\"', "}"])
def test_a_docstring_may_end_in_anything(last: str) -> None:
    function = f'// It ends in {last}\nfunction "f" {{\n  stack {{\n  }}\n  response = 1\n}}\n'
    project = eject(Source(f'run.job "J" {{ main = {{ name: "f" }} }}\n---\n{function}', "f.xs"))
    written = ast.parse(project.files["functions/f.py"]).body[-1]
    assert isinstance(written, ast.FunctionDef)
    assert ast.get_docstring(written) == f"It ends in {last} ".rstrip(" ") + " " * (last != "}")


def test_an_input_may_be_described_in_several_lines() -> None:
    text = ejected("", 'text t { description = "One\\ntwo" }').text
    assert "    Args:\n        t: One\n            two\n" in text


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("order_total", "order_total"),
        ("lcs/table", "lcs_table"),
        ("Stripe -> List Customers", "stripe_list_customers"),
        ("sum", "sum_"),
        ("context", "context_"),
        ("import", "import_"),
        ("2fa", "f_2fa"),
    ],
)
def test_the_name_of_a_function(name: str, python: str) -> None:
    assert function_name(name) == python
