"""Metric tables to Plotly figures. No arithmetic on money here."""

from fund.charts.chart import Chart
from fund.charts.donors import by_type, received_by_donor
from fund.charts.drawing.layout import config
from fund.charts.hours import hours_by_kind, hours_received_by_kind
from fund.charts.overview import where_the_money_is
from fund.charts.palette import DARK, LIGHT, Palette
from fund.charts.people import course_enrolments, participant_steps, site_progress
from fund.charts.receipts import outstanding_by_age, received_over_time
from fund.charts.spending import spending_by_category, spending_by_month, spending_by_supplier, spending_over_time
from fund.charts.timeline import milestone_timeline
from fund.charts.tranches import tranche_shares

__all__ = [
    "DARK",
    "LIGHT",
    "Chart",
    "Palette",
    "by_type",
    "config",
    "course_enrolments",
    "hours_by_kind",
    "hours_received_by_kind",
    "milestone_timeline",
    "outstanding_by_age",
    "participant_steps",
    "received_by_donor",
    "received_over_time",
    "site_progress",
    "spending_by_category",
    "spending_by_month",
    "spending_by_supplier",
    "spending_over_time",
    "tranche_shares",
    "where_the_money_is",
]
