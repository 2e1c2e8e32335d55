"""Writes programs by chance that aim at the optimiser: variables that change type, lists that are shared.

Each statement at the top of a program grows from a seed of its own, so that leaving seeds out makes a
program smaller and changes little else in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

# Variables by what they mostly hold; any of them may get anything now and then.
NUMBERS, TEXTS, LISTS, OBJECTS, OTHERS = "mn", "st", "abc", "op", "x"
SET = NUMBERS + TEXTS + LISTS + OBJECTS + OTHERS
EVERY = 3 * SET + "y"  # which is not set at the start
START = (
    "var $m { value = 1 }\nvar $n { value = $input.n }\nvar $s { value = $input.s }\n"
    "var $t { value = 'ab' }\nvar $a { value = $input.a }\nvar $b { value = [1, 2, 3] }\n"
    "var $c { value = [[1, 2], [3]] }\n"
    "var $o { value = { k: 1, l: [1, 2] } }\nvar $p { value = $input.o }\nvar $x { value = $input.x }"
)
RESPONSE = "[$m, $n, $s, $t, $a, $b, $c, $o, $p, $x, $y ?? 'unset', $input]"
INPUTS = "json n\njson s\njson a\njson o\njson x\njson l"

INTS = (
    *("0", "1", "2", "3", "7", "-1", "-2", "-7", "10", "1073741823", "1073741824", "-1073741824"),
    *("4294967296", "9007199254740992", "9007199254740993", "2305843009213693952", "2305843009213693953"),
    *("4611686018427387904", "4611686018427387905", "9223372036854775807", "-9223372036854775807"),
    *("-9223372036854775808", "3037000500", "-4611686018427387905"),
)
SMALL = ("0", "1", "2", "3", "-1", "7")
FLOATS = ("0.5", "1.0", "-1.5", "0.0", "-0.0", "2.0", "1e300", "9007199254740992.0", "9.3e18", "1e308 * 10")
WORDS = (
    *('""', '"0"', '"a"', '"1"', '"01"', '"1.0"', '" 1"', '"1 "', '"x"', '"10"', '"9"', '"abc"', '"é"'),
    *('"k"', '"l"', '"k.l"', '"-1"', '"1e1"', '":"', '"INF"', '"NAN"', '"true"', '"9007199254740993"'),
)
SCALARS = ("null", "true", "false")
COMPARISONS = ("==", "!=", "===", "!==", "<", "<=", ">", ">=")
GROWTH = 7  # so often may a program put a list into another one, before it holds too much


class Program:
    """Writes the statements of one program.

    Args:
        seed: decides what is written.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.loops: list[str] = []
        self.rounds = 1
        self.growth = GROWTH
        self.inside = 0  # expressions around this one that are evaluated once an element
        self.counters = 0
        self.prefix = f"w{seed % 100000}x"

    # -- choices -----------------------------------------------------------------------------------

    def pick(self, options: Sequence[Any]) -> Any:
        return options[self.random.randrange(len(options))]

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def grows(self) -> bool:
        """Whether there is room for another list within a list; counts it."""
        self.growth -= self.rounds
        return self.growth >= 0

    # -- values ------------------------------------------------------------------------------------

    def value(self, depth: int = 2) -> str:
        """An expression of any kind."""
        return str(self.pick(VALUES)(self, depth))

    def read(self, names: str, wanted: Callable[[], str]) -> str:
        """A variable that mostly holds what is wanted; else that itself."""
        if self.chance(8):
            names = EVERY
        elif self.chance(20):
            return wanted()
        name = self.pick(names)
        if self.inside and self.chance(50):
            return str(self.pick(("$this", "$$", "$index", "$this")))
        return f"$var.{name}" if self.chance(6) else f"${name}"

    def literal(self, depth: int = 0) -> str:
        return str(self.pick((*INTS, *FLOATS, *WORDS, *SCALARS, "[]", "{}", "[1]", "{k: 1}")))

    def int(self) -> str:
        return str(self.pick(INTS if self.chance(35) else SMALL))

    def number(self, depth: int) -> str:
        if depth <= 0 or self.chance(25):
            choices = ("$input.n", self.pick(FLOATS), self.int(), self.int())
            return self.read(NUMBERS, lambda: str(self.pick(choices)))
        return str(self.pick(NUMERIC)(self, depth - 1))

    def text(self, depth: int) -> str:
        if depth <= 0 or self.chance(40):
            return self.read(TEXTS, lambda: str(self.pick((*WORDS, "$input.s"))))
        return str(self.pick(TEXTUAL)(self, depth - 1))

    def list(self, depth: int) -> str:
        if depth <= 0 or self.chance(40):
            return self.read(
                LISTS, lambda: str(self.pick(("[]", "[1, 2]", "$input.a", "(1..3)", "$input.l")))
            )
        return str(self.pick(LISTED)(self, depth - 1))

    def object(self, depth: int) -> str:
        if depth <= 0 or self.chance(40) or not self.grows():
            return self.read(OBJECTS, lambda: str(self.pick(("{}", "{k: 1, l: [1]}", "$input.o"))))
        return str(self.pick(OBJECTIVE)(self, depth - 1))

    def condition(self, depth: int = 2) -> str:
        return str(self.pick(CONDITIONS)(self, depth - 1))

    def index(self, depth: int = 1) -> str:
        if self.chance(60):
            return str(self.pick(("0", "1", "2", "$m", "$n", "$n", "$m")))
        return self.number(depth) if self.chance(70) else self.literal()

    def item(self, depth: int) -> str:
        """What a list or an object gets: seldom another one, for its size."""
        return self.value(depth) if self.chance(40) and self.grows() else self.number(0)

    def element(self, depth: int) -> str:
        base = self.pick((*LISTS, *LISTS, *TEXTS, *OBJECTS, *OTHERS))
        return f"${base}[{self.index(depth)}]"

    def member(self, depth: int) -> str:
        read = f"${self.pick(4 * OBJECTS + SET)}.{self.pick('kl')}"
        return read if self.chance(40) else f"({read} ?? {self.number(0)})"

    def binary(self, depth: int) -> str:
        operator = self.pick(("+", "+", "-", "*", "/", "%"))
        sides = (self.number, self.number, self.number, self.value)
        return f"({self.pick(sides)(depth)} {operator} {self.pick(sides)(depth)})"

    def floored(self, depth: int) -> str:
        divisor = self.pick(("2", "3", "0", "-1", "$m", "$n")) if self.chance(70) else self.number(depth)
        return f"(({self.number(depth)} / {divisor})|floor)"

    def counted(self, depth: int) -> str:
        name = self.pick(("count", "count", "strlen"))
        of = self.list if name == "count" else self.text
        return f"({(of if self.chance(85) else self.value)(depth)}|{name})"

    def logical(self, depth: int) -> str:
        return f"({self.value(depth)} {self.pick(('&&', '||', '??', '??'))} {self.value(depth)})"

    def ternary(self, depth: int) -> str:
        return f"({self.condition(depth)} ? {self.value(depth)} : {self.value(depth)})"

    def got(self, depth: int) -> str:
        default = f":{self.number(0)}" if self.chance(30) else ""
        key = self.pick(('"k"', '"l"', '"l.0"', '"0"')) if self.chance(50) else f"({self.index(depth)})"
        return f"({self.pick((self.object, self.list, self.value))(depth)}|get:{key}{default})"

    def whole(self, depth: int) -> str:
        return f"({self.number(depth)}|{self.pick(('to_int', 'floor', 'ceil', 'round', 'abs'))})"

    def part(self, depth: int) -> str:
        length = f":({self.index()})" if self.chance(60) else ""
        return f"({self.text(depth)}|substr:({self.index()}){length})"

    def extreme(self, depth: int) -> str:
        return f"({self.number(depth)}|{self.pick(('min', 'max'))}:{self.number(0)})"

    def reduced(self, depth: int) -> str:
        return f"({self.list(depth)}|{self.pick(('first', 'last', 'pop', 'shift'))})"

    def joined(self, depth: int) -> str:
        sides = (self.text, self.text, self.number, self.value)
        return f"({self.pick(sides)(depth)} ~ {self.pick(sides)(depth)})" if self.grows() else "$s"

    def filtered(self, depth: int) -> str:
        self.inside += 1
        inner = self.value(min(depth, 1)) if self.grows() else "$this"
        self.inside -= 1
        return f"({self.list(depth)}|{self.pick(('map', 'filter', 'find', 'some'))}:({inner}))"

    def made(self, depth: int) -> str:
        """A list by a filter that the optimiser has rules for."""
        base = self.list(depth)
        name = self.pick(("reverse", "slice", "push", "append", "fill", "unshift", "merge", "unique", "keys"))
        if name in ("reverse", "unique", "keys"):
            return f"({base}|{name})"
        if name == "slice":
            return f"({base}|slice:{self.pick(('0', '1', '-1', '$m'))}:{self.pick(('1', '2', '-1', 'null'))})"
        if name == "fill":
            return f"({self.value(depth)}|fill:{self.pick(('0', '0', '1', '$m'))}:{self.pick('123')})"
        if not self.grows():
            return base
        return f"({base}|{name}:{self.list(0) if name == 'merge' else self.item(depth)})"

    def items(self, depth: int) -> str:
        return f"[{', '.join(self.item(depth) for _ in range(self.random.randrange(4)))}]"

    def comparison(self, depth: int) -> str:
        kind = self.pick((self.number, self.number, self.text, self.value))
        other = kind if self.chance(70) else self.value
        return f"({kind(depth)} {self.pick(COMPARISONS)} {other(depth)})"

    # -- statements --------------------------------------------------------------------------------

    def statement(self, depth: int = 2) -> str:
        choices = SIMPLE if depth <= 0 or self.chance(60) else COMPOUND
        return str(self.pick(choices)(self, depth))

    def block(self, depth: int) -> str:
        return "\n".join(self.statement(depth - 1) for _ in range(self.random.randrange(1, 4)))

    def target(self) -> str:
        """A variable, or a place below one."""
        name = self.pick(EVERY)
        if self.chance(65):
            return f"$var.{name}" if self.chance(8) else f"${name}"
        return self.place()

    def place(self) -> str:
        name = self.pick((*LISTS, *LISTS, *OBJECTS, *OTHERS))
        name = "input.a" if self.chance(3) else f"var.{name}" if self.chance(5) else name
        steps = (f"[{self.index()}]", f"[{self.index()}]", ".k", ".l")
        return f"${name}" + "".join(self.pick(steps) for _ in range(self.pick((1, 1, 2, 2, 3))))

    def assigned(self, name: str) -> str:
        """What a variable gets: mostly what its name says."""
        if self.chance(25):
            return self.value()
        for names, make in ((NUMBERS, self.number), (TEXTS, self.text), (LISTS, self.list)):
            if name in names:
                return make(2)
        return self.object(2) if name in OBJECTS else self.value()

    def set(self, depth: int) -> str:
        if self.chance(35):
            return f"var.update {self.place()} {{ value = {self.item(2)} }}"
        name = self.pick(EVERY)
        return f"{self.pick(('var', 'var.update'))} ${name} {{ value = {self.assigned(name)} }}"

    def calculate(self, depth: int) -> str:
        name = self.pick(("add", "add", "sub", "mul", "div", "mod", "bitwise.and"))
        target = f"${self.pick(NUMBERS)}" if self.chance(75) else self.target()
        return f"math.{name} {target} {{ value = {self.number(1)} }}"

    def change(self, depth: int) -> str:
        name = self.pick(("push", "push", "push", "pop", "shift", "unshift", "merge"))
        target = f"${self.pick(LISTS)}" if self.chance(80) else self.target()
        alias = f" as {self.target()}" if self.chance(35) else ""
        if name in ("pop", "shift"):
            return f"array.{name} {target}{alias}"
        value = (self.list(1) if self.grows() else "[1]") if name == "merge" else self.item(1)
        return f"array.{name} {target} {{ value = {value} }}{alias if self.grows() else ''}"

    def share(self, depth: int) -> str:
        """A second holder of a list."""
        one, other = self.pick(LISTS + OTHERS), self.pick(LISTS)
        if not self.grows():
            return f"var ${one} {{ value = ${other} }}"
        return str(
            self.pick(
                (
                    f"var ${one} {{ value = ${other} }}",
                    f"var ${one} {{ value = [${other}, ${other}] }}",
                    f"array.push ${one} {{ value = ${other} }}",
                    f"var $p {{ value = {{ k: ${other} }} }}",
                    f"var $o {{ value = {{ k: ${other}, l: {'$var' if self.chance(20) else 1} }} }}",
                    f'var ${one} {{ value = $var["{other}"] }}',
                    f'var ${one} {{ value = $var|get:"{other}" }}',
                    f"var ${one} {{ value = ${other} ?? [] }}",
                    f"var ${one} {{ value = ${other} || [] }}",
                    f"var ${one} {{ value = true ? ${other} : 1 }}",
                    f"var ${one} {{ value = ${other}[0] }}",
                    f"var ${one} {{ value = ${other}|first }}",
                    f"var ${one} {{ value = ${other}|map:${other} }}",
                    f"var ${one} {{ value = ${other}|slice:0 }}",
                    f"var ${one} {{ value = ${other}|safe_array }}",
                    f"var.update ${one}[0] {{ value = ${other} }}",
                    f"var $input.l {{ value = ${other} }}",
                    f"var ${one} {{ value = $input.{self.pick('alx')} }}",
                )
            )
        )

    def log(self, depth: int) -> str:
        return f"debug.log {{ value = {self.value()} }}"

    def fail(self, depth: int) -> str:
        if self.chance(50):
            error = f"error = 'e' ~ {self.number(0)}\npayload = {self.value(1)}"
            return f"precondition ({self.condition()}) {{\n{error}\n}}"
        throw = f"throw {{\nname = 'own'\nvalue = {self.value(1)}\n}}"
        return f"conditional {{\nif ({self.condition()}) {{\n{throw}\n}}\n}}"

    def leave(self, depth: int) -> str:
        word = self.pick(("break", "continue"))
        left = word if self.loops else f"return {{ value = {self.value()} }}"
        if self.chance(15):
            left = f"return {{ value = {self.value()} }}"
        if self.loops and self.loops[-1] == "foreach" and self.chance(15):
            left = "remove"
        return f"conditional {{\nif ({self.condition()}) {{\n{left}\n}}\n}}"

    def branches(self, depth: int) -> str:
        text = f"conditional {{\nif ({self.condition()}) {{\n{self.block(depth)}\n}}\n"
        if self.chance(40):
            text += f"elseif ({self.condition()}) {{\n{self.block(depth)}\n}}\n"
        if self.chance(60):
            text += f"else {{\n{self.block(depth)}\n}}\n"
        return text + "}"

    def switch(self, depth: int) -> str:
        loops, self.loops = self.loops, []  # a `break` in there would end the case
        ends = self.pick((" break", "")), self.pick((" break", ""))
        cases = "".join(f"case ({self.value(1)}) {{\n{self.block(depth)}\n}}{end}\n" for end in ends)
        text = f"switch ({self.value(1)}) {{\n{cases}default {{\n{self.block(depth)}\n}}\n}}"
        self.loops = loops
        return text

    def guarded(self, depth: int) -> str:
        text = f"try_catch {{\ntry {{\n{self.block(depth)}\n}}\n"
        if self.chance(80):
            last = "\nvar $x { value = $error }" if self.chance(30) else ""
            text += f"catch {{\n{self.block(depth)}{last}\n}}\n"
        if self.chance(40):
            text += f"finally {{\n{self.block(depth)}\n}}\n"
        return text + "}"

    def loop(self, depth: int) -> str:
        kind = self.pick(("for", "foreach", "foreach", "while"))
        rounds = self.pick((2, 3, 4))
        around = self.rounds
        self.rounds *= rounds
        self.loops.append(kind)
        text = getattr(self, f"_{kind}")(depth, rounds)
        self.loops.pop()
        self.rounds = around
        return str(text)

    def _for(self, depth: int, rounds: int) -> str:
        alias = self.pick(NUMBERS + EVERY) if self.chance(60) else "i"
        return f"for ({rounds}) {{\neach as ${alias} {{\n{self.block(depth)}\n}}\n}}"

    def _foreach(self, depth: int, rounds: int) -> str:
        walked = f"${self.pick(LISTS)}" if self.chance(65) else self.list(1)
        # So that a list that grows in each round of several loops does not grow without end.
        if self.rounds > rounds or not walked.startswith("$"):
            walked = f"({walked}|slice:0:{rounds})"
        elif self.chance(60):
            walked = f"({walked}|safe_array)"
        alias = self.place() if self.chance(4) else f"${self.pick(EVERY)}"
        return f"foreach ({walked}) {{\neach as {alias} {{\n{self.block(depth)}\n}}\n}}"

    def _while(self, depth: int, rounds: int) -> str:
        self.counters += 1
        name = f"${self.prefix}{self.counters}"
        body = f"math.add {name} {{ value = 1 }}\n{self.block(depth)}"
        head = f"{name} < {rounds}"
        condition = self.pick((head, f"{head} && {self.condition()}", f"{self.condition()} && {head}"))
        return f"var {name} {{ value = 0 }}\nwhile ({condition}) {{\neach {{\n{body}\n}}\n}}"

    # -- the whole ---------------------------------------------------------------------------------

    def top(self) -> str:
        """A statement, whose failure most often does not end the program."""
        text = self.statement(3)
        if self.chance(35):
            return text
        return f"try_catch {{\ntry {{\n{text}\n}}\ncatch {{\ndebug.log {{ value = $error }}\n}}\n}}"


NUMERIC = (
    *(Program.binary, Program.binary, Program.binary, Program.floored, Program.counted, Program.element),
    *(Program.got, Program.extreme, Program.member, lambda p, depth: f"(-{p.number(depth)})"),
    *(Program.ternary, Program.logical, Program.reduced, Program.whole),
)
TEXTUAL = (*(Program.joined, Program.joined, Program.element, Program.ternary, Program.got, Program.part),)
LISTED = (
    *(Program.items, Program.items, Program.made, Program.made, Program.filtered, Program.element),
    Program.got,
)
OBJECTIVE = (
    lambda p, depth: f"{{k: {p.item(depth)}, l: {p.item(depth)}}}",
    lambda p, depth: f"({p.object(depth)}|set:{p.pick(('k', 'l'))!r}:{p.item(depth)})",
    lambda p, depth: f"({p.object(depth)}|merge:{{l: {p.number(0)}}})",
)
VALUES = (
    *(Program.number, Program.number, Program.text, Program.list, Program.object, Program.logical),
    *(Program.ternary, Program.comparison, Program.element, Program.literal, Program.got, Program.member),
    lambda p, depth: f"(!{p.condition(depth)})",
    lambda p, depth: f"({p.object(depth)}|has:{p.text(0)})",
)
CONDITIONS = (
    *(Program.comparison, Program.comparison, Program.comparison),
    lambda p, depth: p.value(depth),
    lambda p, depth: f"({p.comparison(depth)} {p.pick(('&&', '||'))} {p.value(depth)})",
    lambda p, depth: f"({p.object(depth)}|has:{p.text(0)})",
    lambda p, depth: f"({p.value(depth)} {p.pick(('==', '!=', '==='))} null)",
)
SIMPLE = (
    *(Program.set, Program.set, Program.set, Program.calculate, Program.change, Program.change),
    *(Program.change, Program.share, Program.share, Program.log, Program.leave, Program.fail),
)
COMPOUND = (Program.branches, Program.switch, Program.guarded, Program.loop, Program.loop, Program.loop)


def stack_of(seeds: Sequence[int]) -> str:
    """The stack of a program: variables of every kind, then a statement for each seed."""
    lines, growth = [START], GROWTH
    for seed in seeds:
        program = Program(seed)
        program.growth = growth
        lines.append(program.top())
        growth = max(program.growth, 0)
    return "\n".join(lines)
