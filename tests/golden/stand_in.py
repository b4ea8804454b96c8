"""The shipped funds with other prose: what a workbook tells in sentences is not ours to keep in the texts.

Every text of six words and more in a fund that is not invented is replaced by one that says nothing, and so is
every second donor's name; figures, dates, short names and places stay.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

FEWEST_WORDS = 6
SHORT = 78
LOREM = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore "
    "magna aliqua. "
)
NAMES = MappingProxyType(
    {
        "auc": "Le programme des villes d’Ukraine (AUC)",
        "moldavie": "Le programme des villes moldaves et de leurs réfugiés",
        "rzeszow": "Le programme de la ville de Rzeszów pour ses réfugiés",
    }
)
"""The programmes of Ukraine by their code: long names, told apart at a glance."""


def put_stand_ins(source: Path, folder: Path, *, invented: str) -> None:
    """Write every fund of `source` into `folder`, one folder each; the invented one as it is."""
    for file in sorted(source.glob("*/*.xlsx")):
        target = folder / file.parent.name / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.parent.name == invented:
            target.write_bytes(file.read_bytes())
            continue
        book = load_workbook(file)
        for sheet in book:
            _replace(sheet)
        book.save(target)


def _replace(sheet: Worksheet) -> None:
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        code = str(row[0].value)
        for head, cell in zip(heads, row, strict=True):
            if sheet.title == "Programmes" and head == "nom" and code in NAMES:
                cell.value = NAMES[code]
            elif head == "collectivité":
                cell.value = f"{code[:5].strip()}ville" if cell.row % 2 == 0 and "CGLU" not in code else code
            elif head == "source":
                cell.value = f"Un document dont le titre est assez long pour être coupé, partie {cell.row}"
            elif isinstance(cell.value, str) and len(cell.value.split()) >= FEWEST_WORDS:
                cell.value = "\n".join([LOREM * 2, LOREM] if head == "texte" else [LOREM[:SHORT]])
