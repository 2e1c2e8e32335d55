"""Filters on regular expressions; the expectations in the tables are what PHP 8.2 gives."""

from __future__ import annotations

import threading
import time

import pytest

from runner.errors import ScriptError
from runner.filters import regex
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        ("/^a.*c$/", "abbbbc", ["abbbbc"]),
        ("/^a.*c$/", "abd", []),
        ("/(\\w+)@(\\w+)\\.(\\w+)/", "mail to bob@site.org now", ["bob@site.org", "bob", "site", "org"]),
        ("/colou?r/i", "The COLOR red", ["COLOR"]),
        ("/^\\d+$/m", "a\n12\nb", ["12"]),
        ("/a.b/", "a\nb", []),
        ("/a.b/s", "a\nb", ["a\nb"]),
        ("/a b # comment\\n c/x", "abc", ["ab"]),
        ("#^/path/(\\d+)$#", "/path/42", ["/path/42", "42"]),
        (
            "~(?<year>\\d{4})-(?<month>\\d\\d)~",
            "on 2024-05-06",
            {"0": "2024-05", "year": "2024", "1": "2024", "month": "05", "2": "05"},
        ),
        ("/(?P<word>\\w+)/", "hello world", {"0": "hello", "word": "hello", "1": "hello"}),
        ("/(a)|(b)/", "b", ["b", "", "b"]),
        ("/(a)|(b)/", "a", ["a", "a"]),
        ("/(a)(x)?(b)/", "ab", ["ab", "a", "", "b"]),
        ("/a++b/", "aaab", ["aaab"]),
        ("/(?>a+)ab/", "aaab", []),
        ("/<.+>/U", "<a><b>", ["<a>"]),
        ("/<.+?>/U", "<a><b>", ["<a><b>"]),
        ("/end$/", "the end\n", ["end"]),
        ("/end$/D", "the end\n", []),
        ("/\\Aab\\z/", "ab", ["ab"]),
        ("/\\Aab\\Z/", "ab\n", ["ab"]),
        ("/\\Aab\\z/", "ab\n", []),
        ("/[[:alpha:]]+/", "123abc", ["abc"]),
        ("/[[:punct:]]/", "a-b", ["-"]),
        ("/[^]]+/", "]abc]", ["abc"]),
        ("/[a\\-z]+/", "-a-", ["-a-"]),
        ("/\\h+/", "a \t b", [" \t "]),
        ("/\\R/", "a\r\nb", ["\r\n"]),
        ("/\\x41\\x{42}/", "xAB", ["AB"]),
        ("/\\Qa.b\\E+/", "a.bb", ["a.bb"]),
        ("/(\\w)\\1/", "hello", ["ll", "l"]),
        ("/(\\w)\\g{1}/", "hello", ["ll", "l"]),
        ("/(?<l>\\w)\\k<l>/", "hello", {"0": "ll", "l": "l", "1": "l"}),
        ("/(\\w)(\\w)\\g{-1}/", "abb", ["abb", "a", "b"]),
        ("/a(?i)b/", "aB", ["aB"]),
        ("/a(?i)b|c/", "C", ["C"]),
        ("/(?i)ABC/", "abc", ["abc"]),
        ("/(?i:a)b/", "Ab", ["Ab"]),
        ("/(?i:a)b/", "AB", []),
        ("/x(?=y)/", "xy", ["x"]),
        ("/x(?!y)/", "xy", []),
        ("/(?<=a)b/", "ab", ["b"]),
        ("/(?<!a)b/", "ab", []),
        ("/\\p{Lu}\\p{Ll}+/u", "xÉtude", ["Étude"]),
        ("/\\P{L}/u", "ab1", ["1"]),
        ("/^[\\p{L} ]+$/u", "élan vital", ["élan vital"]),
        ("/\\w+/u", "été", ["été"]),
        ("/é/i", "É", []),
        ("/é/iu", "É", ["É"]),
        ("{^(\\w+)$}", "abc", ["abc", "abc"]),
        ("(^abc$)", "abc", ["abc"]),
        ("[abc]", "xabc", ["abc"]),
        ("/a{2,3}/", "aaaa", ["aaa"]),
        ("/a{2}/", "aaa", ["aa"]),
        ("/x*/", "aaa", [""]),
        ("/()/", "a", ["", ""]),
        ("/(?:ab)+/", "ababa", ["abab"]),
        ("/(a)?(?(1)b|c)/", "ab", ["ab", "a"]),
        ("/^(?:([a-z]+)([^<]+)*)$/", "abc def", ["abc def", "abc", " def"]),
        ("/([^,]+)+,/", "a,b", ["a,", "a"]),
        ("/(\\d+)*x/", "12x", ["12x", "12"]),
        (
            "/^([\\w.+-]+@[\\w-]+\\.[a-z]{2,}\\s*,?\\s*)+$/i",
            "a@b.co, c@d.org",
            ["a@b.co, c@d.org", "c@d.org"],
        ),
        (
            "/^<([a-z]+)([^<]+)*(?:>(.*)<\\/\\1>|\\s+\\/>)$/",
            "<p>Hi you</p>",
            ["<p>Hi you</p>", "p", "", "Hi you"],
        ),
        (
            "/^<([a-z]+)([^<]+)*(?:>(.*)<\\/\\1>|\\s+\\/>)$/",
            "<br class='x' />",
            ["<br class='x' />", "br", " class='x'"],
        ),
        ("/\\//", "a/b", ["/"]),
        ("/[\\/]/", "a/b", ["/"]),
        ("/[&|~[]/", "x[y", ["["]),
        ("/^\\s*$/", " \t\n", [" \t\n"]),
        ("/\\bcat\\b/", "a cat!", ["cat"]),
        ("/\\Bcat/", "concat", ["cat"]),
        ("/[\\d\\s]+/", "ab1 2", ["1 2"]),
        ("/[^\\W\\d]+/", "12ab", ["ab"]),
        ("/a|b|c/A", "xa", []),
        ("/a/A", "ab", ["a"]),
        ("/\\./", "a.b", ["."]),
        ("/(?#note)ab/", "ab", ["ab"]),
        ("/\\e/", "\x1b", ["\x1b"]),
        ("/[\\h]+/", "a  b", ["  "]),
        ("/\\v/", "a\nb", ["\n"]),
        ("/\\N+/", "ab\nc", ["ab"]),
        ("/(['\\\"])(.*?)\\1/", "say 'hi \"you\"'", ["'hi \"you\"'", "'", 'hi "you"']),
        (
            "/^(\\+\\d{1,2}\\s)?\\(?\\d{3}\\)?[\\s.-]\\d{3}[\\s.-]\\d{4}$/",
            "(555) 123-4567",
            ["(555) 123-4567"],
        ),
    ],
)
def test_first_match(pattern, subject, expected):
    assert typed(apply("regex_get_first_match", pattern, subject)) == typed(expected)
    assert apply("regex_matches", pattern, subject) is bool(expected)


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        ("/^a.*c$/", "abbbbc", [["abbbbc"]]),
        ("/^a.*c$/", "abd", [[]]),
        (
            "/(\\w+)@(\\w+)\\.(\\w+)/",
            "mail to bob@site.org now",
            [["bob@site.org"], ["bob"], ["site"], ["org"]],
        ),
        ("/colou?r/i", "The COLOR red", [["COLOR"]]),
        ("/^\\d+$/m", "a\n12\nb", [["12"]]),
        ("/a.b/", "a\nb", [[]]),
        ("/a.b/s", "a\nb", [["a\nb"]]),
        ("/a b # comment\\n c/x", "abc", [["ab"]]),
        ("#^/path/(\\d+)$#", "/path/42", [["/path/42"], ["42"]]),
        (
            "~(?<year>\\d{4})-(?<month>\\d\\d)~",
            "on 2024-05-06",
            {"0": ["2024-05"], "year": ["2024"], "1": ["2024"], "month": ["05"], "2": ["05"]},
        ),
        (
            "/(?P<word>\\w+)/",
            "hello world",
            {"0": ["hello", "world"], "word": ["hello", "world"], "1": ["hello", "world"]},
        ),
        ("/(a)|(b)/", "b", [["b"], [""], ["b"]]),
        ("/(a)|(b)/", "a", [["a"], ["a"], [""]]),
        ("/(a)(x)?(b)/", "ab", [["ab"], ["a"], [""], ["b"]]),
        ("/a++b/", "aaab", [["aaab"]]),
        ("/(?>a+)ab/", "aaab", [[]]),
        ("/<.+>/U", "<a><b>", [["<a>", "<b>"]]),
        ("/<.+?>/U", "<a><b>", [["<a><b>"]]),
        ("/end$/", "the end\n", [["end"]]),
        ("/end$/D", "the end\n", [[]]),
        ("/\\Aab\\z/", "ab", [["ab"]]),
        ("/\\Aab\\Z/", "ab\n", [["ab"]]),
        ("/\\Aab\\z/", "ab\n", [[]]),
        ("/[[:alpha:]]+/", "123abc", [["abc"]]),
        ("/[[:punct:]]/", "a-b", [["-"]]),
        ("/[^]]+/", "]abc]", [["abc"]]),
        ("/[a\\-z]+/", "-a-", [["-a-"]]),
        ("/\\h+/", "a \t b", [[" \t "]]),
        ("/\\R/", "a\r\nb", [["\r\n"]]),
        ("/\\x41\\x{42}/", "xAB", [["AB"]]),
        ("/\\Qa.b\\E+/", "a.bb", [["a.bb"]]),
        ("/(\\w)\\1/", "hello", [["ll"], ["l"]]),
        ("/(\\w)\\g{1}/", "hello", [["ll"], ["l"]]),
        ("/(?<l>\\w)\\k<l>/", "hello", {"0": ["ll"], "l": ["l"], "1": ["l"]}),
        ("/(\\w)(\\w)\\g{-1}/", "abb", [["abb"], ["a"], ["b"]]),
        ("/a(?i)b/", "aB", [["aB"]]),
        ("/a(?i)b|c/", "C", [["C"]]),
        ("/(?i)ABC/", "abc", [["abc"]]),
        ("/(?i:a)b/", "Ab", [["Ab"]]),
        ("/(?i:a)b/", "AB", [[]]),
        ("/x(?=y)/", "xy", [["x"]]),
        ("/x(?!y)/", "xy", [[]]),
        ("/(?<=a)b/", "ab", [["b"]]),
        ("/(?<!a)b/", "ab", [[]]),
        ("/\\p{Lu}\\p{Ll}+/u", "xÉtude", [["Étude"]]),
        ("/\\P{L}/u", "ab1", [["1"]]),
        ("/^[\\p{L} ]+$/u", "élan vital", [["élan vital"]]),
        ("/\\w+/u", "été", [["été"]]),
        ("/é/i", "É", [[]]),
        ("/é/iu", "É", [["É"]]),
        ("{^(\\w+)$}", "abc", [["abc"], ["abc"]]),
        ("(^abc$)", "abc", [["abc"]]),
        ("[abc]", "xabc", [["abc"]]),
        ("/a{2,3}/", "aaaa", [["aaa"]]),
        ("/a{2}/", "aaa", [["aa"]]),
        ("/x*/", "aaa", [["", "", "", ""]]),
        ("/()/", "a", [["", ""], ["", ""]]),
        ("/(?:ab)+/", "ababa", [["abab"]]),
        ("/(a)?(?(1)b|c)/", "ab", [["ab"], ["a"]]),
        ("/^(?:([a-z]+)([^<]+)*)$/", "abc def", [["abc def"], ["abc"], [" def"]]),
        ("/([^,]+)+,/", "a,b", [["a,"], ["a"]]),
        ("/(\\d+)*x/", "12x", [["12x"], ["12"]]),
        (
            "/^([\\w.+-]+@[\\w-]+\\.[a-z]{2,}\\s*,?\\s*)+$/i",
            "a@b.co, c@d.org",
            [["a@b.co, c@d.org"], ["c@d.org"]],
        ),
        (
            "/^<([a-z]+)([^<]+)*(?:>(.*)<\\/\\1>|\\s+\\/>)$/",
            "<p>Hi you</p>",
            [["<p>Hi you</p>"], ["p"], [""], ["Hi you"]],
        ),
        (
            "/^<([a-z]+)([^<]+)*(?:>(.*)<\\/\\1>|\\s+\\/>)$/",
            "<br class='x' />",
            [["<br class='x' />"], ["br"], [" class='x'"], [""]],
        ),
        ("/\\//", "a/b", [["/"]]),
        ("/[\\/]/", "a/b", [["/"]]),
        ("/[&|~[]/", "x[y", [["["]]),
        ("/^\\s*$/", " \t\n", [[" \t\n"]]),
        ("/\\bcat\\b/", "a cat!", [["cat"]]),
        ("/\\Bcat/", "concat", [["cat"]]),
        ("/[\\d\\s]+/", "ab1 2", [["1 2"]]),
        ("/[^\\W\\d]+/", "12ab", [["ab"]]),
        ("/a|b|c/A", "xa", [[]]),
        ("/a/A", "ab", [["a"]]),
        ("/\\./", "a.b", [["."]]),
        ("/(?#note)ab/", "ab", [["ab"]]),
        ("/\\e/", "\x1b", [["\x1b"]]),
        ("/[\\h]+/", "a  b", [["  "]]),
        ("/\\v/", "a\nb", [["\n"]]),
        ("/\\N+/", "ab\nc", [["ab", "c"]]),
        ("/(['\\\"])(.*?)\\1/", "say 'hi \"you\"'", [["'hi \"you\"'"], ["'"], ['hi "you"']]),
        (
            "/^(\\+\\d{1,2}\\s)?\\(?\\d{3}\\)?[\\s.-]\\d{3}[\\s.-]\\d{4}$/",
            "(555) 123-4567",
            [["(555) 123-4567"], [""]],
        ),
        ("/(a)(b)?/", "ab a", [["ab", "a"], ["a", "a"], ["b", ""]]),
        ("/x/", "abc", [[]]),
        ("/(x)(y)/", "abc", [[], [], []]),
    ],
)
def test_all_matches(pattern, subject, expected):
    assert typed(apply("regex_get_all_matches", pattern, subject)) == typed(expected)


@pytest.mark.parametrize(
    ("pattern", "replacement", "subject", "expected"),
    [
        ("/\\s+/", "-", "a  b   c", "a-b-c"),
        ("/(\\w+) (\\w+)/", "$2 $1", "hello world", "world hello"),
        ("/(\\w+) (\\w+)/", "\\2-\\1", "hello world", "world-hello"),
        ("/(\\w)/", "${1}1", "ab", "a1b1"),
        ("/a/", "$0$0", "banana", "baanaanaa"),
        ("/a/", "\\\\", "a", "\\"),
        ("/a/", "$9x", "a", "x"),
        ("/x/", "y", "abc", "abc"),
        ("/^/m", "> ", "a\nb", "> a\n> b"),
        ("/b*/", "-", "abc", "-a--c-"),
        ("/[aeiou]/i", "*", "Hello", "H*ll*"),
        ("/(a)(b)?/", "[$2]", "ac", "[]c"),
        ("/\\d+/", "", "a1b22", "ab"),
        ("/(?<n>\\d)/", "<$1>", "a1", "a<1>"),
        ("/a/", "$", "a", "$"),
        ("/a/", "$$1", "a", "$"),
    ],
)
def test_replace(pattern, replacement, subject, expected):
    assert apply("regex_replace", pattern, replacement, subject) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b", "a\\.b"),
        ("1+1=2?", "1\\+1\\=2\\?"),
        ("[x](y){z}", "\\[x\\]\\(y\\)\\{z\\}"),
        ("^$|*\\", "\\^\\$\\|\\*\\\\"),
        ("a-b#c:d", "a\\-b\\#c\\:d"),
        ("<!>", "\\<\\!\\>"),
        ("plain", "plain"),
        ("a/b", "a/b"),
        ("é", "é"),
    ],
)
def test_quote(text, expected):
    assert apply("regex_quote", text) == expected


def test_quote_takes_a_delimiter():
    assert apply("regex_quote", "a/b~c", "/") == r"a\/b~c"
    assert apply("regex_quote", "a/b~c", "~") == r"a/b\~c"


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        (r"\d+", "ab12", ["12"]),
        (r"^abc$", "abc", ["abc"]),
        (r"(a)(b)", "ab", ["ab", "a", "b"]),
        (r"/unfinished", "an /unfinished thing", ["/unfinished"]),
        (r"[a-z]+[0-9]", "x1", ["x1"]),
        (r"/a/q", "/a/q", ["/a/q"]),
        ("", "abc", [""]),
        (" /b/i ", "AB", ["B"]),
    ],
)
def test_a_pattern_without_delimiters_is_taken_as_it_is(pattern, subject, expected):
    assert apply("regex_get_first_match", pattern, subject) == expected


@pytest.mark.parametrize(("subject", "expected"), [(None, False), (12, True), (1.5, True), (True, False)])
def test_subjects_become_text(subject, expected):
    assert apply("regex_matches", r"/\d/", subject) is expected


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("/(/", "unterminated subpattern"),
        ("/a)/", "unbalanced parenthesis"),
        ("/[a/", "a character class is not closed"),
        ("/*a/", "nothing to repeat"),
        ("/a{3,1}/", "min repeat greater than max repeat"),
        (r"/(?<=a+)b/", "look-behind requires fixed-width pattern"),
        (r"/a(?R)?b/", "recursion, branch resets and verbs are not supported"),
        (r"/(?|(a)|(b))/", "recursion, branch resets and verbs are not supported"),
        (r"/a\Kb/", r"\\K is not supported"),
        (r"/\p{Klingon}/u", "the Unicode property Klingon is not supported"),
        (r"/[[:nope:]]/", r"the class \[:nope:\] is unknown"),
        (r"/[[:^alpha:]]/", "is not supported"),
        (r"/[\P{L}]/u", "within a character class is not supported"),
        (r"/\x{110000}/", "is not a code point"),
        (r"/\k<nobody>/", "unknown group name"),
    ],
)
def test_patterns_that_cannot_be_used_say_why(pattern, reason):
    with pytest.raises(ScriptError, match=reason) as caught:
        apply("regex_matches", pattern, "text")
    assert str(caught.value).startswith(f"The regular expression {pattern} cannot be used")


@pytest.mark.parametrize("value", [[1], {"a": 1}])
def test_lists_and_objects_are_refused(value):
    with pytest.raises(ScriptError, match="needs a text, but got"):
        apply("regex_matches", value, "x")
    with pytest.raises(ScriptError, match="needs a text, but got"):
        apply("regex_matches", "/x/", value)


def test_a_repeated_repetition_of_one_class_fails_at_once():
    started = time.perf_counter()
    assert apply("regex_matches", "/^([^<]+)*$/", "a" * 2000 + "<") is False
    assert apply("regex_matches", "/^(?:[ab]+)+c$/", "ab" * 2000) is False
    assert time.perf_counter() - started < 1


def test_a_pattern_that_goes_back_for_ever_is_stopped(monkeypatch):
    monkeypatch.setattr(regex, "SECONDS_TO_MATCH", 0.05)
    with pytest.raises(ScriptError, match="goes back too often on this text"):
        apply("regex_matches", r"/^(\w+\s?)*$/", "a" * 40 + "!")
    assert apply("regex_matches", r"/^(\w+\s?)*$/", "the next match works") is True


def test_a_match_in_a_thread_works_without_a_time_limit():
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(apply("regex_matches", r"/^(\w+\s?)*$/", "a b")))
    thread.start()
    thread.join()
    assert found == [True]
