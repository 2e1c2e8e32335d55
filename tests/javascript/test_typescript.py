"""TypeScript whose types can be left out runs; what means more fails with a sentence."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.javascript.typescript import Untranslatable, without_types
from tests.javascript.code import run


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("const x: number = 5;\nreturn x;", 5),
        ("const f = (a: string, b?: number): string => a + (b ?? '!');\nreturn f('x')", "x!"),
        ("interface A { b: number }\ntype C = A[];\nconst list: C = [{ b: 1 }];\nreturn list", [{"b": 1}]),
        ("const a = b()\ntype X = { y: 1 }\n;(() => 1)()\nfunction b() { return 3 }\nreturn a", 3),
        ("const a = b\ntype X = string\n(() => 1)()\nfunction b() { return 3 }\nreturn typeof a", "function"),
        ("return ($input as any).list as number[];", [1]),
        ("return ($input satisfies object)!.list![0]!;", 1),
        ("const first = <T,>(items: T[]): T => items[0];\nreturn first<number>([7]);", 7),
        ("const m = new Map<string, Array<number>>([['a', [1]]]);\nreturn m.get('a')", [1]),
        (
            "class P<T> implements Q { private readonly a: T; static n?: number = 2; b!: string;\n"
            "constructor(a: T) { this.a = a }\npublic get(): T { return this.a } }\n"
            "interface Q {}\nreturn [new P<number>(4).get(), P.n]",
            [4, 2],
        ),
        (
            "abstract class A { abstract f(): void; g(): number { return 1 } }\n"
            "return new (class extends A { override f() {} })().g()",
            1,
        ),
        ("function f(a: number): number;\nfunction f(a: any) { return a * 2 }\nreturn f(4)", 8),
        ("let x!: number;\ntry { x = 1 } catch (e: unknown) {}\nreturn x", 1),
        ("declare const gone: string;\nlet d = { 'é': 1 as const };\nreturn d", {"é": 1}),
        ("const is = (v: unknown): v is string => typeof v === 'string';\nreturn is('x')", True),
        ("return await (async (): Promise<number> => 6)()", 6),
        (
            "const o: Record<string, number> = {};\nfor (const k of ['a'] as string[]) o[k] = 1;\nreturn o",
            {"a": 1},
        ),
    ],
)
def test_types_are_left_out(code, result):
    assert run(code, inputs={"list": [1]}) == result


@pytest.mark.parametrize(
    "code",
    [
        "const x = 1 < 2, y = a ? b : c; label: for (;;) break label;",
        "const { a: b, c = 1 } = d; switch (b) { case 1: default: }",
        "f(a < b, c > d); const g = async function* () { yield* [] };",
        "const t = `x ${a ? `y ${b}` : ''}`; const r = /a:b<c>/g; // type X = 1",
    ],
)
def test_plain_javascript_stays_as_it_is(code):
    assert without_types(code) == code


def test_no_line_and_no_column_moves():
    code = "type A = {\n  b: 1,\n}\r\nconst x: A =\n  y as A;"
    assert without_types(code) == ";         \n       \n \r\nconst x    =\n  y     ;"


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("enum Color { Red }\nreturn Color.Red", "enums"),
        ("namespace N { export const a = 1 }\nconst b: number = 1", "namespaces"),
        ("class A { constructor(private b: number) {} }", "parameter properties"),
        ("class A { constructor(readonly b = 1) {} }", "parameter properties"),
        ("function f(this: Date) {}", "parameters called `this`"),
        ("@sealed class A {}", "decorators"),
    ],
)
def test_what_means_more_than_a_type(code, what):
    with pytest.raises(Untranslatable):
        without_types(code)
    with pytest.raises(ScriptError) as caught:
        run(code)
    assert caught.value.name == "SyntaxError"
    assert caught.value.message.endswith(f"; of TypeScript, {what} do not run here")


def test_failures_show_the_line_as_it_is_written():
    with pytest.raises(ScriptError) as caught:
        run("type A = string;\nlet n = null;\nconst x: A = n.y as A;")
    assert caught.value.message.endswith("in line 3 of its code: `const x: A = n.y as A;`")


def test_what_is_neither_is_an_error_of_javascript():
    with pytest.raises(ScriptError, match="SyntaxError") as caught:
        run("const x: number = ;")
    assert "TypeScript" not in caught.value.message


def test_without_the_libraries_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tree_sitter", None)
    with pytest.raises(
        ScriptError, match=r"types of TypeScript need the extra: pip install 'xsrun\[lambda\]'"
    ):
        run("const x: number = 1")
    assert run("const x = 1; return x") == 1
