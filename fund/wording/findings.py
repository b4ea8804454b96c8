"""What a finding says, in the reader's language: a title, what was seen, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from fund.metric import Metric
from fund.model import Finding, Moment
from fund.wording.dates import day, moment
from fund.wording.figures import bounded, label_of, value_in_sentence
from fund.wording.language import Language, keys, words
from fund.wording.numbers import decimal, money, value


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding in words. None of it is escaped: `what` quotes the workbook."""

    title: str
    what: str
    todo: str


def finding_text(finding: Finding, language: Language) -> FindingText:
    """The catalogue's sentences for a finding, their placeholders filled.

    A detail that is a figure (`Metric`) is said with all that has to be said of it. One named for its unit
    (`budget_cents`, `threshold_ratio`, `days_days`) fills the placeholder of its stem (`{budget}`) as the language
    writes it; one ending in `_money` is a pair of cents and currency, one ending in `_metric` a figure's name (in
    `_metrics` several); one ending in `_bound` says how its stem is meant (`at_least`). What a cell shows, and the
    other cell that it is held against, are also there as numbers are written (`{seen_number}`, `{other_number}`).
    """
    fields: dict[str, object] = {
        "file": finding.file,
        "sheet": finding.sheet,
        "row": finding.row if finding.row is not None else "",
        "column": finding.column,
        "cell": finding.cell,
        # As read, a day has its hour; the finding keeps it, since an explanation is found again by it.
        "seen": finding.seen.removesuffix(" 00:00"),
        "seen_number": _as_number(finding.seen, language),
        "other_number": _as_number(str(finding.details.get("other", "")), language),
        **_shown(finding.details, language),
    }
    title, what, todo = (words(f"findings.{finding.code}.{part}", language, **fields) for part in FINDING_PARTS)
    return FindingText(title, what, todo)


_BARE_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,4})?")


def _as_number(seen: str, language: Language) -> str:
    """A bare number of a cell as the language writes it; any other text as it is."""
    if not _BARE_NUMBER.fullmatch(seen):
        return seen
    return decimal(Decimal(seen.replace(",", ".")), language, digits=4)


FINDING_PARTS = ("title", "what", "todo")
"""The sentences the catalogue holds for each code."""


UNIT_SUFFIXES = ("cents", "ratio", "hours", "days", "count")


def _shown(details: Mapping[str, object], language: Language) -> dict[str, object]:
    shown: dict[str, object] = {}
    for name, detail in details.items():
        stem, _, suffix = name.rpartition("_")
        is_number = isinstance(detail, int | float) and not isinstance(detail, bool)
        if isinstance(detail, Metric):
            shown[name] = value_in_sentence(detail, language, exact=True)
        elif stem and suffix in UNIT_SUFFIXES and isinstance(detail, int | float):
            shown[stem] = value(detail, suffix, language, exact=True)
        elif stem and suffix == "money" and isinstance(detail, tuple):
            cents, currency = detail
            shown[stem] = money(cents, currency, language)
        elif stem and suffix == "metric":
            shown[stem] = label_of(str(detail), language).lower()
        elif stem and suffix == "metrics" and isinstance(detail, tuple):
            shown[stem] = ", ".join(label_of(str(each), language).lower() for each in detail)
        elif isinstance(detail, Moment):
            shown[name] = moment(detail, language)
        elif isinstance(detail, date):
            shown[name] = day(detail, language)
        elif is_number and name != "n":
            shown[name] = decimal(cast("float", detail), language, digits=4)
        else:
            shown[name] = detail
    bounds = {name.removesuffix("_bound"): str(bound) for name, bound in details.items() if name.endswith("_bound")}
    return shown | {stem: bounded(str(shown[stem]), bound, language) for stem, bound in bounds.items()}


def every_finding(language: Language) -> tuple[FindingText, ...]:
    """The whole catalogue, by title: what each finding says and asks, « … » where a finding fills in its own."""
    codes = sorted({key.split(".")[1] for key in keys(language) if key.startswith("findings.")})
    texts = [
        FindingText(*(re.sub(r"\{\w+\}", "…", words(f"findings.{code}.{part}", language)) for part in FINDING_PARTS))
        for code in codes
    ]
    return tuple(sorted(texts, key=lambda text: text.title))
