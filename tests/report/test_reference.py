"""Entries of the reference as text, lines and data."""

from __future__ import annotations

from runner.reference.catalogue import Entry
from runner.reference.kinds import CODE, CONSTRUCT, FILTER, TYPE
from runner.report.reference import describe_entry, entry_text, list_text, plain_list
from runner.report.style import Style

PLAIN = Style()
CUT = Entry(
    FILTER,
    "cut",
    "texts",
    "value|cut:at",
    "A part. The rest is gone.",
    aliases=("chop",),
    extra="zip",
    differs="It cuts.",
    example="a\nb\n",
    gives='{"a": 1}',
    more=("More of it.",),
)
SORT = Entry(FILTER, "sort", "lists", "value|sort", "A sorted copy.")
INT = Entry(TYPE, "int", "", "int name", "A number.")
CODED = Entry(CODE, "odd", "syntax", "error", "It is odd.", example="right\n", wrong="wrong\n")


def test_an_entry_tells_everything() -> None:
    assert entry_text(CUT, PLAIN).splitlines() == [
        "cut  filter, texts",
        "  value|cut:at",
        "  A part. The rest is gone.",
        "  More of it.",
        "  The same: `chop`.",
        "  Needs the extra `zip`: pip install 'xsrun[zip]'",
        "  Differs from Xano: It cuts.",
        "",
        "    a",
        "    b",
        "",
        '  gives {"a": 1}',
    ]


def test_what_is_long_goes_on_below_itself() -> None:
    long = SORT.changed(sentence="A copy that is sorted " + "again and " * 10 + "again.")
    assert entry_text(long, PLAIN).splitlines()[2:] == [
        "  A copy that is sorted " + "again and " * 6 + "again and",
        "    " + "again and " * 3 + "again.",
    ]


def test_a_code_shows_wrong_before_right() -> None:
    lines = entry_text(CODED, PLAIN).splitlines()
    assert lines == [
        *["odd  code, syntax", "  error", "  It is odd.", ""],
        *["  Wrong:", "", "    wrong", "", "  Right:", "", "    right"],
    ]


def test_what_is_only_carried_says_so() -> None:
    carried = Entry(CONSTRUCT, "view", "", "view", "A view.", runs=False)
    assert entry_text(carried, PLAIN).endswith("A job carries it; nothing of it runs here.")


def test_a_list_stands_below_its_families() -> None:
    assert list_text([CUT, SORT], PLAIN).splitlines() == [
        *["texts", "  cut   A part.", "lists", "  sort  A sorted copy."]
    ]


def test_a_mixed_list_stands_below_its_kinds() -> None:
    assert list_text([SORT, INT], PLAIN).splitlines() == [
        *["filter", "  sort  A sorted copy.", "type", "  int   A number."]
    ]


def test_lines_have_columns() -> None:
    assert plain_list([SORT, INT]).splitlines() == [
        "sort\tfilter\tlists\tvalue|sort\tA sorted copy.",
        "int\ttype\t\tint name\tA number.",
    ]


def test_data_holds_every_field() -> None:
    data = describe_entry(CUT)
    assert data.keys() == set(Entry._fields)
    assert (data["kind"], data["aliases"], data["more"]) == ("filter", ["chop"], ["More of it."])
    assert (data["gives"], describe_entry(SORT)["gives"]) == ({"a": 1}, None)
