"""Runs a job's JavaScript: the turns between the engine, which computes, and the run, which waits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.javascript.budget import Budget
from runner.javascript.engine import MEMORY, Broken, Engine, Interrupted, OutOfMemory
from runner.javascript.failures import failure
from runner.javascript.fetching import fulfil
from runner.javascript.threads import EngineThread
from runner.javascript.typescript import Untranslatable, without_types
from runner.javascript.values import from_javascript, to_javascript
from runner.values.streams import Stream

if TYPE_CHECKING:
    from runner.execution.context import Context


@dataclass(frozen=True, slots=True)
class Task:
    """Code and what it works on.

    Attributes:
        name: what runs it, for messages: "`api.lambda`".
        walk: how it is called: "alone", "once" with `$this`, or as "map", "filter", "every", "find" or
            "reduce" for each element. "filter" and "find" give the positions of elements, "find" -1
            where there is none.
        subject: `$this` of "once", the list or object to walk over otherwise.
        initial: the first `$result` of "reduce".
    """

    name: str
    code: str
    timeout: Any = None
    walk: str = "alone"
    subject: Any = None
    initial: Any = None


def run_code(context: Context, variables: Mapping[str, Any], task: Task) -> Any:
    """What the code returns; `variables` holds what it sees as `$var` and `$input`.

    Raises:
        ScriptError: the code failed, took too long or too much memory, or waits for what never comes.
        StoppedError: the run reached its time limit.
    """
    budget = Budget(context, task.name, task.timeout)
    try:
        return _run(context, variables, task, budget, task.code)
    except Refused as refused:
        error = refused.error
    # Only now: most code is plain JavaScript.
    try:
        plain = without_types(task.code)
    except Untranslatable as reason:
        raise failure(task.name, task.code, error, str(reason)) from None
    try:
        return _run(context, variables, task, budget, plain)
    except Refused as refused:
        raise failure(task.name, task.code, refused.error) from None


class Refused(Exception):
    """The code is no JavaScript; ``error`` is what the engine says about it."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__()
        self.error = error


def _run(context: Context, variables: Mapping[str, Any], task: Task, budget: Budget, code: str) -> Any:
    opening = _opening(context, variables, task, code)
    share = 1.0
    while True:
        talk = Talk(context, task, budget)
        try:
            return talk.run(opening, share)
        except OutOfMemory:
            message = f"{task.name} was stopped: its code needs more than {MEMORY >> 20} MB of memory"
            raise ScriptError(message, name="memory") from None
        except Broken as error:
            message = f"{task.name} failed: its code changed what the engine relies on ({error})"
            raise ScriptError(message) from None
        except Interrupted:
            # Other threads of the process used up a part of the engine's time. Code that has had no
            # effect outside may begin again and get more.
            if talk.spoke or budget.left() <= 0:
                raise budget.spent() from None
            share *= 2


def _opening(context: Context, variables: Mapping[str, Any], task: Task, code: str) -> str:
    env = dict(context.env) | {f"${name}": value for name, value in context.builtins.items()}
    job = {
        "code": code,
        "walk": task.walk,
        "subject": task.subject,
        # JavaScript puts keys that look like ints first; a walk keeps the order.
        "keys": list(task.subject) if type(task.subject) is dict else None,
        "initial": task.initial,
        "input": variables["input"],
        # A stream is nothing that JavaScript could be given.
        "var": {name: value for name, value in variables["var"].items() if type(value) is not Stream},
        "env": env,
    }
    seed = [context.random.getrandbits(32) for _ in range(12)]
    return to_javascript({"now": context.now(), "seed": seed, "job": job})


class Talk:
    """One run of the code in one engine."""

    def __init__(self, context: Context, task: Task, budget: Budget) -> None:
        self._context = context
        self._task = task
        self._budget = budget
        self.spoke = False  # whether something of it was seen outside

    def run(self, message: str, share: float) -> Any:
        """The result; ``share`` is how many times the wall clock's time the processor may take.

        Raises:
            Interrupted: the time is used up.
            OutOfMemory: the code needs too much memory.
            ScriptError: the code failed.
            Refused: the code cannot be read.
        """
        left = self._budget.left
        with EngineThread(lambda: Engine(lambda: left() * share), left) as engine:
            while True:
                report = json.loads(engine.send(message))
                self._log(report["logged"])
                if report["state"] == "done":
                    return from_javascript(engine.result())
                if report["state"] == "failed":
                    raise self._failure(report["error"])
                if report["state"] == "refused":
                    raise Refused(report["error"])
                message = self._serve(report)

    def _log(self, logged: list[list[str]]) -> None:
        for level, message in logged:
            self.spoke = True
            self._context.log(message, level=level)

    def _failure(self, error: dict[str, Any]) -> Exception:
        if (error.get("name"), error.get("message")) == ("InternalError", "out of memory"):
            return OutOfMemory()
        return failure(self._task.name, self._task.code, error)

    def _serve(self, report: dict[str, Any]) -> str:
        """Do what the code waits for, and tell it."""
        if report["wishes"]:
            left = self._budget.left()
            if left <= 0:
                raise self._budget.spent()
            self.spoke = True
            answers = fulfil(self._context, report["wishes"], left)
            return to_javascript({"now": self._context.now(), "answers": answers})
        if report["wait"] is None:
            raise ScriptError(f"{self._task.name} failed: its code waits for a promise that nothing settles")
        self._budget.sleep(report["wait"] / 1000)
        return to_javascript({"now": self._context.now(), "fire": True})
