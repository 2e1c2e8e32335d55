"""TREE -> CHECKED: what can be said about a function before it runs."""

from runner.check.functions import check_function
from runner.check.references import References, references
from runner.check.unset import unset_reads

__all__ = ["References", "check_function", "references", "unset_reads"]
