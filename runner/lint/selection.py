"""Which codes a person wants to hear of: `--select` and `--ignore`, by code or by family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from runner.check.suggestions import near
from runner.errors import Problem, UsageError
from runner.records import Record
from runner.reference.problems import problem_codes


class Selection(Record):
    """The codes that are wanted, all of them where ``select`` is empty, and those that are not."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def wants(self, problem: Problem) -> bool:
        """Whether a problem is to be told."""
        return (not self.select or problem.code in self.select) and problem.code not in self.ignore


def read_selection(select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """The selection that options ask for, each a list of codes and families parted by commas.

    Raises:
        UsageError: there is no such code or family.
    """
    chosen = [*select], [*ignore]
    if not any(chosen):
        return Selection()
    families = problem_codes()
    return Selection(*(frozenset(_codes(names, families)) for names in chosen))


def _codes(lists: Iterable[str], families: Mapping[str, str]) -> Iterable[str]:
    for name in (name.strip() for names in lists for name in names.split(",")):
        if name in families:
            yield name
        elif name in families.values():
            yield from (code for code, family in families.items() if family == name)
        elif name:
            raise _unknown(name, families)


def _unknown(name: str, families: Mapping[str, str]) -> UsageError:
    kinds = sorted(set(families.values()))
    close = near(name, [*families, *kinds])
    hint = "`xsrun explain codes` lists the codes; the families are " + ", ".join(kinds)
    return UsageError(
        f"there is no code `{name}`" + (f"; did you mean `{close}`?" if close else ""),
        hint=None if close else hint,
    )
