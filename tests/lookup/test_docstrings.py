"""Google-style docstrings: the summary and the arguments."""

import pytest

from runner.lookup.docstrings import Docstring, read_docstring


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (None, ""),
        ("", ""),
        ("Says hello.", "Says hello."),
        ("Says hello\n    to everybody.\n\n    More about it.", "Says hello to everybody."),
        ("Args:\n    name: who", ""),
        ("One line.\nArgs:\n    name: who", "One line."),
    ],
)
def test_summary_is_the_first_paragraph(text, summary):
    assert read_docstring(text).summary == summary


@pytest.mark.parametrize(
    ("section", "arguments"),
    [
        ("Args:\n    name: Who is greeted.", {"name": "Who is greeted."}),
        ("Arguments:\n    name: Who.", {"name": "Who."}),
        ("Args:\n    name (str): Who.", {"name": "Who."}),
        ("Args:\n    name (str, optional): Who.", {"name": "Who."}),
        ("Args:\n    a: First.\n    b: Second.", {"a": "First.", "b": "Second."}),
        ("Args:\n    a: A long\n        story.\n    b: Short.", {"a": "A long story.", "b": "Short."}),
        ("Args:\n    a: See\n        note: this.\n", {"a": "See note: this."}),
        ("Args:\n    a:\n        Below.", {"a": "Below."}),
        ("Args:\n    a: First.\n\n    b: Second.", {"a": "First.", "b": "Second."}),
        ("Args:\n    a: First.\n\nReturns:\n    b: not an argument", {"a": "First."}),
        ("Returns:\n    x: a thing", {}),
        ("Args:\n    no colon here", {}),
    ],
)
def test_arguments(section, arguments):
    assert read_docstring(f"Summary.\n\n{section}") == Docstring("Summary.", arguments)
