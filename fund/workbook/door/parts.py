"""The parts of an uploaded zip: unpacked piece by piece, XML as UTF-8 and without a document type."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from zipfile import ZipInfo

from fund.workbook.door.archive import unpacked, zip_entries
from fund.workbook.door.package import parse_xml
from fund.workbook.door.refusal import Limits, RefusedError

SMALL_PART = 4 * 2**20

_MARKUP = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
_DECLARATION = re.compile(r"""^(\s*<\?xml\s[^>]*?\bencoding\s*=\s*)["'][\w.:-]+["']""")
_HEAD = 256
"""Bytes in which a declaration stands."""
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_ONE_BYTE = re.compile(r"iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|macintosh|mac-?roman|koi8-[ru]")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class Parts:
    """The parts of a zip by their name in small letters.

    Pictures and other parts that are no XML are unpacked and counted, and nothing is looked for in them. `read` are
    the names of parts that are read as XML whatever they are called, `recoded` those seen not to be in UTF-8.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open a zip; raises RefusedError as `zip_entries` does."""
        self.content = content
        self.entries: Mapping[str, ZipInfo] = {each.filename.casefold(): each for each in zip_entries(content, limits)}
        self.read: set[str] = set()
        self.recoded: set[str] = set()

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part's content, about a megabyte at a time; XML always as UTF-8.

        Raises RefusedError `entity` for XML with a document type, `not_a_workbook` for XML in no known encoding.
        """
        if name.endswith(_MARKUP) or name in self.read:
            return self._without_document_type(name)
        return unpacked(self.content, self.entries[name])

    def small(self, name: str) -> bytes:
        """The content of a part that describes others; raises RefusedError when it has more than 4 MB."""
        if self.entries[name].file_size > SMALL_PART:
            raise RefusedError("too_big_unpacked", {"limit": SMALL_PART // 2**20})
        return b"".join(self.pieces(name))

    def unpack(self, name: str) -> None:
        """Go through a part that nothing is read of, so that it is counted and searched too."""
        for _ in self.pieces(name):
            pass

    def _without_document_type(self, name: str) -> Iterator[bytes]:
        before = b""
        for piece in self._as_utf8(name):
            searched = before + piece
            if _ENTITY.search(searched):
                self._refuse_document_type(name)
            before = searched[-16:]
            yield piece

    def _refuse_document_type(self, name: str) -> None:
        """Raise RefusedError, unless it stands in a text or a comment, where it means nothing."""
        try:
            parse_xml(self._as_utf8(name), enter=lambda _name, _attributes: None)
        except RefusedError as error:
            raise RefusedError("entity") from error

    def _as_utf8(self, name: str) -> Iterator[bytes]:
        pieces = unpacked(self.content, self.entries[name])
        head = b""
        for piece in pieces:
            head += piece
            if len(head) >= _HEAD:
                break
        encoding = _encoding(head)
        if not encoding:
            yield head
            yield from pieces
            return
        self.recoded.add(name)
        try:
            decoder = codecs.getincrementaldecoder(encoding)()
            yield _DECLARATION.sub(r'\1"UTF-8"', decoder.decode(head).lstrip("\ufeff")).encode()
            for piece in pieces:
                yield decoder.decode(piece).encode()
            yield decoder.decode(b"", final=True).encode()
        except (UnicodeError, LookupError) as error:
            raise RefusedError("not_a_workbook") from error


def _encoding(head: bytes) -> str:
    """The encoding of the XML that begins like this where it is not UTF-8, or does not say so; else nothing."""
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return encoding
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii").casefold() if declared else ""
    if name in {"", "utf-8", "utf8", "us-ascii", "ascii"}:
        return ""
    if name.startswith("utf-16"):  # what a .NET program declares that writes to a text and saves it as UTF-8
        return "utf-8-sig"
    if _ONE_BYTE.fullmatch(name):
        return name
    raise RefusedError("not_a_workbook")
