"""What statements become."""

from __future__ import annotations

from textwrap import dedent

import pytest

from runner.language import xanoscript
from tests.eject.writing import body, ejected

INPUTS = "    int n\n    text t\n    json any\n    text[] words\n    object[] rows { schema { int size } }"
CASES = {
    "variables and their comments": (
        """
        // How many
        var $count { value = 1 }
        math.add $count { value = $input.n } // and more
        var $name { value = $input.t|trim }
        var.update $name { value = $name ~ "!" }
        """,
        """
        # How many
        count = 1
        # and more
        count += n
        name = t.strip(WHITESPACE)
        name += "!"
        """,
    ),
    "a list that is the variable's own": (
        """
        var $list { value = [] }
        array.push $list { value = 1 }
        var.update $list { value = $list|push:2 }
        array.pop $list as $last
        """,
        """
        list_: list[Any] = []
        list_.append(1)
        list_.append(2)
        last = list_.pop() if list_ else None
        """,
    ),
    "a list that somebody else has": (
        """
        var $rows { value = $input.words }
        array.push $rows { value = 1 }
        """,
        """
        rows_ = words
        rows_ = [*rows_, 1]
        """,
    ),
    "an object": (
        """
        var $o { value = {} }
        var.update $o.a { value = 1 }
        var.update $o { value = $o|set:"b":2 }
        var.update $o[$input.any] { value = 3 }
        """,
        """
        o: dict[str, Any] = {}
        o["a"] = 1
        o["b"] = 2
        o = put(o, [any_], 3)
        """,
    ),
    "branches": (
        """
        conditional {
          if ($input.n > 1) { var $x { value = 1 } }
          elseif ($input.t == "a") { }
          else { var $x { value = "b" } }
        }
        """,
        """
        if n > 1:
            x: Any = 1
        elif t == "a":
            pass
        else:
            x = "b"
        """,
    ),
    "cases": (
        """
        switch ($input.t) {
          case ("a") { }
          case ("b") { return { value = 1 } } break
          default { return { value = 2 } } break
        }
        """,
        """
        if t == "a" or t == "b":
            return 1
        else:
            return 2
        """,
    ),
    "loops": (
        """
        for (3) { each as $i { continue } }
        foreach ($input.words) { each as $word { debug.log { value = $word } } }
        foreach ($input.any) { each as $one { break } }
        foreach ((1..3)) { each as $k { util.sleep { value = $k } } }
        while ($input.n > 0) { each { break } }
        """,
        """
        for _ in range(3):
            continue
        for word in words:
            context.log(word)
        for _ in each(any_):
            break
        for k in range(1, 4):
            context.sleep(k)
        while n > 0:
            break
        """,
    ),
    "a list that changes while it is walked": (
        """
        var $list { value = [1] }
        foreach ($list) { each as $one { array.push $list { value = $one } } }
        """,
        """
        list_ = [1]
        for one in list(list_):
            list_.append(one)
        """,
    ),
    "members of inputs": (
        """
        var $sum { value = 0 }
        foreach ($input.rows) { each as $row { math.add $sum { value = $row.size } } }
        """,
        """
        sum_ = 0
        for row in rows:
            sum_ += row["size"]
        """,
    ),
    "failures": (
        """
        precondition ($input.n > 0) { error_type = "notfound" error = "no " ~ $input.t payload = { a: 1 } }
        precondition ($input.t != "x")
        try_catch {
          try { throw { name = "bad" value = "worse" } }
          catch { debug.log { value = $error.message } }
          finally { debug.log { value = "done" } }
        }
        """,
        """
        if n <= 0:
            raise ScriptError(f"no {t}", kind="notfound", payload={"a": 1})
        if t == "x":
            raise ScriptError("Precondition failed")
        try:
            raise ThrownError("worse", name="bad", payload="worse")
        except Exception as caught:
            error = describe(caught)
            context.log(message_of(error["message"]))
        finally:
            context.log("done")
        """,
    ),
    "other functions": (
        """
        function.run "other" { input = { a: $input.n } } as $x
        function.run "other" { async = true } as $later
        await { ids = [$later] } as $done
        """,
        """
        x = context.call("other", {"a": n})
        later = context.submit(partial(context.call, "other", {}))
        done = awaited([later])
        """,
    ),
    "a request": (
        """
        api.request {
          url = "https://x.test/" ~ $input.t
          method = "POST"
          params = { n: $input.n }
          headers = ["Content-Type: application/json", "X-Key: " ~ $input.t]
        } as $answer
        debug.log { value = $answer.response.result.a }
        conditional { if ($answer.response.status == 200) { } }
        """,
        """
        answer = context.client.post(
            f"https://x.test/{t}", json={"n": n}, headers={"X-Key": t}, timeout=10
        )
        answer_data = body_of(answer)
        context.log(message_of(answer_data["a"]))
        if answer.status_code == 200:
            pass
        """,
    ),
    "a variable that takes the place of its input": (
        """
        var $t { value = $input.t|trim }
        var $words { value = $input.words }
        array.push $words { value = $t }
        """,
        """
        t = t.strip(WHITESPACE)
        words = [*words, t]
        """,
    ),
    "none: the input is read once more": (
        """
        var $t { value = $input.t|trim }
        debug.log { value = $input.t ~ $t }
        """,
        """
        t_ = t.strip(WHITESPACE)
        context.log(f"{t}{t_}")
        """,
    ),
    "none: the input is read in each round": (
        """
        foreach ($input.words) { each as $word { var $t { value = $input.t ~ $word } } }
        """,
        """
        for word in words:
            t_ = f"{t}{word}"
        """,
    ),
    "none: the variable is of another type": (
        """
        var $t { value = $input.t|split:"," }
        """,
        """
        t_ = t.split(",")
        """,
    ),
    "none: all inputs are read": (
        """
        var $t { value = $input.t }
        var $all { value = $input|keys }
        """,
        """
        t_ = t
        all_ = keys({"n": n, "t": t, "any": any_, "words": words, "rows": rows})
        """,
    ),
    "a value that may stay as it is": (
        """
        var $x { value = "a" }
        var.update $x { value = $input.n > 1 ? $x : "b" }
        var.update $x { value = $input.n > 2 ? ($input.n > 3 ? "c" : "d") : $x }
        var $t { value = $input.t|is_empty ? "-" : $input.t }
        """,
        """
        x = "a"
        if n <= 1:
            x = "b"
        if n > 2:
            x = "c" if n > 3 else "d"
        if not truthy(t):
            t = "-"
        """,
    ),
    "a list that is replaced by what is taken from it": (
        """
        var $x { value = $input.any }
        array.pop $x as $x
        """,
        """
        x = any_
        x = last(listed(x))
        """,
    ),
    "a request that only the helper can send": (
        """
        api.request { url = $input.t params = $input.any } as $answer
        var $all { value = $answer }
        """,
        """
        answer = request(context.client, "GET", t, params=any_, timeout=10)
        all_ = answer
        """,
    ),
}


@pytest.mark.parametrize(("stack", "python"), CASES.values(), ids=CASES)
def test_statements(stack: str, python: str) -> None:
    written = body(stack, INPUTS, "$input.n")
    assert written[: -1 if written[-1] == "return n" else None] == dedent(python).strip().splitlines()


@pytest.mark.parametrize(
    ("stack", "sentence"),
    [
        ("storage.list as $x", "the statement `storage.list`"),
        ("foreach ($input.words) { each as $w { remove } }", "`remove`"),
        ('api.request { url = "https://x.test" verify_host = false }', "`verify_host` of a request"),
        ('function.run "f" { timeout = 3 }', "the `timeout` of `function.run`"),
        ("try_catch { try { } finally { return { value = 1 } } }", "`return` in a `finally`"),
    ],
)
def test_what_cannot_be_written_is_refused(stack: str, sentence: str) -> None:
    (refusal,) = ejected(stack, INPUTS).refused
    assert refusal.message == sentence


DATA = ("db.", "redis.", "cloud.", "api.call", "addon.call", "task.call", "tool.call", "util.send_email")


@pytest.mark.parametrize("name", [name for name in xanoscript().statements if name.startswith(DATA)])
def test_what_needs_a_database_or_a_service_is_refused(name: str) -> None:
    stack = f"var $before {{ value = 1 }}\n{name} t {{ where = $db.t.n == $input.n }} as $x"
    assert [refusal.message for refusal in ejected(stack, INPUTS).refused] == [f"the statement `{name}`"]


def test_what_a_refused_statement_holds_is_told_as_well() -> None:
    inner = "db.get t { field_value = 1 } as $x\nvar $y { value = $x.n }\nredis.del { key = 1 }"
    refused = ejected(f"db.transaction {{ stack {{ {inner} }} }}", INPUTS).refused
    names = ("db.transaction", "db.get", "redis.del")
    assert [refusal.message for refusal in refused] == [f"the statement `{name}`" for name in names]


def test_a_disabled_statement_is_left_out() -> None:
    assert body("!debug.log { value = 1 }", INPUTS, "1") == ["return 1"]
