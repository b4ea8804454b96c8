"""What a workbook tells by its words alone: that it counts people or what should fall, that an activity gives hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fund.schema.column import folded

_PEOPLE = (
    *("personne", "femme", "homme", "enfant", "fille", "garcon", "famille", "menage", "foyer", "habitant"),
    *("participant", "beneficiaire", "eleve", "etudiant", "refugie", "deplace", "stagiaire", "apprenant"),
    *("enseignant", "agent", "patient", "jeune", "adulte", "elu", "salarie", "formateur", "soignant", "artisan"),
    *("people", "person", "women", "men", "children", "girl", "boy", "household", "families", "family", "teacher"),
)
_TO_COME = ("preparation", "planned")
_PLAIN = frozenset(("", "nombre", "nb", "unite", "unites", "number", "count"))
"""Units that do not say what is counted."""

_TO_LOWER = (
    *("panne", "abandon", "absen", "perte", "fuite", "chomage", "delai", "attente", "retard", "cout", "echec"),
    *("accident", "incident", "deces", "mortalite", "plainte", "coupure", "pollu", "deficit"),
    *("failure", "dropout", "delay", "loss", "breakdown", "waiting", "unemployment", "cost"),
)
"""Of what these count, less is better as a rule."""
_SHARES = ("%", "taux", "pourcent", "percent")
_PERCENTS, _RATIOS = {"pourcent", "pourcentage", "percent", "percentage"}, {"taux", "part", "ratio", "rate", "share"}

_HOURS = (
    *("formation", "cours", "atelier", "accompagn", "soutien", "conseil", "entretien", "seance", "session", "stage"),
    *("module", "tutorat", "suivi", "bilan", "apprentissage", "alphabet", "enseign", "psycho", "sensibilis"),
    *("training", "course", "workshop", "counsel", "support", "lesson", "langue", "francais", "polonais"),
)
OF_HOURS = ("groups", "participants", "hours_planned", "hours_delivered", "hours_per_participant")


def counts_people(unit: str, indicator: str, audience: str) -> bool:
    """Whether numbers in that unit are of people; where it says nothing, what is counted and of whom tells."""
    if folded(unit) in _PLAIN:
        return bool(audience) or _of_people(indicator)
    return _of_people(unit)


def may_fall(unit: str, indicator: str) -> bool:
    """Whether less of a result may be better, by its unit (a share of something) or by what is counted."""
    words = indicator.replace("’", " ").replace("'", " ").split()
    return folded(unit).startswith(_SHARES) or any(folded(word).startswith(_TO_LOWER) for word in words)


def is_percent(unit: str) -> bool:
    """Whether numbers in that unit are percentages."""
    return "%" in unit or folded(unit) in _PERCENTS


def is_ratio(unit: str) -> bool:
    """Whether numbers in that unit may be percentages."""
    return is_percent(unit) or folded(unit) in _RATIOS


def _of_people(text: str) -> bool:
    return folded(text.split(maxsplit=1)[0] if text.split() else "").startswith(_PEOPLE)


def has_begun(row: Mapping[Any, object]) -> bool:
    """Whether a programme or an activity, by its cells, is not only to come."""
    return row.get("status") not in _TO_COME


def gives_hours(activity: Mapping[Any, object]) -> bool:
    """Whether an activity, by its cells, is of those whose hours count: all but works that tell none, nor people.

    Without a name it is not known to be anything else.
    """
    if any(activity.get(code) is not None for code in OF_HOURS):
        return True
    names = f"{activity.get('kind') or ''} {activity.get('activity') or ''}".replace("’", " ").replace("'", " ").split()
    return not names or any(folded(name).startswith(_HOURS) for name in names)
