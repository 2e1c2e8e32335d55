"""Runs the jobs of `tests/jobs/http` once more, over sockets: a local server answers from the same stubs."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from runner.execution.messages import HttpFailure, HttpRequest
from runner.jobs import plan, run_job
from tests.jobs.cases_file import JobCase, load_cases
from tests.jobs.stubs import FakeClock, StubbedSender
from tests.jobs.test_own_jobs import options, wrong_outcome
from tests.servers.local import Handler, LocalServer, Received, serving

JOBS = Path(__file__).parent / "http"
# Every host of the jobs and their cases; `.test` is no top-level domain of the internet.
HOST = re.compile(r"https://[a-z]+\.test")


def over_sockets(case: JobCase) -> bool:
    # To wait for a timeout takes as long as it says; the other tests look at those.
    return case.http != () and all(stub.failure != "timeout" for stub in case.http)


CASES = [
    (path.parent.name, case.name)
    for path in sorted(JOBS.glob("*/cases.yaml"))
    for case in load_cases(path)
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
        case = next(case for case in load_cases(tmp_path / "cases.yaml") if case.name == name)
        # The server makes a class of its own from the handler, which inherits what stands here.
        Bound.sender = StubbedSender(case.http, any_order=case.any_order)
        monkeypatch.setattr(plan, "Context", partial(plan.Context, clock=FakeClock(case.now)))
        result = run_job(tmp_path, options(case))
    wrong = Bound.sender.complaints
    # What a broken connection is called is the network's own affair.
    if not any(stub.failure for stub in case.http):
        wrong += wrong_outcome(case, result)
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def copy_to(folder: Path, job: Path, server: LocalServer) -> None:
    """The job and its cases, with the address of the server in place of every host."""
    for path in job.rglob("*"):
        if path.is_file():
            copy = folder / path.relative_to(job)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(HOST.sub(server.url, path.read_text("utf-8")), encoding="utf-8")
