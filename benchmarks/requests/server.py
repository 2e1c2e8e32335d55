"""A local server that answers every request after a pause, as a process of its own.

    python server.py MILLISECONDS

Prints its port on the first line.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial

BODY = b'{"ok": true}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY)


async def serve(pause: float) -> None:
    """Answer until the process is ended."""
    server = await asyncio.start_server(partial(answer, pause), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def answer(pause: float, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection; they have no bodies."""
    try:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(pause)
            writer.write(HEAD + BODY)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]) / 1000))
