"""A workbook with pictures dropped, published, given back and dropped again: said at each step."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.drawing.image import Image

from fund.model import WorkbookFile
from fund.workbook.cleaning.clean_workbook import clean_workbook
from pages.parts.session import funds
from tests.example_files import contributions_with
from tests.pages.app import opened, text_of
from tests.pages.test_update import drop, publish
from tests.pictures import MARK, telephone_photo
from tests.unit.workbook.packages import packed, parts_of
from tests.unit.workbook.workbooks import saved

pytestmark = pytest.mark.usefixtures("signed_in")
WARNED, CLEANED = "contributions.xlsx contient des images", "Images nettoyées dans contributions.xlsx"
KNOWN, NOTHING = "Déjà publié tel quel (version n° {}) : contributions.xlsx", "Rien ne changerait"


def pictured(amount: int) -> bytes:
    """Contributions with a photo over their cells."""
    book = load_workbook(BytesIO(contributions_with(amount)))
    book.worksheets[0].add_image(Image(BytesIO(telephone_photo())), "B3")
    return saved(book)


DROPPED, WRONG = pictured(45_000), pictured(-45_000)


def test_what_would_be_kept_is_said_before_it_is_published_and_in_the_history_afterwards() -> None:
    app = drop(DROPPED)
    assert WARNED in text_of(app)
    app.button(key="publish").click().run()
    assert not app.exception
    assert "version n°\u00a02" in app.success[0].value
    (stored,) = (file for file in funds.store().files(2 + 1) if file.name == "contributions.xlsx")
    assert stored.content == clean_workbook(DROPPED) != DROPPED
    assert MARK not in b"".join(parts_of(stored.content).values())
    history = text_of(opened("historique", fonds="exemple"))
    assert history.count(CLEANED) == 1
    assert "le fichier rendu n’est pas exactement celui qui a été déposé" in history


def test_the_same_file_dropped_again_is_known_and_changes_nothing() -> None:
    publish(DROPPED, author="Anne", note="")
    for content in (DROPPED, clean_workbook(DROPPED)):
        text = text_of(drop(content))
        assert KNOWN.format(2) in text
        assert NOTHING in text
        assert WARNED not in text
    # Under another name too: what it takes the place of is asked as ever.
    assert "Déjà publié tel quel (version n° 2) : dons.xlsx" in text_of(drop(DROPPED, name="dons.xlsx"))


def test_a_file_without_pictures_is_known_too_and_nothing_is_said_of_pictures() -> None:
    content = contributions_with(45_000)
    text = text_of(drop(content))
    assert WARNED not in text
    assert "Déjà publié" not in text
    publish(content, author="Anne", note="")
    assert KNOWN.format(2) in text_of(drop(content))
    assert CLEANED not in text_of(opened("historique", fonds="exemple"))


def test_another_file_with_the_same_cells_is_not_taken_for_the_one_published() -> None:
    publish(DROPPED, author="Anne", note="")
    text = text_of(drop(pictured(46_000)))
    assert "Déjà publié" not in text
    assert WARNED in text


def test_what_was_dropped_for_one_file_is_given_back_to_it_alone() -> None:
    public = funds.public_version("exemple")
    files = [*funds.store().files(public), WorkbookFile("autre.xlsx", DROPPED)]
    funds.store().publish("exemple", files, author="Anne", note="", based_on=public)
    assert "Images nettoyées dans autre.xlsx" in text_of(opened("historique", fonds="exemple"))


def test_nobody_else_is_told_of_files_they_cannot_have(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(DROPPED, author="Anne", note="")
    monkeypatch.setattr("pages.parts.session.staff.staff", lambda _: None)
    assert "Images nettoyées" not in text_of(opened("historique", fonds="exemple"))


def test_a_copy_that_lacks_something_of_the_file_says_so_beside_its_link_and_no_other_does() -> None:
    thread = {"xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>"}
    lacking = text_of(drop(packed({**parts_of(WRONG), **thread})))
    assert "Il manque à cette copie ce que votre fichier a de plus : fils de commentaires." in lacking
    whole = text_of(drop(WRONG))
    assert "contributions.xlsx annoté" in whole
    assert "Il manque" not in whole
