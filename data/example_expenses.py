"""The example fund's expenses and the rates of their currencies. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from data.example_gifts import AS_OF, SCHOOLS, TRADES, WATER
from data.example_variation import shared, varied
from data.workbook_writer import Table, table

MONTHS = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(2, 21)]  # March 2025 to September 2026
RATES = {
    (currency, month): round(varied(f"{currency} {month}", low, high), 4)
    for currency, low, high in (("MGA", 4_950, 5_250), ("USD", 1.07, 1.17))
    for month in MONTHS
}
# The thresholds' values in euros at the contract's rates: 3 000,00 €, 5 000,00 € and 2 500,00 €.
THRESHOLDS_EUR_CENTS = {WATER: 3_000_00, SCHOOLS: 5_000_00, TRADES: 2_500_00}


@dataclass(frozen=True, slots=True)
class Purchase:
    """A kind of purchase that comes back: its usual share of the money says how large it is."""

    label: str
    category: str
    supplier: str
    currency: str
    weight: float


PURCHASES = {
    WATER: (
        Purchase("Tuyaux et raccords", "Matériaux", "Comptoir Sanderel", "USD", 9),
        Purchase("Pompe immergée et coffret de commande", "Équipement", "Hydraulique Tavermont et fils", "EUR", 14),
        Purchase("Ciment et sable", "Matériaux", "Carrières d’Osselune", "MGA", 5),
        Purchase("Terrassement et pose", "Travaux", "Chantiers réunis de Tarmeril", "MGA", 12),
        Purchase("Analyses de la qualité de l’eau", "Études et contrôles", "Laboratoire des Passes", "MGA", 2),
        Purchase("Transport par goélette", "Transport", "Armement Vialune", "MGA", 3),
        Purchase("Chlore et réactifs", "Consommables", "Comptoir Sanderel", "USD", 2),
        Purchase("Coordination du programme", "Personnel", "Union des communes orvanaises", "EUR", 5),
    ),
    SCHOOLS: (
        Purchase("Charpente métallique", "Matériaux", "Ateliers Brisemare", "USD", 12),
        Purchase("Maçonnerie", "Travaux", "Chantiers réunis de Tarmeril", "MGA", 14),
        Purchase("Tôles et fixations cycloniques", "Matériaux", "Comptoir Sanderel", "USD", 9),
        Purchase("Menuiserie et mobilier scolaire", "Équipement", "Coopérative du Bois-Clair", "MGA", 5),
        Purchase("Contrôle technique", "Études et contrôles", "Bureau Ferrandole", "EUR", 4),
        Purchase("Matériel pédagogique", "Équipement", "Librairie de Mornevert", "EUR", 2),
        Purchase("Transport par goélette", "Transport", "Armement Vialune", "MGA", 3),
    ),
    TRADES: (
        Purchase("Outillage d’atelier", "Équipement", "Comptoir Sanderel", "USD", 7),
        Purchase("Vacations des formateurs", "Personnel", "Maison des métiers d’Osselune", "MGA", 9),
        Purchase("Matière d’œuvre", "Consommables", "Coopérative du Bois-Clair", "MGA", 4),
        Purchase("Indemnités de déplacement des stagiaires", "Transport", "Armement Vialune", "MGA", 3),
        Purchase("Location de l’atelier", "Fonctionnement", "Ville d’Osselune", "EUR", 5),
        Purchase("Équipements de protection", "Équipement", "Ateliers Brisemare", "USD", 2),
    ),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is spent on one tranche: how many expenses, their sum in cents of euro, between which days."""

    programme: str
    tranche: int
    count: int
    euro_cents: int
    first: date
    last: date


# The trouble: 113 900 € on the second tranche of `ecoles`, whose amount is 110 000 €. On the second of `eau`,
# too little to release the third (70 % of 120 000 € is 84 000 €); on the first of `metiers`, enough for the second.
PLANS = (
    Plan(WATER, 1, 66, 110_500_00, date(2025, 6, 2), date(2026, 3, 20)),
    Plan(WATER, 2, 36, 61_800_00, date(2026, 2, 16), date(2026, 9, 25)),
    Plan(SCHOOLS, 1, 44, 98_700_00, date(2025, 6, 16), date(2025, 12, 12)),
    Plan(SCHOOLS, 2, 44, 113_900_00, date(2025, 11, 17), date(2026, 5, 22)),
    Plan(SCHOOLS, 3, 22, 46_400_00, date(2026, 4, 16), date(2026, 6, 29)),
    Plan(TRADES, 1, 52, 63_200_00, date(2025, 9, 15), date(2026, 9, 28)),
)

COLUMNS = "programme tranche date label category supplier amount_cents currency rate tender document"
Row = tuple[object, ...]


def euro_cents(amount_cents: int, rate: float) -> int:
    """An amount at a rate (units for €1), in whole cents of euro, halves up."""
    exact = Decimal(amount_cents) / Decimal(repr(rate))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _rate(currency: str, day: date) -> float:
    return 1.0 if currency == "EUR" else RATES[currency, day.replace(day=1)]


def _planned(plan: Plan) -> list[Row]:
    """The expenses of a tranche, by date. Every ninth keeps the rate of its bank statement in its own row."""
    kinds = PURCHASES[plan.programme]
    bought = [kinds[number % len(kinds)] for number in range(plan.count)]
    keys = [f"{plan.programme} {plan.tranche} {number}" for number in range(plan.count)]
    weights = [kind.weight * varied(f"{key} weight", 0.5, 1.5) for kind, key in zip(bought, keys, strict=True)]
    days = [
        plan.first + timedelta(days=round((plan.last - plan.first).days * number / (plan.count - 1)))
        for number in range(plan.count)
    ]
    rows: list[Row] = []
    for number, cents in enumerate(shared(plan.euro_cents, weights)):
        kind, day = bought[number], days[number]
        own_rate = number % 9 == 0 and kind.currency != "EUR"
        rate = _rate(kind.currency, day)
        rate = round(rate * varied(f"{keys[number]} rate", 0.99, 1.01), 4) if own_rate else rate
        # Prices in ariary are whole hundreds; the others are to the cent.
        amount = round(cents * rate / 100_00) * 100_00 if kind.currency == "MGA" else round(cents * rate)
        above = cents > 0.9 * THRESHOLDS_EUR_CENTS[plan.programme]
        rows.append(
            (
                plan.programme,
                plan.tranche,
                day,
                kind.label,
                kind.category,
                kind.supplier,
                amount,
                kind.currency,
                rate if own_rate else None,
                "oui" if above else "non",
                f"{plan.programme[:3].upper()}-{plan.tranche}-{number + 1:03}",
            )
        )
    return rows


REFUND = (SCHOOLS, 1, date(2025, 12, 18), "Tôles rendues au fournisseur", "Matériaux", "Comptoir Sanderel")
# The trouble: a purchase above the threshold of 3 000 € without a call for tenders; two whose amounts are not
# communicated, one of them in a currency that has no rate either: it stays out of every total.
WITHOUT_TENDER = (WATER, 1, date(2026, 1, 22), "Groupe électrogène", "Équipement", "Hydraulique Tavermont et fils")
UNBILLED = (TRADES, 1, date(2026, 5, 19), "Poste à souder", "Équipement", "Comptoir d’importation du Détroit")
WITHOUT_AMOUNT = (WATER, 1, date(2026, 3, 24), "Réfection du réservoir de Vaudombre", "Travaux", "Carrières d’Osselune")
SPECIAL: list[Row] = [
    (*REFUND, -420_00, "EUR", None, None, "ECO-1-AV1"),
    (*WITHOUT_TENDER, 6_400_00, "EUR", None, "non", "EAU-1-067"),
    (*UNBILLED, None, "TRY", None, "non", "MET-1-053"),
    (*WITHOUT_AMOUNT, None, "MGA", None, None, None),
]

EXPENSE_ROWS = [row for plan in PLANS for row in _planned(plan)] + SPECIAL


def expenses(*programmes: str) -> Table:
    """The expenses of some programmes, by programme and date."""
    rows = [row for programme in programmes for row in EXPENSE_ROWS if row[0] == programme]
    rows.sort(key=lambda row: (programmes.index(str(row[0])), row[2]))
    return table("expenses", COLUMNS, rows, title=f"Dépenses justifiées au {AS_OF:%d/%m/%Y}")


def rates() -> Table:
    """The rates of every month, by currency."""
    rows = [(currency, month, rate, "Taux inventé pour l’exemple") for (currency, month), rate in RATES.items()]
    return table("rates", "currency date units_per_euro source", rows)


def spent_cents(programme: str) -> int:
    """What a programme has spent, in cents of euro, without what cannot be converted."""
    total = 0
    for code, _, day, _, _, _, amount, currency, rate, _, _ in EXPENSE_ROWS:
        if code == programme and isinstance(amount, int) and isinstance(day, date):
            total += euro_cents(amount, rate if isinstance(rate, float) else _rate(str(currency), day))
    return total
