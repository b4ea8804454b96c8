"""What is posted from elsewhere, and where a person is sent."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from pages.web.request import own_page
from pages.web.signed_in import sign_in_link, staff
from tests.unit.access.house import STAFF_WORDS, TEAM_ONLY, actions, house, sign_in


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://fonds.example.evil.example",
        "http://fonds.example:81",
        "file://",
        "http://[",
    ],
)
@pytest.mark.parametrize("address", ["/connexion", "/deconnexion"])
def test_a_form_sent_by_another_site_does_nothing(origin: str, address: str) -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    fields = visitor.form(visitor.get("/connexion"), compte="staff", mot_de_passe=STAFF_WORDS)
    before = dict(visitor.cookies)
    assert visitor.post(address, fields, headers={"origin": origin}).status == 403
    assert visitor.cookies == before
    assert staff(before, home.authenticator) is not None
    assert actions(home) == [("sign_in", "equipe")]


def test_without_an_origin_the_referring_page_is_asked_and_without_both_the_form_is_refused() -> None:
    visitor = house(TEAM_ONLY).visitor()
    fields = visitor.form(visitor.get("/connexion"), compte="staff", mot_de_passe=STAFF_WORDS)
    assert visitor.post("/connexion", fields, headers={"origin": ""}).status == 403
    elsewhere = {"origin": "", "referer": "http://evil.example/connexion"}
    assert visitor.post("/connexion", fields, headers=elsewhere).status == 403
    ours = {"origin": "", "referer": "http://fonds.example/connexion"}
    assert visitor.post("/connexion", fields, headers=ours).status == 303


def test_a_form_without_our_token_or_with_that_of_another_browser_is_refused() -> None:
    home = house(TEAM_ONLY)
    mine, other = home.visitor(), home.visitor()
    fields = mine.form(mine.get("/connexion"), compte="staff", mot_de_passe=STAFF_WORDS)
    others = other.form(other.get("/connexion"))["formulaire"]
    assert mine.post("/connexion", {**fields, "formulaire": ""}).status == 403
    assert mine.post("/connexion", {**fields, "formulaire": others}).status == 403
    assert mine.post("/connexion", {**fields, "formulaire": f"{fields['formulaire']}x"}).status == 403
    mine.cookies.clear()
    assert mine.post("/connexion", fields).status == 403
    assert home.entries == []


def test_a_form_left_open_for_more_than_an_hour_is_refused_and_the_new_one_works() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    fields = visitor.form(visitor.get("/connexion"), compte="staff", mot_de_passe=STAFF_WORDS)
    home.clock.passes(hours=1.01)
    late = visitor.post("/connexion", fields)
    assert late.status == 403
    assert "ouverte trop longtemps" in late.text
    assert visitor.post("/connexion", visitor.form(late, compte="staff", mot_de_passe=STAFF_WORDS)).status == 303


def test_two_open_tabs_both_work() -> None:
    visitor = house(TEAM_ONLY).visitor()
    first = visitor.form(visitor.get("/connexion"), compte="staff", mot_de_passe=STAFF_WORDS)
    visitor.get("/connexion")
    assert visitor.post("/connexion", first).status == 303


@pytest.mark.parametrize(
    ("content_type", "more"),
    [
        ("application/json", b""),
        ("multipart/form-data; boundary=x", b""),
        ("", b""),
        ("application/x-www-form-urlencoded", b"&a=" + b"x" * 9000),
        ("application/x-www-form-urlencoded", b"&a=b" * 50),
        ("application/x-www-form-urlencoded", b"&a=\xff"),
    ],
)
def test_a_post_that_is_no_form_of_a_page_or_too_long_is_refused(content_type: str, more: bytes) -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    fields = visitor.form(visitor.get("/connexion"), compte="staff", mot_de_passe=STAFF_WORDS)
    headers = {"origin": visitor.site, "content-type": content_type}
    assert visitor.send("POST", "/connexion", body=urlencode(fields).encode() + more, headers=headers).status == 403
    assert home.entries == []


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%2f/evil.example",
        "/\t/evil.example",
        "/\n",
        "javascript:alert(1)",
        "evil.example",
        "/auth/logout",
        "/_stcore/health",
        "/media/abc",
        "/connexion",
        "/deconnexion?langue=fr",
        "/../etc",
        "/contributions@evil.example",
        "",
    ],
)
def test_only_a_page_of_ours_is_led_back_to(address: str) -> None:
    assert own_page(address) is None
    visitor = house(TEAM_ONLY).visitor()
    fields = visitor.form(visitor.get("/connexion"), compte="staff", mot_de_passe=STAFF_WORDS, suite=address)
    assert visitor.post("/connexion", fields).header("location") == "/?langue=fr"


def test_the_query_of_a_page_of_ours_is_kept_and_written_anew() -> None:
    assert own_page("/") == "/"
    assert own_page("/ukraine-auc?langue=en&fonds=ukraine") == "/ukraine-auc?langue=en&fonds=ukraine"
    assert own_page("/contributions?x=a\r\nSet-Cookie: b#//evil") == "/contributions?x=a%0D%0ASet-Cookie%3A+b"
    assert own_page("/contributions?" + "&".join(["a=b"] * 100)) == "/contributions"


def test_the_link_to_the_sign_in_page_says_where_to_return() -> None:
    assert sign_in_link("en", back_to="/historique?fonds=a") == "/connexion?langue=en&suite=%2Fhistorique%3Ffonds%3Da"


def test_what_an_address_says_is_escaped_on_the_page() -> None:
    visitor = house(TEAM_ONLY).visitor()
    text = visitor.get("/connexion?suite=/a%3Fb=%22%3E%3Cscript%3E&jeton=%22%3E%3Cscript%3E&langue=%22%3E").text
    assert "<script" not in text
