"""The operators of conditions as SQL: what `$db.a.x > 5` means, whatever is on its two sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    Integer,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    type_coerce,
)

from runner.database.documents import ORDERED, candidates
from runner.database.functions import apply
from runner.database.operands import (
    DECIMAL,
    INT,
    TEXT,
    Asked,
    Given,
    Listed,
    Operands,
    Part,
    bound,
    certain,
    truth_like,
)
from runner.errors import ScriptError
from runner.values import to_text

Sql = ColumnElement[Any]

# What a sign becomes when its sides change places.
MIRRORED = {"==": "==", "===": "===", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
NEGATED = {"!=": "==", "!==": "==="}
COMPARED: dict[str, Callable[[Sql, Sql], Sql]] = {
    **ORDERED,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left.is_distinct_from(right),
}
# What reads each of the operators that are words.
WORDS = {
    "in": "_in",
    "contains": "_contains",
    "includes": "_includes",
    "overlaps": "_overlaps",
    "between": "_in_range",
    "between?": "_in_open_range",
    "like": "_like",
    "ilike": "_like_folded",
}
ARITHMETIC = frozenset("+-*/%")
# The Python types that `===` finds the same as a column of each kind.
IDENTICAL: dict[str, tuple[type, ...]] = {
    "number": (int, float),
    "text": (str,),
    "bool": (bool,),
}


class Operators:
    """Writes conditions and calculations of two operands; one of them at least the database works out."""

    def __init__(self, operands: Operands, dialect: str) -> None:
        self._operands = operands
        self._documents = operands.documents
        self._dialect = dialect

    def condition(self, sign: str, left: Part, right: Part) -> Sql:
        """A comparison, or one of the operators that are words.

        Raises:
            ScriptError: there is no such operator in queries, or it cannot take these operands.
        """
        if sign.startswith("not "):
            return not_(certain(self.condition(sign[4:], left, right)))
        if sign in WORDS:
            condition: Sql = getattr(self, WORDS[sign])(left, right)
            return condition
        if sign not in COMPARED and sign not in MIRRORED and sign not in NEGATED:
            raise ScriptError(f"the operator `{sign}` cannot stand in a query")
        if isinstance(left, Asked) and isinstance(right, Asked):
            return self._between(sign, left, right)
        if isinstance(left, Asked) and isinstance(right, Given):
            return self._compared(sign, left, right.value)
        if isinstance(left, Given) and isinstance(right, Asked):
            return self._compared(MIRRORED.get(sign, sign), right, left.value)
        return self._between(sign, self._operands.asked(left), self._operands.asked(right))

    # -- arithmetic --------------------------------------------------------------------------------

    def calculation(self, sign: str, left: Part, right: Part) -> Asked:
        """Arithmetic, or `~`; a division by zero gives null.

        Raises:
            ScriptError: an operand is no number.
        """
        operands = self._operands
        if sign == "~":
            texts = [func.coalesce(operands.text(part), bound("")) for part in (left, right)]
            return Asked(type_coerce(texts[0].concat(texts[1]), Text()), TEXT)
        one, other = operands.number(left, sign), operands.number(right, sign)
        if sign == "/":
            quotient = cast(one, Double).op("/")(func.nullif(cast(other, Double), bound(0.0)))
            return Asked(type_coerce(quotient, Double()), DECIMAL)
        if sign == "%":
            one, other = self._cut_off(one), self._cut_off(other)
            rest = one.op("%")(func.nullif(other, bound(0)))
            return Asked(type_coerce(rest, BigInteger()), INT)
        whole = operands.is_whole(left) and operands.is_whole(right)
        result = type_coerce(one.op(sign)(other), BigInteger() if whole else Double())
        return Asked(result, INT if whole else DECIMAL)

    def _cut_off(self, number: Sql) -> Sql:
        """A number without its fraction, which PostgreSQL would round."""
        is_whole = isinstance(number.type, Integer)
        return cast(number if is_whole or self._dialect == "sqlite" else func.trunc(number), BigInteger)

    # -- comparisons -------------------------------------------------------------------------------

    def _compared(self, sign: str, operand: Asked, value: Any) -> Sql:
        """A comparison with a value that was given."""
        if sign in NEGATED:
            return not_(certain(self._compared(NEGATED[sign], operand, value)))
        if value is None:
            # Nothing is less than null, or greater.
            return self._operands.missing(operand) if "==" in sign else false()
        if operand.kind in ("json", "list"):
            return self._document(sign, operand, value)
        if sign == "===":
            return self._compared("==", operand, value) if type(value) in IDENTICAL[operand.kind] else false()
        if operand.kind == "bool" or type(value) is bool:
            return self._truths(sign, operand, value)
        wanted = self._operands.like(operand, value)
        if wanted is None:
            return false()
        return COMPARED[sign](_ordered(operand, sign, self._dialect), bound(wanted))

    def _document(self, sign: str, operand: Asked, value: Any) -> Sql:
        documents = self._documents
        if sign in ("==", "==="):
            alike = candidates(value) if sign == "==" else [value]
            return documents.among(operand.sql, operand.path, alike)
        if type(value) in (int, float, str):
            return documents.compared(sign, operand.sql, operand.path, value)
        return false()

    def _truths(self, sign: str, operand: Asked, value: Any) -> Sql:
        """A comparison in which one side is true or false, and the other counts as such."""
        wanted = truth_like(value)
        truth = self._operands.truth(operand)
        if sign == "==":
            return truth if wanted else not_(truth)
        return COMPARED[sign](cast(truth, Integer), bound(int(wanted)))

    def _between(self, sign: str, left: Asked, right: Asked) -> Sql:
        """A comparison of what the database works out on both sides."""
        if sign in ("===", "!=="):
            if left.kind != right.kind and "json" not in (left.kind, right.kind):
                return literal(sign == "!==")
            return self._between("==" if sign == "===" else "!=", left, right)
        kinds = {left.kind, right.kind}
        if kinds <= {"json", "list"}:
            return self._documents_between(sign, left, right)
        if "bool" in kinds:
            truths = (cast(self._operands.truth(side), Integer) for side in (left, right))
            return COMPARED[sign](*truths)
        if "list" in kinds:
            return literal(sign == "!=")
        if "number" in kinds and "text" not in kinds:
            numbers = (self._operands.number_or_null(side) for side in (left, right))
            return COMPARED[sign](*numbers)  # type: ignore[arg-type]
        texts = (Asked(self._operands.text(side), TEXT) for side in (left, right))
        return COMPARED[sign](*(_ordered(side, sign, self._dialect) for side in texts))

    def _documents_between(self, sign: str, left: Asked, right: Asked) -> Sql:
        if sign in ("==", "!="):
            same = self._documents.same(left.sql, left.path, right.sql, right.path)
            return same if sign == "==" else not_(certain(same))
        numbers = (self._operands.number_or_null(side) for side in (left, right))
        return false() if "list" in (left.kind, right.kind) else COMPARED[sign](*numbers)  # type: ignore[arg-type]

    def _in_range(self, left: Part, right: Part) -> Sql:
        """`between low:high`, both included."""
        low, high = parts_of(right)
        return and_(self.condition(">=", left, low), self.condition("<=", left, high))

    def _in_open_range(self, left: Part, right: Part) -> Sql:
        """`between? low:high`, of which a null that was given is no bound."""
        bounds = zip((">=", "<="), parts_of(right), strict=True)
        return and_(*(self.condition(sign, left, part) for sign, part in bounds if not is_null(part)))

    # -- lists -------------------------------------------------------------------------------------

    def _in(self, left: Part, right: Part) -> Sql:
        if isinstance(right, Asked):
            return self._contains(right, left)
        if isinstance(right, Listed):
            return or_(false(), *(self.condition("==", left, part) for part in right.parts))
        if right.value is None:
            return false()
        values = right.value if isinstance(right.value, list) else [right.value]
        return self._among(self._operands.asked(left), values)

    def _among(self, operand: Asked, values: list[Any]) -> Sql:
        found = [value for value in values if value is not None]
        nothing = [self._operands.missing(operand)] if len(found) < len(values) else []
        if operand.kind in ("json", "list"):
            alike = [candidate for value in found for candidate in candidates(value)]
            among = [self._documents.among(operand.sql, operand.path, alike)]
        elif operand.kind == "bool":
            among = [self._truths("==", operand, wanted) for wanted in sorted(set(map(truth_like, found)))]
        else:
            alike = [self._operands.like(operand, value) for value in found]
            among = self._one_of(operand, [value for value in alike if value is not None])
        return or_(false(), *among, *nothing)

    def _one_of(self, operand: Asked, values: list[Any]) -> list[Sql]:
        if operand.kind == "number" and any(type(value) is float for value in values):
            values = [float(value) for value in values]
        return [self._documents.one_of(operand.sql, values)] if values else []

    def _contains(self, left: Part, right: Part) -> Sql:
        """A list has an element; of a text it is that it includes another one."""
        if isinstance(left, Given) and isinstance(left.value, list):
            return self._in(right, left)
        if not isinstance(left, Asked) or left.kind not in ("json", "list"):
            return self._includes(left, right)
        if isinstance(right, Asked):
            return self._holds(left, right)
        values = self._elements(left, right)
        listed = self._documents.overlaps(left.sql, left.path, values)
        if left.kind == "json" and isinstance(right, Given) and type(right.value) is str:
            is_text = self._documents.is_text(left.sql, left.path)
            return or_(listed, and_(is_text, self._includes(left, right)))
        return listed

    def _holds(self, left: Asked, right: Asked) -> Sql:
        if right.kind in ("json", "list"):
            listed = apply("safe_array", self._dialect, self._operands.value(right), [])
            return self._documents.shares(left.sql, left.path, listed, ())
        return self._documents.holds(left.sql, left.path, right.sql)

    def _elements(self, operand: Asked, part: Part) -> list[Any]:
        """A value as the elements of a list have it: in JSON that may be more than one, and null is none."""
        value = part.value if isinstance(part, Given) else None
        if value is None:
            return []
        if not operand.field.list or operand.path:
            return candidates(value)
        single = Asked(operand.sql, operand.field.changed(list=False))
        if single.kind == "bool":
            return [truth_like(value)]
        if single.kind == "json":
            return candidates(value)
        wanted = self._operands.like(single, value)
        return [] if wanted is None else [wanted]

    def _overlaps(self, left: Part, right: Part) -> Sql:
        if isinstance(left, Given):
            left, right = right, left
        operand = self._operands.asked(left)
        if operand.kind not in ("json", "list"):
            raise ScriptError(f"`overlaps` needs lists, but {operand.called} is a {operand.kind}")
        if isinstance(right, Listed):
            return or_(false(), *(self._contains(operand, part) for part in right.parts))
        if isinstance(right, Asked) and right.kind in ("json", "list"):
            return self._documents.shares(operand.sql, operand.path, right.sql, right.path)
        if isinstance(right, Asked):
            raise ScriptError(f"`overlaps` needs lists, but {right.called} is a {right.kind}")
        given = right.value if isinstance(right.value, list) else []
        values = [element for value in given for element in self._elements(operand, Given(value))]
        return self._documents.overlaps(operand.sql, operand.path, values)

    # -- texts -------------------------------------------------------------------------------------

    def _includes(self, left: Part, right: Part) -> Sql:
        """A text holds another one, whatever the case of their letters."""
        if isinstance(right, Given) and (right.value is None or isinstance(right.value, (list, dict))):
            return false()
        position = func.strpos if self._dialect == "postgresql" else func.instr
        return position(self._folded(left), self._folded(right), type_=Integer()) > literal_column("0")

    def _like(self, left: Part, right: Part) -> Sql:
        pattern = _pattern(right)
        return false() if pattern is None else self._documents.glob(self._operands.text(left), pattern)

    def _like_folded(self, left: Part, right: Part) -> Sql:
        pattern = _pattern(right)
        return false() if pattern is None else self._documents.glob(self._folded(left), pattern.lower())

    def _folded(self, part: Part) -> Sql:
        """A text in lower case; null stays null, which to the filter is an empty text."""
        if isinstance(part, Given) and self._dialect == "sqlite":
            return bound(to_text(part.value).lower())  # once, not for each row
        text = self._operands.text(part)
        folded = apply("to_lower", self._dialect, text, [])
        return folded if isinstance(part, Given) else case((text.is_not(None), folded))


def parts_of(part: Part) -> tuple[Part, ...]:
    """The parts of a list that an author has written."""
    return part.parts if isinstance(part, Listed) else tuple(map(Given, getattr(part, "value", ())))


def is_null(part: Part) -> bool:
    """Whether a null was given."""
    return isinstance(part, Given) and part.value is None


def _pattern(part: Part) -> str | None:
    if not isinstance(part, Given):
        raise ScriptError("the pattern of `like` is a value that is given: it cannot come from a column")
    return None if part.value is None else to_text(part.value)


def _ordered(operand: Asked, sign: str, dialect: str) -> Sql:
    """What a comparison looks at: the order of texts is that of their characters on every server."""
    if operand.kind != "text" or "=" in sign[:1] or sign == "!=" or dialect != "postgresql":
        return operand.sql
    return operand.sql.collate("C")
