"""Versions of the invented fund of which one should not have been published, and its withdrawal by somebody else."""

from __future__ import annotations

from fund.changes import summary
from fund.store.withdrawals import Replacement
from pages.parts.session import funds
from tests.example_files import contributions_with
from tests.pages.test_update import publish

FALSE = contributions_with(45_000)
"""982 600 − 40 000 + 45 000 = 987 600 € received."""
TRUE = contributions_with(50_000)
"""992 600 €."""
RIGHT, WRONG = "992 600 €", "987 600 €"
TOLD = "Version retirée le"


def two_more() -> None:
    """Version 2, which should not have been published, and version 3, which corrects it."""
    publish(FALSE, author="Anna", note="un versement")
    publish(TRUE, author="Zoé", note="le bon")
    third, second, first = funds.store().versions("exemple")
    for before, after in ((first, second), (second, third)):
        funds.store().add_to_summary(after.id, summary(funds.compared("exemple", before.id, after.id)))


def withdrawn(number: int, *, instead: int | None = None) -> None:
    """As somebody else does it meanwhile."""
    by_number = {version.number: version.id for version in funds.store().versions("exemple")}
    replacement = None if instead is None else Replacement(by_number[instead])
    funds.store().withdraw(
        by_number[number],
        author="Zoé",
        reason="un nom de trop",
        public=funds.public_version("exemple"),
        replacement=replacement,
    )


def gone() -> list[int]:
    """The numbers of the versions that were withdrawn."""
    return [version.number for version in funds.store().versions("exemple") if version.withdrawn_at is not None]
