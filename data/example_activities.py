"""What the example fund's programmes do, for whom, where and when. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.example_expenses import spent_cents
from data.example_gifts import AS_OF, SCHOOLS, TRADES, WATER
from data.example_variation import shared, varied
from data.workbook_writer import Table

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


def activities(*programmes: str) -> Table:
    """The activities of some programmes, by quarter within each activity."""
    return Table(
        code="activities",
        title=f"Activités menées au {AS_OF:%d/%m/%Y}",
        columns=(
            "programme",
            "activity",
            "kind",
            "start",
            "end",
            "groups",
            "participants",
            "hours_planned",
            "hours_delivered",
            "hours_per_participant",
        ),
        rows=[row for row in ACTIVITY_ROWS if row[0] in programmes],
    )


COURSES = Table(
    code="courses",
    columns=("programme", "title", "enrolled", "status"),
    rows=[
        (TRADES, "Maçon paracyclonique, premier degré", 26, "réalisée"),
        (TRADES, "Charpentier couvreur", 24, "réalisée"),
        (TRADES, "Électricité du bâtiment", 24, "réalisée"),
        (TRADES, "Conduite d’engins légers", 12, "en cours"),
        (TRADES, "Pose de panneaux solaires", 16, "à venir"),
        (TRADES, "Gestion d’une petite entreprise", 18, "à venir"),
        (TRADES, "Soudure", None, "à venir"),
        (TRADES, "Peinture et enduits", 9, "annulée"),
        (WATER, "Fontainier communal", 42, "en cours"),
    ],
)

PARTICIPANTS = Table(
    code="participants",
    columns=("programme", "step", "count"),
    rows=[
        (TRADES, "candidatures", 164),
        (TRADES, "retenues", 96),
        (TRADES, "liste de réserve", 22),
        (TRADES, "formées", 74),
        (TRADES, "en emploi ou à leur compte", 37),
        (WATER, "fontainiers désignés", 42),
        (WATER, "fontainiers formés", 28),
        (SCHOOLS, "enseignants formés", 58),
    ],
)

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


def _sites() -> list[tuple[object, ...]]:
    """The sites of a programme share its budget and all that it has spent; nothing yet where work is to come."""
    rows: list[tuple[object, ...]] = []
    for programme, places in PLACES.items():
        weights = [budget * WORK_DONE[status] for _, _, _, budget, status in places]
        for place, spent in zip(places, shared(spent_cents(programme), weights), strict=True):
            name, latitude, longitude, budget, status = place
            rows.append((programme, name, "Îles Orvanes", latitude, longitude, budget * 100, spent, status))
    return rows


SITES = Table(
    code="sites",
    columns=("programme", "place", "country", "latitude", "longitude", "budget_cents", "spent_cents", "status"),
    rows=_sites(),
)

DONE, PLANNED = "fait", "prévu"
MILESTONES = Table(
    code="milestones",
    columns=("programme", "date", "title", "status", "description"),
    rows=[
        (None, date(2025, 2, 14), "Cyclone Mirelle", DONE, "Vents de 230 km/h ; quatorze communes privées d’eau."),
        (None, "mars 2025", "Ouverture du fonds et appel aux collectivités", DONE, None),
        (None, date(2025, 5, 14), "Premier comité des donateurs", DONE, "Il approuve le programme d’accès à l’eau."),
        (WATER, date(2025, 5, 28), "Premier versement à l’Union des communes", DONE, None),
        (SCHOOLS, "juin 2025", "Début du chantier des écoles", DONE, None),
        (TRADES, "septembre 2025", "Ouverture de la Maison des métiers", DONE, "96 jeunes retenus sur 164."),
        (WATER, date(2025, 12, 3), "L’eau revient à Tarmeril", DONE, "Le captage et deux réservoirs sont réparés."),
        (None, "printemps 2026", "Visite de terrain du comité des donateurs", DONE, "Cinq élus, quatre communes."),
        (SCHOOLS, date(2026, 6, 30), "Fin du chantier des écoles", DONE, "Les six écoles sont rebâties."),
        (SCHOOLS, date(2026, 8, 31), "Rentrée dans les six écoles", DONE, "1 870 élèves."),
        (None, date(2026, 10, 8), "Comité des donateurs", PLANNED, "À décider : les versements de l’automne."),
        (TRADES, date(2026, 10, 15), "Deuxième versement à la Maison des métiers", PLANNED, None),
        (WATER, date(2026, 11, 15), "Troisième versement à l’Union des communes", PLANNED, "Si 70 % sont justifiés."),
        (TRADES, "début 2027", "Deuxième promotion", PLANNED, None),
        (WATER, "juin 2027", "Remise des réseaux aux quatorze communes", PLANNED, None),
    ],
)

PERIOD = "avril à septembre 2026"
STORIES = Table(
    code="stories",
    columns=("programme", "period", "title", "text"),
    rows=[
        (
            None,
            PERIOD,
            "Dix-huit mois après le cyclone",
            (
                "Le 14 février 2025, le cyclone Mirelle a traversé les îles Orvanes. Quarante-deux donateurs ont "
                "répondu à l’appel du fonds.\n\nLes écoles sont rendues à leurs élèves, l’eau est revenue dans les "
                "plus grandes communes, et les premiers jeunes formés travaillent sur les chantiers."
            ),
        ),
        (
            WATER,
            PERIOD,
            "Trois communes ont retrouvé l’eau",
            (
                "Les réseaux de Tarmeril, d’Osselune et d’Anse-Vialune sont achevés. Six autres chantiers avancent ; "
                "celui de Haute-Ravine est suspendu, la piste étant coupée depuis mai.\n\nLes prix du transport par "
                "goélette ont monté : l’Union des communes a regroupé ses commandes de tuyaux."
            ),
        ),
        (
            SCHOOLS,
            PERIOD,
            "Six écoles rendues à leurs élèves",
            (
                "Le dernier chantier, celui de Grand-Récif, a été reçu en juin. La deuxième tranche a été dépassée : "
                "le prix des charpentes avait augmenté. Les économies faites sur la troisième couvrent une grande "
                "partie de l’écart."
            ),
        ),
        (
            TRADES,
            PERIOD,
            "De l’atelier au chantier",
            (
                "Des 96 jeunes retenus, 74 ont achevé leur formation et 37 ont trouvé un emploi ou se sont mis à leur "
                "compte. Le cours de peinture a été annulé, faute d’inscrits en nombre suffisant."
            ),
        ),
    ],
)

# The trouble: the partner's final report says 262 400 € where its rows add up to less.
DECLARED = Table(
    code="declared",
    columns=("programme", "indicator", "value", "unit", "approximate", "date", "source"),
    rows=[
        (SCHOOLS, "dépensé", 262_400, "€", "non", date(2026, 6, 30), "Rapport final de la ville de Tarmeril"),
        (WATER, "collectivités soutenues", 14, "nombre", "non", AS_OF, "Rapport de l’Union des communes orvanaises"),
        (TRADES, "participants", 96, "nombre", "non", AS_OF, "Rapport de la Maison des métiers d’Osselune"),
    ],
)
