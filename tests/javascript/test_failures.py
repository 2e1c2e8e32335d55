"""What a failure of JavaScript tells: the error, the line of the code, and what was thrown."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.javascript.code import run

FAILED = "`api.lambda` failed: "


def failure(code, **options):
    with pytest.raises(ScriptError) as caught:
        run(code, **options)
    return caught.value


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        (
            "throw new Error('boom')",
            "Error",
            "Error: boom, in line 1 of its code: `throw new Error('boom')`",
        ),
        (
            "\n\n  const f = (x) => x.y.z;\n  f({});",
            "TypeError",
            "TypeError: cannot read property 'z' of undefined, "
            "in line 3 of its code: `const f = (x) => x.y.z;`",
        ),
        (
            "await null;\nreturn missing",
            "ReferenceError",
            "ReferenceError: missing is not defined, in line 2 of its code: `return missing`",
        ),
        (
            "const a = 1;\nconst b = ;",
            "SyntaxError",
            "SyntaxError: unexpected token in expression: ';', in line 2 of its code: `const b = ;`",
        ),
        (
            "class Own extends Error {}\nOwn.prototype.name = 'Own';\nthrow new Own('x')",
            "Own",
            "Own: x, in line 3 of its code: `throw new Own('x')`",
        ),
        (
            "setTimeout(() => {\n  throw new Error('late') }, 5);\nawait new Promise(() => {})",
            "Error",
            "Error: late, in line 2 of its code: `throw new Error('late') }, 5);`",
        ),
        (
            "[1].forEach(\n  () => JSON.parse('{'));",
            "SyntaxError",
            "SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2), "
            "in line 2 of its code: `() => JSON.parse('{'));`",
        ),
        (
            "function f() { return f() }\nreturn f()",
            "RangeError",
            "RangeError: Maximum call stack size exceeded, "
            "in line 1 of its code: `function f() { return f() }`",
        ),
        ("const e = new Error('x'); e.stack = ''; throw e", "Error", "Error: x"),
        ("const e = new Error(''); e.stack = ''; e.name = 'Gone'; throw e", "Gone", "Gone"),
    ],
)
def test_an_error_has_its_name_its_line_and_the_text_of_it(code, name, message):
    error = failure(code)
    assert (error.name, error.message, error.payload) == (name, FAILED + message, None)


@pytest.mark.parametrize(
    ("thrown", "shown", "payload"),
    [
        ("'just text'", "just text", "just text"),
        ("{code: 7, list: [1]}", '{"code":7,"list":[1]}', {"code": 7, "list": [1]}),
        ("5n", "5", 5),
        ("undefined", "null, or needs more than 128 MB of memory", None),
    ],
)
def test_what_is_no_error_is_the_payload(thrown, shown, payload):
    error = failure(f"throw {thrown}")
    assert error.message == f"{FAILED}its code threw {shown}"
    assert (error.name, error.payload) == ("thrown", payload)


def test_long_messages_and_lines_are_cut():
    error = failure(f"throw new Error('x'.repeat(1e6)) // {'y' * 1000}")
    assert len(error.message) < 1500


@pytest.mark.parametrize(
    "code",
    [
        "const o = {}; o.self = o; return o",
        "return { get a() { throw new TypeError('circular reference') } }",
    ],
)
def test_a_result_that_is_no_data(code):
    assert "the result has to be data" in failure(code).message


@pytest.mark.parametrize(
    "code",
    [
        "throw { get a() { throw 1 } }",
        "throw new Proxy({}, { getPrototypeOf() { throw 1 } })",
        "throw Object.create(Error.prototype, { name: { get() { throw 2 } } })",
        "throw Symbol('x')",
        "throw () => 1",
    ],
)
def test_things_that_cannot_be_described_are_errors_all_the_same(code):
    assert failure(code).name == "thrown"


@pytest.mark.parametrize(
    "code",
    [
        "Map.prototype.get = null; await fetch('http://a.b')",
        "Object.defineProperty(Array.prototype, Symbol.iterator, { value() { throw 1 } }); return [1]",
    ],
)
def test_code_that_breaks_the_engine_for_itself(code):
    assert "its code changed what the engine relies on" in failure(code).message


@pytest.mark.parametrize(
    "code",
    [
        "JSON.stringify = JSON.parse = null; return [1]",
        "Object.prototype.toJSON = () => 2; console.log('x'); return 1",
        "Promise = null; await null; return 1",
        "delete globalThis.Date; eval = null; return new URL('http://a.b').pathname.length",
    ],
)
def test_code_that_changes_globals_harms_nobody(code):
    assert run(code) in (1, [1])
