"""How filters and statements are written, and what their functions say they do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from runner.check.references import named_thing
from runner.specs import FilterSpec, StatementSpec

ROLE = re.compile(r":\w+:`~?([^`]+)`")
# The families that need an extra, single names that do, and those of the families that do without.
EXTRAS = {
    "ciphers": "crypto",
    "tokens": "crypto",
    "security keys": "crypto",
    "security tokens": "crypto",
    "lambdas": "lambda",
    "database": "db",
    "database queries": "db",
    "database bulk": "db",
    "database transactions": "db",
    "external databases": "db",
    "redis": "redis",
    "cloud s3": "s3",
}
OF_NAMES = {"util.ip_lookup": "geoip"}
WITHOUT_EXTRA = frozenset({"security.create_secret_key", "security.check_password"})
# Blocks with a value in their heads.
HEADS = frozenset({"if", "elseif", "case"})
# What functions return that yield nothing.
NOTHING = frozenset({"None", "NoReturn"})


def filter_form(spec: FilterSpec) -> str:
    """``name:argument[:argument]``: arguments in brackets may be left out."""
    code = spec.function.__code__
    first = 1 + spec.context + spec.variables
    names = [name.rstrip("_") for name in code.co_varnames[first : code.co_argcount]]
    required = "".join(f":{name}" for name in names[: spec.minimum])
    optional = "".join(f"[:{name}]" for name in names[spec.minimum :])
    return f"{spec.name}{required}{optional}" + ("[:...]" if spec.maximum is None else "")


def statement_form(spec: StatementSpec) -> str:
    """``name (value) { property property? } as $name``: properties with a `?` may be left out."""
    parts = [spec.name]
    if spec.named:
        named = named_thing(spec.name)
        parts.append('"name"' if named == "function" else f'"{named}"')
    if spec.subject is not None:
        parts.append("$variable" if spec.subject == "changes" else "(value)")
    if spec.condition:
        parts.append("if (...)")
    parts += [f"{name}=..." for name in spec.properties if name in spec.attributes]
    inside = [name for name in spec.properties if name not in spec.attributes]
    names = [name if name in spec.required else f"{name}?" for name in inside]
    blocks = (f"{block} (...) {{ }}" if block in HEADS else f"{block} {{ }}" for block in spec.blocks)
    inner = [*names, *blocks]
    if inner:
        parts += ["{", *inner, "}"]
    return " ".join([*parts, "as $name"] if _gives(spec) else parts)


def sentence(function: Callable[..., Any] | None) -> str:
    """What a function says it does: the first paragraph of its docstring, on one line."""
    text = (getattr(function, "__doc__", "") or "").strip().split("\n\n")[0]
    return " ".join(ROLE.sub(r"`\1`", text).replace("``", "`").split())


def extra_of(family: str, name: str) -> str:
    """The extra that a filter or a statement needs; "" for none."""
    return "" if name in WITHOUT_EXTRA else OF_NAMES.get(name) or EXTRAS.get(family, "")


def _gives(spec: StatementSpec) -> bool:
    """Whether a statement yields something that `as` can take."""
    if spec.function is None or (spec.subject == "changes" and not spec.yields):
        return False
    return spec.function.__annotations__["return"] not in NOTHING
