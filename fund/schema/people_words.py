"""Words by which a workbook says that it counts people: the same ones may be counted in several periods."""

from __future__ import annotations

from fund.schema.column import folded

_PEOPLE = (
    *("personne", "femme", "homme", "enfant", "fille", "garcon", "famille", "menage", "foyer", "habitant"),
    *("participant", "beneficiaire", "eleve", "etudiant", "refugie", "deplace", "stagiaire", "apprenant"),
    *("enseignant", "agent", "patient", "jeune", "adulte", "elu", "salarie", "formateur", "soignant", "artisan"),
    *("people", "person", "women", "men", "children", "girl", "boy", "household", "families", "family", "teacher"),
)
_PLAIN = frozenset(("", "nombre", "nb", "unite", "unites", "number", "count"))
"""Units that do not say what is counted."""


def counts_people(unit: str, indicator: str, audience: str) -> bool:
    """Whether numbers in that unit are of people; where it says nothing, what is counted and of whom tells."""
    if folded(unit) in _PLAIN:
        return bool(audience) or _of_people(indicator)
    return _of_people(unit)


def _of_people(text: str) -> bool:
    return folded(text.split(maxsplit=1)[0] if text.split() else "").startswith(_PEOPLE)
