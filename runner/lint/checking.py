"""Many files -> all their problems: what each tells by itself and what they tell together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from runner.errors import Problem, UsageError
from runner.lint.facts import Facts
from runner.lint.keeping import kept_report, unpack_report
from runner.lint.project import project_problems
from runner.lint.report import FileReport
from runner.lint.suppressions import unsuppressed, unused_ignores
from runner.lookup.folders import display_path, read_source
from runner.records import Record
from runner.reference.problems import problem_codes
from runner.source import Source, Span


class Text(Record):
    """A text to check, at ``path`` if it has a place; ``kept`` where it lies there as it is.

    Nothing of other texts is put into the cache. The ``source`` has plain newlines; ``written`` is a text
    without a place as somebody gave it.
    """

    source: Source
    path: Path | None = None
    kept: bool = False
    written: str = ""


class Checker:
    """Checks texts, and remembers those that it has met.

    Args:
        processors: how many may work at new texts; None is all that there are.
    """

    def __init__(self, processors: int | None = None) -> None:
        self.processors = processors
        self._met: dict[tuple[str, str], FileReport] = {}

    def read(self, paths: Iterable[Path]) -> list[Text]:
        """The texts of files; one that cannot be read is known to be a problem, and its text empty."""
        return [self._read(path) for path in paths]

    def reports(self, texts: Sequence[Text]) -> list[FileReport]:
        """What each text tells by itself."""
        new = [text for text in texts if self._known(text) is None]
        self._check(new)
        return [self._met[_key(text.source)] for text in texts]

    def problems(self, texts: Sequence[Text]) -> list[Problem]:
        """All problems of the texts but those that their comments take away, by file and by place."""
        reports = self.reports(texts)
        found = {report.source.name: {*report.problems} for report in reports}
        for problem in project_problems(reports, self._report_of):
            # What lies beside the files that were named may help, but nobody asked for its problems.
            if problem.source.name in found:
                found[problem.source.name].add(problem)
        return [one for report in reports for one in _told(report, found.pop(report.source.name, set()))]

    def _read(self, path: Path) -> Text:
        try:
            return Text(read_source(path), path, kept=path.is_file())  # a pipe has a path, too
        except UsageError as error:
            source = Source("", display_path(path))
            problem = Problem("unreadable-file", error.message, source, Span(0, 0))
            self._met[_key(source)] = FileReport(source, path, (problem,), Facts(), (), broken=True)
            return Text(source, path)

    def _known(self, text: Text) -> FileReport | None:
        key = _key(text.source)
        if key not in self._met and text.kept:
            kept = kept_report(text.source, text.path)
            if kept is not None:
                self._met[key] = kept
        return self._met.get(key)

    def _check(self, texts: Sequence[Text]) -> None:
        if not texts:
            return
        # Grammar and rules are loaded where there is something new to check.
        from runner.lint.workers import packed_reports

        tasks = [(text.source.name, text.source.text, text.kept) for text in texts]
        for text, packed in zip(texts, packed_reports(tasks, self.processors), strict=True):
            self._met[_key(text.source)] = unpack_report(packed, text.source, text.path)

    def _report_of(self, path: Path) -> FileReport | None:
        """The report of a file that nobody named; None where it cannot be read."""
        [text] = self.read([path])
        return self.reports([text])[0]


def _key(source: Source) -> tuple[str, str]:
    return source.name, source.text


def _told(report: FileReport, problems: Iterable[Problem]) -> Iterator[Problem]:
    """What is told of a file, in order."""
    found = sorted(problems, key=lambda problem: (problem.span, problem.code, problem.message))
    if not report.suppressions:
        return iter(found)
    left = [*unsuppressed(found, report.suppressions)]
    # What a file that cannot be read whole does not show may well be there.
    if not report.broken:
        left += unused_ignores(report.source, found, report.suppressions, problem_codes())
    return iter(sorted(left, key=lambda problem: problem.span))
