"""Values of XanoScript: plain JSON data with PHP's rules for numbers, text and comparison.

null, bool, int, decimal, text, list and object are None, bool, int, float, str, list and dict.
Values are immutable as authors see them: nothing in here changes an argument, and nothing that a
job can still see may be changed in place.
"""

from runner.values.compare import compare, equals, identical, is_truthy, less, less_or_equal
from runner.values.json import dump_json, plain
from runner.values.loops import inclusive_range, iterate, repeat
from runner.values.numbers import add, divide, modulo, multiply, negate, subtract, to_number
from runner.values.ownership import owns
from runner.values.paths import (
    get_path,
    has_path,
    index,
    key_text,
    member,
    member_or_null,
    set_path,
    unset_path,
)
from runner.values.text import concat, kind_of, to_text

__all__ = [
    "add",
    "compare",
    "concat",
    "divide",
    "dump_json",
    "equals",
    "get_path",
    "has_path",
    "identical",
    "inclusive_range",
    "index",
    "is_truthy",
    "iterate",
    "key_text",
    "kind_of",
    "less",
    "less_or_equal",
    "member",
    "member_or_null",
    "modulo",
    "multiply",
    "negate",
    "owns",
    "plain",
    "repeat",
    "set_path",
    "subtract",
    "to_number",
    "to_text",
    "unset_path",
]
