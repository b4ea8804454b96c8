"""What some of the example fund's donors need to publish their gifts: numbers, references, terms. All of it invented.

No authority is numbered 000: these numbers have the right check digits and are nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Declared:
    """What a row tells beside its amounts; None where the workbook says nothing."""

    siren: str | None = None
    siret: str | None = None
    department: str | None = None
    decision: str | None = None
    purpose: str | None = None
    terms: str | None = None
    notified: str | None = None
    expected: date | str | None = None


ORVANES = "Fonds de solidarité pour les îles Orvanes"


def _whole(siret: str, decision: str, department: str | None = None) -> Declared:
    return Declared(None, siret, department, decision, f"{ORVANES}, aide d’urgence", "unique", "non")


# The trouble: each of those marked lacks something without which its line can't be published.
DECLARED = {
    ("Castelvire", "2025-03-12"): _whole("00000011700010", "2025-04-017", "72"),
    ("Castelvire", "2026-01-27"): replace(
        _whole("00000011700010", "2026-03-004", "72"), purpose=f"{ORVANES}, formation aux métiers"
    ),
    ("Région Ponant-Verdaine", "2025-03-18"): _whole("00000012500013", "2025-112"),
    ("Région Ponant-Verdaine", "2025-11-04"): _whole("00000012500013", "2025-388"),
    ("Neuvermont Métropole", "2025-03-20"): _whole("00000013300017", "25-041"),
    ("Neuvermont Métropole", "2026-02-24"): _whole("00000013300017", "26-019"),
    ("Grandelande-Océan", "2025-04-03"): _whole("00000014100010", "25/031"),
    ("Grandelande-Océan", "2026-04-21"): replace(_whole("00000014100010", "26/044"), expected=date(2026, 11, 15)),
    ("Conseil départemental de l’Ondre-Maritime", "2026-03-16"): replace(
        _whole("00000015800014", "2026-77", "44"), terms="échelonné", expected=date(2026, 12, 15)
    ),
    # The rest is expected in a month, and no day of it is known.
    ("Belleforge-sur-Tisse", "2026-03-10"): replace(
        _whole("00000016600017", "2026-38"), terms="échelonné", expected="décembre 2026"
    ),
    # A SIREN only, typed in its column.
    ("Neuvermont", "2025-03-19"): replace(_whole("", "25-061"), siren="000000174", siret=None),
    ("Neuvermont", "2026-03-24"): replace(_whole("", "26-058"), siren="000000174", siret=None),
    # Whether the aid is notified to the European Commission is not said.
    ("Métropole de Castelvire-Littoral", "2025-03-14"): replace(_whole("00000018200014", "2025-09"), notified=None),
    # What it is for is not said.
    ("Marsanvilliers", "2025-03-17"): replace(_whole("00000019000017", "2025-12"), purpose=None),
    # A SIRET in the column of SIREN numbers.
    ("Port-Sorelin", "2025-03-26"): replace(_whole("", "2025/27"), siren="00000020800017", siret=None),
    # No agreement: the gift is small.
    ("Saint-Orvain-la-Lande", "2025-04-24"): _whole("00000021600010", "2025-19"),
}
"""By donor and day of the pledge."""
