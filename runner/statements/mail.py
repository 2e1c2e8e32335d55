"""The statement `util.send_email`: by Resend, or into a folder."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.execution.encoding import parse_json
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from runner.records import Record
from runner.specs import StatementFamily
from runner.statements.arguments import refuse, text_of
from runner.values import dump_json

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("mail")

NAME = "util.send_email"
RESEND = "https://api.resend.com/emails"
TIMEOUT = 30.0
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# A tag, or the end of one; `<ann@example.com>` and `<https://...>` are what plain texts hold.
MARKUP = re.compile(r"<(?:/|!)?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>")
CRLF = "\r\n"
LINE_END = re.compile(r"\r\n?|\n")
# Lines of a mail end somewhere.
FOLD = f",{CRLF} "
NOT_IN_FILE_NAMES = re.compile(r"[^a-z0-9]+")


class Mail(Record):
    """A mail as its author wrote it; ``scheduled_at`` is "" for now."""

    sender: str
    to: list[str]
    cc: list[str]
    bcc: list[str]
    reply_to: list[str]
    subject: str
    message: str
    scheduled_at: str

    @property
    def is_html(self) -> bool:
        """Whether the message is markup, and no plain text."""
        return MARKUP.search(self.message) is not None


@family.statement("util.send_email", context=True)
def send_email(
    context: Context,
    *,
    service_provider: Any = "resend",
    api_key: Any = None,
    to: Any = None,
    from_: Any = None,
    cc: Any = None,
    bcc: Any = None,
    reply_to: Any = None,
    subject: Any,
    message: Any,
    scheduled_at: Any = None,
) -> Any:
    """Send a mail by Resend and give its answer; with `--mail-dir` write it into that folder instead.

    Raises:
        ScriptError: an address or the key is missing, the provider is Xano's own, or Resend refuses.
    """
    provider = text_of(service_provider, NAME).strip().lower() or "resend"
    if provider not in ("resend", "xano"):
        raise ScriptError(f'`service_provider` of `{NAME}` is "resend" or "xano", but got "{provider}"')
    mail = Mail(
        _line(from_, "from"),
        _addresses(to, "to"),
        _addresses(cc, "cc"),
        _addresses(bcc, "bcc"),
        _addresses(reply_to, "reply_to"),
        _one_line(subject),
        text_of(message, NAME),
        _time(scheduled_at),
    )
    if provider == "resend":
        _require_addresses(mail)
    if context.mailbox is not None:
        return _written(context, mail)
    if provider == "xano":
        raise ScriptError(
            'mails of the provider "xano" go to the admin of a workspace in Xano, and a job has none here:'
            ' use `service_provider = "resend"`, or write mails into a folder with --mail-dir',
            name="unsupported",
        )
    return _sent(context, mail, text_of(api_key, NAME).strip())


def _sent(context: Context, mail: Mail, key: str) -> Any:
    if not key:
        raise ScriptError(f"`{NAME}` needs `api_key`, a key of Resend")
    context.hide([key])
    request = HttpRequest(
        "POST",
        RESEND,
        (("Authorization", f"Bearer {key}"), ("Content-Type", "application/json")),
        dump_json(_body(mail)).encode("utf-8", "replace"),
        timeout=context.remaining(TIMEOUT),
    )
    try:
        response = context.send(request)
    except HttpFailure as failure:
        raise ScriptError(f"`{NAME}` has failed: {failure}", name="ConnectionError") from failure
    answer = _answer(response)
    if response.status >= 300:
        told = answer.get("message") if type(answer) is dict else None
        why = f": {told}" if type(told) is str and told else ""
        raise ScriptError(f"Resend refuses the mail with the status {response.status}{why}", name="mail")
    return answer


def _body(mail: Mail) -> dict[str, Any]:
    body = {
        "from": mail.sender,
        "to": mail.to,
        "subject": mail.subject,
        "html" if mail.is_html else "text": mail.message,
        "cc": mail.cc,
        "bcc": mail.bcc,
        "reply_to": mail.reply_to,
        "scheduled_at": mail.scheduled_at,
    }
    return {name: value for name, value in body.items() if value or name == "text"}


def _answer(response: HttpResponse) -> Any:
    try:
        return parse_json(response.text)
    except ValueError:
        return response.text


def _written(context: Context, mail: Mail) -> dict[str, Any]:
    assert context.mailbox is not None
    now = datetime.fromtimestamp(context.now() / 1000, UTC)
    identity = f"{context.random.getrandbits(64):016x}"
    data = _letter(mail, identity, now)
    subject = NOT_IN_FILE_NAMES.sub("-", mail.subject.lower()).strip("-")[:40].rstrip("-")
    place = context.mailbox.put(f"{now:%Y%m%d-%H%M%S}-{subject or 'mail'}", data)
    context.log_file("created", place.name, len(data), place)
    return {"id": identity}


def _letter(mail: Mail, identity: str, now: datetime) -> bytes:
    """The mail as a file; written here, as `email` of Python fails on some texts for addresses."""
    from email.utils import format_datetime

    headers = {
        "From": mail.sender,
        "To": FOLD.join(mail.to),
        "Cc": FOLD.join(mail.cc),
        "Bcc": FOLD.join(mail.bcc),
        "Reply-To": FOLD.join(mail.reply_to),
        "Subject": mail.subject,
        "X-Scheduled-At": mail.scheduled_at,
        "Date": format_datetime(now),
        "Message-ID": f"<{identity}@xsrun>",
        "MIME-Version": "1.0",
        "Content-Type": f'text/{"html" if mail.is_html else "plain"}; charset="utf-8"',
        "Content-Transfer-Encoding": "8bit",
    }
    lines = [f"{name}: {value}" for name, value in headers.items() if value]
    text = LINE_END.sub(CRLF, mail.message)
    return CRLF.join([*lines, "", text, ""]).encode("utf-8", "replace")


def _require_addresses(mail: Mail) -> None:
    for name, value in (("from", mail.sender), ("to", mail.to)):
        if not value:
            raise ScriptError(f"`{NAME}` needs an address as `{name}`")


def _addresses(value: Any, name: str) -> list[str]:
    """One address or several; null and "" are what conditions leave behind."""
    items = value if type(value) is list else [value]
    return [line for item in items if (line := _line(item, name))]


def _line(value: Any, name: str) -> str:
    """An address, which may have a name in front: `Ann <ann@example.com>`."""
    if isinstance(value, (list, dict)):
        raise refuse(NAME, f"an address as `{name}`", value)
    text = text_of(value, NAME).strip()
    # A line break would let it smuggle in a header of its own.
    if text and ("@" not in text or CONTROL.search(text)):
        raise ScriptError(
            f'`{NAME}` needs an address such as "ann@example.com" as `{name}`, but got another text'
        )
    return text


def _time(value: Any) -> str:
    """When the mail is to be sent: a text as it is, which Resend reads, or a timestamp."""
    if type(value) in (int, float):
        try:
            return datetime.fromtimestamp(value / 1000, UTC).isoformat(timespec="milliseconds")
        except (ValueError, OverflowError, OSError):
            raise ScriptError(
                f"`scheduled_at` of `{NAME}` is no time: a timestamp is in milliseconds"
            ) from None
    return _one_line(value)


def _one_line(value: Any) -> str:
    return " ".join(CONTROL.sub(" ", text_of(value, NAME)).split())
