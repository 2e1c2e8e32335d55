"""The filters that Python has something of its own for; `context.filter` calls all others.

A rule gives None where what is known of the values is not enough for it.
"""

from __future__ import annotations

from runner.eject.element_filters import ELEMENT_FILTERS
from runner.eject.list_filters import LIST_FILTERS
from runner.eject.number_filters import NUMBER_FILTERS
from runner.eject.piped import Rule
from runner.eject.text_filters import TEXT_FILTERS

FILTERS: dict[str, Rule] = {**TEXT_FILTERS, **LIST_FILTERS, **NUMBER_FILTERS, **ELEMENT_FILTERS}
