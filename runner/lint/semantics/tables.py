"""Tables of one file that go by one name."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Problem
from runner.lint.rules import FileView, RuleFamily

family = RuleFamily("semantics")


@family.rule("repeated-table")
def tell_repeated_tables(view: FileView) -> Iterator[Problem]:
    """Of two tables of one name the first counts; two names that SQLite takes for one are refused."""
    met: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for document in view.documents:
        if document.construct != "table":
            continue
        span = document.statement.name_span
        where = view.source.where(span)
        earlier = met.setdefault(document.name, where)
        if earlier != where:
            message = f"this table `{document.name}` counts for nothing: there is another one at {earlier}"
            yield view.warning("repeated-table", message, span)
        first = spelled.setdefault(document.name.lower(), document.name)
        if first != document.name:
            message = (
                f"`{first}` and `{document.name}` differ in case alone; databases take such tables for one"
            )
            yield Problem("repeated-table", message, view.source, span)
