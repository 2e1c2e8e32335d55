"""``xsrun run``: inputs, env, output, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import runner
from cli.conftest import Invoke


def test_prints_the_response_on_one_line_when_piped(invoke: Invoke) -> None:
    result = invoke("run", "echo.xs")
    assert result.stdout == '{"text":"own","number":1}\n'
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], {"text": "own", "number": 1}),
        (["-i", "text=a=b@c"], {"text": "a=b@c", "number": 1}),
        (["--input", "number:=[1.5, null]"], {"text": "own", "number": [1.5, None]}),
        (["-i", "text=first", "-i", "text=second"], {"text": "second", "number": 1}),
        (["-i", "text@note.txt"], {"text": "line 1\nline 2\n", "number": 1}),
        (["--no-job-inputs"], {"text": None, "number": None}),
        (["--no-job-inputs", "-i", "number:=2"], {"text": None, "number": 2}),
        (["--inputs", "given.json"], {"text": "from json", "number": 1}),
        (["--inputs", "given.yaml"], {"text": "12:30", "number": {"no": "no"}}),
        (["-i", "text=flag", "--inputs", "given.json"], {"text": "flag", "number": 1}),
    ],
)
def test_inputs(invoke: Invoke, folder: Path, args: list[str], expected: object) -> None:
    (folder / "note.txt").write_text("line 1\nline 2\n")
    (folder / "given.json").write_text('{"text": "from json"}')
    (folder / "given.yaml").write_text("text: 12:30\nnumber:\n  no: no\n")
    result = invoke("echo.xs", *args)
    assert result.stderr == ""
    assert json.loads(result.stdout) == expected


@pytest.mark.parametrize("text", ['{"text": "piped"}', "text: piped\n", "\ufefftext: piped"])
def test_inputs_from_standard_input(invoke: Invoke, text: str) -> None:
    assert json.loads(invoke("echo.xs", "--inputs", "-", input=text).stdout)["text"] == "piped"


def test_a_job_from_standard_input(invoke: Invoke, folder: Path) -> None:
    result = invoke("-", "-i", "text=x", input=(folder / "echo.xs").read_text())
    assert json.loads(result.stdout) == {"text": "x", "number": 1}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["-i", "text:=abc"], "the input `text` is not JSON: Expecting value at line 1, column 1 of `abc`"),
        (["-i", "text"], "--input takes a name and a value, not `text`"),
        (["-i", "text@none.txt"], "the input `text`: none.txt cannot be read: No such file or directory"),
        (["-i", "txt=1"], "`work` has no input `txt`; did you mean `text`?"),
        (["--inputs", "none.json"], "--inputs: none.json cannot be read: No such file or directory"),
        (["--inputs", "echo.xs"], "--inputs takes a .json or .yaml file or `-`, not echo.xs"),
        (["--env", "SECRET"], "--env takes NAME=value; number 1 has no `=`"),
        (["--env-file", "none"], "--env-file: none cannot be read: No such file or directory"),
        (["--timeout", "0"], "`--timeout`: expected a number of seconds above 0, not `0`"),
        (["--timeout", "nan"], "`--timeout`: expected a number of seconds above 0, not `nan`"),
        (["--timeout", "soon"], "`--timeout`: expected a number of seconds above 0, not `soon`"),
        (["--seed", "1.5"], "`--seed`: expected a whole number, not `1.5`"),
        (["--output", "xml"], "`--output`: 'xml' is not one of 'json', 'yaml', 'raw'"),
        (["--functions", "none"], "`--functions`: directory 'none' does not exist"),
        (["--qiet"], "there is no option `--qiet`; did you mean `--quiet`?"),
        (["--input"], "option '--input' requires an argument"),
        (["more"], "got unexpected extra argument (more)"),
        (["-q", "-v"], "--quiet and --verbose exclude each other"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_starts_nothing(
    invoke: Invoke, args: list[str], message: str
) -> None:
    result = invoke("echo.xs", *args)
    assert result.stderr.splitlines()[0] == f"error: {message}"
    assert (result.exit_code, result.stdout) == (2, "")


def test_standard_input_is_read_once(invoke: Invoke) -> None:
    result = invoke("run", "-", "--inputs", "-", input="{}")
    assert "JOB and --inputs cannot both be `-`" in result.stderr
    assert result.exit_code == 2


def test_a_missing_job_argument(invoke: Invoke) -> None:
    result = invoke("run")
    assert result.stderr == "error: `JOB` is missing\n  help: `xsrun run --help` shows how it is called\n"
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("args", "process", "files", "expected"),
    [
        (["-e", "API_KEY=flag"], "process", {".env": "API_KEY=file"}, "flag"),
        (["-e", "API_KEY=one", "-e", "API_KEY=two"], None, {}, "two"),
        ([], "process", {".env": "API_KEY=file"}, "process"),
        ([], None, {".env": "API_KEY=file"}, "file"),
        ([], None, {".env": "api_key='pa$$HOME'"}, "pa$$HOME"),
        (["--env-file", "a"], None, {".env": "API_KEY=file", "a": "API_KEY=a"}, "a"),
        (["--env-file", "a", "--env-file", "b"], None, {"a": "API_KEY=a", "b": "export API_KEY=b"}, "b"),
        (["--allow-missing-env"], None, {}, None),
    ],
)
def test_env(
    invoke: Invoke,
    folder: Path,
    args: list[str],
    process: str | None,
    files: dict[str, str],
    expected: str | None,
) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)
    result = invoke("env.xs", *args, env={"API_KEY": process})
    assert json.loads(result.stdout) == expected


def test_the_env_file_beside_the_job_comes_after_the_one_here(invoke: Invoke, folder: Path) -> None:
    (folder / "far").mkdir()
    (folder / "far" / "env.xs").write_text((folder / "env.xs").read_text())
    (folder / "far" / ".env").write_text("API_KEY=beside")
    assert invoke("far/env.xs").stdout == '"beside"\n'
    (folder / ".env").write_text("API_KEY=here")
    assert invoke("far/env.xs").stdout == '"here"\n'


def test_a_line_of_an_env_file_that_is_none_gives_a_warning_without_the_line(
    invoke: Invoke, folder: Path
) -> None:
    (folder / ".env").write_text("API_KEY=file\n='sk-123\n")
    result = invoke("env.xs")
    assert result.stderr == "warning: .env:2 is not NAME=value and is left out\n"
    assert result.stdout == '"file"\n'


def test_a_missing_env_value_names_it(invoke: Invoke) -> None:
    result = invoke("env.xs")
    assert "API_KEY" in result.stderr.splitlines()[0]
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    ("job", "form", "expected"),
    [
        ("text.xs", "json", '"grüße\\n🎉"\n'),
        ("text.xs", "raw", "grüße\n🎉\n"),
        ("text.xs", "yaml", "|-\n  grüße\n  🎉\n"),
        ("echo.xs", "raw", '{"text":"own","number":1}\n'),
        ("echo.xs", "yaml", "text: own\nnumber: 1\n"),
    ],
)
def test_output(invoke: Invoke, job: str, form: str, expected: str) -> None:
    result = invoke(job, "--output", form)
    assert (result.stdout, result.exit_code) == (expected, 0)


@pytest.mark.parametrize("form", ["json", "yaml", "raw"])
@pytest.mark.parametrize(("job", "code"), [("fails.xs", 1), ("broken.xs", 2)])
def test_a_failure_leaves_standard_output_empty_in_every_form(
    invoke: Invoke, job: str, code: int, form: str
) -> None:
    result = invoke(job, "-o", form, "--quiet")
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("error")


def test_a_failure_shows_its_place_and_the_way_there(invoke: Invoke) -> None:
    assert invoke("fails.xs").stderr == (
        "error: there is no such n\n"
        "  at fails.xs:24:18 in inner\n"
        "   24 |     precondition ($input.n == 0) {\n"
        "      |                  ^^^^^^^^^^^^^^^\n"
        "          $input.n = 3\n"
        "  called from fails.xs:10:5 in outer\n"
        '   10 |     function.run "inner" {\n'
        "      |     ^^^^^^^^^^^^^^^^^^^^^^\n"
        '  payload: {"n":3}\n'
    )


def test_a_failure_shows_the_name_that_a_throw_was_given(invoke: Invoke, folder: Path) -> None:
    from cli.jobs import job

    (folder / "throws.xs").write_text(job('throw {\n name = "MyErr"\n value = {a: 1}\n }'))
    result = invoke("throws.xs")
    assert result.stderr.splitlines()[0] == 'error: MyErr: {"a":1}'
    assert "payload" not in result.stderr


def test_all_problems_of_a_file_are_shown_and_counted(invoke: Invoke) -> None:
    lines = invoke("broken.xs").stderr.splitlines()
    assert lines[0] == "error[unknown-filter]: there is no filter `lenght`"
    assert lines[1] == "  at broken.xs:15:26"
    assert "error[unknown-statement]: there is no statement `vaar`" in lines
    assert lines[-1] == "2 problems in broken.xs"


@pytest.mark.parametrize(
    ("args", "expected"),
    [([], "log: in the middle\n"), (["-q"], ""), (["--quiet"], "")],
)
def test_logs_go_to_standard_error(invoke: Invoke, args: list[str], expected: str) -> None:
    result = invoke("logs.xs", *args)
    assert (result.stderr, result.stdout) == (expected, "1\n")


def test_verbose_shows_statements_and_timings(invoke: Invoke) -> None:
    lines = invoke("logs.xs", "--verbose").stderr.splitlines()
    assert lines[0].startswith("trace: logs.xs:15  debug.log")
    assert lines[1] == "log: in the middle"
    assert lines[2].startswith("took ")
    assert len(lines) == 3


def test_a_time_limit_stops_the_job(invoke: Invoke) -> None:
    result = invoke("endless.xs", "--timeout", "0.3")
    assert result.stderr.startswith("error: the job was stopped after 0.3 seconds\n")
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize(
    "loop",
    [
        "while (true) {\n each {\n }\n }",
        "while (true) {\n each {\n !debug.log { value = 1 }\n }\n }",
        "while (true) {\n each {\n var $x { value = 1 }\n }\n }",
        "for (9000000) {\n each as $i {\n }\n }",
        "foreach ((1..1000)) {\n each as $i {\n }\n }",
    ],
)
def test_a_limit_of_steps_stops_the_job(invoke: Invoke, folder: Path, loop: str) -> None:
    from cli.jobs import job

    (folder / "loop.xs").write_text(job(loop))
    # The other limit is for the day on which this one fails.
    result = invoke("loop.xs", "--max-steps", "100", "--timeout", "20")
    assert result.stderr.startswith("error: the job was stopped after 100 statements\n")
    assert "--max-steps" in result.stderr
    assert (result.exit_code, result.stdout) == (1, "")


def test_what_has_enough_steps_runs(invoke: Invoke, folder: Path) -> None:
    from cli.jobs import job

    (folder / "loop.xs").write_text(job("for (99) {\n each {\n }\n }", response="1"))
    assert invoke("loop.xs", "--max-steps", "100").stdout == "1\n"
    assert invoke("loop.xs", "--max-steps", "99").exit_code == 1


def test_a_seed_repeats_random_values(invoke: Invoke, folder: Path) -> None:
    from cli.jobs import job

    body = "security.random_number { min = 1\n max = 1000000000 } as $n"
    (folder / "random.xs").write_text(job(body, response="$n"))
    first = invoke("random.xs", "--seed", "7").stdout
    assert invoke("random.xs", "--seed", "7").stdout == first
    assert invoke("random.xs", "--seed", "8").stdout != first


def test_functions_from_a_given_folder(invoke: Invoke, folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "twice.xs").write_text(
        'function "twice" {\n  input {\n    int n\n  }\n\n  stack {\n  }\n\n  response = $input.n * 2\n}\n'
    )
    (folder / "call.xs").write_text('run.job "C" {\n  main = { name: "twice", input: { n: 4 } }\n}\n')
    assert invoke("call.xs", "--functions", "more").stdout == "8\n"
    assert invoke("call.xs").exit_code == 2


class TestDryRun:
    def test_shows_what_would_run(self, invoke: Invoke) -> None:
        result = invoke("echo.xs", "--dry-run", "-i", "text=x")
        assert result.stdout.splitlines() == [
            "job        Work",
            "file       echo.xs",
            "function   work (xanoscript, job, echo.xs)",
            "inputs",
            '  text    "x"',
            "  number  1",
            "env        none",
            "nothing was run",
        ]

    def test_runs_nothing(self, invoke: Invoke) -> None:
        result = invoke("fails.xs", "--dry-run")
        assert (result.exit_code, result.stderr) == (0, "")

    def test_json_is_an_envelope(self, invoke: Invoke) -> None:
        data = json.loads(invoke("env.xs", "--dry-run", "-o", "json", "-e", "API_KEY=sk-123").stdout)
        assert data["version"] == 1
        assert data["plan"]["env"] == [{"name": "api_key", "found": True, "source": "--env"}]
        assert "sk-123" not in json.dumps(data)

    def test_yaml_is_the_same_envelope(self, invoke: Invoke) -> None:
        assert invoke("echo.xs", "--dry-run", "-o", "yaml").stdout.startswith(
            "version: 1\nplan:\n  job: Work\n"
        )

    def test_problems_end_it(self, invoke: Invoke) -> None:
        result = invoke("broken.xs", "--dry-run")
        assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("error", ["asyncio.CancelledError", "GeneratorExit", "SystemExit"])
def test_a_python_function_that_raises_what_is_no_exception_fails(
    invoke: Invoke, folder: Path, error: str
) -> None:
    (folder / "functions").mkdir(exist_ok=True)
    (folder / "functions" / "ends.py").write_text(
        "import asyncio\nfrom runner import function\n\n\n@function\ndef ends(context):\n"
        f"    raise {error}('key ' + context.env['TOK'])\n"
    )
    (folder / "ends.xs").write_text('run.job "J" {\n  main = { name: "ends" }\n  env = ["TOK"]\n}\n')
    told = f"{error.rpartition('.')[2]}: key ***"
    shown = invoke("ends.xs", "-e", "TOK=s3cret-value")
    assert shown.exit_code == 1
    assert told in shown.stderr
    assert "s3cret" not in shown.output + shown.stderr
    assert "Traceback" not in shown.stderr
    result = runner.run("ends.xs", env={"TOK": "s3cret-value"})
    assert (result.exit_code, result.error.message) == (1, told)
