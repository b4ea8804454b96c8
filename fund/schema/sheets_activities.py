"""The sheets about what programmes do, for whom, where and when; and what partners only declare."""

from __future__ import annotations

from fund.schema.choices import (
    ACTIVITY_STATUSES,
    COURSE_STATUSES,
    INDICATORS,
    MILESTONE_STATUSES,
    PRECISIONS,
    SITE_STATUSES,
    STORY_NATURES,
    UNITS,
)
from fund.schema.column import PROGRAMME, PROGRAMME_OR_FUND, Edge, Sheet, choice, euros, integer, moment, number, text
from fund.schema.keywords import gives_hours, has_begun

ACTIVITIES = Sheet(
    code="activities",
    title="Activités",
    synonyms=("Activité", "Actions"),
    repeats_warn=True,
    names=("activity",),
    likenesses=(("programme", "activity"),),
    people_headers=(),
    columns=(
        PROGRAMME,
        text(
            "activity",
            "activité",
            ("intitulé", "action", "nom de l'activité"),
            required=True,
            example="Polonais, niveau A1",
        ),
        text("kind", "type", ("type d'activité", "nature"), example="Cours de polonais"),
        moment("start", "début", ("date de début", "du"), example="01/09/2023"),
        moment("end", "fin", ("date de fin", "au"), edge=Edge.END, example="octobre 2023"),
        integer("groups", "groupes", ("nombre de groupes", "sous-groupes"), minimum=1, example=3),
        integer(
            "participants",
            "participants",
            ("participantes", "nombre de participants", "nombre de participantes"),
            minimum=0,
            example=25,
        ),
        number("hours_planned", "heures prévues", ("h prévues",), unit="h", minimum=0, example=200),
        number(
            "hours_delivered",
            "heures dispensées",
            ("heures réalisées", "h dispensées", "heures données"),
            unit="h",
            minimum=0,
            expected=True,
            expected_in=lambda row: gives_hours(row) and has_begun(row),
            example=180,
        ),
        number(
            "hours_per_participant",
            "heures par participant",
            ("h par participant", "heures/personne", "heures par personne", "heures par participante"),
            unit="h",
            minimum=0,
            example=60,
        ),
        choice("status", "statut", ("état", "avancement"), choices=ACTIVITY_STATUSES, example="faite"),
    ),
)

COURSES = Sheet(
    code="courses",
    title="Formations",
    synonyms=("Formation", "Cours"),
    identity=("programme", "title", "status"),
    names=("title",),
    people_headers=(),
    columns=(
        PROGRAMME,
        text(
            "title",
            "intitulé",
            ("formation", "titre", "cours"),
            required=True,
            example="Comptabilité et tenue des comptes",
        ),
        integer(
            "enrolled", "inscrits", ("inscrites", "nombre d'inscrits", "participants inscrits"), minimum=0, example=3
        ),
        choice("status", "statut", ("état",), choices=COURSE_STATUSES, example="à venir"),
    ),
)

PARTICIPANTS = Sheet(
    code="participants",
    title="Participants",
    synonyms=("Participantes", "Parcours"),
    identity=("programme", "step"),
    names=("step",),
    people_headers=("nom", "noms"),
    columns=(
        PROGRAMME,
        text("step", "étape", ("phase", "situation"), required=True, example="candidatures"),
        integer("count", "nombre", ("nb", "effectif", "nombre de personnes"), minimum=0, required=True, example=29),
    ),
)

SITES = Sheet(
    code="sites",
    title="Sites",
    synonyms=("Site", "Lieux", "Municipalités"),
    identity=("programme", "place"),
    names=("place",),
    columns=(
        PROGRAMME,
        text("place", "lieu", ("nom", "municipalité", "ville", "site"), required=True, example="Val-Fictif"),
        text("country", "pays"),
        number("latitude", "latitude", ("lat",), unit="°", minimum=-90),
        number("longitude", "longitude", ("lon", "long"), unit="°", minimum=-180),
        euros("budget_cents", "budget", ("montant prévu",), minimum=0, example=5000),
        euros("spent_cents", "dépensé", ("montant dépensé", "dépenses"), example=4200),
        choice("status", "statut", ("état",), choices=SITE_STATUSES, example="en cours"),
    ),
)

MILESTONES = Sheet(
    code="milestones",
    title="Jalons",
    synonyms=("Jalon", "Étapes", "Calendrier"),
    repeats_warn=True,
    names=("title",),
    likenesses=(("programme", "title"), ("programme", "date")),
    columns=(
        PROGRAMME_OR_FUND,
        moment("date", "date", ("quand", "échéance"), edge=Edge.END, required=True, example="6/07/2023"),
        text(
            "title",
            "titre",
            ("jalon", "événement", "intitulé"),
            required=True,
            example="Échange avec le comité des donateurs",
        ),
        choice("status", "statut", ("état",), choices=MILESTONE_STATUSES, expected=True, example="fait"),
        text("description", "description", ("détail", "précisions")),
        text("source", "source", ("origine", "document")),
    ),
)

STORIES = Sheet(
    code="stories",
    title="Récits",
    synonyms=("Récit", "Textes", "Narratif"),
    names=("title", "period"),
    likenesses=(("programme", "title"), ("programme", "period")),
    columns=(
        PROGRAMME_OR_FUND,
        text("period", "période", ("date",), example="mai à octobre 2023"),
        moment("start", "du", ("début", "date de début"), example="mai 2023"),
        moment("end", "au", ("fin", "date de fin"), edge=Edge.END, example="octobre 2023"),
        text("title", "titre", ("intitulé",)),
        text("text", "texte", ("récit", "contenu"), required=True),
        choice("nature", "nature", ("sorte de texte", "rubrique"), choices=STORY_NATURES, example="fait"),
        text("source", "source", ("origine", "document"), example="Rapport du partenaire, octobre 2023"),
    ),
)

DECLARED = Sheet(
    code="declared",
    title="Chiffres déclarés",
    synonyms=("Chiffre déclaré", "Déclarés", "Indicateurs"),
    repeats_warn=True,
    names=("indicator",),
    likenesses=(("programme", "tranche", "indicator"),),
    columns=(
        PROGRAMME_OR_FUND,
        integer("tranche", "tranche", ("n° de tranche",), minimum=1, example=1),
        choice("indicator", "indicateur", ("chiffre", "mesure"), choices=INDICATORS, required=True, example="collecté"),
        number("value", "valeur", ("montant", "nombre"), unit_column="unit", required=True, example=395000),
        choice("unit", "unité", ("en",), choices=UNITS, required=True, example="€"),
        choice("approximate", "environ", ("approximatif", "près de"), choices=PRECISIONS, example="oui"),
        moment("date", "date", ("au", "arrêté au"), edge=Edge.END, required=True, example="novembre 2023"),
        text(
            "source",
            "source",
            ("origine", "document"),
            expected=True,
            example="Rapport d'avancement, mai à octobre 2023",
        ),
    ),
)
