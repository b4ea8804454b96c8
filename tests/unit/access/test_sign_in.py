"""Signing in and out, and the page on which it is done."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping

import pytest
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from fund.access import Authenticator, read_settings
from pages.web.sign_in_routes import access_routes
from pages.web.signed_in import COOKIE, staff
from pages.web.staff_files import StaffDownloads
from tests.unit.access.asgi import Visitor
from tests.unit.access.house import (
    STAFF_HASH,
    STAFF_WORDS,
    TEAM_ONLY,
    VIEWER_HASH,
    VIEWER_WORDS,
    WITH_EMAILS,
    WITH_VIEWERS,
    actions,
    house,
    sign_in,
    sign_out,
)
from tests.unit.access.kept import Kept


def test_the_right_password_opens_a_staff_session_and_leads_back() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    answer = sign_in(visitor, suite="/mise-a-jour?fonds=ukraine")
    assert (answer.status, answer.header("location")) == (303, "/mise-a-jour?fonds=ukraine")
    who = staff(visitor.cookies, home.authenticator)
    assert who is not None
    assert who.name == "equipe"
    assert home.entries == [("sign_in", "equipe", {"address": "192.0.2.1", "way": "staff"})]


def test_the_session_cookie_is_hidden_from_scripts_and_other_sites_and_lasts_twelve_hours() -> None:
    line = sign_in(house(TEAM_ONLY).visitor()).set_cookie(COOKIE).lower()
    assert "httponly" in line
    assert "samesite=lax" in line
    assert "path=/;" in line
    assert "max-age=43200" in line
    assert "secure" not in line


def test_over_https_the_cookie_is_secure_even_behind_a_proxy_that_speaks_http_to_us() -> None:
    visitor = house(TEAM_ONLY).visitor()
    page = visitor.get("/connexion")
    fields = visitor.form(page, compte="staff", mot_de_passe=STAFF_WORDS)
    answer = visitor.post("/connexion", fields, headers={"origin": "https://fonds.example"})
    assert "secure" in answer.set_cookie(COOKIE).lower()


def test_a_wrong_password_is_refused_in_words_and_written_down() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    answer = sign_in(visitor, "not the words")
    assert answer.status == 403
    assert "Cela ne correspond pas" in answer.text
    assert 'role="alert"' in answer.text
    assert "not the words" not in answer.text
    assert staff(visitor.cookies, home.authenticator) is None
    assert actions(home) == [("sign_in_refused", "equipe")]


def test_each_of_several_staff_signs_in_by_name_whatever_the_capitals() -> None:
    home = house(secrets={"staff": {"Anna": STAFF_HASH, "Léo": VIEWER_HASH}})
    visitor = home.visitor()
    assert 'name="nom"' in visitor.get("/connexion").text
    assert sign_in(visitor, STAFF_WORDS, nom=" anna ").status == 303
    who = staff(visitor.cookies, home.authenticator)
    assert who is not None
    assert who.name == "Anna"
    assert sign_in(home.visitor(), STAFF_WORDS, nom="Léo").status == 403
    assert sign_in(home.visitor(), VIEWER_WORDS, nom=unicodedata.normalize("NFD", "Léo")).status == 303


def test_a_name_that_is_no_account_is_refused_and_not_written_down_as_it_may_be_a_password() -> None:
    home = house(secrets={"staff": {"Anna": STAFF_HASH}})
    assert sign_in(home.visitor(), STAFF_WORDS, nom="my secret words").status == 403
    assert actions(home) == [("sign_in_refused", "?")]


def test_signing_out_ends_the_session_so_that_its_cookie_cannot_be_replayed() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    stolen = dict(visitor.cookies)
    assert sign_out(visitor).status == 303
    assert COOKIE not in visitor.cookies
    assert staff(stolen, home.authenticator) is None
    assert actions(home) == [("sign_in", "equipe"), ("sign_out", "equipe")]


def test_opening_the_sign_out_address_signs_nobody_out() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    assert "Se déconnecter" in visitor.get("/deconnexion").text
    assert staff(visitor.cookies, home.authenticator) is not None


def test_signing_in_again_ends_the_session_before() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    page = visitor.get("/connexion")
    fields = visitor.form(page, compte="staff", mot_de_passe=STAFF_WORDS)
    visitor.post("/connexion", fields)
    first = dict(visitor.cookies)
    visitor.post("/connexion", fields)
    assert staff(first, home.authenticator) is None
    assert staff(visitor.cookies, home.authenticator) is not None


def test_nobody_comes_in_when_the_sign_in_cannot_be_written_down() -> None:
    authenticator = Authenticator(read_settings(TEAM_ONLY, {}), Kept())

    def full_disk(action: str, *, actor: str, details: Mapping[str, object]) -> None:
        raise OSError(action, actor, details)

    visitor = Visitor(Starlette(routes=[*access_routes(full_disk, authenticator, StaffDownloads(authenticator))]))
    with pytest.raises(OSError, match="sign_in"):
        sign_in(visitor)
    assert staff(visitor.cookies, authenticator) is None


@pytest.mark.parametrize(("language", "heading"), [("fr", "Connexion"), ("en", "Sign in")])
def test_the_page_is_whole_in_both_languages_and_never_kept(language: str, heading: str) -> None:
    answer = house(WITH_VIEWERS).visitor().get(f"/connexion?langue={language}&suite=/controles")
    text = html.unescape(answer.text)
    assert f'<html lang="{language}">' in text
    assert f"<h1>{heading}</h1>" in text
    assert answer.header("cache-control") == "no-store"
    assert text.count('autocomplete="current-password"') == 2
    assert text.count('autocomplete="username"') == 1
    assert text.count("<label") == 2
    assert 'value="/controles"' in text
    other = "en" if language == "fr" else "fr"
    assert f"/connexion?langue={other}&suite=%2Fcontroles" in text


def test_where_staff_sign_in_elsewhere_the_page_says_so() -> None:
    text = house(WITH_EMAILS).visitor().get("/connexion").text
    assert 'href="/connexion/compte?langue=fr"' in text
    assert 'type="password"' not in text


def test_below_another_path_every_address_has_its_prefix() -> None:
    home = house(WITH_VIEWERS)
    inner = home.visitor().app

    async def mounted(scope: Scope, receive: Receive, send: Send) -> None:
        await inner({**scope, "root_path": "/fonds"}, receive, send)

    visitor = Visitor(mounted)
    assert visitor.get("/fonds/contributions").header("location") == "/fonds/connexion?langue=fr&suite=%2Fcontributions"
    page = visitor.get("/fonds/connexion?suite=/contributions")
    assert 'action="/fonds/connexion"' in page.text
    fields = visitor.form(page, compte="staff", mot_de_passe=STAFF_WORDS)
    assert visitor.post("/fonds/connexion", fields).header("location") == "/fonds/contributions"
