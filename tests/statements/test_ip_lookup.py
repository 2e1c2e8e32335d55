"""The statement `util.ip_lookup`, with a database of places that is written here."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from runner.errors import ScriptError
from runner.execution.context import Context
from runner.execution.places import Places
from runner.statements import utilities
from tests.statements.contexts import make_context
from tests.statements.mmdb import mmdb

OXFORD = {
    "city": {"names": {"de": "Oxford (DE)", "en": "Oxford"}},
    "continent": {"code": "EU", "names": {"en": "Europe"}},
    "country": {"iso_code": "GB", "names": {"en": "United Kingdom"}},
    "location": {"latitude": 51.75, "longitude": -1.25, "time_zone": "Europe/London"},
    "postal": {"code": "OX1"},
    "subdivisions": [{"iso_code": "ENG", "names": {"en": "England"}}, {"iso_code": "OXF"}],
}
NOTHING = dict.fromkeys(
    """continent continent_code country country_code region region_code city postal_code latitude longitude
    timezone""".split()
)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    file = tmp_path / "places.mmdb"
    file.write_bytes(
        mmdb({"2.125.160.0/24": OXFORD, "9.0.0.0/8": {"registered_country": {"iso_code": "US"}}})
    )
    return make_context(places=Places(file))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            " 2.125.160.216 ",
            {
                "continent": "Europe",
                "continent_code": "EU",
                "country": "United Kingdom",
                "country_code": "GB",
                "region": "England",
                "region_code": "ENG",
                "city": "Oxford",
                "postal_code": "OX1",
                "latitude": 51.75,
                "longitude": -1.25,
                "timezone": "Europe/London",
            },
        ),
        ("9.9.9.9", {**NOTHING, "country_code": "US"}),
        ("127.0.0.1", NOTHING),
        ("::1", NOTHING),
    ],
)
def test_a_place_in_one_level(context: Context, address: str, expected: dict[str, Any]) -> None:
    assert utilities.ip_lookup(context, value=address) == {"ip": address.strip(), **expected}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("example.com", '"example.com" is no IP address'),
        (None, '"" is no IP address'),
        ([1], "`util.ip_lookup` needs a text, but got a list"),
    ],
)
def test_what_is_no_address(context: Context, value: Any, message: str) -> None:
    with pytest.raises(ScriptError, match=re.escape(message)):
        utilities.ip_lookup(context, value=value)


def test_without_a_file_it_is_refused_with_the_way_out() -> None:
    with pytest.raises(ScriptError, match="with --geoip FILE or XSRUN_GEOIP") as caught:
        utilities.ip_lookup(make_context(), value="8.8.8.8")
    assert caught.value.name == "unsupported"


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be read: No such file or directory"), (b"text", "is no database of MaxMind's")],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, content: bytes | None, message: str) -> None:
    file = tmp_path / "places.mmdb"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ScriptError, match=message):
        utilities.ip_lookup(make_context(places=Places(file)), value="8.8.8.8")


def test_a_damaged_file_is_a_sentence(tmp_path: Path) -> None:
    data = mmdb({"2.125.160.0/24": OXFORD})
    file = tmp_path / "places.mmdb"
    # The type of the first value below the address is one that no file has.
    at = data.index(b"\0" * 16) + 16
    file.write_bytes(data[:at] + b"\xff" * 8 + data[at + 8 :])
    with pytest.raises(ScriptError, match="is damaged; get it anew"):
        utilities.ip_lookup(make_context(places=Places(file)), value="2.125.160.216")


def test_a_file_of_another_form_has_nothing_to_tell(tmp_path: Path) -> None:
    file = tmp_path / "places.mmdb"
    file.write_bytes(mmdb({"1.0.0.0/8": {"country": "GB", "city": "Oxford", "subdivisions": []}}))
    found = utilities.ip_lookup(make_context(places=Places(file)), value="1.1.1.1")
    assert found == {"ip": "1.1.1.1", **NOTHING}


def test_without_the_extra_a_sentence_says_what_to_install(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "maxminddb", None)
    with pytest.raises(ScriptError, match=re.escape("pip install 'xsrun[geoip]'")):
        utilities.ip_lookup(context, value="8.8.8.8")
