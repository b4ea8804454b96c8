"""Pictures in an .ods: frames anchored to a cell stand in it, those anchored to the page beside the rows."""

from __future__ import annotations

import re

from fund.workbook.door.package import parse_xml
from fund.workbook.reading.placed.picture_place import SheetPicture, row_under

_LENGTH = re.compile(r"(-?[\d.]{1,12})(cm|mm|in|pt)")
_IN_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0}
_USUAL_HEIGHT = 12.8
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_MOST = 2**20


def framed_pictures(content: bytes, sheet: str) -> list[SheetPicture]:
    """The pictures of a sheet, from the XML of the document's content; raises as `parse_xml` does."""
    walk = _FramesWalk(sheet)
    parse_xml((content,), enter=walk.enter, leave=walk.leave)
    return walk.found()


class _FramesWalk:
    """The state of a walk through the content; rows and columns count from 0."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._styles: dict[str, float] = {}
        self._style = ""
        self._heights: dict[int, float] = {}
        self._pictures: list[tuple[str, int | None, int, float, float]] = []
        self._inside = self._in_cell = False
        self._row = self._column = self._rows = self._columns = 0
        self._frame = (0.0, 0.0)

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-row-properties" and "style:row-height" in attributes:
            self._styles[self._style] = _points(attributes["style:row-height"])
        elif name == "table:table":
            self._inside = attributes.get("table:name") == self._sheet
            self._row = 0
        elif self._inside:
            self._enter_within(name, attributes)

    def _enter_within(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table-row":
            self._rows, self._column = _repeats(attributes, "table:number-rows-repeated"), 0
            height = self._styles.get(attributes.get("table:style-name", ""))
            if height is not None and self._rows < _MOST:
                self._heights[self._row] = height
        elif name in _CELLS:
            self._in_cell, self._columns = True, _repeats(attributes, "table:number-columns-repeated")
        elif name == "draw:frame":
            self._frame = _points(attributes.get("svg:y", "")), _points(attributes.get("svg:height", ""))
        elif name == "draw:image" and (part := attributes.get("xlink:href", "").removeprefix("./")):
            self._pictures.append((part, self._row if self._in_cell else None, self._column, *self._frame))

    def leave(self, name: str) -> None:
        if name == "table:table":
            self._inside = False
        elif name == "table:table-row":
            self._row += self._rows
        elif name in _CELLS:
            self._in_cell = False
            self._column += self._columns

    def found(self) -> list[SheetPicture]:
        def height_of(row: int) -> float:
            return self._heights.get(row, _USUAL_HEIGHT)

        return [
            SheetPicture(
                part, None if row is None else row_under(row, offset, height, height_of), range(column, column + 1)
            )
            for part, row, column, offset, height in self._pictures
        ]


def _points(text: str) -> float:
    found = _LENGTH.fullmatch(text.strip())
    try:
        return float(found[1]) * _IN_POINTS[found[2]] if found else 0.0
    except ValueError:
        return 0.0


def _repeats(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 8 else _MOST
