"""The allowed values of the workbook's choice columns."""

from __future__ import annotations

from fund.schema.column import Choice

DONOR_TYPES = (
    Choice("municipality", "commune", "municipality", ("ville", "mairie", "communes")),
    Choice(
        "intermunicipal",
        "intercommunalité",
        "intermunicipal body",
        (
            "epci",
            "métropole",
            "communauté urbaine",
            "communauté d'agglomération",
            "communauté de communes",
            "agglomération",
        ),
    ),
    Choice("department", "département", "department", ("conseil départemental",)),
    Choice("region", "région", "region", ("conseil régional",)),
    Choice("network", "réseau de collectivités", "network of local authorities", ("réseau", "association d'élus")),
    Choice("other", "autre", "other", ("autres", "divers", "entreprise", "association")),
)
"""The first four are local authorities: only they count as donor authorities."""

LOCAL_AUTHORITY_TYPES = ("municipality", "intermunicipal", "department", "region")

PROGRAMME_STATUSES = (
    Choice("preparation", "en préparation", "in preparation", ("préparation", "prévu")),
    Choice("running", "en cours", "running", ("actif", "ouvert")),
    Choice("finished", "achevé", "finished", ("terminé", "clos", "clôturé", "fini")),
    Choice("suspended", "suspendu", "suspended", ("en pause", "arrêté")),
)

COURSE_STATUSES = (
    Choice("planned", "à venir", "to come", ("prévue", "prévu", "planifiée")),
    Choice("running", "en cours", "running", ("commencée",)),
    Choice("held", "réalisée", "held", ("faite", "terminée", "achevée", "réalisé")),
    Choice("cancelled", "annulée", "cancelled", ("annulé",)),
)

SITE_STATUSES = (
    Choice("planned", "prévu", "planned", ("à venir", "en préparation")),
    Choice("running", "en cours", "running", ("travaux en cours",)),
    Choice("finished", "achevé", "finished", ("terminé", "fini", "livré")),
    Choice("suspended", "suspendu", "suspended", ("arrêté",)),
)

MILESTONE_STATUSES = (
    Choice("done", "fait", "done", ("réalisé", "terminé", "faite")),
    Choice("planned", "prévu", "planned", ("à venir", "prévue", "envisagé", "envisagée")),
)

INDICATORS = (
    Choice("pledged", "annoncé", "pledged", ("montant annoncé",)),
    Choice("committed", "conventionné", "committed", ("montant conventionné",)),
    Choice("raised", "collecté", "raised", ("versé", "montant collecté", "fonds collectés")),
    Choice("donors", "collectivités donatrices", "donor authorities", ("nombre de collectivités", "donateurs")),
    Choice("allocated", "alloué", "allocated", ("budget", "budgets alloués")),
    Choice("transferred", "transféré", "transferred", ("montant transféré",)),
    Choice("spent", "dépensé", "spent", ("montant dépensé", "dépenses")),
    Choice("running_costs", "frais de fonctionnement", "running costs", ("frais",)),
    Choice("balance", "solde du fonds", "fund balance", ("solde",)),
    Choice(
        "tranche_share",
        "part de tranche dépensée",
        "share of tranche spent",
        ("part de la tranche dépensée", "tranche dépensée"),
    ),
    Choice("delivery_rate", "taux d'exécution", "delivery rate", ("taux d'exécution du programme",)),
    Choice("hours_delivered", "heures dispensées", "hours delivered", ("heures de formation",)),
    Choice("hours_received", "heures reçues", "hours received", ()),
    Choice("participants", "participants", "participants", ("participantes", "bénéficiaires directs")),
    Choice("sites", "collectivités soutenues", "places supported", ("municipalités", "sites", "communes soutenues")),
)

UNITS = (
    Choice("EUR", "€", "€", ("eur", "euro", "euros")),
    Choice("%", "%", "%", ("pourcent", "pour cent", "pourcentage")),
    Choice("h", "h", "h", ("heure", "heures")),
    Choice("count", "nombre", "number", ("nb", "unité", "personnes", "collectivités")),
)

INDICATOR_UNITS = {
    **dict.fromkeys(
        ("pledged", "committed", "raised", "allocated", "transferred", "spent", "running_costs", "balance"), "EUR"
    ),
    **dict.fromkeys(("tranche_share", "delivery_rate"), "%"),
    **dict.fromkeys(("hours_delivered", "hours_received"), "h"),
    **dict.fromkeys(("donors", "participants", "sites"), "count"),
}
"""The one unit in which each indicator is declared."""

FUND_CURRENCIES = (Choice("EUR", "EUR", "EUR", ("€", "euro", "euros")),)
"""A fund is kept in euros; what partners spend may be in any currency."""
