"""What was published stays: its figures are kept, other rules are said, an error found since is told to staff."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import streamlit as st
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from fund.changes import figures_now, listed, listed_then
from fund.model import WorkbookFile
from fund.open_fund import SHIPPED
from fund.records import Meeting, Version
from pages.parts.session import funds
from pages.parts.show import public_errors
from tests.example_files import contributions_with
from tests.pages.app import looked_at, opened, text_of
from tests.pages.test_deck_and_pack import made
from tests.pages.test_update import publish

MORE = contributions_with(45_000)
SIGNED_IN = pytest.mark.usefixtures("signed_in")
RECALCULATED = "recalculé depuis avec d’autres règles"


def raised_in(figures: Any) -> int:
    (raised,) = (each for each in figures if each["code"] == "raised")
    return int(raised["after"]["value"])


def state_with(raised_cents: int) -> list[Any]:
    """The invented fund's key figures as rules that counted another sum would have kept them."""
    state: list[Any] = figures_now(funds.opened("exemple").metrics)
    for each in state:
        if each["code"] == "raised":
            each["after"]["value"] = raised_cents
    return state


def published_by_other_rules() -> Version:
    """The invented fund published again with other figures than today's rules give."""
    public = funds.public_version("exemple")
    files, summary = funds.store().files(public), {"state": state_with(900_000_00)}
    return funds.store().publish("exemple", files, author="Anna", note="", based_on=public, summary=summary)


def meeting_on(version: int) -> Meeting:
    held = {"held_on": date(2026, 10, 12), "place": "", "version_id": version, "author": "Anna"}
    return funds.store().meetings.open("exemple", **held)


def test_the_funds_that_come_with_the_application_keep_their_figures_like_published_ones() -> None:
    for fund, cents in (("exemple", 982_600_00), ("ukraine", 395_000_00)):
        version = funds.store().public(fund)
        assert version is not None
        assert raised_in(version.summary["state"]) == cents
        assert listed_then(version.summary) == listed(funds.opened(fund))
        assert funds.since_published(fund, version.id).figures == ()
        funds.opened(fund)
        assert funds.store().kept_figures(version.id) == ()
    assert "Publiée avant que les chiffres" not in text_of(opened("historique", fonds="exemple"))


def test_a_version_without_figures_keeps_those_of_its_first_opening_and_says_that_they_are_late() -> None:
    old = publish(MORE, author="Anna", note="un versement")  # as an earlier application wrote: without a summary
    opened("", fonds="exemple")
    (kept,) = funds.store().kept_figures(old.id)
    assert (kept.meeting_id, raised_in(kept.figures)) == (None, 987_600_00)
    text = text_of(opened("historique", fonds="exemple"))
    assert text.count("Publiée avant que les chiffres soient gardés") == 1
    assert "recalculé avec les règles d’aujourd’hui" not in text


def test_figures_that_were_kept_late_are_never_said_to_be_those_of_the_publication() -> None:
    state = state_with(900_000_00)
    old = publish(MORE, author="Anna", note="un versement")
    funds.store().keep_figures(old.id, state)
    text = text_of(opened("historique", fonds="exemple"))
    assert "ceux de la publication ne sont pas connus" in text
    assert "900 000 € → au moins 987 600 €" in text
    assert "À la publication, puis recalculé" not in text


def test_a_version_published_by_other_rules_says_both_figures_wherever_it_is_on_screen_as_published() -> None:
    version = published_by_other_rules()
    text = text_of(opened("historique", fonds="exemple"))
    assert "À la publication, puis recalculé" in text
    assert "900 000 € → au moins 982 600 €" in text
    assert funds.store().kept_figures(version.id) == ()


@SIGNED_IN
def test_a_meeting_that_is_closed_keeps_the_figures_it_ended_on() -> None:
    meeting = meeting_on(funds.public_version("exemple"))
    app = opened("seances", fonds="exemple")
    app.button(key="close-meeting").click().run()
    assert not app.exception
    assert funds.store().meetings.of("exemple")[0].closed_at is not None
    (kept,) = funds.store().kept_figures(meeting.version_id)
    assert (kept.meeting_id, raised_in(kept.figures)) == (meeting.id, 982_600_00)


def closed_by_other_rules() -> Meeting:
    """A meeting that ended on other figures than today's rules give, on a version that is no longer public."""
    meeting = meeting_on(funds.public_version("exemple"))
    funds.store().keep_figures(meeting.version_id, state_with(970_000_00), meeting_id=meeting.id)
    funds.store().meetings.close(meeting.id, author="Anna")
    publish(MORE, author="Anna", note="un versement")
    return meeting


def test_the_slides_of_a_closed_meeting_say_what_todays_rules_give_otherwise() -> None:
    closed_by_other_rules()
    said = text_of(opened("seance", fonds="exemple", version="1", diapo="recalculated"))
    assert "Les règles de calcul ont changé depuis le" in said
    assert "au moins 970 000 € au moins 982 600 €" in said
    for code in ("title", "money", "contributions"):
        assert RECALCULATED in text_of(opened("seance", fonds="exemple", version="1", diapo=code))


def test_the_slides_of_a_meeting_whose_figures_stand_and_of_the_next_one_say_nothing() -> None:
    meeting = meeting_on(funds.public_version("exemple"))
    funds.store().keep_figures(meeting.version_id, state_with(982_600_00), meeting_id=meeting.id)
    funds.store().meetings.close(meeting.id, author="Anna")
    assert RECALCULATED not in text_of(opened("seance", fonds="exemple", diapo="money"))
    publish(MORE, author="Anna", note="un versement")
    assert RECALCULATED not in text_of(opened("seance", fonds="exemple", version="1", diapo="money"))


def test_the_pack_of_a_closed_meeting_says_it_in_each_of_its_files() -> None:
    meeting = closed_by_other_rules()
    app = opened("seances", fonds="exemple")
    app.selectbox(key="pack-meeting").set_value(meeting.id).run()
    files = made(app)
    slides = Presentation(BytesIO(files["pptx"])).slides
    texts = [" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides]
    assert all("Recalculé depuis avec d’autres règles" in text for text in texts)
    book = load_workbook(BytesIO(files["xlsx"]))
    cells = {str(cell.value) for row in book.worksheets[0].iter_rows(max_row=6) for cell in row}
    assert any("Recalculé depuis" in cell for cell in cells)
    lines = [" ".join(each.text.split()) for each in Document(BytesIO(files["docx"])).paragraphs]
    said = "au moins 970 000 € ; les règles d’aujourd’hui donnent au moins 982 600 €."
    assert [line for line in lines if line.endswith(said)]


def wrong_expenses() -> bytes:
    """The invented fund's programmes with an expense in a currency that has no rate."""
    book = load_workbook(SHIPPED / "exemple" / "programmes.xlsx")
    sheet = book["Dépenses"]
    (row,) = (cells[0].row for cells in sheet.iter_rows() if any(cell.value == "Poste à souder" for cell in cells))
    column = next(cell.column for cells in sheet.iter_rows(max_row=4) for cell in cells if cell.value == "montant")
    sheet.cell(row, column).value = 84_500
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def published_with_an_error() -> Version:
    public = funds.public_version("exemple")
    files = [
        WorkbookFile(file.name, wrong_expenses() if file.name == "programmes.xlsx" else file.content)
        for file in funds.store().files(public)
    ]
    return funds.store().publish("exemple", files, author="Anna", note="", based_on=public)


def told(app: AppTest) -> bool:
    return "trouvent maintenant des erreurs" in text_of(app)


@SIGNED_IN
def test_staff_are_told_of_an_error_that_is_public_on_whichever_fund_they_are() -> None:
    published_with_an_error()
    looked_at()
    for app in (opened("", fonds="ukraine"), opened("mise-a-jour", fonds="exemple"), opened("historique")):
        text = text_of(app)
        assert "orvanes" in text.casefold()
        assert "1 erreur" in text
        assert "Taux de change absent" in text
        assert "Aucun taux pour TRY" in text
        assert "programmes.xlsx · feuille « Dépenses » · G149" in text
    html = "".join(element.proto.body for element in opened("", fonds="ukraine").get("html"))
    assert 'href="/controles?langue=fr&amp;fonds=exemple"' in html
    assert funds.store().public("exemple") == funds.store().version(funds.public_version("exemple"))


@SIGNED_IN
def test_what_was_seen_is_put_away_for_the_session_but_stays_where_an_update_is_made() -> None:
    published_with_an_error()
    app = opened("", fonds="exemple")
    app.button(key="public-errors-seen").click().run()
    assert not told(app)
    update = opened("mise-a-jour", fonds="exemple")
    assert told(update)
    assert "public-errors-seen" not in {str(button.key) for button in update.button}


@SIGNED_IN
def test_where_nothing_public_is_wrong_staff_are_told_nothing() -> None:
    looked_at()
    assert not told(opened("", fonds="exemple"))
    assert not told(opened("mise-a-jour", fonds="exemple"))


def test_viewers_are_not_told_and_the_version_stays_public() -> None:
    version = published_with_an_error()
    assert not told(opened("", fonds="exemple"))
    assert funds.public_version("exemple") == version.id


@SIGNED_IN
def test_the_stage_of_a_meeting_is_not_covered() -> None:
    published_with_an_error()
    assert not told(opened("seance", fonds="exemple"))


@SIGNED_IN
def test_a_fund_on_screen_is_told_at_once_and_another_as_soon_as_it_was_read_aside() -> None:
    published_with_an_error()
    assert told(opened("", fonds="exemple"))
    st.cache_resource.clear()
    app = opened("", fonds="ukraine")
    looked_at()
    assert told(app.run())


@SIGNED_IN
def test_errors_are_looked_for_once_per_version(monkeypatch: pytest.MonkeyPatch) -> None:
    published_with_an_error()
    looked_at()
    read = []
    monkeypatch.setattr(public_errors, "open_files", lambda *arguments, **_: read.append(arguments))
    monkeypatch.setattr(public_errors, "_errors", lambda fund: read.append(fund) or ())
    assert told(opened("contributions", fonds="ukraine"))
    assert told(opened("contributions", fonds="exemple"))
    assert read == []
