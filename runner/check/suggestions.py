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
    **{("db.query", name): "where" for name in ("filter", "filters", "condition", "search")},
    **{("db.query", name): "sort" for name in ("order_by", "sort_by", "orderBy", "sorting")},
    **{("db.query", name): "output" for name in ("select", "fields", "columns")},
    ("db.query", "joins"): "join",
    ("db.query", "addons"): "addon",
    ("db.query", "computed"): "eval",
    **{("db.add", name): "data" for name in ("values", "value", "row", "fields", "record", "items")},
    **{("db.edit", name): "data" for name in ("values", "value", "row", "fields", "record", "set")},
    **{("db.bulk.add", name): "items" for name in ("rows", "values", "records")},
    ("redis.set", "value"): "data",
    **{(f"redis.{name}", "data"): "value" for name in ("push", "unshift", "remove")},
    ("redis.set", "expire"): "ttl",
    ("redis.ratelimit", "limit"): "max",
    ("redis.ratelimit", "window"): "ttl",
    ("redis.keys", "pattern"): "search",
}

# What to write instead of properties that have no other name, or whose place may be taken.
BEARER = 'send it in headers: headers = ["Authorization: Bearer " ~ $token]'
ADVICE = {
    **{("api.request", name): "the body goes in `params`" for name in ("body", "payload", "data", "json")},
    **{("api.request", name): BEARER for name in ("auth", "authorization", "bearer", "token")},
    (
        "api.request",
        "content_type",
    ): 'send it in headers: headers = ["Content-Type: application/x-www-form-urlencoded"]',
    **{
        ("db.query", name): 'pages stand in return = {type: "list", paging: {page: 1, per_page: 25}}'
        for name in ("limit", "paging", "page", "per_page", "offset")
    },
    **{
        (f"db.{statement}", name): 'it is one row by a field: field_name = "id", and field_value = ...'
        for statement in ("get", "has", "del", "edit", "patch")
        for name in ("id", "where", "key")
    },
}

VERBS = ("get", "post", "put", "patch", "delete")

# Whole statements, with the sentence that says what to write.
STATEMENTS = {
    "let": "var $name { value = ... }",
    "const": "var $name { value = ... }",
    "set": "var.update $name { value = ... }",
    "set_var": "var.update $name { value = ... }",
    "http.request": "api.request { url = ... method = ... } as $answer",
    "fetch": "api.request { url = ... } as $answer",
    "delete": 'var.update $object { value = $object|unset:"key" }',
    "unset": 'var.update $object { value = $object|unset:"key" }',
    "object.remove": 'var.update $object { value = $object|unset:"key" }',
    "object.delete": 'var.update $object { value = $object|unset:"key" }',
    "array.set": "var.update $list[0] { value = ... }",
    "array.remove": "var.update $list { value = $list|remove:$value }",
    "array.concat": "var.update $list { value = $list|merge:$other }",
    "json.parse": "var $data { value = $text|json_decode }",
    "json.decode": "var $data { value = $text|json_decode }",
    "json.stringify": "var $text { value = $data|json_encode }",
    "json.encode": "var $text { value = $data|json_encode }",
    "string.concat": "text.append $text { value = ... }",
    **{f"http.{verb}": f'api.request {{ url = ... method = "{verb.upper()}" }} as $answer' for verb in VERBS},
    "db.insert": "db.add table { data = { ... } } as $row",
    "db.create": "db.add table { data = { ... } } as $row",
    "db.find": 'db.get table { field_name = "id" field_value = 1 } as $row',
    "db.select": "db.query table { where = $db.table.id == 1 } as $rows",
    "db.delete": 'db.del table { field_name = "id" field_value = 1 }',
    "util.now": "var $now { value = now }",
    "date.now": "var $now { value = now }",
    "math.increment": "math.add $number { value = 1 }",
    "math.decrement": "math.sub $number { value = 1 }",
    "math.multiply": "math.mul $number { value = ... }",
    "math.subtract": "math.sub $number { value = ... }",
    "math.divide": "math.div $number { value = ... }",
    "stop": "return { value = null }",
    "exit": "return { value = null }",
    "pass": "leave the braces empty",
    "do": "while (...) { each { ... } }",
    "repeat": "for (10) { each as $index { ... } }",
    "import": 'function.run "name" finds a function by its name',
    "async": 'function.run "name" { async = true } as $later, and then await $later',
    "unless": "conditional { if (!(...)) { ... } }",
    "when": "conditional { if (...) { ... } }",
    "then": "if (...) { ... }",
    "end": "a block ends with `}`",
    "assert": 'precondition (...) { error = "..." }',
    "update_var": "var.update $name { value = ... }",
    "var.set": "var.update $name { value = ... }",
    "echo": "debug.log { value = ... }",
    **{f"api.{verb}": f'api.request {{ url = ... method = "{verb.upper()}" }} as $answer' for verb in VERBS},
    "run.function": 'function.run "name" { input = {} } as $result',
    "function": 'function.run "name" { input = {} } as $result',
    "call": 'function.run "name" { input = {} } as $result',
    "print": "debug.log { value = ... }",
    "log": "debug.log { value = ... }",
    "util.log": "debug.log { value = ... }",
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
    "storage.read": "storage.read_file_resource { value = $file } as $content",
    "storage.read_file": "storage.read_file_resource { value = $file } as $content",
    "util.uuid": "security.create_uuid as $id",
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
