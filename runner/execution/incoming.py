"""What an endpoint is asked with: inputs, headers, and who is signed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.values.text import shown, to_text

if TYPE_CHECKING:
    from runner.execution.context import Context

SCHEME = "bearer "


class Incoming:
    """A request, as the code that answers it sees it; a run that nobody asked has an empty one.

    Args:
        inputs: as they were given.
        headers: their names are in small letters.
        auth: who is signed in.
    """

    def __init__(
        self,
        inputs: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: dict[str, Any] | None = None,
    ) -> None:
        self.inputs = inputs or {}
        self.headers = headers or {}
        self.auth = auth
        self.streamed: list[Any] = []

    def answer(self, response: Any) -> Any:
        """What goes out: as in Xano, what was streamed in the place of the response."""
        if not self.streamed:
            return response
        is_text = all(type(piece) is str for piece in self.streamed)
        return "".join(self.streamed) if is_text else self.streamed


def read_headers(value: Any, label: str) -> dict[str, str]:
    """The headers of a call: a list of "Name: value", an object, or the JSON of one of them as a text.

    Raises:
        ScriptError: it is something else.
    """
    if isinstance(value, str):
        # Workflow tests are told to write them as JSON.
        value = _read(value)
    if value is None or value == []:
        return {}
    if isinstance(value, dict):
        return {name.strip().lower(): to_text(item) for name, item in value.items()}
    if isinstance(value, list):
        return dict(_lines(value))
    raise ScriptError(f'{label} needs as `headers` a list of "Name: value", but got {shown(value)}')


def _read(text: str) -> Any:
    from runner.values.json_reading import load_json

    try:
        return load_json(text)
    except ValueError:
        return [text] if text.strip() else []


def _lines(items: list[Any]) -> Iterator[tuple[str, str]]:
    for item in items:
        name, _, value = to_text(item).partition(":")
        yield name.strip().lower(), value.strip()


def signed_in(context: Context, table: str, headers: Mapping[str, str], label: str) -> dict[str, Any]:
    """Who sends the ``headers``, for an endpoint with `auth = "table"`: `id`, `extras`, and each of those.

    Raises:
        ScriptError: there is no token, or it does not hold, or is one of another table; "unauthorized".
    """
    from runner.crypto.auth_tokens import open_auth_token

    given = headers.get("authorization", "")
    if not given.lower().startswith(SCHEME):
        hint = 'headers = ["Authorization: Bearer " ~ $token], with a token of security.create_auth_token'
        raise ScriptError(f'{label} needs an auth token of the table "{table}": {hint}', kind="unauthorized")
    try:
        claims = open_auth_token(given[len(SCHEME) :].strip(), context.auth_key, context.now(), label)
    except ScriptError as error:
        raise ScriptError(f"the auth token does not hold: {error.message}", kind="unauthorized") from error
    if claims["table"] != table:
        message = f'{label} needs an auth token of the table "{table}", but got one of "{claims["table"]}"'
        raise ScriptError(message, kind="unauthorized")
    extras = claims.get("extras") or {}
    return {"extras": extras, **extras, "id": claims["id"]}
