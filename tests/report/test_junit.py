"""JUnit XML: counts, and text that XML cannot hold."""

from __future__ import annotations

from xml.etree import ElementTree

from runner.report.junit import JunitCase, junit_text


def test_cases_and_counts() -> None:
    cases = [
        JunitCase("one", "jobs", "a.yaml", 3, 0.25),
        JunitCase("two", "jobs", "a.yaml", failures=[("wrong", "more"), ("again", "")]),
        JunitCase("three", "jobs", "a.yaml", skipped="no database"),
    ]
    whole = ElementTree.fromstring(junit_text("xsrun test", cases))
    [suite] = whole
    for element in (whole, suite):
        assert (element.get("name"), element.get("tests"), element.get("time")) == (
            "xsrun test",
            "3",
            "0.250",
        )
        assert (element.get("failures"), element.get("skipped")) == ("1", "1")
    one, two, three = suite
    assert one.attrib == {
        "name": "one", "classname": "jobs", "file": "a.yaml", "line": "3", "time": "0.250",
    }  # fmt: skip
    assert [(failure.get("message"), failure.text) for failure in two] == [("wrong", "more"), ("again", None)]
    assert [skipped.get("message") for skipped in three] == ["no database"]


def test_what_xml_cannot_hold_is_spelled_out() -> None:
    text = junit_text("s", [JunitCase('<"&\n', "c", "f", output="\x1b \ud800 \uffff <b>]]>")])
    [case] = ElementTree.fromstring(text.encode()).iter("testcase")
    assert case.get("name") == '<"&\n'
    assert case.findtext("system-out") == "\\x1b \ufffd \ufffd <b>]]>"
