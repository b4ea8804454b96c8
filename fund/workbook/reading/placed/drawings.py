"""Pictures that float over the cells of an .xlsx: a drawing's anchors, in cells or in lengths."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile

from fund.workbook.door.package import parse_xml, relations_of
from fund.workbook.reading.placed.picture_place import SheetPicture, row_under

_POINT, _USUAL_HEIGHT = 12_700, 15.0
"""Lengths of a point, in which a drawing measures; the points of a row whose height is not told."""
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_NUMBER, _HEIGHT = re.compile(rb"""\br=["'](\d{1,7})["']"""), re.compile(rb"""\bht=["']([\d.]{1,12})["']""")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_DEFAULT = re.compile(rb"""<(?:\w+:)?sheetFormatPr\s[^>]*?\bdefaultRowHeight=["']([\d.]{1,12})["']""")
_ANCHORS = frozenset(("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_MARKS = frozenset(("col", "colOff", "row", "rowOff"))
_MOST_ROWS = 2**20


def sheet_parts(archive: ZipFile) -> Mapping[str, str]:
    """The zip's names of its parts by their names in small letters."""
    return {name.casefold(): name for name in archive.namelist()}


def related(archive: ZipFile, part: str, kind: str) -> dict[str, str]:
    """The parts of that kind that a part refers to, by the id of the relation."""
    names, folder = sheet_parts(archive), posixpath.dirname(part)
    told = names.get(posixpath.join(folder, "_rels", f"{posixpath.basename(part)}.rels").casefold())
    if told is None:
        return {}
    found = {}
    for link in relations_of(archive.read(told)):
        target = link.target.replace("\\", "/")
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if link.kind == kind and not link.outside and path.casefold() in names:
            found[link.id] = names[path.casefold()]
    return found


def floating_pictures(archive: ZipFile, sheet: str) -> Iterator[SheetPicture]:
    """The pictures over the cells of a sheet, by the zip's name of its part; raises as `parse_xml` does."""
    heights: RowHeights | None = None
    for drawing in related(archive, sheet, "drawing").values():
        heights = heights or RowHeights.of(archive.read(sheet))
        pictures, walk = related(archive, drawing, "image"), _Walk()
        parse_xml((archive.read(drawing),), enter=walk.enter, leave=walk.leave, read=walk.read, namespaces=True)
        for anchor in walk.anchors:
            for part in dict.fromkeys(pictures[each] for each in anchor.embedded if each in pictures):
                yield anchor.placed(part, heights)


@dataclass(frozen=True, slots=True)
class RowHeights:
    """How high the rows of a sheet are, in a drawing's lengths: those that say so, in order, and all others."""

    usual: float
    rows: tuple[int, ...]
    heights: tuple[float, ...]

    @classmethod
    def of(cls, xml: bytes) -> RowHeights:
        """Those that a sheet's XML tells."""
        usual = _DEFAULT.search(xml)
        told: dict[int, float] = {}
        for found in _ROW.finditer(xml):
            number, height = _NUMBER.search(found[1]), _HEIGHT.search(found[1])
            if number and (height or _HIDDEN.search(found[1])):
                hidden = _HIDDEN.search(found[1])
                told[int(number[1]) - 1] = 0.0 if hidden or not height else _float(height[1]) * _POINT
        rows = sorted(told)
        return cls((_float(usual[1]) if usual else _USUAL_HEIGHT) * _POINT, (*rows,), tuple(told[row] for row in rows))

    def of_row(self, row: int) -> float:
        """The height of one row, counted from 0."""
        at = bisect_left(self.rows, row)
        return self.heights[at] if at < len(self.rows) and self.rows[at] == row else self.usual

    def row_at(self, length: float) -> tuple[int, float]:
        """The row that is so far below the sheet's top, and how far down in it."""
        row = 0
        for told, height in zip(self.rows, self.heights, strict=True):
            before = (told - row) * self.usual
            if length < before:
                break
            length -= before
            if length < height:
                return told, length
            length, row = length - height, told + 1
        usual = self.usual or _POINT
        return min(row + int(length // usual), _MOST_ROWS), length % usual


def _float(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return _USUAL_HEIGHT


@dataclass(slots=True)
class _Anchor:
    """An anchor as written: the cells it begins and ends in, or lengths; and the pictures within it."""

    kind: str
    begin: dict[str, int] = field(default_factory=dict)
    end: dict[str, int] = field(default_factory=dict)
    size: int = 0
    below: int = 0
    embedded: list[str] = field(default_factory=list)

    def placed(self, part: str, heights: RowHeights) -> SheetPicture:
        """Where one of its pictures stands."""
        if self.kind == "absoluteAnchor":
            row, offset = heights.row_at(max(self.below, 0))
            return SheetPicture(part, row_under(row, offset, self.size, heights.of_row), range(0))
        row, column = min(self.begin.get("row", 0), _MOST_ROWS), self.begin.get("col", 0)
        offset = min(self.begin.get("rowOff", 0), heights.of_row(row))
        height = float(self.size)
        if self.kind == "twoCellAnchor":
            # Beyond the row after the first nothing changes.
            rows = range(row, min(self.end.get("row", row), row + 2))
            height = sum(map(heights.of_row, rows)) + self.end.get("rowOff", 0) - offset
        last = max(self.end.get("col", column), column)
        return SheetPicture(part, row_under(row, offset, height, heights.of_row), range(column, last + 1))


class _Walk:
    """The state of a walk through a drawing."""

    def __init__(self) -> None:
        self.anchors: list[_Anchor] = []
        self._marks: dict[str, int] | None = None
        self._mark = ""
        self._text = ""

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local in _ANCHORS:
            self.anchors.append(_Anchor(local))
        if not self.anchors:
            return
        anchor = self.anchors[-1]
        own = space.endswith("spreadsheetDrawing")
        if own and local in {"from", "to"}:
            self._marks = anchor.begin if local == "from" else anchor.end
        elif own and local == "ext":
            anchor.size = _whole(attributes.get("cy", ""))
        elif own and local == "pos":
            anchor.below = _whole(attributes.get("y", ""))
        elif local == "blip":
            anchor.embedded += (value for key, value in attributes.items() if key.rpartition(" ")[2] == "embed")
        elif self._marks is not None and local in _MARKS:
            self._mark, self._text = local, ""

    def read(self, text: str) -> None:
        self._text += text if self._mark else ""

    def leave(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self._marks is not None and local == self._mark:
            self._marks[local], self._mark = max(_whole(self._text), 0), ""
        elif local in {"from", "to"}:
            self._marks = None


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
