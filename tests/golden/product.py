"""All that the golden texts use of the product, in one place: what moves there is followed here only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from fund.metrics.result import FundMetrics
from fund.model import WorkbookFile
from fund.open_fund import SHIPPED
from fund.records import Decision, DecisionState, DeckEntry
from fund.slides.deck import deck
from fund.slides.slide import DeckInput, Slide
from pages.parts.session import funds, listing
from pages.parts.session import staff as staff_module
from pages.web.signed_in import Staff
from tests.example_files import contributions_with

__all__ = [
    "SHIPPED",
    "FundMetrics",
    "Language",
    "Slide",
    "contributions_with",
    "donors",
    "hold_meetings",
    "kept_scenarios",
    "metrics",
    "programme_paths",
    "row_values",
    "signed_in_staff",
    "slides",
    "staff_module",
]

AUTHOR = "Anna"
Language = Literal["fr", "en"]


def signed_in_staff(_cookies: object) -> Staff:
    """Stands in for the check of the session: Léo is signed in."""
    return Staff("Léo", "a session")


def programme_paths(fund: str) -> list[str]:
    """The addresses of the fund's programmes."""
    return [item.path for item in listing.programme_addresses() if item.fund == fund]


def metrics(fund: str) -> FundMetrics:
    """The figures of the fund's public version."""
    return funds.opened(fund).metrics


def row_values(fund: str) -> set[float]:
    """Every number that stands in a row of the fund's workbooks, as the tables hold it."""
    tables = funds.opened(fund).dataset.tables.values()
    columns = (table[name] for table in tables for name in table.select_dtypes("number"))
    return {float(value) for column in columns for value in column.dropna()}


def donors(fund: str) -> list[str]:
    """The names of the fund's donors, the largest first."""
    return [str(name) for name in metrics(fund).contributions.by_donor["donor"] if name]


def kept_scenarios(fund: str) -> list[int]:
    """The numbers of the fund's kept scenarios."""
    return [each.id for each in funds.store().scenarios.of(fund, shared_only=True)]


def slides(fund: str, language: Language, *, decisions: Sequence[Decision] = ()) -> Sequence[Slide]:
    """The deck of a fund that has had no meeting, as values."""
    found = funds.opened(fund)
    return deck(DeckInput(fund=found, decisions=decisions), language)


def publish(fund: str, name: str, content: bytes) -> None:
    """A new version of the fund, in which one of its files is this one."""
    store, public = funds.store(), funds.public_version(fund)
    files = [WorkbookFile(each.name, content if each.name == name else each.content) for each in store.files(public)]
    store.publish(fund, files, author=AUTHOR, note="Une mise à jour", based_on=public)


def hold_meetings(fund: str, programme: str, *, hidden: str, new: tuple[str, bytes]) -> None:
    """A meeting held on what is public, a new version, and a meeting under way on it; decisions, a deck, scenarios.

    `hidden` is the slide that staff left out; `new` the name and content of the file of the new version.
    """
    store = funds.store()
    meetings, decisions = store.meetings, store.decisions
    first = meetings.open(
        fund, held_on=date(2026, 10, 12), place="Paris", version_id=funds.public_version(fund), author=AUTHOR
    )
    decisions.record(
        fund, "Verser la tranche 2", author=AUTHOR, meeting_id=first.id, programme=programme, amount_cents=60_000_50
    )
    done = DecisionState.DONE
    decisions.record(fund, "Écrire aux donateurs", author=AUTHOR, meeting_id=first.id, state=done)
    meetings.close(first.id, author=AUTHOR)
    publish(fund, *new)
    public = funds.public_version(fund)
    for name, link in (("Un don", "1~don.10000.Strasbourg"), ("Un budget", f"1~budget.{programme}.5000")):
        store.scenarios.keep(fund, version_id=public, name=name, link=link, shared=True, author=AUTHOR)
    second = meetings.open(fund, held_on=date(2026, 11, 20), place="", version_id=public, author=AUTHOR)
    decisions.record(fund, "Prolonger les cours", author=AUTHOR, meeting_id=second.id, due=date(2027, 1, 15))
    entries = (
        DeckEntry("title", line="Bienvenue"),
        DeckEntry("money", line="Montrer le solde"),
        DeckEntry(hidden, shown=False),
    )
    store.decks.save(replace(store.decks.of(fund), entries=entries), author=AUTHOR)
