"""Functions by name: where a name is looked for, and what is found."""

from runner.lookup.found import Found
from runner.lookup.library import Library, job_library
from runner.lookup.registry import PythonFunction, function
from runner.lookup.roots import bundled_folder
from runner.lookup.signatures import Input

__all__ = ["Found", "Input", "Library", "PythonFunction", "bundled_folder", "function", "job_library"]
