"""Funds that packs are made of in the tests: the shipped ones, and two that no screen was drawn for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from fund.metrics.fund import FundState, state_of
from fund.model import Dataset
from fund.slides.deck import deck
from fund.slides.slide import DeckInput, Slide
from fund.wording import Language
from tests.records import meeting
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import dataset

MEETING = meeting(date(2023, 12, 12), "Paris")
LONG = "Communauté d’agglomération de Saint-Rémy-lès-Chevreuse et des Hauts-Plateaux unis"
"""80 characters."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PackFund(FundState):
    """A fund with its figures and its deck."""

    slides: tuple[Slide, ...]


@cache
def shipped(name: str, language: Language = "fr") -> PackFund:
    return of(shipped_fund(name).dataset, language)


def of(data: Dataset, language: Language = "fr") -> PackFund:
    state = state_of(data)
    return PackFund(data, state.metrics, slides=deck(DeckInput(fund=state, meeting=MEETING), language))


@cache
def alone() -> PackFund:
    """One donor and no programme; nothing has been paid."""
    return of(dataset(contributions=[{"donor": "Aÿ-Champagne", "donor_type": "municipality"}], present=("programmes",)))


@cache
def crowd() -> PackFund:
    """300 donors with names of 80 characters, 12 programmes of 6 tranches, amounts from 0 to 10⁹ €."""
    codes = [f"p{number}" for number in range(12)]
    start = date(2023, 1, 1)
    data = dataset(
        as_of=date(2024, 12, 31),
        contributions=[
            {
                "donor": f"{number:03d} {LONG}"[:80],
                "donor_type": "intermunicipal",
                "pledged_cents": number * 10**9,
                "received_cents": 10**11 if number == 299 else number * 10**6,
                "received_on": start + timedelta(days=number),
            }
            for number in range(300)
        ],
        programmes=[
            {
                "code": code,
                "name": f"{LONG} {code}",
                "partner": LONG,
                "country": "Ukraine",
                "budget_cents": 10**11,
                "status": "running",
                "summary": f"{LONG}. " * 5,
            }
            for code in codes
        ],
        tranches=[
            {
                "programme": code,
                "number": number,
                "amount_cents": 10**10,
                "paid_on": start + timedelta(days=90 * number),
                "release_share": 0.7,
            }
            for code in codes
            for number in range(1, 7)
        ],
        expenses=[
            {
                "programme": code,
                "tranche": 1,
                "date": start + timedelta(days=number),
                "category": f"{LONG} {number}",
                "amount_cents": 10**9 + number,
                "currency": "EUR",
            }
            for code in codes
            for number in range(20)
        ],
        activities=[
            {
                "programme": code,
                "activity": f"{LONG} {number}",
                "kind": f"{number} {LONG}",
                "hours_delivered": 1234.5,
                "hours_planned": 2000.0,
                "participants": 25,
            }
            for code in codes
            for number in range(9)
        ],
        stories=[{"programme": code, "period": "2024", "title": LONG, "text": f"{LONG}.\n\n" * 20} for code in codes],
    )
    return of(data)


HOSTILE = ('=HYPERLINK("http://x","y")', "+33 1", "-5", "@SUM(A1)", "<b>x</b> & </a:t>", "a\x01b", "_x0041_")


@cache
def hostile() -> PackFund:
    """Every text of the workbook tries something."""
    rows = [
        {"donor": text, "donor_type": "municipality", "received_cents": 10_000 + n} for n, text in enumerate(HOSTILE)
    ]
    data = dataset(
        contributions=rows,
        programmes=[{"code": "p", "name": HOSTILE[0], "partner": HOSTILE[4], "summary": HOSTILE[5]}],
        participants=[{"programme": "p", "step": text, "count": 1 + n} for n, text in enumerate(HOSTILE)],
        activities=[
            {"programme": "p", "activity": text, "kind": text, "hours_delivered": 1.0 + n}
            for n, text in enumerate(HOSTILE)
        ],
        stories=[{"programme": "p", "period": HOSTILE[0], "title": HOSTILE[3], "text": HOSTILE[5]}],
    )
    fund = replace(data.fund, name=HOSTILE[0], crisis=HOSTILE[5], fictional=True)
    return of(replace(data, fund=fund))
