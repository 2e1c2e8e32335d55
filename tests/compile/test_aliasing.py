"""No change of a value is ever seen under another name, whatever a job does with its lists."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compile.conftest import body_of, make_context, read_function
from runner.compile import compile_function
from runner.compile.links import links_of
from runner.execution.runtime import namespace, set_element
from runner.language import xanoscript

NAMES = st.sampled_from(["a", "b"])
NUMBERS = st.integers(0, 9)


class Model:
    """The same statements on values that are copied whole, so that nothing can be shared."""

    def __init__(self) -> None:
        self.a: list[Any] = [1, [2]]
        self.b: list[Any] = [1, [2]]

    def set(self, name: str, value: Any) -> None:
        setattr(self, name, deepcopy(value))

    def get(self, name: str) -> Any:
        return deepcopy(getattr(self, name))

    def apply(self, kind: str, name: str, other: str, number: int) -> str:
        """Do one statement, and give its XanoScript."""
        value = self.get(name)
        text = getattr(self, f"_{kind}")(value, name, other, number)
        if kind not in ("assign", "wrap", "walk"):
            self.set(name, value)
        return text

    def _assign(self, value: Any, name: str, other: str, number: int) -> str:
        self.set(name, self.get(other))
        return f"var ${name} {{ value = ${other} }}"

    def _wrap(self, value: Any, name: str, other: str, number: int) -> str:
        self.set(name, [number, self.get(other)])
        return f"var ${name} {{ value = [{number}, ${other}] }}"

    def _walk(self, value: Any, name: str, other: str, number: int) -> str:
        for item in self.get(other):
            self.set(name, [*self.get(name), item])
        push = f"array.push ${name} {{ value = $item }}"
        return f"foreach (${other}) {{\n each as $item {{\n {push}\n }}\n}}"

    def _push(self, value: Any, name: str, other: str, number: int) -> str:
        value.append(number)
        return f"array.push ${name} {{ value = {number} }}"

    def _push_other(self, value: Any, name: str, other: str, number: int) -> str:
        value.append(self.get(other))
        return f"array.push ${name} {{ value = ${other} }}"

    def _unshift(self, value: Any, name: str, other: str, number: int) -> str:
        value.insert(0, number)
        return f"array.unshift ${name} {{ value = {number} }}"

    def _pop(self, value: Any, name: str, other: str, number: int) -> str:
        if value:
            value.pop()
        return f"array.pop ${name}"

    def _merge(self, value: Any, name: str, other: str, number: int) -> str:
        value.extend(self.get(other))
        return f"array.merge ${name} {{ value = ${other} }}"

    def _update(self, value: Any, name: str, other: str, number: int) -> str:
        at = number % (len(value) + 1)
        value[at : at + 1] = [number]
        return f"var.update ${name}[{at}] {{ value = {number} }}"

    def _update_inner(self, value: Any, name: str, other: str, number: int) -> str:
        at = next((at for at, item in enumerate(value) if isinstance(item, list)), None)
        if at is None:
            return self._push(value, name, other, number)
        value[at][:1] = [self.get(other)]
        return f"var.update ${name}[{at}][0] {{ value = ${other} }}"


KINDS = st.sampled_from(
    [name[1:] for name in vars(Model) if name.startswith("_") and not name.startswith("__")]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(KINDS, NAMES, NAMES, NUMBERS), max_size=12))
def test_a_change_is_seen_under_one_name_alone(steps):
    # Each statement can double what a list holds, so only a few of those that do may follow.
    growing = 0
    model = Model()
    lines = ["var $a { value = [1, [2]] }", "var $b { value = $a }"]
    for kind, name, other, number in steps:
        growing += kind in ("merge", "walk", "push_other", "update_inner", "wrap")
        if growing <= 6:
            lines.append(model.apply(kind, name, other, number))
    response = body_of(read_function("\n".join(lines), "[$a, $b]"))(make_context(), {})
    assert response == [model.a, model.b]


# What changes in a loop, by the statement that changes it; `$keep` is another name of it.
IN_PLACE = [
    ("array.push $a { value = $i }", "[]"),
    ("array.unshift $a { value = $i }", "[]"),
    ("array.merge $a { value = [$i] }", "[]"),
    ("array.pop $a as $x", "(1..50)"),
    ("array.shift $a as $x", "(1..50)"),
    ("var $a { value = $a|push:$i }", "[]"),
    ("var $a { value = $a|append:$i }", "[]"),
    ("var.update $a { value = $a|merge:[$i] }", "[]"),
    ("var $a { value = $a|set:$i:$i }", "{x: 1}"),
    ("var $a { value = $a|merge:{k: $i} }", "{x: 1}"),
    ("var.update $a[$i] { value = $i }", "[]"),
    ("var.update $a.x { value = $i }", "{x: 1}"),
    ("var.update $a[1][$i] { value = $i }", "[[], []]"),
    ("array.push $a.x { value = $i }", "{x: []}"),
    ("array.push $a[0].x { value = $i }", "[{x: []}]"),
    ("array.pop $a.x as $y", "{x: (1..50)}"),
]


@pytest.mark.parametrize(("statement", "start"), IN_PLACE)
def test_what_nobody_else_holds_changes_in_place(statement, start):
    document = read_function(
        f"var $a {{ value = {start} }}\nfor (40) {{\n each as $i {{\n{statement}\n }}\n}}"
    )
    compiled = compile_function(document, xanoscript(), optimise=False)
    names = namespace(links_of(compiled.code, xanoscript()))
    asked: list[bool] = []

    def watched(function):
        def call(*arguments, **keywords):
            owned = keywords.get("owned", arguments[-1] if function is set_element else None)
            if owned is not None:
                asked.append(owned)
            return function(*arguments, **keywords)

        return call

    for name, function in list(names.items()):
        if name.startswith(("statement.array.", "filter.", "run.set_element")):
            names[name] = watched(function)
    defined: dict[str, Any] = {}
    exec(compiled.code, names, defined)
    defined["f"](make_context(), {})
    # The first round may copy: the value that the variable starts with can be a constant of others.
    assert len(asked) >= 40
    assert all(asked[2:])


@pytest.mark.parametrize(("statement", "start"), IN_PLACE)
def test_what_another_name_holds_does_not_change(run, statement, start):
    keep = (
        f"var $a {{ value = {start} }}\nvar $keep {{ value = $a }}\nvar $list {{ value = [$a, {{k: $a}}] }}"
    )
    loop = "for (5) {\n each as $i {\n" + statement + "\n }\n}"
    found = run(f"{keep}\n{loop}", "[$keep, $list[0], $list[1].k, $a]")
    kept, *others, changed = found
    assert others == [kept, kept]
    assert kept == run(f"var $a {{ value = {start} }}", "$a")
    assert changed != kept
