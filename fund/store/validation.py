"""What the store accepts: a fund's code, the workbooks of a version, what people type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

from fund.model import WorkbookFile
from fund.store.errors import InvalidFundCode, InvalidPublication, InvalidRecord
from fund.store.version import StoredFile
from fund.unwritable import NOT_IN_XML, slug

LONGEST_CODE = 60
LONGEST_FILE_NAME = 200
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\\ud800-\udfff]")


def fund_code(text: str) -> str:
    """The code a name gives: « Îles Orvanes 2024 » is `iles-orvanes-2024`.

    Raises InvalidFundCode when the name holds no letter or digit that ASCII can write.
    """
    return checked_code(slug(text)[:LONGEST_CODE].strip("-"))


def checked_code(code: str) -> str:
    """The code itself; raises InvalidFundCode unless it is one."""
    if len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
        raise InvalidFundCode(f"{code!r} is not a fund's code: lower-case letters, digits and hyphens")
    return code


def described(files: Sequence[WorkbookFile]) -> tuple[StoredFile, ...]:
    """The files' names and hashes, in the order given.

    Raises InvalidPublication when there is no file, when two would have one name in a Windows folder,
    or when a name is empty, too long, or holds what no file's name may.
    """
    if not files:
        raise InvalidPublication("a version needs at least one workbook")
    names = [unicodedata.normalize("NFC", file.name).casefold() for file in files]
    if len(set(names)) < len(names):
        raise InvalidPublication("two workbooks have the same name")
    for file in files:
        if not 0 < len(file.name) <= LONGEST_FILE_NAME or _NOT_IN_A_NAME.search(file.name) or file.name in {".", ".."}:
            raise InvalidPublication(f"{file.name!r} is not a file's name")
    return tuple(StoredFile(file.name, sha256(file.content).hexdigest()) for file in files)


def kept_text(text: str, longest: int, *, needed: bool = False) -> str:
    """The text without blanks around it, what no document could hold replaced by U+FFFD.

    Raises InvalidRecord when it has more than `longest` characters, or none where one is `needed`.
    """
    kept = NOT_IN_XML.sub("\ufffd", text.strip())
    if len(kept) > longest or (needed and not kept):
        raise InvalidRecord(f"a text of {len(kept)} characters cannot be kept: {int(needed)} to {longest} can")
    return kept
