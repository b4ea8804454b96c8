"""What signing in leaves in the log: names of accounts and the way in, never a password or an address."""

from __future__ import annotations

import asyncio
import logging

import pytest

from pages.web.server import warm_start
from tests.unit.access.house import TEAM_ONLY, house, sign_in


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "pages.web")
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in log.records if record.name == "pages.web"]


def test_success_refusal_and_lock_out_are_one_line_each(log: pytest.LogCaptureFixture) -> None:
    visitor = house(TEAM_ONLY).visitor()
    sign_in(visitor)
    assert lines(log) == [("INFO", "signed in: equipe, by staff")]
    log.clear()
    for _ in range(11):
        sign_in(visitor, words="a wrong password")
    assert set(lines(log)) == {("WARNING", "sign-in refused: equipe, by staff")}
    log.clear()
    sign_in(visitor, words="a wrong password")
    ((level, line),) = lines(log)
    assert (level, line) == ("WARNING", "sign-in must wait 2 s: equipe")
    assert "192.0.2.1" not in log.text
    assert "a wrong password" not in log.text


def test_funds_that_cannot_be_opened_in_advance_are_said(
    log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.web.server.announce_link", lambda url: None)
    tried = []

    def fails() -> None:
        tried.append(1)
        raise RuntimeError("no database")

    async def start() -> None:
        async with warm_start(fails)(None):
            while not log.records:
                await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(start(), 10))
    assert tried == [1]
    assert lines(log) == [("ERROR", "the funds could not be opened in advance")]
