"""A job behind a URL: fetched over https, or from this machine."""

from __future__ import annotations

import httpx
import pytest
import respx

import runner
from runner.errors import UsageError
from runner.jobs.download import MAX_REDIRECTS, download, shown
from runner.jobs.targets import read_target
from tests.jobs.texts import GREETED, WHOLE
from tests.servers.local import Handler, serving


class JobHandler(Handler):
    """Serves a job, and pages that are none."""

    def answer(self, request):
        path = request.path.partition("?")[0]
        if path == "/job.xs":
            self.reply(200, WHOLE.replace("\n", "\r\n").encode(), "text/plain; charset=utf-8")
        elif path == "/page":
            self.reply(200, b"<html></html>", "text/html; charset=utf-8")
        elif path == "/latin":
            self.reply(200, b"// caf\xe9", "text/plain")
        elif path == "/moved":
            self.reply(302, b"", "", Location="job.xs")
        elif path == "/away":
            self.reply(302, b"", "", Location="http://example.com/job.xs?key=hidden")
        elif path == "/loop":
            self.reply(302, b"", "", Location="/loop")
        elif path == "/reset":
            self.reset()
        else:
            self.reply(404, b"", "text/plain")


@pytest.fixture(scope="module")
def server():
    with serving(JobHandler) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.mark.parametrize("path", ["/job.xs", "/job.xs?token=hidden", "/moved"])
def test_a_job_from_a_server_runs(server, path):
    result = runner.run(server.url + path)
    assert (result.response, result.error) == (GREETED, None)


def test_a_source_is_named_without_its_query(server):
    found = read_target(f"{server.url}/job.xs?token=hidden")
    assert (found.source.name, found.path) == (f"{server.url}/job.xs", None)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nowhere?key=hidden", "/nowhere cannot be fetched: the server answered 404"),
        ("/page?key=hidden", "/page is a web page, not a file of XanoScript"),
        ("/loop?key=hidden", f"/loop cannot be fetched: more than {MAX_REDIRECTS} redirects"),
        ("/reset?key=hidden", "/reset cannot be fetched: "),
        ("/away", "http://example.com/job.xs is not fetched: a job comes over https"),
    ],
)
def test_what_cannot_be_fetched_is_a_sentence_without_the_query(server, path, message):
    with pytest.raises(UsageError) as caught:
        download(server.url + path)
    assert message in caught.value.message
    assert "hidden" not in f"{caught.value.message} {caught.value.hint}"


def test_an_answer_that_is_no_text(server):
    with pytest.raises(UsageError, match="/latin is not UTF-8 text: byte 6 is wrong"):
        read_target(f"{server.url}/latin?key=hidden")


def test_a_server_that_is_not_there():
    with pytest.raises(UsageError, match=r"^http://127\.0\.0\.1:1/job\.xs cannot be fetched: Cannot connect"):
        download("http://127.0.0.1:1/job.xs")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/job.xs",
        "HTTP://EXAMPLE.COM/job.xs",
        "http://127.0.0.1.example.com/job.xs",
        "http://127.0.0.1@example.com/job.xs",
        "ftp://example.com/job.xs",
        "http:///job.xs",
    ],
)
def test_plain_http_from_elsewhere_is_refused(url):
    with respx.mock() as network, pytest.raises(UsageError, match="a job comes over https") as caught:
        download(url)
    assert network.calls.call_count == 0
    assert caught.value.hint.startswith("https://")


@pytest.mark.parametrize("url", ["http://[::1", "https://", "https://exa mple.com/", "https://\0/"])
def test_a_url_that_is_none_is_a_result_and_no_traceback(url):
    result = runner.run(url)
    assert (result.error.code, result.exit_code) == ("usage", 2)
    assert "\n" not in result.error.message


def test_https_is_fetched_and_a_redirect_to_plain_http_is_not_followed():
    with respx.mock() as network:
        network.get("https://example.com/job.xs").mock(httpx.Response(200, text=WHOLE))
        network.get("https://example.com/down").mock(
            httpx.Response(302, headers={"Location": "http://example.com/job.xs"})
        )
        assert download("https://example.com/job.xs").decode() == WHOLE
        with pytest.raises(UsageError, match="a job comes over https"):
            download("https://example.com/down")
        assert [str(call.request.url) for call in network.calls] == [
            "https://example.com/job.xs",
            "https://example.com/down",
        ]


def test_shown_leaves_out_what_may_be_secret():
    assert shown("https://user:pass@example.com:8443/a/b.xs?key=1#top") == "https://example.com:8443/a/b.xs"
