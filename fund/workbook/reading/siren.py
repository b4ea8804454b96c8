"""The check digit of SIREN numbers, as INSEE defines it: Luhn's rule on nine digits."""

from __future__ import annotations

LA_POSTE = "356000000"
"""INSEE lets La Poste's establishments break Luhn's rule; its own SIREN is given as is."""


def is_siren(text: str) -> bool:
    """Whether a text is a valid SIREN; spaces of any kind don't count."""
    digits = "".join(text.split())
    if len(digits) != 9 or not (digits.isascii() and digits.isdigit()):
        return False
    doubled = [int(digit) * (1 + position % 2) for position, digit in enumerate(digits)]
    return digits == LA_POSTE or sum(sum(divmod(number, 10)) for number in doubled) % 10 == 0
