"""What staff explained, in words: who, when and why; of a warning that is back, what changed since."""

from __future__ import annotations

from datetime import date

from fund.explanations import ExplainedFinding, FactChange
from fund.finding_keys import DETAIL
from fund.model import Moment, Precision
from fund.records import Explanation, Fact
from fund.schema import BY_CODE, Column, Kind
from fund.wording.contract import choice_label, heading
from fund.wording.dates import day, moment
from fund.wording.language import Language, words
from fund.wording.numbers import decimal, money, percent


def explained_by(explanation: Explanation, language: Language) -> str:
    """« Expliqué par Anne, le 3 mars 2026 : … ». The reason is as it was typed: whoever draws it escapes it."""
    date = day(explanation.explained_at.date(), language)
    return words("explanations.by", language, author=explanation.author, date=date, reason=explanation.reason)


def withdrawn_by(explanation: Explanation, language: Language) -> str:
    """« Explication retirée par Paul, le 4 mars 2026 »; empty while it holds."""
    if explanation.withdrawn_at is None:
        return ""
    date = day(explanation.withdrawn_at.date(), language)
    return words("explanations.withdrawn", language, author=explanation.withdrawn_by, date=date)


def back_again(found: ExplainedFinding, language: Language) -> str:
    """Of a warning that is back: that it was explained, and what changed since, or else what it said then."""
    changed = [text for change in found.changes if (text := _change(change, found, language))]
    since = (
        words("explanations.since", language, changes=" · ".join(changed))
        if changed
        else words("explanations.said", language, said=found.explanation.said)
    )
    return words("explanations.back", language, explained=explained_by(found.explanation, language), since=since)


def _change(change: FactChange, found: ExplainedFinding, language: Language) -> str:
    """« Montant versé : 500 € → 800 € »; nothing of what is no column of the row's table."""
    sheet = BY_CODE.get(found.key.table)
    column = next((each for each in sheet.columns if each.code == change.name), None) if sheet else None
    if column is None or change.name.startswith(DETAIL):
        return ""
    before, after = (_texts(column, texts, found, language) for texts in (change.before, change.after))
    return words("explanations.change", language, name=heading(column, language), before=before, after=after)


def _texts(column: Column, texts: tuple[str, ...], found: ExplainedFinding, language: Language) -> str:
    currency = _currency(found.key.value) if not column.in_euros else "EUR"
    return ", ".join(_text(column, text, currency, language) for text in texts) or words("tables.empty", language)


def _currency(facts: tuple[Fact, ...]) -> str:
    return next((fact.texts[0] for fact in facts if fact.name == "currency"), "EUR")


def _text(column: Column, text: str, currency: str, language: Language) -> str:
    """A fact as the reader's language writes it, from how keys hold it."""
    match column.kind:
        case Kind.MONEY:
            return money(int(text), currency, language)
        case Kind.DATE | Kind.MOMENT:
            on, _, precision = text.partition(" ")
            return moment(Moment(date.fromisoformat(on), Precision(precision or Precision.DAY)), language)
        case Kind.SHARE:
            return percent(float(text), language)
        case Kind.NUMBER:
            return decimal(float(text), language, digits=4)
        case Kind.CHOICE:
            return choice_label(column.table, column.code, text, language)
        case _:
            return text
