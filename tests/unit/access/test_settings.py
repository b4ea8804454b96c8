"""The settings of access, and the passwords."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest

from fund.access import SettingsError, read_settings
from fund.access.__main__ import main as access_command
from fund.access.authenticator import hash_password, matches
from fund.access.settings import is_hash
from pages.web.signed_in import current_authenticator, staff
from tests.unit.access.house import COOKIE_KEY, STAFF_HASH, STAFF_WORDS, VIEWER_HASH, WITH_VIEWERS


@pytest.mark.parametrize(
    ("environment", "secrets", "said"),
    [
        ({"FUND_STAFF_PASSWORD_HASH": "=19=65536,t=3,p=4"}, {}, "FUND_STAFF_PASSWORD_HASH is not"),
        ({"FUND_VIEWER_PASSWORD_HASH": "my plain words"}, {}, "FUND_VIEWER_PASSWORD_HASH is not"),
        ({}, {"FUND_VIEWER_PASSWORD_HASH": "my plain words"}, "FUND_VIEWER_PASSWORD_HASH is not"),
        ({}, {"staff": {"Anna": "my plain words"}}, "Anna is not"),
        ({}, {"staff": "my plain words"}, "table"),
        ({}, {"staff": {" ": STAFF_HASH}}, "no name"),
        ({}, {"staff": {"Anna": STAFF_HASH, "ANNA": STAFF_HASH}}, "same name"),
        ({"FUND_COOKIE_SECRET": "short"}, {}, "at least 32"),
    ],
)
def test_a_setting_that_would_open_or_shut_a_door_by_mistake_stops_the_start(
    environment: Mapping[str, str], secrets: Mapping[str, object], said: str
) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        read_settings(environment, secrets)
    assert "my plain words" not in str(refused.value)


def test_settings_come_from_the_environment_before_the_secrets() -> None:
    settings = read_settings(
        {"FUND_STAFF_PASSWORD_HASH": STAFF_HASH},
        {"FUND_STAFF_PASSWORD_HASH": VIEWER_HASH, "staff": {"Anna": VIEWER_HASH}, "FUND_STAFF_EMAILS": "A@b.example,"},
    )
    assert {account.name: account.password_hash for account in settings.accounts.values()} == {
        "equipe": STAFF_HASH,
        "Anna": VIEWER_HASH,
    }
    assert settings.emails == {"a@b.example"}
    assert settings.viewer_hash is None


def test_no_secret_is_shown_when_settings_are_printed() -> None:
    shown = repr(read_settings(WITH_VIEWERS, {}))
    for secret in (STAFF_HASH, VIEWER_HASH, COOKIE_KEY):
        assert secret not in shown


def test_without_a_secret_each_process_makes_its_own() -> None:
    assert read_settings({}, {}).cookie_secret != read_settings({}, {}).cookie_secret


def test_the_process_reads_its_settings_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUND_STAFF_PASSWORD_HASH", STAFF_HASH)
    current_authenticator.cache_clear()
    try:
        assert current_authenticator() is current_authenticator()
        assert current_authenticator().settings.accounts["equipe"].password_hash == STAFF_HASH
        assert staff({}) is None
    finally:
        current_authenticator.cache_clear()


def test_a_password_is_the_same_however_its_accents_are_composed_and_a_wrong_one_is_not() -> None:
    hashed = hash_password("été à la mer")
    assert matches("été à la mer", hashed)
    assert matches(unicodedata.normalize("NFD", "été à la mer"), hashed)
    assert not matches("ete a la mer", hashed)
    assert not matches("nobody has this password", None)


@pytest.mark.parametrize(
    "text", ["", "x", "$argon2id$", "$argon2i$v=19$m=8,t=1,p=1$YWFhYWFhYWE$YWFhYWFhYWE", "$2b$12$abc"]
)
def test_only_an_argon2id_hash_is_a_hash(text: str) -> None:
    assert not is_hash(text)
    assert is_hash(STAFF_HASH)


def test_the_command_prints_the_hash_of_a_password_typed_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter([STAFF_WORDS, STAFF_WORDS, "short", STAFF_WORDS, "something else"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    assert access_command(["hash"]) == 0
    assert matches(STAFF_WORDS, capsys.readouterr().out.strip())
    assert access_command(["hash"]) == 1
    assert access_command(["hash"]) == 1
    assert access_command([]) == 2
    assert capsys.readouterr().out == ""
