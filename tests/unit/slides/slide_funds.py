"""Funds for the slides' tests: one as large as can be, one as small, and what stands on a slide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fund.changes import changes
from fund.metrics.fund import state_of
from fund.model import Dataset
from fund.slides.deck import deck
from fund.slides.slide import DeckInput, Since, Slide
from tests.records import decision, meeting
from tests.unit.datasets import dataset

BILLION_CENTS = 10**11
LAST_MEETING = meeting(date(2026, 5, 12), "Lyon")


def material(data: Dataset, **parts: object) -> DeckInput:
    return DeckInput(fund=state_of(data), **parts)


def slides(given: DeckInput) -> dict[str, Slide]:
    return {slide.code: slide for slide in deck(given, "fr")}


def since(before: Dataset, after: Dataset) -> Since:
    compared = changes(state_of(before), state_of(after))
    return Since(meeting=LAST_MEETING, changes=compared)


def small() -> DeckInput:
    """One donor who gave twice, and no programme."""
    gifts = [
        {"donor": "Laval", "donor_type": "municipality", "received_cents": 0, "received_on": date(2024, 1, 5)},
        {"donor": "Laval", "donor_type": "municipality", "received_cents": 500_000, "received_on": date(2024, 3, 5)},
    ]
    return material(dataset(as_of=date(2024, 12, 31), contributions=gifts, present=("programmes",)))


def large() -> DeckInput:
    """300 donors of 80 characters, 12 programmes, amounts from 0 to a billion euros, much of it unknown."""
    before, after = _large(donors=300, grown=0), _large(donors=303, grown=7_777)
    decisions = [
        decision(
            text="Décider de " + "longues choses " * 30,
            programme=f"Prog & {at}",
            amount_cents=BILLION_CENTS,
            due=date(2027, 1, 1),
            state="under_way",
        )
        for at in range(11)
    ]
    return material(
        after,
        meeting=meeting(date(2026, 9, 30), "Salle " + "très grande " * 20),
        since=since(before, after),
        decisions=decisions,
        earlier_decisions=decisions,
    )


def _large(*, donors: int, grown: int) -> Dataset:
    whose = [f"Prog & {at}" for at in range(12) if at != 5]
    tables = {
        "contributions": [
            {
                "donor": f"{'Communauté de communes du pays des collines et des vallées réunies':<74.74} {at:05d}",
                "donor_type": ("municipality", "intermunicipal", "department", "region")[at % 4],
                "pledged_cents": at * 100_000,
                "received_cents": None if at % 7 == 3 else BILLION_CENTS if at == 0 else at * (70_000 + grown),
                "received_on": date(2024, 1 + at % 12, 3),
            }
            for at in range(donors)
        ],
        "programmes": [
            {
                "code": f"Prog & {at}",
                "name": f"Programme numéro {at} d’accompagnement des très nombreuses collectivités territoriales",
                "partner": "Association" + "x" * 80,
                "budget_cents": (0, BILLION_CENTS, None, 12_345_678_901)[at % 4],
                "summary": "Une phrase du résumé. " * 30,
            }
            for at in range(12)
        ],
        "tranches": [
            {
                "programme": code,
                "number": number,
                "amount_cents": (10**10, 0, None, 99)[number % 4],
                "paid_on": date(2024, number, 1) if number < 9 else None,
                "planned_on": date(2024, number, 1),
                "release_threshold": 0.7,
            }
            for code in whose[::2]
            for number in range(1, 13)
        ],
        "expenses": [
            {
                "programme": whose[at % 11],
                "tranche": at % 12 + 1,
                "date": date(2024, 1, 1) + timedelta(days=at),
                "label": f"Dépense {at} " + "z" * 80,
                "category": f"{at % 15} poste de dépense au nom vraiment très long, {'y' * 40}",
                "amount_cents": at * (98_765 + grown) if at % 11 else None,
                "currency": "EUR",
            }
            for at in range(300)
        ],
        "activities": [
            {
                "programme": whose[at % 11],
                "activity": f"Activité {at}",
                "kind": f"Nature d’activité au nom vraiment très long {at}",
                "hours_delivered": at * 1_000.5 + grown,
                "hours_planned": at * 1_200,
            }
            for at in range(110)
        ],
        "participants": [
            {"programme": whose[at % 3], "step": f"{at} étape au nom très long " * 4, "count": at * 10**8 + grown}
            for at in range(30)
        ],
        "milestones": [
            {
                "programme": whose[at % 11],
                "date": date(2027, 1, 1),
                "title": "Un jalon au nom très long " * 8,
                "status": "planned",
                "description": "d" * 400,
            }
            for at in range(110)
        ],
        "running_costs": [{"label": "Banque", "amount_cents": 5}],
    }
    found = dataset(as_of=date(2024, 12, 31), **tables)
    fund = replace(found.fund, name="Fonds de solidarité " * 10, crisis="Une crise " * 40, fictional=True)
    return replace(found, fund=fund)
