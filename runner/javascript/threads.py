"""An engine on a thread of its own, which is left behind where it does not come back in time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from types import TracebackType

from runner.errors import ScriptError
from runner.javascript.engine import Engine, Interrupted

# How long a wait takes that nothing else can interrupt; and, when the time is up, the last one: what
# the engine can stop by itself it has stopped by then.
TICK, GRACE = 0.1, 0.5


class EngineThread:
    """``with EngineThread(make, left) as engine``: an :class:`Engine` that ends in time in any case.

    An engine looks at its clock between the steps of the code, and one step - joining an array of
    billions of elements, looking for a long text in a long one - may take minutes. Then its thread goes
    on to the end of that step, which nobody waits for, and gives its memory back.

    Args:
        make: the engine; it lives on the thread.
        left: how many seconds it may take, waiting included; asked again and again.
    """

    def __init__(self, make: Callable[[], Engine], left: Callable[[], float]) -> None:
        self._make = make
        self._left = left
        self._asked: SimpleQueue[tuple[str, ...] | None] = SimpleQueue()
        self._answered: SimpleQueue[tuple[str, BaseException | None]] = SimpleQueue()
        self._is_idle = True
        # A daemon: nothing waits for a step that takes long, the end of the process neither.
        self._thread = threading.Thread(target=self._serve, name="xsrun-javascript", daemon=True)

    def __enter__(self) -> EngineThread:
        try:
            self._thread.start()
        except RuntimeError as error:
            raise ScriptError(f"the machine has no thread left for JavaScript: {error}") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._asked.put(None)
        if self._is_idle:
            self._thread.join()

    def send(self, message: str) -> str:
        """As :meth:`Engine.send`.

        Raises:
            Interrupted: also where the engine did not come back.
        """
        return self._ask("send", message)

    def result(self) -> str:
        """As :meth:`Engine.result`."""
        return self._ask("result")

    def _ask(self, *asked: str) -> str:
        self._is_idle = False
        self._asked.put(asked)
        answer, error = self._answer()
        self._is_idle = True
        if error is not None:
            raise error
        return answer

    def _answer(self) -> tuple[str, BaseException | None]:
        while True:
            in_time = self._left() > 0
            try:
                return self._answered.get(timeout=TICK if in_time else GRACE)
            except Empty:
                if not in_time:
                    raise Interrupted from None

    def _serve(self) -> None:
        try:
            with self._make() as engine:
                while (asked := self._asked.get()) is not None:
                    self._work(engine, *asked)
        # Whatever it is: the thread that waits has to learn of it.
        except BaseException as error:
            self._answered.put(("", error))

    def _work(self, engine: Engine, part: str, *arguments: str) -> None:
        try:
            answer: str = getattr(engine, part)(*arguments)
        except BaseException as error:
            self._answered.put(("", error))
        else:
            self._answered.put((answer, None))
