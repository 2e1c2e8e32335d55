"""Requests that are expected, and what answers them: for cases and for recordings of runs."""

from runner.stubs.cassette import Cassette, read_cassette, write_cassette
from runner.stubs.clock import StandingClock
from runner.stubs.recording import Recorder, Replay
from runner.stubs.senders import StubbedSender
from runner.stubs.shapes import compare_cassettes
from runner.stubs.stub import Stub

__all__ = [
    "Cassette",
    "Recorder",
    "Replay",
    "StandingClock",
    "Stub",
    "StubbedSender",
    "compare_cassettes",
    "read_cassette",
    "write_cassette",
]
