"""The stage of the golden texts with the third language on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

from fund.open_fund import SHIPPED
from fund.wording import language
from tests.golden import product, things
from tests.golden import stage as golden
from tests.golden.stage import Stage, stage
from tests.golden.things import Thing
from tests.third_language.data import cyrillic, in_other_scripts, put_in_other_scripts
from tests.third_language.texts import CODE, add_third_language

_CONTRIBUTIONS_WITH, _UKRAINE_WITH = product.contributions_with, golden.ukraine_with
DONORS = {fund: tuple(map(cyrillic, names)) for fund, names in things.DONORS.items()}


def third_things() -> tuple[Thing, ...]:
    """Every golden text, of the third language."""
    with mock.patch.object(things, "DONORS", DONORS):
        return things.things((CODE,))


@contextmanager
def third_language(folder: Path) -> Iterator[Stage]:
    """A stage whose funds are in other scripts, while the product knows the third language."""
    with ExitStack() as stack:
        for place, name, value in (
            (language, "TEXTS", add_third_language(folder)),
            (golden, "put_stand_ins", put_in_other_scripts),
            (golden, "ukraine_with", lambda share, _: in_other_scripts(_UKRAINE_WITH(share, SHIPPED))),
            (product, "contributions_with", lambda received: in_other_scripts(_CONTRIBUTIONS_WITH(received))),
        ):
            stack.enter_context(mock.patch.object(place, name, value))
        yield stack.enter_context(stage(folder))
