"""The words of the screen, each with its definition and its formula."""

from __future__ import annotations

from fund.metric import Basis
from fund.wording import words
from pages.parts.session.view import View
from pages.parts.show.markup import draw, fill, join

WORDS = (
    *("pledged", "committed", "raised", "outstanding", "allocated", "unallocated", "transferred", "spent"),
    *("tranche_share", "delivery_rate", "budget_share", "balance", "running_costs", "hours_delivered"),
    *("hours_received", "donors", "undisclosed"),
)
"""In the order in which money moves, then hours, then people."""


def glossary(view: View) -> None:
    """Each word once."""
    items = [
        fill(
            '<div><dt>{label}</dt><dd>{definition}<br><span class="soft">{formula}</span></dd></div>',
            label=words(f"metrics.{code}.label", view.language),
            definition=words(f"metrics.{code}.definition", view.language),
            formula=words(f"metrics.{code}.formula", view.language),
        )
        for code in WORDS
    ]
    draw('<dl class="glossary">{items}</dl>', items=join(items))


def bases(view: View) -> None:
    """Computed, declared, derived: what each mark means."""
    items = [
        fill(
            '<div><dt><span class="mark {basis}">{label}</span></dt><dd>{text}</dd></div>',
            basis=basis,
            label=words(f"metrics.basis.{basis}.label", view.language),
            text=words(f"metrics.basis.{basis}.explain", view.language),
        )
        for basis in Basis
    ]
    draw('<dl class="glossary">{items}</dl>', items=join(items))
