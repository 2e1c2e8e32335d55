"""The lookup as a whole: the first place that has a name wins."""

import pytest

from runner.errors import UsageError, XanoScriptSyntaxError
from runner.lookup import Library, job_library
from runner.lookup.places import Folder, OwnUnits
from runner.lookup.roots import Root
from runner.source import Source
from runner.units import read_units


def xs(name: str) -> str:
    return f'function "{name}" {{\n  input {{\n  }}\n\n  stack {{\n  }}\n\n  response = 1\n}}\n'


def py(name: str) -> str:
    return f"from runner.lookup import function\n\n@function\ndef {name}() -> int:\n    return 1\n"


@pytest.fixture(autouse=True)
def in_folder(tmp_path, monkeypatch):
    """Work in the temporary folder, without the plug-ins of this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("runner.lookup.places.plugin_roots", list)


@pytest.fixture
def library(tmp_path):
    """A library of folders below the temporary one."""

    def make(*names: str) -> Library:
        return Library([Folder(Root(name, tmp_path / name)) for name in names])

    return make


@pytest.fixture
def project(tmp_path, write):
    """A job with functions in every place that is not installed; `f` is in all of them."""
    write("p/.git/HEAD", "")
    write("p/functions/f.py", py("f"))
    write("p/functions/of_project.py", py("of_project"))
    write("p/job/functions/f.xs", xs("f"))
    write("p/job/functions/of_job.xs", xs("of_job"))
    write("given/f.xs", xs("f"))
    write("given/of_given.xs", xs("of_given"))
    job = write(
        "p/job/run.xs", 'run.job "J" {\n  main = {name: "f"}\n}\n---\n' + xs("f") + "---\n" + xs("own")
    )
    documents = read_units(Source(job.read_text(), "run.xs"))
    return job_library([OwnUnits(documents, job)], job, [tmp_path / "given"], tmp_path)


@pytest.mark.parametrize(
    ("name", "origin", "kind"),
    [
        ("f", "job", "xanoscript"),
        ("own", "job", "xanoscript"),
        ("of_job", "job", "xanoscript"),
        ("of_given", "--functions given", "xanoscript"),
        ("of_project", "project", "python"),
        ("openai_chat", "bundled", "python"),
    ],
)
def test_every_place_is_looked_through(project, name, origin, kind):
    found = project.find(name)
    assert (found.name, found.origin, found.kind) == (name, origin, kind)
    assert (found.unit is None) == (kind == "python")
    assert (found.function is None) == (kind == "xanoscript")


def test_the_jobs_own_document_comes_first(project):
    assert project.find("f").path.name == "run.xs"


def test_the_list_marks_what_is_never_called(project):
    listed = [(found.name, found.origin, found.shadowed) for found in project.all()]
    assert listed == [
        ("f", "job", False),
        ("own", "job", False),
        ("f", "job", True),
        ("of_job", "job", False),
        ("f", "--functions given", True),
        ("of_given", "--functions given", False),
        ("f", "project", True),
        ("of_project", "project", False),
        ("openai_chat", "bundled", False),
    ]


def test_a_job_from_elsewhere_has_its_documents_and_the_projects(tmp_path, write):
    write("functions/f.py", py("f"))
    library = job_library([OwnUnits(read_units(Source(xs("own"), "<stdin>")))], cwd=tmp_path)
    assert library.find("own").path is None
    assert library.find("f").origin == "project"


def test_what_is_not_there_is_none(project):
    assert project.find("nowhere") is None


def test_of_two_files_in_one_folder_python_wins(library, write):
    write("a/f.xs", xs("f"))
    write("a/f.py", py("f"))
    assert library("a").find("f").kind == "python"
    assert [(found.kind, found.shadowed) for found in library("a").all()] == [
        ("python", False),
        ("xanoscript", True),
    ]


def test_of_two_files_of_a_name_the_one_that_is_named_after_it_is_used(library, write):
    write("a/b.xs", xs("f"))
    write("a/f.xs", xs("f"))
    assert [(found.path.name, found.shadowed) for found in library("a").all()] == [
        ("f.xs", False),
        ("b.xs", True),
    ]
    assert library("a").find("f").path.name == "f.xs"


IN_A_TEXT = 'function "h" {\n  response = """\nfunction f {\n"""\n}\n'
NAMED = py("g").replace("@function", '@function(name="f")')


@pytest.mark.parametrize(
    ("files", "warnings"),
    [
        ({"a/f.xs": xs("f"), "a/g.xs": xs("g")}, []),
        (
            {"a/b.xs": xs("g") + "---\n" + xs("f"), "a/c.xs": xs("f")},
            ["a/c.xs:1:1: this function `f` never runs: there is another one before it, at a/b.xs:11:1"],
        ),
        (
            {"a/b.xs": xs("f"), "a/f.xs": xs("f")},
            ["a/b.xs:1:1: this function `f` never runs: there is another one before it, at a/f.xs:1:1"],
        ),
        (
            {"a/b.xs": xs("f") + "---\n" + xs("f")},
            ["a/b.xs:11:1: this function `f` never runs: there is another one before it, at a/b.xs:1:1"],
        ),
        # Neither a text that looks like a function nor a file that cannot be read holds one.
        ({"a/b.xs": xs("f"), "a/c.xs": 'function "f" {\n  stack {\n', "a/d.xs": IN_A_TEXT}, []),
        # A Python file takes the place of a XanoScript function on purpose.
        ({"a/f.py": py("f"), "a/f.xs": xs("f")}, []),
        (
            {"a/f.py": py("f"), "a/g.py": NAMED},
            ["a/g.py:3:1: this function `f` never runs: there is another one before it, at a/f.py:3"],
        ),
        (
            {"a/g.py": NAMED, "a/h.py": "\n" + NAMED},
            ["a/h.py:4:1: this function `f` never runs: there is another one before it, at a/g.py:3"],
        ),
    ],
)
def test_other_functions_of_its_name_in_a_folder_are_told(library, write, files, warnings):
    for path, text in files.items():
        write(path, text)
    # What another folder holds is shadowed on purpose, too.
    write("z/f.xs", xs("f"))
    assert [str(problem) for problem in library("a", "z").find("f").repeated] == warnings


def test_a_name_of_two_python_files_is_listed_twice(library, write):
    write("a/f.py", py("f"))
    write("a/g.py", NAMED)
    assert [(found.name, found.path.name, found.shadowed) for found in library("a").all()] == [
        ("f", "f.py", False),
        ("f", "g.py", True),
    ]


def test_a_function_is_found_once(library, write, monkeypatch):
    write("a/f.xs", xs("f"))
    found = library("a")
    first = found.find("f")
    (write("a/f.xs", xs("g"))).unlink()
    assert found.find("f") is first


def test_a_broken_file_fails_where_it_is_called_and_nowhere_else(library, write):
    write("a/broken.py", "1 / 0\n")
    write("a/torn.xs", 'function "torn" {\n  stack {\n')
    write("b/fine.py", py("fine"))
    found = library("a", "b")
    assert found.find("fine").origin == "b"
    with pytest.raises(UsageError, match="ZeroDivisionError"):
        found.find("broken")
    with pytest.raises(XanoScriptSyntaxError):
        found.find("torn")


def test_a_link_that_leads_out_is_refused(library, write, tmp_path):
    write("outside/secret.py", py("secret"))
    write("a/f.py", py("f"))
    (tmp_path / "a/secret.py").symlink_to(tmp_path / "outside/secret.py")
    with pytest.raises(UsageError, match=r"a/secret\.py is a link that leads out"):
        library("a").find("secret")
    assert [found.name for found in library("a").all()] == ["f"]


def test_the_list_holds_broken_files_with_their_errors(library, write):
    write("a/broken.py", py("broken") + "1 / 0\n")
    write("a/fine.py", py("fine"))
    write("a/torn.xs", 'function "torn" {\n  stack {\n')
    listed = {found.name: found for found in library("a").all()}
    assert list(listed) == ["broken", "fine", "torn"]
    assert "a/broken.py:6: broken.py cannot be loaded: ZeroDivisionError" in listed["broken"].error
    assert "a/torn.xs:" in listed["torn"].error
    assert listed["broken"].function is None
    assert listed["fine"].error is None


# -- suggestions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("opanai_chat", ("openai_chat",)),
        ("OpenAI_Chat", ("openai_chat",)),
        ("openai chat", ("openai_chat",)),
        ("openai-chat", ("openai_chat",)),
        ("/openai_chat", ("openai_chat",)),
        ("format", ("utils/format",)),
        ("util/format", ("utils/format",)),
        ("my_function", ("My function",)),
        ("zzzzzz", ()),
    ],
)
def test_near_names(library, write, name, near):
    write("a/openai_chat.py", py("openai_chat"))
    write("a/utils/format.py", py("format"))
    write("a/other.xs", xs("My function"))
    found = library("a")
    assert found.find(name) is None
    assert found.near(name) == near


def test_at_most_three_names_the_nearest_first(library, write):
    for name in ("send_mail", "send_mails", "send_email", "sent_mail", "mail"):
        write(f"a/{name}.py", py(name))
    near = library("a").near("Send Mail")
    assert len(near) == 3
    assert near[0] == "send_mail"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("grete", "there is no function `grete`; did you mean `greet`?"),
        ("zzz", "there is no function `zzz`; `xsrun functions` lists those that there are"),
        ("../greet", "names go down from a folder of functions"),
        ("/greet", "names go down from a folder of functions"),
        ("a\\greet", "names go down from a folder of functions"),
    ],
)
def test_the_sentence_for_a_missing_function(library, write, name, sentence):
    write("a/greet.py", py("greet"))
    assert sentence in "; ".join(library("a").missing(name))


def test_a_broken_file_is_still_suggested(library, write):
    write("a/broken.py", py("broken") + "1 / 0\n")
    assert library("a").near("brokn") == ("broken",)


def test_other_constructs_are_no_functions():
    documents = read_units(Source('run.job "f" {\n  main = {name: "g"}\n}\n---\n' + xs("g"), "run.xs"))
    place = OwnUnits(documents)
    assert place.find("f") is None
    assert list(place.names()) == ["g"]
