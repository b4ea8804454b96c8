"""Of what stands in a person's pictures besides their pixels, nothing is in anything stored, served or exported."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pytest
import sqlalchemy as sa
import streamlit as st
from openpyxl import load_workbook
from openpyxl.drawing.image import Image as Floating
from PIL import Image

from fund.pictures.encode import EncodedPicture, encoded
from fund.store.backup import back_up
from fund.store.database import Database, sqlite_url
from fund.store.open_store import default_url
from pages.web.staff_files import StaffDownloads
from tests.example_files import contributions_with
from tests.pages.app import html_of, open_page, opened
from tests.pictures import MARK, drawing, marked_png, telephone_photo
from tests.unit.workbook.packages import packed, parts_of
from tests.unit.workbook.pictured import EMF
from tests.unit.workbook.workbooks import saved

NOTES = (MARK, b"Exif\0\0", "Marque-6d1f".encode("utf-16-le"))
"""What stands in the notes of pictures; one of Excel's texts would be in two bytes a letter."""
PHOTOS = [
    ["programme", "photo", "légende", "personnes reconnaissables", "accord de publication", "diffusion"],
    ["eau", None, "La citerne", "non", None, "public"],
    ["eau", None, "La formatrice", "oui", "fiche du 3 mai 2024", "public"],
    ["ecoles", None, "Une classe", "oui", None, "public"],
]
THING, AGREED, NOT_AGREED = (
    telephone_photo(Image.effect_noise((400, 300), sigma).convert("RGB")) for sigma in (20, 40, 80)
)
"""A picture without people, one of a person who agreed, one of people nobody asked."""
PAGES = ("", *("historique", "mise-a-jour", "seances", "ma-collectivite", "exemple-eau", "exemple-ecoles"))


def pictured() -> bytes:
    """The invented fund's contributions, with photos over the rows of « Photos », a logo, a thumbnail, a leftover."""
    book = load_workbook(BytesIO(contributions_with(45_000)))
    book["Contributions"].add_image(Floating(BytesIO(marked_png())), "B3")
    sheet = book.create_sheet("Photos")
    for row in PHOTOS:
        sheet.append(row)
    for row, photo in enumerate((THING, AGREED, NOT_AGREED), start=2):
        sheet.row_dimensions[row].height = 300
        sheet.add_image(Floating(BytesIO(photo)), f"B{row}")
    parts = parts_of(saved(book))
    parts["docProps/thumbnail.jpeg"] = telephone_photo(drawing(200, 100))
    parts["xl/media/left over.emf"] = EMF
    return packed(parts)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Callable[[], bytes]]]:
    """Every file that pages offer, by name, with what makes it."""
    found: list[tuple[str, Callable[[], bytes]]] = []

    def button(_label: str, *, data: Callable[[], bytes], file_name: str, **_settings: object) -> bool:
        found.append((file_name, data))
        return False

    def link(_self: object, _who: object, key: str, make: Callable[[], bytes], **how: object) -> str:
        found.append((str(how["file_name"]), make))
        return f"/{key}"

    monkeypatch.setattr(st, "download_button", button)
    monkeypatch.setattr(StaffDownloads, "offer", link)
    return found


def whole(content: bytes) -> Iterator[bytes]:
    """The content, all that it packs, and what that packs."""
    yield content
    if content[:2] == b"PK":
        try:
            with ZipFile(BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield from whole(archive.read(name))
        except BadZipFile:
            return
    if content.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                yield stream


def noted(content: bytes) -> bool:
    return any(note in piece for piece in whole(content) for note in NOTES)


def has(content: bytes, picture: EncodedPicture) -> bool:
    """Whether a picture stands in it in one of its sizes."""
    return any(jpeg in piece for piece in whole(content) for jpeg in (picture.large, picture.small))


def stored(file: Path) -> Iterator[bytes]:
    """Every value of a SQLite file."""
    database, known = Database(sqlite_url(file)), sa.MetaData()
    with database.reading() as rows:
        known.reflect(rows)
        for table in known.sorted_tables:
            for row in rows.execute(sa.select(table)):
                yield from (value if isinstance(value, bytes) else str(value).encode() for value in row)
    database.close()


def seen() -> list[str]:
    """The pages of the fund as whoever is there sees them; the pack is made too."""
    found = []
    for path in PAGES:
        page = opened(path, fonds="exemple", donateur="Castelvire")
        found.append(html_of(page))
        if path == "seances":
            page.button(key="make-pack").click().run()
            assert not page.exception
    return found


def test_the_search_finds_notes_wherever_they_are_packed() -> None:
    dropped = pictured()
    assert noted(dropped)
    assert noted(packed({"a/b.xlsx": dropped}))
    assert not noted(contributions_with(45_000))
    assert noted(b"%PDF-1.7\nstream\n" + zlib.compress(MARK) + b"\nendstream")


def test_nothing_of_them_is_stored_served_or_exported(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    signed_in: None,
    offered: list[tuple[str, Callable[[], bytes]]],
) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("contributions.xlsx", pictured()).run()
    assert not app.exception
    files = [(name, make()) for name, make in offered]
    assert "contributions - annoté.xlsx" in dict(files)
    app.button(key="publish").click().run()
    assert not app.exception
    assert app.success
    pages = [html_of(app), *seen()]
    monkeypatch.setattr("pages.parts.session.staff.staff", lambda _: None)
    pages += seen()
    files += [(name, data() if callable(data) else data) for name, data in offered]
    assert {name.rpartition(".")[2] for name, _ in files} >= {"xlsx", "pptx", "docx", "pdf", "zip", "csv"}
    assert [name for name, content in files if noted(content)] == []
    # People nobody asked are only in the copy that whoever dropped the file is given back.
    refused = encoded(NOT_AGREED)
    having = {name for name, content in files if has(content, refused)}
    assert having == {"contributions - annoté.xlsx"}
    for photo in (THING, AGREED):
        having = {name.rpartition(".")[2] for name, content in files if has(content, encoded(photo))}
        assert having >= {"pptx", "docx", "zip"}
    assert not any(note in page.encode() for page in pages for note in NOTES)
    back_up(default_url(), tmp_path / "back-up.sqlite")
    state = [file for file in (*(tmp_path / "state").rglob("*"), tmp_path / "back-up.sqlite") if file.is_file()]
    assert [file for file in state if noted(file.read_bytes())] == []
    databases = [file for file in state if file.suffix == ".sqlite"]
    assert len(databases) == 2
    values = [value for file in databases for value in stored(file)]
    assert not any(noted(value) or has(value, refused) for value in values)
