"""Keys in texts: found by their shape, and shown nowhere."""

from __future__ import annotations

import pytest

from runner.errors import Fix, Problem
from runner.keys import find_keys, without_keys
from runner.report.problems import problem_text
from runner.report.style import Style
from runner.source import Source, Span

KEY = "sk-a1b2c3d4e5f6a7b8c9d0e1f2"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (KEY, "an API key"),
        ("sk-proj-a1b2c3d4_e5f6a7b8-c9d0", "an API key"),
        ("sk_live_a1b2c3d4e5f6a7b8c9", "an API key of Stripe"),
        ("AIza" + "Sy1a2B3c4D5e6F7g8H9i0JkLmNoPqRsTuVw", "an API key of Google"),
        ("AKIA" + "Z1Y2X3W4V5U6T7S8", "an access key of AWS"),
        ("ghp_0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f", "a token of GitHub"),
        ("xoxb-123456789012-abcdefABCDEF", "a token of Slack"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dBjftJeZ4CVP-mB92K27", "a JSON web token"),
        ("-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQ", "a private key"),
    ],
)
def test_shapes(text: str, what: str) -> None:
    assert list(find_keys(f'"{text}"')) == [(1, 1 + len(text), what)]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d0e1f", (22, 46, "a bearer token")),
        ("Authorization: Basic YWRtaW46czNjcjN0MTIz", (21, 41, "a password")),
        (f"Authorization: Bearer {KEY}", (22, 22 + len(KEY), "an API key")),
    ],
)
def test_of_a_header_the_token_alone_is_the_key(header: str, found: tuple[int, int, str]) -> None:
    assert list(find_keys(header)) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Bearer YOUR_API_KEY_0123456789_0123",
        "sk-xxxxxxxxxxxxxxxxxxxxxxxx12",
        "sk-your-key-goes-here-0123456789",
        "AKIAIOSFODNN7EXAMPLE",
        "sk-...",
        "ask-a1b2c3d4e5f6a7b8c9d0e1f2",
        "sk-only-words-that-are-joined-together",
        "-----BEGIN PRIVATE KEY-----",
        "Bearer %s",
    ],
)
def test_what_is_no_key(text: str) -> None:
    assert list(find_keys(text)) == []


def test_a_long_text_of_beginnings_is_read_once() -> None:
    assert list(find_keys("sk-" * 30_000)) == []


def test_a_key_is_asterisks_of_the_same_length() -> None:
    assert without_keys(f'a "{KEY}" b') == f'a "{"*" * len(KEY)}" b'
    assert without_keys("nothing") == "nothing"


def test_no_report_shows_a_key() -> None:
    text = f'var $x {{ value = "{KEY}"|lenght }}'
    at = text.index("lenght")
    fix = Fix(Span(at, at + 6), "count")
    shown = problem_text(Problem("c", "m", Source(text), fix.span, None, fix), Style(colours=False))
    assert KEY not in shown
    assert f'"{"*" * len(KEY)}"|count' in shown
