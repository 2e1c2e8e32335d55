"""Statements: whether they exist, stand where they may, and have what they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.live import LOOPS, live_statements
from runner.check.suggestions import PROPERTIES, STATEMENTS, did_you_mean, near
from runner.check.variables import RESERVED, is_reserved, root_variable, subject, targets
from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.specs import Language, StatementSpec
from runner.syntax.literals import bare_value
from runner.syntax.nodes import Block, Expression, Property, Statement, Word

# Properties that may stand on any statement.
COMMON = frozenset({"description", "disabled", "mock", "tags", "docs", "guid", "addon", "output"})
# Parts of statements that stand before a condition or a value.
CONDITIONED = frozenset({"if", "elseif", "case"})
# Statements that only a loop can have, and the loops that can.
INSIDE = {
    "break": LOOPS,
    "continue": LOOPS,
    "remove": frozenset({"foreach"}),
}


class StatementChecker:
    """Checks the statements of one source."""

    def __init__(self, source: Source, language: Language) -> None:
        self.source = source
        self.language = language
        # Which statements each part belongs to: `each` to the loops, `try` to `try_catch`.
        self._owners: dict[str, list[str]] = {}
        for spec in language.statements.values():
            for part in spec.blocks:
                self._owners.setdefault(part, []).append(spec.name)

    def check(self, stack: Block) -> Iterator[Problem]:
        """The problems of a stack, nested statements included; in no particular order."""
        return self._statements(live_statements(stack), None, frozenset())

    def _statements(
        self, statements: Iterable[Statement], parent: StatementSpec | None, around: frozenset[str]
    ) -> Iterator[Problem]:
        for statement in statements:
            yield from self._statement(statement, parent, around)

    def _statement(
        self, statement: Statement, parent: StatementSpec | None, around: frozenset[str]
    ) -> Iterator[Problem]:
        spec = self.language.statements.get(statement.name)
        # What stands beside the parts of a statement would be dropped in silence, so it is a problem.
        if parent is not None and parent.blocks:
            if statement.name in parent.blocks:
                yield from self._part(statement, around)
            else:
                yield self._misplaced(statement, parent)
            return
        if spec is None:
            if statement.name not in self.language.unsupported_statements:
                yield self._unknown(statement)
            return
        yield from self._head(statement, spec)
        yield from self._targets(statement)
        yield from self._properties(statement, spec)
        loops = INSIDE.get(statement.name)
        if loops is not None and not around & loops:
            message = f"`{statement.name}` stands inside of {_listed(sorted(loops), 'or')}"
            yield self._problem("misplaced-statement", message, statement.name_span)
        inner = live_statements(statement.block)
        yield from self._statements(inner, spec, frozenset() if spec.detached else around | {statement.name})

    def _part(self, part: Statement, around: frozenset[str]) -> Iterator[Problem]:
        """A part of a statement: `if`, `case`, `each`, `try` ..."""
        if part.name in CONDITIONED and subject(part) is None:
            yield self._problem(
                "missing-condition",
                f"`{part.name}` needs parentheses with a {'value' if part.name == 'case' else 'condition'}",
                part.name_span,
                f"{part.name} (...) {{ ... }}",
            )
        yield from self._targets(part)
        if part.block is None:
            return
        for entry in part.block.properties:
            if entry.key not in COMMON:
                message = f"`{part.name}` has no `{entry.key}`"
                yield self._problem("unknown-property", message, entry.key_span, "it holds statements")
        inner = live_statements(part.block)
        # There it ends the case, as `} break` does, and needs no loop.
        if part.name in ("case", "default") and inner and inner[-1].name == "break":
            inner = inner[:-1]
        yield from self._statements(inner, None, around)

    # -- statements that cannot be -----------------------------------------------------------------

    def _unknown(self, statement: Statement) -> Problem:
        name = statement.name
        owners = self._owners.get(name)
        if owners is not None:
            return self._problem(
                "misplaced-statement",
                f"`{name}` stands inside of {_listed(owners, 'or')}",
                statement.name_span,
                STATEMENTS.get(name),
            )
        known = [*self.language.statements, *self.language.unsupported_statements]
        hint = did_you_mean(name, known, STATEMENTS)
        return self._problem(
            "unknown-statement", f"there is no statement `{name}`", statement.name_span, hint
        )

    def _misplaced(self, statement: Statement, parent: StatementSpec) -> Problem:
        message = f"`{statement.name}` cannot stand in `{parent.name}`, which holds {_listed(parent.blocks)}"
        hint = None
        # With one part there is one place where the statement can have been meant to stand.
        if len(parent.blocks) == 1:
            hint = f"{parent.name} {{ {parent.blocks[0]} {{ {statement.name} ... }} }}"
        return self._problem("misplaced-statement", message, statement.name_span, hint)

    # -- heads -------------------------------------------------------------------------------------

    def _head(self, statement: Statement, spec: StatementSpec) -> Iterator[Problem]:
        value = subject(statement)
        if spec.named and value is None:
            hint = f'{spec.name} "name" {{ ... }}'
            message = f"`{spec.name}` needs the name of a function"
            yield self._problem("missing-name", message, statement.name_span, hint)
        elif spec.subject in ("reads", "changes") and value is None:
            yield self._missing_subject(statement, spec)
        elif spec.subject in ("reads", "optional") and type(value) is Word and value.text != "now":
            yield self._bare_value(value, spec)
        takes = 1 if spec.named or spec.subject is not None else 0
        extra = [item for item in statement.head if isinstance(item, Expression)][takes:]
        if extra:
            # What stands there would be dropped in silence, another statement for one.
            wanted = "one value" if takes else "nothing"
            message = f"`{spec.name}` takes {wanted} before its block"
            hint = "the next statement starts on a line of its own"
            yield self._problem("extra-value", message, extra[0].span, hint)
        if spec.condition and statement.condition is None:
            message = f"`{spec.name}` needs a condition"
            hint = f"{spec.name} $list if ($this > 1) as $result"
            yield self._problem("missing-condition", message, statement.name_span, hint)

    def _missing_subject(self, statement: Statement, spec: StatementSpec) -> Problem:
        changes = spec.subject == "changes"
        what = "the variable that it changes" if changes else "the value that it works on"
        example = f"{spec.name} $name ..." if changes else f"{spec.name} ($value) ..."
        return self._problem("missing-subject", f"`{spec.name}` needs {what}", statement.name_span, example)

    def _bare_value(self, word: Word, spec: StatementSpec) -> Problem:
        """A bare word would be a text: of `await true`, or of `await calls` where `$calls` is meant."""
        named = word.text.replace(".", "").isidentifier() and not bare_value(word.text)[0]
        meant = f"${word.text}" if named else f"({word.text})"
        message = f"`{spec.name}` takes a variable, or a value in parentheses"
        fix = Fix(word.span, meant)
        return Problem("bare-value", message, self.source, word.span, f"did you mean `{meant}`?", fix)

    def _targets(self, statement: Statement) -> Iterator[Problem]:
        for target in targets(statement, self.language):
            name = root_variable(target)
            if name is None:
                wanted = f"${target.text}" if type(target) is Word else "$name"
                message = f"`{statement.name}` needs a variable, but got a value"
                hint = f"{statement.name} {wanted} ..."
                yield self._problem("not-a-variable", message, target.span, hint)
            elif is_reserved(target):
                message = f"`${name}` cannot be set; it always is {RESERVED[name]}"
                yield self._problem("reserved-variable", message, target.span, "choose another name")

    # -- properties ----------------------------------------------------------------------------------

    def _properties(self, statement: Statement, spec: StatementSpec) -> Iterator[Problem]:
        given = statement.block.properties if statement.block is not None else []
        keys = {entry.key for entry in given}
        unknown = [entry for entry in given if entry.key not in spec.properties and entry.key not in COMMON]
        meant = {entry.key: self._meant(entry, spec, keys) for entry in unknown}
        for entry in unknown:
            yield self._unknown_property(entry, spec, meant[entry.key])
        for number, entry in enumerate(given):
            if entry.key in {earlier.key for earlier in given[:number]}:
                message = f"`{entry.key}` stands twice in this block, and only the last one counts"
                yield self._problem("duplicate-property", message, entry.key_span, "leave one of them out")
        # A property under a wrong name is one fault, not two.
        missing = sorted(spec.required - keys - set(meant.values()))
        if missing:
            hint = f"{self._head_text(statement)} {{ {' '.join(f'{name} = ...' for name in missing)} }}"
            message = f"`{spec.name}` needs {_listed(missing)}"
            yield self._problem("missing-property", message, statement.name_span, hint)

    def _head_text(self, statement: Statement) -> str:
        """A statement as its author began it, up to its block."""
        end = statement.head[-1].span.end if statement.head else statement.name_span.end
        return " ".join(self.source.text[statement.name_span.start : end].split())

    def _meant(self, entry: Property, spec: StatementSpec, given: set[str]) -> str | None:
        """The property that an unknown one probably stands for."""
        known = PROPERTIES.get((spec.name, entry.key)) or near(entry.key, spec.properties)
        return known if known not in given else None

    def _unknown_property(self, entry: Property, spec: StatementSpec, meant: str | None) -> Problem:
        message = f"`{spec.name}` has no `{entry.key}`"
        if meant is not None:
            fix = Fix(entry.key_span, meant)
            hint = f"did you mean `{meant}`?"
            return Problem("unknown-property", message, self.source, entry.key_span, hint, fix)
        hint = f"it has {_listed(spec.properties)}" if spec.properties else "it has no properties"
        return self._problem("unknown-property", message, entry.key_span, hint)

    def _problem(self, code: str, message: str, span: Span, hint: str | None = None) -> Problem:
        return Problem(code, message, self.source, span, hint)


def _listed(names: Iterable[str], word: str = "and") -> str:
    items = [f"`{name}`" for name in names]
    return f" {word} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
