"""Connections and transactions: one connection for each thread that asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, Executable, Row

from runner.database.drivers.driver import Driver
from runner.database.errors import LOST, Fault, fault_of
from runner.database.retrying import PATIENCE, Tries
from runner.errors import ScriptError, StoppedError

if TYPE_CHECKING:
    from runner.database.world import World

Result = TypeVar("Result")

# Rows that a stream fetches at a time.
PIECE = 1000
# How often queries are ended that still run when the time is up.
AGAIN = 0.25
# How long closing waits for what another thread does with the connection that all share.
CLOSING = 1.0


class Link:
    """A connection: ``connection`` is SQLAlchemy's, ``raw`` the driver's, in whose SQL transactions are told.

    Attributes:
        thread: the one that has it; None where it goes from hand to hand.
        depth: how many transactions stand around, one within the other; those inside are savepoints.
        lasting: whether the outermost lasts until `settle`.
        lost: whether the database has ended the transaction; nothing more may run in that.
        spoiled: whether it stopped in the middle of something, and is of no use any more.
        busy: whether somebody works with it just now.
        ending: whether what it does is being ended; that may also meet what comes next.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.raw: Any = connection.connection.dbapi_connection
        self.thread: threading.Thread | None = threading.current_thread()
        self.depth = 0
        self.lasting = False
        self.lost = False
        self.spoiled = False
        self.busy = False
        self.ending = False

    def execute(self, sql: str) -> None:
        """Run SQL without a result, past SQLAlchemy, which takes ten times as long for a BEGIN."""
        self.raw.cursor().execute(sql)


class Session(threading.local):
    """What one thread has."""

    link: Link | None = None


class Sessions:
    """The connections of one run. They commit by themselves; transactions are begun and ended in SQL."""

    def __init__(self, driver: Driver, world: World) -> None:
        self._driver = driver
        self._world = world
        self._session = Session()
        # Held until they are given back: SQLite keeps its log beside a file that nobody has closed.
        self._links: set[Link] = set()
        self._engine: Engine | None = None
        self._closed = threading.Event()
        # Whether connections may have settings that another run should not meet.
        self._changed = False
        # Again by the same thread, too: Python may end a stream that nobody has any more at any time.
        self._opening = threading.RLock()
        # Held by the thread whose turn it is where all share one connection.
        self._turn = threading.RLock()

    # -- work ----------------------------------------------------------------------------------------

    @property
    def depth(self) -> int:
        """How many transactions stand around what this thread does."""
        link = self._session.link
        return 0 if link is None else link.depth

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """What ``work`` reads; asked again where the connection was lost on the way."""
        return self._repeated(lambda: self._read(work))

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What ``work`` writes, all of it or nothing; done again where others came before it."""
        return self._repeated(lambda: self._write(work))

    def change(self) -> None:
        """Let no other run have the connections of this one: SQL of an author may set anything there."""
        self._changed = True

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        if self._driver.aborts and self.depth:
            return self._write(work)  # in a savepoint, so that a failure costs no more than itself
        self._take_turn()
        try:
            return self._work(self._link(), work)
        finally:
            self._give_turn()

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        self._begin(self._driver.begin(None))
        try:
            result = self._work(self._link(), work)
        except BaseException:
            self._end(commit=False)
            raise
        self._end(commit=True)
        return result

    def _work(self, link: Link, work: Callable[[Connection], Result]) -> Result:
        link.busy = True
        try:
            return work(link.connection)
        except Exception:
            raise
        except BaseException:
            link.spoiled = True  # the rest of the answer may still be under way
            if not link.depth:
                self._drop(link)
            raise
        finally:
            link.busy = False

    # -- transactions --------------------------------------------------------------------------------

    @contextmanager
    def transaction(self, isolation: str | None = None) -> Iterator[None]:
        """Everything that this thread writes inside counts as a whole, or not at all."""
        self.begin(isolation)
        try:
            yield
        except BaseException:
            self._end(commit=False)
            raise
        self._told(lambda: self._end(commit=True))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What this thread reads inside is of one moment. Nothing is written, and nobody waits for it."""
        self._repeated(lambda: self._begin(self._driver.snapshot))
        try:
            yield
        finally:
            self._end(commit=False)

    def begin(self, isolation: str | None = None, lasting: bool = False) -> None:
        """Begin a transaction; a ``lasting`` one lasts until `settle`, unless one stands around it."""
        if lasting and self.depth:
            return
        sql = self._driver.begin(isolation)
        self._repeated(lambda: self._begin(sql))
        if lasting:
            self._link().lasting = True

    def settle(self, commit: bool) -> None:
        """End the lasting transaction of this thread, if there is one."""
        link = self._session.link
        if link is not None and link.lasting:
            link.lasting = False
            self._told(lambda: self._end(commit))

    def _begin(self, sql: str) -> None:
        self._take_turn()
        try:
            link = self._link()
            link.execute(f"SAVEPOINT xs{link.depth}" if link.depth else sql)
            link.depth += 1
        except BaseException:
            self._give_turn()
            raise

    def _end(self, commit: bool) -> None:
        link = self._session.link
        assert link is not None  # as somebody has begun
        link.depth -= 1
        try:
            if link.spoiled:
                link.lost = True
            if commit:
                self._commit(link)
            else:
                self._roll_back(link)
        finally:
            if not link.depth:
                link.lost = False  # the transaction is over, whatever became of it
                if link.spoiled or self._driver.is_lost(link.raw):
                    self._drop(link)
            self._give_turn()

    def _commit(self, link: Link) -> None:
        if link.lost:
            raise _transaction_lost()
        try:
            self._patiently(
                lambda: link.execute(f"RELEASE SAVEPOINT xs{link.depth}" if link.depth else "COMMIT")
            )
        except Exception as error:
            self._roll_back(link)
            if link.lost and not link.depth and fault_of(error) is not None:
                message = "the connection to the database was lost while a change was committed;"
                message += " whether it counts is not known, so look before it is made again"
                raise ScriptError(message, name="ConnectionError") from None
            raise

    def _roll_back(self, link: Link) -> None:
        """Undo what the transaction has done. Never raises: there is a failure under way."""
        if link.lost:
            return
        try:
            # Some errors have ended it already, and with it all that stand around.
            if not self._driver.is_lost(link.raw) and self._driver.in_transaction(link.raw):
                if not link.depth:
                    link.execute("ROLLBACK")
                    return
                link.execute(f"ROLLBACK TO SAVEPOINT xs{link.depth}")
                link.execute(f"RELEASE SAVEPOINT xs{link.depth}")
                return
        except Exception:
            link.spoiled = True
        link.lost = bool(link.depth) or link.spoiled or self._driver.is_lost(link.raw)

    # -- failures ------------------------------------------------------------------------------------

    def _repeated(self, attempt: Callable[[], Result]) -> Result:
        tries: Tries | None = None
        while True:
            try:
                return attempt()
            except Exception as error:
                fault = self._fault(error)
                if fault is None:
                    raise
                tries = tries or Tries(self._world)
                # What stands in a transaction cannot be done again alone.
                if self.depth or not tries.again(fault):
                    raise self._ended(fault) from None

    def _patiently(self, attempt: Callable[[], None]) -> None:
        """Do what waits for locks alone, until it is done."""
        tries: Tries | None = None
        while True:
            try:
                return attempt()
            except Exception as error:
                fault = fault_of(error)
                tries = tries or Tries(self._world)
                if fault is None or not fault.locked or not tries.again(fault):
                    raise

    def _told(self, attempt: Callable[[], None]) -> None:
        try:
            attempt()
        except Exception as error:
            fault = self._fault(error)
            if fault is None:
                raise
            raise self._ended(fault) from None

    def _fault(self, error: Exception) -> Fault | None:
        fault = fault_of(error)
        link = self._session.link
        if fault is None or link is None:
            return fault
        if self._driver.is_lost(link.raw):
            if not link.depth:
                self._drop(link)
            link.lost = True
            return Fault(ScriptError(LOST.text, name=LOST.name), passing=True)
        # A full disk, and a few others, end the whole transaction.
        if link.depth and not self._driver.in_transaction(link.raw):
            link.lost = True
        return fault

    def _ended(self, fault: Fault) -> ScriptError:
        """The failure to raise.

        Raises:
            StoppedError: it came since the run has no time left.
        """
        if self._world.remaining(1) <= 0:
            raise StoppedError("the run reached its time limit")
        return fault.error

    # -- connections ---------------------------------------------------------------------------------

    def _link(self) -> Link:
        link = self._session.link
        if link is None:
            link = self._session.link = self._connected()
        elif link.lost:
            raise _transaction_lost()
        return link

    def _connected(self) -> Link:
        with self._opening:
            if self._closed.is_set():
                raise StoppedError("the run is over")
            if self._engine is None:
                self._engine = self._driver.take()
                self._watch()
            self._take_back()
        link = Link(self._engine.connect())
        with self._opening:
            self._links.add(link)
        return link

    def _take_back(self) -> None:
        """Let others have the connections of threads that have ended."""
        for link in self._all():
            ended = link.thread is not None and not link.thread.is_alive()
            # With the connection that all share, its whole database would go.
            if ended and not (self._driver.shared and link.depth):
                self._give_back(link)

    def _give_back(self, link: Link) -> None:
        """Let others have a connection, unless it stopped in the middle of something."""
        if link.depth or link.busy or link.spoiled or link.ending:
            self._drop(link)
        else:
            self._forget(link)
            link.connection.close()

    def _drop(self, link: Link) -> None:
        """Forget a connection that nobody may use any more."""
        if self._session.link is link:
            self._session.link = None
        self._forget(link)
        if link.spoiled:
            self._driver.interrupt(link.raw)
        with suppress(Exception):
            link.connection.invalidate()
        with suppress(Exception):
            link.connection.close()

    def _forget(self, link: Link) -> None:
        with self._opening:
            self._links.discard(link)

    def _all(self) -> tuple[Link, ...]:
        with self._opening:
            return tuple(self._links)

    def _watch(self) -> None:
        """End what waits for a server when the time of the run is up, since the limit only stops Python."""
        left = self._world.remaining(threading.TIMEOUT_MAX)
        if left < threading.TIMEOUT_MAX:
            threading.Thread(target=self._interrupt, args=(left,), name="xsrun-query", daemon=True).start()

    def _interrupt(self, seconds: float) -> None:
        # Again and again: a query may have been on its way, and a `finally` may ask another one.
        while not self._closed.wait(seconds):
            for link in self._to_end():
                self._driver.interrupt(link.raw)
            seconds = AGAIN

    def _to_end(self) -> tuple[Link, ...]:
        """The connections of a run whose time is up: no other run gets one of them."""
        with self._opening:
            links = () if self._closed.is_set() else self._all()
            for link in links:
                link.ending = not self._driver.shared
        return links

    def _take_turn(self) -> None:
        if self._driver.shared and not self._turn.acquire(timeout=self._world.remaining(PATIENCE)):
            if self._world.remaining(1) <= 0:
                raise StoppedError("the run reached its time limit")
            message = "another part of this run holds a transaction for too long: an async call waits for"
            raise ScriptError(f"{message} it, or it waits for one", name="LockedError")

    def _give_turn(self) -> None:
        if self._driver.shared:
            self._turn.release()

    # -- streams -------------------------------------------------------------------------------------

    def stream(self, question: Executable) -> Iterator[Row[Any]]:
        """The rows of a question, fetched in pieces."""
        # A connection that everybody shares, and a transaction, may change or end under an open answer.
        if self._driver.shared or self.depth:
            yield from self.read(lambda connection: connection.execute(question).all())
            return
        # One connection more, since this thread may ask other questions meanwhile.
        link = self._repeated(self._streaming)
        try:
            options = {"stream_results": True, "yield_per": PIECE}
            yield from link.connection.execute(question, execution_options=options)
            link.execute("COMMIT")
            link.spoiled = False
        except Exception as error:
            fault = fault_of(error)
            if fault is None:
                raise
            raise self._ended(fault) from None
        finally:
            self._give_back(link)

    def _streaming(self) -> Link:
        """A connection with a transaction around an answer, which sees what stood there at its start."""
        link = self._connected()
        try:
            link.execute("BEGIN")
        except BaseException:
            self._drop(link)
            raise
        link.spoiled = True  # until all is read
        link.thread = None
        return link

    # -- end -----------------------------------------------------------------------------------------

    def close(self) -> None:
        """Give all connections back; transactions that are still open count for nothing."""
        with self._opening:
            self._closed.set()
        engine, self._engine = self._engine, None
        if engine is None:
            return
        waited = self._turn.acquire(timeout=CLOSING)
        for link in self._all():
            self._give_back(link)
        if self._changed:
            engine.dispose()
        else:
            self._driver.give(engine)
        if waited:
            self._turn.release()


def _transaction_lost() -> ScriptError:
    message = "the database has ended the transaction that stands around this; nothing of it counts"
    return ScriptError(message, name="TransactionError")
