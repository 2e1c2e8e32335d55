"""A server that speaks a little of Redis' protocol and answers what a test wants."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

# What the answer to a command is; None closes the connection, b"" is no answer at all.
Answer = Callable[[list[bytes]], bytes | None]


class ScriptedServer:
    """Listens on a port of its own; ``commands`` are those that came, in order."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.commands: list[list[bytes]] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines, suppress(OSError):
            while head := lines.readline():
                command = [self._word(lines) for _ in range(int(head[1:]))]
                self.commands.append(command)
                # What redis-py says of itself when it connects.
                own = command[0] in (b"CLIENT", b"SELECT")
                reply = b"+OK\r\n" if own else self.answer(command)
                if reply is None:
                    return
                connection.sendall(reply)

    def _word(self, lines) -> bytes:
        size = int(lines.readline()[1:])
        return lines.read(size + 2)[:-2]


@contextmanager
def scripted(answer: Answer) -> Iterator[ScriptedServer]:
    server = ScriptedServer(answer)
    try:
        yield server
    finally:
        server.close()
