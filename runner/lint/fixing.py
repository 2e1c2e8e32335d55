"""Problems with safe fixes -> the texts without them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from runner.errors import Fix, Problem, XanoScriptSyntaxError
from runner.lint.checking import Checker, Text
from runner.records import Record
from runner.source import Source
from runner.syntax import parse_source

# A fix may show the next problem; what takes more rounds goes round in circles.
MOST_ROUNDS = 10


class Fixed(Record):
    """What became of texts: ``texts`` in their order, ``count`` fixes in all, the problems that are left.

    No fix of those is safe: where one could be applied, it was.
    """

    texts: tuple[Text, ...]
    count: int
    problems: tuple[Problem, ...]


def fix_texts(checker: Checker, texts: Sequence[Text], wanted: Callable[[Problem], bool]) -> Fixed:
    """Apply the safe fixes of the problems that are ``wanted``, until none is left.

    A text stays as it was where that would make it unreadable, or give it other mistakes of syntax and no
    fewer of them.
    """
    now, counts, left_alone = list(texts), [0] * len(texts), set[str]()
    for _ in range(MOST_ROUNDS):
        fixes = _fixes(problem for problem in checker.problems(now) if wanted(problem))
        is_done = True
        for at, text in enumerate(now):
            name = text.source.name
            chosen = _apart(fixes.get(name, ()))
            if not chosen or name in left_alone:
                continue
            fixed = text.changed(source=Source(apply(text.source.text, chosen), name), kept=False)
            if _breaks(checker, text, fixed):
                left_alone.add(name)
                continue
            now[at], is_done = fixed, False
            counts[at] += len(chosen)
        if is_done:
            break
    for at, text in enumerate(texts):
        if now[at] is not text and _gains_nothing(text.source, now[at].source):
            now[at], counts[at] = text, 0
    return Fixed(tuple(now), sum(counts), tuple(map(_as_guess, checker.problems(now))))


def apply(text: str, fixes: Sequence[Fix]) -> str:
    """``text`` with fixes that stand in order and apart from each other."""
    parts, at = [], 0
    for fix in fixes:
        parts += [text[at : fix.span.start], fix.replacement]
        at = fix.span.end
    return "".join([*parts, text[at:]])


def _fixes(problems: Iterable[Problem]) -> dict[str, list[Fix]]:
    """The safe fixes by file, in order, each once."""
    found: dict[str, dict[Fix, None]] = {}
    for problem in problems:
        if problem.fix is not None and problem.fix.safe:
            found.setdefault(problem.source.name, {})[problem.fix] = None
    return {name: sorted(fixes, key=lambda fix: fix.span) for name, fixes in found.items()}


def _apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The first fix of each place: what touches it is looked at again when it has been applied."""
    chosen: list[Fix] = []
    for fix in fixes:
        if not chosen or fix.span.start > chosen[-1].span.end:
            chosen.append(fix)
    return chosen


def _breaks(checker: Checker, before: Text, after: Text) -> bool:
    old, new = checker.reports([before, after])
    return new.broken and not old.broken


def _as_guess(problem: Problem) -> Problem:
    return problem.changed(fix=problem.fix.changed(safe=False)) if problem.fix is not None else problem


def _gains_nothing(before: Source, after: Source) -> bool:
    """Whether a text that cannot be read has got mistakes of syntax for those that it had."""
    new = _mistakes(after)
    old = _mistakes(before) if new else new
    return bool(new - old) and new.total() >= old.total()


def _mistakes(source: Source) -> Counter[str]:
    """The mistakes of syntax in a text, by their codes."""
    try:
        parse_source(source)
    except XanoScriptSyntaxError as error:
        return Counter(problem.code for problem in error.problems)
    return Counter()
