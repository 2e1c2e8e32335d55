"""What differs from Xano: one sentence for each name whose use may give something else here, or nothing.

These are decisions of docs/language.md that concern a single name, by the kind of the name. What is only
taken more widely here stands with the examples, as one of their further sentences.
"""

from __future__ import annotations

from collections.abc import Mapping

_KEPT = "Files are kept in a folder of this machine, where `access` keeps nobody out."
_THROWN = "A thrown error fails the run, with the line of the code; Xano gives it back as a text."
_TOKEN = "The algorithms are those named here, never those of the token; `none` and `RSA1_5` are refused."
_ENCODED = f"The value is what the token carries, the first argument its headers. {_TOKEN}"
_DECODED = f"The first argument is what the token has to carry. {_TOKEN}"
_SECUREID = "The form is its own: ids of Xano cannot be read here, nor the other way round."
_UNSET = "Here jobs may set it; Xano reserves the name."
_LAMBDAS = ("lambda", *(f"lambda_{name}" for name in "every filter find findIndex map reduce some".split()))

CONSTRUCTS = {
    "query": "It is called by `api.call`; nothing serves it to others.",
    "run.service": "Refused, with the job to write in its place: services wait for requests.",
    "task": "It is called by `task.call`; no schedule starts it.",
    "tool": "It is called by `tool.call`; no agent has it.",
    "workspace": "It gives defaults for env names, and nothing else of it counts.",
}
STATEMENTS = {
    "api.lambda": _THROWN,
    "api.stream": "What is streamed is the response of the job; the format `sse` is refused.",
    "db.direct_query": "Tables go by the names of their documents, and the SQL is that of the database: "
    "SQLite, unless a PostgreSQL server is named.",
    "db.set_datasource": "Each data source is a database of its own, with the rows of the documents.",
    "expect.to_be_defined": "null counts as not defined.",
    "expect.to_not_be_defined": "null counts as not defined.",
    "remove": "The loop walks the list as it was; the variable changes when the loop ends.",
    "security.check_password": "Hashes of Xano are not known: false, with a warning.",
    "security.create_auth_token": "Its key is the env value `XSRUN_AUTH_SECRET`, and one of the run where "
    "the job does not declare that.",
    "storage.create_attachment": _KEPT,
    "storage.create_audio": _KEPT,
    "storage.create_image": _KEPT,
    "storage.create_video": _KEPT,
    "storage.delete_file": "A file that is not there is a warning.",
    "storage.sign_private_url": "It gives a `file://` URL, which does not end after `ttl` seconds.",
    "stream.from_request": "It needs a `url`: a job answers no request whose body it could read. "
    "A status of 400 or more fails.",
    "util.ip_lookup": "It needs a file that knows where addresses are, `--geoip FILE`; Xano has one.",
    "util.set_header": "It is noted in the log: a job answers nobody.",
    "zip.create_archive": "A password encrypts with AES, which needs the extra `zip`.",
}
FILTERS = {
    "create_uid": "The value that it is given has no part in it.",
    "jwe_decode": _DECODED,
    "jwe_encode": _ENCODED,
    "jws_decode": _DECODED,
    "jws_encode": _ENCODED,
    "secureid_decode": _SECUREID,
    "secureid_encode": _SECUREID,
    "sort": "Without a kind, keys that are all numbers are compared as numbers; Xano compares them as text.",
    "to_expr": "Variables, filters and functions in it are refused.",
    **dict.fromkeys(_LAMBDAS, _THROWN),
}
EXPRESSIONS = {
    "-": "It may stand before a variable; Xano refuses that.",
    "??": "A variable or a key that is missing on the left counts as null; Xano fails.",
    "?:": 'A colon with a blank before it belongs to the ternary; Xano reads `|get:"k" : "d"` as one filter.',
    "|": "A filter beside an operator needs no parentheses; Xano wants them, except in backticks.",
}
WORDS = {
    "comments": "They may stand behind code and in objects; Xano wants a line of their own.",
    "env": "A name that is missing stops the job before it starts.",
    "optional": "A nullable input that is left out is null; Xano refuses that.",
}
VARIABLES = dict.fromkeys(("$response", "$output", "$result", "$index", "$error"), _UNSET)

DIFFERENCES: Mapping[str, Mapping[str, str]] = {
    "construct": CONSTRUCTS,
    "statement": STATEMENTS,
    "filter": FILTERS,
    "expression": EXPRESSIONS,
    "word": WORDS,
    "variable": VARIABLES,
}
