"""Two replicas behind nginx, with the shipped configuration: one publishes, one ends, and what people see of it."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from fund.wording import languages, words
from tests.benchmarks.returning_viewer import REPLICA, ReturningViewer
from tests.browser.screen import LARGE, settled, text_of, visit
from tests.browser.staff import publish, raised, sign_in, upload
from tests.browser.stage import code, place, show, shown
from tests.example_files import contributions_with
from tests.machines.running import HOW_TO_GET_IT, NAMES, Machines, answer, missing, running_machines

OFFERED_WITHIN = 5_000
"""Milliseconds."""
VIEWERS = 10
SLIDES = ("title", "contributions", "money", "thanks")
BACK_WITHIN = 10
"""Seconds in which everybody is on their slide again; the benchmark measures it with fifty."""


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    if missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(HOW_TO_GET_IT)
    with running_machines() as started:
        yield started


@pytest.fixture
def both(machines: Machines) -> Machines:
    """Both replicas up and used by the proxy; a test may stop them."""
    for name, replica in machines.replicas.items():
        if replica.process.poll() is not None:
            replica.start()
        while answer(f"{machines.address}/sante", Cookie=f"{REPLICA}={name}").replica != name:
            time.sleep(0.2)  # the proxy leaves it out for some seconds more
    return machines


def page_on(browser: Browser, machines: Machines, replica: str) -> Page:
    """A page of a browser that the proxy sends to that replica."""
    context = browser.new_context(viewport=LARGE, ignore_https_errors=True)
    context.add_cookies([{"name": REPLICA, "value": replica, "url": machines.address, "secure": True}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def replica_of(context: BrowserContext) -> str:
    return next(cookie["value"] for cookie in context.cookies() if cookie["name"] == REPLICA)


def test_what_one_replica_publishes_the_other_offers_within_five_seconds(chromium: Browser, both: Machines) -> None:
    viewer, staff = page_on(chromium, both, "b"), page_on(chromium, both, "a")
    visit(viewer, f"{both.address}/?fonds=exemple")
    assert raised(viewer) == "982 600 €"
    sign_in(staff, both.address)
    upload(staff, contributions_with("45 000 €"))
    publish(staff, "5 000 € de plus")
    viewer.get_by_text("Une nouvelle version est disponible").wait_for(timeout=OFFERED_WITHIN)
    assert raised(viewer) == "982 600 €"  # nothing changes by itself
    viewer.get_by_role("button", name="L’afficher").click()
    viewer.get_by_text("Une nouvelle version est disponible").wait_for(state="detached")
    # 982 600 − 40 000 + 45 000
    assert raised(settled(viewer)) == "987 600 €"
    assert [replica_of(page.context) for page in (viewer, staff)] == ["b", "a"]
    for page in (viewer, staff):
        page.context.close()


@pytest.mark.parametrize("at_once", [False, True], ids=["updated", "killed"])
def test_viewers_of_a_replica_that_ends_are_on_their_slide_again(both: Machines, *, at_once: bool) -> None:
    with ThreadPoolExecutor() as elsewhere:  # Playwright leaves an event loop running here
        viewers = elsewhere.submit(asyncio.run, watched(both, at_once=at_once)).result()
    moved = [viewer for viewer in viewers if viewer.returns]
    assert moved
    assert len({viewer.replica for viewer in viewers}) == 1
    for number, viewer in enumerate(viewers):
        assert set(viewer.slides) == {SLIDES[number % len(SLIDES)]}
        assert len(viewer.slides) == 1 + len(viewer.returns)
        assert viewer.errors == 0
    assert max(viewer.returns[0] for viewer in moved) < BACK_WITHIN
    assert both.errors() == []


async def watched(machines: Machines, *, at_once: bool) -> list[ReturningViewer]:
    """Viewers on slides of their own, before and after the replica of the first of them ends."""
    viewers = [
        ReturningViewer(machines.address, "exemple", diapo=SLIDES[number % len(SLIDES)]) for number in range(VIEWERS)
    ]
    async with asyncio.TaskGroup() as group:
        for viewer in viewers:
            group.create_task(_come(viewer))
    ending = viewers[0].replica
    left = [viewer for viewer in viewers if viewer.replica == ending]
    await asyncio.to_thread(machines.replicas[ending].stop, at_once=at_once)
    async with asyncio.timeout(4 * BACK_WITHIN):
        while not all(viewer.returns for viewer in left):
            await asyncio.sleep(0.1)
    for viewer in viewers:
        await viewer.__aexit__(None, None, None)
    return viewers


async def _come(viewer: ReturningViewer) -> None:
    await viewer.__aenter__()
    await viewer.visit("seance")


def test_a_screen_in_a_meeting_stays_on_its_slide_and_goes_on_with_the_next(chromium: Browser, both: Machines) -> None:
    page = page_on(chromium, both, "a")
    show(page, f"{both.address}/seance?fonds=exemple&diapo=contributions")
    before, title = place(page), page.locator(".slide h1").inner_text()
    both.replicas["a"].stop()
    wait_for_replica(page, "b")
    shown(page, before[0])
    assert (place(page), page.locator(".slide h1").inner_text(), code(page)) == (before, title, "contributions")
    assert not page.get_by_role("dialog").count()
    page.keyboard.press("ArrowRight")
    shown(page, before[0] + 1)
    page.context.close()


def test_a_draft_on_a_replica_that_ends_is_lost_and_says_so(chromium: Browser, both: Machines) -> None:
    page = page_on(chromium, both, "a")
    sign_in(page, both.address)
    upload(page, contributions_with("46 000 €"))
    page.fill(".st-key-note input", "6 000 € de plus")
    page.keyboard.press("Tab")
    settled(page)
    assert "est perdu" not in text_of(page)
    both.replicas["a"].stop()
    wait_for_replica(page, "b")
    page.get_by_text("1 fichier déposé est perdu, et rien n’a été publié").wait_for()
    assert "Connecté" in text_of(page)
    assert not page.get_by_role("button", name="Publier").count()
    # The other replica is there again, but the page's socket is not on it: the file must follow the socket.
    both.replicas["a"].start()
    page.get_by_role("button", name="Remove contributions.xlsx").click()
    page.get_by_text("est perdu").wait_for(state="detached")
    upload(page, contributions_with("46 000 €"))
    publish(page, "6 000 € de plus")
    assert replica_of(page.context) == "b"
    page.context.close()


def wait_for_replica(page: Page, replica: str) -> None:
    """Until the page's websocket is served by that replica and its page is whole."""
    for _ in range(600):
        if replica_of(page.context) == replica:
            break
        page.wait_for_timeout(100)
    assert replica_of(page.context) == replica
    page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]")
    page.wait_for_timeout(500)  # the page asks to be drawn anew only now
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def test_an_address_that_a_visitor_claims_is_not_believed(both: Machines) -> None:
    # Each under another name and from another address, as it says: by the eleventh the visitor's own has to wait.
    attempts = [wrong_password(both, number) for number in range(13)]
    assert attempts[0] == 403
    assert attempts[-1] == 429


def wrong_password(machines: Machines, number: int) -> int:
    """The status of an attempt to sign in."""
    address = f"203.0.113.{number}"
    page = answer(f"{machines.address}/connexion")
    token = re.findall(r'name="formulaire" value="([^"]+)"', page.text)[0]
    fields = urlencode({"formulaire": token, "mot_de_passe": "faux", "compte": "staff", "nom": f"Anna {number}"})
    cookies = "; ".join(one.partition(";")[0] for one in page.headers.get_all("Set-Cookie") or [])
    claims = {"X-Forwarded-For": address, "Forwarded": f"for={address}", "X-Real-IP": address}
    sent = {"Cookie": cookies, "Origin": machines.address, "Content-Type": "application/x-www-form-urlencoded"}
    return answer(f"{machines.address}/connexion", method="POST", body=fields.encode(), **claims, **sent).status


def test_the_proxy_leads_to_the_encrypted_address(both: Machines) -> None:
    led = answer(f"{both.plain_address}/contributions?fonds=exemple")
    assert (led.status, led.headers["Location"]) == (301, "https://localhost/contributions?fonds=exemple")


def test_a_stranger_to_the_configuration_is_refused_in_words(both: Machines) -> None:
    refused = answer(both.address, Host="ailleurs.example.org")
    assert refused.status == 403
    assert words("access.other_host", "fr") in refused.text
    refused = answer(f"{both.address}/connexion", method="POST", body=b"x" * 70_000)
    assert refused.status == 413
    assert refused.text.splitlines() == [words("access.not_done", language) for language in languages()]


def test_a_file_as_large_as_the_pages_take_passes_the_proxy(both: Machines) -> None:
    # Nobody is signed in: that the application says so shows that the file came to it.
    address = f"{both.address}/_stcore/upload_file/x/y"
    refused = answer(address, method="PUT", body=b"x" * 50 * 1024 * 1024)
    assert refused.status == 401
    assert words("access.refused", "fr") in refused.text
    assert answer(address, method="PUT", body=b"x" * 52 * 1024 * 1024).status == 413
    # Many of them, refused unread, do not make the proxy leave a replica out.
    body, mine = b"x" * 20 * 1024 * 1024, f"{REPLICA}=a"
    assert {answer(address, method="PUT", body=body, Cookie=mine).status for _ in range(10)} == {401}
    assert {answer(both.address, method="POST", body=b"x" * 60_000, Cookie=mine).status for _ in range(20)} == {405}
    assert answer(f"{both.address}/sante", Cookie=mine).replica == "a"


def test_with_one_replica_down_every_request_is_answered_and_with_none_in_words(both: Machines) -> None:
    both.replicas["a"].stop(at_once=True)
    answers = [answer(f"{both.address}/sante", Cookie=f"{REPLICA}={name}") for name in (*NAMES, "none")]
    assert [(one.status, one.replica) for one in answers] == [(200, "b")] * 3
    both.replicas["b"].stop(at_once=True)
    down = answer(f"{both.address}/contributions")
    assert (down.status, down.headers["Retry-After"]) == (503, "10")
    assert down.text.splitlines()[0] == "Le tableau de bord ne répond pas pour le moment."
