"""TypeScript -> JavaScript, by putting blanks in the place of types: no line and no column moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# Nodes of the syntax tree that only say something about types.
TYPES = frozenset(
    """
    type_annotation type_predicate_annotation asserts_annotation opting_type_annotation
    omitting_type_annotation adding_type_annotation type_parameters type_arguments implements_clause
    accessibility_modifier override_modifier
    """.split()
)
DECLARATIONS = frozenset(
    """
    interface_declaration type_alias_declaration ambient_declaration function_signature
    abstract_method_signature method_signature index_signature
    """.split()
)
# Of `value as Type` the value stays.
CASTS = frozenset({"as_expression", "satisfies_expression"})
# Single words and signs, by the node that they stand in.
SIGNS = {
    "non_null_expression": {"!"},
    "variable_declarator": {"!"},
    "optional_parameter": {"?"},
    "method_definition": {"?"},
    "public_field_definition": {"readonly", "declare", "abstract", "?", "!"},
    "abstract_class_declaration": {"abstract"},
}
# What has a meaning when the code runs, so that it cannot be left out.
MEANINGFUL = {
    "enum_declaration": "enums",
    "internal_module": "namespaces",
    "module": "namespaces",
    "import_alias": "import aliases",
    "decorator": "decorators",
}
PARAMETERS = frozenset({"required_parameter", "optional_parameter"})


class Untranslatable(Exception):
    """The code is not TypeScript, or more than its types makes it so; the text says what, or is ""."""


def without_types(code: str) -> str:
    """The code without its types.

    Raises:
        Untranslatable: that cannot be had.
    """
    try:
        from tree_sitter import Language, Parser
        from tree_sitter_typescript import language_typescript
    except ImportError:
        raise Untranslatable("types of TypeScript need the extra: pip install 'xsrun[lambda]'") from None
    data = code.encode("utf-8", "replace")
    tree = Parser(Language(language_typescript())).parse(data)
    if tree.root_node.has_error:
        raise Untranslatable
    text = bytearray(data)
    for start, end, declaration in _without(tree.root_node):
        text[start:end] = bytes(byte if byte in b"\r\n" else 32 for byte in data[start:end])
        if declaration:
            # An empty statement, so that the lines around do not become one.
            text[start] = ord(";")
    return text.decode("utf-8")


def _without(root: Any) -> Iterator[tuple[int, int, bool]]:
    """What goes: its start, its end, and whether it is a declaration of its own."""
    pending = [root]
    while pending:
        node = pending.pop()
        _refuse_meaning(node)
        if node.type in TYPES or node.type in DECLARATIONS:
            yield node.start_byte, node.end_byte, node.type in DECLARATIONS
        elif node.type in CASTS:
            value = node.children[0]
            yield value.end_byte, node.end_byte, False
            pending.append(value)
        else:
            signs = SIGNS.get(node.type, set())
            yield from ((one.start_byte, one.end_byte, False) for one in node.children if one.type in signs)
            pending += node.children


def _refuse_meaning(node: Any) -> None:
    # The keyword of a namespace is called as the node is.
    what = MEANINGFUL.get(node.type) if node.is_named else None
    if node.type in PARAMETERS:
        kinds = {child.type for child in node.children}
        if kinds & {"accessibility_modifier", "readonly"}:
            what = "parameter properties"
        elif "this" in kinds:
            what = "parameters called `this`"
    if what is not None:
        raise Untranslatable(f"of TypeScript, {what} do not run here")
