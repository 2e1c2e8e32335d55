"""Statements: whether they exist, stand where they may, and have what they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from runner.check.live import LOOPS, live_statements
from runner.check.references import named_thing
from runner.check.renaming import renaming
from runner.check.suggestions import ADVICE, PROPERTIES, STATEMENTS, did_you_mean, near
from runner.check.variables import RESERVED, is_reserved, root_variable, subject, targets
from runner.errors import Fix, Problem
from runner.source import Span
from runner.specs import Language, StatementSpec
from runner.syntax.literals import bare_value
from runner.syntax.nodes import Attribute, Expression, FunctionDocument, Property, Statement, Word
from runner.syntax.nodes.statements import HeadItem
from runner.syntax.shapes.branches import FOLLOWING, TRIES, has_own_condition
from runner.syntax.shapes.loops import lacks_each

# Properties that may stand on any statement.
COMMON = frozenset({"description", "disabled", "mock", "tags", "docs", "guid", "addon", "output"})
# Parts of statements that stand before a condition or a value.
CONDITIONED = frozenset({"if", "elseif", "case"})
# Where these stand, and that a loop has an `each`, the shapes of syntax tell: here counts what they hold.
BRANCHES = frozenset(("if", *FOLLOWING, *TRIES))
BRACED = frozenset(("case", "default"))
# Statements that only a loop can have, and the loops that can.
INSIDE = {
    "break": LOOPS,
    "continue": LOOPS,
    "remove": frozenset({"foreach"}),
}


class StatementChecker:
    """Checks the statements of one function."""

    def __init__(self, document: FunctionDocument, language: Language) -> None:
        self.document = document
        self.source = document.source
        self.language = language
        # Which statements each part belongs to: `each` to the loops, `try` to `try_catch`.
        self._owners: dict[str, list[str]] = {}
        for spec in language.statements.values():
            for part in spec.blocks:
                self._owners.setdefault(part, []).append(spec.name)

    def check(self) -> Iterator[Problem]:
        """The problems of the stack, nested statements included; in no particular order."""
        return self._statements(live_statements(self.document.stack), None, frozenset())

    def _statements(
        self, statements: Sequence[Statement], parent: StatementSpec | None, around: frozenset[str]
    ) -> Iterator[Problem]:
        # A part whose braces are missing has been told of, and what stands behind it is its own.
        is_told = any(item.name in BRACED and item.block is None for item in statements)
        for statement in statements:
            # What stands beside the parts of a statement would be dropped in silence, so it is a problem.
            if parent is not None and parent.blocks and statement.name not in parent.blocks:
                # However many stand there, they miss the same braces.
                if not is_told:
                    yield self._misplaced(statement, parent)
                is_told = True
            elif statement.name in BRANCHES or (parent is not None and parent.blocks):
                yield from self._part(statement, around)
            elif parent is not None and parent.properties:
                yield from self._among_properties(statement, parent)
            else:
                yield from self._statement(statement, around)

    def _statement(self, statement: Statement, around: frozenset[str]) -> Iterator[Problem]:
        spec = self.language.statements.get(statement.name)
        if spec is None:
            if statement.name not in self.language.unsupported_statements:
                yield self._unknown(statement)
            return
        is_shapeless = lacks_each(statement) or has_own_condition(statement)
        if not is_shapeless:
            yield from self._head(statement, spec)
        yield from self._targets(statement)
        yield from self._properties(statement, spec)
        loops = INSIDE.get(statement.name)
        if loops is not None and not around & loops:
            message = f"`{statement.name}` stands inside of {_listed(sorted(loops), 'or')}"
            yield self._problem("misplaced-statement", message, statement.name_span)
        inner = live_statements(statement.block)
        around = frozenset() if spec.detached else around | {statement.name}
        yield from self._statements(inner, None if is_shapeless else spec, around)

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

    def _among_properties(self, statement: Statement, parent: StatementSpec) -> Iterator[Problem]:
        """What reads as a statement in a block of properties: it would never run."""
        name = statement.name
        if name in parent.properties and statement.head and statement.block is None:
            place = Span(statement.name_span.end, statement.head[0].span.start)
            message = f"a `=` is missing behind `{name}`"
            value = self.source.text[place.end : statement.span.end]
            hint, fix = f"{name} = {value}", Fix(place, " = ")
            yield self._problem("missing-equals", message, statement.name_span, hint, fix)
        elif name in self.language.statements:
            message = f"`{name}` cannot stand in `{parent.name}`, whose braces hold properties"
            hint = f"close the braces of `{parent.name}` before it"
            yield self._problem("misplaced-statement", message, statement.name_span, hint)
        elif name not in self.language.unsupported_statements:
            yield self._unknown(statement)

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
        # `math.floor` and `text.upper` are filters.
        family, _, last = name.rpartition(".")
        if family and name not in STATEMENTS and last in self.language.filters:
            hint = f"var $result {{ value = $value|{last} }}"
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
            named = named_thing(spec.name)
            hint = f'{spec.name} "name" {{ ... }}'
            article = "an" if named[0] in "ae" else "a"
            message = f"`{spec.name}` needs the name of {article} {named}"
            yield self._problem("missing-name", message, statement.name_span, hint)
        elif spec.subject in ("reads", "changes") and value is None:
            yield self._missing_subject(statement, spec)
        elif spec.subject in ("reads", "optional") and type(value) is Word and value.text != "now":
            yield self._bare_value(value, spec)
        extra = [item for item in statement.head if isinstance(item, Expression)][_takes(spec) :]
        outside = self._outside(statement, spec)
        if outside is not None:
            yield self._outside_block(statement, spec, outside)
        elif extra:
            # What stands there would be dropped in silence, another statement for one.
            wanted = "one value" if _takes(spec) else "nothing"
            message = f"`{spec.name}` takes {wanted} before its block"
            hint = "the next statement starts on a line of its own"
            yield self._problem("extra-value", message, extra[0].span, hint)
        if spec.condition and statement.condition is None:
            message = f"`{spec.name}` needs a condition"
            hint = f"{spec.name} $list if ($this > 1) as $result"
            yield self._problem("missing-condition", message, statement.name_span, hint)

    def _outside(self, statement: Statement, spec: StatementSpec) -> str | None:
        """What a block would hold that is missing: `value = 1` of `array.push $list 1`."""
        rest = _outside_of(statement, spec)
        if statement.block is not None or not rest:
            return None
        text = self.source.text[rest[0].span.start : rest[-1].span.end]
        if all(type(item) is Attribute and item.key in spec.properties for item in rest):
            return text
        is_value = "value" in spec.properties and spec.required <= {"value"} and len(rest) == 1
        return f"value = {text}" if is_value and isinstance(rest[0], Expression) else None

    def _outside_block(self, statement: Statement, spec: StatementSpec, outside: str) -> Problem:
        block = f"{{ {outside} }}"
        rest = _outside_of(statement, spec)
        span = rest[0].span.to(rest[-1].span)
        before = self.source.text[statement.name_span.start : span.start].strip()
        message = f"`{statement.name}` takes its value in a block"
        return self._problem("value-form", message, span, f"{before} {block}", Fix(span, block))

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
        fix = Fix(word.span, meant, safe=named and "." not in word.text)
        return Problem("bare-value", message, self.source, word.span, f"did you mean `{meant}`?", fix)

    def _targets(self, statement: Statement) -> Iterator[Problem]:
        for target in targets(statement, self.language):
            name = root_variable(target)
            if name is None:
                wanted = f"${target.text}" if type(target) is Word else "$name"
                message = f"`{statement.name}` needs a variable, but got a value"
                hint = f"{statement.name} {wanted} ..."
                fix = Fix(target.span, wanted) if wanted != "$name" else None
                yield self._problem("not-a-variable", message, target.span, hint, fix)
            elif is_reserved(target):
                message = f"`${name}` cannot be set; it always is {RESERVED[name]}"
                yield self._problem(
                    "reserved-variable",
                    message,
                    target.span,
                    "choose another name",
                    renaming(self.document, name, target.span),
                )

    # -- properties ----------------------------------------------------------------------------------

    def _properties(self, statement: Statement, spec: StatementSpec) -> Iterator[Problem]:
        if self._outside(statement, spec) is not None:
            return
        given = statement.block.properties if statement.block is not None else []
        keys = {entry.key for entry in given}
        unknown = [entry for entry in given if entry.key not in spec.properties and entry.key not in COMMON]
        meant = {entry.key: self._meant(entry, spec, keys) for entry in unknown}
        is_call = spec.named and "input" in spec.properties
        if unknown and is_call and "input" not in {*keys, *meant.values()}:
            yield self._bare_inputs(unknown, spec, is_all=len(unknown) == len(given))
            unknown = []
        for entry in unknown:
            yield self._unknown_property(entry, spec, meant[entry.key])
        once = [entry for entry in given if entry.key not in spec.repeated]
        for number, entry in enumerate(once):
            if entry.key in {earlier.key for earlier in once[:number]}:
                message = f"`{entry.key}` stands twice in this block, and only the last one counts"
                yield self._problem("duplicate-property", message, entry.key_span, "leave one of them out")
        # A property under a wrong name is one fault, not two.
        started = (
            {entry.name for entry in statement.block.statements} if statement.block is not None else set()
        )
        missing = sorted(spec.required - keys - started - set(meant.values()))
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
        hint = f"it has {_listed(spec.properties)}" if spec.properties else "it has no properties"
        fix: Fix | None = None
        if meant is not None:
            # A row of the table leaves no doubt, a name that is alike does.
            fix = Fix(entry.key_span, meant, safe=(spec.name, entry.key) in PROPERTIES)
            hint = f"did you mean `{meant}`?"
        hint = ADVICE.get((spec.name, entry.key), hint)
        return self._problem("unknown-property", message, entry.key_span, hint, fix)

    def _bare_inputs(self, entries: Sequence[Property], spec: StatementSpec, is_all: bool) -> Problem:
        """The problem of `function.run "f" { a = 1 }`; ``is_all`` where the block holds nothing else."""
        text, span = self.source.text, entries[0].span.to(entries[-1].span)
        values = [text[entry.value.span.start : entry.value.span.end] for entry in entries]
        pairs = ", ".join(f"{entry.key}: {value}" for entry, value in zip(entries, values, strict=True))
        has_comment = "//" in text[span.start : span.end]
        fix = Fix(span, f"input = {{{pairs}}}") if is_all and not has_comment else None
        message = f"`{spec.name}` has no `{entries[0].key}`; the inputs of the function stand in `input`"
        hint = f"input = {{{entries[0].key}: ...}}"
        return self._problem("unknown-property", message, entries[0].key_span, hint, fix)

    def _problem(
        self, code: str, message: str, span: Span, hint: str | None = None, fix: Fix | None = None
    ) -> Problem:
        return Problem(code, message, self.source, span, hint, fix)


def _takes(spec: StatementSpec) -> int:
    """How many values stand before the block of a statement."""
    return 1 if spec.named or spec.subject is not None else 0


def _outside_of(statement: Statement, spec: StatementSpec) -> list[HeadItem]:
    """What stands in a head behind the value that it takes, without the attributes that it has."""
    rest = statement.head[_takes(spec) :]
    return [item for item in rest if not (type(item) is Attribute and item.key in spec.attributes)]


def _listed(names: Iterable[str], word: str = "and") -> str:
    items = [f"`{name}`" for name in names]
    return f" {word} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
