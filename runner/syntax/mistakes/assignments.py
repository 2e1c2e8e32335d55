"""Mistakes in the lines of a stack that set or change variables: habits of other languages."""

from __future__ import annotations

from collections.abc import Iterator

from runner.syntax.mistakes.row import PATH, VALUE, Mistake

# The name of a statement where a value was meant: `$r = api.request { ... }`.
STATEMENT = r"(?P<statement>[a-z_]\w*(?:\.\w+)+)\s*(?=[\"'{$])"
STEPS = {
    r"\+=": ("+=", "math.add"),
    r"-=": ("-=", "math.sub"),
    r"\*=": ("*=", "math.mul"),
    r"/=": ("/=", "math.div"),
    r"%=": ("%=", "math.mod"),
    r"[~.]=": ("~=", "text.append"),
}


def _steps() -> Iterator[Mistake]:
    """One row for each operator that changes a variable in other languages."""
    for pattern, (operator, statement) in STEPS.items():
        yield Mistake(
            "bare-assignment",
            f"`{operator}` does not exist; `{statement}` does this",
            statement + " ${name} {{ value = {value} }}",
            at=rf"{PATH}\s*{pattern}\s*{VALUE}",
            inside="block",
            fix=statement + " ${name} {{ value = {value} }}",
        )
    for operator, statement in (("++", "math.add"), ("--", "math.sub")):
        form = statement + " ${name} {{ value = 1 }}"
        pattern = operator.replace("+", r"\+")
        yield Mistake(
            "bare-assignment",
            f"`{operator}` does not exist; `{statement}` does this",
            form,
            at=rf"{PATH}\s*{pattern}",
            inside="block",
            fix=form,
        )


ASSIGNMENT_MISTAKES = (
    # var $r = function.run "g" { ... }
    Mistake(
        "result-name",
        "the result of a statement is named behind it, with `as`",
        "{statement} ... {{ ... }} as ${name}",
        before=r"\b(?:(?:var|var\.update|let|const)\s+)\$?(?P<name>[\w.]+)\s*",
        at=rf"=\s*{STATEMENT}",
    ),
    # $r = api.request { ... }
    Mistake(
        "result-name",
        "the result of a statement is named behind it, with `as`",
        "{statement} ... {{ ... }} as ${name}",
        at=rf"{PATH}\s*=\s*{STATEMENT}",
        inside="block",
    ),
    # var $x = { value = 5 }
    Mistake(
        "variable-assignment",
        "a variable is set in a block: no `=` stands before its brace",
        "var ${name} {{ value = ... }}",
        before=r"\bvar(?:\.update)?\s+\$(?P<name>[^\s=:]+)\s*",
        at=r"(?P<cut>[=:]\s*)\{\s*value\s*=",
        fix="",
    ),
    # var $x = 5
    Mistake(
        "variable-assignment",
        "a variable is set in a block, not with `{sign}`",
        "{statement} ${name} {{ value = {value} }}",
        before=r"\b(?P<statement>var|var\.update)\s+\$(?P<name>[^\s=:]+)(?P<since>\s*)",
        at=rf"(?P<sign>[=:])\s*{VALUE}",
        fix=" {{ value = {value} }}",
    ),
    # const $x = 5
    Mistake(
        "declaration-keyword",
        "`{word}` does not exist; a variable is made with `var`",
        "var ${name} {{ value = {value} }}",
        before=r"\b(?P<since>(?P<here>(?P<word>let|const|set|local|my))\s+\$?(?P<name>\w+))\s*",
        at=rf"=\s*{VALUE}",
        fix="var ${name} {{ value = {value} }}",
    ),
    # $x[] = 3
    Mistake(
        "bare-assignment",
        "`[]` appends nothing; `array.push` does this",
        "array.push ${name} {{ value = {value} }}",
        at=rf"\$(?P<name>[\w.]+)\[\]\s*=\s*{VALUE}",
        inside="block",
        fix="array.push ${name} {{ value = {value} }}",
    ),
    *_steps(),
    # $x = 5
    Mistake(
        "bare-assignment",
        "a line cannot start with a variable; `{setter}` gives it a value",
        "{setter} ${name} {{ value = {value} }}",
        at=rf"{PATH}\s*=(?!=)\s*{VALUE}",
        inside="block",
        fix="{setter} ${name} {{ value = {value} }}",
    ),
)
