"""Expressions: which tree a text stands for."""

import pytest

from tests.syntax.reading import problems, sexpr, stack


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", "(+ 1 (* 2 3))"),
        ("1 * 2 + 3", "(+ (* 1 2) 3)"),
        ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("8 / 4 / 2 % 3", "(% (/ (/ 8 4) 2) 3)"),
        ('"a" ~ 1 + 2', '(~ "a" (+ 1 2))'),
        ('"a" ~ "b" ~ "c"', '(~ (~ "a" "b") "c")'),
        ("$a + 1 == $b ~ 2", "(== (+ $a 1) (~ $b 2))"),
        ("1 < 2 == true", "(== (< 1 2) true)"),
        ("$a == 1 && $b != 2", "(&& (== $a 1) (!= $b 2))"),
        ("$a || $b && $c", "(|| $a (&& $b $c))"),
        ("$a && $b || $c", "(|| (&& $a $b) $c)"),
        ("$a ?? $b || $c", "(?? $a (|| $b $c))"),
        ("$a ?? $b ?? $c", "(?? $a (?? $b $c))"),
        ("$a ?? $b ? 1 : 2", "(? (?? $a $b) 1 2)"),
        ("!$a && $b", "(&& (! $a) $b)"),
        ("!!$a", "(! (! $a))"),
        ("-$a * 2", "(* (- $a) 2)"),
        ("1..5", "(.. 1 5)"),
        ("$a - 1..$b + 1", "(.. (- $a 1) (+ $b 1))"),
        ("$a === 1", "(=== $a 1)"),
        ("$a !== 1", "(!== $a 1)"),
        ("$a <= 1", "(<= $a 1)"),
        ("$a >= 1", "(>= $a 1)"),
    ],
)
def test_operators_bind_by_their_rank(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("$db.t.a ==? $x", '(==? (. (. $db "t") "a") $x)'),
        ("$db.t.a !=? $x", '(!=? (. (. $db "t") "a") $x)'),
        ("$db.t.a >=? $x", '(>=? (. (. $db "t") "a") $x)'),
        ("$db.t.a <? $x", '(<? (. (. $db "t") "a") $x)'),
        ("$a in [1, 2]", "(in $a [1 2])"),
        ("$a not in $b", "(not in $a $b)"),
        ("$a not  in? $b", "(not in? $a $b)"),
        ('$a contains "x"', '(contains $a "x")'),
        ('$a not contains "x"', '(not contains $a "x")'),
        ('$a ilike "%x%"', '(ilike $a "%x%")'),
        ("$a between 1:2", "(between $a [1 2])"),
        ("$a not between? $b:$c", "(not between? $a [$b $c])"),
        ("$a in $b && $c in $d", "(&& (in $a $b) (in $c $d))"),
    ],
)
def test_operators_of_database_queries(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("$c ? 1 : 2", "(? $c 1 2)"),
        ('$c ? "a":"b"', '(? $c "a" "b")'),
        ("$a ? $b ? 1 : 2 : 3", "(? $a (? $b 1 2) 3)"),
        ("$a ? 1 : $b ? 2 : 3", "(? $a 1 (? $b 2 3))"),
        ('$c ? $x|get:"k" : "d"', '(? $c (| $x (get "k")) "d")'),
        ('$c ? ($x|get:"k") : "d"', '(? $c (paren (| $x (get "k"))) "d")'),
        ('$c ? $x|get:"k":1 : "d"', '(? $c (| $x (get "k" 1)) "d")'),
        ("$c ? $x|a:1|b:2 : $y|d:3", "(? $c (| $x (a 1) (b 2)) (| $y (d 3)))"),
        ("{k: $c ? 1 : 2, l : 3}", '{"k": (? $c 1 2), "l": 3}'),
        ("{k: $c ? {a : 1} : {b : 2}}", '{"k": (? $c {"a": 1} {"b": 2})}'),
        ("[$c ? 1 : 2, $d ? 3 : 4]", "[(? $c 1 2) (? $d 3 4)]"),
        ("$c\n  ? 1\n  : 2", "(? $c 1 2)"),
        ("$c ?\n  1 :\n  2", "(? $c 1 2)"),
        ("$x.a? 1 : 2", '(? (. $x "a") 1 2)'),
        ("$c ? $x\n  |trim\n  : $y\n  |lower", "(? $c (| $x (trim)) (| $y (lower)))"),
        ("$c // why?\n  ? 1 // yes\n  : 2 // no", "(? $c 1 2)"),
        ("$c ? {\n  a: 1\n} : {\n  b: 2\n}", '(? $c {"a": 1} {"b": 2})'),
        ('{k: $c\n  ? "a"\n  : "b"\n l: 3}', '{"k": (? $c "a" "b"), "l": 3}'),
        ('[$c\n  ? "a"\n  : "b"\n 3]', '[(? $c "a" "b") 3]'),
        ("$a ?\n $b ? 1 :\n 2 :\n 3", "(? $a (? $b 1 2) 3)"),
    ],
)
def test_the_colon_of_a_ternary_is_not_the_colon_of_an_argument(text, tree):
    """A blank before the colon makes it the ternary's; without one it starts an argument."""
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("$x|number_format:2:.:,", '(| $x (number_format 2 "." ","))'),
        ("$x|number_format:2:,:.", '(| $x (number_format 2 "," "."))'),
        ("$x|number_format:2:.:,|trim", '(| $x (number_format 2 "." ",") (trim))'),
        ("{a: $x|number_format:2:.:,, b: 1}", '{"a": (| $x (number_format 2 "." ",")), "b": 1}'),
        ("($x|split:.)|first", '(| (paren (| $x (split "."))) (first))'),
        ("$x|split:.|first", '(| $x (split ".") (first))'),
        # What only begins with a point is what it was.
        ("$x|round:.5", "(| $x (round 0.5))"),
        ("{a: $x|round:2, b: 1}", '{"a": (| $x (round 2)), "b": 1}'),
    ],
)
def test_a_point_and_a_comma_are_arguments_of_a_filter(text, tree):
    """An old guide writes them without quotes."""
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("$x|count", "(| $x (count))"),
        ("$x|trim|lower", "(| $x (trim) (lower))"),
        ("$x | trim | lower", "(| $x (trim) (lower))"),
        ('$x|replace:"a":"b"', '(| $x (replace "a" "b"))'),
        ("1 / $x|sqrt", "(/ 1 (| $x (sqrt)))"),
        ("$i < $a|count", "(< $i (| $a (count)))"),
        ("$a|count < $i", "(< (| $a (count)) $i)"),
        ("!$a|has:$k", "(! (| $a (has $k)))"),
        ("-5|abs", "(| -5 (abs))"),
        ("-$x|abs", "(- (| $x (abs)))"),
        ("2 - 5|abs", "(- 2 (| 5 (abs)))"),
        ("($a + 1)|round:2", "(| (paren (+ $a 1)) (round 2))"),
        ("[1, 2]|first", "(| [1 2] (first))"),
        ('{a: 1}|get:"a"', '(| {"a": 1} (get "a"))'),
        ('"a,b"|split:","', '(| "a,b" (split ","))'),
        ("$a|count == 0 || $b|trim == 1", "(|| (== (| $a (count)) 0) (== (| $b (trim)) 1))"),
        ("|uuid", "(| _ (uuid))"),
        ("|range:1:5", "(| _ (range 1 5))"),
        ("(|fill:3:0)", "(paren (| _ (fill 3 0)))"),
        ("[]|push:(|uuid)", "(| [] (push (paren (| _ (uuid)))))"),
        ("$x|!trim|lower", "(| $x (!trim) (lower))"),
        ("$x|!replace:1:2", "(| $x (!replace 1 2))"),
    ],
)
def test_filters_bind_tighter_than_operators(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        # Arithmetic and `~` belong to the argument ...
        ("$d|divide:$n - 1", "(| $d (divide (- $n 1)))"),
        ('$a|concat:"x" ~ $b', '(| $a (concat (~ "x" $b)))'),
        ("$a|slice:$i * 2:$n + 1", "(| $a (slice (* $i 2) (+ $n 1)))"),
        # ... comparisons and logic end it ...
        ('$m|get:"k" == null', '(== (| $m (get "k")) null)'),
        ("$a|add:1 && $b", "(&& (| $a (add 1)) $b)"),
        ("$a|get:1 ?? 2", "(?? (| $a (get 1)) 2)"),
        ("$a|get:1 ? 2 : 3", "(? (| $a (get 1)) 2 3)"),
        ("$a|add:1|mul:2", "(| $a (add 1) (mul 2))"),
        # ... but in the family of expressions the argument is a whole expression.
        ("$a|filter:$$ % 2 == 0", "(| $a (filter (== (% $$ 2) 0)))"),
        ("[1]|filter:$$%2==0", "(| [1] (filter (== (% $$ 2) 0)))"),
        ("$a|find:$$.id == 2 && $$.b", '(| $a (find (&& (== (. $$ "id") 2) (. $$ "b"))))'),
        ("$a|map:$$ > 1 ? 1 : 0", "(| $a (map (? (> $$ 1) 1 0)))"),
        ("$a|some:$$ > 2|count", "(| $a (some (> $$ 2)) (count))"),
        ("$a|every:$$ > 2", "(| $a (every (> $$ 2)))"),
        ("$a|findIndex:$this == 1", "(| $a (findIndex (== $this 1)))"),
        ("$a|reduce:$$+$result:0", "(| $a (reduce (+ $$ $result) 0))"),
        ("5|transform:$$ + 3", "(| 5 (transform (+ $$ 3)))"),
        ("$o|set_conditional:1:2:$a == 1", "(| $o (set_conditional 1 2 (== $a 1)))"),
        # A name that only begins like one of the family is a filter like any other.
        ("$a|filter_empty:1 == 2", "(== (| $a (filter_empty 1)) 2)"),
        ("$a|map_keys:1 == 2", "(== (| $a (map_keys 1)) 2)"),
        ("$a|sort:n:text:false", "(| $a (sort n text false))"),
        ("$a|push:{a: 1}:[2]", '(| $a (push {"a": 1} [2]))'),
        ("$a|get:$b.c[0]:-1", '(| $a (get ([] (. $b "c") 0) -1))'),
        ("$a|push:($b|first)", "(| $a (push (paren (| $b (first)))))"),
    ],
)
def test_arguments_of_filters_are_greedy(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("$a.b.c", '(. (. $a "b") "c")'),
        ("$a.0", '(. $a "0")'),
        ("$a.0.b", '(. (. $a "0") "b")'),
        ('$a."x y"', '(. $a "x y")'),
        ("$a.'x y'.z", '(. (. $a "x y") "z")'),
        ('$a.["k"]', '([] $a "k")'),
        ('$a["k"]', '([] $a "k")'),
        ("$a[0][$i + 1]", "([] ([] $a 0) (+ $i 1))"),
        ("$a.b[0].c", '(. ([] (. $a "b") 0) "c")'),
        ("$env.$remote_ip", '(. $env "$remote_ip")'),
        ("$input.x?", '(.? $input "x")'),
        ("$input.x? == 1", '(== (.? $input "x") 1)'),
        ("$input.x?|trim", '(| (.? $input "x") (trim))'),
        ("($input.x?)", '(paren (.? $input "x"))'),
        ("$input.x ?? 1", '(?? (. $input "x") 1)'),
        ("$$", "$$"),
        ("$$.a", '(. $$ "a")'),
        ("$this.a", '(. $this "a")'),
        ("$var.x", '(. $var "x")'),
        ("$db.t.a", '(. (. $db "t") "a")'),
        ("($a)[0]", "([] (paren $a) 0)"),
        ('"abc"[0]', '([] "abc" 0)'),
        ("[1, 2][0]", "([] [1 2] 0)"),
        ('{a: 1}["a"]', '([] {"a": 1} "a")'),
        ("$a.b-1", '(- (. $a "b") 1)'),
    ],
)
def test_paths(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1..3", "(.. 1 3)"),
        ("(1..5)", "(paren (.. 1 5))"),
        ("($a..$b)", "(paren (.. $a $b))"),
        ("(1 .. 5)", "(paren (.. 1 5))"),
        ("1.5..2", "(.. 1.5 2)"),
        ("(0..$a|count)", "(paren (.. 0 (| $a (count))))"),
    ],
)
def test_two_dots_are_a_range_and_no_fraction(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("[]", "[]"),
        ("[1, 2, 3]", "[1 2 3]"),
        ("[1, 2,]", "[1 2]"),
        ("[\n  1\n  2\n]", "[1 2]"),
        ("[\n  1,\n  2,\n]", "[1 2]"),
        ("[\n  1\n  , 2\n]", "[1 2]"),
        ("[\n  1\n  -1\n]", "[1 -1]"),
        ("[\n  1\n  - 1\n]", "[(- 1 1)]"),
        ("[1 -1]", "[(- 1 1)]"),
        ("[$a [0]]", None),
        ("[$a\n[0]]", "[$a [0]]"),
        ("[$a[0]]", "[([] $a 0)]"),
        ("[{a: 1}\n{a: 2}]", '[{"a": 1} {"a": 2}]'),
        ("[[1], [2]]", "[[1] [2]]"),
        ("[\n  $a\n    |first\n  $b\n]", "[(| $a (first)) $b]"),
        ("[now, true, x]", "[now true x]"),
        ("[1 // one\n 2 // two\n]", "[1 2]"),
    ],
)
def test_lists(text, tree):
    assert (None if tree is None else sexpr(text)) == tree
    assert bool(problems(f'function "f" {{\n  response = {text}\n}}\n')) == (tree is None)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("{}", "{}"),
        ("{a: 1}", '{"a": 1}'),
        ("{a: 1, b: 2,}", '{"a": 1, "b": 2}'),
        ("{\n  a: 1\n  b: 2\n}", '{"a": 1, "b": 2}'),
        ("{\n  a: 1,\n  b: 2\n}", '{"a": 1, "b": 2}'),
        ("{\n  name : 1\n  other    : 2\n}", '{"name": 1, "other": 2}'),
        ("{\"a b\": 1, 'c': 2}", '{"a b": 1, "c": 2}'),
        ("{$k: 1}", "{$k: 1}"),
        ("{$a.b: 1}", '{(. $a "b"): 1}'),
        ("{1: 2, 2x: 3}", '{"1": 2, "2x": 3}'),
        ("{a-b: 1, c.d: 2}", '{"a-b": 1, "c.d": 2}'),
        ("{a: {b: [1, {c: 2}]}}", '{"a": {"b": [1 {"c": 2}]}}'),
        ("{as: 1, if: 2, input: 3, in: 4}", '{"as": 1, "if": 2, "input": 3, "in": 4}'),
        ("{\n  a: 1 // one\n  // two\n  b: 2\n}", '{"a": 1, "b": 2}'),
        ("{a: $x|trim, b: $y == 1}", '{"a": (| $x (trim)), "b": (== $y 1)}'),
        ("{\n  a: $x\n    |trim\n  b: 1\n}", '{"a": (| $x (trim)), "b": 1}'),
        ("{a:\n  1}", '{"a": 1}'),
        ("{text: 1, value: 2, to: 3, from: 4}", '{"text": 1, "value": 2, "to": 3, "from": 4}'),
        ("{ai_terms: false}", '{"ai_terms": false}'),
    ],
)
def test_objects(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("`1 + 2`", "(tick (+ 1 2))"),
        ("`$a|count > 0`", "(tick (> (| $a (count)) 0))"),
        ("(`$a > 1`)", "(paren (tick (> $a 1)))"),
        ("```\n  $a\n  + 1\n```", "(ticks (+ $a 1))"),
        ("`[1, 2]`|first", "(| (tick [1 2]) (first))"),
        ('`{a: "x"}`', '(tick {"a": "x"})'),
        ("`$a ? 1 : 2`", "(tick (? $a 1 2))"),
    ],
)
def test_backticks_hold_an_expression(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("now", "now"),
        ("GET", "GET"),
        ("desc", "desc"),
        ("trueish", "trueish"),
        ("math.add(1, 2)", "(call math.add 1 2)"),
        ('text.contains($a, "x") && true', '(&& (call text.contains $a "x") true)'),
        ("math.add(1, math.sub(3, 2))", "(call math.add 1 (call math.sub 3 2))"),
        ("f()", "(call f)"),
        ("math.add(1, 2)|abs", "(| (call math.add 1 2) (abs))"),
    ],
)
def test_bare_words_and_calls(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("$a\n    |first\n    |trim", "(| $a (first) (trim))"),
        ("$a\n    // the first\n    |first", "(| $a (first))"),
        ("$a\n\n    |first", "(| $a (first))"),
        ("$a\n    + 1\n    - 2", "(- (+ $a 1) 2)"),
        ("$a\n    ~ $b", "(~ $a $b)"),
        ("$a\n    && $b\n    || $c", "(|| (&& $a $b) $c)"),
        ("$a\n    == 1", "(== $a 1)"),
        ("$a\n    ?? 1", "(?? $a 1)"),
        ("$a +\n    1", "(+ $a 1)"),
        ("\n    1", "1"),
        ("(\n    1\n    + 2\n  )", "(paren (+ 1 2))"),
        ("(1\n+2\n-3)", "(paren (- (+ 1 2) 3))"),
        ("$a|push:\n    1", "(| $a (push 1))"),
    ],
)
def test_newlines_inside_of_an_expression(text, tree):
    assert sexpr(text) == tree


@pytest.mark.parametrize(
    "name", ["$result", "$index", "$params", "$headers", "$output", "$response", "$item"]
)
def test_names_that_look_reserved_are_variables(name):
    """Half of all jobs declare `$result`; what may not be set is the checker's to say."""
    assert sexpr(f"{name}.a") == f'(. {name} "a")'
    assert stack(f"var {name} {{ value = {name} }}") == f"(var {name} {{value={name}}})"


def test_a_key_of_an_object_may_be_called_length():
    """`$x.length` is no mistake of syntax: a job may well have such a key."""
    assert sexpr("$x.length") == '(. $x "length")'
