"""All families of rules, in the order in which they look at a file."""

from __future__ import annotations

from runner.lint.rules import RuleFamily

FAMILIES: tuple[RuleFamily, ...] = ()
