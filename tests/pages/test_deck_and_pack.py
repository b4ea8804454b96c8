"""The deck as staff order it, and the documents that are taken home from a meeting."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from fund.records import DeckEntry
from pages.parts.session import funds
from tests.pages.meeting_pages import MORE, example, meeting_on_the_public_version
from tests.pages.test_update import publish


def said(files: dict[str, bytes]) -> str:
    """All that the notes of the presentation say."""
    shown = Presentation(BytesIO(files["pptx"])).slides
    return "\n".join(each.notes_slide.notes_text_frame.text for each in shown if each.has_notes_slide)


def made(app: AppTest) -> dict[str, bytes]:
    app.button(key="make-pack").click().run()
    assert not app.exception
    files: dict[str, bytes] = app.session_state["pack"][1]
    return files


def test_slides_that_staff_hid_are_not_shown_and_the_others_keep_their_order() -> None:
    deck = funds.store().decks.of("exemple")
    entries = (DeckEntry("money"), DeckEntry("title", shown=False), DeckEntry("fund"))
    funds.store().decks.save(replace(deck, entries=entries), author="Anna")
    listed = example("seance").selectbox(key="jump").options
    assert "restent à allouer" in listed[0]
    # What is not named follows the slide it naturally follows: the cash and programmes the money, the gifts the fund.
    assert "fin avril 2027" in listed[1]
    assert "L’eau potable" in listed[2]
    assert "décisions à prendre" in listed[-2]
    assert "collectés auprès de" in listed[-1]
    assert not any("Fonds de solidarité pour les îles Orvanes" in title for title in listed)


@pytest.mark.usefixtures("signed_in")
def test_staff_keep_the_deck_as_it_stands() -> None:
    app = example()
    app.button(key="save-deck").click().run()
    assert not app.exception
    assert "Les diapositives sont enregistrées" in app.success[0].value
    kept = funds.store().decks.of("exemple")
    assert kept.revision == 1
    assert [entry.slide for entry in kept.entries][:3] == ["title", "fund", "to-decide"]


@pytest.mark.usefixtures("signed_in")
def test_slides_are_ordered_hidden_and_given_a_line_by_buttons_and_fields_that_name_them() -> None:
    app = example()
    first, last = app.button(key="deck-up-title"), app.button(key="deck-down-thanks")
    assert first.disabled
    assert last.disabled
    assert app.button(key="deck-up-fund").label.startswith("Monter\u00a0: Au moins")
    app.button(key="deck-up-fund").click().run()
    app.button(key="deck-down-title").click().run()
    app.checkbox(key="deck-shown-title-0").set_value(False).run()
    app.text_input(key="deck-line-fund-0").set_value("Merci d’être venus").run()
    assert funds.store().decks.of("exemple").revision == 0
    app.button(key="save-deck").click().run()
    assert not app.exception
    kept = funds.store().decks.of("exemple").entries
    assert [entry.slide for entry in kept][:3] == ["fund", "to-decide", "title"]
    assert (kept[0].line, kept[2].shown) == ("Merci d’être venus", False)


@pytest.mark.usefixtures("signed_in")
def test_a_slide_that_is_not_there_now_keeps_its_place_its_hiding_and_its_line() -> None:
    entries = (DeckEntry("title"), DeckEntry("decisions", shown=False, line="Relire."), DeckEntry("fund"))
    funds.store().decks.save(replace(funds.store().decks.of("exemple"), entries=entries), author="Anna")
    app = example()
    assert not [box for box in app.checkbox if box.key == "deck-shown-decisions-1"]
    app.button(key="save-deck").click().run()
    assert funds.store().decks.of("exemple").entries[:3] == entries


@pytest.mark.usefixtures("signed_in")
def test_a_deck_that_someone_else_saved_meanwhile_is_not_overwritten() -> None:
    app = example()
    funds.store().decks.save(replace(funds.store().decks.of("exemple"), entries=(DeckEntry("money"),)), author="Zoé")
    app.button(key="save-deck").click().run()
    assert "Quelqu’un d’autre a enregistré" in app.warning[0].value
    assert [entry.slide for entry in funds.store().decks.of("exemple").entries] == ["money"]


def speaker_says(line: str) -> None:
    deck = funds.store().decks.of("exemple")
    funds.store().decks.save(replace(deck, entries=(DeckEntry("money", line=line),)), author="Anna")


@pytest.mark.usefixtures("signed_in")
def test_the_documents_of_staff_hold_what_the_speaker_says() -> None:
    speaker_says("Rappeler la promesse de mai")
    assert "Rappeler la promesse de mai" in said(made(example()))


def test_the_documents_of_a_viewer_do_not_hold_what_the_speaker_says() -> None:
    speaker_says("Rappeler la promesse de mai")
    files = made(example())
    assert sorted(files) == ["docx", "pptx", "xlsx"]
    assert "Rappeler la promesse de mai" not in said(files)
    assert "Modifier les données" in said(files)  # the hint under the charts is there: notes were looked at


def test_the_documents_of_a_held_meeting_are_made_from_its_figures_and_decisions() -> None:
    held = meeting_on_the_public_version(place="Paris")
    funds.store().decisions.record("exemple", "Écrire à Marsanvilliers", author="Anna", meeting_id=held.id)
    funds.store().meetings.close(held.id, author="Anna")
    publish(MORE, author="Anna", note="un versement")
    app = example()
    app.selectbox(key="pack-meeting").set_value(held.id).run()
    document = Document(BytesIO(made(app)["docx"]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = " ".join("\n".join([*(each.text for each in document.paragraphs), *cells]).split())
    assert "Comité des donateurs du 12 octobre 2026, Paris" in text
    assert "Écrire à Marsanvilliers" in text
    assert "982 600 €" in text
    assert "987 600 €" not in text


def test_documents_are_made_again_after_a_decision() -> None:
    meeting = meeting_on_the_public_version()
    app = example()
    made(app)
    assert app.button(key="make-pack").disabled is False
    app.run()
    assert app.button(key="make-pack").disabled is True
    funds.store().decisions.record("exemple", "Écrire", author="Anna", meeting_id=meeting.id)
    app.run()
    assert app.button(key="make-pack").disabled is False
