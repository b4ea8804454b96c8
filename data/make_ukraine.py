"""Makes `data/ukraine`: what the association's own publications say of its fund for Ukraine, and nothing else.

Run from the repository's top: `python -m data.make_ukraine`. What a publication does not give stays
empty: no amount stands beside a donor, no date beside a payment.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data.ukraine_stories import AUC_STORY, FUND_STORY, MOLDOVA_STORY, RZESZOW_STORY
from data.workbook_writer import Table, write_workbook

REPORT = "Rapport d’avancement du fonds de solidarité pour l’Ukraine, mai à octobre 2023 (Cités Unies France)"
INTRODUCTION, FIRST, SECOND, THIRD = (
    f"{REPORT}, {part}" for part in ("introduction", "1er programme", "2e programme", "3e programme")
)
CALL = "cites-unies-france.org, « Les collectivités face à la crise en Ukraine »"
IDCITE = "idcite.com, article 68359"
ANNOUNCEMENT = "cites-unies-france.org, article 4898"
AUTUMN_2024 = "Publication de Cités Unies France du 29 août 2024"

AUC, MOLDOVA, RZESZOW = "auc", "moldavie", "rzeszow"
PERIOD = "mai à octobre 2023"

FUND = Table(
    code="fund",
    columns=("code", "name", "crisis", "opened_on", "currency", "partners", "as_of", "fictional"),
    rows=[
        (
            "ukraine",
            "Fonds de solidarité pour l’Ukraine",
            "Guerre en Ukraine",
            "2022",
            "EUR",
            "Cités et Gouvernements Locaux Unis (CGLU) et Conseil des Communes et Régions d’Europe (CCRE)",
            "novembre 2023",
            "non",
        )
    ],
)

MUNICIPALITY, INTERMUNICIPAL, DEPARTMENT = "commune", "intercommunalité", "département"
CONTRIBUTIONS = Table(
    code="contributions",
    columns=("donor", "donor_type", "note"),
    rows=[
        ("Arnage", MUNICIPALITY, None),
        ("Aÿ-Champagne", MUNICIPALITY, None),
        ("Bordeaux Métropole", INTERMUNICIPAL, None),
        ("Colombes", MUNICIPALITY, None),
        ("Conseil départemental d’Ille-et-Vilaine", DEPARTMENT, None),
        ("Conseil départemental de Loire-Atlantique", DEPARTMENT, None),
        ("Conseil départemental de Seine-Saint-Denis", DEPARTMENT, None),
        ("Dijon Métropole", INTERMUNICIPAL, None),
        ("Eurométropole de Strasbourg", INTERMUNICIPAL, None),
        ("Fos-sur-Mer", MUNICIPALITY, None),
        ("Grand Poitiers communauté urbaine", INTERMUNICIPAL, None),
        ("Jarville-la-Malgrange", MUNICIPALITY, None),
        ("La Courneuve", MUNICIPALITY, None),
        ("Lamballe-Armor", MUNICIPALITY, None),
        ("Laval", MUNICIPALITY, None),
        ("Le Genest-Saint-Isle", MUNICIPALITY, None),
        ("Mamoudzou", MUNICIPALITY, None),
        ("Métropole du Grand Nancy", INTERMUNICIPAL, None),
        ("Noisy-le-Sec", MUNICIPALITY, None),
        ("Portet-sur-Garonne", MUNICIPALITY, None),
        ("Saint-Nazaire", MUNICIPALITY, None),
        ("Strasbourg", MUNICIPALITY, None),
        (
            "Cités et Gouvernements Locaux Unis (CGLU)",
            "réseau de collectivités",
            "CGLU « abonde également » le fonds : montant non communiqué",
        ),
    ],
)

DECLARED_BY_FUND = Table(
    code="declared",
    columns=("indicator", "value", "unit", "approximate", "date", "source"),
    rows=[
        ("collecté", 300_000, "€", "non", "été 2022", f"{CALL} : « 300 000 euros »"),
        ("collecté", 400_000, "€", "oui", "décembre 2022", f"{IDCITE} : « près de 400 000 € »"),
        ("collectivités donatrices", 19, "nombre", "non", "décembre 2022", IDCITE),
        ("collecté", 395_000, "€", "oui", "2023", f"{ANNOUNCEMENT} : « Pas moins de 395 000 euros »"),
        ("collectivités donatrices", 22, "nombre", "oui", "2023", f"{ANNOUNCEMENT} : « plus de 22 collectivités »"),
        ("collecté", 395_000, "€", "oui", "novembre 2023", f"{INTRODUCTION} : « près de 395 000 euros »"),
    ],
)
DECLARED_BY_PARTNERS = Table(
    code="declared",
    columns=("programme", "tranche", "indicator", "value", "unit", "approximate", "date", "source"),
    rows=[
        (
            AUC,
            1,
            "part de tranche dépensée",
            84.92,
            "%",
            "non",
            "octobre 2023",
            f"{FIRST} : « 84,92% des fonds »",
        ),
        (
            MOLDOVA,
            None,
            "dépensé",
            75_000,
            "€",
            "non",
            date(2023, 6, 30),
            f"{SECOND} : « dépensé en intégralité »",
        ),
        (
            MOLDOVA,
            None,
            "collectivités soutenues",
            17,
            "nombre",
            "non",
            date(2023, 6, 30),
            f"{SECOND} : « Les 17 municipalités »",
        ),
    ],
)

PROGRAMMES = Table(
    code="programmes",
    columns=("code", "name", "country", "partner", "beneficiaries", "end", "budget_cents", "status", "summary"),
    rows=[
        (
            AUC,
            "Soutenir l’Association des villes ukrainiennes (AUC)",
            "Ukraine",
            "Association des villes ukrainiennes (AUC)",
            "Municipalités ukrainiennes, par leur association",
            None,
            None,
            "en cours",
            "Une convention lie l’AUC et Cités Unies France ; le deuxième volet renforce les capacités de l’AUC.",
        ),
        (
            MOLDOVA,
            "Soutien aux collectivités moldaves accueillant des réfugiés",
            "Moldavie",
            None,
            "17 municipalités moldaves accueillant des réfugiés",
            date(2023, 6, 30),
            75_000_00,
            "achevé",
            "Les projets des 17 municipalités sont terminés et le budget est entièrement dépensé.",
        ),
        (
            RZESZOW,
            "Soutien à la ville polonaise de Rzeszów accueillant des réfugiés",
            "Pologne",
            "Ville de Rzeszów et ONG Pro Carpathia",
            "25 femmes réfugiées ukrainiennes",
            None,
            None,
            "en cours",
            "Accompagner 25 réfugiées ukrainiennes vers une vie sociale et un emploi.",
        ),
    ],
)

TRANCHES = Table(code="tranches", columns=("programme", "number"), rows=[(AUC, 1)])

EXPENSES = Table(
    code="expenses",
    columns=("programme", "label", "category", "supplier", "tender"),
    rows=[
        (
            AUC,
            "Ordinateurs portables, PC, appareils multifonctions, disques durs, batteries",
            "Équipement",
            "TOV Skywell",
            "oui",
        ),
        (AUC, "Pièces pour la réparation des serveurs", "Équipement", "FOP Ruban", None),
    ],
)

PURCHASE_RULES = Table(
    code="purchase_rules",
    columns=("programme", "threshold_cents", "currency", "contract_rate"),
    rows=[(AUC, 40_000_00, "UAH", 38.4516)],
)

ACTIVITIES = Table(
    code="activities",
    columns=(
        "programme",
        "activity",
        "kind",
        "start",
        "groups",
        "participants",
        "hours_delivered",
        "hours_per_participant",
    ),
    rows=[
        (RZESZOW, "Orientation professionnelle individuelle", "Conseil individuel", None, None, 25, 100, 4),
        (RZESZOW, "Orientation professionnelle de groupe, en ateliers", "Conseil de groupe", None, 3, 25, 72, 24),
        (RZESZOW, "Cours de polonais, niveaux A1, A2 et B1", "Cours de polonais", None, 3, 25, 180, 60),
        (
            RZESZOW,
            "Entretiens individuels avec un psychologue",
            "Soutien psychologique",
            "septembre 2023",
            None,
            20,
            30,
            None,
        ),
    ],
)

HELD, TO_COME = "réalisée", "à venir"
COURSES = Table(
    code="courses",
    columns=("programme", "title", "enrolled", "status"),
    rows=[
        (RZESZOW, "Soins aux personnes âgées", None, HELD),
        (RZESZOW, "Comptabilité et tenue des comptes", None, HELD),
        (RZESZOW, "Aide-soignante pour personnes âgées", 1, TO_COME),
        (RZESZOW, "Art-thérapie", 4, TO_COME),
        (RZESZOW, "Testeur de logiciels", 3, TO_COME),
        (RZESZOW, "Exploitation de programmes graphiques", 2, TO_COME),
        (RZESZOW, "Employée administrative et de bureau", 7, TO_COME),
        (RZESZOW, "Tenue de la comptabilité et des comptes", 3, TO_COME),
        (RZESZOW, "Esthétique et sourcils", 2, TO_COME),
        (RZESZOW, "Manucure", 3, TO_COME),
    ],
)

PARTICIPANTS = Table(
    code="participants",
    columns=("programme", "step", "count"),
    rows=[
        (RZESZOW, "candidatures", 29),
        (RZESZOW, "retenues", 25),
        (RZESZOW, "liste de réserve", 4),
        (RZESZOW, "soutien psychologique", 20),
    ],
)

DONE, PLANNED = "fait", "prévu"
MILESTONES = Table(
    code="milestones",
    columns=("programme", "date", "title", "status", "description", "source"),
    rows=[
        (None, date(2022, 2, 24), "Début de la guerre en Ukraine", DONE, None, FIRST),
        (
            None,
            "2022",
            "Ouverture du fonds de solidarité",
            DONE,
            "Cités Unies France ouvre le fonds avec CGLU et le CCRE.",
            INTRODUCTION,
        ),
        (
            AUC,
            "février 2023",
            "Début des échanges avec l’AUC",
            DONE,
            "L’AUC et Cités Unies France signent ensuite une convention.",
            FIRST,
        ),
        (
            RZESZOW,
            "mars 2023",
            "Appel lancé pour choisir une ONG",
            DONE,
            "La ville de Rzeszów lance l’appel ; Pro Carpathia est choisie.",
            THIRD,
        ),
        (
            RZESZOW,
            date(2023, 6, 30),
            "Fin du recrutement des participantes",
            DONE,
            "29 candidatures, 25 femmes choisies, 4 en réserve.",
            THIRD,
        ),
        (
            MOLDOVA,
            date(2023, 6, 30),
            "Budget entièrement dépensé",
            DONE,
            "Les projets des 17 municipalités sont terminés.",
            SECOND,
        ),
        (
            MOLDOVA,
            date(2023, 7, 6),
            "Rencontre du comité des donateurs et des partenaires",
            DONE,
            "Partenaires d’Ukraine, de Pologne et de Moldavie ; le CALM présente les projets.",
            SECOND,
        ),
        (RZESZOW, "septembre 2023", "Début du soutien psychologique", DONE, "Entretiens individuels.", THIRD),
        (MOLDOVA, "fin 2023", "Visite de terrain", PLANNED, "Visite envisagée.", SECOND),
        (
            AUC,
            date(2024, 8, 29),
            "Cinq voitures remises à cinq communautés",
            DONE,
            "Achetées par l’AUC, dans les régions de Donetsk, Kharkiv et Tchernihiv ; date de la publication.",
            AUTUMN_2024,
        ),
        (
            RZESZOW,
            date(2024, 8, 29),
            "Pro Carpathia choisie pour une deuxième phase",
            DONE,
            "La ville de Rzeszów choisit de nouveau l’ONG ; date de la publication.",
            AUTUMN_2024,
        ),
    ],
)

STORIES = Table(
    code="stories",
    columns=("programme", "period", "title", "text"),
    rows=[
        (None, PERIOD, "Le fonds de solidarité", FUND_STORY),
        (AUC, PERIOD, "Renforcer les capacités de l’association", AUC_STORY),
        (MOLDOVA, PERIOD, "Un programme achevé", MOLDOVA_STORY),
        (RZESZOW, PERIOD, "Accompagner 25 femmes réfugiées", RZESZOW_STORY),
    ],
)

WORKBOOKS = {
    "contributions.xlsx": (FUND, CONTRIBUTIONS, DECLARED_BY_FUND),
    "programmes.xlsx": (
        PROGRAMMES,
        TRANCHES,
        EXPENSES,
        PURCHASE_RULES,
        ACTIVITIES,
        COURSES,
        PARTICIPANTS,
        MILESTONES,
        STORIES,
        DECLARED_BY_PARTNERS,
    ),
}


def write(folder: Path) -> None:
    """Write the fund's workbooks into an existing folder."""
    for name, tables in WORKBOOKS.items():
        write_workbook(folder / name, tables)


if __name__ == "__main__":
    write(Path(__file__).parent / "ukraine")
