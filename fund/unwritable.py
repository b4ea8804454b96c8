"""What can't be written everywhere: characters that XML and databases don't hold, names in addresses and of files."""

from __future__ import annotations

import re
import unicodedata

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Office files are XML: one of these and the whole file does not open."""

NOT_IN_SQL = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL or UTF-8 can't hold: NUL and half characters."""


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
"""What an office program takes for the beginning of a formula in a file without types."""


def disarmed(text: str) -> str:
    """A text that no office program runs as a formula where a file can't say that it is one."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def slug(text: str) -> str:
    """Lower-case ASCII words with hyphens: « Rzeszów (été) » gives `rzeszow-ete`; may be empty."""
    ascii_only = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
