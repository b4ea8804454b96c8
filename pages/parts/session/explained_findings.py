"""The findings on screen with what staff explained of them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping
from datetime import datetime
from weakref import WeakKeyDictionary

from fund.explanations import Judged, judge, standing
from fund.finding_keys import finding_keys
from fund.open_fund import OpenFund
from fund.records import FindingKey
from pages.parts.session import funds
from pages.parts.session.view import View

_KEYS: WeakKeyDictionary[OpenFund, dict[str, dict[int, FindingKey]]] = WeakKeyDictionary()
"""By the code of the warning; made once for each fund as opened, for the kinds that are explained or asked for."""


def keys_of(fund: OpenFund, codes: Collection[str]) -> Mapping[int, FindingKey]:
    """The keys of a fund's warnings of these codes, by the `id` of the finding."""
    made = _KEYS.setdefault(fund, {})
    for code in codes:
        if code not in made:
            made[code] = finding_keys([finding for finding in fund.findings if finding.code == code], fund.dataset)
    return ChainMap(*(made[code] for code in codes))


def judged(view: View, at: datetime | None = None) -> Judged:
    """The findings on screen, sorted by the explanations that hold now, or held at a moment."""
    held = standing(funds.store().explanations.of(view.fund.code), at)
    codes = {each.key.code for each in held}
    return judge(view.findings, keys_of(view.fund, codes), held) if held else Judged(view.findings)
