"""The charts of shares: each tranche, and each programme, against its whole."""

from __future__ import annotations

from dataclasses import replace

from fund.charts.bars import Mark, Row, bars, full, listing, track
from fund.charts.chart import Chart, cells, table
from fund.charts.labels import basis, cut, declared, hover, known, sentence, stated
from fund.charts.palette import Palette
from fund.metrics.result import FundMetrics, Metric, ProgrammeMetrics, TrancheMetrics
from fund.wording import Language, percent, words

NAME_LENGTH = 28
LONGEST = 1.25
"""Where a bar stops: beyond it only its label tells, or one tranche would flatten all the others."""


def programme_progress(*, metrics: FundMetrics, language: Language, palette: Palette) -> Chart | None:
    """What each programme spent of its budget, else of its latest tranche; None where no share is known."""
    told = [each for each in metrics.programmes if _latest(each) is not None or known(each.budget_share)]
    if not told:
        return None
    rows = [_programme_row(each, language, palette) for each in metrics.programmes]
    silent = [each.name for each in metrics.programmes if each not in told]
    return Chart(
        code="programme_progress",
        title=words("charts.programme_progress.title", language, listing=_headline(told, language)),
        figure=bars(rows, palette=palette, extent=1),
        alt=words("charts.programme_progress.alt", language, listing=listing(rows, language)),
        table=table(
            {
                "programme": [each.name for each in metrics.programmes],
                "allocated": [stated(each.allocated, language) for each in metrics.programmes],
                "spent": [stated(each.spent, language) for each in metrics.programmes],
                "budget_share": [stated(each.budget_share, language) for each in metrics.programmes],
                "tranche_share": [_tranche_words(each, language) for each in metrics.programmes],
            },
            language,
        ),
        note=words("charts.silent_programmes", language, n=len(silent), names=", ".join(silent)) if silent else "",
        source=cells(*(each.budget_share for each in told)),
    )


def tranche_shares(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """The share spent of each tranche, with what the next one waits for; None where there is no tranche."""
    if not programme.tranches:
        return None
    thresholds = {each.release.previous: each.release.threshold for each in programme.tranches if each.release}
    rows = [_tranche_row(each, thresholds.get(each.number), language, palette) for each in programme.tranches]
    latest = _latest(programme)
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
    if share.value is None or not known(share):
        return ()
    spent = full(palette.teal, palette)
    marks = [
        Mark(length=1, style=track(palette), hover=text),
        Mark(length=min(share.value, 1), style=spent, hover=text, declared=declared(share)),
    ]
    if share.value > 1:
        over = min(share.value, LONGEST) - 1
        marks.append(Mark(start=1, length=over, style=full(palette.red, palette), hover=text))
    return tuple(marks)


def _latest(programme: ProgrammeMetrics) -> TrancheMetrics | None:
    """The last tranche of which something is spent, else the first whose share is known."""
    told = [each for each in programme.tranches if known(each.share)]
    return next((each for each in reversed(told) if each.share.value), told[0] if told else None)


def _headline(programmes: list[ProgrammeMetrics], language: Language) -> str:
    """The known shares of the programmes in a few words, the first three."""
    return words("charts.separator", language).join(_progress_words(each, language) for each in programmes[:3])


def _progress_words(programme: ProgrammeMetrics, language: Language) -> str:
    name, latest = cut(programme.name, NAME_LENGTH), _latest(programme)
    if known(programme.budget_share) or latest is None:
        share = stated(programme.budget_share, language)
        return words("charts.programme_progress.spent", language, name=name, share=share)
    share = stated(latest.share, language)
    return words("charts.programme_progress.tranche_spent", language, name=name, share=share, tranche=latest.number)


def _programme_row(programme: ProgrammeMetrics, language: Language, palette: Palette) -> Row:
    share, latest = programme.budget_share, _latest(programme)
    if known(share):
        part = words(
            "charts.amount_of",
            language,
            part=stated(programme.spent, language),
            whole=stated(programme.allocated, language),
        )
        return _with_share(Row(label=programme.name, detail=part), share, language, palette)
    if latest is not None:
        part = words("charts.programme_progress.of_tranche", language, tranche=latest.number)
        return _with_share(Row(label=programme.name, detail=part), latest.share, language, palette)
    return Row(label=programme.name, detail=words("charts.unknown", language))


def _tranche_row(tranche: TrancheMetrics, threshold: float | None, language: Language, palette: Palette) -> Row:
    label = words("charts.tranche", language, tranche=tranche.number)
    if not known(tranche.share):
        detail = (
            words("charts.tranche_shares.nothing_known", language)
            if not known(tranche.amount)
            else words("charts.tranche_shares.amount_only", language, amount=stated(tranche.amount, language))
        )
        return Row(label=label, detail=detail)
    part = (
        words("charts.tranche_shares.amount_unknown", language)
        if not known(tranche.amount)
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
    detail = words("charts.declared_part", language, part=row.detail) if declared(share) else row.detail
    if share.value is not None and share.value > 1:
        said = words("charts.over", language, share=said)
    marks = _share_marks(share, text=hover(row.label, said, detail), palette=palette)
    return replace(row, end=said, detail=detail, marks=marks)


def _tranche_words(programme: ProgrammeMetrics, language: Language) -> str:
    return words("charts.separator", language).join(
        f"{words('charts.tranche', language, tranche=each.number)} {stated(each.share, language)}"
        for each in programme.tranches
    )
