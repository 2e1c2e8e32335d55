"""Masking: whatever a secret is, and however it is spelled, it does not show."""

from __future__ import annotations

import json
import time
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import runner
from runner.execution.secrets import MASK, SHORT, Masker
from tests.jobs.texts import job

# A secret of asterisks cannot be told from the mask.
secrets = st.text(st.characters(exclude_characters="*"), min_size=SHORT, max_size=40)
around = st.text(max_size=10)

SPELLINGS = {
    "plain": lambda secret: secret,
    "JSON": lambda secret: json.dumps(secret)[1:-1],
    "JSON in Unicode": lambda secret: json.dumps(secret, ensure_ascii=False)[1:-1],
    "JSON in JSON": lambda secret: json.dumps(json.dumps(secret))[1:-1],
    "JSON of PHP": lambda secret: json.dumps(secret)[1:-1].replace("/", "\\/"),
    "URL": lambda secret: quote(secret, safe="", errors="surrogatepass"),
    "URL path": lambda secret: quote(secret, errors="surrogatepass"),
    "URL in small letters": lambda secret: _small_escapes(quote(secret, safe="", errors="surrogatepass")),
    "form": lambda secret: quote_plus(secret, errors="surrogatepass"),
    "base64": lambda secret: b64encode(_bytes(secret)).decode(),
    "base64 without its end": lambda secret: b64encode(_bytes(secret)).decode().rstrip("="),
    "base64 of URLs": lambda secret: urlsafe_b64encode(_bytes(secret)).decode(),
    "base64 in a URL": lambda secret: quote(b64encode(_bytes(secret)).decode(), safe=""),
}


def _bytes(secret: str) -> bytes:
    return secret.encode("utf-8", "surrogatepass")


def _small_escapes(text: str) -> str:
    parts = text.split("%")
    return parts[0] + "".join(f"%{part[:2].lower()}{part[2:]}" for part in parts[1:])


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=list(SPELLINGS))
@given(secret=secrets, before=around, after=around)
def test_no_spelling_of_a_secret_shows(spelling, secret, before, after):
    secret = secret.strip()
    assume(len(secret) >= SHORT)
    spelled = spelling(secret)
    masked = Masker([secret])(before + spelled + after)
    assert MASK in masked
    # What stood around it may hold it once more, but then masked as well.
    assert spelled not in masked


@given(
    secret=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8), user=st.text(max_size=9)
)
def test_the_password_of_basic_authentication_does_not_show(secret, user):
    start = len(user.encode()) + 1
    encoded = b64encode(f"{user}:{secret}".encode()).decode()
    # The characters that hold nothing but the secret.
    inside = encoded[-(-start * 8 // 6) : (start + len(secret)) * 8 // 6]
    assume("*" not in secret)
    assert inside not in Masker([secret])(encoded)


@given(st.lists(secrets, max_size=4), st.text(max_size=60))
def test_text_without_a_secret_stays_or_gets_masked_never_breaks(found, text):
    masker = Masker(found)
    masked = masker(text)
    assert masked == text or MASK in masked
    stripped = [secret.strip() for secret in found]
    assert not any(len(secret) >= SHORT and secret in masked for secret in stripped if "*" not in secret)


@pytest.mark.parametrize(
    ("secrets", "text", "masked"),
    [
        (["hidden"], "a hidden key", "a *** key"),
        (["hidden"], "unhiddenness", "un***ness"),
        (["key-1", "key-12"], "key-12 key-1", "*** ***"),
        (["  padded  "], "x padded y", "x *** y"),
        ([], "nothing", "nothing"),
        (["", "   "], "a   b", "a   b"),
        # Short ones hide where they stand alone, and punch no holes.
        (["1"], "1 of 10, 1st, [1]", "*** of 10, 1st, [***]"),
        (["on"], "on one option: on", "*** one option: ***"),
        (["abc"], "abc abcd", "*** abcd"),
        (["a\nb"], 'x "a\\nb" y', 'x "***" y'),
    ],
)
def test_masking(secrets, text, masked):
    assert Masker(secrets)(text) == masked


def test_the_lines_of_a_key_are_masked_one_by_one():
    key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\nab\n-----END KEY-----\n"
    masker = Masker([key])
    assert masker(f"got {key.strip()}!") == "got ***!"
    assert masker(json.dumps({"key": key.strip()})) == '{"key": "***"}'
    assert masker("line 2 is MIIEvQIBADANBg, line 3 is ab") == "line 2 is ***, line 3 is ab"


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        (None, None),
        (True, True),
        ("is 12345", "is ***"),
        (12345, "***"),
        (12345.5, "***"),
        (99, 99),
        ([1, ["12345"], ("12345",)], [1, ["***"], ["***"]]),
        ({"12345": {"a": "x12345"}}, {"***": {"a": "x***"}}),
    ],
)
def test_data_is_masked_through_and_through(value, masked):
    assert Masker(["12345", "12345.5"]).data(value) == masked
    assert Masker([]).data(value) is value


@pytest.mark.parametrize("secret", ["\\" * 40, "%" * 40, "a\\" * 20, '"' * 40])
def test_no_secret_makes_masking_slow(secret):
    text = ("\\" * 200 + '"' * 200 + "%25" * 100 + "a\\" * 200) * 20
    started = time.perf_counter()
    Masker([secret])(text + "x")
    assert time.perf_counter() - started < 1


# -- in a run ----------------------------------------------------------------------------------------

LEAKS = """var $k {
      value = $env.KEY
    }
    debug.log {
      value = "key=" ~ $k
    }
    debug.log {
      value = { key: $k, list: [$k], text: { inner: $k }|json_encode }
    }
    debug.log {
      value = ($k|url_encode) ~ " " ~ ($k|base64_encode)
    }
    precondition (false) {
      error = "no access with " ~ $k
      payload = { key: $k, encoded: { key: $k }|json_encode }
    }"""


@pytest.mark.parametrize(
    "secret", ["sk-123456", 'a"b\\c/d', "tab\tnew\nline", "ünï cödé", "a+b=c&d?e", "12345678", "🔑🔑🔑🔑"]
)
def test_a_run_leaks_no_secret(secret):
    result = runner.run(job(LEAKS, env=("KEY",)), env={"KEY": secret})
    assert (result.error.name, len(result.logs)) == ("standard", 3)
    shown = [entry.message for entry in result.logs]
    shown += [result.error.message, result.error.payload["key"], result.error.payload["encoded"]]
    for text in shown:
        assert MASK in text
        assert not any(spelling(secret) in text for spelling in SPELLINGS.values())


def test_the_name_of_an_error_is_masked_as_well():
    text = job("throw {\n      name = $env.KEY\n      value = { key: $env.KEY }\n    }", env=("KEY",))
    error = runner.run(text, env={"KEY": "hidden-1"}).error
    assert (error.name, error.message, error.payload) == (MASK, '{"key":"***"}', {"key": MASK})


def test_a_secret_that_became_a_number_is_masked_in_the_payload():
    text = job(
        'precondition (false) {\n      error = "pin"\n      payload = { pin: $env.PIN|to_int }\n    }',
        env=("PIN",),
    )
    assert runner.run(text, env={"PIN": "48151623"}).error.payload == {"pin": MASK}


def test_env_values_that_the_job_does_not_declare_are_not_looked_at():
    result = runner.run(job('debug.log {\n      value = "other"\n    }'), env={"UNDECLARED": "other"})
    assert result.logs[0].message == "other"


LONG = "sk-proj-" + "aB3dE5gH7j" * 15


@pytest.mark.parametrize(
    "statement",
    [
        "var $x { value = $env.KEY + 1 }",
        "var $x { value = $env.KEY|json_decode }",
        "util.sleep { value = $env.KEY }",
        "foreach ($env.KEY) { each as $x { } }",
        'api.request { url = "x " ~ $env.KEY }',
        'api.request { url = "http://127.0.0.1:9/" method = $env.KEY }',
        'api.request { url = "http://127.0.0.1:9/" headers = ["Bearer " ~ $env.KEY] }',
        'function.run "f" { input = { n: $env.KEY } }',
    ],
)
def test_a_secret_that_a_message_cuts_does_not_show_its_beginning(statement):
    guarded = f"conditional {{ if ($input.n == 0) {{ {statement} }} }}"
    result = runner.run(job(guarded, env=("KEY",), inputs="int n?=0"), env={"KEY": LONG})
    assert not result.ok
    assert LONG[:8] not in json.dumps([result.error.message, result.error.payload])


@pytest.mark.parametrize("end", [8, 9, 12, 37, 57, 64])
def test_the_beginning_of_a_secret_before_dots_is_masked(end):
    assert Masker([LONG])(f'got "Bearer {LONG[:end]}..."') == f'got "Bearer {MASK}..."'


def test_ordinary_text_that_ends_in_dots_stays():
    assert Masker([LONG])("sk-projects and more...") == "sk-projects and more..."


@pytest.mark.parametrize("declaration", ["text pin { sensitive = true }", "password pin"])
def test_sensitive_inputs_are_masked_as_env_values_are(declaration):
    text = job(
        'debug.log { value = "pin " ~ $input.pin }\n    throw { name = "No" value = "not " ~ $input.pin }',
        inputs=declaration,
    )
    result = runner.run(text, inputs={"pin": "hunter2hunter2"})
    assert result.logs[0].message == f"pin {MASK}"
    assert result.error.message == f"not {MASK}"


def test_sensitive_members_of_objects_are_masked():
    text = job(
        "debug.log { value = $input.login }",
        inputs="object login { schema { text user  text[] codes { sensitive = true } } }",
    )
    result = runner.run(text, inputs={"login": {"user": "ann", "codes": ["code-1234", "code-5678"]}})
    assert json.loads(result.logs[0].message) == {"user": "ann", "codes": [MASK, MASK]}
