"""The statements `debug.*`."""

from __future__ import annotations

import pytest

from runner.execution.signals import StopRun
from runner.statements import debug
from runner.values.files import file_value
from tests.statements.contexts import make_context


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("plain text", "plain text"),
        ({"a": [1, 2.0, None]}, '{"a":[1,2,null]}'),
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        ([], "[]"),
        (
            {"f": [file_value("a.txt", b"secret")]},
            '{"f":[{"name":"a.txt","type":"text","mime":"text/plain","size":6}]}',
        ),
        ({"name": "a", "data": "no file"}, '{"name":"a","data":"no file"}'),
    ],
)
def test_log(value, message):
    context = make_context()
    assert debug.log(context, value=value) is None
    assert [(entry.level, entry.message) for entry in context.logs] == [("log", message)]


def test_the_log_masks_secrets():
    context = make_context(env={"key": "sk-very-secret"})
    debug.log(context, value={"header": "Bearer sk-very-secret"})
    assert context.logs[0].message == '{"header":"Bearer ***"}'


def test_stop_carries_its_value():
    with pytest.raises(StopRun) as caught:
        debug.stop(value={"seen": 1})
    assert caught.value.value == {"seen": 1}


def test_no_catch_of_a_job_swallows_a_stop():
    assert not issubclass(StopRun, Exception)
