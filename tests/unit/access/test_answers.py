"""What every answer has: the security headers, and words where something failed."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from fund.store.errors import StoreUnavailable, UnknownVersion
from fund.wording import languages, words
from pages.web import html_shell
from pages.web.answers import HEADERS, WholeAnswers
from pages.web.html_shell import Shell
from tests.unit.access.asgi import Answer, Visitor


async def _fails(_request: Request) -> Response:
    raise RuntimeError("a secret of the server")


async def _own(_request: Request) -> Response:
    return JSONResponse({"own": "answer"}, status_code=404)


ROUTES = [
    Route("/fails", _fails),
    Route("/own", _own),
    Route("/plain", lambda _request: PlainTextResponse("File not found", status_code=404)),
    Route("/bad", lambda _request: PlainTextResponse("Bad Request", status_code=400)),
    Route("/ours", lambda _request: PlainTextResponse("fine")),
]


def answered(method: str, address: str) -> Answer:
    app = Starlette(routes=ROUTES, middleware=[Middleware(WholeAnswers)])
    return Visitor(app, site="http://localhost").send(method, address)


@pytest.mark.parametrize(
    ("method", "address", "status", "key"),
    [
        ("GET", "/fails", 500, "pages.failure"),
        ("GET", "/plain", 404, "access.nothing_here"),
        ("GET", "/nowhere", 404, "access.nothing_here"),
        ("GET", "/bad", 400, "access.not_done"),
        ("POST", "/ours", 405, "access.not_done"),
    ],
)
def test_whatever_fails_is_said_in_words_with_the_security_headers(
    method: str, address: str, status: int, key: str
) -> None:
    answer = answered(method, address)
    assert answer.status == status
    assert answer.text.splitlines() == [words(key, language) for language in languages()]
    for name, value in HEADERS.items():
        assert [found for key, found in answer.headers if key == name.lower()] == [value]


def test_what_is_no_failure_in_plain_text_is_left_as_it_is() -> None:
    assert answered("GET", "/ours").text == "fine"
    assert answered("GET", "/own").text == '{"own":"answer"}'
    assert answered("GET", "/own").header("x-frame-options") == "DENY"


FIGURES = '<div class="first-figures">395 000 €</div>'


def of_pages(first: Callable[[], str], addresses: Callable[[], tuple[str, ...]] = lambda: ("eau",)) -> Visitor:
    app = Shell(Starlette(), fixed=("", "aide"), addresses=addresses, first=lambda _asked, _language: first())
    return Visitor(WholeAnswers(app), site="http://localhost")


def test_figures_that_come_with_the_first_page_are_kept_by_no_browser_and_those_of_others_come_with_none() -> None:
    visitor = of_pages(lambda: FIGURES)

    first, others = visitor.get("/?fonds=eau"), [visitor.get(address) for address in ("/aide", "/eau", "/nowhere")]

    assert f"{FIGURES}</body>" in first.text
    # Going back would else show what was public, or allowed, then.
    assert first.header("cache-control") == "no-store"
    assert [answer.status for answer in (first, *others)] == [200, 200, 200, 404]
    assert not any("first-figures" in answer.text for answer in others)


@pytest.mark.parametrize("fault", [StoreUnavailable("down"), UnknownVersion("gone"), KeyError("eau"), ValueError("x")])
def test_a_page_whose_first_figures_fail_is_answered_without_them(fault: Exception) -> None:
    def fail() -> str:
        raise fault

    answer = of_pages(fail).get("/")

    assert (answer.status, answer.header("cache-control")) == (200, "no-cache")
    assert 'id="root"' in answer.text
    assert "first-figures" not in answer.text


def test_a_store_that_hangs_holds_up_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_shell, "LONGEST_BEGINNING", 0.05)
    monkeypatch.setattr(html_shell, "SECONDS_TO_ANSWER", 0.05)
    goes_on = Event()

    def hang() -> str:
        goes_on.wait(30)
        return FIGURES

    visitor = of_pages(hang, lambda: (hang(),))
    try:
        answers = [visitor.get(address) for _ in range(2 * html_shell.ASKED_AT_ONCE) for address in ("/", "/eau")]
    finally:
        goes_on.set()

    assert {(answer.status, "first-figures" in answer.text) for answer in answers} == {(200, False), (503, False)}


def test_while_the_store_is_down_the_address_of_a_programme_is_a_page_that_says_so() -> None:
    def down() -> tuple[str, ...]:
        raise StoreUnavailable("down")

    answer = of_pages(str, down).get("/eau")

    # It draws itself again once the store is there; the answer of a fault would stay.
    assert answer.status == 503
    assert 'id="root"' in answer.text
    assert words("pages.failure", languages()[0]) not in answer.text


@pytest.mark.parametrize("fund", ["mediatheques", "auth", "static", "component", "connexions", "app", "sante"])
def test_a_programme_has_its_page_whatever_its_fund_begins_with(fund: str) -> None:
    visitor = of_pages(str, lambda: (f"{fund}-eau",))

    assert f'lang="{languages()[0]}"' in visitor.get(f"/{fund}-eau").text
    assert visitor.get(f"/{fund}-feu").status == 404
