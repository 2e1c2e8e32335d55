"""What code calls by name -> the modules where that is: so a run imports the families that it uses."""

from __future__ import annotations

from types import CodeType

from runner.specs import Language


def links_of(code: CodeType, language: Language) -> dict[str, str]:
    """The filters and statements in code, each with the module of its family: ``filter.trim``."""
    links: dict[str, str] = {}
    for name in code.co_names:
        kind, _, spec_name = name.partition(".")
        if kind == "filter":
            links[name] = language.filters[spec_name].home
        elif kind == "statement":
            links[name] = language.statements[spec_name].home
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            links |= links_of(constant, language)
    return links
