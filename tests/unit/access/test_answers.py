"""What every answer has: the security headers, and words where something failed."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from fund.wording import languages, words
from pages.web.answers import HEADERS, WholeAnswers
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
