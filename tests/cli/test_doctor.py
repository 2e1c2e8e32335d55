"""``xsrun doctor``: what is looked at, and what counts as wrong."""

from __future__ import annotations

import json
import os
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from cli.conftest import Invoke
from runner.cli import diagnosis


@pytest.fixture(autouse=True)
def _cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XSRUN_CACHE", str(folder / "cache"))


def found(invoke: Invoke) -> dict[str, tuple[str, str]]:
    """State and text of each finding."""
    done = invoke("doctor", "--json")
    data = json.loads(done.stdout)
    states = [finding["state"] for finding in data["findings"]]
    assert (data["version"], data["wrong"]) == (1, states.count("wrong"))
    assert done.exit_code == int("wrong" in states)
    return {finding["name"]: (finding["state"], finding["text"]) for finding in data["findings"]}


def test_a_machine_that_is_well(invoke: Invoke) -> None:
    findings = found(invoke)
    assert list(findings)[:2] == ["xsrun", "python"]
    assert {"cache", "clock", "time zones", "proxy", "folder", "env file"} <= set(findings)
    assert [name for name, (state, _) in findings.items() if state == "wrong"] == []
    done = invoke("doctor")
    assert done.exit_code == 0
    assert done.stdout.startswith("ok     xsrun")


def test_a_folder_without_jobs_is_a_note(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert found(invoke)["folder"] == ("note", "there is no job here")
    assert "  help: xsrun new NAME makes one" in invoke("doctor").stdout


def test_a_folder_with_a_file_of_a_job_is_well(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "total.xs").write_text("")
    monkeypatch.chdir(tmp_path / "mine")
    assert found(invoke)["folder"] == ("ok", ".xs files here; `xsrun list` shows the jobs")


@pytest.mark.parametrize(
    ("chosen", "state", "text"), [("", "note", "turned off"), ("a-file", "wrong", "cannot be used")]
)
def test_the_cache(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, state: str, text: str
) -> None:
    (folder / "a-file").write_text("")
    monkeypatch.setenv("XSRUN_CACHE", chosen)
    assert found(invoke)["cache"][0] == state
    assert text in found(invoke)["cache"][1]


def test_an_env_file_is_counted_and_never_shown(invoke: Invoke, folder: Path) -> None:
    (folder / ".env").write_text("A=secret-value\nB=secret-value\n")
    (folder / ".env").chmod(0o600)
    assert found(invoke)["env file"] == ("ok", ".env gives 2 names")
    assert "secret-value" not in invoke("doctor").output


@pytest.mark.skipif(os.name != "posix", reason="modes are different there")
def test_an_env_file_that_others_may_write_to_is_wrong(invoke: Invoke, folder: Path) -> None:
    (folder / ".env").write_text("A=1\n")
    (folder / ".env").chmod(0o666)
    assert "wrong  env file" in invoke("doctor").stdout


def test_a_proxy_is_named_without_its_address(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:secret-value@proxy")
    assert "HTTPS_PROXY" in found(invoke)["proxy"][1]
    assert "secret-value" not in invoke("doctor").output


def test_a_clock_before_the_installation_is_wrong(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis.time, "time", lambda: 0.0)
    assert found(invoke)["clock"][0] == "wrong"


@pytest.mark.parametrize(
    ("missing", "name", "state"), [("click", "libraries", "wrong"), ("pyzipper", "extra zip", "note")]
)
def test_libraries_that_are_missing(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, missing: str, name: str, state: str
) -> None:
    lines = ["click>=8.1", "lark (>=1.2)", 'pyzipper>=0.3.6; extra == "zip"', 'pytest; extra == "test"']
    monkeypatch.setattr(diagnosis, "requires", lambda _: lines)
    monkeypatch.setattr(diagnosis, "version", lambda library: _version(library, missing))
    findings = found(invoke)
    assert findings[name][0] == state
    assert missing in findings[name][1]
    assert "extra db" not in findings, "nothing is known of an extra that the installation does not have"


def _version(library: str, missing: str) -> str:
    if library == missing:
        raise PackageNotFoundError(library)
    assert library in ("click", "lark", "pyzipper")
    return "1.0"
