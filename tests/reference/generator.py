"""Writes XanoScript programs by chance: most run to their end, some mix types and fail.

Each statement at the top of a function grows from a seed of its own. So Hypothesis shrinks a program by
leaving statements out, and has little to choose otherwise, which makes programs large and varied.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.reference.motifs import MOTIFS, fill

# Variables by what they mostly hold. Any of them may get anything now and then.
NAMES = {
    "number": ("i", "j", "d"),
    "text": ("s", "t"),
    "list": ("a", "b", "c"),
    "nested": ("m", "n"),
    "object": ("o", "p"),
    "any": ("x", "y"),
}
KINDS = tuple(NAMES)
EVERY = tuple(name for names in NAMES.values() for name in names)
NUMBERS = (
    *("0", "1", "2", "3", "(-1)", "0.5", "10", "(-2.5)", "9223372036854775807", "4611686018427387904"),
    *("(-9223372036854775807)", "3037000500", "1e300", '"3"', '"1.5"', "true", "null", "0.0", "7", "100"),
)
TEXTS = ('"a"', '""', '"b c"', '"10"', '"abc"', '"1e1"', '"é"', '"0"', '"x,y"')
KEYS = ("n", "s", "list", "o", "k")
# What a member of an object holds when it is made by the rules below.
MEMBERS = {"n": "number", "s": "text", "list": "list", "o": "object", "k": "any"}
STARTS = {
    "number": "0",
    "text": '"a"',
    "list": "[1, 2, 3]",
    "nested": "[[1, 2], [3]]",
    "object": '{n: 1, s: "a", list: [1, 2], o: {k: 1}}',
    "any": "null",
}


def choices(kind: str) -> tuple[str, ...]:
    """A value of a kind by way of a condition: half of them ternaries."""
    guarded = (f"${kind.upper()}1",) * 3 + ("$OBJECT1.n", "$OBJECT1.list", "$OBJECT1.o.k")
    return (
        *(f"(<bool> ? <{kind}> : <{kind}>)",) * 12,
        *(f"(<{kind}> || <{kind}>)",) * 6,
        *(f"({value} ?? <{kind}>)" for value in guarded),
    )


def repeated(kind: str) -> tuple[str, ...]:
    """None to three values of a kind."""
    return tuple(", ".join([f"<{kind}>"] * count) for count in range(4))


ORDERS = ("<", ">", "==", "!=", "<=", ">=", "===", "!==")
ANY_ORDERS = ("==", "!=", "===", "!==", "<", ">=")
TESTS = ("is_null", "is_empty", "is_int", "is_decimal", "is_text", "is_array", "is_object")
# An element which may not be there.
INDEXES = ("0", "1", "$i", "$j", "2") * 7 + ("<number>",) * 15
ENTRIES = {key: f"{key}: <{held}>" for key, held in MEMBERS.items()}
OBJECTS = tuple(
    ", ".join(entries) for count in range(len(KEYS) + 1) for entries in combinations(ENTRIES.values(), count)
)
# The forms of an expression by what it mostly gives: how often, the text, and the words for each `{}`. Places
# are those of the motifs. `<simple number>` has no operators; `<each number>` is what a filter evaluates for
# each element, and so is `<result number>` with `$result`.
FORMS: dict[str, tuple[Any, ...]] = {
    "number": (
        (5, "(<number> {} <number>)", "+-*+-/%"),
        (1, "(<list>|count)"),
        (1, "$LIST1[{}]", INDEXES),
        (1, '(<object>|get:"n":0)'),
        (1, "(<list>|{})", ("sum", "first", "last", "pop", "shift", "min", "max")),
        (1, "(<list>|reduce:<result number>:{})", ("0", "1", "[]", '""')),
        (1, "(<number>|{})", ("to_int", "abs", "to_decimal")),
        (1, "(<number>|{}:<number>)", ("add", "subtract", "multiply", "divide", "modulus", "max", "min")),
        (1, "(-$NUMBER1)"),
        (1, "{}", choices("number")),
    ),
    "text": (
        (4, "(<text> ~ {})", ("<text>", "<number>", "<any>")),
        (1, "(<text>|to_upper)"),
        (1, "(<any>|to_text)"),
        (1, "(<list>|join:{})", TEXTS),
        (1, "(<text>|substr:<simple number>:<simple number>)"),
        (1, "{}", choices("text")),
    ),
    "list": (
        (2, "[{}]", repeated("number")),
        (2, "(<list>|{}:<number>)", ("push", "unshift", "append")),
        (2, "(<list>|map:<each number>)"),
        (2, "(<list>|filter:<each bool>)"),
        (1, "(<list>|merge:<list>)"),
        (1, "(<list> ~ <list>)"),
        (1, "(<list>|slice:<simple number>:<simple number>)"),
        (1, "({}..{})", ("1", "0", "3", "$i"), ("3", "5", "1", "$j")),
        (1, "(<list>|set:{}:<number>)", ("0", "1", "$i")),
        (1, "$NESTED1[{}]", INDEXES),
        (1, '(<object>|get:"list":[])'),
        (1, "(<list>|reduce:<result list>:[])"),
        (1, "(<list>|{})", ("reverse", "unique", "values", "flatten")),
        (1, "{}", choices("list")),
    ),
    "nested": (
        (3, "[{}]", (*repeated("list"), *repeated("object"), *repeated("nested"))),
        (1, "(<nested>|push:{})", ("<list>", "<object>")),
        (1, "(<nested>|map:{})", ("<each list>", "<each object>", "<each nested>")),
        (1, "(<object>|entries)"),
        (1, "{}", choices("nested")),
    ),
    "object": (
        (2, "{{{}}}", OBJECTS),
        (2, "(<object>|set:{})", tuple(f'"{key}":<{held}>' for key, held in MEMBERS.items())),
        (1, '(<object>|set:"{}":<any>)', ("o.k", "o.o.n", "list.0")),
        (1, "(<object>|merge:<object>)"),
        (1, '(<object>|unset:"{}")', (*KEYS, "o.k")),
        (1, "$OBJECT1.{}", ("o", "list", "k", "n", "o.o")),
        (1, "{}", choices("object")),
    ),
    "bool": (
        (4, "(<number> {} <number>)", ORDERS),
        (1, "({})", tuple(f"<{kind}> {sign} <{kind}>" for kind in KINDS for sign in ANY_ORDERS)),
        (1, "(<bool> {} <bool>)", ("&&", "||")),
        (1, "(!<bool>)"),
        (1, "(<any>|{})", TESTS),
        (1, "(<number> {} <list>)", ("in", "not in")),
        (1, "($ANY1 {} null)", ("==", "!=")),
    ),
}


class Example(NamedTuple):
    """A program, and the inputs of each of its runs."""

    text: str
    runs: list[dict[str, Any]]


class Writer:
    """Writes one function.

    Args:
        seed: decides what is written next; a new one may be set between statements.
        inputs: the names of the function's inputs, by what they hold.
        callees: the functions that it may call, each with the inputs that it takes by what they hold.
    """

    def __init__(self, seed: int, inputs: dict[str, str], callees: dict[str, dict[str, str]]) -> None:
        self.random = Random(seed)
        self.inputs = inputs
        self.callees = callees
        self.loops = 0
        # The lists that are walked with `remove` allowed, by the loops around the place that is written.
        self.walks = 0
        # Whether `$$`, `$index` and `$parent` mean something, and `$result` does.
        self.inside = 0
        self.accumulates = False

    # -- choices -----------------------------------------------------------------------------------

    def pick(self, options: Sequence[Any]) -> Any:
        return options[self.random.randrange(len(options))]

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def name(self, kind: str) -> str:
        return "$" + self.pick(EVERY if self.chance(2) else NAMES.get(kind, EVERY))

    # -- expressions -------------------------------------------------------------------------------

    def value(self, kind: str, depth: int) -> str:
        """An expression that can stand anywhere, one that is no single word in parentheses."""
        if self.chance(1):
            kind = self.pick(KINDS)
        if kind == "any":
            kind = self.pick(KINDS[:-1])
        if depth <= 0 or self.chance(30):
            return self.simple(kind)
        return self.form(kind, depth - 1)

    def simple(self, kind: str) -> str:
        how = self.random.randrange(100)
        if how < 50:
            return self.name(kind)
        if how > 80:
            if self.inside and self.chance(60):
                words = ("$$", "$this", "$index", "$parent", *(["$result"] * 3 if self.accumulates else []))
                return str(self.pick(words))
            names = [name for name, held in self.inputs.items() if held == kind]
            if names:
                return f"$input.{self.pick(names)}"
        literals = {"number": NUMBERS, "text": TEXTS, "bool": ("true", "false")}.get(kind)
        return str(self.pick(literals)) if literals else STARTS[kind]

    def form(self, kind: str, depth: int) -> str:
        """An expression of one of the forms of its kind."""
        forms = FORMS[kind]
        _, text, *words = self.random.choices(forms, [form[0] for form in forms])[0]
        filled = fill(text.format(*map(self.pick, words)), self.name, lambda place: self.part(place, depth))
        return "".join(filled)

    def part(self, place: str, depth: int) -> str:
        """What stands in a place of a form; ``each`` and ``result`` are evaluated once an element."""
        how, _, kind = place.rpartition(" ")
        if not how:
            return self.value(kind, depth)
        if how == "simple":
            return self.value(kind, 0)
        before = self.accumulates
        self.inside, self.accumulates = self.inside + 1, how == "result"
        body = self.value(kind, min(depth, 2))
        self.inside, self.accumulates = self.inside - 1, before
        return body

    def condition(self) -> str:
        """What stands in the head of a statement."""
        return in_parentheses(self.value("bool", 2))

    # -- statements --------------------------------------------------------------------------------

    def block(self, depth: int, most: int = 5) -> list[str]:
        count = self.random.randrange(most) + 1
        return [line for _ in range(count) for line in self.statements(depth)]

    def statements(self, depth: int) -> list[str]:
        """One statement; some stand in a `try_catch`, as what fails ends a program early."""
        lines = self.statement(depth)
        return ["try_catch {", "try {", *lines, "}", "}"] if depth > 0 and self.chance(45) else lines

    def statement(self, depth: int) -> list[str]:
        how = self.random.randrange(100)
        simple = (self.set, self.set, self.change, self.change, self.update, self.push, self.push, self.alias)
        if how < 4:
            return self.leave()
        if how < 22:
            return fill(self.pick(MOTIFS), self.name, lambda kind: self.value(kind, 1))
        if depth <= 0 or how < 65:
            return list(self.pick(simple)())
        if how < 73 and self.callees:
            return self.call()
        nested = (self.conditional, self.foreach, self.for_, self.while_, self.switch, self.try_)
        return list(self.pick(nested)(depth - 1))

    def set(self) -> list[str]:
        kind = self.pick(KINDS)
        held = self.pick(KINDS) if self.chance(10) else kind
        return [f"var {self.name(kind)} {{", f"value = {self.value(held, 3)}", "}"]

    def alias(self) -> list[str]:
        """Give a value a second name, or make it a part of another."""
        kind = self.pick(("list", "nested", "object"))
        one, other = self.name(kind), self.name(kind)
        whole = self.name(self.pick(("nested", "object", "any")))
        value = self.pick((one, f"[{one}, {one}]", f"{{list: {one}, o: {other}}}", f"{one}|push:{other}"))
        return [f"var {self.pick((other, whole))} {{", f"value = {value}", "}"]

    def target(self, kind: str) -> str:
        """A place that can be set: a variable, or something below one."""
        if self.chance(55):
            return self.name(kind)
        index = self.pick(("0", "1", "$i", "$j"))
        some, one, many = self.name("list"), self.name("object"), self.name("nested")
        below = {
            "number": (f"{some}[{index}]", f"{one}.n", f"{many}[0][{index}]"),
            "text": (f"{one}.s", f"{one}[{self.name('text')}]"),
            "list": (f"{many}[{index}]", f"{one}.list", f"{one}.o.list"),
            "nested": (f"{many}[{index}]", f"{one}.k"),
            "object": (f"{many}[{index}]", f"{one}.o", f"{one}.o.o"),
            "any": (f"{one}.k",),
        }[kind]
        given = [f"$input.{name}" for name, held in self.inputs.items() if held == kind]
        return str(self.pick([*below, *given]))

    def update(self) -> list[str]:
        kind = self.pick(KINDS)
        return [f"var.update {self.target(kind)} {{", f"value = {self.value(kind, 2)}", "}"]

    def change(self) -> list[str]:
        if self.chance(15):
            name = self.pick(("text.append", "text.prepend"))
            return [f"{name} {self.target('text')} {{", f"value = {self.value('text', 2)}", "}"]
        name = self.pick(("math.add", "math.sub", "math.mul", "math.div", "math.mod"))
        return [f"{name} {self.target('number')} {{", f"value = {self.value('number', 2)}", "}"]

    def push(self) -> list[str]:
        kind = self.pick(("list", "list", "nested"))
        name = self.pick(("push", "push", "pop", "shift", "unshift", "merge"))
        target = self.target(kind)
        if name in ("pop", "shift"):
            held = self.pick(("number", "any")) if kind == "list" else self.pick(("list", "object", "any"))
            return [f"array.{name} {target} as {self.name(held)}"]
        added = "number" if kind == "list" else self.pick(("list", "object", "nested"))
        return [
            f"array.{name} {target} {{",
            f"value = {self.value(kind if name == 'merge' else added, 2)}",
            "}",
        ]

    def leave(self) -> list[str]:
        ways = ["precondition", "throw", "return"]
        if self.loops:
            ways = ["break", "continue", *["remove"] * bool(self.walks), *ways]
        how = self.pick(ways)
        if how == "return":
            line = f"value = {self.value('any', 2)}"
            leaving = ["return {", line, "}"]
        elif how == "throw":
            leaving = ["throw {", f"name = {self.pick(TEXTS)}", f"value = {self.value('any', 2)}", "}"]
        elif how == "precondition":
            kind = self.pick(("standard", "inputerror", "notfound"))
            lines = [
                f'error_type = "{kind}"',
                f"error = {self.value('text', 1)}",
                f"payload = {self.value('any', 1)}",
            ]
            return [f"precondition {self.condition()} {{", *lines, "}"]
        else:
            leaving = [how]
        return ["conditional {", f"if {self.condition()} {{", *leaving, "}", "}"]

    def conditional(self, depth: int) -> list[str]:
        lines = ["conditional {", f"if {self.condition()} {{", *self.block(depth, 3), "}"]
        if self.chance(20):
            lines += [f"elseif {self.condition()} {{", *self.block(depth, 2), "}"]
        if self.chance(50):
            lines += ["else {", *self.block(depth, 3), "}"]
        return [*lines, "}"]

    def body(self, depth: int, walks: bool) -> list[str]:
        before, self.loops = self.loops, self.loops + 1
        self.walks += walks
        lines = self.block(depth, 4)
        self.loops = before
        self.walks -= walks
        return lines

    def foreach(self, depth: int) -> list[str]:
        kind = self.pick(("list", "nested", "object"))
        over = self.target(kind) if self.chance(60) else self.value(kind, 1)
        held = {"list": "number", "nested": self.pick(("list", "object")), "object": "any"}[kind]
        item = self.name(held)
        # What a `remove` leaves of a list that its own loop variable replaces means nothing.
        walks = item not in over
        return [
            f"foreach {in_parentheses(over)} {{",
            f"each as {item} {{",
            *self.body(depth, walks),
            "}",
            "}",
        ]

    def for_(self, depth: int) -> list[str]:
        count = self.pick(("2", "3", "1", "$i", "($a|count)", "5"))
        return [
            f"for {in_parentheses(count)} {{",
            f"each as {self.name('number')} {{",
            *self.body(depth, False),
            "}",
            "}",
        ]

    def while_(self, depth: int) -> list[str]:
        """A loop that counts with a variable of its own, so that it ends."""
        counter = f"$w{self.loops}"
        step = [f"math.add {counter} {{", "value = 1", "}"]
        start = [f"var {counter} {{", "value = 0", "}"]
        condition = f"{counter} < {self.pick('2341')}"
        if self.chance(30):
            condition += f" && {self.value('bool', 2)}"
        return [*start, f"while ({condition}) {{", "each {", *step, *self.body(depth, False), "}", "}"]

    def switch(self, depth: int) -> list[str]:
        kind = self.pick(("number", "text"))
        lines = [f"switch ({self.value(kind, 2)}) {{"]
        for _ in range(self.random.randrange(3) + 1):
            end = "}" if self.chance(30) else "} break"
            lines += [f"case ({self.value(kind, 1)}) {{", *self.block(depth, 2), end]
        if self.chance(60):
            lines += ["default {", *self.block(depth, 2), "}"]
        return [*lines, "}"]

    def try_(self, depth: int) -> list[str]:
        lines = ["try_catch {", "try {", *self.block(depth, 3), "}"]
        if self.chance(80):
            seen = [f"var {self.name('any')} {{", "value = $error", "}"] if self.chance(40) else []
            lines += ["catch {", *seen, *self.block(depth, 2), "}"]
        if self.chance(25):
            lines += ["finally {", *self.block(depth, 2), "}"]
        return [*lines, "}"]

    def call(self) -> list[str]:
        name = self.pick(tuple(self.callees))
        given = ", ".join(f"{key}: {self.value(held, 2)}" for key, held in self.callees[name].items())
        given = self.name("object") if self.chance(5) else f"{{{given}}}"
        target = self.name(self.pick(KINDS[2:]))
        lines = [f'function.run "{name}" {{', f"input = {given}"]
        if not self.chance(8):
            return [*lines, f"}} as {target}"]
        # The value travels to another thread while this one goes on changing it.
        future = f"$f{self.random.randrange(1000)}"
        between = [*self.push(), *self.update()]
        return [*lines, "async = true", f"}} as {future}", *between, f"await {future} as {target}"]


def in_parentheses(text: str) -> str:
    return text if text.startswith("(") else f"({text})"


# -- whole programs ------------------------------------------------------------------------------------

MAIN_INPUTS = {"i": "number", "d": "number", "s": "text", "xs": "list", "j": "any", "o": "object"}
MAIN_TYPES = {"i": "int", "d": "decimal", "s": "text", "xs": "int[]", "j": "json", "o": "json"}
HELPER_INPUTS = {"a": "list", "m": "nested", "o": "object", "x": "number"}

NUMBER = st.one_of(st.integers(-3, 12), st.integers(-(2**63), 2**63 - 1), st.sampled_from([0.5, 2.0, -1e300]))
DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBER, st.sampled_from(["", "a", "3", "b c", "1e1"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=5,
)
OBJECT = st.fixed_dictionaries(
    {},
    optional={"n": NUMBER, "s": st.just("a"), "list": st.lists(NUMBER, max_size=3), "o": st.just({"k": 1})},
)
INPUTS = st.fixed_dictionaries(
    {
        "i": st.integers(-3, 9) | st.integers(-(2**63), 2**63 - 1),
        "d": st.integers(-3, 9) | st.sampled_from([0.5, -1.25, 1e300]),
        "s": st.sampled_from(["a", "10", "b c"]),
        "xs": st.lists(st.integers(-3, 9), max_size=4),
    },
    optional={"j": DATA, "o": OBJECT},
)


def function(name: str, types: dict[str, str], stack: list[str], response: str) -> str:
    declared = [f"{type_name} {key}?" for key, type_name in types.items()]
    lines = [f'function "{name}" {{', "input {", *declared, "}", "stack {", *stack, "}"]
    return "\n".join([*lines, f"response = {response}", "}"])


def starting(writer: Writer) -> list[str]:
    """Every variable with something of its kind, but for one that now and then stays unset."""
    unset = writer.name("any") if writer.chance(4) else ""
    lines = []
    for kind, names in NAMES.items():
        for name in names:
            if unset != f"${name}":
                start = writer.pick(NUMBERS) if name == "d" else STARTS[kind]
                given = [f"$input.{key}" for key, held in writer.inputs.items() if held == kind]
                value = f"{writer.pick(given)} ?? " if given and writer.chance(30) else ""
                lines += [f"var ${name} {{", f"value = {value}{start}", "}"]
    return lines


def response(writer: Writer) -> str:
    if writer.chance(10):
        return writer.value("any", 3)
    return "{" + ", ".join(f"{name}: ${name} ?? null" for name in EVERY) + "}"


# How deep a statement may nest, with 0 for none at all, and what it grows from.
SEEDS = st.tuples(st.sampled_from([0, 3, 1, 2, 3]), st.integers(0, 2**32 - 1))


def stack(writer: Writer, seeds: list[tuple[int, int]]) -> list[str]:
    lines = starting(writer)
    for depth, seed in seeds:
        writer.random = Random(seed)
        lines += writer.statements(depth) if depth else []
    return lines


def program(
    seed: int, main: list[tuple[int, int]], helper: list[tuple[int, int]], runs: list[dict[str, Any]]
) -> Example:
    """A job of a function, and of another that it may call if that has any statement."""
    documents, callees = [], {}
    if helper:
        writer = Writer(seed + 1, HELPER_INPUTS, {})
        types = dict.fromkeys(HELPER_INPUTS, "json")
        documents.append(function("helper", types, stack(writer, helper), response(writer)))
        callees = {"helper": HELPER_INPUTS}
    writer = Writer(seed, MAIN_INPUTS, callees)
    documents.append(function("main", MAIN_TYPES, stack(writer, main), response(writer)))
    head = f'run.job "example" {{\nmain = {{\nname: "main"\ninput: {json.dumps(runs[0])}\n}}\n}}'
    return Example("\n---\n".join([head, *documents]), runs)


def programs() -> st.SearchStrategy[Example]:
    """Jobs, each with the inputs of two runs."""
    runs = st.lists(INPUTS, min_size=2, max_size=2)
    some, few = st.lists(SEEDS, min_size=8, max_size=14), st.lists(SEEDS, max_size=6)
    return st.builds(program, st.integers(0, 2**32 - 1), some, few, runs)
