"""TREE -> UNITS: what jobs and the lookup need to know of each document, kept between runs.

A unit of a file that was read before comes from the cache: then nothing is parsed, checked or
compiled, and none of what does that is imported.
"""

from runner.units.reading import read_units
from runner.units.unit import (
    CodeUnit,
    Endpoint,
    FunctionUnit,
    RunUnit,
    TableUnit,
    Target,
    Unit,
    WorkspaceUnit,
    functions_named,
)

__all__ = [
    "CodeUnit",
    "Endpoint",
    "FunctionUnit",
    "RunUnit",
    "TableUnit",
    "Target",
    "Unit",
    "WorkspaceUnit",
    "functions_named",
    "read_units",
]
