"""Filters on regular expressions; the expectations in the tables are what PHP 8.2 gives."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from runner.errors import ScriptError, StoppedError
from runner.execution.context import Context
from runner.filters import regex
from tests.filters.applying import NoFunctions, StandingClock, apply, no_http, typed


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
        ("/a/", "\\$1", "a", "$1"),
        ("/a/", "\\\\1", "a", "\\1"),
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
        ("/(/", "missing closing parenthesis"),
        ("/a)/", "unbalanced parenthesis"),
        ("/[a/", "a character class is not closed"),
        ("/*a/", "nothing to repeat"),
        ("/a{3,1}/", "min repeat greater than max repeat"),
        (r"/\p{Klingon}/u", "unknown property"),
        (r"/[[:nope:]]/", r"the class \[:nope:\] is unknown"),
        (r"/\x{110000}/", "is not a code point"),
        (r"/\k<nobody>/", "unknown group"),
        (r"/(?&nobody)/", "invalid group reference"),
        (r"/(?3)/", "unknown group"),
        (r"/(?<n>a)|(?<n>b)/", "two groups have the name n"),
        (r"/a(*ACCEPT)b/", r"the group \(\*AC\.\.\. is not supported"),
        (r"/(?e)a/", r"the group \(\?e\)\.\.\. is not supported"),
        (r"/\mfoo/", r"\\m is not supported"),
    ],
)
def test_patterns_that_cannot_be_used_say_why(pattern, reason):
    with pytest.raises(ScriptError, match=reason) as caught:
        apply("regex_matches", pattern, "text")
    assert str(caught.value).startswith(f"The regular expression {pattern} cannot be used")


def test_a_pattern_that_is_nested_too_deeply_is_a_sentence():
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)  # a run that came before may have raised it
    try:
        with pytest.raises(ScriptError, match="cannot be used: maximum recursion depth"):
            apply("regex_matches", "/" + "(" * 3000 + ")" * 3000 + "/", "x")
    finally:
        sys.setrecursionlimit(before)


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        (r"/a\Kb/", "xabab", [["b", "b"]]),
        (r"/\Ga/", "aaba", [["a", "a"]]),
        (r"/a|b/A", "abxa", [["a", "b"]]),
        (r"/a|b/A", "xb", [[]]),
        (r"/\X/u", "e\u0301x", [["e\u0301", "x"]]),
        (r"/\((?:[^()]|(?R))*\)/", "x(a(b)c)(d)", [["(a(b)c)", "(d)"]]),
        (r"/^((.)(?1)\2|.?)$/", "abcba", [["abcba"], ["abcba"], ["a"]]),
        (r"/(\w)b(?1)/", "abc", [["abc"], ["a"]]),
        (r"/(\w)b(?-1)/", "abc", [["abc"], ["a"]]),
        (r"/(?+1)(b)/", "bb", [["bb"], ["b"]]),
        (r"/(?<q>\d)x(?&q)/", "1x2", {"0": ["1x2"], "q": ["1"], "1": ["1"]}),
        (r"/(?P<q>\d)x(?P>q)/", "1x2", {"0": ["1x2"], "q": ["1"], "1": ["1"]}),
        (r"/(?(DEFINE)(?<q>\d+))x(?&q)/", "x12", {"0": ["x12"], "q": [""], "1": [""]}),
        (r"/(?|(a)|(b))(c)\2/", "bcc", [["bcc"], ["b"], ["c"]]),
        (r"/(?|(a)(x)|(b))(c)\g{-1}/", "bcc", [["bcc"], ["b"], [""], ["c"]]),
        (r"/(?|(?<n>a)|(?<n>b))/", "ba", {"0": ["b", "a"], "n": ["b", "a"], "1": ["b", "a"]}),
        (r"/a(*SKIP)(*F)|b/", "ab", [["b"]]),
        (r"/(?(?=a)a|b)/", "bca", [["b", "a"]]),
        (r"/(?<=ab|c)d/", "abd", [["d"]]),
        (r"/[[:^alpha:]]+/", "ab12", [["12"]]),
        (r"/[[:upper:]]+/i", "aB", [["aB"]]),
        (r"/[[:punct:]]+/u", "a-$¢", [["-$"]]),
        (r"/[[:alpha:]]+/u", "1éa", [["éa"]]),
        (r"/[\P{L}]+/u", "ab12é", [["12"]]),
        (r"/\p{Greek}+/u", "aαβ", [["αβ"]]),
        (r"/\p{L&}+/u", "Aab1", [["Aab"]]),
        (r"/\p{Lu}+/iu", "Aab", [["A"]]),
        (r"/(?:foo){i<=1}/", "foo{i<=1}", [["foo{i<=1}"]]),
        (r"/a{e}/", "a{e}", [["a{e}"]]),
        (r"/a{,3}/", "a{,3}", [["a{,3}"]]),
        (r"~{{(\w+)}}~", "x {{name}} y", [["{{name}}"], ["name"]]),
        (r"/[a||b]+/", "a|b", [["a|b"]]),
        (r"/^/m", "a\nb\n", [["", ""]]),
        (r"/ß/iu", "SS", [[]]),
    ],
)
def test_what_pcre_has_beyond_the_common_syntax(pattern, subject, expected):
    assert apply("regex_get_all_matches", pattern, subject) == expected


def test_names_of_groups_behind_the_last_that_took_part_are_left_out():
    assert apply("regex_get_first_match", "/x|(?<n>y)/", "x") == ["x"]
    assert apply("regex_get_first_match", "/(?<a>x)|(?<b>y)/", "x") == {"0": "x", "a": "x", "1": "x"}


@pytest.mark.parametrize("value", [[1], {"a": 1}])
def test_lists_and_objects_are_refused(value):
    with pytest.raises(ScriptError, match="needs a text, but got"):
        apply("regex_matches", value, "x")
    with pytest.raises(ScriptError, match="needs a text as subject, but got"):
        apply("regex_matches", "/x/", value)


def test_a_repeated_repetition_of_one_class_fails_at_once():
    started = time.process_time()
    assert apply("regex_matches", "/^([^<]+)*$/", "a" * 2000 + "<") is False
    assert apply("regex_matches", "/^(?:[ab]+)+c$/", "ab" * 2000) is False
    assert time.process_time() - started < 1


def test_the_pattern_of_an_html_element_fails_at_once():
    started = time.process_time()
    pattern = r"/^<([a-z]+)([^<]+)*(?:>(.*)<\/\1>|\s+\/>)$/"
    assert apply("regex_matches", pattern, "<a" + "b" * 2000) is False
    assert apply("regex_matches", pattern, "<br " + "b " * 1000 + "<") is False
    assert time.process_time() - started < 1


GOES_BACK = "it goes back too often on this text, longer than"


def outcome(pattern: str, subject: str) -> bool | str:
    """Whether the pattern matches, or the reason why it cannot be used."""
    try:
        return apply("regex_matches", pattern, subject)
    except ScriptError as error:
        return str(error)


@pytest.mark.parametrize(
    ("pattern", "subject", "expected"),
    [
        ("/(a|a)+$/", "a" * 36 + "b", GOES_BACK),
        ("/(a|aa)+$/", "a" * 60 + "b", GOES_BACK),
        ("/(a|b|ab)*c/", "ab" * 36, False),
        (r"/\s+$/", " " * 60000 + "x", GOES_BACK),
    ],
)
def test_no_pattern_goes_on_for_ever(monkeypatch, pattern, subject, expected):
    monkeypatch.setattr(regex, "SECONDS_TO_MATCH", 0.5)
    started = time.process_time()
    found = outcome(pattern, subject)
    assert time.process_time() - started < 4
    assert found is expected if expected is False else expected in str(found)


@pytest.mark.parametrize(
    ("filter_name", "arguments"),
    [
        ("regex_get_first_match", ()),
        ("regex_get_all_matches", ()),
        ("regex_replace", ("-",)),
    ],
)
def test_every_filter_stops(monkeypatch, filter_name, arguments):
    monkeypatch.setattr(regex, "SECONDS_TO_MATCH", 0.05)
    with pytest.raises(ScriptError, match=r"longer than 0\.05 seconds"):
        apply(filter_name, "/(a|a)+$/", *arguments, "a" * 36 + "b")
    assert apply("regex_matches", "/(a|a)+$/", "the next match works: a") is True


def test_a_match_in_a_thread_is_stopped_too():
    found: list[bool | str] = []
    thread = threading.Thread(target=lambda: found.append(outcome("/(a|a)+$/", "a" * 36 + "b")), daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert f"{GOES_BACK} 2 seconds" in str(found)


def test_a_group_that_only_calls_itself_is_refused(monkeypatch):
    monkeypatch.setattr(regex, "SECONDS_TO_MATCH", 0.05)
    found = outcome("/(?R)/", "aaa")
    assert str(found).startswith("The regular expression /(?R)/ cannot be used: it ")


def test_a_match_ends_with_the_run():
    started, used = time.monotonic(), time.process_time()
    context = Context(
        functions=NoFunctions(), http=no_http, env={}, deadline=started + 0.1, clock=StandingClock(0)
    )
    with pytest.raises(StoppedError):
        apply("regex_matches", "/(a|aa)+$/", "a" * 60 + "b", context=context)
    assert time.process_time() - used < 1
