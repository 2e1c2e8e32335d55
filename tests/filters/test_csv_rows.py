"""The rows of CSV texts: what PHP 8.2's ``fgetcsv`` gives for the same, blank lines left out."""

from __future__ import annotations

import pytest

from runner.filters.csv_rows import Marks, csv_rows


@pytest.mark.parametrize(
    ("text", "marks", "rows"),
    [
        ("a,b\n1,2\n", ',""', [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2\n", ',"\\', [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2\n", ";''", [["a,b"], ["1,2"]]),
        ("a,b\n1,2\n", ',"', [["a", "b"], ["1", "2"]]),
        ('a,"b,c"\r\n1,"x""y"\n', ',""', [["a", "b,c"], ["1", 'x"y']]),
        ('a,"b,c"\r\n1,"x""y"\n', ',"\\', [["a", "b,c"], ["1", 'x"y']]),
        ('a,"b,c"\r\n1,"x""y"\n', ";''", [['a,"b,c"'], ['1,"x""y"']]),
        ('a,"b,c"\r\n1,"x""y"\n', ',"', [["a", "b,c"], ["1", 'x"y']]),
        ('a, "b" ,c\n', ',""', [["a", "b ", "c"]]),
        ('a, "b" ,c\n', ',"\\', [["a", "b ", "c"]]),
        ('a, "b" ,c\n', ";''", [['a, "b" ,c']]),
        ('a, "b" ,c\n', ',"', [["a", "b ", "c"]]),
        ('"a\nb",c\n\nd', ',""', [["a\nb", "c"], ["d"]]),
        ('"a\nb",c\n\nd', ',"\\', [["a\nb", "c"], ["d"]]),
        ('"a\nb",c\n\nd', ";''", [['"a'], ['b",c'], ["d"]]),
        ('"a\nb",c\n\nd', ',"', [["a\nb", "c"], ["d"]]),
        ('a,"b\\"c",d\n', ',""', [["a", 'b\\c"', "d"]]),
        ('a,"b\\"c",d\n', ',"\\', [["a", 'b\\"c', "d"]]),
        ('a,"b\\"c",d\n', ";''", [['a,"b\\"c",d']]),
        ('a,"b\\"c",d\n', ',"', [["a", 'b\\c"', "d"]]),
        ('"a"b"c",d', ',""', [['ab"c"', "d"]]),
        ('"a"b"c",d', ',"\\', [['ab"c"', "d"]]),
        ('"a"b"c",d', ";''", [['"a"b"c",d']]),
        ('"a"b"c",d', ',"', [['ab"c"', "d"]]),
        ('a,"open\nmore', ',""', [["a", "open\nmore"]]),
        ('a,"open\nmore', ',"\\', [["a", "open\nmore"]]),
        ('a,"open\nmore', ";''", [['a,"open'], ["more"]]),
        ('a,"open\nmore', ',"', [["a", "open\nmore"]]),
        ("a;b\nc;'x;y'\n", ',""', [["a;b"], ["c;'x;y'"]]),
        ("a;b\nc;'x;y'\n", ',"\\', [["a;b"], ["c;'x;y'"]]),
        ("a;b\nc;'x;y'\n", ";''", [["a", "b"], ["c", "x;y"]]),
        ("a;b\nc;'x;y'\n", ',"', [["a;b"], ["c;'x;y'"]]),
        (" a , b \n", ',""', [[" a ", " b "]]),
        (" a , b \n", ',"\\', [[" a ", " b "]]),
        (" a , b \n", ";''", [[" a , b "]]),
        (" a , b \n", ',"', [[" a ", " b "]]),
        ("a,,\n,\n", ',""', [["a", "", ""], ["", ""]]),
        ("a,,\n,\n", ',"\\', [["a", "", ""], ["", ""]]),
        ("a,,\n,\n", ";''", [["a,,"], [","]]),
        ("a,,\n,\n", ',"', [["a", "", ""], ["", ""]]),
        ('"",""\n', ',""', [["", ""]]),
        ('"",""\n', ',"\\', [["", ""]]),
        ('"",""\n', ";''", [['"",""']]),
        ('"",""\n', ',"', [["", ""]]),
        ('""""\n', ',""', [['"']]),
        ('""""\n', ',"\\', [['"']]),
        ('""""\n', ";''", [['""""']]),
        ('""""\n', ',"', [['"']]),
        ('x,"a"""\n', ',""', [["x", 'a"']]),
        ('x,"a"""\n', ',"\\', [["x", 'a"']]),
        ('x,"a"""\n', ";''", [['x,"a"""']]),
        ('x,"a"""\n', ',"', [["x", 'a"']]),
        ('a"b",c\n', ',""', [['a"b"', "c"]]),
        ('a"b",c\n', ',"\\', [['a"b"', "c"]]),
        ('a"b",c\n', ";''", [['a"b",c']]),
        ('a"b",c\n', ',"', [['a"b"', "c"]]),
        ('a,"b"\t,c', ',""', [["a", "b\t", "c"]]),
        ('a,"b"\t,c', ',"\\', [["a", "b\t", "c"]]),
        ('a,"b"\t,c', ";''", [['a,"b"\t,c']]),
        ('a,"b"\t,c', ',"', [["a", "b\t", "c"]]),
        ('"x\\\\",y\n', ',""', [["x\\\\", "y"]]),
        ('"x\\\\",y\n', ',"\\', [["x\\\\", "y"]]),
        ('"x\\\\",y\n', ";''", [['"x\\\\",y']]),
        ('"x\\\\",y\n', ',"', [["x\\\\", "y"]]),
        ('a,"b\\', ',""', [["a", "b\\"]]),
        ('a,"b\\', ',"\\', [["a", "b\\"]]),
        ('a,"b\\', ";''", [['a,"b\\']]),
        ('a,"b\\', ',"', [["a", "b\\"]]),
        ('é,"ü"""\n1,"2\r\n3"\r\n', ',""', [["é", 'ü"'], ["1", "2\r\n3"]]),
        ('é,"ü"""\n1,"2\r\n3"\r\n', ',"\\', [["é", 'ü"'], ["1", "2\r\n3"]]),
        ('é,"ü"""\n1,"2\r\n3"\r\n', ";''", [['é,"ü"""'], ['1,"2'], ['3"']]),
        ('é,"ü"""\n1,"2\r\n3"\r\n', ',"', [["é", 'ü"'], ["1", "2\r\n3"]]),
    ],
)
def test_rows_are_those_of_php(text: str, marks: str, rows: list[list[str]]) -> None:
    # PHP takes "" for no escape character at all.
    separator, enclosure, escape = marks[0], marks[1], marks[2:]
    assert list(csv_rows(text, Marks(separator, enclosure, escape))) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\n\r\n\n", []),
        ("\ufeffa,b\n", [["a", "b"]]),
        # A field that is never closed: PHP adds a stray line break or a NUL to it.
        ('a,"open\nmore\n', [["a", "open\nmore\n"]]),
        ('"', [[""]]),
        ("a\u2028b,c\x0bd\n", [["a\u2028b", "c\x0bd"]]),
    ],
)
def test_what_php_has_no_answer_for(text: str, rows: list[list[str]]) -> None:
    assert list(csv_rows(text, Marks())) == rows


def test_rows_come_one_after_the_other() -> None:
    rows = csv_rows("a,b\n" * 3, Marks())
    assert next(rows) == ["a", "b"]
    assert len(list(rows)) == 2


def test_a_long_field_takes_no_stack() -> None:
    field = 'x""' * 100_000
    assert list(csv_rows(f'1,"{field}"\n', Marks())) == [["1", 'x"' * 100_000]]
