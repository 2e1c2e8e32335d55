"""Documents: jobs, functions, workspaces, and the constructs that a job only carries."""

import pytest

from runner.syntax.nodes import CONSTRUCTS, Construct, FunctionDocument, RunDocument, WorkspaceDocument
from tests.syntax.reading import documents, function, problems
from tests.syntax.sexpr import show


def job(text):
    (document,) = documents(text)
    assert isinstance(document, RunDocument)
    return document


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('function "add"', "add"),
        ("function add", "add"),
        ("function 'add two'", "add two"),
        ('function "math/add"', "math/add"),
        ("function math/add", "math/add"),
        ("function add two numbers", "add two numbers"),
        ("function a -> b", "a -> b"),
        ("function a: b", "a: b"),
        ("function a/b-c.d", "a/b-c.d"),
        ("function $main", "$main"),
        ('function "Größe 日本"', "Größe 日本"),
        ('query "a/{id}" verb=GET', "a/{id}"),
        ("query hit verb=GET", "hit"),
        ('function """raw"""', "raw"),
    ],
)
def test_names(head, name):
    (document,) = documents(head + " {\n}\n")
    assert document.name == name


def test_a_function():
    document = function(
        'function "f" {\n  description = "adds"\n  input {\n    int a\n    int b?=2\n  }\n'
        "  stack {\n    var $c { value = 1 }\n  }\n  response = $c\n"
        '  test "t" {\n    expect.to_equal ($response) { value = 1 }\n  }\n}\n'
    )
    assert document.description == "adds"
    assert [declared.name for declared in document.inputs] == ["a", "b"]
    assert show(document.stack) == "{(var $c {value=1})}"
    assert show(document.response) == "$c"
    assert [test.head[0].value for test in document.tests] == ["t"]


@pytest.mark.parametrize("text", ["function f {\n}", "function f { }", "function f"])
def test_a_function_with_nothing_in_it(text):
    document = function(text)
    assert (document.inputs, document.stack, document.response, document.tests) == ([], None, None, [])
    assert document.description is None


def test_a_job():
    document = job(
        'run.job "My job" {\n  main = {\n    name : "f"\n'
        '    input: {a: 1, b: [true, null, "x"], c: {d: -1.5}}\n  }\n'
        '  env = ["A", "B"]\n  description = "does it"\n}\n'
    )
    assert document.name == "My job"
    assert document.description == "does it"
    assert document.main.name == "f"
    assert document.main.inputs == {"a": 1, "b": [True, None, "x"], "c": {"d": -1.5}}
    assert [name for name, _ in document.env] == ["A", "B"]
    assert (document.pre, document.post) == (None, None)


@pytest.mark.parametrize("name", ['"Job -> one"', "Job one", '"a: b/c"', "'x'"])
def test_names_of_jobs(name):
    assert job(f'run.job {name} {{ main = {{name: "f"}} }}').name == name.strip("\"'")


@pytest.mark.parametrize(
    ("target", "inputs"),
    [
        ('{name: "f"}', {}),
        ('{name: "f", input: {}}', {}),
        ('{name: "f", input: null}', {}),
        ('{"name": "f", "input": {"a b": 1}}', {"a b": 1}),
        ("{name: f, input: {a: b}}", {"a": "b"}),
        ('{name: "f", input: {a: (1), b: `2`, c: -(3)}}', {"a": 1, "b": 2, "c": -3}),
        ('{name: "f", input: {a: now}}', {"a": "now"}),
        ('{name: "f", input: {1: 2}}', {"1": 2}),
        ('{name: "f", input: {a: 1, a: 2}}', {"a": 2}),
        ('{name: "f", input: {a: "x"|!upper}}', {"a": "x"}),
    ],
)
def test_inputs_of_a_job_are_constants(target, inputs):
    found = job(f'run.job "J" {{ main = {target} }}').main
    assert (found.name, found.inputs) == ("f", inputs)


@pytest.mark.parametrize(
    "value",
    [
        "$input.x",
        "$env.X",
        '"a" ~ "b"',
        '"a"|upper',
        "1 + 2",
        "{k: $x}",
        "[1, $x]",
        "f()",
        "|uuid",
        "{$k: 1}",
    ],
)
def test_inputs_of_a_job_that_depend_on_a_run(value):
    (problem,) = problems(f'run.job "J" {{ main = {{name: "f", input: {{a: {value}}}}} }}')
    assert problem.code == "job-input-constant"


def test_pre_post_and_alias():
    document = job(
        'run.job "J" { main = {name: "f", as: "x"} pre = {name: "p", input: {a: 1}} post = {name: "q"} }'
    )
    assert (document.main.alias, document.pre.name, document.post.name) == ("x", "p", "q")
    assert document.pre.inputs == {"a": 1}
    assert document.pre.alias is None


def test_a_service_needs_no_main():
    document = job('run.service "S" { pre = {name: "p"} }')
    assert (document.construct, document.main, document.pre.name) == ("run.service", None, "p")


def test_where_the_parts_of_a_job_stand():
    text = 'run.job "J" {\n  main = {name: "f", input: {a: 1, b: 2}}\n  env = ["A"]\n}\n'
    document = job(text)
    assert text[slice(*document.main.name_span)] == '"f"'
    assert {key: text[slice(*span)] for key, span in document.main.input_spans.items()} == {
        "a": "a: 1",
        "b": "b: 2",
    }
    assert [text[slice(*span)] for _, span in document.env] == ['"A"']


@pytest.mark.parametrize(
    ("text", "env"),
    [
        ("workspace w {\n}", {}),
        ('workspace w { env = {A: "x", B: 1} }', {"A": "x", "B": 1}),
        ("workspace w { env = null }", {}),
        ('workspace "My space" { acceptance = {ai_terms: false} env = {A: ""} }', {"A": ""}),
    ],
)
def test_a_workspace(text, env):
    (document,) = documents(text)
    assert isinstance(document, WorkspaceDocument)
    assert document.env == env


@pytest.mark.parametrize(
    "construct", sorted(CONSTRUCTS - {"run.job", "run.service", "function", "workspace"})
)
def test_every_other_construct_is_carried(construct):
    (document,) = documents(f'{construct} "x" {{\n  description = "d"\n}}\n')
    assert type(document) is Construct
    assert (document.construct, document.name, document.description) == (construct, "x", "d")


def test_a_trigger_that_is_new_is_carried():
    (document,) = documents('some_new_trigger "x" {\n}\n')
    assert document.construct == "some_new_trigger"


@pytest.mark.parametrize(
    "text",
    [
        'run.job "J" {\n  main = {name: "f"}\n}\n---\nfunction f {\n}\n',
        'run.job "J" {\n  main = {name: "f"}\n}\n\n---\n\nfunction f {\n}\n',
        'run.job "J" {\n  main = {name: "f"}\n}\n---   \nfunction f {\n}',
        '// a\nrun.job "J" {\n  main = {name: "f"}\n}\n---\n// b\nfunction f {\n}\n---\n',
        '---\nrun.job "J" {\n  main = {name: "f"}\n}\n---\n---\nfunction f {\n}\n',
        'run.job "J" {\r\n  main = {name: "f"}\r\n}\r\n---\r\nfunction f {\r\n}\r\n',
        '\ufeffrun.job "J" {\n  main = {name: "f"}\n}\n---\nfunction f {\n}\n',
        'run.job "J" {\n  main = {name: "f"}\n}\n\nfunction f {\n}\n',
    ],
)
def test_lines_of_dashes_part_documents(text):
    assert [(document.construct, document.name) for document in documents(text)] == [
        ("run.job", "J"),
        ("function", "f"),
    ]


def test_dashes_inside_of_a_text_part_nothing():
    text = 'function f {\n  response = """\n---\n"""\n}\n---\nfunction g {\n  response = "\n---\n"\n}\n'
    assert [document.response.value for document in documents(text)] == ["\n---\n", "\n---\n"]


@pytest.mark.parametrize("text", ["", "\n\n", "// only a comment\n", "---\n", " \t\ufeff\n", "\r\n"])
def test_a_file_without_documents(text):
    assert documents(text) == ()


def test_what_a_document_knows():
    text = "function f {\n}\n---\nfunction g {\n}\n"
    first, second = documents(text)
    assert isinstance(first, FunctionDocument)
    assert first.source.name == "test.xs"
    assert text[slice(*second.span)] == "function g {\n}"
    assert second.statement.name == "function"


@pytest.mark.parametrize(
    "text",
    [
        'function f { guid = "x" tags = ["a"] docs = "d" history = false }',
        "function f { middleware { pre = [] } }",
        'run.job "J" { main = {name: "f"} tags = ["a"] guid = "g" description = "d" }',
        'function f { description = "x" stack { } response = 1 }',
        'function f { stack { !debug.log { value = 1 disabled = true description = "d" mock = {"t": 1} } } }',
    ],
)
def test_decorations_stand_on_constructs_and_statements(text):
    assert problems(text) == []


def test_a_description_that_is_no_text_constant():
    assert function("function f { description = $x }").description is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("functon f {\n}", "did you mean `function`?"),
        ("run.jobs f {\n}", "did you mean `run.job`?"),
        ("api_groups f {\n}", "did you mean `api_group`?"),
        ("var $x { value = 1 }", 'function "name" { stack { var ... } }'),
    ],
)
def test_an_unknown_construct(text, hint):
    (problem,) = problems(text)
    assert (problem.code, problem.hint) == ("unknown-construct", hint)


def test_code_without_a_function_is_one_mistake_however_long():
    text = "var $x { value = 1 }\nvar $y { value = 2 }\n---\nfunction f {\n}\n---\nbreak\nbreak\n"
    assert [problem.source.position(problem.span.start).line for problem in problems(text)] == [1, 7]
