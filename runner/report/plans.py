"""The plan of a run -> text for people: what ``--dry-run`` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from runner.lookup.folders import display_path
from runner.report.style import Style, visible
from runner.values import dump_json

LABEL = 11


def plan_text(plan: Mapping[str, Any], style: Style) -> str:
    """The plan that ``Plan.describe`` gives, as aligned lines."""
    lines = [
        _line("job", plan["job"], style),
        _line("file", plan["file"], style),
        *_part("pre", plan["pre"], style),
        *_part("function", plan, style),
        *_part("post", plan["post"], style),
        *_section("env", {value["name"]: _env(value) for value in plan["env"]}, style),
        *_calls(plan, style),
    ]
    lines += [f"{style.yellow('warning:')} {visible(warning)}" for warning in plan["warnings"]]
    return "\n".join([*lines, style.dim("nothing was run")])


def _line(label: str, text: str, style: Style) -> str:
    return f"{style.cyan(label.ljust(LABEL))}{visible(text)}"


def _part(label: str, part: Mapping[str, Any] | None, style: Style) -> Iterator[str]:
    """One function of the job with its inputs; those that a part before it answers are not known yet."""
    if part is None:
        return
    yield _line(label, _function(part["function"]), style)
    rows = {name: dump_json(value) for name, value in part["inputs"].items()}
    rows |= {name: f"(the result of {role})" for name, role in part["results"].items()}
    yield from _section("inputs", rows, style)


def _function(function: Mapping[str, Any]) -> str:
    place = f", {display_path(Path(function['path']))}" if function["path"] else ""
    return f"{function['name']} ({function['kind']}, {function['origin']}{place})"


def _env(value: Mapping[str, Any]) -> str:
    # The value itself is a secret; whether it is there, and where, is what people ask.
    return f"found ({value['source']})" if value["found"] else "missing"


def _calls(plan: Mapping[str, Any], style: Style) -> Iterator[str]:
    parts = [part["function"]["name"] for part in (plan["pre"], plan, plan["post"]) if part is not None]
    others = [name for name in plan["functions"] if name not in parts]
    if others:
        yield _line("calls", ", ".join(others), style)


def _section(title: str, rows: Mapping[str, str], style: Style) -> Iterator[str]:
    if not rows:
        yield _line(title, "none", style)
        return
    yield style.cyan(title)
    width = max(map(len, rows))
    for name, text in rows.items():
        yield f"  {visible(name).ljust(width)}  {visible(text)}"
