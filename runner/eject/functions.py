"""One function of XanoScript -> the text of a Python file that holds it."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence

from runner.check.live import walk_live
from runner.check.variables import is_var
from runner.compile.scopes import Scope
from runner.eject import layout, pieces
from runner.eject.arrays import ARRAYS
from runner.eject.control import CONTROL
from runner.eject.expressions import Expressions
from runner.eject.failing import FAILING
from runner.eject.hints import result_hint
from runner.eject.inputs import Declared, ObjectClass, declare
from runner.eject.knowledge import Knowledge
from runner.eject.layout import STEP, WIDTH, flat
from runner.eject.mutation import Mutation
from runner.eject.names import HELPERS, Names, function_name
from runner.eject.needs import Needs, Refusal
from runner.eject.renewal import renewed_inputs
from runner.eject.requests import NAME, answer_names, plain_request
from runner.eject.statements import Statements, Writer
from runner.eject.variables import VARIABLES
from runner.eject.world import WORLD
from runner.eject.writer import Lines
from runner.records import Record
from runner.specs import Language
from runner.syntax.comments import Comment
from runner.syntax.nodes import Declaration, FunctionDocument, Member, Statement, Variable
from runner.types.field import Field

WRITERS: dict[str, Writer] = {**VARIABLES, **ARRAYS, **CONTROL, **FAILING, **WORLD}


class Ejected(Record):
    """A function in Python: the text of its file, the helpers that it uses, what could not be written."""

    text: str
    helpers: frozenset[str]
    refused: tuple[Refusal, ...]


def eject_function(
    document: FunctionDocument,
    language: Language,
    fields: Sequence[Field],
    comments: Sequence[Comment],
    env: Collection[str] = (),
) -> Ejected:
    """A function as a file of Python.

    Args:
        document: a function that `check_function` finds no error in.
        language: what its filters and statements mean.
        fields: its inputs.
        comments: those of its file.
        env: the env names that the job declares, and which are there when it runs.
    """
    known = Knowledge(document, language, fields, env)
    # A second time, so that variables may have the names of helpers that are not used.
    _, needs = _attempt(_FunctionWriter(document, language, known, comments, HELPERS))
    body, needs = _attempt(_FunctionWriter(document, language, known, comments, needs.helpers))
    origin = document.source.name.replace("\\", "/").rpartition("/")[2]
    head = [f'"""The function `{document.name}`, from {origin}."""', ""]
    text = "\n".join([*head, *_imports(needs), *body]) + "\n"
    return Ejected(text, frozenset(needs.helpers), tuple(needs.refused))


def _attempt(writer: _FunctionWriter) -> tuple[list[str], Needs]:
    try:
        lines = writer.whole()
    except Refusal as refusal:
        writer.needs.refused.append(refusal)
        lines = []
    writer.needs.keep(_words("\n".join(lines)))
    return lines, writer.needs


class _FunctionWriter:
    def __init__(
        self,
        document: FunctionDocument,
        language: Language,
        known: Knowledge,
        comments: Sequence[Comment],
        helpers: Collection[str],
    ) -> None:
        self.needs = Needs()
        self._document = document
        self._language = language
        self._known = known
        self._fields = known.fields
        self._helpers = helpers
        self._name = function_name(document.name)
        start, end = document.statement.span.start, document.statement.span.end
        self._header = [one for one in comments if one.span.start < start]
        self._comments = [one for one in comments if start <= one.span.start < end]
        self._scope = Scope(document, language)
        self._renewed = renewed_inputs(document, language, known)

    def whole(self) -> list[str]:
        """The lines of the constants, the classes and the function."""
        known = self._known
        names = self._names(known)
        declared = declare(self._fields, names.inputs, self.needs, self._document.statement.name_span)
        expressions = Expressions(self._language, names, known, self.needs)
        mutation = Mutation(self._document, self._language, known.inference)
        body = self._body(
            Statements(WRITERS, expressions, mutation, self._lines(), self._read_names()), known
        )
        # Comments of the inputs stand at their parameters.
        returned = result_hint(self._document, known, self.needs)
        return [*self._above(declared), *self._signature(declared, returned), *self._docstring(), *body]

    # -- names -----------------------------------------------------------------------------------------

    def _names(self, known: Knowledge) -> Names:
        """Names for everything; which variables hold an answer of httpx is known only after a trial."""
        answers = answer_names(
            self._document, list(walk_live([self._document.stack, self._document.response]))
        )
        while True:
            known.answers = frozenset(answers)
            variables = set(self._scope.assigned) | {f"{name}.data" for name in self._read_data(answers)}
            taken = {self._name, *self._helpers}
            names = Names((field.name for field in self._fields), variables, taken, self._renewed)
            trial = Expressions(self._language, names, known, Needs())
            failed = {name for name in answers if not self._is_plain(trial, name)}
            if not failed:
                return names
            answers -= failed

    def _is_plain(self, expressions: Expressions, name: str) -> bool:
        try:
            return all(plain_request(expressions, one) is not None for one in self._requests(name))
        except Refusal:
            return False

    def _requests(self, name: str) -> Iterable[Statement]:
        for node in walk_live(self._document.stack):
            if type(node) is Statement and node.name == NAME and node.alias is not None:
                target = node.alias.target
                if type(target) is Variable and target.name == name:
                    yield node

    def _read_data(self, answers: set[str]) -> set[str]:
        """The answers of which the body is read."""
        nodes = walk_live([self._document.stack, self._document.response])
        read = {
            node.base.base.name
            for node in nodes
            if type(node) is Member
            and node.key == "result"
            and type(node.base) is Member
            and type(node.base.base) is Variable
        }
        return answers & read

    def _read_names(self) -> frozenset[str]:
        """The variables that something reads or changes, and not only a loop sets."""
        nodes = list(walk_live([self._document.stack, self._document.response]))
        loops = [node for node in nodes if type(node) is Statement and node.name == "each"]
        bound = {id(node.alias.target) for node in loops if node.alias is not None}
        names = {node.name for node in nodes if type(node) is Variable and id(node) not in bound}
        members = {node.key for node in nodes if type(node) is Member and is_var(node.base)}
        return frozenset(names | members)

    # -- the parts of the function ---------------------------------------------------------------------

    def _lines(self) -> Lines:
        start = self._inputs_end()
        comments = [one for one in self._comments if one.span.start >= start]
        lines = Lines(comments, self._document.source.unix().text)
        lines.indent = STEP
        return lines

    def _body(self, statements: Statements, known: Knowledge) -> list[str]:
        out = statements.out
        statements.declared |= self._renewed
        for name in sorted(self._scope.maybe_unset):
            hint = self.needs.from_typing("Any")
            out.add(f"{statements.expressions.names.variables[name]}: {hint} = None")
            statements.declared.add(name)
        statements.inline(self._document.stack)
        response = self._document.response
        # Nothing comes behind a `return` or a `raise`.
        if response is not None and not out.ended:
            try:
                out.comments_before(response.span.end)
                out.add("return ", statements.expressions.value(response))
            except Refusal as refusal:
                self.needs.refused.append(refusal)
        out.comments_before(self._document.statement.span.end)
        if all(line.lstrip().startswith("#") for line in out.lines):
            out.add("return None")
        return out.lines

    def _above(self, declared: Declared) -> list[str]:
        found: list[str] = []
        for at, (constant, code) in enumerate(declared.constants):
            found += [""] if not at else []
            found += layout.lines(f"{constant} = ", code, "", "")
        comments = self._input_comments()
        for one in declared.classes:
            found += ["", "", *_typed_dict(one, comments)]
        return [*found, "", ""]

    def _signature(self, declared: Declared, returned: str) -> list[str]:
        document = self._document
        self.needs.from_runner("function")
        decorator = "@function"
        if document.name != self._name:
            decorator = f"@function(name={flat(pieces.text(document.name))})"
        shown = []
        if self.needs.context:
            shown.append(f"context: {self.needs.from_runner('Context')}")
        comments = self._input_comments()
        for parameter in declared.parameters:
            default = f" = {flat(parameter.default)}" if parameter.default is not None else ""
            shown.append(f"{parameter.name}: {flat(parameter.hint)}{default}")
        line = f"def {self._name}({', '.join(shown)}) -> {returned}:"
        if len(line) <= WIDTH and not any(comments.get(field.where) for field in self._fields):
            return [decorator, line]
        lines = [decorator, f"def {self._name}("]
        if self.needs.context:
            lines.append(f"{STEP}{shown[0]},")
        for parameter in declared.parameters:
            lines += _comment_lines(comments.get(parameter.field.where, ()))
            default = f" = {flat(parameter.default)}" if parameter.default is not None else ""
            lines += layout.lines(f"{parameter.name}: ", parameter.hint, f"{default},", STEP)
        return [*lines, f") -> {returned}:"]

    def _input_comments(self) -> dict[str, list[str]]:
        """The comments above each input and each member of one, by the place where that is declared."""
        found: dict[str, list[str]] = {}
        source, end = self._document.source, self._inputs_end()
        nodes = [node for node in walk_live(self._document.inputs) if isinstance(node, Declaration)]
        for comment in self._comments:
            behind = [node for node in nodes if node.name_span.start < comment.span.start]
            ahead = [node for node in nodes if node.name_span.start > comment.span.start]
            if comment.span.start >= end or not nodes or not comment.text:
                continue
            node = behind[-1] if behind and (comment.trailing or not ahead) else ahead[0]
            where = f"{source.name}:{source.position(node.span.start).line}"
            found.setdefault(where, []).append(comment.text)
        return found

    def _inputs_end(self) -> int:
        """Where the declarations of the inputs end, and the stack may begin."""
        block = self._document.statement.block
        inputs = block.block("input") if block is not None else None
        return inputs.span.end if inputs is not None else self._document.statement.span.start

    def _raw(self, comment: Comment) -> str:
        """A comment with the indent that its text has."""
        text = self._document.source.unix().text[comment.span.start : comment.span.end]
        return text.removeprefix("//").removeprefix(" ").rstrip()

    def _docstring(self) -> list[str]:
        said = [self._document.description or "", "\n".join(self._raw(one) for one in self._header)]
        about = {field.name: field.description for field in self._fields if field.description}
        if about and not any(said):
            said = [f"Run `{self._document.name}`."]
        if about:
            arguments = (f"{key}: {value}".replace("\n", f"\n{STEP}") for key, value in about.items())
            said.append("Args:\n" + textwrap.indent("\n".join(arguments), STEP))
        whole = "\n\n".join(part.strip() for part in said if part.strip())
        if not whole:
            return []
        return _quoted(whole)


def _typed_dict(made: ObjectClass, comments: Mapping[str, list[str]]) -> list[str]:
    """A TypedDict: a class where all its keys can be names."""
    if not all(pieces.is_plain_name(member.key) for member in made.members):
        entries = pieces.dictionary((pieces.text(member.key), member.hint) for member in made.members)
        code = pieces.call("TypedDict", pieces.text(made.name), entries)
        return layout.lines(f"{made.name} = ", code, "", "")
    lines = [f"class {made.name}(TypedDict):", f'{STEP}"""{made.about}"""', ""]
    for member in made.members:
        lines += _comment_lines(comments.get(member.where, ()))
        lines += layout.lines(f"{member.key}: ", member.hint, "", STEP)
    return lines


def _comment_lines(comments: Iterable[str]) -> list[str]:
    start = f"{STEP}# "
    return [
        line
        for comment in comments
        for line in textwrap.wrap(comment, WIDTH, initial_indent=start, subsequent_indent=start)
    ]


def _quoted(said: str) -> list[str]:
    lines: list[str] = []
    for line in said.replace('"""', "'''").splitlines():
        margin = STEP + line[: len(line) - len(line.lstrip())]
        wrapped = textwrap.wrap(line.strip(), WIDTH - 9, initial_indent=margin, subsequent_indent=margin)
        lines += wrapped or [""]
    lines = [line.rstrip() for line in lines]
    raw = "r" if "\\" in said else ""
    lines[0] = f'{STEP}{raw}"""{lines[0].lstrip()}'
    # A quote or a backslash right before the closing quotes would be a part of them.
    closing = " " if lines[-1].endswith(('"', "\\")) else ""
    if len(lines) == 1 and len(lines[0]) + 3 <= WIDTH:
        return [f'{lines[0]}{closing}"""']
    return [*lines, f'{STEP}"""']


def _words(text: str) -> set[str]:
    """The names that a text of Python reads; all words of one that is none."""
    try:
        return {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    except SyntaxError:
        return set(re.findall(r"\w+", text))


def _imports(needs: Needs) -> list[str]:
    modules = sorted(line for line in needs.modules if line.startswith("import "))
    taken = sorted(line for line in needs.modules if line.startswith("from "))
    if needs.typing:
        taken.append(f"from typing import {', '.join(_sorted(needs.typing))}")
    standard = [*modules, *taken]
    groups = [standard, [f"from runner import {', '.join(_sorted(needs.runner))}"]]
    if needs.helpers:
        groups.append(_wrapped_import("._xs", _sorted(needs.helpers)))
    lines = ["from __future__ import annotations", ""]
    for group in groups:
        lines += [*group, ""] if group else []
    return lines[:-1] if lines[-1] == "" else lines


def _sorted(names: Iterable[str]) -> list[str]:
    """Names as isort orders them: constants, classes, the others."""
    return sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def _wrapped_import(module: str, names: list[str]) -> list[str]:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"from {module} import (", *(f"{STEP}{name}," for name in names), ")"]
