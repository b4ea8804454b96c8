"""What checks say of photos, each at its row."""

from __future__ import annotations

import pytest

from fund.checks import check
from fund.metrics.fund import fund_metrics
from fund.model import Picture, placed_name
from tests.unit.datasets import Row, dataset

ONE, OTHER = Picture("a" * 64, 1600, 1200), Picture("b" * 64, 1600, 1200)
SOUND: Row = {"photo": "a.jpg", "people": False}


def found(*rows: Row, **pictures: Picture) -> list[tuple[str, int | None, str]]:
    """The codes, rows and severities; pictures by name, `row_2` for the one that stands in row 2."""
    data = dataset(photos=[{"programme": "eau"} | row for row in rows])
    named = {
        placed_name("fonds.xlsx", "Photos", int(name[4:])) if name.startswith("row_") else f"{name}.jpg": picture
        for name, picture in pictures.items()
    }
    object.__setattr__(data, "pictures", named)
    every = check(data, fund_metrics(data))
    return [(each.code, each.row, each.severity) for each in every if each.code.startswith(("photo", "picture"))]


def test_a_sound_row_is_not_spoken_of() -> None:
    assert found(SOUND, a=ONE) == []
    assert found({"people": False}, row_2=ONE) == []
    assert found({"photo": "a.jpg", "people": True, "agreement": "Formulaire n° 12"}, a=ONE) == []
    assert found({"photo": "a.jpg", "people": True, "agreement": "n° 4, jusqu’au 31/12/2099"}, a=ONE) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"people": True}, "photo_without_agreement"),
        ({"people": True, "agreement": "non"}, "photo_without_agreement"),
        ({"people": True, "agreement": "oui"}, "photo_agreement_bare"),
        ({"people": None, "agreement": "oui"}, "photo_agreement_bare"),
        ({"people": None}, "photo_people_untold"),
        ({"people": True, "agreement": "n° 4, jusqu’au 31/12/2024"}, "photo_agreement_over"),
        ({"people": None, "agreement": "n° 4, jusqu’à nouvel ordre"}, "photo_agreement_over"),
        ({"people": True, "agreement": "refusé le 3 mai"}, "photo_agreement_refused"),
        ({"people": False, "agreement": "refusé le 3 mai"}, "photo_agreement_refused"),
    ],
)
@pytest.mark.parametrize("audience", [None, "committee", "public"])
def test_a_photo_that_is_never_shown_says_why(row: Row, code: str, audience: str | None) -> None:
    assert found(SOUND | {"audience": audience} | row, a=ONE) == [(code, 2, "warning")]
    # Nothing is kept of it: that there is no picture then is no other fault.
    assert found(SOUND | {"audience": audience} | row) == [(code, 2, "warning")]


def test_a_row_without_a_picture_says_so_by_what_it_tells() -> None:
    assert found({"people": False}) == [("photo_without_picture", 2, "warning")]
    assert found(SOUND) == [("photo_not_found", 2, "warning")]
    foreign = {"photo": '=_xlfn.DISPIMG("ID_1",1)', "people": False}
    assert found(foreign) == [("photo_not_in_file", 2, "warning")]


def test_one_picture_in_two_rows_is_told_at_the_second() -> None:
    assert found(SOUND, SOUND, a=ONE) == [("photo_repeated", 3, "warning")]
    assert found({"people": False}, SOUND, row_2=ONE, a=ONE) == [("photo_repeated", 3, "warning")]
    assert found(SOUND, {"photo": "b.jpg", "people": False}, a=ONE, b=OTHER) == []


def test_a_dropped_picture_that_no_row_names_is_told() -> None:
    assert found(SOUND, a=ONE, b=OTHER) == [("photo_unnamed", None, "warning")]


@pytest.mark.parametrize("fault", ["bomb", "unreadable", "heic", "format", "too_large", "removed"])
def test_why_a_picture_is_not_taken_is_told_at_its_row(fault: str) -> None:
    assert found(SOUND, a=Picture(fault=fault)) == [(f"picture_{fault}", 2, "warning")]


def test_what_need_not_be_mended_is_a_note() -> None:
    assert found(SOUND, a=Picture("a" * 64, 10, 10, moves=True)) == [("picture_moves", 2, "note")]
    gone = Picture(fault="withdrawn", details={"author": "Léo", "reason": "à sa demande"})
    assert found(SOUND, a=gone) == [("picture_withdrawn", 2, "note")]
