"""Runs the jobs of `tests/jobs/http` once more, over sockets: a local server answers from the same stubs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runner.execution.messages import HttpFailure, HttpRequest
from runner.execution.secrets import Masker
from runner.jobs import EnvLayer, RunOptions, run_job
from runner.stubs import StandingClock, StubbedSender
from runner.testing.case import Case, read_cases
from runner.testing.case_run import CaseRun, case_failures
from tests.servers.local import Handler, LocalServer, Received, serving

JOBS = Path(__file__).parent / "http"
# Every host of the jobs and their cases; `.test` is no top-level domain of the internet.
HOST = re.compile(r"https://[a-z]+\.test")


def over_sockets(case: Case) -> bool:
    # To wait for a timeout takes as long as it says; the other tests look at those.
    return bool(case.http) and all(stub.failure != "timeout" for stub in case.http)


CASES = [
    (path.parent.name, case.name)
    for path in sorted(JOBS.glob("*/cases.yaml"))
    for case in read_cases(path)
    if over_sockets(case)
]


class StubHandler(Handler):
    """Answers as the stubs of a sender say."""

    sender: StubbedSender

    def answer(self, request: Received) -> None:
        url = self.local.url + request.path
        try:
            answer = self.sender.send(HttpRequest(request.method, url, tuple(request.headers), request.body))
        except HttpFailure:
            self.reset()
            return
        headers = {name: value for name, value in answer.headers if name.lower() != "content-type"}
        self.reply(answer.status, answer.body, answer.header("content-type"), **headers)


@pytest.mark.parametrize(("job", "name"), CASES, ids=[f"{job}: {name}" for job, name in CASES])
def test_own_job_over_sockets(job: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Bound(StubHandler):
        """The handler of this case alone."""

    monkeypatch.setenv("NO_PROXY", "*")
    with serving(Bound) as server:
        copy_to(tmp_path, JOBS / job, server)
        case = next(case for case in read_cases(tmp_path / "cases.yaml") if case.name == name)
        # The server makes a class of its own from the handler, which inherits what stands here.
        Bound.sender = StubbedSender(case.http, any_order=case.any_order)
        clock = StandingClock(case.now)
        options = RunOptions(
            inputs=case.input, env=[EnvLayer("case", case.env)], seed=case.seed, clock=clock, timeout=60
        )
        run = CaseRun(run_job(tmp_path, options), clock, Bound.sender, Masker(()))
    # What a broken connection is called is the network's own affair.
    broken = any(stub.failure for stub in case.http)
    wrong = ["\n".join(one.lines) for one in run.sender.unexpected] if broken else [*case_failures(case, run)]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def copy_to(folder: Path, job: Path, server: LocalServer) -> None:
    """The job and its cases, with the address of the server in place of every host."""
    for path in job.rglob("*"):
        if path.is_file():
            copy = folder / path.relative_to(job)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(HOST.sub(server.url, path.read_text("utf-8")), encoding="utf-8")
