"""The texts of a fund or a programme in the order in which they are read: what was, what was hard, what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from fund.model import Record, records
from fund.schema.choices import STORY_NATURES
from fund.wording.contract import choice_label
from fund.wording.language import Language, words

_PARTS = MappingProxyType({"difficulty": "difficulties", "next": "next"})
"""The natures whose texts stand under a heading of their own; all others are the story itself."""
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b|[€%]|h\b)")
_NUMBERED = re.compile(r"\b(tranche|page|n°) (?=\d)|\b(\d+(?:e|er|re|ere|ère|ème)) (?=\w)", re.IGNORECASE)
_ORDER = tuple(nature.code for nature in STORY_NATURES)


def unbroken(text: str) -> str:
    """A workbook's text in which a number stays on the line of its unit, and of the word that it numbers."""
    return _NUMBERED.sub(lambda found: f"{found[1] or found[2]}\u00a0", _THOUSANDS.sub("\u202f", text))


@dataclass(frozen=True, slots=True)
class Stories:
    """Texts under one heading: `code` is `story`, `difficulties` or `next`; rows as in `ProgrammeMetrics.stories`."""

    code: str
    heading: str
    rows: tuple[Record, ...]


def stories_in_order(texts: pd.DataFrame, language: Language) -> tuple[Stories, ...]:
    """The texts by what they are about, context first; parts without a text are left out."""
    told = [row for row in records(texts) if row["text"]]
    told.sort(key=lambda row: _ORDER.index(row["nature"] or "fact"))
    found = []
    for code in ("story", *_PARTS.values()):
        rows = tuple(row for row in told if _PARTS.get(row["nature"] or "", "story") == code)
        if rows:
            found.append(Stories(code, words(f"programmes.stories.{code}", language), rows))
    return tuple(found)


def story_facts(row: Record, language: Language) -> tuple[str, ...]:
    """What stands beside a text: that it gives the context, its period, where it comes from; the known ones."""
    context = choice_label("stories", "nature", "context", language) if row["nature"] == "context" else ""
    source = words("programmes.stories.source", language, source=unbroken(row["source"])) if row["source"] else ""
    return tuple(fact for fact in (context, str(row["period"] or ""), source) if fact)
