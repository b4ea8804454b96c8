"""The bytes of the pictures that stand in a workbook's rows, one after the other, as its zip holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fund.model import WorkbookFile, placed_name
from fund.workbook.door.archive import unpacked
from fund.workbook.door.parts import Parts
from fund.workbook.door.refusal import LIMITS
from fund.workbook.reading.file_reading import FileReading


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture as a workbook holds it, by the name under which its row finds it."""

    name: str
    data: bytes


def pictures_in(file: WorkbookFile, reading: FileReading) -> Iterator[FoundPicture]:
    """The pictures of a file that was read; raises RefusedError where one is damaged."""
    if not reading.pictures:
        return
    entries = Parts(file.content, LIMITS).entries
    for picture in reading.pictures:
        part = picture.part.casefold()
        # The reader's form of a workbook has its folders where Excel puts them.
        entry = entries.get(part) or next(each for name, each in entries.items() if part.endswith(name.lstrip("/")))
        data = b"".join(unpacked(file.content, entry))
        yield FoundPicture(placed_name(file.name, picture.sheet, picture.row), data)
