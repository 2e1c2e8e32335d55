"""YAML nodes against a JSON Schema: what is wrong, as sentences with places.

The schema that editors read is the only description of a file, so that both agree. Of JSON Schema this
knows what ours say: $ref, type, enum, minimum, required, properties, additionalProperties, items,
format, `oneOf` of required keys, and `anyOf` of types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from runner.check.suggestions import near
from runner.stubs.formats import FORMATS
from runner.values.yaml_text import TAG, node_data, node_entries

Schema = Mapping[str, Any]
# A node, what is wrong with it, the way out.
Fault = tuple[yaml.Node, str, str | None]

# What people call a type of JSON Schema, and the tags of YAML that are one.
TYPES = {
    "object": ("an object", {"map"}),
    "array": ("a list", {"seq"}),
    "string": ("a text", {"str"}),
    "boolean": ("true or false", {"bool"}),
    "integer": ("a whole number", {"int"}),
    "number": ("a number", {"int", "float"}),
    "null": ("null", {"null"}),
}
MATCHER = "$"
# What JSON Schema and other languages call the values that ours name otherwise.
OTHER_NAMES = {
    "string": "text", "str": "text", "integer": "int", "number": "decimal", "float": "decimal",
    "boolean": "bool", "array": "list", "dict": "object", "none": "null",
}  # fmt: skip


def schema_faults(node: yaml.Node, schema: Schema) -> list[Fault]:
    """What in ``node`` does not fit ``schema``, in the order of the text."""
    faults = list(_Checker(schema.get("$defs", {})).check(node, schema))
    return sorted(faults, key=lambda fault: fault[0].start_mark.index)


class _Checker:
    """Walks through nodes and schema together."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions
        self._keywords: Mapping[str, Callable[[yaml.Node, Schema], Iterator[Fault]]] = {
            "enum": self._enum,
            "minimum": self._minimum,
            "required": self._required,
            "oneOf": self._one_of,
            "anyOf": self._any_of,
            "properties": self._properties,
            "items": self._items,
            "format": self._format,
        }

    def check(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        if "$ref" in schema:
            yield from self.check(node, self._resolved(schema))
        wrong = _type_fault(node, schema)
        if wrong is not None:
            # Everything else would only say once more that it is of another type.
            yield wrong
            return
        # A matcher may stand for any expected value, so its keys are looked at apart.
        if schema.get("format") == "expected":
            yield from self._expected(node, schema)
            return
        for keyword, rule in self._keywords.items():
            if keyword in schema:
                yield from rule(node, schema)
        if "properties" not in schema and "additionalProperties" in schema:
            yield from self._properties(node, schema)

    def _enum(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        value, known = node_data(node), schema["enum"]
        if value not in known:
            shown = ", ".join(str(one) for one in known)
            close = _meant(value, known) if isinstance(value, str) else None
            yield node, f"expected {_either(known)}{shown}", f"did you mean `{close}`?" if close else None

    def _minimum(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        if node_data(node) < schema["minimum"]:
            yield node, f"expected a number of {schema['minimum']} or more", None

    def _required(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        present = {name for name, _, _ in node_entries(node)}
        # A key with a typo is told where it stands, once.
        known = schema.get("properties", {})
        meant = {near(name, known) for name in present - known.keys()}
        for name in schema["required"]:
            if name not in present | meant:
                yield node, f"the key `{name}` is missing here", None

    def _one_of(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        names = [branch["required"][0] for branch in schema["oneOf"] if "required" in branch]
        present = [(name, key) for name, key, _ in node_entries(node) if name in names]
        if len(present) > 1:
            first, second = present[0][0], present[1][0]
            yield present[1][1], f"`{first}` and `{second}` exclude each other", None
        elif not present and len(names) == len(schema["oneOf"]):
            yield node, f"one of the keys {', '.join(names)} is missing here", None

    def _any_of(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        """Faults of the branch that has the type of the node, else of the types of all."""
        branches = [self._resolved(branch) for branch in schema["anyOf"]]
        fitting = [branch for branch in branches if _type_fault(node, branch) is None]
        types = [branch["type"] for branch in branches]
        yield from self.check(node, fitting[0] if fitting else {"type": types})

    def _resolved(self, schema: Schema) -> Schema:
        return self._definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema

    def _properties(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
        seen: set[str] = set()
        for name, key, value in node_entries(node):
            if name in seen:
                yield key, f"the key `{name}` stands here twice", None
            seen.add(name)
            if name in known:
                yield from self.check(value, known[name])
            elif others is False:
                yield _unknown(key, name, list(known))
            else:
                yield from self.check(value, others)

    def _items(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        for item in node.value:
            yield from self.check(item, schema["items"])

    def _format(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        wrong = FORMATS[schema["format"]](node_data(node))
        if wrong is not None:
            yield node, wrong, None

    def _expected(self, node: yaml.Node, schema: Schema) -> Iterator[Fault]:
        matchers = schema["properties"]
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from self._expected(item, schema)
        entries = list(node_entries(node))
        dollars = [name for name, _, _ in entries if name.startswith(MATCHER)]
        for name, key, value in entries:
            if not dollars:
                yield from self._expected(value, schema)
            elif name in matchers:
                yield from self.check(value, matchers[name])
            elif name.startswith(MATCHER):
                yield _unknown(key, name, list(matchers), "a value with such keys is written as {$is: ...}")
            else:
                yield key, f"`{name}` stands beside the matcher `{dollars[0]}`", "put it into `$has`"


def _type_fault(node: yaml.Node, schema: Schema) -> Fault | None:
    wanted = schema.get("type")
    if wanted is None:
        return None
    types = [wanted] if isinstance(wanted, str) else wanted
    tag = node.tag.removeprefix(TAG)
    if any(tag in TYPES[one][1] for one in types):
        return None
    names = " or ".join(TYPES[one][0] for one in types)
    got = next((name for name, tags in TYPES.values() if tag in tags), tag)
    hint = "each item of a list begins with `- `" if types == ["array"] and tag == "map" else None
    return node, f"expected {names}, but got {got}", hint


def _meant(value: str, known: Sequence[Any]) -> str | None:
    """The known value that another one was meant to be."""
    other = OTHER_NAMES.get(value.lower())
    return other if other in known else near(value, map(str, known))


def _unknown(key: yaml.Node, name: str, known: Sequence[str], hint: str | None = None) -> Fault:
    close = near(name, known)
    way_out = f"did you mean `{close}`?" if close else hint or f"there are {', '.join(known)}"
    return key, f"there is no key `{name}` here", way_out


def _either(known: Sequence[Any]) -> str:
    return "one of " if len(known) > 1 else ""
