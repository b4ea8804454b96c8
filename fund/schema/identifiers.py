"""The numbers and codes by which declarations know an authority, an association, a sector and a country.

Each function gives a text in the one form that is kept, or raises `WrongFormError` with the finding that says why not.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from stdnum.fr import siren, siret

SIREN_DIGITS, SIRET_DIGITS = 9, 14
LONGEST_OBJECT = 256
"""Characters that the table of grants keeps of what a grant is for, and of how it is paid."""
_RUINED = re.compile(r"\d[.,]?\d*E\+?1[0-9]|\d{9}00000|\d{5,9}0{6,}", re.IGNORECASE)
"""What Excel leaves of a SIRET: `2,4E+13`, or its first digits and zeros; no establishment is numbered 00000."""
_NO_COUNTRY = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))


class WrongFormError(ValueError):
    """A text that is not what its column holds; `code` is the finding that says so."""

    def __init__(self, code: str) -> None:
        """Take the finding's code."""
        super().__init__(code)
        self.code = code


def bare(text: str) -> str:
    """A number without the spaces, dots and hyphens that people put into it."""
    return re.sub(r"[\s.\-]", "", text)


def siret_of(text: str) -> str:
    """A SIRET, fourteen digits; a SIREN is given back as it is: it tells the authority, though no establishment."""
    number = bare(text)
    if siren.is_valid(number) or (siret.is_valid(number) and not number.endswith("00000")):
        return number
    raise WrongFormError("siret_ruined" if is_ruined(text) else "siret_invalid")


def establishment_of(text: str) -> str:
    """A SIRET and nothing less."""
    number = siret_of(text)
    if len(number) > SIREN_DIGITS:
        return number
    raise WrongFormError("siret_is_siren")


def is_ruined(text: str) -> bool:
    """Whether a text is what Excel leaves of a SIRET."""
    return any(_RUINED.fullmatch(each) for each in (text.strip(), bare(text)))


def rna_of(text: str) -> str:
    """An association's number in the national register: W and nine digits."""
    number = bare(text).upper()
    if re.fullmatch(r"W\d{9}", number):
        return number
    raise WrongFormError("rna_invalid")


def sector_of(text: str) -> str:
    """A purpose code of the Development Assistance Committee: five digits, of which it makes no list here."""
    if re.fullmatch(r"[1-9]\d{4}", bare(text)):
        return bare(text)
    raise WrongFormError("sector_invalid")


def country_of(text: str) -> str:
    """A country's two letters in ISO 3166-1."""
    code = text.strip().upper()
    if code in _countries():
        return code
    raise WrongFormError("country_code_invalid")


@cache
def _countries() -> frozenset[str]:
    found = map(str, Locale("en").territories)
    return frozenset(code for code in found if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY)


def short_text(text: str) -> str:
    """A text that fits into the table of grants."""
    if len(text) <= LONGEST_OBJECT:
        return text
    raise WrongFormError("longer_than_published")
