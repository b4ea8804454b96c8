"""The text of a table of text (.csv, .txt), whichever program saved it: UTF-8, UTF-16 or one byte a letter."""

from __future__ import annotations

from fund.workbook.door.refusal import RefusedError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
"""Windows, « CSV (Macintosh) » of Excel, MS-DOS."""
_FRENCH = frozenset("éèêàçôî€°’\u00a0")
_SAMPLE = 2**16


def decoded(content: bytes) -> str:
    """The text of these bytes, without a mark at its start; raises RefusedError `not_a_workbook` for what is none."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "") or _wide(content[:_SAMPLE])
    for name in (encoding,) if encoding else ("utf-8", _one_byte(content[:_SAMPLE]), "cp1252", "mac_roman"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    raise RefusedError("not_a_workbook")


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every second byte of a text in Latin letters is zero."""
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    most = len(sample) // 2
    if zeros[1] > 0.7 * most and zeros[0] < 0.1 * most:
        return "utf-16-le"
    if zeros[0] > 0.7 * most and zeros[1] < 0.1 * most:
        return "utf-16-be"
    return ""


def _one_byte(sample: bytes) -> str:
    """The encoding in which the accents are those of French; Windows' own unless nothing in it is."""
    signs = bytes(byte for byte in sample if byte >= 0x80)
    counts = {name: sum(sign in _FRENCH for sign in signs.decode(name, "replace")) for name in _ONE_BYTE}
    return "cp1252" if counts["cp1252"] else max(counts, key=lambda name: counts[name])
