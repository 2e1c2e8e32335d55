"""What JavaScript finds beside the language: URLs, dates, texts of a locale, timers.

The table was made with Node.js in UTC: where xsrun has a global, it does what Node's does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from runner.errors import ScriptError
from tests.javascript.code import run
from tests.statements.contexts import make_context

TABLE = json.loads((Path(__file__).parent / "node.json").read_text(encoding="utf-8"))
ROWS = [pytest.param(*row, id=f"{group}: {row[0]}"[:70]) for group in TABLE for row in TABLE[group]]
ROOT = Path(__file__).resolve().parents[2]

CAUGHT = "try { return await (async () => (%s))() } catch (error) { return 'ERR ' + error.name }"


@pytest.mark.parametrize(("expression", "expected"), ROWS)
def test_like_node(expression, expected):
    assert run(CAUGHT % expression) == expected


@pytest.mark.skipif(not hasattr(__import__("time"), "tzset"), reason="the zone cannot be set here")
def test_dates_are_the_same_in_every_zone_of_the_machine():
    code = (
        "import json; from tests.javascript.code import run; from tests.javascript.test_globals import *;"
        "print([row for row in TABLE['dates'] if run(CAUGHT % row[0]) != row[1]])"
    )
    env = {**os.environ, "TZ": "America/New_York"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=env)
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize(
    "before", ["(1).toLocaleString()", "'a'.localeCompare('b')", "new Date(0).getTime()"]
)
def test_texts_of_a_locale_do_not_depend_on_what_was_used_first(before):
    assert run(f"const before = {before}; return new Date(0).toLocaleDateString()") == "1/1/1970"


def test_the_time_is_that_of_the_run():
    now = make_context().now()
    assert run("return [Date.now(), new Date().getTime(), performance.now()]") == [now, now, 0]
    assert run("return Date()").startswith("Tue Nov 14 2023 22:13:20 GMT+0000")


def test_a_loop_that_waits_for_a_later_time_ends():
    assert run("const end = Date.now() + 20; while (Date.now() < end); return 'over'") == "over"


@pytest.mark.parametrize(
    "draw", ["Math.random()", "crypto.randomUUID()", "[...crypto.getRandomValues(new Uint8Array(100))]"]
)
def test_a_seed_repeats_what_is_drawn(draw):
    code = f"return [{draw}, {draw}]"
    first, again, other = (run(code, context=make_context(seed=seed)) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    assert first[0] != first[1]


def test_one_context_draws_something_new_in_each_call():
    context = make_context()
    assert run("return Math.random()", context=context) != run("return Math.random()", context=context)


def test_random_numbers_fill_their_range():
    drawn = run("return Array.from({length: 2000}, Math.random)")
    assert all(0 <= number < 1 for number in drawn)
    assert len({int(number * 20) for number in drawn}) == 20
    assert 0.45 < sum(drawn) / len(drawn) < 0.55


def test_the_stream_of_random_bytes_is_chacha20():
    # RFC 8439, 2.3.2: the state and the block that it gives.
    words = [int.from_bytes(bytes(range(at, at + 4)), "little") for at in range(0, 32, 4)]
    words += [1, 0x09000000, 0x4A000000, 0]

    class Words:
        def getrandbits(self, bits):
            return words.pop(0)

    context = make_context()
    context.random = Words()
    drawn = run("return [...crypto.getRandomValues(new Uint8Array(16))]", context=context)
    assert bytes(drawn).hex() == "10f1e7e4d13b5915500fdd1fa32071c4"


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("console.log('a', 1, null, undefined, true)", ("log", "a 1 null undefined true")),
        ("console.info({a: [1, 'x']}, [2])", ("log", '{"a":[1,"x"]} [2]')),
        (
            "console.log('%s has %d of %j, %%', 'x', '3', {a: 1}, 'more')",
            ("log", 'x has 3 of {"a":1}, % more'),
        ),
        ("console.warn('careful')", ("warning", "careful")),
        ("console.error(new TypeError('bad'))", ("warning", "TypeError: bad")),
        ("console.log(10n, () => 1, new Map([[1, 2]]))", ("log", "10n [Function: anonymous] Map [[1,2]]")),
        ("const o = {}; o.o = o; console.log(o)", ("log", "[object Object]")),
        ("console.assert(1 > 2, 'no')", ("warning", "Assertion failed: no")),
    ],
)
def test_console_writes_to_the_log(line, entry):
    context = make_context()
    run(line, context=context)
    assert [(one.level, one.message) for one in context.logs] == [entry]


def test_the_log_masks_secrets():
    context = make_context(env={"KEY": "s3cret-value"})
    assert run("console.log('key ' + $env.KEY); return $env.KEY.length", context=context) == 12
    assert context.logs[0].message == "key ***"


def test_timers_wait_by_the_clock_of_the_run():
    context = make_context()
    code = """
        const order = [];
        setTimeout(() => order.push("late"), 3000);
        setTimeout(() => order.push("soon"), 1000);
        await new Promise((resolve) => setTimeout(resolve, 3500));
        return order;
    """
    assert run(code, context=context) == ["soon", "late"]
    assert context.clock.slept == [1.0, 2.0, 0.5]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "return new Date().toLocaleDateString('de-DE')",
            "needs Intl, which is not here: use `|format_timestamp`",
        ),
        ("return (5).toLocaleString('de')", "needs Intl, which is not here: use `|number_format`"),
        ("return new Intl.NumberFormat('en')", "there is no Intl here"),
        ("return Buffer.from('x')", "there is no Buffer here: use atob"),
        ("return process.env.KEY", "env values are in `$env`"),
        ("return Deno.env.get('KEY')", "env values are in `$env`"),
        ("return require('lodash')", "npm modules such as lodash cannot be loaded"),
        ("return await import('npm:lodash')", "npm modules and URLs cannot be imported here"),
        ("import _ from 'npm:lodash';\nreturn _", "modules cannot be imported here"),
        ("return await crypto.subtle.digest('SHA-256', x)", "use filters such as `|sha256`"),
        ("new TextDecoder('utf-16')", "only UTF-8 can be decoded"),
        ("setTimeout('x()', 1)", "a timer needs a function"),
    ],
)
def test_what_is_not_there_says_what_to_use(code, message):
    with pytest.raises(ScriptError) as caught:
        run(code)
    assert message in caught.value.message


def test_code_may_set_a_global_of_the_library():
    assert run("globalThis.fetch = () => 'mine'; URL = 5; return [fetch(), URL]") == ["mine", 5]
