"""Near names: "did you mean ..." from what people write by mistake and from edit distance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Properties that people know from elsewhere, by statement.
PROPERTIES = {
    ("api.request", "body"): "params",
    ("api.request", "payload"): "params",
    ("api.request", "data"): "params",
    ("api.request", "json"): "params",
    ("api.request", "query"): "params",
    ("api.request", "header"): "headers",
    ("function.run", "inputs"): "input",
    ("function.run", "params"): "input",
    ("function.run", "args"): "input",
    ("throw", "message"): "value",
    ("throw", "error"): "value",
    ("precondition", "message"): "error",
    ("precondition", "type"): "error_type",
    ("util.sleep", "seconds"): "value",
    ("debug.log", "message"): "value",
    ("return", "response"): "value",
}

# Whole statements, with the sentence that says what to write.
STATEMENTS = {
    "let": "var $name { value = ... }",
    "const": "var $name { value = ... }",
    "set": "var.update $name { value = ... }",
    "set_var": "var.update $name { value = ... }",
    "http.request": "api.request { url = ... method = ... } as $answer",
    "http.get": 'api.request { url = ... method = "GET" } as $answer',
    "fetch": "api.request { url = ... } as $answer",
    "call": 'function.run "name" { input = {} } as $result',
    "print": "debug.log { value = ... }",
    "log": "debug.log { value = ... }",
    "console.log": "debug.log { value = ... }",
    "try": "try_catch { try { ... } catch { ... } }",
    "raise": 'throw { name = "..." value = "..." }',
    "error": 'throw { name = "..." value = "..." }',
    "sleep": "util.sleep { value = 1 }",
    "loop": "for (10) { each as $index { ... } }",
    "each": "foreach ($list) { each as $item { ... } }",
    "case": "switch ($value) { case (1) { ... } break default { ... } }",
    "array.append": "array.push $list { value = ... }",
    "array.add": "array.push $list { value = ... }",
    "array.sort": 'var $sorted { value = $list|sort:"path":"text":true }',
    "array.length": "var $n { value = $list|count }",
    "object.set": 'var $object { value = $object|set:"key":$value }',
    "text.replace": 'var $text { value = $text|replace:"a":"b" }',
    "text.split": 'var $parts { value = $text|split:"," }',
    "text.concat": "text.append $text { value = ... }",
    "math.round": "var $n { value = $n|round:2 }",
}


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like ``name``, if any is like it."""
    from difflib import get_close_matches

    wanted, names = name.lower(), [item for item in known if item]
    # difflib does not see letters that have changed places, the most common slip of all.
    turned = (item for item in names if sorted(item) == sorted(wanted))
    return next(turned, None) or next(iter(get_close_matches(wanted, names, n=1, cutoff=0.7)), None)


def did_you_mean(name: str, known: Iterable[str], table: Mapping[str, str]) -> str | None:
    """A hint for an unknown name: a row of the table, else the nearest known name."""
    row = table.get(name)
    if row is not None:
        return row
    close = near(name, known)
    return f"did you mean `{close}`?" if close is not None else None
