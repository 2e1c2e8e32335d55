"""What is said where the extra is not installed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from runner.errors import ScriptError
from runner.statements import security_keys, security_tokens
from tests.filters.applying import apply
from tests.statements.contexts import make_context

ASKING = [
    ("`|encrypt`", lambda: apply("encrypt", "x", "aes-256-cbc", "k", "i")),
    ("`|decrypt`", lambda: apply("decrypt", "x", "aes-256-gcm", "k", "i")),
    ("`|jws_encode`", lambda: apply("jws_encode", {}, {}, "k")),
    ("`|jws_encode`", lambda: apply("jws_encode", {}, {}, {"kty": "RSA"}, "RS256")),
    ("`|jwe_encode`", lambda: apply("jwe_encode", {}, {}, "k" * 32)),
    ("`security.create_rsa_key`", lambda: security_keys.create_rsa_key()),
    ("`security.create_curve_key`", lambda: security_keys.create_curve_key(make_context())),
    (
        "`security.create_auth_token`",
        lambda: security_tokens.create_auth_token(make_context(), table="user", id=1),
    ),
]


@pytest.mark.parametrize(("label", "ask"), ASKING, ids=range(len(ASKING)))
def test_a_missing_extra_is_named(monkeypatch, label, ask):
    for name in [name for name in sys.modules if name.partition(".")[0] in ("joserfc", "cryptography")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "joserfc", None)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(ScriptError) as caught:
        ask()
    assert caught.value.message == f"{label} needs the extra \"crypto\": pip install 'xsrun[crypto]'"


def test_the_libraries_are_not_imported_at_the_start():
    code = "import sys, runner.filters.families, runner.statements.families"
    code += "; sys.exit(bool({'joserfc', 'cryptography'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
