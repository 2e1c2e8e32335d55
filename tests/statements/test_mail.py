"""The statement `util.send_email`: by Resend, or into a folder."""

from __future__ import annotations

import json
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from runner.errors import ScriptError
from runner.execution.mailbox import Mailbox
from runner.execution.messages import HttpFailure, HttpResponse
from runner.statements import mail
from tests.statements.contexts import JSON, StubSender, make_context

MAIL = {"from_": "Ann <ann@example.com>", "to": "bob@example.com", "subject": "Hello", "message": "Hi Bob"}


def sent(**changes: Any) -> tuple[Any, dict[str, Any], dict[str, str]]:
    """The result, the body that went out, and its headers."""
    sender = StubSender(HttpResponse(200, JSON, b'{"id":"m1"}'))
    result = mail.send_email(make_context(sender), api_key="re_key", **{**MAIL, **changes})
    (request,) = sender.requests
    assert (request.method, request.url) == ("POST", "https://api.resend.com/emails")
    return result, json.loads(request.body), dict(request.headers)


def test_a_mail_goes_out_by_resend() -> None:
    result, body, headers = sent()
    assert result == {"id": "m1"}
    assert headers["Authorization"] == "Bearer re_key"
    assert body == {
        "from": "Ann <ann@example.com>",
        "to": ["bob@example.com"],
        "subject": "Hello",
        "text": "Hi Bob",
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"to": ["a@b.c", None, "", "d@e.f"]}, {"to": ["a@b.c", "d@e.f"]}),
        ({"cc": "a@b.c", "bcc": ["d@e.f"]}, {"cc": ["a@b.c"], "bcc": ["d@e.f"]}),
        ({"reply_to": "a@b.c"}, {"reply_to": ["a@b.c"]}),
        ({"subject": "two\r\nlines"}, {"subject": "two lines"}),
        ({"message": "<p>Hi</p>"}, {"html": "<p>Hi</p>"}),
        ({"message": "1 < 2 and 3 > 2"}, {"text": "1 < 2 and 3 > 2"}),
        ({"message": "From <ann@example.com>"}, {"text": "From <ann@example.com>"}),
        ({"message": "See <https://example.com/a>"}, {"text": "See <https://example.com/a>"}),
        ({"message": '<a href="b">c'}, {"html": '<a href="b">c'}),
        ({"message": "one<br/>two"}, {"html": "one<br/>two"}),
        ({"subject": "a\x00b\x7fc"}, {"subject": "a b c"}),
        ({"message": None}, {"text": ""}),
        ({"scheduled_at": "in 1 min"}, {"scheduled_at": "in 1 min"}),
        ({"scheduled_at": 1_768_478_400_000}, {"scheduled_at": "2026-01-15T12:00:00.000+00:00"}),
        ({"service_provider": " Resend "}, {}),
    ],
)
def test_what_goes_out(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    _, body, _ = sent(**changes)
    assert {name: body.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"api_key": None}, "`util.send_email` needs `api_key`, a key of Resend"),
        ({"to": []}, "`util.send_email` needs an address as `to`"),
        ({"from_": ""}, "`util.send_email` needs an address as `from`"),
        ({"to": "bob"}, 'needs an address such as "ann@example.com" as `to`'),
        ({"cc": "a@b.c\nBcc: x@y.z"}, 'needs an address such as "ann@example.com" as `cc`'),
        ({"bcc": [{"email": "a@b.c"}]}, "needs an address as `bcc`, but got an object"),
        ({"scheduled_at": 10**30}, "`scheduled_at` of `util.send_email` is no time"),
        ({"service_provider": "smtp"}, '`service_provider` of `util.send_email` is "resend" or "xano"'),
        ({"service_provider": "xano"}, 'mails of the provider "xano" go to the admin of a workspace in Xano'),
    ],
)
def test_what_is_refused_is_not_sent(changes: dict[str, Any], message: str) -> None:
    sender = StubSender()
    with pytest.raises(ScriptError, match=re.escape(message)):
        mail.send_email(make_context(sender), **{"api_key": "re_key", **MAIL, **changes})
    assert sender.requests == []


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (
            HttpResponse(422, JSON, b'{"message":"Invalid `from`"}'),
            "Resend refuses the mail with the status 422: Invalid `from`",
        ),
        (HttpResponse(500, (), b"oops"), "Resend refuses the mail with the status 500"),
        (HttpFailure("No answer", "timeout"), "`util.send_email` has failed: No answer"),
    ],
)
def test_what_resend_refuses(reply: HttpResponse | HttpFailure, message: str) -> None:
    with pytest.raises(ScriptError) as caught:
        mail.send_email(make_context(StubSender(reply)), api_key="re_key", **MAIL)
    assert caught.value.message == message


def test_a_key_that_is_no_env_value_is_masked_as_well() -> None:
    context = make_context(StubSender(HttpResponse(200, JSON, b'{"id":"m1"}')))
    mail.send_email(context, api_key="re_key_1234", **MAIL)
    assert "re_key_1234" not in context.mask("the key re_key_1234")


def written(folder: Path, **changes: Any) -> tuple[Any, Any]:
    """The result, and the mail as a program for mails reads it."""
    sender = StubSender()
    context = make_context(sender, mailbox=Mailbox(folder))
    result = mail.send_email(context, **{**MAIL, **changes})
    assert sender.requests == []
    (file,) = folder.iterdir()
    (entry,) = context.logs
    assert (entry.level, entry.data["place"], entry.data["size"]) == ("file", str(file), file.stat().st_size)
    return result, message_from_bytes(file.read_bytes(), policy=default)


def test_a_mail_is_written_into_a_folder(tmp_path: Path) -> None:
    result, letter = written(
        tmp_path / "mails",
        subject="Grüße",
        message="Schöne Grüße\nAnn",
        bcc=["x@y.z", "Ü <u@y.z>"],
        scheduled_at="tomorrow",
    )
    assert (letter["From"], letter["To"], letter["Bcc"]) == (
        "Ann <ann@example.com>",
        "bob@example.com",
        "x@y.z, Ü <u@y.z>",
    )
    assert (letter["Subject"], letter["X-Scheduled-At"]) == ("Grüße", "tomorrow")
    assert letter["Date"].datetime.timestamp() == 1_700_000_000
    assert letter["Message-ID"] == f"<{result['id']}@xsrun>"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().splitlines() == ["Schöne Grüße", "Ann"]


@pytest.mark.parametrize("address", ["a@", "=?x?=@", "a@[b", "\\\\@", "\ud800@b.c", "Ü, X <a@b.c>"])
def test_whatever_holds_an_at_sign_is_written(tmp_path: Path, address: str) -> None:
    written(tmp_path / "mails", from_=address, to=[address] * 100, subject="\ud800")
    (file,) = (tmp_path / "mails").iterdir()
    lines = file.read_bytes().split(b"\r\n")
    assert lines[0] == b"From: " + address.encode("utf-8", "replace")
    assert lines[1:101].count(b" " + address.encode("utf-8", "replace") + b",") == 98
    assert max(map(len, lines)) < 998


def test_lines_end_as_those_of_mails_do(tmp_path: Path) -> None:
    written(tmp_path / "mails", message="a\nb\r\nc\rd")
    (file,) = (tmp_path / "mails").iterdir()
    assert file.read_bytes().endswith(b"\r\n\r\na\r\nb\r\nc\r\nd\r\n")


def test_markup_is_written_as_such(tmp_path: Path) -> None:
    _, letter = written(tmp_path / "mails", message="<b>Hi</b>", service_provider="xano", to=None)
    assert letter.get_content_type() == "text/html"
    assert letter["To"] is None


def test_mails_of_one_name_stay_apart(tmp_path: Path) -> None:
    for _ in range(2):
        mail.send_email(make_context(mailbox=Mailbox(tmp_path)), **{**MAIL, "subject": "../Hello / World!"})
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["20231114-221320-hello-world-2.eml", "20231114-221320-hello-world.eml"]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    context = make_context(mailbox=Mailbox(tmp_path / "file" / "mails"))
    with pytest.raises(ScriptError, match=r"a mail cannot be written to .*: Not a directory"):
        mail.send_email(context, **MAIL)
