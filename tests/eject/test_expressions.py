"""What expressions and filters become: Python's own where kinds are known, helpers where they are not."""

from __future__ import annotations

import pytest

from tests.eject.writing import ejected, expression

INPUTS = """
    int n
    int m
    decimal d
    text t
    text u
    bool b
    text[] words
    json any
    json other
    object o { schema { int size text name } }
"""


@pytest.mark.parametrize(
    ("code", "python"),
    [
        # arithmetic
        ("$input.n + $input.m", "n + m"),
        ("$input.n - ($input.m - 1)", "n - (m - 1)"),
        ("($input.n + 1) * 2", "(n + 1) * 2"),
        ("$input.any + 1", "to_number(any_) + 1"),
        ("$input.d / 2", "d / 2"),
        ("$input.n / 2", "divide(n, 2)"),
        ("($input.n / 2)|floor", "n // 2"),
        ("$input.n|divide:2|floor", "n // 2"),
        ("$input.d|divide:2|floor", "math.floor(d / 2)"),
        ("$input.n % 2", "modulo(n, 2)"),
        ("-$input.n", "-n"),
        ("$input.n|add:$input.m", "n + m"),
        # texts
        ('"a" ~ $input.t ~ $input.n', 'f"a{t}{n}"'),
        ('$input.any ~ "!"', 'f"{to_text(any_)}!"'),
        ('"" ~ $input.n', "str(n)"),
        ('"" ~ $input.t ~ ""', "t"),
        ('$input.any ~ ""', "to_text(any_)"),
        ('"" ~ ""', '""'),
        ('"say \\"hi\\" " ~ $input.t', "f'say \"hi\" {t}'"),
        ('"{" ~ $input.t ~ "}"', 'f"{{{t}}}"'),
        ('"%s: %d%%"|sprintf:$input.t:$input.n', 'f"{t}: {n}%"'),
        ('"%05d"|sprintf:$input.n', 'context.filter("sprintf", "%05d", n)'),
        ("$input.t|trim|to_upper", "t.strip(WHITESPACE).upper()"),
        ('$input.t|split:","', 't.split(",")'),
        ('$input.t|split:""', "list(t)"),
        ("$input.t|split:$input.u", 'context.filter("split", t, u)'),
        ('$input.words|join:", "', '", ".join(words)'),
        ('$input.any|join:""', '"".join(map(to_text, each(any_)))'),
        ("$input.t|substr:1:3", "t[1:4]"),
        # comparison and truth
        ("$input.n == $input.m", "n == m"),
        ('$input.t == "a"', 't == "a"'),
        ('$input.t == "1"', 'equals(t, "1")'),
        ('$input.t == ""', 't == ""'),
        ("0 == null", "False"),
        ('"x" != null', "True"),
        ('$input.any == "a"', 'equals(any_, "a")'),
        ('$input.any === "a"', 'any_ == "a"'),
        ("$input.any === 1", "identical(any_, 1)"),
        ("$input.any === true", "any_ is True"),
        ("$input.b == true", "b"),
        ("$input.any != null", "any_ is not None"),
        ("$input.n < $input.m", "n < m"),
        ("$input.any < 3", "compare(any_, 3) < 0"),
        ("!($input.n < $input.m)", "n >= m"),
        ("!$input.b", "not b"),
        ("!$input.t", "not truthy(t)"),
        ("$input.b && $input.n > 1", "b and n > 1"),
        ("$input.b || ($input.n > 1 && $input.n < 5)", "b or (n > 1 and n < 5)"),
        ("$input.b ? 1 : 2", "1 if b else 2"),
        ("!$input.b ? 1 : 2", "2 if b else 1"),
        ("$input.t|is_empty ? 1 : 2", "2 if truthy(t) else 1"),
        ("$input.any ?? 1", "any_ if any_ is not None else 1"),
        ("$input.any.x ?? 1", 'coalesce(get(any_, "x"), 1)'),
        # elements
        ("$input.any.x.y", 'any_["x"]["y"]'),
        ("$input.any[$input.n]", "at(any_, n)"),
        ("$input.any[0][1]", "at(any_, 0, 1)"),
        ("$input.o.size + 1", 'o["size"] + 1'),
        ('$input.any|get:"a.b":0', 'get(any_, "a.b", 0)'),
        ('$input.o|get:"name":"?"', 'o.get("name", "?")'),
        ('$input.o|has:"name"', '"name" in o'),
        ("$input.words|count", "len(words)"),
        ("$input.any|count", "count(any_)"),
        ("$input.words|first", "words[0] if words else None"),
        ("(1..3)", "span(1, 3)"),
        # literals
        ("{ a: 1, b: [1, 2] }", '{"a": 1, "b": [1, 2]}'),
        ('{}|set:"a":$input.n|set:"b":2|set:"a":3', '{"a": 3, "b": 2}'),
        ('{}|set:"a.b":1', 'put({}, "a.b", 1)'),
        ("[]|push:1|push:$input.n", "[1, n]"),
        ("$input.words|push:$input.t", "[*words, t]"),
        # expressions that are evaluated once an element
        ("$input.words|map:$$ ~ $index", "[concat(item, index) for index, item in enumerate(words)]"),
        ('$input.words|map:"a" ~ $$', '[f"a{to_text(item)}" for item in words]'),
        ("$input.any|filter:$$.x > 1", '[item for item in each(any_) if compare(item["x"], 1) > 0]'),
        ('$input.words|find:$$ == "a"', 'next((item for item in words if equals(item, "a")), None)'),
        ('$input.words|some:$$ === "a"', 'any(item == "a" for item in words)'),
        ("$input.words|every:$$ != null", "all(item is not None for item in words)"),
        # what Python has nothing for
        ("$input.t|unaccent", 'context.filter("unaccent", t)'),
        ("$input.any|round:2", 'context.filter("round", any_, 2)'),
        ("now", "context.now()"),
        ("$env.KEY", 'context.env_value("KEY")'),
        ("$env.$remote_ip", 'context.env_value("$remote_ip")'),
    ],
)
def test_an_expression(code: str, python: str) -> None:
    assert expression(code, INPUTS) == python


def test_an_env_value_that_the_job_declares_is_a_text() -> None:
    assert (
        "f\"Bearer {context.env_value('KEY')}\"" in ejected("", "", '"Bearer " ~ $env.KEY', env=("KEY",)).text
    )


@pytest.mark.parametrize(
    ("response", "sentence"),
    [
        ("$nothing", "`$nothing`, which nothing sets,"),
        ("$input.missing", "`$input.missing`, which is not declared,"),
        ('null|lambda_map:"return 1"', "the filter `lambda_map`"),
        ("math.add(1, 2)", "a statement that is called in an expression"),
    ],
)
def test_what_has_no_python_is_refused_with_its_place(response: str, sentence: str) -> None:
    (refusal,) = ejected("", "", response).refused
    assert refusal.message == sentence
