"""The meeting on screen: every slide fits and is read, keys and address, questions answered in place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from fund.model import WorkbookFile
from fund.open_fund import SHIPPED
from fund.store.open_store import open_store, sqlite_url
from fund.store.store import Store
from tests.browser.conftest import free_port, running_app
from tests.browser.screen import LARGE, SMALL, new_page, settled
from tests.browser.stage import SIZES, blackened, charts, code, faults_of, place, show, shown
from tests.example_files import contributions_with

LONG = (
    "Demander aux partenaires un point écrit sur les dépenses, les délais et les besoins qui ne sont pas couverts, " * 2
)


def publish(store: Store, received: int) -> None:
    """A new version of the invented fund, in which Castelvire gave so much."""
    public = store.public("exemple")
    assert public is not None
    files = [
        WorkbookFile(file.name, contributions_with(received) if file.name == "contributions.xlsx" else file.content)
        for file in store.files(public.id)
    ]
    store.publish("exemple", files, author="Anna", note="", based_on=public.id)


def fill(store: Store) -> None:
    """A meeting held on the first version, one under way on the second, and more decisions than a slide can hold."""
    versions = [store.pointers()["exemple"]]
    publish(store, 45_000)
    versions.append(store.pointers()["exemple"])
    for month, version in enumerate(versions, 9):
        meeting = store.meetings.open(
            "exemple", held_on=date(2026, month, 1), place="Paris, salle du conseil", version_id=version, author="Anna"
        )
        for number in range(6):
            store.decisions.record(
                "exemple",
                f"{number}. {LONG}",
                author="Anna",
                meeting_id=meeting.id,
                programme="metiers",
                amount_cents=123_456_789,
                due=date(2027, 1, 31),
            )
        if version == versions[0]:
            store.meetings.close(meeting.id, author="Anna")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    found = open_store(sqlite_url(tmp_path_factory.mktemp("state") / "fund.sqlite"), seed=SHIPPED)
    fill(found)
    return found


@pytest.fixture(scope="module")
def state_dir(store: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(next(Path(tmp_path_factory.getbasetemp()).glob("state*/fund.sqlite")).parent)


@pytest.fixture(scope="module")
def meeting_url(state_dir: str) -> Iterator[str]:
    with running_app(FUND_STATE_DIR=state_dir) as address:
        yield f"{address}/seance"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = new_page(chromium, size=SMALL)
    yield opened
    opened.context.close()


def written(page: Page) -> str:
    """Every word and number on the stage."""
    return " ".join(str(page.locator(".st-key-stage").text_content()).split())


def controls_show(page: Page) -> None:
    """Wait until the controls are there for a pointer that moves, wherever it stood."""
    page.mouse.move(630, 290)
    page.mouse.move(640, 300)
    page.wait_for_function("() => getComputedStyle(document.querySelector('.st-key-stage-bar')).opacity === '1'")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
def test_every_slide_fits_and_is_read_at_every_size(
    meeting_url: str, chromium: Browser, fund: str, language: str, dark: bool
) -> None:
    page = show(new_page(chromium, dark=dark), f"{meeting_url}?fonds={fund}&langue={language}")
    faults, drawn = {}, 0
    _, slides = place(page)
    for number in range(1, slides + 1):
        shown(page, number)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            shown(page, number)
            faults[number, width] = faults_of(page)
        drawn += charts(page)
        if fund == "exemple":
            assert page.locator(".slide-mark").first.inner_text() in ("données fictives", "fictional data")
        page.keyboard.press("ArrowRight")
    # All programmes of the invented fund have four charts; of the real one's three, each has one.
    assert (slides, drawn) == ((16, 6) if fund == "ukraine" else (25, 16))
    assert {at: found for at, found in faults.items() if found} == {}
    page.context.close()


def test_the_sheet_is_whole_on_a_screen_of_another_shape(meeting_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    show(page, f"{meeting_url}?fonds=exemple&diapo=money")
    assert faults_of(page) == []
    # 1024 / 1920 = 0.5333, and 1080 × 0.5333 = 576: 96 pixels are left above and below.
    box = page.locator(".st-key-stage").bounding_box()
    assert box is not None
    assert (round(box["y"]), round(box["height"])) == (96, 576)


def test_keys_turn_the_slides_and_the_address_follows(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=exemple")
    _, last = place(page)
    steps = (
        *(("ArrowRight", 2, "fund"), ("PageDown", 3, "to-decide"), ("ArrowLeft", 2, "fund"), ("PageUp", 1, "title")),
        *((" ", 2, "fund"), ("ArrowDown", 3, "to-decide"), ("ArrowUp", 2, "fund"), ("PageUp", 1, "title")),
        *(("PageUp", 1, "title"), ("End", last, "thanks"), ("ArrowRight", last, "thanks"), ("Home", 1, "title")),
    )
    for key, expected, named in steps:
        page.keyboard.press(key)
        shown(page, expected)
        page.wait_for_function("(code) => new URLSearchParams(location.search).get('diapo') === code", arg=named)


def test_an_address_opens_its_slide_and_the_browser_goes_back(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=exemple&diapo=money")
    assert "restent à allouer" in page.locator(".slide h1").inner_text()
    at, _ = place(page)
    page.keyboard.press("ArrowRight")
    shown(page, at + 1)
    page.wait_for_function("() => !location.search.includes('diapo=money')")
    page.go_back()
    shown(page, at)
    assert code(page) == "money"


def test_controls_show_when_the_pointer_moves_and_vanish_again(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=exemple&diapo=money")
    controls_show(page)
    page.wait_for_timeout(3_400)
    assert page.evaluate("getComputedStyle(document.querySelector('.st-key-stage-bar')).opacity") == "0"


def test_the_jump_list_leads_to_a_slide(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=exemple")
    controls_show(page)
    page.locator(".st-key-jump").click()
    page.get_by_role("option").nth(4).click()
    shown(page, 5)
    assert code(page) == "contributions"


def test_a_figure_says_where_it_comes_from_and_the_slide_stays(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=ukraine&diapo=contributions")
    before = place(page)
    controls_show(page)
    page.get_by_text("D’où viennent ces chiffres").click()
    answer = page.locator("[data-testid=stPopoverBody]")
    answer.locator("table").first.wait_for()
    text = " ".join(answer.inner_text().split())
    assert "≈ 395 000 €" in text
    assert "contributions.xlsx, feuille « Chiffres déclarés »" in text
    page.keyboard.press("Escape")
    answer.wait_for(state="detached")
    assert (place(page), code(page)) == (before, "contributions")


def test_a_chart_is_filtered_in_place_and_its_marks_say_their_numbers(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=exemple&diapo=money")
    controls_show(page)
    page.get_by_text("Filtrer le graphique").click()
    page.locator("[data-testid=stPopoverBody] button", has_text="Dépensé").click()
    page.wait_for_function("() => document.querySelectorAll('.st-key-stage .ytick').length === 1")
    page.keyboard.press("Escape")
    assert faults_of(page) == []
    box = page.locator(".st-key-stage .trace .point path").last.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "500 480 €" in " ".join(str(page.locator(".hovertext").text_content()).split())


def test_a_question_is_asked_on_its_slide_whose_fields_keep_their_keys(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=exemple&diapo=what-if")
    at, _ = before = place(page)
    page.get_by_text("Un donateur verse plus").click()
    # 987 600 € received in the second version, and 10 000 more.
    page.wait_for_function("() => document.querySelector('.slide-value')?.innerText.replace(/\\s/g, '') === '997600€'")
    assert page.locator(".slide-mark").last.inner_text() == "simulation"
    # The answer, the question and the way back are on the sheet whole, on a large screen too.
    page.locator(".st-key-reset-all").wait_for()
    for size in (SMALL, LARGE):
        page.set_viewport_size(size)
        page.wait_for_function(
            "(sheet) => sheet.scrollHeight <= sheet.clientHeight + 1",
            arg=page.locator(".st-key-stage").element_handle(),
        )
    page.locator(".st-key-asking input").last.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    assert place(page) == before
    assert not blackened(page)
    page.keyboard.press("PageDown")
    shown(page, at + 1)


def test_a_question_is_asked_over_the_slide_and_leaves_it_where_it_was(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=exemple&diapo=money")
    before, title = place(page), page.locator(".slide h1").inner_text()
    page.mouse.move(640, 300)
    page.locator("[class*=st-key-stage-what-if] button").first.click()
    page.locator(".st-key-over-levers").get_by_text("Un donateur verse plus").click()
    page.wait_for_function("() => document.querySelector('.over-value')?.innerText.replace(/\\s/g, '') === '997600€'")
    assert page.locator(".st-key-over-slide .mark.simulation").inner_text() == "simulation"
    page.keyboard.press("Escape")
    page.wait_for_selector(".st-key-over-slide", state="detached")
    assert (place(page), page.locator(".slide h1").inner_text()) == (before, title)


@pytest.mark.parametrize("over", [False, True], ids=["on its slide", "over a slide"])
def test_the_fields_of_a_question_are_filled_in_with_a_mouse_and_keys(meeting_url: str, page: Page, over: bool) -> None:
    show(page, f"{meeting_url}?fonds=exemple&diapo={'money' if over else 'what-if'}")
    if over:
        page.mouse.move(640, 300)
        page.locator("[class*=st-key-stage-what-if] button").first.click()
    asked = page.locator(".st-key-over-levers" if over else ".st-key-stage-levers")
    asked.get_by_text("Un nouveau programme").click()
    asked.get_by_text("de 20 000 €").first.wait_for()
    asked.get_by_label("Budget (€)").click(click_count=3)
    page.keyboard.type("80000", delay=20)
    page.keyboard.press("Enter")
    asked.get_by_text("de 80 000 €").first.wait_for()
    asked.get_by_label("Quand").click()
    chosen = page.locator("[role=option]", has_text="en décembre 2026")
    chosen.wait_for()
    # What is chosen from is read from where the question is.
    sizes = "(each) => parseFloat(getComputedStyle(each.querySelector('*') || each).fontSize)"
    assert over or chosen.evaluate(sizes) >= 18
    chosen.click()
    asked.get_by_text("versé le 1er décembre 2026").first.wait_for()


def test_when_the_server_goes_the_slide_stays_and_comes_back_by_itself(state_dir: str, page: Page) -> None:
    port = free_port()
    with running_app(port=port, FUND_STATE_DIR=state_dir) as address:
        show(page, f"{address}/seance?fonds=exemple&langue=fr&diapo=money")
        assert not page.locator(".stage-offline").is_visible()
        title = page.locator(".slide h1").inner_text()
    page.wait_for_selector(".stage-offline", state="visible", timeout=20_000)
    page.wait_for_timeout(3_000)
    assert page.locator(".stage-offline").inner_text().startswith("Connexion interrompue")
    assert not page.get_by_text("Connection error").is_visible()
    assert page.locator(".slide h1").inner_text() == title
    assert page.evaluate("getComputedStyle(document.querySelector('.st-key-stage')).opacity") == "1"
    with running_app(port=port, FUND_STATE_DIR=state_dir):
        page.wait_for_selector(".stage-offline", state="hidden", timeout=60_000)
        shown(page)
        assert (code(page), page.locator(".slide h1").inner_text()) == ("money", title)


def test_when_the_line_falls_silent_it_is_said_and_no_key_is_kept_for_later(meeting_url: str, page: Page) -> None:
    # Nothing is refused and nothing is closed: only what is asked gets no answer any more.
    show(page, f"{meeting_url}?fonds=exemple&diapo=money")
    before = place(page)
    page.route("**/_stcore/health", lambda route: None)
    page.wait_for_selector(".stage-offline", state="visible", timeout=30_000)
    assert page.locator(".stage-offline").inner_text().startswith("Connexion interrompue")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.unroute("**/_stcore/health")
    page.wait_for_selector(".stage-offline", state="hidden", timeout=30_000)
    assert place(page) == before
    page.keyboard.press("PageDown")
    shown(page, before[0] + 1)


def test_a_question_on_another_page_costs_nobody_their_slide(meeting_url: str, page: Page) -> None:
    show(page, f"{meeting_url}?fonds=exemple&diapo=money")
    at, _ = place(page)
    page.locator(".st-key-stage-bar [data-testid=stPageLink-NavLink]").click(force=True)
    page.wait_for_url("**/seances*")
    settled(page)
    page.locator('[data-testid=stSidebarNavLink][href*="/simulation?"]').click()
    page.wait_for_url("**/simulation*")
    settled(page)
    page.get_by_text(f"Reprendre la séance (diapositive {at})").click()
    shown(page, at)
    page.locator(".st-key-stage-bar [data-testid=stPageLink-NavLink]").click(force=True)
    page.wait_for_url("**/seances*")
    page.locator('[data-testid=stSidebarNavLink][href*="/seance?"]').click()
    shown(page, at)


def test_a_version_published_meanwhile_is_announced_and_changes_no_figure(
    meeting_url: str, page: Page, store: Store
) -> None:
    show(page, f"{meeting_url}?fonds=exemple&diapo=contributions")
    page.wait_for_selector(".st-key-stage .main-svg .trace", state="attached")
    before = written(page)
    assert "987 600 €" in before
    publish(store, 50_000)
    page.get_by_text("la séance garde ses chiffres").wait_for()
    assert written(page) == before
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => location.search.includes('diapo=money')")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => location.search.includes('diapo=contributions')")
    shown(page)
    assert written(page) == before
