"""The chart of shares: each tranche of a programme against its whole."""

from __future__ import annotations

from dataclasses import replace

from fund.charts.bars import Mark, Row, bars, full, listing, track
from fund.charts.chart import Chart, cells, table
from fund.charts.labels import basis, hover, sentence, stated
from fund.charts.palette import Palette
from fund.metric import Metric
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.wording import Language, percent, words

LONGEST = 1.25
"""Where a bar stops: beyond it only its label tells, or one tranche would flatten all the others."""


def tranche_shares(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """The share spent of each tranche, with what the next one waits for; None where there is no tranche."""
    if not programme.tranches:
        return None
    thresholds = {each.release.previous: each.release.threshold for each in programme.tranches if each.release}
    rows = [_tranche_row(each, thresholds.get(each.number), language, palette) for each in programme.tranches]
    latest = programme.latest_tranche
    wanted = [each for each in thresholds.values() if each is not None]
    return Chart(
        code="tranche_shares",
        title=words(
            "charts.tranche_shares.title",
            language,
            share=sentence(stated(latest.share, language)),
            tranche=latest.number,
        )
        if latest
        else words("charts.tranche_shares.title_unknown", language, n=len(rows)),
        figure=bars(rows, palette=palette, extent=1),
        alt=words("charts.tranche_shares.alt", language, listing=listing(rows, language)),
        table=table(
            {
                "tranche": [row.label for row in rows],
                "tranche_amount": [stated(each.amount, language) for each in programme.tranches],
                "spent": [stated(each.spent, language) for each in programme.tranches],
                "tranche_share": [stated(each.share, language) for each in programme.tranches],
                "remaining": [stated(each.remaining, language) for each in programme.tranches],
                "threshold": [
                    "" if (asked := thresholds.get(each.number)) is None else percent(asked, language)
                    for each in programme.tranches
                ],
                "basis": [basis(each.share, language) for each in programme.tranches],
            },
            language,
        ),
        note=words("charts.tranche_shares.note", language) if wanted else "",
        source=cells(*(each.share for each in programme.tranches)),
    )


def _share_marks(share: Metric, *, text: str, palette: Palette) -> tuple[Mark, ...]:
    """A share on its track: spent in teal, what is beyond the whole in red, the bar stopped at `LONGEST`."""
    if share.value is None or not share.is_known:
        return ()
    spent = full(palette.teal, palette)
    marks = [
        Mark(length=1, style=track(palette), hover=text),
        Mark(length=min(share.value, 1), style=spent, hover=text, declared=share.is_declared),
    ]
    if share.value > 1:
        over = min(share.value, LONGEST) - 1
        marks.append(Mark(start=1, length=over, style=full(palette.red, palette), hover=text))
    return tuple(marks)


def _tranche_row(tranche: TrancheMetrics, threshold: float | None, language: Language, palette: Palette) -> Row:
    label = words("charts.tranche", language, tranche=tranche.number)
    if not tranche.share.is_known:
        detail = (
            words("charts.tranche_shares.nothing_known", language)
            if not tranche.amount.is_known
            else words("charts.tranche_shares.amount_only", language, amount=stated(tranche.amount, language))
        )
        return Row(label=label, detail=detail)
    part = (
        words("charts.tranche_shares.amount_unknown", language)
        if not tranche.amount.is_known
        else words(
            "charts.amount_of",
            language,
            part=stated(tranche.spent, language),
            whole=stated(tranche.amount, language),
        )
    )
    return _with_share(Row(label=label, detail=part, threshold=threshold), tranche.share, language, palette)


def _with_share(row: Row, share: Metric, language: Language, palette: Palette) -> Row:
    """A row whose detail is set, with a share's bar and label."""
    said = stated(share, language)
    detail = words("charts.declared_part", language, part=row.detail) if share.is_declared else row.detail
    if share.value is not None and share.value > 1:
        said = words("charts.over", language, share=said)
    marks = _share_marks(share, text=hover(row.label, said, detail), palette=palette)
    return replace(row, end=said, detail=detail, marks=marks)
