"""The sheet of results: what was to be reached, and what was, whatever the unit."""

from __future__ import annotations

from fund.schema.choices import BETTER, RESULT_PRECISIONS
from fund.schema.column import PROGRAMME, Edge, Sheet, boolean, choice, moment, number, text

RESULTS = Sheet(
    code="results",
    title="Résultats",
    synonyms=("Résultat", "Résultats obtenus", "Réalisations"),
    repeats_warn=True,
    names=("indicator", "audience", "place"),
    likenesses=(
        ("programme", "indicator", "unit", "audience", "place", "start", "end"),
        ("programme", "indicator", "unit", "audience", "place"),
    ),
    amounts=("target", "achieved"),
    people_headers=("nom", "noms"),
    columns=(
        PROGRAMME,
        text(
            "indicator",
            "indicateur",
            ("résultat", "résultat attendu", "intitulé"),
            required=True,
            example="Familles relogées",
        ),
        text("unit", "unité", ("unité de mesure", "en"), expected=True, example="familles"),
        number("target", "cible", ("objectif", "valeur cible", "prévu"), unit_column="unit", minimum=0, example=80),
        number(
            "achieved",
            "réalisé",
            ("atteint", "obtenu", "valeur atteinte", "réalisation"),
            unit_column="unit",
            minimum=0,
            example=66,
        ),
        choice("better", "mieux si", ("sens", "sens de l'indicateur"), choices=BETTER, example="plus haut"),
        moment("start", "du", ("début", "date de début", "depuis le"), example="mai 2023"),
        moment("end", "au", ("fin", "date de fin", "date", "arrêté au"), edge=Edge.END, example="octobre 2023"),
        text("audience", "public", ("bénéficiaires", "public concerné", "pour qui"), example="femmes"),
        text("place", "lieu", ("site", "commune", "localité")),
        text("strand", "axe", ("volet", "composante")),
        boolean("cumulative", "depuis le début", ("cumul", "cumulé", "cumulatif"), example="oui"),
        choice("precision", "précision", ("environ", "approximatif"), choices=RESULT_PRECISIONS, example="exact"),
        text("source", "source", ("origine", "document"), example="Rapport du partenaire, octobre 2023"),
        text("gap_reason", "explication de l'écart", ("explication", "commentaire sur l'écart", "motif de l'écart")),
    ),
)
