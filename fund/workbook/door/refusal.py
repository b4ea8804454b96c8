"""A file that is not read, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fund.wording import Language, decimal, words
from fund.wording.findings import FINDING_PARTS, FindingText


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that must not be read. `code` names the sentences of the catalogue, which `details` fill."""

    code: str
    file: str
    details: Mapping[str, object] = field(default_factory=dict)


def refusal_text(refusal: Refusal, language: Language) -> FindingText:
    """A refusal in words: a title, why, what to do. None of it is escaped."""
    numbers = {name: decimal(value, language) for name, value in refusal.details.items() if isinstance(value, int)}
    fields = {**refusal.details, **numbers, "file": refusal.file}
    return FindingText(
        *(words(f"workbook.refusals.{refusal.code}.{part}", language, **fields) for part in FINDING_PARTS)
    )
