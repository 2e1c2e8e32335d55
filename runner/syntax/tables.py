"""The tables of the grammar: Lark works them out once, and they are kept in the user's cache folder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runner.cache import read_entry, write_entry
from runner.syntax.automaton import Tables

if TYPE_CHECKING:
    import lark

GRAMMAR = Path(__file__).with_name("xanoscript.lark")


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """The tables, from the cache where it holds those of this very grammar, described in this very way."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    key = (grammar, Path(__file__).read_text(encoding="utf-8"))
    described = read_entry("grammar", key)
    if described is None:
        described = describe(grammar)
        write_entry("grammar", key, described)
    return Tables(described)


def describe(grammar: str) -> dict[str, Any]:
    """The tables of a grammar as plain data.

    Returns:
        ``actions`` by state and symbol: the state that follows, or ``~rule`` for a rule that is complete.
        ``rules``: origin, name of the tree, number of symbols, whether a single child takes the place of
        the tree, and the children that count (None: all), each with whether it is a helper rule.
        ``patterns`` of the tokens. ``contexts``: the tokens that may stand there, in the order in which they
        are tried; the last one is for all of them. ``renamed``, for each context: the words that a pattern
        reads and that are tokens of their own. ``context_of`` each state.
    """
    import lark

    parser: Any = lark.Lark(
        grammar, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False
    )
    found = parser.parser.parser._parse_table
    lexers, context_of = _lexers(parser.parser.lexer)
    rules = {rule: at for at, rule in enumerate(parser.rules)}
    return {
        "actions": {
            state: {
                name: ~rules[target] if isinstance(target, lark.grammar.Rule) else target
                for name, (_, target) in actions.items()
            }
            for state, actions in found.states.items()
        },
        "start": found.start_states["start"],
        "end": found.end_states["start"],
        "rules": [_rule(rule) for rule in rules],
        "patterns": {one.name: one.pattern.to_regexp() for one in parser.terminals},
        "contexts": [[str(one.name) for one in lexer.scanner.terminals] for lexer in lexers],
        "renamed": [_renamed(lexer) for lexer in lexers],
        "context_of": context_of,
        "ignored": sorted(parser.ignore_tokens),
    }


def _rule(rule: lark.grammar.Rule) -> tuple[Any, ...]:
    symbols = rule.expansion
    name = rule.alias or rule.options.template_source or rule.origin.name
    kept = [
        (at, not symbol.is_term and symbol.name.startswith("_"))
        for at, symbol in enumerate(symbols)
        if rule.options.keep_all_tokens or not (symbol.is_term and getattr(symbol, "filter_out", False))
    ]
    whole = len(kept) == len(symbols) and not any(helps for _, helps in kept)
    expands = bool(rule.options.expand1) and not rule.alias
    return (str(rule.origin.name), str(name), len(symbols), expands, None if whole else kept)


# -- tokens ----------------------------------------------------------------------------------------


def _lexers(contextual: Any) -> tuple[list[Any], dict[int, int]]:
    """The lexers of all contexts, the last one for all tokens; and the one of each state."""
    unique = {id(lexer): lexer for lexer in contextual.lexers.values()}
    places = {key: at for at, key in enumerate(unique)}
    context_of = {state: places[id(lexer)] for state, lexer in contextual.lexers.items()}
    return [*unique.values(), contextual.root_lexer], context_of


def _renamed(lexer: Any) -> dict[str, dict[str, str]]:
    _ = lexer.scanner  # makes the callbacks
    return {
        name: {one.pattern.value: str(one.name) for one in callback.scanner.terminals}
        for name, callback in lexer.callback.items()
    }
