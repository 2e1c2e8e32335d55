"""All filters, functions and tests of templates by name, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from runner.errors import ScriptError
from runner.filters.families import FAMILIES as XANOSCRIPT
from runner.specs import FilterSpec, index_by_name
from runner.templates import dates, encoding, escaping, functions, lists, numbers, predicates, text
from runner.templates.builtins import Builtin
from runner.templates.state import State
from runner.templates.tokens import fail

FAMILIES = (
    dates.family,
    encoding.family,
    escaping.family,
    functions.family,
    lists.family,
    numbers.family,
    predicates.family,
    text.family,
)

FILTERS = {name: builtin for family in FAMILIES for name, builtin in family.filters.items()}
FUNCTIONS = {name: builtin for family in FAMILIES for name, builtin in family.functions.items()}
TESTS = {name: builtin for family in FAMILIES for name, builtin in family.tests.items()}

# Filters that write HTML around the text: it is escaped before them, if nothing says that it is HTML.
WRITES_HTML = frozenset({"nl2br", "spaceless"})
GIVES_HTML = WRITES_HTML | {"escape", "e", "raw"}

# Functions that need PHP, or templates beside this one.
REFUSED = {
    "dump": "`dump` shows PHP's own view of a value; use `|json_encode`",
    "include": "`include` needs other templates, and there are none",
    "parent": "`parent` needs a template that this one extends, and there is none",
    "source": "`source` needs other templates, and there are none",
    "template_from_string": "`template_from_string` is not a part of Twig's core",
}


def find_filter(name: str, line: int) -> Builtin:
    """A filter of Twig, else XanoScript's of that name.

    Raises:
        ScriptError: there is none.
    """
    if name in FILTERS:
        return FILTERS[name]
    spec: FilterSpec | None = index_by_name(XANOSCRIPT).get(name)
    # Expressions of XanoScript and code of JavaScript cannot stand here; Twig has arrow functions.
    if spec is None or spec.lazy or spec.variables:
        fail(_unknown("filter", name, FILTERS), line)
    return Builtin(name, _xanoscript(spec), state=True)


def find_function(name: str, line: int) -> Builtin:
    """A function of Twig.

    Raises:
        ScriptError: there is none.
    """
    if name in REFUSED:
        fail(REFUSED[name], line)
    if name not in FUNCTIONS:
        fail(_unknown("function", name, FUNCTIONS), line)
    return FUNCTIONS[name]


def find_test(name: str, line: int) -> Builtin:
    """A test of Twig, as in ``value is even``.

    Raises:
        ScriptError: there is none.
    """
    if name not in TESTS:
        fail(_unknown("test", name, TESTS), line)
    return TESTS[name]


def is_test(name: str) -> bool:
    """Whether a name is all of a test's name: some have two words."""
    return name in TESTS


def _xanoscript(spec: FilterSpec) -> Callable[..., Any]:
    def apply(state: State, value: Any, *arguments: Any) -> Any:
        most = len(arguments) if spec.maximum is None else spec.maximum
        if not spec.minimum <= len(arguments) <= most:
            plural = "" if spec.arity == "1" else "s"
            raise ScriptError(f"the filter `{spec.name}` takes {spec.arity} argument{plural}")
        # What stands in a value many times is made as often.
        state.weigh([value, *arguments])
        before = (state.context,) if spec.context else ()
        return spec.function(*before, value, *arguments)

    return apply


def _unknown(what: str, name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(names), n=1)
    return f"there is no {what} `{name}`" + (f"; did you mean `{near[0]}`?" if near else "")
