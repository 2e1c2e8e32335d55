"""The query filter that ranks texts by the words of a search."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from sqlalchemy import Text, cast, func, literal
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import constant, text_of
from runner.values import to_text

family = QueryFamily()

WORD = re.compile(r"[^\W_]+")
# How `ts_rank` of PostgreSQL weighs: a word counts 0.1, its n-th place 1/n² of that, and there is a limit
# of pi²/6 to these.
WEIGHT, LIMIT = 0.1, 1.64493406685
MOST_PLACES = 255


def rank(value: Any, query: Any) -> float:
    """How well a text fits a search: more with more of its words, and with each in more places."""
    wanted = set(words(to_text(query)))
    found = Counter(words(to_text(value)))
    if not wanted:
        return 0.0
    places = (min(found[word], MOST_PLACES) for word in wanted)
    weights = (sum(1 / at**2 for at in range(1, count + 1)) for count in places)
    return WEIGHT / LIMIT * sum(weights) / len(wanted)


@family.filter("search_rank", python=rank, result="decimal")
def search_rank(value: Expression, query: Expression) -> Expression:
    wanted = sorted(set(words(to_text(constant(query, "search_rank", "search")))))
    # What stands between words is taken out before, so that both databases see the same words.
    text = func.regexp_replace(text_of(value), r"[^[:alnum:]]+", " ", "g")
    config = cast(literal("simple", Text), REGCONFIG)
    # Words hold letters and digits alone, so that none of them is an operator of the search.
    search = cast(literal(" | ".join(f"'{word}'" for word in wanted), Text), TSQUERY)
    return func.ts_rank(func.to_tsvector(config, text), search)


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return WORD.findall(text.lower())
