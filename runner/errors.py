"""The errors of xsrun, each of which owns its exit code.

XsrunError                      everything that is raised on purpose
├── StartError             (2)  the job could not start
│   ├── UsageError              wrong call: arguments, files that are missing or cannot be read
│   ├── ProblemsError           the files have problems, all of them listed
│   │   └── XanoScriptSyntaxError   ... already when read
│   ├── MissingEnvError         env names that the job declares and nobody gave
│   └── InputError              inputs of the main function that break its declarations
├── ScriptError            (1)  the job ran and failed: raised by statements, filters and functions
│   ├── ThrownError             ... by a `throw` of its own
│   └── DepthError              ... by code that is nested more deeply than Python compiles
└── StoppedError           (1)  the job was stopped from outside, by a time limit
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from runner.records import Record
from runner.source import Source, Span


class Fix(Record):
    """A change of the text that removes a problem: ``replacement`` takes the place of ``span``.

    ``safe`` says that it is what the author meant; a guess is shown, and applied by a person alone.
    """

    span: Span
    replacement: str
    safe: bool = True


class Problem(Record):
    """One thing that is wrong in one place of a file; ``message`` is one sentence with the rule."""

    code: str
    message: str
    source: Source
    span: Span
    hint: str | None = None
    fix: Fix | None = None
    severity: str = "error"

    @property
    def where(self) -> str:
        """``name:line:column``, counted from 1."""
        return self.source.where(self.span)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class ErrorType(NamedTuple):
    """One ``error_type`` of XanoScript: the HTTP status that it stands for and Xano's code."""

    status: int
    code: str


# The types of `precondition` and what Xano answers for each.
ERROR_TYPES: dict[str, ErrorType] = {
    "standard": ErrorType(500, "ERROR_FATAL"),
    "inputerror": ErrorType(400, "ERROR_CODE_INPUT_ERROR"),
    "badrequest": ErrorType(400, "ERROR_CODE_BAD_REQUEST"),
    "unauthorized": ErrorType(401, "ERROR_CODE_UNAUTHORIZED"),
    "accessdenied": ErrorType(403, "ERROR_CODE_ACCESS_DENIED"),
    "notfound": ErrorType(404, "ERROR_CODE_NOT_FOUND"),
    "toomanyrequests": ErrorType(429, "ERROR_CODE_TOO_MANY_REQUESTS"),
}


class XsrunError(Exception):
    """The root of everything that xsrun raises on purpose."""

    exit_code = 2


class StartError(XsrunError):
    """The job could not start; ``hint`` says what to do, ``code`` names the kind."""

    code = "start"

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(StartError):
    """A wrong call: an argument that cannot be read, a file that is not there."""

    code = "usage"


class ProblemsError(StartError):
    """The files of a job have problems; ``problems`` holds every one that was found."""

    code = "problems"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        first = str(self.problems[0]) if self.problems else "no problem was recorded"
        more = len(self.problems) - 1
        super().__init__(first + (f" (and {more} more)" if more > 0 else ""))


class XanoScriptSyntaxError(ProblemsError):
    """A text that is not XanoScript; ``problems`` holds all that one pass could find.

    ``documents`` holds what could be read all the same, as `runner.syntax.parse_source` gives it, and
    ``gaps`` the places that could not: what seems to be missing may stand there.
    """

    code = "syntax"

    def __init__(
        self, problems: Iterable[Problem], documents: tuple[Any, ...] = (), gaps: tuple[Span, ...] = ()
    ) -> None:
        super().__init__(problems)
        self.documents = documents
        self.gaps = gaps


class MissingEnvError(StartError):
    """Env names that a job declares and reads, and that nobody gave; ``names`` lists them all."""

    code = "missing-env"

    def __init__(self, message: str, names: Sequence[str], *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.names = tuple(names)


class InputError(StartError):
    """Inputs that break what the main function declares; the message names every fault."""

    code = "input"


class ScriptError(XsrunError):
    """A failure of the job itself, as ``try_catch`` sees it.

    ``kind`` is one of :data:`ERROR_TYPES`; ``name`` is what `throw` was given, else the kind.
    """

    exit_code = 1

    def __init__(
        self, message: str, *, kind: str = "standard", name: str | None = None, payload: Any = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.name = name or kind
        self.payload = payload

    @property
    def code(self) -> str:
        """Xano's code for the kind of error, such as ``ERROR_CODE_NOT_FOUND``."""
        return ERROR_TYPES.get(self.kind, ERROR_TYPES["standard"]).code

    @property
    def status(self) -> int:
        """The HTTP status that Xano would answer with."""
        return ERROR_TYPES.get(self.kind, ERROR_TYPES["standard"]).status


def missing_extra(what: str, extra: str) -> ScriptError:
    """The error of what needs libraries that only an extra of xsrun installs."""
    return ScriptError(f"{what} needs the extra \"{extra}\": pip install 'xsrun[{extra}]'")


class ThrownError(ScriptError):
    """What `throw` raises: its value is the payload, whatever type it has."""

    code = "ERROR_CODE_THROWN_ERROR"


class DepthError(ScriptError):
    """A function that is nested more deeply than Python compiles.

    Nothing of it ran, so no traceback leads to the place: it is ``span`` of ``source``, in ``function``.
    """

    def __init__(self, message: str, function: str, source: Source, span: Span) -> None:
        super().__init__(message, name="recursion")
        self.function = function
        self.source = source
        self.span = span


class StoppedError(BaseException):
    """The run reached its time limit.

    Not an :class:`Exception`, so that no ``try_catch`` of a job can swallow it.
    """

    exit_code = 1
