"""A random fund: small, plausible, and in order, so that whatever is found in it was put there."""

from __future__ import annotations

import math
from datetime import date, timedelta
from random import Random

from tests.disguise.draw_gifts import draw_gifts
from tests.disguise.made_fund import MadeFund, Record, cents, day

PROGRAMMES = {"eau": "Eau potable", "ecoles": "Écoles du Vaurais", "metiers": "Formation aux métiers"}
CURRENCIES = {"UAH": 42.0, "PLN": 4.3, "MDL": 19.4, "MGA": 4900.0}
COSTS = ("Frais bancaires", "Affranchissement", "Traduction", "Déplacement", "Audit", "Assurance", "Hébergement")
PURCHASES = ("Ordinateurs", "Pompe", "Mobilier", "Manuels", "Câbles", "Transport", "Peinture", "Vitrages", "Filtres")
ACTIVITIES = ("Polonais, niveau A1", "Comptabilité", "Couture", "Premiers secours", "Informatique", "Soutien")
SUPPLIERS = ("Atelier Nord", "Comptoir des Îles", "Librairie Osse", "Transports Vaur", "Maison Quer")

COLUMNS = {
    "fund": ("code", "name", "currency", "as_of", "fictional"),
    "programmes": ("code", "name", "country", "partner", "start", "budget_cents", "status"),
    "tranches": ("programme", "number", "amount_cents", "planned_on", "paid_on", "release_threshold"),
    "expenses": (
        *("programme", "tranche", "date", "label", "category", "supplier"),
        *("amount_cents", "currency", "rate", "document"),
    ),
    "rates": ("currency", "date", "units_per_euro", "source"),
    "running_costs": ("date", "label", "amount_cents"),
    "activities": (
        *("programme", "activity", "kind", "start", "end", "participants"),
        *("hours_planned", "hours_delivered", "hours_per_participant"),
    ),
    "participants": ("programme", "step", "count"),
    "declared": ("programme", "tranche", "indicator", "value", "unit", "approximate", "date", "source"),
}


def draw_fund(random: Random) -> MadeFund:
    """A fund of up to three programmes, the same one for the same state of `random`."""
    year, month = random.choice(((2024, 3), (2024, 6), (2024, 12), (2025, 6), (2025, 9)))
    as_of = date(year, month + 1, 1) - timedelta(1) if month < 12 else date(year, 12, 31)
    fund = MadeFund(as_of, dict(COLUMNS))
    fund.columns["contributions"], fund.records["contributions"] = draw_gifts(as_of, random)
    fund.records["fund"] = [
        {"code": "orvanes", "name": "Fonds des Orvanes", "currency": "EUR", "as_of": as_of, "fictional": "oui"}
    ]
    _programmes(fund, random)
    _rates_and_expenses(fund, random)
    _running_costs(fund, random)
    _activities(fund, random)
    return fund


def _programmes(fund: MadeFund, random: Random) -> None:
    raised = sum(cents(gift, "received_cents") for gift in fund.rows("contributions"))
    codes = random.sample(sorted(PROGRAMMES), random.randint(1, 3))
    programmes: list[Record] = []
    tranches: list[Record] = []
    for code in codes:
        budget = int(raised * random.uniform(0.5, 0.8) / len(codes)) // 10_000 * 10_000
        start = fund.as_of - timedelta(random.randint(400, 600))
        programmes.append(
            {
                "code": code,
                "name": PROGRAMMES[code],
                "country": "Orvanes",
                "partner": f"Association {code}",
                "start": start,
                "budget_cents": budget,
                "status": "running",
            }
        )
        number_of = random.randint(1, 3)
        for number in range(1, number_of + 1):
            tranche: Record = {"programme": code, "number": number}
            tranche["amount_cents"] = int(budget / number_of * random.uniform(0.8, 1)) // 1000 * 1000
            if number == 1 or (number == 2 and number_of == 3):
                tranche["paid_on"] = start + timedelta(30 + 120 * (number - 1) + random.randint(0, 20))
                tranche["planned_on"] = day(tranche, "paid_on") - timedelta(random.randint(1, 15))
            else:
                tranche["planned_on"] = fund.as_of + timedelta(40 * number)
            if number > 1:
                tranche["release_threshold"] = random.choice((0.5, 0.6, 0.7, 0.75, 0.8))
            tranches.append(tranche)
    fund.records |= {"programmes": programmes, "tranches": tranches}


def _rates_and_expenses(fund: MadeFund, random: Random) -> None:
    codes = [str(programme["code"]) for programme in fund.rows("programmes")]
    if len(codes) > 1 and random.random() < 0.5:
        reported = codes.pop()
        fund.records["declared"] = [
            {
                "programme": reported,
                "tranche": 1,
                "indicator": "tranche_share",
                "unit": "%",
                "value": random.randint(2000, 9900) / 100,
                "approximate": "non",
                "date": fund.as_of,
                "source": "Rapport du partenaire",
            }
        ]
    currencies = random.sample(sorted(CURRENCIES), random.choice((0, 1, 1, 2)))
    rates = fund.records["rates"] = [
        _quote(c, fund.as_of - timedelta(30 * n), random) for c in currencies for n in range(20, -1, -1)
    ]
    expenses = fund.records["expenses"] = []
    for tranche in fund.rows("tranches"):
        if tranche["programme"] in codes and "paid_on" in tranche:
            number_of = random.randint(2, 5)
            for _ in range(number_of):
                share = random.uniform(0.4, 0.9) / number_of
                expenses.append(_expense(tranche, share, fund, currencies, random))
    for number, expense in enumerate(expenses, start=1):
        expense["document"] = f"F-{day(expense, 'date').year}-{number:03}"
    if not rates:
        del fund.records["rates"]


def _quote(currency: str, when: date, random: Random) -> Record:
    rate = round(CURRENCIES[currency] * random.uniform(0.985, 1.015), 4)
    return {"currency": currency, "date": when, "units_per_euro": rate, "source": "Banque centrale"}


def _expense(tranche: Record, share: float, fund: MadeFund, currencies: list[str], random: Random) -> Record:
    paid_on = day(tranche, "paid_on")
    when = paid_on + timedelta(random.randint(1, (fund.as_of - paid_on).days - 1))
    currency = random.choice(("EUR", *currencies))
    euros = cents(tranche, "amount_cents") / 100 * share
    expense: Record = {
        "programme": tranche["programme"],
        "tranche": tranche["number"],
        "date": when,
        "label": f"{random.choice(PURCHASES)} {random.randint(2, 99)}",
        "category": "Équipement",
        "supplier": random.choice(SUPPLIERS),
        "currency": currency,
    }
    rate = round(CURRENCIES.get(currency, 1.0) * random.uniform(0.99, 1.01), 4)
    expense["amount_cents"] = max(1, round(euros * (rate if currency != "EUR" else 1))) * 100
    if currency != "EUR" and random.random() < 0.5:
        expense["rate"] = rate
    return expense


def _running_costs(fund: MadeFund, random: Random) -> None:
    labels = random.sample(COSTS, random.randint(3, 6))
    days = sorted(random.sample(range(5, 300), len(labels)), reverse=True)
    fund.records["running_costs"] = [
        {
            "date": fund.as_of - timedelta(ago),
            "label": label,
            "amount_cents": random.randint(400, 2400) * 10,
        }
        for label, ago in zip(labels, days, strict=True)
    ]


def _activities(fund: MadeFund, random: Random) -> None:
    activities = fund.records["activities"] = []
    counts = fund.records["participants"] = []
    for programme in fund.rows("programmes"):
        if random.random() < 0.4:
            continue
        for name in random.sample(ACTIVITIES, random.randint(2, 4)):
            begun = day(programme, "start") + timedelta(random.randint(5, 60))
            delivered = random.randint(20, 400) / 2
            participants = random.randint(6, 30)
            # Somebody is there in each hour.
            least = max(4, math.ceil(2 * delivered / participants))
            activities.append(
                {
                    "programme": programme["code"],
                    "activity": name,
                    "kind": "Cours",
                    "start": begun,
                    "end": begun + timedelta(90),
                    "participants": participants,
                    "hours_planned": delivered + random.randint(0, 20),
                    "hours_delivered": delivered,
                    "hours_per_participant": random.randint(least, int(delivered)) / 2,
                }
            )
        number = random.randint(40, 90)
        for step in ("candidatures", "retenues", "accompagnées"):
            counts.append({"programme": programme["code"], "step": step, "count": number})
            number -= random.randint(3, 12)
    for table in ("activities", "participants"):
        if not fund.records[table]:
            del fund.records[table]
