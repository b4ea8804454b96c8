"""An uploaded package as its reader expects it: the usual names and places of parts, UTF-8, states that it knows.

Excel opens workbooks whose parts are called otherwise (`xl/workbook2.xml`), stand elsewhere or have back-slashes or
other capitals in their names; the reader does not. Such a file is written anew, its parts unchanged but for what names
them. Most files are in this form already and are left alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr, unescape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from fund.workbook.door.cell_place import with_addresses, without_rows_below
from fund.workbook.door.merges import cut_merges
from fund.workbook.door.package import Relation, elements, relations_of, sheet_links
from fund.workbook.door.parts import Parts
from fund.workbook.door.refusal import Limits, RefusedError
from fund.workbook.door.sheet_size import Extent

TYPES, ROOT_RELATIONS = "[content_types].xml", "_rels/.rels"
BOOK, BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

_STATES = frozenset(("visible", "hidden", "veryHidden"))
_SHEET_TAG = re.compile(rb"<(?:[^<>\s/:]+:)?sheet\s[^>]*>")
_STATE = re.compile(rb"""\sstate\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PART_NAME = re.compile(rb"""(\bPartName\s*=\s*)(?:"([^"]*)"|'([^']*)')""")
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what is read of a workbook stands; parts are named in small letters.

    `sheets` are the sheets' parts by sheet name, `strings` the part of the shared strings or nothing, `names` the
    parts by their name in the usual form. `replaced` is the XML that names parts otherwise in that form.
    """

    book: str
    sheets: Mapping[str, str]
    strings: str
    names: Mapping[str, str]
    replaced: Mapping[str, bytes]


def find_layout(parts: Parts) -> Layout:
    """The layout of a workbook's package, whatever its parts are called.

    Raises RefusedError `not_a_workbook` for what is none, `binary_workbook` for an .xlsb.
    """
    book = _book(parts)
    folder, _, file = book.rpartition("/")
    relations_part = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations_part not in parts.entries:
        raise RefusedError("not_a_workbook")
    parts.read.update((book, relations_part))
    relations = relations_of(parts.small(relations_part))
    targets = {link.id: _resolved(parts, folder, link.target) for link in relations if not link.outside}
    sheets = {name: targets.get(link, "") for name, link in sheet_links(parts.small(book)).items()}
    if not sheets or not all(sheets.values()):
        raise RefusedError("not_a_workbook")
    strings, styles = (
        next((targets[link.id] for link in relations if link.kind == kind and targets.get(link.id)), "")
        or _present(parts, posixpath.join(folder, f"{kind.casefold()}.xml"))
        for kind in ("sharedStrings", "styles")
    )
    parts.read.update((*sheets.values(), *filter(None, (strings, styles))))
    fixed = {
        TYPES: "[Content_Types].xml",
        ROOT_RELATIONS: ROOT_RELATIONS,
        book: BOOK,
        relations_part: BOOK_RELATIONS,
        strings: "xl/sharedStrings.xml",
        styles: "xl/styles.xml",
    }
    names = _names(parts, fixed, sheets.values(), folder)
    replaced = {
        **_root_relations(parts),
        **_book_relations(relations_part, relations, targets, names, parts),
        **_states(book, parts),
    }
    return Layout(book, sheets, strings, names, replaced)


def is_usual(parts: Parts, layout: Layout) -> bool:
    """Whether a package, gone through, is in the usual form."""
    named = all(each.is_dir() or layout.names.get(part) == each.orig_filename for part, each in parts.entries.items())
    return named and not layout.replaced and not parts.recoded


def in_usual_form(parts: Parts, layout: Layout, mended: Mapping[str, Extent], limits: Limits) -> bytes:
    """The workbook's package written anew in the usual form.

    Of `mended` sheets, by part, merged and empty cells end where the sheet does, and every cell has its address.
    """
    sheets = {part: _mended(b"".join(parts.pieces(part)), reach, limits) for part, reach in mended.items()}
    replaced = {TYPES: _types(parts, layout.names), **layout.replaced, **sheets}
    return _written(parts, layout.names, replaced, whole=())


def open_document_in_usual_form(parts: Parts, mimetype: bytes) -> bytes:
    """The same for an .ods: its type comes first and as it is."""
    usual = ("mimetype", "META-INF/manifest.xml", "content.xml")
    fixed = {name.casefold(): name for name in usual}
    return _written(parts, _names(parts, fixed, (), "xl"), {"mimetype": mimetype}, whole=("mimetype",))


def _mended(xml: bytes, reach: Extent, limits: Limits) -> bytes:
    cut = cut_merges(xml, rows=reach.rows, columns=reach.columns, limits=limits)
    return without_rows_below(cut if reach.is_addressed else with_addresses(cut), reach.rows)


def _written(parts: Parts, names: Mapping[str, str], replaced: Mapping[str, bytes], *, whole: tuple[str, ...]) -> bytes:
    """The parts under these names; those of `whole` are not packed."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for part, name in names.items():
            if part not in replaced and part not in parts.entries:
                continue
            line = ZipInfo(name)
            line.compress_type = ZIP_STORED if part in whole else ZIP_DEFLATED
            with archive.open(line, "w") as member:
                for piece in (replaced[part],) if part in replaced else parts.pieces(part):
                    member.write(piece)
    return target.getvalue()


def _book(parts: Parts) -> str:
    """The workbook's part, as the package tells; where it doesn't, or tells of none, the usual one."""
    told = (
        _resolved(parts, "", link.target)
        for link in (relations_of(parts.small(ROOT_RELATIONS)) if ROOT_RELATIONS in parts.entries else ())
        if link.kind == "officeDocument" and not link.outside
    )
    book = next(filter(None, told), "") or _present(parts, BOOK) or _present(parts, "xl/workbook.bin")
    if book.endswith(".bin"):
        raise RefusedError("binary_workbook")
    if not book:
        raise RefusedError("not_a_workbook")
    return book


def _present(parts: Parts, name: str) -> str:
    return name if name in parts.entries else ""


def _resolved(parts: Parts, folder: str, target: str) -> str:
    """The part that a target is, in small letters; nothing where there is no such part."""
    for address in (target, unquote(target)):
        path = address.replace("\\", "/").casefold()
        bare = path.lstrip("/")
        for candidate in (bare,) if path.startswith("/") else (posixpath.normpath(posixpath.join(folder, path)), bare):
            if candidate in parts.entries:
                return candidate
    return ""


def _names(parts: Parts, fixed: Mapping[str, str], first: Iterable[str], folder: str) -> dict[str, str]:
    """Every part's name in the usual form: the folder of the workbook is `xl`. What stands in the way is left out."""
    names = {part: name for part, name in fixed.items() if part}
    taken = {name.casefold() for name in names.values()}
    for part in (*first, *parts.entries):
        if part in names or parts.entries[part].is_dir():
            continue
        name = parts.entries[part].filename
        if folder != "xl" and part.startswith(f"{folder}/" if folder else ""):
            name = f"xl/{name[len(folder) :].lstrip('/')}"
        if name.casefold() not in taken:
            names[part] = name
            taken.add(name.casefold())
    return names


def _root_relations(parts: Parts) -> dict[str, bytes]:
    """The package's relations, where they don't name the usual workbook part, and it alone."""
    if ROOT_RELATIONS in parts.entries:
        xml = parts.small(ROOT_RELATIONS)
        books = [link for link in relations_of(xml) if link.kind == "officeDocument"]
        usual = [link for link in books if link.target.removeprefix("/").casefold() == BOOK and _is_plain(xml)]
        if len(books) == len(usual) == 1:
            return {}
    return {ROOT_RELATIONS: _relations_xml([Relation("rId1", _OFFICE_DOCUMENT, f"/{BOOK}")])}


def _book_relations(
    part: str, relations: list[Relation], targets: Mapping[str, str], names: Mapping[str, str], parts: Parts
) -> dict[str, bytes]:
    """The workbook's relations, where the reader would not find a sheet by them."""
    usual = _is_plain(parts.small(part)) and all(
        (link.target[1:] if link.target.startswith("/") else f"xl/{link.target}") == names.get(targets[link.id])
        for link in relations
        if link.kind in {"worksheet", "chartsheet", "dialogsheet"} and targets.get(link.id)
    )
    if usual:
        return {}
    return {
        part: _relations_xml(
            [
                Relation(link.id, link.type, f"/{names[targets[link.id]]}") if targets.get(link.id) in names else link
                for link in relations
            ]
        )
    }


def _is_plain(xml: bytes) -> bool:
    """Whether the relations are written without a prefix."""
    return xml.count(b"<Relationship ") == sum(element.name == "Relationship" for element in elements(xml))


def _relations_xml(relations: Iterable[Relation]) -> bytes:
    lines = (
        f"<Relationship Id={quoteattr(link.id)} Type={quoteattr(link.type)} Target={quoteattr(link.target)}"
        f"{' TargetMode=' + quoteattr('External') if link.outside else ''}/>"
        for link in relations
    )
    return f"<Relationships xmlns={quoteattr(_RELATIONSHIPS)}>{''.join(lines)}</Relationships>".encode()


def _states(book: str, parts: Parts) -> dict[str, bytes]:
    """The workbook's XML, where a sheet has a state that the reader does not know: a wrong one shows, as in Excel."""
    xml = parts.small(book)
    states = {element.attributes.get("state", "visible") for element in elements(xml) if element.name == "sheet"}
    if states <= _STATES:
        return {}
    known = {state.casefold().encode(): state.encode() for state in _STATES}

    def usual(state: re.Match[bytes]) -> bytes:
        return b' state="' + known.get((state[1] or state[2] or b"").lower(), b"visible") + b'"'

    return {book: _SHEET_TAG.sub(lambda tag: _STATE.sub(usual, tag[0]), xml)}


def _types(parts: Parts, names: Mapping[str, str]) -> bytes:
    """The content types of the parts under these names."""

    def renamed(found: re.Match[bytes]) -> bytes:
        name = unescape((found[2] or found[3] or b"").decode())
        part = name.replace("\\", "/").lstrip("/").casefold()
        return found[1] + quoteattr(f"/{names.get(part, name.lstrip('/'))}").encode()

    return _PART_NAME.sub(renamed, parts.small(TYPES))
