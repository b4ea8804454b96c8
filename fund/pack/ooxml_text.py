"""Texts as office files can hold them, and the languages they are spoken in."""

from __future__ import annotations

import re

from fund.unwritable import NOT_IN_XML
from fund.wording.language import Language, conventions


def clean(text: str) -> str:
    """The text without the characters XML cannot hold: one of them and the whole file would not open."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def one_line(text: str) -> str:
    """The text on one line: names, headings and labels are never broken by a workbook."""
    return " ".join(part for part in re.split(r"[\t\n ]+", clean(text)) if part)


def tag(language: Language) -> str:
    """The language of a text as office files name it, `fr-FR`: spelling and screen readers follow it."""
    return conventions(language).tag
