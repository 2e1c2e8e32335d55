"""Pieces of programs that chance alone would seldom write: sharing, swapping, growing, overflowing.

`$LIST1` is a variable that mostly holds a list, the same one wherever it stands in a piece;
`<list>` is any expression that mostly gives a list. A place may have two words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

PLACE = re.compile(r"\$([A-Z]+)\d|<(\w+(?: \w+)?)>")

MOTIFS = (
    # One value under two names, then a change through one of them.
    """
    var $LIST1 { value = $NESTED1[0] }
    var.update $NESTED1[0][0] { value = <number> }
    """,
    """
    var $LIST1 { value = $NESTED1[1] }
    array.push $NESTED1[1] { value = <number> }
    """,
    """
    var $NESTED1 { value = [$LIST1, $LIST1, $LIST2] }
    array.push $LIST1 { value = <number> }
    math.add $NESTED1[0][0] { value = <number> }
    array.pop $NESTED1[2] as $NUMBER1
    """,
    """
    var $NESTED2 { value = $NESTED1 }
    array.pop $NESTED1 as $LIST1
    array.push $LIST1 { value = <number> }
    var.update $NESTED2[0][0] { value = <number> }
    """,
    """
    var $NESTED2 { value = $NESTED1 }
    array.shift $NESTED1 as $LIST1
    array.shift $LIST1 as $NUMBER1
    array.unshift $NESTED2[0] { value = $NUMBER1 }
    """,
    """
    var $OBJECT1 { value = {list: $LIST1, o: {list: $LIST1, k: 1}} }
    array.push $OBJECT1.list { value = <number> }
    var $OBJECT2 { value = $OBJECT1.o }
    array.push $OBJECT1.o.list { value = <number> }
    var.update $OBJECT2.list[0] { value = <number> }
    var $LIST2 { value = $OBJECT2.list }
    math.add $OBJECT1.o.k { value = <number> }
    """,
    """
    var $LIST2 { value = $LIST1 }
    var $LIST1 { value = $LIST1|push:<number> }
    var $LIST2 { value = $LIST2|merge:$LIST1 }
    var $LIST1 { value = $LIST1|set:0:<number> }
    """,
    """
    var $OBJECT2 { value = $OBJECT1 }
    var $OBJECT1 { value = $OBJECT1|set:"o.k":<number> }
    var $OBJECT2 { value = $OBJECT2|set:"list":($OBJECT1|get:"list"|push:<number>) }
    var $OBJECT1 { value = $OBJECT1|merge:{o: $OBJECT2} }
    """,
    """
    var $ANY1 { value = {n: $NESTED1}|get:"n" }
    var $NESTED2 { value = $NESTED1|map:$$ }
    var.update $NESTED1[0] { value = <list> }
    array.push $NESTED2[0] { value = <number> }
    """,
    """
    var $NESTED2 { value = $LIST1|map:$parent }
    array.push $LIST1 { value = <number> }
    array.push $NESTED2[0] { value = <number> }
    """,
    # A list that holds itself, as it was.
    """
    array.push $NESTED1 { value = $NESTED1 }
    var.update $NESTED1[0] { value = $NESTED1 }
    array.merge $NESTED1 { value = $NESTED1 }
    array.push $NESTED1[0] { value = <number> }
    """,
    """
    array.merge $LIST1 { value = $LIST1 }
    var $LIST1 { value = $LIST1|merge:$LIST1 }
    var.update $OBJECT1.o { value = $OBJECT1 }
    """,
    # Loops that build and change lists.
    """
    for (3) { each as $NUMBER1 {
        var $LIST1 { value = [] }
        array.push $LIST1 { value = $NUMBER1 }
        array.push $NESTED1 { value = $LIST1 }
    } }
    """,
    """
    for (4) { each as $NUMBER1 {
        array.push $LIST1 { value = $NUMBER1 * <number> }
        conditional { if (<bool>) { var $LIST2 { value = $LIST1 } } }
    } }
    """,
    """
    foreach ($LIST1) { each as $NUMBER1 {
        array.push $LIST1 { value = $NUMBER1 }
        array.shift $LIST2 as $NUMBER2
    } }
    """,
    """
    foreach ($NESTED1) { each as $LIST1 {
        array.push $LIST1 { value = <number> }
        array.push $NESTED2 { value = $LIST1 }
    } }
    """,
    """
    foreach ($NESTED1) { each as $LIST1 {
        array.pop $NESTED1[0] as $NUMBER1
        var.update $NESTED1[1] { value = $LIST1 }
    } }
    """,
    """
    foreach ($LIST1) { each as $NUMBER1 {
        conditional { if (<bool> || $NUMBER1 > 1) { remove } }
        conditional { if (<bool>) { break } }
        array.push $LIST1 { value = 7 }
    } }
    """,
    """
    foreach ($OBJECT1) { each as $ANY1 {
        conditional { if (($ANY1|is_array) || <bool>) { remove } }
        var.update $OBJECT1.k { value = $OBJECT1 }
    } }
    """,
    """
    foreach ($OBJECT1.list) { each as $NUMBER1 {
        conditional { if ($NUMBER1 == 1) { remove } }
        var.update $OBJECT1.n { value = $NUMBER1 }
    } }
    """,
    # Elements that swap, as in a sort, and tables that are filled by index.
    """
    for (($LIST1|count) - 1) { each as $NUMBER1 {
        conditional { if ($LIST1[$NUMBER1] >= $LIST1[$NUMBER1 + 1]) {
            var $ANY1 { value = $LIST1[$NUMBER1] }
            var.update $LIST1[$NUMBER1] { value = $LIST1[$NUMBER1 + 1] }
            var.update $LIST1[$NUMBER1 + 1] { value = $ANY1 }
        } }
    } }
    """,
    """
    var $LIST1 { value = [0, 0, 0, 0] }
    var $LIST2 { value = $LIST1 }
    for (4) { each as $NUMBER1 {
        var.update $LIST1[$NUMBER1] { value = $LIST1[$NUMBER1 - 1] + <number> }
    } }
    """,
    """
    var $ANY1 { value = $NESTED1[0] }
    var.update $NESTED1[0] { value = $NESTED1[1] }
    var.update $NESTED1[1] { value = $ANY1 }
    array.push $NESTED1[1] { value = <number> }
    """,
    """
    foreach (<list>) { each as $NUMBER1 {
        var.update $OBJECT1[$NUMBER1] { value = ($OBJECT1[$NUMBER1] ?? 0) + 1 }
    } }
    """,
    # Numbers at their edges, and variables that change their type.
    """
    var $NUMBER1 { value = 9223372036854775807 }
    for (3) { each as $NUMBER2 { math.add $NUMBER1 { value = $NUMBER2 } } }
    var $NUMBER2 { value = $NUMBER1 - <number> }
    """,
    """
    var $NUMBER1 { value = 3037000499 }
    for (3) { each as $NUMBER2 { var $NUMBER1 { value = $NUMBER1 * ($NUMBER1 + $NUMBER2) } } }
    """,
    """
    var $NUMBER1 { value = -9223372036854775807 - 1 }
    var $ANY1 { value = [-$NUMBER1, $NUMBER1 / -1, $NUMBER1 % -1, $NUMBER1 - 1, $NUMBER1|abs] }
    """,
    """
    for (6) { each as $NUMBER1 {
        var $ANY1 { value = ($ANY1 ?? 1) + $NUMBER1 / 2 }
        conditional { if ($NUMBER1 == 3) { var $ANY1 { value = $ANY1|to_text } } }
        conditional { if ($NUMBER1 <= <number>) { var $ANY2 { value = $ANY1 } } }
    } }
    """,
    """
    var $ANY1 { value = 0 }
    foreach ([1, 2.5, "3", true, null, "x", [1], 4]) { each as $ANY2 {
        conditional { if ($ANY2 != "x") { math.add $ANY1 { value = $ANY2 } } }
    } }
    """,
    """
    var $ANY1 { value = "" }
    foreach ([1, 2.0, 0.1, true, null, [1, {}], {k: 1e25}]) { each as $ANY2 {
        var $ANY1 { value = $ANY1 ~ $ANY2 }
        var $TEXT1 { value = $TEXT1 ~ ($ANY2 == $NUMBER1) ~ ($ANY2 < $NUMBER1) ~ ($NUMBER1 <= $ANY2) }
    } }
    """,
    # What fails half-way, and what an error carries.
    """
    try_catch {
        try { array.push $LIST1 { value = 1 / 0 } }
        catch { array.push $LIST1 { value = $error.message } }
        finally { var $LIST2 { value = $LIST1 } }
    }
    array.push $LIST1 { value = <number> }
    """,
    """
    try_catch {
        try { throw { name = "n", value = {list: $LIST1, k: $NESTED1} } }
        catch {
            array.push $LIST1 { value = 1 }
            var $ANY1 { value = $error.result }
            array.push $ANY1.list { value = 2 }
        }
    }
    """,
    """
    try_catch { try { var $LIST1 { value = $LIST1|push:1|push:($TEXT1 * 2) } } }
    try_catch { try { var.update $NESTED1[0].x { value = <number> } } }
    try_catch { try { var $OBJECT1 { value = $OBJECT1|set:"n.k":1 } } }
    """,
    """
    var $ANY1 { value = $LIST1|reduce:($result|push:$$):$LIST2 }
    var $ANY2 { value = $NESTED1|reduce:($result ~ $$):[] }
    array.push $LIST2 { value = <number> }
    """,
)


def fill(motif: str, name: Callable[[str], str], value: Callable[[str], str]) -> list[str]:
    """The lines of a piece, its places filled: variables the same throughout, expressions each anew."""
    names: dict[str, str] = {}

    def fill_one(match: re.Match[str]) -> str:
        if match[1] is None:
            return value(match[2])
        return names.setdefault(match[0], name(match[1].lower()))

    return [PLACE.sub(fill_one, line.strip()) for line in motif.strip().splitlines()]
