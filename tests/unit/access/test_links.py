"""The one-time link that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.web.signed_in import COOKIE, announce_link, staff
from tests.unit.access.house import TEAM_ONLY, WITH_EMAILS, actions, house, token_of


def test_with_nothing_set_a_link_is_printed_in_both_languages_that_signs_in_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = house()
    link = announce_link("http://localhost:8501/", home.authenticator)
    assert link is not None
    printed = capsys.readouterr().out
    assert link in printed
    assert "une seule fois" in printed
    assert "once" in printed
    assert link.startswith("http://localhost:8501/connexion?jeton=")

    visitor = home.visitor()
    page = visitor.get(f"/connexion?jeton={token_of(link)}")
    assert "equipe" in page.text
    assert visitor.post("/connexion", visitor.form(page)).status == 303
    assert staff(visitor.cookies, home.authenticator) is not None

    second = visitor.post("/connexion", visitor.form(page))
    assert second.status == 403
    assert "a déjà servi" in second.text
    again = home.visitor()
    used = again.get(f"/connexion?jeton={token_of(link)}")
    assert "a déjà servi" in used.text
    assert 'name="jeton"' not in used.text


def test_looking_at_a_link_as_a_mail_program_does_never_uses_it_up() -> None:
    home = house()
    token = token_of(announce_link("http://localhost", home.authenticator))
    for _ in range(3):
        home.visitor().get(f"/connexion?jeton={token}")
    visitor = home.visitor()
    assert visitor.post("/connexion", visitor.form(visitor.get(f"/connexion?jeton={token}"))).status == 303


def test_one_link_sent_from_two_browsers_at_once_lets_one_in() -> None:
    home = house()
    token = token_of(announce_link("http://localhost", home.authenticator))
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda _: home.authenticator.links.redeem(token), range(8)))
    assert sorted(names, key=str) == [None] * 7 + ["equipe"]


def test_a_link_expires_after_a_day() -> None:
    home = house()
    token = token_of(announce_link("http://localhost", home.authenticator))
    visitor = home.visitor()
    home.clock.passes(hours=23.5)
    page = visitor.get(f"/connexion?jeton={token}")
    home.clock.passes(hours=0.6)
    assert visitor.post("/connexion", visitor.form(page)).status == 403
    assert staff(visitor.cookies, home.authenticator) is None


def test_a_made_up_link_is_refused() -> None:
    home = house()
    visitor = home.visitor()
    token = token_of(announce_link("http://localhost", home.authenticator))
    fields = visitor.form(visitor.get(f"/connexion?jeton={token}"), jeton=f"{token[:-1]}-")
    assert visitor.post("/connexion", fields).status == 403
    assert actions(home) == [("sign_in_refused", "?")]


@pytest.mark.parametrize("environment", [TEAM_ONLY, WITH_EMAILS])
def test_where_staff_have_a_way_in_no_link_is_printed(
    environment: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert announce_link("http://localhost", house(environment).authenticator) is None
    assert capsys.readouterr().out == ""


def test_without_any_account_no_password_opens_anything() -> None:
    home = house()
    visitor = home.visitor()
    token = token_of(announce_link("http://localhost", home.authenticator))
    ours = visitor.form(visitor.get(f"/connexion?jeton={token}"))
    del ours["jeton"]
    for account in ("staff", "viewer"):
        for words in ("", "nobody has this password"):
            fields = {**ours, "compte": account, "mot_de_passe": words, "nom": "equipe"}
            assert visitor.post("/connexion", fields).status in {403, 429}
    assert COOKIE not in visitor.cookies
