"""Which picture stands in which row, wherever programs put it; and what is said of one that stands in none."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from fund.model import WorkbookFile
from fund.open_fund import open_files
from fund.workbook.reading.file_reading import FileReading, read_file
from tests.unit.workbook.packages import packed, parts_of
from tests.unit.workbook.photo_workbooks import (
    HEADS,
    POINT,
    ROW,
    Anchored,
    below,
    between,
    floating,
    in_cells,
    open_document,
    over,
    photo_rows,
    picture,
)

RED, BLUE = picture("red"), picture("blue")


def reading(content: bytes, name: str = "photos.xlsx") -> FileReading:
    found = read_file(WorkbookFile(name, content))
    assert found.refusal is None
    return found


def placed(content: bytes, name: str = "photos.xlsx") -> dict[int, bytes]:
    """The picture of each Excel row."""
    with ZipFile(BytesIO(content)) as archive:
        return {each.row: archive.read(each.part) for each in reading(content, name).pictures}


def told(content: bytes, name: str = "photos.xlsx") -> list[tuple[str, int | None]]:
    of_photos = [each for each in reading(content, name).findings if each.sheet == "Photos"]
    return [(each.code, each.row) for each in of_photos]


@pytest.mark.parametrize(
    ("anchor", "row"),
    [
        (over(1), 2),
        (over(2, down=ROW // 3), 3),  # within its row
        (over(1, down=ROW * 9 // 10, height=5 * ROW), 3),  # dropped a little too high
        (over(1, down=ROW // 4, height=40 * ROW), 2),  # larger than its row: it begins there
        (over(1, down=ROW * 6 // 10, height=ROW // 4), 2),  # small, in the lower half of its row
        (over(2, column=5), 3),  # beside the column of photos
        (between(1, 1, down=10, reached=ROW - 10), 2),
        (between(1, 3), 2),
        (between(1, 2, down=ROW * 9 // 10, reached=ROW * 8 // 10), 3),
        (below(ROW), 2),
        (below(2 * ROW + 100), 3),
        (below(2 * ROW - 100), 3),  # a little too high
    ],
)
def test_a_floating_picture_is_of_the_row_it_lies_over(anchor: Anchored, row: int) -> None:
    content = floating([(RED, anchor)])
    assert placed(content) == {row: RED}
    assert told(content) == []


def test_high_rows_are_counted_with_their_heights() -> None:
    heights = {2: 100.0, 3: 100.0, 4: 100.0}
    at = int((15 + 100 + 100 + 50) * POINT)
    assert placed(floating([(RED, below(at, height=20 * POINT))], heights=heights)) == {4: RED}
    assert placed(floating([(RED, over(1, down=30 * POINT, height=150 * POINT))], heights=heights)) == {2: RED}
    assert placed(floating([(RED, over(1, down=90 * POINT, height=80 * POINT))], heights=heights)) == {3: RED}


def test_every_row_has_its_own_picture() -> None:
    content = floating([(RED, over(1)), (BLUE, between(2, 3))])
    assert placed(content) == {2: RED, 3: BLUE}


def test_the_picture_over_the_column_of_photos_comes_before_one_beside_it() -> None:
    content = floating([(BLUE, over(1, column=5)), (RED, over(1, column=1))])
    assert placed(content) == {2: RED}
    assert told(content) == [("photo_several", 2)]


@pytest.mark.parametrize("above", [0, 2])
def test_a_picture_over_the_header_or_above_it_is_of_no_row(above: int) -> None:
    content = floating([(RED, over(0)), (BLUE, over(above))], above=above)
    assert placed(content) == {}
    assert {code for code, _ in told(content)} == {"photo_over_header"}


def test_a_picture_over_an_empty_row_is_of_no_photo() -> None:
    content = floating([(RED, over(8))])
    assert placed(content) == {}
    assert told(content) == [("photo_without_row", 9)]


def test_a_row_that_only_has_its_programme_and_a_picture_is_a_row() -> None:
    rows = [list(HEADS), ["auc", None, None, None, "non", None]]
    assert placed(floating([(RED, over(1))], rows)) == {2: RED}


def test_a_picture_placed_in_a_cell_is_that_cells_and_no_error() -> None:
    content = in_cells({2: RED, 4: BLUE})
    assert placed(content) == {2: RED, 4: BLUE}
    assert told(content) == []


def test_a_row_that_holds_nothing_but_a_placed_picture_is_a_row() -> None:
    rows = [list(HEADS), ["auc", None, "Légende", "Description", "non", None], ["auc", *[None] * 5]]
    assert placed(in_cells({3: RED}, rows)) == {3: RED}


@pytest.mark.parametrize("missing", ["xl/metadata.xml", "xl/richData/richValueRel.xml", "xl/media/placed2.png"])
def test_a_placed_picture_whose_parts_are_missing_is_told(missing: str) -> None:
    parts = parts_of(in_cells({2: RED}))
    del parts[missing]
    assert placed(packed(parts)) == {}
    assert told(packed(parts)) == [("photo_not_in_file", 2)]


@pytest.mark.parametrize("error", ["#NAME?", "#BLOCKED!", "#REF!"])
def test_a_cell_in_error_where_a_picture_is_expected_is_told_in_words_of_pictures(error: str) -> None:
    # What LibreOffice, older Excels and Google leave of a picture or an IMAGE formula that they do not know.
    parts = parts_of(in_cells({2: RED}))
    sheet = parts["xl/worksheets/sheet4.xml"]
    parts["xl/worksheets/sheet4.xml"] = sheet.replace(b' vm="1"', b"").replace(b"#VALUE!", error.encode())
    assert told(packed(parts)) == [("photo_not_in_file", 2)]
    whole = open_files("essai", [WorkbookFile("photos.xlsx", packed(parts))]).findings
    # That no picture stands in the row is not said beside it.
    assert [each.row for each in whole if each.code == "photo_without_picture"] == [3, 4]


def test_a_frame_in_a_cell_of_libreoffice_is_that_cells() -> None:
    content = open_document({2: RED, 3: BLUE})
    assert placed(content, "photos.ods") == {2: RED, 3: BLUE}
    assert told(content, "photos.ods") == []


def test_a_frame_that_begins_at_the_foot_of_a_row_is_of_the_next_one() -> None:
    content = open_document({2: RED, 3: BLUE}, y=2.7)
    assert placed(content, "photos.ods") == {3: RED, 4: BLUE}


def test_a_frame_on_the_page_is_of_no_row() -> None:
    content = open_document({2: RED}, on_page=BLUE)
    assert placed(content, "photos.ods") == {2: RED}
    assert told(content, "photos.ods") == [("photo_on_page", None)]


def test_pictures_of_other_sheets_are_no_photos() -> None:
    content = floating([(RED, over(1))])
    with ZipFile(BytesIO(content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    book = parts["xl/workbook.xml"].replace(b'name="Photos"', b'name="Logos"')
    other = BytesIO()
    with ZipFile(other, "w") as target:
        for name, part in {**parts, "xl/workbook.xml": book}.items():
            target.writestr(name, part)
    assert reading(other.getvalue()).pictures == ()


def test_a_table_of_text_has_no_pictures() -> None:
    text = "\n".join(";".join(str(cell or "") for cell in row) for row in photo_rows())
    assert reading(text.encode(), "Photos.csv").pictures == ()
