"""What a finding about photos asks for works: done as it says, the finding goes, no other comes, the photo is shown."""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fund import wording
from fund.metrics.photos import shown
from fund.model import Picture, Severity, WorkbookFile, dropped_name
from fund.open_fund import open_readings
from fund.pictures.encode import REMOVED, encoded
from fund.pictures.refusal import PictureRefusedError
from fund.workbook.reading.file_reading import read_file
from fund.workbook.reading.placed import placed_pictures
from fund.workbook.reading.placed.picture_bytes import pictures_in
from tests.pictures import drawing, moving, png_bomb, telephone_photo, written
from tests.unit.workbook.packages import packed, parts_of
from tests.unit.workbook.photo_workbooks import HEADS, floating, in_cells, open_document, over, photo_rows, picture

RED, BLUE, GREEN = (picture(colour) for colour in ("red", "blue", "green"))
FOREIGN = '=_xlfn.DISPIMG("ID_1",1)'
Dropped = Mapping[str, bytes | Picture]


@dataclass(frozen=True)
class Fund:
    """A workbook and what was dropped with it; how many photos the people signed in see."""

    content: bytes
    shows: int = 1
    dropped: Dropped = field(default_factory=dict)


def rows(*photos: Mapping[str, object]) -> list[list[object]]:
    return [list(HEADS), *(photo_rows(1, **photo)[1] for photo in photos)]


def row(name: str | None = None, people: str | None = "non", agreement: str | None = None) -> dict[str, object]:
    return {"photo": name, HEADS[4]: people, HEADS[5]: agreement}


def over_rows(*pictures: tuple[bytes, int], of: list[list[object]] | None = None, shows: int = 1) -> Fund:
    """Pictures over Excel rows; of one sound row where nothing else is told."""
    return Fund(floating([(content, over(at - 1)) for content, at in pictures], of or rows(row())), shows)


def named(name: str, dropped: Dropped, shows: int = 1) -> Fund:
    return Fund(floating([], rows(row(name))), shows, dropped)


def agreed(people: str | None, agreement: str | None, shows: int = 1) -> Fund:
    """A photo over its row, with what the row says of the people on it."""
    return over_rows((RED, 2), of=rows(row(people=people, agreement=agreement)), shows=shows)


def blocked() -> Fund:
    """A picture that Excel placed in a cell, as another spreadsheet program leaves it."""
    parts = parts_of(in_cells({2: RED}, rows(row())))
    sheet = parts["xl/worksheets/sheet4.xml"]
    parts["xl/worksheets/sheet4.xml"] = sheet.replace(b' vm="1"', b"").replace(b"#VALUE!", b"#NAME?")
    return Fund(packed(parts), 0)


NONE = Fund(floating([], [list(HEADS)]), 0)
"""The picture and its row are taken out."""
GOOD = written(drawing())
PLACED = over_rows((RED, 2))
GONE = Picture(fault="withdrawn", details={"author": "Léo", "reason": "à sa demande"})
JPEG = named("a.jpg", {"a.jpg": GOOD})


def refused(name: str, data: bytes) -> Fund:
    return named(name, {name: data}, 0)


CASES: list[tuple[str, Fund, list[Fund]]] = [
    ("photo_not_in_file", blocked(), [PLACED, Fund(in_cells({2: RED}, rows(row()))), JPEG]),
    # The formula may stay under the picture.
    ("photo_not_in_file", named(FOREIGN, {}, 0), [over_rows((RED, 2), of=rows(row(FOREIGN))), JPEG]),
    (
        "photo_on_page",
        Fund(open_document({}, rows(row()), on_page=RED), 0),
        [Fund(open_document({2: RED}, rows(row())))],
    ),
    ("photo_over_header", over_rows((RED, 1), shows=0), [PLACED]),
    ("photo_over_header", over_rows((BLUE, 1), (RED, 2)), [PLACED]),
    (
        "photo_several",
        over_rows((RED, 2), (BLUE, 2)),
        [PLACED, over_rows((RED, 2), (BLUE, 3), of=rows(row(), row()), shows=2)],
    ),
    (
        "photo_too_many",
        over_rows((RED, 2), (BLUE, 3), (GREEN, 4), of=rows(row(), row(), row()), shows=2),
        [over_rows((RED, 2), (GREEN, 3), of=rows(row(), row()), shows=2)],
    ),
    (
        "photo_without_row",
        over_rows((RED, 3), shows=0),
        [PLACED, over_rows((BLUE, 2), (RED, 3), of=rows(row(), row()), shows=2)],
    ),
    (
        "photo_without_agreement",
        agreed("oui", None, 0),
        [*(agreed("oui", told) for told in ("Formulaire n° 12", "le 3 mai 2023", "Léa Martin")), NONE],
    ),
    ("photo_people_untold", agreed(None, None, 0), [agreed("non", None), agreed("oui", "Formulaire n° 12")]),
    (
        "photo_agreement_bare",
        agreed("oui", "oui", 0),
        [agreed("oui", f"oui, {told}") for told in ("formulaire n° 12", "le 3 mai 2023", "Léa Martin")],
    ),
    ("photo_agreement_refused", agreed("oui", "refusé le 3 mai", 0), [NONE, agreed("oui", "Formulaire n° 12")]),
    (
        "photo_agreement_over",
        agreed("oui", "n° 4, jusqu’au 31/12/2024", 0),
        [agreed("oui", "n° 4, jusqu’au 31/12/2030"), agreed("oui", "n° 5"), NONE],
    ),
    (
        "photo_not_found",
        named("été.jpg", {}, 0),
        [named("été.jpg", {unicodedata.normalize(form, "Été.JPG"): GOOD}) for form in ("NFC", "NFD")],
    ),
    ("photo_not_found", named("b.jpg", {"a.jpg": GOOD}, 0), [JPEG, named("a", {"a.jpg": GOOD})]),
    ("photo_without_picture", Fund(floating([], rows(row())), 0), [PLACED, JPEG, NONE]),
    (
        "photo_repeated",
        over_rows((RED, 2), (RED, 3), of=rows(row(), row())),
        [PLACED, over_rows((RED, 2), (BLUE, 3), of=rows(row(), row()), shows=2)],
    ),
    (
        "photo_unnamed",
        Fund(floating([], rows(row("a.jpg"))), 1, {"a.jpg": GOOD, "b.jpg": BLUE}),
        [Fund(floating([], rows(row("a.jpg"), row("b.jpg"))), 2, {"a.jpg": GOOD, "b.jpg": BLUE}), JPEG],
    ),
    ("picture_bomb", refused("a.png", png_bomb()), [named("a.png", {"a.png": written(drawing(4000, 3000), "PNG")})]),
    ("picture_bomb", over_rows((png_bomb(9_000, 9_000), 2), shows=0), [PLACED]),
    ("picture_unreadable", refused("a.jpg", GOOD[:200]), [JPEG]),
    ("picture_heic", refused("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)), [JPEG]),
    ("picture_format", refused("a.tiff", written(drawing(), "TIFF")), [JPEG]),
    ("picture_too_large", refused("a.jpg", telephone_photo() + bytes(30 * 2**20)), [JPEG]),
    ("picture_removed", over_rows((REMOVED, 2), shows=0), [PLACED, NONE]),
    ("picture_withdrawn", named("a.jpg", {"a.jpg": GONE}, 0), [NONE]),
    (
        "picture_moves",
        named("a.webp", {"a.webp": moving("WEBP")}),
        [named("a.webp", {"a.webp": written(drawing(), "WEBP")})],
    ),
]


def taken(data: bytes | Picture) -> Picture:
    if isinstance(data, Picture):
        return data
    try:
        made = encoded(data)
    except PictureRefusedError as fault:
        return Picture(fault=fault.code, details=fault.details)
    return Picture(made.digest, made.width, made.height, moves=made.is_first)


def seen(fund: Fund) -> tuple[dict[str, Severity], int]:
    """The codes of the findings with their severities, and how many photos are shown."""
    is_open_document = b"opendocument" in fund.content[:200]
    file = WorkbookFile("essai.ods" if is_open_document else "essai.xlsx", fund.content)
    reading = read_file(file)
    pictures = {each.name: taken(each.data) for each in pictures_in(file, reading)}
    pictures |= {dropped_name(name): taken(data) for name, data in fund.dropped.items()}
    whole = open_readings("essai", [reading], pictures)
    return {each.code: each.severity for each in whole.findings}, len(shown(whole.metrics.photos, signed_in=True))


@pytest.fixture(autouse=True)
def _few_pictures_and_no_heic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed_pictures, "MOST_PICTURES", 2)
    monkeypatch.setitem(sys.modules, "pillow_heif", None)


@pytest.mark.parametrize(("code", "wrong", "mended"), CASES, ids=[case[0] for case in CASES])
def test_the_remedy_removes_the_finding_brings_no_other_and_shows_the_photo(
    code: str, wrong: Fund, mended: list[Fund]
) -> None:
    before, shows = seen(wrong)
    assert (code in before, shows) == (True, wrong.shows)
    for fund in mended:
        after, shows = seen(fund)
        graver = {each for each, severity in after.items() if severity != Severity.NOTE} - before.keys()
        assert (code in after, graver, shows) == (False, set(), fund.shows)


def test_every_finding_about_photos_has_a_case() -> None:
    texts = tomllib.loads((Path(wording.__file__).parent / "texts/fr/findings.toml").read_text("utf-8"))
    assert {code for code in texts if code.startswith(("photo_", "picture_"))} == {case[0] for case in CASES}
