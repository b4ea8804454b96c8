"""What a made fund's figures are, by arithmetic on its plain rows.

A figure has a name: `raised`, `spent eau`, `spent eau 1` (programme, tranche), `raised 2024-05` (month).
Money is whole cents, hours and shares are floats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from tests.disguise.made_fund import MadeFund, Record, cents, day

Figures = dict[str, float]


def true_figures(fund: MadeFund) -> Figures:
    """Every figure that the fund's rows give."""
    money = dict(_money(fund))
    figures = money | dict(_gifts(fund)) | dict(_people(fund))
    figures["balance"] = figures["raised"] - money["transferred"] - money["running_costs"]
    figures["as_of"] = fund.as_of.toordinal()
    return figures


def euro_cents(expense: Record, rates: list[Record]) -> int:
    """An expense in euros: divided by its own rate, else by the latest rate up to its day; halves away from zero."""
    amount, currency = cents(expense, "amount_cents"), expense.get("currency", "EUR")
    if currency == "EUR":
        return amount
    rate = expense.get("rate")
    if rate is None:
        known = [r for r in rates if r["currency"] == currency and day(r, "date") <= day(expense, "date")]
        rate = max(known, key=lambda r: day(r, "date"))["units_per_euro"]
    return int((Decimal(amount) / Decimal(str(rate))).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _gifts(fund: MadeFund) -> Iterator[tuple[str, float]]:
    gifts = fund.rows("contributions")
    yield "raised", sum(cents(gift, "received_cents") for gift in gifts)
    yield "donors", len({gift.get("siren") or (gift["donor"], gift.get("department")) for gift in gifts})
    if "pledged_cents" in fund.columns["contributions"]:
        yield "pledged", sum(cents(gift, "pledged_cents") for gift in gifts)
    if "committed_cents" in fund.columns["contributions"]:
        yield "committed", sum(cents(gift, "committed_cents") for gift in gifts)
        yield "outstanding", sum(map(_due, gifts))
    months: Counter[str] = Counter()
    for gift in gifts:
        if "received_on" in gift:
            months[f"raised {day(gift, 'received_on'):%Y-%m}"] += cents(gift, "received_cents")
    yield from months.items()


def _due(gift: Record) -> int:
    """What is still to come; `due_cents` where the gift is told in parts."""
    if "due_cents" in gift:
        return cents(gift, "due_cents")
    promised = cents(gift, "committed_cents") if "committed_cents" in gift else cents(gift, "pledged_cents")
    return max(promised - max(cents(gift, "received_cents"), 0), 0) if promised else 0


def _money(fund: MadeFund) -> Iterator[tuple[str, float]]:
    programmes, tranches, expenses = fund.rows("programmes"), fund.rows("tranches"), fund.rows("expenses")
    paid = [tranche for tranche in tranches if "paid_on" in tranche]
    euros = [(expense, euro_cents(expense, fund.rows("rates"))) for expense in expenses]
    yield "programmes", len(programmes)
    yield "allocated", sum(cents(programme, "budget_cents") for programme in programmes)
    yield "transferred", sum(cents(tranche, "amount_cents") for tranche in paid)
    yield "running_costs", sum(cents(cost, "amount_cents") for cost in fund.rows("running_costs"))
    told = {expense["programme"] for expense in expenses}
    if told == {programme["code"] for programme in programmes}:
        yield "spent", sum(amount for _, amount in euros)
    for programme in programmes:
        code = programme["code"]
        yield f"allocated {code}", cents(programme, "budget_cents")
        yield f"transferred {code}", sum(cents(t, "amount_cents") for t in paid if t["programme"] == code)
        if code in told:
            yield f"spent {code}", sum(amount for expense, amount in euros if expense["programme"] == code)
    for tranche in tranches:
        code, number = tranche["programme"], tranche["number"]
        if "paid_on" in tranche:
            parts = [t for t in paid if (t["programme"], t["number"]) == (code, number)]
            yield f"tranche {code} {number}", sum(cents(part, "amount_cents") for part in parts)
        if "paid_on" in tranche and code in told:
            own = [amount for e, amount in euros if (e["programme"], e.get("tranche")) == (code, number)]
            yield f"spent {code} {number}", sum(own)
        if "release_threshold" in tranche:
            yield f"threshold {code} {number}", float(str(tranche["release_threshold"]))
    for declared in fund.rows("declared"):
        if declared["indicator"] == "tranche_share":
            yield f"share {declared['programme']} {declared['tranche']}", float(str(declared["value"])) / 100


def _people(fund: MadeFund) -> Iterator[tuple[str, float]]:
    activities = fund.rows("activities")
    for name, column in (("hours", "hours_delivered"), ("planned hours", "hours_planned")):
        hours: Counter[str] = Counter()
        for activity in activities:
            hours[str(activity["programme"])] += float(str(activity[column]))  # type: ignore[assignment]
        if activities:
            yield name, float(sum(hours.values()))
        yield from ((f"{name} {code}", float(value)) for code, value in hours.items())
    received: Counter[str] = Counter()
    for activity in activities:
        each, people = float(str(activity["hours_per_participant"])), int(str(activity["participants"]))
        received[str(activity["programme"])] += each * people  # type: ignore[assignment]
    yield from ((f"received hours {code}", float(value)) for code, value in received.items())
    for count in fund.rows("participants"):
        yield f"people {count['programme']} {count['step']}", int(str(count["count"]))
