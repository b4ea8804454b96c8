"""Every figure of one programme, put together from its concepts."""

from __future__ import annotations

from functools import partial

from fund.metrics import expenses, money, people
from fund.metrics.contributions import earmarked
from fund.metrics.declared import Declared
from fund.metrics.gifts import Gifts
from fund.metrics.hours import programme_hours
from fund.metrics.result import ProgrammeMetrics
from fund.metrics.scope import Scope
from fund.metrics.tender import tender
from fund.metrics.tranches import next_release, tranche_metrics, transfers


def programme_metrics(programme: Scope, declared: Declared, *, gifts: Gifts) -> ProgrammeMetrics:
    """The figures of one programme; `gifts` are all those of the fund."""
    position = int(programme.positions["programmes"][0])
    allocated = money.allocated(programme, declared)
    transferred = money.transferred(programme, declared)
    spent = money.spent(programme, declared)
    tranches = tranche_metrics(programme, declared)
    return ProgrammeMetrics(
        code=programme.programme,
        name=_text(programme, "name") or programme.programme,
        country=_text(programme, "country"),
        partner=_text(programme, "partner"),
        beneficiaries=_text(programme, "beneficiaries"),
        start=programme.moments("programmes", "start")[0],
        end=programme.moments("programmes", "end")[0],
        status=_text(programme, "status"),
        summary=_text(programme, "summary"),
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
        spending=partial(expenses.by_day, programme),
        by_category=partial(expenses.by_name, programme, "category"),
        by_supplier=partial(expenses.by_name, programme, "supplier"),
        by_month=partial(expenses.by_month, programme),
        unconverted=partial(expenses.unconverted, programme),
        steps=partial(people.steps, programme),
        courses=partial(people.courses, programme),
        sites=partial(people.sites, programme),
        milestones=partial(people.milestones, programme),
        stories=partial(people.stories, programme),
        transfers=partial(transfers, programme),
    )


def _text(programme: Scope, column: str) -> str:
    """What the programme's row says in a column, empty where it says nothing."""
    return programme.texts("programmes", column).tolist()[0]
