"""The allowed values of the workbook's choice columns."""

from __future__ import annotations

from fund.schema.column import Choice

DONOR_TYPES = (
    Choice("municipality", "commune", ("ville", "mairie", "communes")),
    Choice(
        "intermunicipal",
        "intercommunalité",
        (
            "epci",
            "métropole",
            "communauté urbaine",
            "communauté d'agglomération",
            "communauté de communes",
            "agglomération",
        ),
    ),
    Choice("department", "département", ("conseil départemental",)),
    Choice("region", "région", ("conseil régional",)),
    Choice("network", "réseau de collectivités", ("réseau", "association d'élus")),
    Choice("other", "autre", ("autres", "divers", "entreprise", "association")),
)
"""The first four are local authorities: only they count as donor authorities."""

LOCAL_AUTHORITY_TYPES = ("municipality", "intermunicipal", "department", "region")

CONTRIBUTION_STATES = (
    Choice("considered", "envisagée", ("envisagé", "intention", "pressentie", "en discussion")),
    Choice("pledged", "annoncée", ("annoncé", "promise", "promis")),
    Choice("voted", "votée", ("voté", "délibérée", "délibéré")),
    Choice("committed", "conventionnée", ("conventionné", "convention signée", "signée")),
    Choice("received", "versée", ("versé", "reçue", "reçu", "encaissée")),
)
"""How far a contribution is; one that is only considered is no gift yet."""

PROGRAMME_STATUSES = (
    Choice("preparation", "en préparation", ("préparation", "prévu")),
    Choice("running", "en cours", ("actif", "ouvert")),
    Choice("finished", "achevé", ("terminé", "clos", "clôturé", "fini")),
    Choice("suspended", "suspendu", ("en pause", "arrêté")),
)

COURSE_STATUSES = (
    Choice("planned", "à venir", ("prévue", "prévu", "planifiée")),
    Choice("running", "en cours", ("commencée",)),
    Choice("held", "réalisée", ("faite", "terminée", "achevée", "réalisé")),
    Choice("cancelled", "annulée", ("annulé",)),
)

SITE_STATUSES = (
    Choice("planned", "prévu", ("à venir", "en préparation")),
    Choice("running", "en cours", ("travaux en cours",)),
    Choice("finished", "achevé", ("terminé", "fini", "livré")),
    Choice("suspended", "suspendu", ("arrêté",)),
)

ACTIVITY_STATUSES = (
    Choice("planned", "prévue", ("à venir", "prévu", "planifiée")),
    Choice("running", "en cours", ("commencée",)),
    Choice("done", "faite", ("fait", "réalisée", "terminée", "achevée")),
)

MILESTONE_STATUSES = (
    Choice("done", "fait", ("réalisé", "terminé", "faite")),
    Choice("running", "en cours", ("commencé", "commencée", "en cours de réalisation")),
    Choice("planned", "prévu", ("à venir", "prévue", "envisagé", "envisagée")),
    Choice("context", "contexte", ("crise", "catastrophe", "rappel")),
)

STORY_NATURES = (
    Choice("context", "contexte", ("situation", "rappel")),
    Choice("fact", "fait", ("faits", "réalisation", "récit")),
    Choice("difficulty", "difficulté", ("difficultés", "problème", "obstacle", "frein")),
    Choice("next", "suite", ("suites", "perspective", "perspectives", "prochaines étapes", "à venir")),
)
"""What a text is about, in the order in which texts are read."""

INDICATORS = (
    Choice("pledged", "annoncé", ("montant annoncé",)),
    Choice("committed", "conventionné", ("montant conventionné",)),
    Choice("raised", "collecté", ("versé", "montant collecté", "fonds collectés")),
    Choice("donors", "collectivités donatrices", ("nombre de collectivités", "donateurs")),
    Choice("allocated", "alloué", ("budget", "budgets alloués")),
    Choice("transferred", "transféré", ("montant transféré",)),
    Choice("spent", "dépensé", ("montant dépensé", "dépenses")),
    Choice("running_costs", "frais de fonctionnement", ("frais",)),
    Choice("balance", "solde du fonds", ("solde",)),
    Choice("tranche_share", "part de tranche dépensée", ("part de la tranche dépensée", "tranche dépensée")),
    Choice("delivery_rate", "taux d'exécution", ("taux d'exécution du programme",)),
    Choice("hours_delivered", "heures dispensées", ("heures de formation",)),
    Choice("hours_received", "heures reçues"),
    Choice("participants", "participants", ("participantes", "bénéficiaires directs")),
    Choice("sites", "collectivités soutenues", ("municipalités", "sites", "communes soutenues")),
)

PRECISIONS = (
    Choice(
        "about",
        "oui",
        ("environ", "près de", "env", "approximatif", "approximativement", "vrai", "true", "x", "1", "yes"),
    ),
    Choice("exact", "non", ("faux", "false", "0", "no")),
    Choice(
        "at_least",
        "au moins",
        ("plus de", "pas moins de", "au minimum", "minimum", "more than", "not less than", "no less than"),
    ),
)
"""How exactly a declared figure is meant: « près de », as it is written, or « plus de », « pas moins de »."""

RESULT_PRECISIONS = tuple(
    Choice(each.code, label, (each.label, *each.synonyms))
    for each, label in zip(PRECISIONS, ("environ", "exact", "au moins"), strict=True)
)
"""The same of a result, where the column says how exact it is rather than whether it is approximate."""

BETTER = (
    Choice("higher", "plus haut", ("haut", "hausse", "plus", "augmente", "higher")),
    Choice("lower", "plus bas", ("bas", "baisse", "moins", "diminue", "lower")),
)
"""Which way a result is the better one."""

AUDIENCES = (
    Choice("committee", "comité", ("interne", "privé", "comité des donateurs")),
    Choice("public", "public", ("publique", "tous", "tout public", "externe")),
)
"""Who a photo is for, at the most."""

UNITS = (
    Choice("EUR", "€", ("eur", "euro", "euros")),
    Choice("%", "%", ("pourcent", "pour cent", "pourcentage")),
    Choice("h", "h", ("heure", "heures")),
    Choice("count", "nombre", ("nb", "unité", "personnes", "collectivités")),
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

FUND_CURRENCIES = (Choice("EUR", "EUR", ("€", "euro", "euros")),)
"""A fund is kept in euros; what partners spend may be in any currency."""
