"""A fund that holds every hard case at once, in two versions.

Approximate (« collecté », the school's spending), approximate with rows unknown (the fund's spending), zero with rows
unknown (the road's spending), declared, declared as a minimum (the bridge's spending), derived (hours received), ratios
of incomplete sums, a share that changes, dates as imprecise as people know them, amounts that no other figure has.
"""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

CODE = "difficile"
AFTER_A_MEETING = "difficile-suite"
"""The same fund, its second version public since a meeting that was held on the first."""
CONTRIBUTIONS = (
    ("collectivité", "type", "annoncé le", "montant versé"),
    ("Laval", "commune", "12/03/2023", None),
    ("Nantes Métropole", "EPCI", None, None),
    ("Brest", "commune", None, None),
)
PROGRAMMES = (
    ("code", "nom", "début", "budget", "statut"),
    ("puits", "Le puits", "printemps 2023", 81_234, "en cours"),
    ("ecole", "L’école", "fin 2023", None, "en cours"),
    ("route", "La route", "2024", 10_987, "en cours"),
    ("pont", "Le pont", None, 9_876, "en cours"),
)
TRANCHES = (
    ("programme", "n°", "montant", "prévue le", "versée le", "seuil de déblocage"),
    ("puits", 1, 30_111, None, "05/02/2024", None),
    ("puits", 2, None, "31/12/2024", None, "70 %"),
    ("route", 1, 6_543, None, "10/02/2024", None),
    ("pont", 1, None, None, "12/03/2024", None),
)
ACTIVITIES = (
    ("programme", "activité", "type", "groupes", "participants", "heures dispensées"),
    ("puits", "Entretien des pompes", "Cours", 2, 13, 100),
    ("puits", "Gestion de l’eau", "Atelier", 1, 7, 82.5),
    ("puits", "Conseil", "Conseil", None, None, None),
)
COSTS = (("date", "libellé", "montant"), ("01/09/2024", "Banque", 4_567.8), (None, "Voyage", None))
MILESTONES = (
    ("programme", "date", "titre", "statut"),
    ("puits", "fin 2024", "Mise en eau", "prévu"),
    ("pont", "2025", "Visite", "prévu"),
)


def workbook(code: str = CODE, *, later: bool = False) -> bytes:
    """The fund, or the fund a version later: more was raised and spent, a share has grown."""
    pump, share, raised = (12_111.11, 91.3, 405_234) if later else (11_111.11, 84.92, 395_123)
    expenses = (
        ("programme", "tranche", "date", "libellé", "poste", "fournisseur", "montant", "devise"),
        ("puits", 1, "12/05/2024", "Pompe", "Matériel", "Hydro", pump, "EUR"),
        ("puits", 1, "20/07/2024", "Conduite de la pompe", "Salaires", "Coopérative", 1_234.56, "EUR"),
        ("puits", 1, "14/06/2024", "Tuyaux", "Matériel", "Hydro", None, "EUR"),
        ("route", 1, None, "Avoir", "Matériel", "Pierre", 0, "EUR"),
        ("route", 1, "02/04/2024", "Gravier", "Matériel", "Pierre", None, "EUR"),
    )
    declared = (
        ("programme", "tranche", "indicateur", "valeur", "unité", "environ", "date", "source"),
        (None, None, "collecté", raised, "€", "oui", "septembre 2024", "Compte rendu"),
        (None, None, "collectivités donatrices", 71, "nombre", "oui", "2023", "Compte rendu"),
        ("ecole", None, "dépensé", 21_456, "€", "oui", "30/06/2024", "Rapport du partenaire"),
        ("ecole", None, "heures dispensées", 1_234.5, "h", "oui", "été 2024", "Rapport du partenaire"),
        ("pont", None, "dépensé", 8_765, "€", "au moins", "30/09/2024", "Rapport du partenaire"),
        ("pont", 1, "part de tranche dépensée", share, "%", "non", "octobre 2024", "Rapport du partenaire"),
    )
    sheets = {
        "Fonds": (("code", "nom", "arrêté au"), (code, f"Fonds {code}", "octobre 2024")),
        "Contributions": CONTRIBUTIONS,
        "Programmes": PROGRAMMES,
        "Tranches": TRANCHES,
        "Dépenses": expenses,
        "Activités": ACTIVITIES,
        "Frais": COSTS,
        "Jalons": MILESTONES,
        "Chiffres déclarés": declared,
    }
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
