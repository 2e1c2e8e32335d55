"""Query filters on vectors, which are lists of numbers: products, distances, angles."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from sqlalchemy import ARRAY, Float, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import constant, is_constant, kind_of
from runner.errors import ScriptError

family = QueryFamily()

NUMBERS = frozenset({int, float})
Measure = Callable[[list[float], list[float]], float | None]


class OverElements(FunctionElement[float]):
    """A sum over the elements `a` and `b` of two vectors; null where they are not of one length."""

    type = Float()
    inherit_cache = True
    total = ""


class InnerProduct(OverElements):
    inherit_cache = True
    total = "sum(a * b)"


class NegativeInnerProduct(OverElements):
    inherit_cache = True
    total = "-sum(a * b)"


class ManhattanDistance(OverElements):
    inherit_cache = True
    total = "sum(abs(a - b))"


class EuclideanDistance(OverElements):
    inherit_cache = True
    total = "sqrt(sum((a - b) * (a - b)))"


class CosineSimilarity(OverElements):
    inherit_cache = True
    total = "sum(a * b) / nullif(sqrt(sum(a * a)) * sqrt(sum(b * b)), 0)"


class CosineDistance(OverElements):
    inherit_cache = True
    total = f"1 - {CosineSimilarity.total}"


@compiles(OverElements, "postgresql")
def _over_elements(element: OverElements, compiler: SQLCompiler, **options: Any) -> str:
    # Texts of columns never come here as such: the compiler writes names, and parameters as parameters.
    left, right = element.clauses
    sources = [_elements(vector, compiler.process(vector, **options)) for vector in (left, right)]
    return (
        f"(SELECT CASE WHEN bool_and(a IS NOT NULL AND b IS NOT NULL) THEN {element.total} END "
        f"FROM (SELECT {_number(left, 'a')} AS a, {_number(right, 'b')} AS b "
        f"FROM ROWS FROM ({', '.join(sources)}) AS pairs(a, b)) AS numbers)"
    )


def _elements(vector: Expression, sql: str) -> str:
    if kind_of(vector) == "json":
        return f"jsonb_array_elements(CASE WHEN jsonb_typeof({sql}) = 'array' THEN {sql} END)"
    return f"unnest({sql})"


def _number(vector: Expression, name: str) -> str:
    if kind_of(vector) == "json":
        return f"CASE WHEN jsonb_typeof({name}) = 'number' THEN CAST({name} AS float8) END"
    return name


def _add(name: str, element: type[OverElements], function: Measure) -> None:
    def build(value: Expression, other: Expression) -> Expression:
        return element(_vector(value, name), _vector(other, name))

    def work_out(value: Any, other: Any) -> float | None:
        if not _is_vector(value) or not _is_vector(other) or not len(value) == len(other) > 0:
            return None
        return function(value, other)

    family.filter(name, python=work_out, result="decimal", strict=True)(build)


def _vector(value: Expression, name: str) -> Expression:
    """A vector as the database takes it.

    Raises:
        ScriptError: it cannot be one.
    """
    if kind_of(value) == "json" and not is_constant(value):
        return value
    if is_constant(value):
        found = constant(value, name, "vector")
        if found is None or _is_vector(found):
            return literal(found, ARRAY(Float))
    raise ScriptError(f"`|{name}` in a query needs vectors, which are lists of numbers")


def _is_vector(value: Any) -> bool:
    return type(value) is list and NUMBERS.issuperset(map(type, value))


def inner_product(left: list[float], right: list[float]) -> float:
    return float(sum(map(operator.mul, left, right)))


def cosine_similarity(left: list[float], right: list[float]) -> float | None:
    lengths = math.hypot(*left) * math.hypot(*right)
    return inner_product(left, right) / lengths if lengths else None


def cosine_distance(left: list[float], right: list[float]) -> float | None:
    similarity = cosine_similarity(left, right)
    return None if similarity is None else 1 - similarity


def manhattan_distance(left: list[float], right: list[float]) -> float:
    return float(sum(map(abs, map(operator.sub, left, right))))


_add("inner_product", InnerProduct, inner_product)
_add("negative_inner_product", NegativeInnerProduct, lambda left, right: -inner_product(left, right))
_add("l1_distance_manhattan", ManhattanDistance, manhattan_distance)
_add("l2_distance_euclidean", EuclideanDistance, math.dist)
_add("cosine_similarity", CosineSimilarity, cosine_similarity)
_add("cosine_distance", CosineDistance, cosine_distance)
