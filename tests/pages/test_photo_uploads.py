"""Photos brought by staff: in workbooks and beside them, published with what they may show."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.history.original_files import dropped_photos
from pages.parts.session import funds
from pages.web.photo_uploads import photo_uploads_of
from tests.pages.app import open_page, opened, text_of
from tests.pages.test_photos import images
from tests.unit.workbook.photo_workbooks import HEADS, floating, over, photo_rows, picture
from tests.unit.workbook.workbooks import WHOLE, workbook

RED, BLUE = picture("red", (640, 480), "JPEG"), picture("blue", (640, 480), "JPEG")


AGREED = "Formulaire n° 12"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fund « essai » without photos."""
    monkeypatch.setenv("FUND_DATA_DIR", str(tmp_path / "data"))
    folder = tmp_path / "data" / "essai"
    folder.mkdir(parents=True)
    (folder / "essai.xlsx").write_bytes(workbook(WHOLE))


def drop(content: bytes) -> AppTest:
    app = open_page("mise-a-jour", fonds="essai")
    app.file_uploader[0].upload("essai.xlsx", content).run()
    assert not app.exception
    return app


def published(app: AppTest) -> None:
    assert not app.button(key="publish").disabled, text_of(app)
    app.button(key="publish").click().run()
    assert not app.exception


def names() -> list[str]:
    return sorted(funds.store().pictures.of(funds.public_version("essai")))


@pytest.mark.usefixtures("signed_in", "own")
def test_pictures_in_a_workbook_are_published_but_for_those_without_agreement() -> None:
    rows = photo_rows(2)
    rows[2][4] = "oui"
    app = drop(floating([(RED, over(1)), (BLUE, over(2))], rows))
    assert "ne dit pas où son accord est consigné" in text_of(app)
    published(app)
    assert names() == ["essai.xlsx\tPhotos\t2"]
    assert len(images(opened("essai-auc", fonds="essai"))) == 1
    # Nor is it in the file as it is stored and given back.
    (file,) = funds.store().files(funds.public_version("essai"))
    with ZipFile(BytesIO(file.content)) as archive:
        media = [archive.read(name) for name in archive.namelist() if "media" in name]
    assert BLUE not in media
    assert RED not in media


@pytest.mark.usefixtures("signed_in", "own")
def test_an_agreement_recorded_later_shows_the_photo() -> None:
    rows = photo_rows(1)
    rows[1][4] = "oui"
    published(drop(floating([(RED, over(1))], rows)))
    assert names() == []
    rows[1][5] = AGREED
    published(drop(floating([(RED, over(1))], rows)))
    assert names() == ["essai.xlsx\tPhotos\t2"]


@pytest.mark.usefixtures("signed_in", "own")
def test_pictures_dropped_beside_a_workbook_are_found_by_their_names_and_stay_with_the_next_version() -> None:
    uploads = photo_uploads_of("a session")
    uploads.drop("Pont neuf.PNG", RED)
    uploads.drop("perdue.jpg", BLUE)
    rows = [list(HEADS), ["auc", "pont neuf.png", "Le pont", "Un pont", "non", None]]
    app = drop(workbook({**WHOLE, "Photos": rows}))
    assert "perdue.jpg" in text_of(app)  # no row names it
    published(app)
    assert names() == ["pont neuf.png"]
    given = dropped_photos(funds.store().version(funds.public_version("essai")))
    assert [each.name for each in given] == ["photos/pont neuf.png.jpg"]  # found under « pont neuf.png » again
    assert uploads.dropped() == {}
    rows[1][2] = "Le pont neuf"
    published(drop(workbook({**WHOLE, "Photos": rows})))
    assert names() == ["pont neuf.png"]
    assert "Le pont neuf" in text_of(opened("essai-auc", fonds="essai"))


@pytest.mark.usefixtures("signed_in", "own")
def test_a_photo_of_the_fund_itself_is_on_its_overview_and_of_no_programme() -> None:
    photo_uploads_of("a session").drop("comité.jpg", RED)
    rows = [list(HEADS), [None, "comité.jpg", "Le comité réuni", "Une salle", "non", None]]
    published(drop(workbook({**WHOLE, "Photos": rows})))
    assert len(images(opened("", fonds="essai"))) == 1
    assert "Le comité réuni" in text_of(opened("", fonds="essai"))
    assert images(opened("essai-auc", fonds="essai")) == []


@pytest.mark.usefixtures("signed_in", "own")
def test_two_photos_of_one_name_are_told_and_the_same_one_twice_is_not() -> None:
    uploads, said = photo_uploads_of("a session"), "Une autre image du même nom était déjà reçue"
    uploads.drop("IMG_1.jpg", b"\xff\xd8\xff nothing")
    uploads.drop("IMG_1.jpg", RED)
    uploads.drop("img_1.JPG", RED)
    assert said not in text_of(open_page("mise-a-jour", fonds="essai"))
    uploads.drop("Img_1.jpg", BLUE)
    uploads.drop("Img_1.jpg", BLUE)
    assert f"{said} : seule la dernière est gardée (Img_1.jpg)" in text_of(open_page("mise-a-jour", fonds="essai"))


@pytest.mark.usefixtures("signed_in", "own")
def test_pictures_alone_make_a_new_version() -> None:
    rows = [list(HEADS), ["auc", "pont.jpg", "Le pont", "Un pont", "non", None]]
    published(drop(workbook({**WHOLE, "Photos": rows})))
    assert "aucune image de ce nom" in text_of(opened("controles", fonds="essai"))
    photo_uploads_of("a session").drop("pont.jpg", RED)
    app = open_page("mise-a-jour", fonds="essai")
    published(app)
    assert names() == ["pont.jpg"]


@pytest.mark.usefixtures("signed_in", "own")
def test_the_pictures_of_a_workbook_that_stays_stay_with_it() -> None:
    published(drop(floating([(RED, over(1))], photo_rows(1))))
    app = open_page("mise-a-jour", fonds="essai")
    costs = workbook({"Frais": [["date", "libellé", "montant"], ["01/09/2026", "Banque", 12]]})
    app.file_uploader[0].upload("frais.xlsx", costs).run()
    published(app)
    assert names() == ["essai.xlsx\tPhotos\t2"]
    assert len(images(opened("essai-auc", fonds="essai"))) == 1


@pytest.mark.usefixtures("signed_in", "own")
@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff\xd8\xff\xe0 nothing", "abîmée ou incomplète"), (b"%PDF-1.7", "n’est pas un .jpg")],
)
def test_a_picture_that_is_not_taken_is_told_and_stops_nothing(content: bytes, told: str) -> None:
    photo_uploads_of("a session").drop("pont.jpg", content)
    rows = [list(HEADS), ["auc", "pont.jpg", "Le pont", "Un pont", "non", None]]
    app = drop(workbook({**WHOLE, "Photos": rows}))
    assert told in text_of(app)
    published(app)
    assert names() == []
