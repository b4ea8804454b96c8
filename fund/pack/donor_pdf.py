"""A donor's sheet on one printed page: a tagged PDF in its language, made by Typst from a template beside this file.

The fonts are the screen's, in the one form that Typst reads; it looks at no other font and at no network.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from fund.charts.photo_line import PhotoLine
from fund.charts.text import cut
from fund.donor.sheet_model import DonorSheet, EventLine, ProgrammeLine
from fund.pack.office_text import PhotoBytes, no_photo, one_line, tag
from fund.wording import Language, count, words
from fund.wording.figures import pair

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"
TEMPLATE = HERE / "donor_pdf.typ"
MOST_PHOTOS, MOST_NOTED = 3, 120
"""Photos, and the characters of what each is of, when it was taken and whose it is."""
STANDARDS: list[typst.PDFStandard] = ["ua-1"]
"""PDF/UA-1: Typst refuses to make a file that a screen reader could not follow."""


@dataclass(frozen=True, slots=True)
class Room:
    """The size of a page's text in points, how many lines of each kind it takes, a text's characters at most (the
    sentence to vote has its own), and a photo's height in millimetres.
    """

    size: float
    rows: int
    programmes: int
    facts: int
    names: int
    decisions: int
    text: int
    vote: int = 900
    photos: int = 0
    height: int = 32


_FULL = Room(size=10.5, rows=8, programmes=6, facts=14, names=99, decisions=8, text=300)
_SHORT = replace(_FULL, size=10, programmes=0, rows=6, decisions=5)
_PHOTOS = replace(_SHORT, size=9, photos=3, height=20)
ROOMS = (
    *(replace(_FULL, size=size, photos=3) for size in (10.5, 9.5)),
    *(replace(_PHOTOS, size=size) for size in (10, 9.5, 9)),
    *(replace(_PHOTOS, names=names) for names in (32, 24, 16, 10)),
    *(replace(_PHOTOS, size=8.5, names=names) for names in (16, 10)),
    replace(_PHOTOS, names=10, text=160, rows=5),
    *(replace(_PHOTOS, size=8.5, names=names, text=120, rows=3, decisions=2) for names in (10, 5)),
    *(replace(_FULL, size=size) for size in (10.5, 10, 9.5)),
    *(replace(_SHORT, size=size) for size in (10, 9.5, 9)),
    replace(_SHORT, size=9, names=60, text=220, rows=5),
    replace(_SHORT, size=9, names=40, text=160, rows=4, decisions=3),
    replace(_SHORT, size=8.5, names=20, text=120, rows=3, decisions=2),
    replace(_SHORT, size=8.5, names=6, text=80, rows=2, decisions=1, vote=240),
)
"""From a page that is filled by an ordinary gift to one that takes any: the first that fits is used."""


def donor_pdf(sheet: DonorSheet, photo: PhotoBytes = no_photo) -> bytes:
    """The sheet as a PDF of one page. What does not fit is left out and counted: the screen has it all.

    `photo` gives the bytes of a photo by its digest: they stand beside the template while the page is made.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        found = []
        for each in sheet.photos[:MOST_PHOTOS]:
            if (content := photo(each.digest)) is not None:
                (root / f"{each.digest}.jpg").write_bytes(content)
                found.append(each)
        # Without photos the rooms that leave them place are those that follow.
        for room in (each for each in ROOMS if found or not each.photos):
            data = json.dumps(_data(sheet, room) | _photos(sheet, found[: room.photos], room), ensure_ascii=False)
            page = typst.Compiler(
                root / TEMPLATE.name,
                root=root,
                font_paths=[FONTS],
                ignore_system_fonts=True,
                sys_inputs={"sheet": data},
            )
            if page.query("<pages>", field="value", one=True) == "1":
                break
        return _compiled(page)


def _photos(sheet: DonorSheet, photos: Sequence[PhotoLine], room: Room) -> dict[str, object]:
    """What the template reads of the photos: their files, the words under them and for who does not see them."""
    told = [
        {
            "file": f"{each.digest}.jpg",
            "ratio": each.width / each.height,
            "alt": one_line(each.alt),
            "caption": _short(each.caption, room.text),
            "note": _short(each.note, MOST_NOTED).replace(" · ", "\u00a0· "),
        }
        for each in photos
    ]
    return {"photos": told, "photos_title": sheet.words.photos, "photo_height": room.height}


def _compiled(page: typst.Compiler) -> bytes:
    try:
        made = page.compile(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError:
        # A name in a script that no font here has (Chinese, say): PDF/UA forbids the boxes that stand for it.
        # The file is tagged all the same, and its title holds the name.
        made = page.compile(format="pdf")
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def _data(sheet: DonorSheet, room: Room) -> dict[str, object]:
    """What the template reads: texts on one line, lists cut to the page's room."""
    language, most = sheet.language, room.text
    opened = sheet.opening
    # A table of what nobody told tells nothing.
    told = sheet.rows if sheet.figures and not opened.to_fill else ()
    rows, programmes = told[: room.rows], sheet.programmes[: room.programmes]
    decisions, names = sheet.decisions[: room.decisions], _names(sheet, room.names)
    rests = {
        "rows": len(told) - len(rows),
        "programmes": len(sheet.programmes) - len(programmes) if programmes else 0,
        "decisions": len(sheet.decisions) - len(decisions),
        "names": len(opened.names) - len(names),
    }
    return {
        "size": room.size,
        "lang": language,
        "region": tag(language).split("-")[1],
        "title": one_line(words("donor.document", language, donor=sheet.donor, fund=sheet.fund)),
        "publisher": words("workbook.author", language),
        "head": _short(pair(words("donor.sheet", language), sheet.fund, language), most),
        "as_of": sheet.as_of,
        "fictional": sheet.fictional,
        "donor": one_line(sheet.donor),
        "about": one_line(sheet.about),
        "opening": {
            **{name: _short(getattr(opened, name), 3 * most) for name in ("title", "intro", "gift")},
            "vote": _short(opened.vote, room.vote),
            **{name: getattr(opened, name) for name in ("to_fill", "vote_title", "names_title")},
            "fill": words("donor.opening.fill", language),
            "done": [
                {name: _short(getattr(each, name), most) for name in ("value", "label", "title", "text")}
                for each in opened.done
            ],
            "names": [{"text": _short(each, most), "own": each == sheet.donor} for each in names],
        },
        # What is not known is left to fill in by hand, and said nowhere else.
        "figures": [
            {"label": each.label, "value": each.value, "part": each.part}
            for each in (sheet.figures[1:] if opened.to_fill else sheet.figures)
        ],
        "later": sheet.words.later,
        "undated": sheet.undated,
        "titles": {name: getattr(sheet.words, name) for name in sheet.words.__slots__},
        "shares": [
            {"label": _short(each.label, most)}
            | {name: getattr(each, name) for name in ("value", "sentence", "note", "part")}
            for each in sheet.shares[:2]
            if each.part is not None
        ],
        "columns": list(sheet.columns),
        "citation": one_line(sheet.citation),
        "sources": pair(
            sheet.words.sources, " · ".join(_short(source, most) for source in sheet.sources[: room.rows]), language
        ),
        "rows": [[_short(cell, most) for cell in row] for row in rows],
        "programmes": [_programme(each, room, language) for each in programmes],
        "decisions": [_event(each, most) for each in decisions],
        **{f"more_{name}": _more(rest, language) for name, rest in rests.items()},
    }


def _names(sheet: DonorSheet, most: int) -> tuple[str, ...]:
    """As many of the donors as there is room for, the reader of the sheet always among them."""
    every = sheet.opening.names
    kept = every[:most]
    return kept if sheet.donor in kept or sheet.donor not in every else (*kept[:-1], sheet.donor)


def _programme(line: ProgrammeLine, room: Room, language: Language) -> dict[str, object]:
    said = (pair(_short(fact.label, room.text), fact.value, language) for fact in line.facts[: room.facts])
    return {"name": _short(line.name, room.text), "facts": " · ".join(said), "shares": list(line.shares)}


def _event(line: EventLine, most: int) -> dict[str, str]:
    return {"mark": line.mark, "text": _short(line.text, most), "about": _short(line.about, most)}


def _more(rest: int, language: Language) -> str:
    return words("donor.more", language, n=rest, count=count(rest, language)) if rest > 0 else ""


def _short(text: str, most: int) -> str:
    return cut(one_line(text), most)
