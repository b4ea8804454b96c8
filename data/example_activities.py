"""The example fund's activities and the places of its programmes. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass

from data.example_expenses import spent_cents
from data.example_gifts import AS_OF, SCHOOLS, TRADES, WATER
from data.example_variation import shared, varied
from data.workbook_writer import Table, table

QUARTERS = (
    ("juillet 2025", "septembre 2025"),
    ("octobre 2025", "décembre 2025"),
    ("janvier 2026", "mars 2026"),
    ("avril 2026", "juin 2026"),
    ("juillet 2026", "septembre 2026"),
)


@dataclass(frozen=True, slots=True)
class Series:
    """An activity that comes back every quarter. No groups: it is individual.

    `hours` are those planned for one group in a quarter, or for all participants of an individual
    activity; `recorded` says whether attendance is kept, which gives the hours per participant.
    """

    programme: str
    activity: str
    kind: str
    first_quarter: int
    quarters: int
    groups: int | None
    participants: int
    hours: int
    recorded: bool = False


SERIES = (
    Series(WATER, "Entretien des pompes et des réseaux", "Formation technique", 0, 5, 3, 42, 40, recorded=True),
    Series(WATER, "Lecture et suivi de la qualité de l’eau", "Formation technique", 1, 4, 2, 28, 24),
    Series(WATER, "Ateliers d’hygiène dans les quartiers", "Sensibilisation", 0, 5, 14, 420, 6),
    Series(SCHOOLS, "Entretiens avec un psychologue", "Soutien psychologique", 0, 4, None, 64, 180),
    Series(SCHOOLS, "Enseigner après une catastrophe", "Formation des enseignants", 0, 4, 2, 58, 18, recorded=True),
    Series(TRADES, "Maçonnerie paracyclonique", "Formation professionnelle", 1, 4, 2, 26, 120, recorded=True),
    Series(TRADES, "Charpente et couverture", "Formation professionnelle", 1, 4, 2, 24, 120, recorded=True),
    Series(TRADES, "Électricité du bâtiment", "Formation professionnelle", 1, 4, 2, 24, 110),
    Series(TRADES, "Français et calcul professionnels", "Formation professionnelle", 1, 4, 4, 60, 45),
    Series(TRADES, "Bilan et recherche d’emploi", "Accompagnement individuel", 1, 4, None, 96, 150),
)


def _activities() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for series in SERIES:
        for start, end in QUARTERS[series.first_quarter : series.first_quarter + series.quarters]:
            planned = series.hours * (series.groups or 1)
            delivered = round(planned * varied(f"{series.activity} {start}", 0.82, 1.04))
            each = delivered / (series.groups or 1)
            attended = round(each * varied(f"{series.activity} {start} present", 0.86, 0.98), 1)
            rows.append(
                (
                    series.programme,
                    series.activity,
                    series.kind,
                    start,
                    end,
                    series.groups,
                    series.participants,
                    planned,
                    delivered,
                    attended if series.recorded else None,
                )
            )
    return rows


ACTIVITY_ROWS = _activities()


COLUMNS = "programme activity kind start end groups participants hours_planned hours_delivered hours_per_participant"


def activities(*programmes: str) -> Table:
    """The activities of some programmes, by quarter within each activity."""
    rows = [row for row in ACTIVITY_ROWS if row[0] in programmes]
    return table("activities", COLUMNS, rows, title=f"Activités menées au {AS_OF:%d/%m/%Y}")


# Place, latitude, longitude, budget in euros, status: in the open ocean, where no land is.
PLACES = {
    WATER: (
        ("Tarmeril", -31.12, 71.40, 62_000, "achevé"),
        ("Osselune", -31.35, 71.66, 54_000, "achevé"),
        ("Vaudombre-les-Passes", -31.28, 71.22, 41_000, "en cours"),
        ("Anse-Vialune", -31.47, 71.31, 36_000, "achevé"),
        ("Le Bois-Clair", -31.19, 71.58, 32_000, "en cours"),
        ("Pointe-Sanderel", -31.55, 71.52, 30_000, "en cours"),
        ("Mornevert", -31.24, 71.47, 28_000, "en cours"),
        ("Grand-Récif", -31.63, 71.38, 26_000, "en cours"),
        ("Cap-Ferrandole", -31.08, 71.72, 24_000, "en cours"),
        ("Saint-Elme-du-Lagon", -31.41, 71.75, 22_000, "prévu"),
        ("Ravine-aux-Palmes", -31.33, 71.44, 20_000, "prévu"),
        ("Îlot-Tournevent", -31.70, 71.61, 17_000, "prévu"),
        ("Les Trois-Caps", -31.02, 71.55, 15_000, "prévu"),
        ("Haute-Ravine", -31.29, 71.36, 13_000, "suspendu"),
    ),
    SCHOOLS: (
        ("École du Port, Tarmeril", -31.12, 71.41, 58_000, "achevé"),
        ("École des Filaos, Tarmeril", -31.13, 71.39, 52_000, "achevé"),
        ("École du Lagon, Osselune", -31.36, 71.67, 46_000, "achevé"),
        ("École de la Pointe, Pointe-Sanderel", -31.55, 71.53, 40_000, "achevé"),
        ("École Mornevert", -31.24, 71.48, 36_000, "achevé"),
        ("École du Récif, Grand-Récif", -31.63, 71.39, 28_000, "achevé"),
    ),
    TRADES: (
        ("Maison des métiers, Osselune", -31.35, 71.65, 130_000, "en cours"),
        ("Atelier de Tarmeril", -31.12, 71.42, 50_000, "en cours"),
    ),
}
WORK_DONE = {"achevé": 1.0, "en cours": 0.4, "suspendu": 0.1, "prévu": 0.0}


def sites() -> Table:
    """The sites of a programme share its budget and all that it has spent; nothing yet where work is to come."""
    rows: list[tuple[object, ...]] = []
    for programme, places in PLACES.items():
        weights = [budget * WORK_DONE[status] for _, _, _, budget, status in places]
        for place, spent in zip(places, shared(spent_cents(programme), weights), strict=True):
            name, latitude, longitude, budget, status = place
            rows.append((programme, name, "Îles Orvanes", latitude, longitude, budget * 100, spent, status))
    return table("sites", "programme place country latitude longitude budget_cents spent_cents status", rows)
