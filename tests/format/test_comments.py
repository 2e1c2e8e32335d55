"""Comments: all of them stay, above what Xano lets them stand above."""

from __future__ import annotations

import pytest

from tests.format.formatting import formatted, in_stack


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("break // a", "// a\nbreak", id="trailing"),
        pytest.param("// a\n\n// b\n\nbreak", "// a\n// b\nbreak", id="gaps below"),
        pytest.param("break\n// a\nbreak", "break\n\n// a\nbreak", id="a blank line above"),
        pytest.param("debug.stop\nbreak\n// a", "debug.stop\n\n// a\nbreak", id="before a brace"),
        pytest.param(
            "var $x { // a\n// b\nvalue = 1 // c\n// d\n} // e",
            "// a\n// b\n// c\n// d\n// e\nvar $x {\n  value = 1\n}",
            id="in a statement",
        ),
        pytest.param(
            "var $x { value = {a: 1 // a\n// b\nb: [1, // c\n2]} }",
            "// a\n// b\n// c\nvar $x {\n  value = {a: 1, b: [1, 2]}\n}",
            id="in an object and a list",
        ),
        pytest.param(
            "var $x { value = `1 // a\n + 2` }",
            "// a\nvar $x {\n  value = `1     \n + 2`\n}",
            id="in backticks",
        ),
        pytest.param(
            "var $x { value = ($a // a\n && $b) }",
            "// a\nvar $x {\n  value = ($a\n    && $b\n  )\n}",
            id="between operators",
        ),
        pytest.param(
            "conditional {\n// a\nif ($a) { // b\nbreak // c\n} else { // d\nbreak // e\n// f\n} // g\n}",
            "// a\n// b\nconditional {\n  if ($a) {\n    // c\n    break\n  }\n\n"
            "  else {\n    // d\n    // e\n    // f\n    // g\n    break\n  }\n}",
            id="of branches: the first one belongs to the whole",
        ),
        pytest.param(
            "try_catch {\ntry { break }\n// a\ncatch { // b\n}\n}",
            "// a\n// b\ntry_catch {\n  try {\n    break\n  }\n\n  catch {\n  }\n}",
            id="of a branch without items",
        ),
        pytest.param(
            'var $x { value = "// a" } // b', '// b\nvar $x {\n  value = "// a"\n}', id="not in texts"
        ),
        pytest.param("//  a \t\nbreak", "//  a \t\nbreak", id="as they were written"),
    ],
)
def test_in_a_stack(written: str, expected: str) -> None:
    assert in_stack(written) == expected


def test_of_declarations() -> None:
    written = "function f { input { // a\nint b // b\nint c\n// c\n} // d\n\n// e\nresponse = 1\n}"
    assert formatted(written) == (
        "// a\n// d\n// e\nfunction f {\n  input {\n"
        "    // b\n    int b\n\n    // c\n    int c\n  }\n\n  response = 1\n}"
    )


def test_of_documents() -> None:
    job = "// a\n\n// b\n\nrun.job J { main = {name: 'f'} } // c\n// d\n"
    written = job + "---\n// e\n\nfunction f {}\n// f\nfunction g {}\n// g"
    assert formatted(written) == (
        "// a\n// b\n// c\n// d\nrun.job J {\n  main = {name: 'f'}\n}\n---\n"
        "// e\nfunction f {\n}\n---\n// f\n// g\nfunction g {\n}"
    )
