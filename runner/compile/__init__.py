"""CHECKED -> CODE: a function of XanoScript becomes one Python function, with .xs positions.

Variables are Python locals under their own names, loops are Python loops, filters are direct calls.
Names of the machinery hold a dot or a dollar sign, so no variable of a job can meet them.
"""

from runner.compile.functions import CompiledFunction, compile_function

__all__ = ["CompiledFunction", "compile_function"]
