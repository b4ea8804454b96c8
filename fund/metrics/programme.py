"""Every figure of one programme, put together from its concepts."""

from __future__ import annotations

from fund.metrics import money, people
from fund.metrics.contributions import earmarked
from fund.metrics.declared import Declared
from fund.metrics.expenses import spending
from fund.metrics.gifts import Gifts
from fund.metrics.hours import programme_hours
from fund.metrics.result import ProgrammeMetrics
from fund.metrics.scope import Scope, moment, text
from fund.metrics.tender import tender
from fund.metrics.tranches import next_release, tranche_metrics, transfers


def programme_metrics(programme: Scope, declared: Declared, *, gifts: Gifts) -> ProgrammeMetrics:
    """The figures of one programme; `gifts` are all those of the fund."""
    position = int(programme.positions["programmes"][0])
    row = programme.dataset.table("programmes").iloc[position].to_dict()
    allocated = money.allocated(programme, declared)
    transferred = money.transferred(programme, declared)
    spent = money.spent(programme, declared)
    tranches = tranche_metrics(programme, declared)
    expenses = spending(programme)
    return ProgrammeMetrics(
        code=programme.programme,
        name=text(row["name"]) or programme.programme,
        country=text(row["country"]),
        partner=text(row["partner"]),
        beneficiaries=text(row["beneficiaries"]),
        start=moment(row, "start"),
        end=moment(row, "end"),
        status=text(row["status"]),
        summary=text(row["summary"]),
        position=position,
        allocated=allocated,
        transferred=transferred,
        spent=spent,
        balance=money.partner_balance(transferred, spent),
        delivery_rate=money.delivery_rate(spent, transferred, declared=declared),
        budget_share=money.budget_share(spent, allocated),
        earmarked=earmarked(programme, gifts),
        tranches=tranches,
        next_release=next_release(tranches),
        hours=programme_hours(programme, declared),
        tender=tender(programme),
        places=people.places(programme, declared),
        enrolments=people.enrolments(programme),
        spending=expenses.by_day,
        by_category=expenses.by_category,
        by_supplier=expenses.by_supplier,
        by_month=expenses.by_month,
        unconverted=expenses.unconverted,
        steps=people.steps(programme),
        courses=people.courses(programme),
        sites=people.sites(programme),
        milestones=people.milestones(programme),
        stories=people.stories(programme),
        transfers=transfers(programme),
    )
