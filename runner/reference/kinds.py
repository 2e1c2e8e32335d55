"""The kinds of things that the reference holds, in the order in which it lists them."""

from __future__ import annotations

from runner.records import Record


class Kind(Record):
    """One kind: ``listed`` is what a list of all is asked for by, ``about`` says what it is."""

    name: str
    listed: str
    about: str

    @property
    def file(self) -> str:
        """The file of the kind's examples."""
        return f"{self.listed.replace('-', '_')}.txt"


CONSTRUCT = Kind("construct", "constructs", "what a file may hold: jobs, functions, tables ...")
STATEMENT = Kind("statement", "statements", "what a stack may hold")
FILTER = Kind("filter", "filters", "what may stand behind `|`")
EXPRESSION = Kind("expression", "expressions", "operators, paths, texts and other forms of values")
TYPE = Kind("type", "types", "types of inputs")
INPUT_FILTER = Kind("input filter", "input-filters", "what may stand behind `filters=`")
WORD = Kind("word", "words", "words inside of constructs and statements")
VARIABLE = Kind("variable", "reserved", "variables that the language itself sets, and reserved names")
FAILURE = Kind("failure", "failures", "names of the failures of a run")
CODE = Kind("code", "codes", "codes of problems that `xsrun check` finds")

KINDS = (CONSTRUCT, STATEMENT, FILTER, EXPRESSION, TYPE, INPUT_FILTER, WORD, VARIABLE, FAILURE, CODE)
