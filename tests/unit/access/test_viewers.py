"""What a viewer’s password closes, and who may send files."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pages.web.signed_in import COOKIE, may_view, staff
from tests.unit.access.asgi import Answer
from tests.unit.access.house import STAFF_WORDS, TEAM_ONLY, VIEWER_WORDS, WITH_VIEWERS, actions, house, sign_in, view


def test_without_a_viewers_password_everybody_reads() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    assert visitor.get("/contributions").text == "reached /contributions"
    assert visitor.websocket("/_stcore/stream")[0]["type"] == "websocket.accept"
    assert may_view({}, home.authenticator)


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("/", "/connexion?langue=fr&suite=%2F"),
        ("/contributions", "/connexion?langue=fr&suite=%2Fcontributions"),
        ("/ukraine-auc?langue=en", "/connexion?langue=en&suite=%2Fukraine-auc%3Flangue%3Den"),
    ],
)
def test_with_a_viewers_password_a_page_leads_to_the_sign_in_page(address: str, back: str) -> None:
    answer = house(WITH_VIEWERS).visitor().get(address)
    assert (answer.status, answer.header("location")) == (303, back)
    assert answer.header("cache-control") == "no-store"


CLOSED = [
    ("GET", "/media/0123abcd.csv"),
    ("HEAD", "/media/0123abcd.csv"),
    ("PUT", "/_stcore/upload_file/session/file"),
    ("DELETE", "/_stcore/upload_file/session/file"),
    ("GET", "/_stcore/metrics"),
    ("GET", "/_stcore/host-config"),
    ("GET", "/_stcore/script-health-check"),
    ("GET", "/_stcore/agent/openapi.json"),
    ("POST", "/_stcore/agent/interact"),
    ("GET", "/_stcore/healthy"),
    ("GET", "/component/x/index.html"),
    ("GET", "/app/staticx"),
    ("GET", "/static/index.html"),
    ("GET", "/index.html"),
    ("GET", "//contributions"),
    ("GET", "/connexion/../contributions"),
    ("GET", "/CONTRIBUTIONS"),
    ("POST", "/contributions"),
]


@pytest.mark.parametrize(("method", "address"), CLOSED)
def test_with_a_viewers_password_nothing_else_answers(method: str, address: str) -> None:
    answer = house(WITH_VIEWERS).visitor().send(method, address)
    assert answer.status == 401
    assert "reached" not in answer.text


@pytest.mark.parametrize("address", ["/_stcore/stream", "/connexion", "/_stcore/health", "/app/static/x"])
def test_with_a_viewers_password_the_websocket_is_refused_before_it_opens(address: str) -> None:
    first = house(WITH_VIEWERS).visitor().websocket(address)[0]
    assert (first["type"], first["status"]) == ("websocket.http.response.start", 401)


def test_a_server_that_cannot_say_why_closes_the_websocket_unopened() -> None:
    visitor = house(WITH_VIEWERS).visitor()
    visitor.extensions = {}
    assert [message["type"] for message in visitor.websocket("/_stcore/stream")] == ["websocket.close"]


@pytest.mark.parametrize("address", ["/connexion", "/_stcore/health", "/app/static/look.css"])
def test_what_signing_in_needs_stays_open(address: str) -> None:
    assert house(WITH_VIEWERS).visitor().get(address).status == 200


def test_the_viewers_password_opens_pages_and_the_websocket_but_makes_nobody_staff() -> None:
    home = house(WITH_VIEWERS)
    visitor = home.visitor()
    assert view(visitor).status == 303
    assert visitor.get("/contributions").text == "reached /contributions"
    assert visitor.get("/media/0123abcd.csv").status == 200
    assert visitor.websocket("/_stcore/stream")[0]["type"] == "websocket.accept"
    assert staff(visitor.cookies, home.authenticator) is None
    assert may_view(visitor.cookies, home.authenticator)
    assert actions(home) == [("sign_in", "lecture")]


def test_each_password_opens_only_its_own_door() -> None:
    home = house(WITH_VIEWERS)
    assert view(home.visitor(), STAFF_WORDS).status == 403
    assert sign_in(home.visitor(), VIEWER_WORDS).status == 403


def test_staff_read_without_the_viewers_password() -> None:
    visitor = house(WITH_VIEWERS).visitor()
    sign_in(visitor)
    assert visitor.get("/contributions").status == 200


def test_a_viewer_who_signed_out_or_whose_time_is_over_reads_no_more() -> None:
    home = house(WITH_VIEWERS)
    visitor, other = home.visitor(), home.visitor()
    view(visitor)
    view(other)
    stolen = dict(visitor.cookies)
    sign_out_page = visitor.get("/connexion").text
    assert "Vous consultez le tableau de bord" in sign_out_page
    first_form = visitor.form(Answer(200, [], sign_out_page.partition("</form>")[0]))
    visitor.post("/deconnexion", first_form)
    visitor.cookies = stolen
    assert visitor.get("/contributions").status == 303
    home.clock.passes(hours=8.1)
    assert other.websocket("/_stcore/stream")[0]["status"] == 401


@pytest.mark.parametrize("environment", [TEAM_ONLY, WITH_VIEWERS, {}])
def test_only_staff_may_send_files(environment: Mapping[str, str]) -> None:
    home = house(environment)
    address = "/_stcore/upload_file/session/file"
    visitor = home.visitor()
    for method in ("PUT", "POST", "DELETE"):
        assert visitor.send(method, address).status == 401
        assert visitor.send(method, f"/prefix{address}").status == 401
    visitor.cookies[COOKIE] = home.authenticator.sessions.open("lecture", "viewer")
    assert visitor.send("PUT", address).status == 401
    visitor.cookies[COOKIE] = home.authenticator.sessions.open("equipe", "staff")
    assert visitor.send("PUT", address).text == f"reached {address}"
