"""Records the requests of a run, and plays them back."""

from __future__ import annotations

import threading
from collections.abc import Callable

from runner.execution.context import Context
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse, HttpSender
from runner.execution.secrets import Masker
from runner.stubs.cassette import Cassette, recorded_stub
from runner.stubs.clock import DEFAULT_NOW, StandingClock
from runner.stubs.scrubbing import Scrubber
from runner.stubs.senders import StubbedSender
from runner.stubs.stub import Stub


class Recorder:
    """Lets a run go over the network and remembers what it sent and got.

    Args:
        network: makes the sender that goes over the network.
        seed: of the run, which a replay needs to make the same random values.
    """

    def __init__(self, network: Callable[[], HttpSender], seed: int | None = None) -> None:
        self._network = network
        self._seed = seed
        self._context: Context | None = None
        self._started: int | None = None
        self._sender: RecordingSender | None = None

    def sender(self, context: Context) -> HttpSender:
        """The sender of a run; what is recorded belongs to the last run that asked for one."""
        self._context = context
        self._started = context.now()
        self._sender = RecordingSender(self._network())
        return self._sender

    def cassette(self) -> Cassette:
        """What the run sent and got, without secrets: to be asked when the run is over.

        Only then it knows all of them: those of sensitive inputs come up on the way.
        """
        if self._context is None or self._sender is None:
            return Cassette((), None, self._seed)
        scrub = Scrubber(self._context.mask)
        return Cassette([_kept(scrub, *one) for one in self._sender.exchanges], self._started, self._seed)


class RecordingSender:
    """Sends by another sender; ``exchanges`` lists the requests with what came of them."""

    def __init__(self, sender: HttpSender) -> None:
        self._sender = sender
        # Requests with `async` come from several threads; what is recorded keeps the order of their start.
        self._lock = threading.Lock()
        self._answers: list[tuple[HttpRequest, list[HttpResponse | HttpFailure]]] = []

    @property
    def exchanges(self) -> list[tuple[HttpRequest, HttpResponse | HttpFailure]]:
        """Requests that came to an end, in the order in which they were sent."""
        return [(request, answers[0]) for request, answers in self._answers if answers]

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one request.

        Raises:
            HttpFailure: no response came.
        """
        answers: list[HttpResponse | HttpFailure] = []
        with self._lock:
            self._answers.append((request, answers))
        try:
            response = self._sender.send(request)
        except HttpFailure as failure:
            answers.append(failure)
            raise
        answers.append(response)
        return response

    def close(self) -> None:
        """Give connections back."""
        self._sender.close()


class Replay:
    """Answers the requests of a run from a cassette; nothing is sent.

    The clock starts when the recording did and goes on by what the run waits, at once; the time that code and
    answers took is nobody's, so a request that holds the time of its run needs a matcher there.
    """

    def __init__(self, cassette: Cassette) -> None:
        self.clock = StandingClock(DEFAULT_NOW if cassette.recorded is None else cassette.recorded)
        self._sender = StubbedSender(cassette.replayed, any_order=True, wait=self.clock.advance)
        self._context: Context | None = None

    def sender(self, context: Context) -> HttpSender:
        """The sender of a run."""
        self._context = context
        return self._sender

    @property
    def complaints(self) -> list[str]:
        """What people read of each request that is not in the cassette; secrets are masked."""
        mask = self._context.mask if self._context is not None else Masker(())
        return [mask("\n".join(one.lines)) for one in self._sender.unexpected]


def _kept(scrub: Scrubber, request: HttpRequest, answer: HttpResponse | HttpFailure) -> Stub:
    kept = scrub.response(answer) if isinstance(answer, HttpResponse) else answer
    return recorded_stub(scrub.request(request), kept)
