"""The requests of `fetch`, sent the way that Python functions send theirs."""

from __future__ import annotations

from base64 import b64decode, b64encode
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runner.execution.context import Context

Wish = dict[str, Any]


def fulfil(context: Context, wishes: list[Wish], seconds: float) -> list[dict[str, Any]]:
    """The answers to what library/fetch.js asks for, in order; several are fetched at the same time.

    Raises:
        StoppedError: the run reached its time limit.
    """
    if len(wishes) == 1:
        return [_answer(context, wishes[0], seconds)]
    futures = [context.submit(partial(_answer, context, wish, seconds)) for wish in wishes]
    return [future.result() for future in futures]


def _answer(context: Context, wish: Wish, seconds: float) -> dict[str, Any]:
    import httpx

    # 0 would mean no limit to the seam.
    own = seconds if wish["seconds"] is None else max(0.001, min(seconds, wish["seconds"]))
    try:
        request = httpx.Request(
            wish["method"],
            wish["url"],
            headers=[(name, value) for name, value in wish["headers"]],
            content=b64decode(wish["body"]) or None,
            extensions={"timeout": httpx.Timeout(own).as_dict()},
        )
        response = context.client.send(request, follow_redirects=wish["follow"])
    # What cannot be encoded as a header or a host is a ValueError.
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return {"id": wish["id"], "error": str(error)}
    return {
        "id": wish["id"],
        "status": response.status_code,
        "statusText": response.reason_phrase,
        "headers": response.headers.multi_items(),
        "body": b64encode(response.content).decode("ascii"),
        "url": str(response.url),
    }
