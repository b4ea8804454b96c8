"""Which hosts are ours, and whose pages may speak to them."""

from __future__ import annotations

import pytest

from fund.access import SettingsError
from fund.access.hosts import read_hosts

HOSTS = read_hosts(
    {"FUND_PUBLIC_URL": "https://Fonds.example.org/", "FUND_HOSTS": "intranet, salle.local; http://autre.example:8080"},
    {},
    machine="PC-Salle.mairie.example",
)
NONE = read_hosts({}, {}, machine="poste")


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "localhost:8501", "LOCALHOST.", "127.0.0.1:8501", "192.168.1.20:8501", "[::1]:8501"),
        "[fe80::1]",
        *("pc-salle.mairie.example", "pc-salle", "PC-SALLE.local:8501"),
        *("fonds.example.org", "FONDS.example.org:443", "fonds.example.org.", "intranet:80", "salle.local"),
        "autre.example",
    ],
)
def test_numbers_this_machine_and_listed_names_are_ours(host: str) -> None:
    assert HOSTS.is_ours(host)


@pytest.mark.parametrize(
    "host",
    [
        *("", "evil.example", "fonds.example.org.evil.example", "xfonds.example.org", "example.org"),
        "localhost.evil.example",
        *("fonds.example.org:x", "fonds.example.org:99999", "user@localhost", "localhost@evil.example", "a b", "[::1"),
        "::1x",
        *("2130706433", "0x7f.1", "127.0.0.1.evil.example", "evil.example/localhost", "evil.example?localhost"),
    ],
)
def test_any_other_host_is_not(host: str) -> None:
    assert not HOSTS.is_ours(host)


def test_without_a_setting_a_laptop_serves_a_room_and_no_other_name() -> None:
    assert all(map(NONE.is_ours, ("10.0.0.7:8501", "poste:8501", "poste.local", "localhost:8501")))
    assert not NONE.is_ours("fonds.example.org")


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8501", "http://localhost:8501"),
        ("192.168.1.20:8501", "http://192.168.1.20:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
        ("10.0.0.7", "http://10.0.0.7:80"),
        ("fonds.example.org", "https://fonds.example.org"),
        ("fonds.example.org:443", "https://FONDS.example.org"),
        ("fonds.example.org", "https://fonds.example.org:8443"),
        ("localhost:8501", "https://fonds.example.org"),
        ("localhost:8501", "http://autre.example:8080"),
    ],
)
def test_pages_of_the_host_itself_and_of_listed_names_may_speak(host: str, origin: str) -> None:
    assert HOSTS.may_speak_to(host, origin=origin)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        *(
            ("localhost:8501", origin)
            for origin in ("null", "http://evil.example", "file://", "http://[", "", "localhost")
        ),
        ("localhost:8501", "http://localhost:3000"),
        ("localhost:8501", "http://127.0.0.1:8501"),
        ("localhost:8501", "ftp://localhost:8501"),
        ("localhost:8501", "http://x@localhost:8501"),
        ("192.168.1.20:8501", "http://192.168.1.21:8501"),
        ("10.0.0.7", "http://10.0.0.7.evil.example"),
        ("10.0.0.7", "http://10.0.0.7:8080"),
        ("pc-salle:8501", "http://pc-salle:9000"),
        ("fonds.example.org", "https://fonds.example.org.evil.example"),
    ],
)
def test_pages_of_any_other_origin_may_not(host: str, origin: str) -> None:
    assert not HOSTS.may_speak_to(host, origin=origin)


@pytest.mark.parametrize("named", ["http://", "c@d", "fonds.example.org:99999", "*", "héb&rgé"])
def test_a_name_that_is_none_stops_the_start(named: str) -> None:
    for setting in ("FUND_PUBLIC_URL", "FUND_HOSTS"):
        with pytest.raises(SettingsError, match="FUND_HOSTS"):
            read_hosts({setting: named}, {})
    with pytest.raises(SettingsError):
        read_hosts({}, {"FUND_HOSTS": named})
