"""The charts of who gave: by donor and by type."""

from __future__ import annotations

from collections.abc import Mapping

from fund.charts.bars import Mark, Row, bars, full, hatched, listing
from fund.charts.chart import Chart, cells, knows, table
from fund.charts.labels import amount, hover, note, pair, remark, sentence, stated
from fund.charts.palette import Palette
from fund.metrics.result import ContributionMetrics
from fund.rows import Record, records
from fund.schema.choices import LOCAL_AUTHORITY_TYPES
from fund.wording import Language, count, euros, words

TOP = 15
STAGES = ("pledged", "committed", "received")
KNOWN = tuple(f"{stage}_cents" for stage in STAGES)


def received_by_donor(*, metrics: ContributionMetrics, language: Language, palette: Palette) -> Chart | None:
    """What each donor promised, signed and paid; None where no amount is known."""
    donors = [row for row in records(metrics.by_donor) if knows(row, *KNOWN)]
    if not donors:
        return None
    rows = [_given(str(row["donor"]), row, language, palette) for row in donors[:TOP]]
    everyone = records(metrics.by_donor)
    others, silent = len(donors) - len(rows), len(everyone) - len(donors)
    return Chart(
        code="received_by_donor",
        title=words(
            "charts.received_by_donor.title",
            language,
            n=len(everyone),
            number=count(len(everyone), language),
            raised=stated(metrics.raised, language),
        ),
        figure=bars(rows, palette=palette),
        alt=words(
            "charts.received_by_donor.alt",
            language,
            raised=stated(metrics.raised, language),
            leaders=listing(rows[:3], language),
        ),
        table=table(
            {
                "donor": [str(row["donor"]) for row in everyone],
                "type": [_type(row, 1, language, bare=True) for row in everyone],
                **_amounts(everyone, language),
            },
            language,
        ),
        note=note(
            words("charts.key_received", language),
            remark("and_others", others, language),
            remark("silent_donors", silent, language),
        ),
        source=cells(metrics.raised, metrics.committed, metrics.pledged),
    )


def by_type(*, metrics: ContributionMetrics, language: Language, palette: Palette) -> Chart | None:
    """Donors by type: what they gave where an amount is known, else how many they are."""
    types = records(metrics.by_type)
    if not types:
        return None
    names = [_type(row, int(row["donors"]), language) for row in types]
    given = any(knows(row, *KNOWN) for row in types)
    if given:
        rows = [_given(name, row, language, palette) for name, row in zip(names, types, strict=True)]
    else:
        style = full(palette.blue, palette)
        rows = [
            Row(
                label=sentence(_type(row, int(row["donors"]), language, bare=True)),
                end=count(int(row["donors"]), language),
                marks=(Mark(length=int(row["donors"]), style=style, hover=hover(name)),),
            )
            for name, row in zip(names, types, strict=True)
        ]
    named = {row["donor_type"]: name for name, row in zip(names, types, strict=True)}
    authorities = [named[code] for code in LOCAL_AUTHORITY_TYPES if code in named]
    donors = int(metrics.donors.value or 0)
    title = words(
        "charts.by_type.title", language, n=donors, number=count(donors, language), types=", ".join(authorities)
    )
    return Chart(
        code="by_type",
        title=title,
        figure=bars(rows, palette=palette),
        alt=words("charts.by_type.alt", language, listing=listing(rows, language) if given else ", ".join(names)),
        table=table({"type": names, **_amounts(types, language)}, language),
        note=words("charts.key_received", language) if given else words("charts.by_type.note", language),
        source=cells(metrics.donors),
    )


def _amounts(rows: list[Record], language: Language) -> dict[str, list[str]]:
    columns = (*STAGES, "outstanding")
    return {stage: [amount(row[f"{stage}_cents"], language) for row in rows] for stage in columns}


def _given(label: str, row: Record, language: Language, palette: Palette) -> Row:
    """A row with the pledge as a hatched outline, the agreement over it, and what was paid over both."""
    cents = {stage: row[f"{stage}_cents"] for stage in STAGES}
    styles = (hatched(palette.blue, palette), full(palette.mid, palette), full(palette.blue, palette))
    told = [
        pair(words(f"charts.stages.{stage}", language), amount(cents[stage], language), language) for stage in STAGES
    ]
    marks = tuple(
        Mark(length=cents[stage] / 100, style=style, hover=hover(label, *told))
        for stage, style in zip(STAGES, styles, strict=True)
        if cents[stage]
    )
    end, detail = _promise(cents, language)
    return Row(label=label, end=end, detail=detail, marks=marks)


def _promise(cents: Mapping[str, int | None], language: Language) -> tuple[str, str]:
    """What a donor gave, in two short lines: the amount, and what it still is or is part of."""
    stage = max(("committed", "pledged"), key=lambda stage: cents[stage] or 0)
    goal, received = cents[stage] or None, cents["received"]
    if received and (goal is None or received >= goal):
        return euros(received, language), ""
    if goal is None:
        return ("", words("charts.unknown", language)) if received is None else (euros(received, language), "")
    if received:
        return euros(received, language), words(f"charts.part_of.{stage}", language, amount=euros(goal, language))
    return euros(goal, language), words(f"charts.only.{stage}", language)


def _type(row: Record, number: int, language: Language, *, bare: bool = False) -> str:
    """A donor type with how many they are (`14 communes`), or its bare name in that number (`communes`)."""
    named = words(f"charts.donor_types.{row['donor_type'] or 'unknown'}", language, n=number)
    return named if bare else f"{count(number, language)} {named}"
