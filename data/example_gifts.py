"""The example fund's gifts, and what was reported of them. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.example_declarations import DECLARED, Declared
from data.example_variation import varied
from data.workbook_writer import Table, table

AS_OF = date(2026, 9, 30)


@dataclass(frozen=True, slots=True)
class Gift:
    """One row to be: the day of the pledge, amounts in whole euros, what it is for."""

    day: str
    pledged: int | None = None
    committed: int | None = None
    received: int | None = None
    programme: str | None = None
    note: str | None = None


def _gift(day: str, amount: int, programme: str | None = None, note: str | None = None) -> Gift:
    """Pledged, agreed and received in full."""
    return Gift(day, amount, amount, amount, programme, note)


def _partly(day: str, amount: int, received: int, programme: str | None = None) -> Gift:
    return Gift(day, amount, amount, received, programme, "Solde à recevoir")


def _committed(day: str, amount: int, programme: str | None = None) -> Gift:
    return Gift(day, amount, amount, programme=programme)


def _pledged(day: str, amount: int, programme: str | None = None, note: str | None = None) -> Gift:
    return Gift(day, amount, programme=programme, note=note)


def _simple(day: str, amount: int) -> Gift:
    """A small gift received without an agreement."""
    return Gift(day, amount, received=amount, note="Sans convention")


def _undisclosed(day: str) -> Gift:
    return Gift(day, note="Montant non communiqué")


COMMUNE, INTERCO, DEPARTEMENT, REGION = "commune", "intercommunalité", "département", "région"
WATER, SCHOOLS, TRADES = "eau", "ecoles", "metiers"

# The trouble: the second gift of Marsanvilliers, pledged on 12 May 2025 and still not agreed.
# Amounts in euros, dates of the pledge; the dates that follow are worked out by `_contribution`.
GIFTS: tuple[tuple[str, str, tuple[Gift, ...]], ...] = (
    (
        "Région Ponant-Verdaine",
        REGION,
        (_gift("2025-03-18", 60_000, WATER, "Première moitié"), _gift("2025-11-04", 60_000, WATER, "Seconde moitié")),
    ),
    ("Région Marches-Océanes", REGION, (_gift("2025-04-02", 75_000), _committed("2026-05-20", 40_000, TRADES))),
    (
        "Conseil départemental de la Haute-Verdaine",
        DEPARTEMENT,
        (_gift("2025-03-25", 45_000), _gift("2026-02-10", 25_000, SCHOOLS)),
    ),
    (
        "Conseil départemental de l’Ondre-Maritime",
        DEPARTEMENT,
        (_gift("2025-04-11", 40_000, SCHOOLS), _partly("2026-03-16", 30_000, 15_000)),
    ),
    ("Conseil départemental des Marches-de-Tisse", DEPARTEMENT, (_gift("2025-05-06", 35_000),)),
    ("Conseil départemental du Vaurais", DEPARTEMENT, (_undisclosed("2025-06-17"),)),
    (
        "Métropole de Castelvire-Littoral",
        INTERCO,
        (_gift("2025-03-14", 50_000, WATER), _gift("2026-01-20", 40_000, WATER)),
    ),
    ("Neuvermont Métropole", INTERCO, (_gift("2025-03-20", 45_000), _gift("2026-02-24", 20_000, TRADES))),
    (
        "Communauté urbaine du Grand Marsanvilliers",
        INTERCO,
        (_gift("2025-03-28", 30_000), _gift("2025-12-09", 30_000, SCHOOLS)),
    ),
    (
        "Communauté d’agglomération Ondre et Tisse",
        INTERCO,
        (_gift("2025-04-08", 25_000, WATER), _partly("2026-04-14", 20_000, 10_000, WATER)),
    ),
    ("Communauté d’agglomération Sorel-Océan", INTERCO, (_gift("2025-04-22", 22_000), _gift("2026-03-03", 15_000))),
    (
        "Communauté de communes des Hauts-Plateaux de la Verdaine",
        INTERCO,
        (_gift("2025-05-13", 12_000, SCHOOLS), _pledged("2026-06-09", 8_000)),
    ),
    (
        "Communauté de communes du Pays des Trois-Clochers et de la Vallée de l’Orvet",
        INTERCO,
        (_gift("2025-05-20", 9_500),),
    ),
    ("Communauté de communes Vaurais et Lande", INTERCO, (_committed("2026-02-03", 10_000),)),
    ("Castelvire", COMMUNE, (_gift("2025-03-12", 40_000), _gift("2026-01-27", 25_000, TRADES))),
    (
        "Marsanvilliers",
        COMMUNE,
        (_gift("2025-03-17", 25_000), _pledged("2025-05-12", 15_000, None, "Délibération reportée deux fois")),
    ),
    ("Neuvermont", COMMUNE, (_gift("2025-03-19", 20_000), _gift("2026-03-24", 10_000))),
    ("Port-Sorelin", COMMUNE, (_gift("2025-03-26", 18_000, WATER), _gift("2026-02-17", 9_000, WATER))),
    ("Sauvemarche-sur-Ondre", COMMUNE, (_gift("2025-03-27", 15_000), _gift("2025-10-14", 7_500))),
    ("Belleforge-sur-Tisse", COMMUNE, (_gift("2025-04-01", 12_000), _partly("2026-03-10", 10_000, 5_000))),
    ("Grandelande-Océan", COMMUNE, (_gift("2025-04-03", 12_000), _committed("2026-04-21", 6_000))),
    ("Brévillandes", COMMUNE, (_gift("2025-04-09", 10_000, SCHOOLS),)),
    ("Pont-l’Orvet", COMMUNE, (_gift("2025-04-15", 8_000), _simple("2026-02-05", 2_500))),
    ("Roquemeulles", COMMUNE, (_gift("2025-04-16", 8_000),)),
    ("Saint-Orvain-la-Lande", COMMUNE, (_simple("2025-04-24", 3_000), _simple("2026-04-02", 3_000))),
    ("Verdaine-le-Haut", COMMUNE, (_gift("2025-04-29", 6_000, WATER),)),
    ("Chantelune-en-Vaurais", COMMUNE, (_simple("2025-05-05", 1_500), _simple("2026-05-05", 1_500))),
    ("La Roche-Ambrine", COMMUNE, (_gift("2025-05-07", 7_500),)),
    ("Ormevallée", COMMUNE, (_simple("2025-05-15", 2_000),)),
    ("Montfaubert-les-Tours", COMMUNE, (_gift("2025-05-22", 5_000), _pledged("2026-07-07", 5_000, TRADES))),
    ("Fontsereine", COMMUNE, (_simple("2025-05-27", 1_200),)),
    ("Quévrane", COMMUNE, (_undisclosed("2025-06-03"),)),
    ("Rivebelle-sous-Bois", COMMUNE, (_simple("2025-06-05", 1_000),)),
    ("Dampsérol", COMMUNE, (_pledged("2026-08-25", 2_000),)),
    ("Haultepierre-en-Marche", COMMUNE, (_gift("2025-06-12", 5_000, SCHOOLS),)),
    ("Les Aubrailles", COMMUNE, (_simple("2025-06-19", 800),)),
    ("Luzerolles-le-Pont", COMMUNE, (_partly("2025-09-09", 6_000, 3_000),)),
    ("Vieux-Charmelle", COMMUNE, (_undisclosed("2025-09-18"),)),
    ("Aigremantes", COMMUNE, (_gift("2025-09-23", 4_000), _committed("2026-06-16", 4_000, TRADES))),
    ("Tisse-la-Vineuse", COMMUNE, (_simple("2025-10-07", 1_800), _simple("2026-06-23", 1_800))),
    (
        "Réseau des villes solidaires de l’Arvenne",
        "réseau de collectivités",
        (_gift("2025-03-13", 10_000), _gift("2026-01-13", 10_000)),
    ),
    ("Fondation Clairambeau pour l’entraide locale", "autre", (_gift("2025-07-08", 24_000, TRADES),)),
)


def _contribution(donor: str, donor_type: str, gift: Gift) -> tuple[object, ...]:
    """One row: decided about five weeks after the pledge, agreed a month later, paid in the next two months."""
    key = f"{donor} {gift.day}"
    pledged_on, declared = date.fromisoformat(gift.day), DECLARED.get((donor, gift.day), Declared())
    decided_on = pledged_on + timedelta(days=round(varied(f"{key} decided", 20, 40)))
    committed_on = decided_on + timedelta(days=round(varied(f"{key} committed", 10, 25)))
    received_on = committed_on + timedelta(days=round(varied(f"{key} received", 12, 34)))
    return (
        donor,
        donor_type,
        pledged_on,
        _cents(gift.pledged),
        decided_on if gift.committed or gift.received else None,
        committed_on if gift.committed else None,
        _cents(gift.committed),
        received_on if gift.received else None,
        _cents(gift.received),
        gift.programme,
        gift.note,
        declared.siren,
        declared.siret,
        declared.department,
        declared.decision,
        declared.purpose,
        declared.terms,
        declared.notified,
        declared.expected,
        _state(gift),
    )


def _state(gift: Gift) -> str | None:
    """How far the gift is, as its row says; nothing of one whose amount is not communicated."""
    if gift.received is not None:
        return "versée" if gift.committed in (None, gift.received) else "conventionnée"
    return "conventionnée" if gift.committed else "annoncée" if gift.pledged else None


def _cents(euros: int | None) -> int | None:
    return None if euros is None else euros * 100


# The last row is no gift yet: no figure counts it, but its author's total does.
INTENTION = ("Lagrève-sur-Orvet", COMMUNE, None, 500_000, *[None] * 6, "Le conseil en débat", *[None] * 8, "envisagée")
CONTRIBUTION_ROWS = sorted(
    (_contribution(donor, donor_type, gift) for donor, donor_type, gifts in GIFTS for gift in gifts),
    key=lambda row: (row[2], row[0]),
)
CONTRIBUTION_ROWS.append(INTENTION)
PLEDGED, COMMITTED, RAISED = (
    sum(amount for row in CONTRIBUTION_ROWS if isinstance(amount := row[place], int)) / 100 for place in (3, 6, 8)
)
COLUMNS = (
    "donor donor_type pledged_on pledged_cents decided_on committed_on committed_cents received_on received_cents "
    "programme note siren siret department decision purpose payment_terms eu_notified expected_on state"
)


def contributions() -> Table:
    """Every gift, by the day of its pledge."""
    title = "Fonds Orvanes\u00a0: contributions des collectivités, arrêtées au 30 septembre 2026"
    total = {"pledged_cents": PLEDGED, "committed_cents": COMMITTED, "received_cents": RAISED}
    return replace(table("contributions", COLUMNS, CONTRIBUTION_ROWS, title=title), total=total)
