"""What the text of a row says of the row: that it is a total, a note under the table, an example.

The words are those of French and English, of Excel's subtotals (« Brest Total ») and of LibreOffice's (« Brest
Résultat »). A text alone never decides between a total and a donor called « Total Énergies »: see `data_rows`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from fund.schema import folded

AS_IT_IS = "\u2060"
"""Before a text, as in workbooks this application writes: its row is a row of the table, whatever it looks like."""

EXAMPLE = "Exemple\u00a0: "
"""What the first text of an example line begins with."""

STEMS = (
    *("tota", "sum", "somme", "result", "résult", "cumul", "ensemble", "report"),
    *("moyen", "nombre", "average", "count", "median", "médian", "minim", "maxim"),
)
"""What a lower-case text must hold to be a total's; a quick look before `total_label`."""

_UNSEEN_LETTERS = "\u00ad\u200b\u200c\u200d\ufeff"
_UNSEEN = dict.fromkeys(map(ord, _UNSEEN_LETTERS))

LONGEST_LABEL = 80
"""Characters; a longer text is a sentence, which may speak of a total without being one's label."""

LONG_NOTE = 60

_EXAMPLE = re.compile(r"\s*exemple\s*:", re.IGNORECASE)
_WORD = r"(?:(?:sous|sub|s|grand|super)?totau?[lx]s?|totale?s?)"
_OF_WHAT = (
    r"(?:general|generale|generaux|global|globale|cumule|result|partiel|annuel|ttc|ht|en?|euros?|eur|€|k€|\d{4})*"
)
_CERTAIN = re.compile(rf"(?:{_WORD}{_OF_WHAT}|resultat(?:global|general|total)|(?:grand)?totalresult|sommetotale)")
_GRAND = re.compile(r"(?:grand|super)?tota(?:l|ux)(?:general|generaux|global|result)|grandtotals?|resultatglobal")
_BEGINS = re.compile(r"\s*(?:sous|sub|grand|super|s/)?[\s\-]*tota(?:l|ux)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:(?:sous|sub)[\s\-]*)?(?:total|totaux|résultat|resultat|result)\s*:?\s*$", re.IGNORECASE)
_WEAK = re.compile(
    r"(?:sommes?|sum|cumule?|ensemble|a?report(?:er)?|montanttotal|resultat)(?:(?:des?|du|au)\w{0,20}|\d{4})?"
)
_NOTE = re.compile(
    r"\s*(?:[*†¹²³(\[]|n\.?b\b|notes?\b|sources?\b|remarques?\b|hors\b|dont\b|sauf\b|y compris\b|non compris"
    r"|état au|situation au|mise? à jour|mis à jour|données|légende|attention|fait (?:à|le)|document|page \d)",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"r[ée]cap|synth[èe]se|r[ée]partition|\bpar (?:type|ann[ée]e|programme|mois|poste)", re.IGNORECASE
)


_STATISTIC = re.compile(
    r"(?:moyennes?|moy|mediane|nombre|nb|effectif|average|mean|count|min(?:imum)?|max(?:imum)?)(\w{0,20})"
)
_NONE = frozenset(("aucun", "aucune", "neant", "rien", "sansobjet", "none", "aucunfrais", "aucunedepense"))


class TotalLabel(StrEnum):
    """How surely a text is the label of a total."""

    CERTAIN = "certain"  # « TOTAL », « Sous-total », « Grand total », « Total général »
    LIKELY = "likely"  # « Total tranche 1 », or a donor: « Total Énergies »
    POSSIBLE = "possible"  # « Brest Total », « Lyon Résultat », « Ensemble »


class TotalKind(StrEnum):
    """What a total row adds up."""

    BLOCK = "block"  # « Sous-total », « Total AUC »: the rows since the total before it
    TOTAL = "total"  # « TOTAL »: the rows since the « TOTAL » before it
    GRAND = "grand"  # « Total général »: every row of the sheet


def plain_letters(text: str) -> str:
    """The text in its usual letters: none of another width or with its accent apart (NFKC), none unseen."""
    text = unicodedata.normalize("NFKC", text)
    return text.translate(_UNSEEN) if any(map(text.__contains__, _UNSEEN_LETTERS)) else text


@lru_cache(maxsize=4096)
def total_label(text: str) -> TotalLabel | None:
    """How surely a text is a total's label; None for one that is not."""
    if len(text) > LONGEST_LABEL:
        return None
    text = plain_letters(text)
    bare = folded(text)
    if _CERTAIN.fullmatch(bare):
        return TotalLabel.CERTAIN
    if _BEGINS.match(text):
        return TotalLabel.LIKELY
    return TotalLabel.POSSIBLE if _ENDS.search(text) or _WEAK.fullmatch(bare) else None


def total_kind(text: str) -> TotalKind:
    """What a total with that label adds up."""
    bare = folded(text)
    if _GRAND.fullmatch(bare):
        return TotalKind.GRAND
    return TotalKind.TOTAL if bare in {"total", "totaux", "totals"} else TotalKind.BLOCK


def is_example_label(label: str) -> bool:
    """Whether a row's first text is that of a template's example."""
    return _EXAMPLE.match(label) is not None


def is_note(text: str) -> bool:
    """Whether a text that stands alone in its row says that it is a note and no name."""
    return bool(_NOTE.match(text)) or len(text) > LONG_NOTE or text.rstrip().endswith((".", ":", ";")) or " : " in text


def is_statistic(text: str) -> bool:
    """Whether a text is the label of a number about the rows: their average, their count."""
    return _STATISTIC.fullmatch(folded(text)) is not None


def is_bare_statistic(text: str) -> bool:
    """Whether it says nothing else: « Nombre », but not « Nombre de repas »."""
    found = _STATISTIC.fullmatch(folded(text))
    return found is not None and not found[1]


def says_none(text: str) -> bool:
    """Whether a text says that there is nothing to list: « aucun », « néant »."""
    return folded(text) in _NONE


def is_summary_heading(text: str) -> bool:
    """Whether a text that stands alone in its row announces a summary of the table above."""
    return _SUMMARY.search(text) is not None
