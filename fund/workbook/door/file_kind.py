"""What a file is: a table of text by its name, an OpenDocument or an encrypted or old Excel file by its bytes."""

from __future__ import annotations

from pathlib import PurePath

TEXT_EXTENSIONS = frozenset((".csv", ".txt"))


def is_delimited(name: str) -> bool:
    """Whether a file is a table of text, by its name: its bytes can't tell."""
    return PurePath(name).suffix.casefold() in TEXT_EXTENSIONS
