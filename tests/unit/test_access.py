"""Who may do what: signing in and out, what is refused, and what a viewer's password closes."""

from __future__ import annotations

import html
import threading
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from itsdangerous import URLSafeSerializer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from fund.access import Attempts, Door, Sessions, SettingsError, read_settings
from fund.access.__main__ import main as access_command
from fund.access.door import Identity
from fund.access.passwords import hash_password, is_hash, matches
from fund.access.signing import Signer
from pages.parts.access import (
    COOKIE,
    Staff,
    UploadGate,
    ViewerGate,
    access_routes,
    account_link,
    announce_link,
    may_view,
    sign_in_link,
    staff,
)
from pages.parts.access.current import current_door
from pages.parts.access.downloads import StaffDownloads
from pages.parts.access.paths import own_page
from tests.unit.asgi import Answer, Visitor

# The hashes were made with one pass and 8 KiB instead of three and 64 MiB, so that the tests take no time.
STAFF_WORDS = "correct horse battery"
STAFF_HASH = "$argon2id$v=19$m=8,t=1,p=1$11IHJnf72Dq2PKtAteSjvw$IaqrbHzLFXXg83i90yexUHRiSxdErA4O0geeXFYnSlE"
VIEWER_WORDS = "visiteurs du comite"
VIEWER_HASH = "$argon2id$v=19$m=8,t=1,p=1$Ad04XZeY+YJJi5A+jNnPAw$vfYra4O6etakHywj3D4jjrQ4YSqMA5V8NLy8jjgk9e4"
COOKIE_KEY = "0123456789abcdef0123456789abcdef"

TEAM_ONLY = {"FUND_STAFF_PASSWORD_HASH": STAFF_HASH, "FUND_COOKIE_SECRET": COOKIE_KEY}
WITH_VIEWERS = {**TEAM_ONLY, "FUND_VIEWER_PASSWORD_HASH": VIEWER_HASH}
WITH_EMAILS = {"FUND_STAFF_EMAILS": "Anna@cuf.example; luc@cuf.example", "FUND_COOKIE_SECRET": COOKIE_KEY}


@dataclass
class Clock:
    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def passes(self, *, hours: float = 0, seconds: float = 0) -> None:
        self.now += hours * 3600 + seconds


@dataclass
class House:
    """A small application behind our routes and gates, with its clock and what was written down."""

    door: Door
    clock: Clock
    entries: list[tuple[str, str, Mapping[str, object]]] = field(default_factory=list)
    downloads: StaffDownloads = field(init=False)

    def __post_init__(self) -> None:
        self.downloads = StaffDownloads(self.door)

    def visitor(self, *, client: str = "192.0.2.1", site: str = "http://fonds.example") -> Visitor:
        async def page(request: Request) -> PlainTextResponse:
            return PlainTextResponse(f"reached {request.url.path}")

        async def stream(websocket: WebSocket) -> None:
            await websocket.accept()
            await websocket.close()

        def record(action: str, *, actor: str, details: Mapping[str, object]) -> None:
            self.entries.append((action, actor, details))

        app = Starlette(
            routes=[
                *access_routes(record, self.door, self.downloads),
                WebSocketRoute("/_stcore/stream", stream),
                Route("/{path:path}", page, methods=["GET", "PUT", "POST", "DELETE", "OPTIONS"]),
            ],
            middleware=[Middleware(ViewerGate, door=self.door), Middleware(UploadGate, door=self.door)],
        )
        return Visitor(app, site=site, client=client)


def house(environment: Mapping[str, str] | None = None, secrets: Mapping[str, object] | None = None) -> House:
    clock = Clock()
    return House(Door(read_settings(environment or {}, secrets or {}), clock=clock), clock)


def sign_in(visitor: Visitor, words: str = STAFF_WORDS, *, suite: str = "", **fields: str) -> Answer:
    page = visitor.get(f"/connexion?langue=fr&suite={suite}")
    return visitor.post("/connexion", visitor.form(page, compte="staff", mot_de_passe=words, suite=suite, **fields))


def sign_out(visitor: Visitor) -> Answer:
    return visitor.post("/deconnexion", visitor.form(visitor.get("/connexion")))


def actions(house: House) -> list[tuple[str, str]]:
    return [(action, actor) for action, actor, _ in house.entries]


# Signing in and out


def test_the_right_password_opens_a_staff_session_and_leads_back() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    answer = sign_in(visitor, suite="/mise-a-jour?fonds=ukraine")
    assert (answer.status, answer.header("location")) == (303, "/mise-a-jour?fonds=ukraine")
    who = staff(visitor.cookies, home.door)
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
    assert staff(visitor.cookies, home.door) is None
    assert actions(home) == [("sign_in_refused", "equipe")]


def test_each_of_several_staff_signs_in_by_name_whatever_the_capitals() -> None:
    home = house(secrets={"staff": {"Anna": STAFF_HASH, "Léo": VIEWER_HASH}})
    visitor = home.visitor()
    assert 'name="nom"' in visitor.get("/connexion").text
    assert sign_in(visitor, STAFF_WORDS, nom=" anna ").status == 303
    who = staff(visitor.cookies, home.door)
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
    assert staff(stolen, home.door) is None
    assert actions(home) == [("sign_in", "equipe"), ("sign_out", "equipe")]


def test_opening_the_sign_out_address_signs_nobody_out() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    assert "Se déconnecter" in visitor.get("/deconnexion").text
    assert staff(visitor.cookies, home.door) is not None


def test_signing_in_again_ends_the_session_before() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    page = visitor.get("/connexion")
    fields = visitor.form(page, compte="staff", mot_de_passe=STAFF_WORDS)
    visitor.post("/connexion", fields)
    first = dict(visitor.cookies)
    visitor.post("/connexion", fields)
    assert staff(first, home.door) is None
    assert staff(visitor.cookies, home.door) is not None


def test_nobody_comes_in_when_the_sign_in_cannot_be_written_down() -> None:
    door = Door(read_settings(TEAM_ONLY, {}))

    def full_disk(action: str, *, actor: str, details: Mapping[str, object]) -> None:
        raise OSError(action, actor, details)

    visitor = Visitor(Starlette(routes=[*access_routes(full_disk, door, StaffDownloads(door))]))
    with pytest.raises(OSError, match="sign_in"):
        sign_in(visitor)
    assert staff(visitor.cookies, door) is None


# Cookies that are none of ours, or no longer


def test_a_session_ends_after_eight_hours_without_a_request() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    home.clock.passes(hours=7.99)
    assert staff(visitor.cookies, home.door) is not None
    home.clock.passes(hours=8)
    assert staff(visitor.cookies, home.door) is None


def test_a_session_ends_after_twelve_hours_however_busy() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    for _ in range(3):
        home.clock.passes(hours=3.9)
        assert staff(visitor.cookies, home.door) is not None
    home.clock.passes(hours=0.4)  # 3 × 3.9 + 0.4 = 12.1
    assert staff(visitor.cookies, home.door) is None


def test_a_changed_cookie_is_refused_at_every_position() -> None:
    sessions = Sessions(COOKIE_KEY)
    cookie = sessions.open("equipe", "staff")
    assert sessions.find(cookie) is not None
    for at in range(len(cookie) - 1):  # the last letter holds bits that decoding ignores
        other = "A" if cookie[at] != "A" else "B"
        assert sessions.find(cookie[:at] + other + cookie[at + 1 :]) is None, at


@pytest.mark.parametrize("cookie", ["", "x", "a.b", "é", "null", "bnVsbA.x", "x" * 5000, "\x00"])
def test_a_cookie_that_is_no_cookie_of_ours_is_refused(cookie: str) -> None:
    home = house(TEAM_ONLY)
    assert staff({COOKIE: cookie}, home.door) is None


def test_a_cookie_signed_with_another_secret_is_refused() -> None:
    cookie = Sessions(COOKIE_KEY).open("equipe", "staff")
    assert Sessions("another secret of thirty-two char").find(cookie) is None


def test_what_is_signed_for_one_purpose_is_refused_for_another() -> None:
    signed = Signer(COOKIE_KEY, "form").sign({"id": "x"})
    assert Signer(COOKIE_KEY, "form").read(signed) == {"id": "x"}
    assert Signer(COOKIE_KEY, "session").read(signed) is None
    assert Signer(COOKIE_KEY, "form").read(URLSafeSerializer(COOKIE_KEY).dumps({"id": "x"})) is None


def test_a_well_signed_cookie_of_another_process_is_refused() -> None:
    cookie = Sessions(COOKIE_KEY).open("equipe", "staff")
    assert Sessions(COOKIE_KEY).find(cookie) is None


def test_the_session_name_that_may_be_logged_opens_nothing() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    who = staff(visitor.cookies, home.door)
    assert who is not None
    assert staff({COOKIE: who.session}, home.door) is None


# Posts from elsewhere


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
    assert staff(before, home.door) is not None
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


# Where a person is sent


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


# Guessing made slow


def test_after_ten_failures_an_address_waits_twice_as_long_each_time_up_to_a_quarter_of_an_hour() -> None:
    clock = Clock()
    attempts = Attempts(clock=clock)
    for number in range(10):
        assert attempts.admit(address="a", name=str(number)) == 0
    waits = []
    for number in range(10, 21):
        assert attempts.admit(address="a", name=str(number)) == 0
        wait = attempts.admit(address="a", name="any")
        waits.append(wait)
        clock.passes(seconds=wait)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_name_waits_a_minute_at_most_from_wherever_it_is_tried() -> None:
    clock = Clock()
    attempts = Attempts(clock=clock)
    for number in range(10):
        assert attempts.admit(address=str(number), name="anna") == 0
    waits = []
    for number in range(10, 17):
        assert attempts.admit(address=str(number), name="anna") == 0
        wait = attempts.admit(address="another", name="anna")
        waits.append(wait)
        clock.passes(seconds=wait)
    assert waits == [2, 4, 8, 16, 32, 60, 60]


def test_asking_while_waiting_does_not_lengthen_the_wait() -> None:
    clock = Clock()
    attempts = Attempts(clock=clock)
    for _ in range(11):
        attempts.admit(address="a", name="anna")
    assert [attempts.admit(address="a", name="anna") for _ in range(50)] == [2] * 50
    clock.passes(seconds=2)
    assert attempts.admit(address="a", name="anna") == 0


def test_an_hour_of_quiet_is_forgiven() -> None:
    clock = Clock()
    attempts = Attempts(clock=clock)
    for _ in range(11):
        attempts.admit(address="a", name="anna")
    clock.passes(hours=1)
    for _ in range(10):
        assert attempts.admit(address="a", name="anna") == 0


def test_success_clears_the_name_but_one_known_password_does_not_buy_guesses_at_others() -> None:
    attempts = Attempts(clock=Clock())
    for number in range(10):
        assert attempts.admit(address="a", name=f"guess {number}") == 0
        assert attempts.admit(address="a", name="mine") == 0
        attempts.forgive(address="a", name="mine")
    assert attempts.admit(address="a", name="guess 10") == 0
    assert attempts.admit(address="a", name="mine") == 2
    assert attempts.admit(address="b", name="mine") == 0


def test_many_attempts_at_once_gain_nothing() -> None:
    attempts = Attempts(clock=Clock())
    start = threading.Barrier(16)

    def attempt(_: int) -> int:
        start.wait()
        return attempts.admit(address="a", name="anna")

    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(attempt, range(16)))
    # Ten are free, the eleventh is admitted and makes the rest wait.
    assert sorted(waits) == [0] * 11 + [2] * 5


def test_the_memory_of_attempts_is_bounded() -> None:
    attempts = Attempts(clock=Clock())
    for number in range(10_500):
        attempts.admit(address=str(number), name=str(number))
    assert {len(counts) for counts in attempts._counts.values()} == {10_000}


def test_signing_in_well_costs_no_attempt() -> None:
    visitor = house(TEAM_ONLY).visitor()
    for _ in range(10):
        assert sign_in(visitor, "wrong").status == 403
    assert sign_in(visitor).status == 303
    page = visitor.form(visitor.get("/connexion"), compte="staff", mot_de_passe="wrong")
    assert visitor.post("/connexion", page).status == 403


def test_a_crowd_of_attempts_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    home = house(TEAM_ONLY)
    monkeypatch.setattr("pages.parts.access.routes.MOST_WAITING", -1)
    answer = sign_in(home.visitor())
    assert (answer.status, answer.header("retry-after")) == (429, "5")
    assert home.entries == []


def test_the_page_says_how_long_to_wait_and_even_the_right_password_waits() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    for _ in range(11):
        assert sign_in(visitor, "wrong").status == 403
    answer = sign_in(visitor)
    assert (answer.status, answer.header("retry-after")) == (429, "2")
    assert "Attendez 2 secondes" in answer.text
    assert len(home.entries) == 11
    home.clock.passes(seconds=2)
    assert sign_in(visitor).status == 303


def test_long_waits_are_said_in_minutes_and_one_is_singular() -> None:
    home = house(TEAM_ONLY)
    for _ in range(17):
        home.door.attempts.admit(address="192.0.2.1", name="x")
        home.clock.passes(seconds=128)
    home.door.attempts.admit(address="192.0.2.1", name="x")
    assert "Attendez 5 minutes" in sign_in(home.visitor()).text  # 2 ** (18 - 10) = 256 s


def test_ipv6_neighbours_count_as_one_and_mapped_ipv4_addresses_apart() -> None:
    home = house(secrets={"staff": {str(number): STAFF_HASH for number in range(12)}})
    for number in range(11):
        sign_in(home.visitor(client=f"2001:db8::{number:x}"), "wrong", nom=str(number))
        sign_in(home.visitor(client="::ffff:192.0.2.7"), "wrong", nom=str(number))
    assert sign_in(home.visitor(client="2001:db8::ffff"), nom="11").status == 429
    assert sign_in(home.visitor(client="192.0.2.7"), nom="11").status == 429
    assert sign_in(home.visitor(client="2001:db8:0:1::1"), nom="11").status == 303
    assert sign_in(home.visitor(client="::ffff:192.0.2.8"), nom="11").status == 303


# One-time links


def token_of(link: str | None) -> str:
    assert link is not None
    return parse_qs(urlsplit(link).query)["jeton"][0]


def test_with_nothing_set_a_link_is_printed_in_both_languages_that_signs_in_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = house()
    link = announce_link("http://localhost:8501/", home.door)
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
    assert staff(visitor.cookies, home.door) is not None

    second = visitor.post("/connexion", visitor.form(page))
    assert second.status == 403
    assert "a déjà servi" in second.text
    again = home.visitor()
    used = again.get(f"/connexion?jeton={token_of(link)}")
    assert "a déjà servi" in used.text
    assert 'name="jeton"' not in used.text


def test_looking_at_a_link_as_a_mail_program_does_never_uses_it_up() -> None:
    home = house()
    token = token_of(announce_link("http://localhost", home.door))
    for _ in range(3):
        home.visitor().get(f"/connexion?jeton={token}")
    visitor = home.visitor()
    assert visitor.post("/connexion", visitor.form(visitor.get(f"/connexion?jeton={token}"))).status == 303


def test_one_link_sent_from_two_browsers_at_once_lets_one_in() -> None:
    home = house()
    token = token_of(announce_link("http://localhost", home.door))
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda _: home.door.tickets.redeem(token), range(8)))
    assert sorted(names, key=str) == [None] * 7 + ["equipe"]


def test_a_link_expires_after_a_day() -> None:
    home = house()
    token = token_of(announce_link("http://localhost", home.door))
    visitor = home.visitor()
    home.clock.passes(hours=23.5)
    page = visitor.get(f"/connexion?jeton={token}")
    home.clock.passes(hours=0.6)
    assert visitor.post("/connexion", visitor.form(page)).status == 403
    assert staff(visitor.cookies, home.door) is None


def test_a_made_up_link_is_refused() -> None:
    home = house()
    visitor = home.visitor()
    token = token_of(announce_link("http://localhost", home.door))
    fields = visitor.form(visitor.get(f"/connexion?jeton={token}"), jeton=f"{token[:-1]}-")
    assert visitor.post("/connexion", fields).status == 403
    assert actions(home) == [("sign_in_refused", "?")]


@pytest.mark.parametrize("environment", [TEAM_ONLY, WITH_EMAILS])
def test_where_staff_have_a_way_in_no_link_is_printed(
    environment: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert announce_link("http://localhost", house(environment).door) is None
    assert capsys.readouterr().out == ""


def test_without_any_account_no_password_opens_anything() -> None:
    home = house()
    visitor = home.visitor()
    token = token_of(announce_link("http://localhost", home.door))
    ours = visitor.form(visitor.get(f"/connexion?jeton={token}"))
    del ours["jeton"]
    for account in ("staff", "viewer"):
        for words in ("", "nobody has this password"):
            fields = {**ours, "compte": account, "mot_de_passe": words, "nom": "equipe"}
            assert visitor.post("/connexion", fields).status in {403, 429}
    assert COOKIE not in visitor.cookies


# Accounts of an identity provider


def test_a_verified_address_on_the_list_is_given_a_link_that_opens_a_session() -> None:
    home = house(WITH_EMAILS)
    link = account_link(Identity("anna@cuf.example", True, home.clock.now), "fr", back_to="/aide", door=home.door)
    visitor = home.visitor()
    assert link is not None
    answer = visitor.post("/connexion", visitor.form(visitor.get(link)))
    assert (answer.status, answer.header("location")) == (303, "/aide")
    who = staff(visitor.cookies, home.door)
    assert who is not None
    assert who.name == "anna@cuf.example"


@pytest.mark.parametrize(
    ("email", "verified", "age"),
    [
        ("eve@cuf.example", True, 0.0),
        ("anna@cuf.example.evil", True, 0.0),
        ("", True, 0.0),
        ("anna@cuf.example", False, 0.0),
        ("anna@cuf.example", "yes", 0.0),
        ("anna@cuf.example", True, 12 * 3600.0),
        ("anna@cuf.example", True, -120.0),
    ],
)
def test_another_address_an_unverified_one_or_an_old_answer_is_given_no_link(
    email: str, verified: bool, age: float
) -> None:
    home = house(WITH_EMAILS)
    assert account_link(Identity(email, verified, home.clock.now - age), "fr", door=home.door) is None


def test_without_a_list_no_identity_is_staff() -> None:
    home = house(TEAM_ONLY)
    for email in ("", "anna@cuf.example"):
        assert account_link(Identity(email, True, home.clock.now), "fr", door=home.door) is None


def test_signing_out_leaves_the_identity_provider_too() -> None:
    home = house(WITH_EMAILS)
    link = account_link(Identity("anna@cuf.example", True, home.clock.now), "fr", door=home.door)
    visitor = home.visitor()
    assert link is not None
    visitor.post("/connexion", visitor.form(visitor.get(link)))
    visitor.cookies["_streamlit_user"] = "x"
    answer = sign_out(visitor)
    assert answer.header("refresh") == "0; url=/auth/logout"
    assert COOKIE not in visitor.cookies


# The viewers' password


def view(visitor: Visitor, words: str = VIEWER_WORDS) -> Answer:
    page = visitor.get("/connexion")
    return visitor.post("/connexion", visitor.form(page, compte="viewer", mot_de_passe=words))


def test_without_a_viewers_password_everybody_reads() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    assert visitor.get("/contributions").text == "reached /contributions"
    assert visitor.websocket("/_stcore/stream")[0]["type"] == "websocket.accept"
    assert may_view({}, home.door)


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
    assert staff(visitor.cookies, home.door) is None
    assert may_view(visitor.cookies, home.door)
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


# Files sent to the server


@pytest.mark.parametrize("environment", [TEAM_ONLY, WITH_VIEWERS, {}])
def test_only_staff_may_send_files(environment: Mapping[str, str]) -> None:
    home = house(environment)
    address = "/_stcore/upload_file/session/file"
    visitor = home.visitor()
    for method in ("PUT", "POST", "DELETE"):
        assert visitor.send(method, address).status == 401
        assert visitor.send(method, f"/prefix{address}").status == 401
    visitor.cookies[COOKIE] = home.door.sessions.open("lecture", "viewer")
    assert visitor.send("PUT", address).status == 401
    visitor.cookies[COOKIE] = home.door.sessions.open("equipe", "staff")
    assert visitor.send("PUT", address).text == f"reached {address}"


# Files for staff


def signed_in(home: House) -> tuple[Visitor, Staff]:
    visitor = home.visitor()
    sign_in(visitor)
    who = staff(visitor.cookies, home.door)
    assert who is not None
    return visitor, who


def test_a_staff_file_is_made_when_asked_for_and_keeps_its_name() -> None:
    home = house(TEAM_ONLY)
    visitor, who = signed_in(home)
    made: list[str] = []

    def make() -> bytes:
        made.append("once")
        return b"rows"

    address = home.downloads.offer(who, "copy", make, file_name="Été «».xlsx")
    assert made == []
    answer = visitor.get(address)
    assert (answer.status, answer.text, made) == (200, "rows", ["once"])
    assert answer.header("content-disposition") == "attachment; filename*=UTF-8''%C3%89t%C3%A9%20%C2%AB%C2%BB.xlsx"
    assert answer.header("cache-control") == "no-store"


def test_the_address_of_a_staff_file_opens_nothing_for_anyone_else() -> None:
    home = house(WITH_VIEWERS)
    visitor, who = signed_in(home)
    other, _ = signed_in(home)
    address = home.downloads.offer(who, "copy", lambda: b"rows", file_name="a.xlsx")
    viewer = home.visitor()
    view(viewer)
    assert home.visitor().get(address).status == 401
    assert viewer.get(address).status == 401
    assert other.get(address).status == 404
    assert visitor.get(address).status == 200
    stolen = dict(visitor.cookies)
    sign_out(visitor)
    visitor.cookies = stolen
    assert visitor.get(address).status == 401


def test_offering_again_keeps_the_address_and_an_ended_session_keeps_nothing() -> None:
    home = house(TEAM_ONLY)
    visitor, who = signed_in(home)
    first = home.downloads.offer(who, "copy", lambda: b"old", file_name="a.xlsx")
    assert home.downloads.offer(who, "copy", lambda: b"new", file_name="a.xlsx") == first
    assert home.downloads.offer(who, "other", lambda: b"", file_name="a.xlsx") != first
    assert visitor.get(first).text == "new"
    home.clock.passes(hours=9)
    _, later = signed_in(home)
    home.downloads.offer(later, "copy", lambda: b"", file_name="a.xlsx")
    assert {offer.session for offer in home.downloads._offers.values()} == {later.session}


def test_a_made_up_address_of_a_staff_file_is_no_file() -> None:
    visitor, _ = signed_in(house(TEAM_ONLY))
    assert visitor.get("/prive/AAAAAAAAAAAAAAAAAAAAAA.bin").status == 404


# The page


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
    assert 'href="/mise-a-jour?langue=fr"' in text
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


# Settings and passwords


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
    current_door.cache_clear()
    try:
        assert current_door() is current_door()
        assert current_door().settings.accounts["equipe"].password_hash == STAFF_HASH
        assert staff({}) is None
    finally:
        current_door.cache_clear()


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
