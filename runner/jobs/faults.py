"""What keeps a job from starting, gathered so that one try shows all of it."""

from __future__ import annotations

from collections.abc import Sequence

from runner.errors import Problem, ProblemsError, StartError


class Faults:
    """Errors of several kinds, each with the places that it is about.

    One error alone is raised as it is. Of several each becomes problems in its places, since people
    should not have to run a job once for every kind of mistake.
    """

    def __init__(self) -> None:
        self._errors: list[StartError] = []
        self._problems: list[Problem] = []

    def add(self, error: StartError, problems: Sequence[Problem]) -> None:
        """Remember an error; ``problems`` say the same with places."""
        self._errors.append(error)
        self._problems += problems

    def raise_all(self) -> None:
        """Go on where nothing was added.

        Raises:
            StartError: the one error there is, or a ProblemsError with the problems of all.
        """
        if len(self._errors) == 1:
            raise self._errors[0]
        if self._errors:
            raise ProblemsError(self._problems)
