"""Ways to spoil a workbook: its bytes, its zip, its XML, its cells, its text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

Mutation = Callable[[bytes, Random], bytes]

_BROKEN = (BadZipFile, ValueError, KeyError, RuntimeError, OSError, EOFError, zlib.error)

ODD_TEXTS = (
    *("", " ", "\u00a0", "TOTAL", "Sous-total", "Exemple : x", "#REF!", "=1+1", "1,234", "-", "%", "€", "NaN", "inf"),
    *("1e400", "99999999999999999999", "31/02/2023", "été 2022", "T5 2023", "nom", "programme", "oui", "XXX", "1/1/1"),
    *("\u2060", "_x0000_", "<b>", "&amp;", "x" * 40_000, "é" * 300, "🙂", "٣", "1²", "½", "0x10", "1_000", "00:00"),
)
ODD_NUMBERS = ("0", "-1", "1e308", "-1e308", "1e-320", "2958466", "-693594", "45000.5", "9007199254740993", "nan", "")
ODD_ADDRESSES = ("A0", "A1048577", "XFE1", "ZZZ9999999", "1A", "A", "", "a1", "B-1", "A1:B2")
ODD_TYPES = ("s", "str", "b", "e", "d", "n", "inlineStr", "x", "")


def damaged_bytes(content: bytes, random: Random) -> bytes:
    """A few bytes changed, cut out or put in anywhere."""
    data = bytearray(content)
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(data) + 1)
        size = random.choice((1, 1, 2, 4, 30))
        match random.randrange(3):
            case 0:
                data[place : place + size] = random.randbytes(size)
            case 1:
                del data[place : place + size]
            case _:
                data[place:place] = random.randbytes(size)
        if not data:
            break
    return bytes(data)


def damaged_part(content: bytes, random: Random) -> bytes:
    """One part of the zip with bytes changed, another's content, or nothing; the zip itself is sound."""
    return _with_part(content, random, lambda part, others: random.choice((damaged_bytes(part, random), *others, b"")))


def moved_part(content: bytes, random: Random) -> bytes:
    """A part left out, written twice or under another name."""
    parts = _parts(content)
    name = random.choice(sorted(parts))
    match random.randrange(3):
        case 0:
            del parts[name]
        case 1:
            parts[name.upper()] = parts[name]
        case _:
            parts[random.choice(("xl/" + name, "../" + name, name + "x", "xl/vbaProject.bin"))] = parts.pop(name)
    return _zipped(parts, random)


def odd_xml(content: bytes, random: Random) -> bytes:
    """Attributes and texts of a part replaced by odd ones, tags doubled, dropped or swapped."""
    return _with_part(content, random, lambda part, _: _odd_xml(part, random))


def odd_cells(content: bytes, random: Random) -> bytes:
    """Values, addresses, types and styles of cells of a sheet replaced by odd ones."""
    return _with_part(content, random, lambda part, _: _odd_cells(part, random), of=r"worksheets/|sharedStrings")


def odd_text(content: bytes, random: Random) -> bytes:
    """A text table with cells replaced, separators mixed and lines cut."""
    pieces = re.split(rb"([;,\n])", content)
    for _ in range(random.randint(1, 5)):
        place = random.randrange(len(pieces))
        pieces[place] = random.choice(
            (random.choice(ODD_TEXTS).encode(), b";", b'"', b"\n", b"\r", random.randbytes(3), b"")
        )
    return b"".join(pieces)


OF_WORKBOOKS: tuple[Mutation, ...] = (damaged_bytes, damaged_part, moved_part, odd_xml, odd_xml, *(odd_cells,) * 4)
OF_TEXTS: tuple[Mutation, ...] = (odd_text, odd_text, damaged_bytes)


def _odd_xml(part: bytes, random: Random) -> bytes:
    tags = re.split(rb"(<[^>]*>)", part)
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(tags))
        match random.randrange(5):
            case 0:
                tags[place] = tags[place] * 2
            case 1:
                tags[place] = b""
            case 2:
                other = random.randrange(len(tags))
                tags[place], tags[other] = tags[other], tags[place]
            case 3:
                odd = random.choice((*ODD_TEXTS[:-14], *ODD_NUMBERS, *ODD_ADDRESSES)).encode()
                tags[place] = re.sub(rb'="[^"]*"', lambda _, odd=odd: b'="' + odd + b'"', tags[place], count=1)
            case _:
                tags[place] = tags[place].replace(b"<", b"<x:", 1) if random.random() < 0.3 else b"<!-- -->"
    return b"".join(tags)


def _odd_cells(part: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 8)):
        pattern, odd = random.choice(
            (
                (rb"(<v>)[^<]*", random.choice(ODD_NUMBERS)),
                (rb"(<t[^>]*>)[^<]*", random.choice(ODD_TEXTS).replace("&", "&amp;").replace("<", "&lt;")),
                (rb'(<c r=")[^"]*', random.choice(ODD_ADDRESSES)),
                (rb'(<row r=")[^"]*', random.choice(("0", "1", "5", "1048577", "x", "-3"))),
                (rb'(<c [^>]*t=")[^"]*', random.choice(ODD_TYPES)),
                (rb'(<c [^>]*s=")[^"]*', random.choice(("0", "1", "999", "-1", "x"))),
                (rb"(<sheetData>)", '<row r="3"><c r="C3"><f>1+1</f></c></row>'),
                (rb"(</sheetData>)", '<mergeCells><mergeCell ref="A2:C9"/><mergeCell ref="B5:A2"/></mergeCells>'),
            )
        )
        found = list(re.finditer(pattern, part))
        if found:
            chosen = random.choice(found)
            part = part[: chosen.start()] + chosen[1] + odd.encode() + part[chosen.end() :]
    return part


def _with_part(content: bytes, random: Random, change: Callable[[bytes, list[bytes]], bytes], *, of: str = "") -> bytes:
    parts = _parts(content)
    names = [name for name in sorted(parts) if re.search(of, name)]
    if not names:
        return damaged_bytes(content, random)
    name = random.choice(names)
    parts[name] = change(parts[name], [part for other, part in parts.items() if other != name][:2])
    return _zipped(parts, random)


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except _BROKEN:  # by a mutation before this one
        parts = {}
    return parts or {"xl/workbook.xml": content}


def _zipped(parts: dict[str, bytes], random: Random) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", random.choice((ZIP_DEFLATED, ZIP_STORED))) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()
