"""The inputs of a Python function, read from its signature: a parameter is an input."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from runner.errors import ScriptError, UsageError
from runner.execution.context import Context
from runner.lookup.data import copy_data
from runner.lookup.docstrings import read_docstring
from runner.types import MISSING, Field, Schema, split_filters

# `object` is what strict type checkers want in place of Any.
SCALARS: dict[Any, str] = {
    str: "text",
    int: "int",
    float: "decimal",
    bool: "bool",
    dict: "json",
    Mapping: "json",
    MutableMapping: "json",
    object: "json",
    Any: "json",
}
# Not tuple and set: what a function gets is a list, and its type hint should be true.
LISTS = frozenset({list, Sequence, Iterable, Collection})
SUPPORTED = "str, int, float, bool, dict, Any, Literal[...], list[...] and `| None`"
NAMELESS = {
    inspect.Parameter.POSITIONAL_ONLY: "may only be given by its position",
    inspect.Parameter.VAR_POSITIONAL: "takes any number of arguments",
    inspect.Parameter.VAR_KEYWORD: "takes arguments of any name",
}


@dataclass(frozen=True, slots=True)
class Input:
    """What a type hint cannot say about an input: ``Annotated[float, Input("min:0|max:2")]``.

    Args:
        filters: input filters, spelled as behind ``filters=`` of XanoScript.
        description: what the input means; the docstring's ``Args:`` serve as well.
        sensitive: its value is shown nowhere.
        name: what jobs call it, where that can be no name of a parameter: ``from``, ``user-id``.
        type: the type of XanoScript, where the hint cannot say it: ``email``, ``timestamp`` ...; the
            members of an ``object`` are those of the TypedDict in the hint.
        default: that of a member of a TypedDict which may be left out (``NotRequired``).
    """

    filters: str = ""
    description: str = ""
    sensitive: bool = False
    name: str = ""
    type: str = ""
    default: Any = MISSING


@dataclass(frozen=True, slots=True)
class Signature:
    """The inputs of a Python function, and whether it wants the Context of the run.

    ``parameters`` are the names of its parameters, in the order of the inputs.
    """

    schema: Schema
    parameters: tuple[str, ...]
    takes_context: bool
    summary: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What a type hint says about an input."""

    type: str
    list: bool = False
    nullable: bool = False
    values: tuple[Any, ...] = ()
    input: Input = Input()
    optional: bool = False
    fields: tuple[Field, ...] = ()


def read_signature(function: Callable[..., Any], name: str, where: str) -> Signature:
    """The inputs of ``function``.

    Args:
        function: a plain Python function.
        name: what jobs call it, for messages.
        where: its file and line, for messages.

    Raises:
        UsageError: a parameter cannot be an input: it has no name, or a type that data cannot have.
    """
    docstring = read_docstring(function.__doc__)
    hints = _type_hints(function, name, where)
    # Only the first parameter can be the context: a job may have an input of that name further on.
    parameters = list(inspect.signature(function).parameters.values())
    takes_context = bool(parameters) and _is_context(parameters[0], hints)
    fields = [
        _field(parameter, hints, docstring.arguments.get(parameter.name, ""), where)
        for parameter in parameters[takes_context:]
    ]
    names = tuple(parameter.name for parameter in parameters[takes_context:])
    return Signature(Schema(tuple(fields)), names, takes_context, docstring.summary)


def _type_hints(function: Callable[..., Any], name: str, where: str) -> dict[str, Any]:
    # `Context` is known even where a file imports it under TYPE_CHECKING alone.
    namespace = {"Context": Context, **function.__globals__}
    try:
        return get_type_hints(function, namespace, include_extras=True)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise UsageError(f"{where}: the type hints of `{name}` cannot be read: {reason}") from error


def _is_context(parameter: inspect.Parameter, hints: dict[str, Any]) -> bool:
    return parameter.name == "context" or hints.get(parameter.name) is Context


def _field(parameter: inspect.Parameter, hints: dict[str, Any], description: str, where: str) -> Field:
    if parameter.kind in NAMELESS:
        raise UsageError(
            f"{where}: the parameter `{parameter}` {NAMELESS[parameter.kind]}, but inputs go by their names",
            hint="give each input a parameter of its own; one of the type dict takes free data",
        )
    try:
        shape = _shape(hints.get(parameter.name, Any))
    except TypeError as error:
        raise UsageError(
            f"{where}: the parameter `{parameter.name}` has the type `{error}`, which no input has",
            hint=f"use one of {SUPPORTED}",
        ) from None
    try:
        return _declare(parameter, shape, description, where)
    except (ValueError, ScriptError) as error:
        raise UsageError(f"{where}: the parameter `{parameter.name}`: {error}") from None


def _declare(parameter: inspect.Parameter, shape: Shape, description: str, where: str) -> Field:
    optional = parameter.default is not parameter.empty
    default = copy_data(parameter.default, "its default") if optional else MISSING
    # `name: str = None` says str and means `str | None`.
    field = _of_shape(shape, shape.input.name or parameter.name, where, optional, default)
    return field.changed(
        nullable=field.nullable or parameter.default is None,
        description=field.description or description,
    )


def _of_shape(shape: Shape, name: str, where: str, optional: bool, default: Any) -> Field:
    return Field(
        name=name,
        type=shape.input.type or shape.type,
        list=shape.list,
        nullable=shape.nullable,
        optional=optional,
        default=default,
        filters=split_filters(shape.input.filters),
        fields=shape.fields if shape.input.type == "object" else (),
        values=shape.values,
        description=shape.input.description,
        sensitive=shape.input.sensitive,
        where=where,
    )


def _members(hint: Any) -> tuple[Field, ...]:
    """The members of a TypedDict."""
    shapes = {key: _shape(one) for key, one in get_type_hints(hint, include_extras=True).items()}
    return tuple(
        _of_shape(shape, key, "", shape.optional, shape.input.default) for key, shape in shapes.items()
    )


def _shape(hint: Any) -> Shape:
    """The shape of an input for a type hint; a TypeError names the hint that has none."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        given = next((item for item in arguments[1:] if isinstance(item, Input)), Input())
        return replace(_shape(arguments[0]), input=given)
    if origin is NotRequired:
        return replace(_shape(arguments[0]), optional=True)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is Literal:
        return _choice(arguments)
    base = origin or hint
    if base in LISTS:
        return _list(arguments)
    if base in SCALARS:
        return Shape(SCALARS[base])
    if is_typeddict(base):
        return Shape("json", fields=_members(base))
    raise TypeError(hint.__name__ if isinstance(hint, type) else hint)


def _union(members: tuple[Any, ...]) -> Shape:
    shapes = [_shape(member) for member in members if member is not type(None)]
    nullable = len(shapes) < len(members) or any(shape.nullable for shape in shapes)
    if len(shapes) == 1:
        return replace(shapes[0], nullable=nullable)
    # Xano has no unions; `int | float` is what Python calls a number, the rest is free data.
    numbers = all(shape.type in ("int", "decimal") and not shape.list for shape in shapes)
    return Shape("decimal" if numbers else "json", nullable=nullable)


def _choice(values: tuple[Any, ...]) -> Shape:
    return Shape("enum", nullable=None in values, values=tuple(v for v in values if v is not None))


def _list(arguments: tuple[Any, ...]) -> Shape:
    item = _shape(arguments[0]) if arguments else Shape("json")
    # Lists of lists, and lists with nulls, are what only `json` can hold.
    if item.list or item.nullable:
        return Shape("json", list=True, input=item.input)
    return replace(item, list=True)
