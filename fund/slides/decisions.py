"""The slides on which the committee decides: what needs a decision, a live question, what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from fund.committee.to_decide import ready_payments, unallocated
from fund.model import Finding, Severity
from fund.records import ENDED, Decision
from fund.slides.parts import foot, short_name
from fund.slides.slide import DeckInput, Slide, SlideKind, Table
from fund.slides.text_layout import MOST_TABLE_ROWS, headline, listed, name, plain, shortened
from fund.wording import Language, count, words
from fund.wording.figures import pair
from fund.wording.findings import finding_text
from fund.wording.tables import NUMERIC_DECISION_COLUMNS, decision_headings, decision_row

TEXT_ROOM = 820
"""Pixels for the words of a decision, on two lines."""
PROGRAMME_LENGTH, RELEASE_LENGTH = 30, 32


def to_decide_slide(material: DeckInput, language: Language) -> Slide:
    """Releases whose condition is met, money to allocate, checks that fail."""
    metrics = material.fund.metrics
    ready = ready_payments(metrics, language)
    releases = [pair(name(short_name(each.programme), RELEASE_LENGTH), each.said, language) for each in ready]
    money = [each for each in [unallocated(metrics, language)] if each]
    checks = [finding for finding in material.fund.findings if finding.severity is not Severity.NOTE]
    counted = {"decisions": len(releases) + len(money), "checks": len(checks)}
    said = [_counted(key, number, language) for key, number in counted.items() if number]
    kinds = _kinds(checks)
    lines = [*releases, *money, *(_check(kind, language) for kind in kinds)]
    counts = [1] * (len(releases) + len(money)) + [len(kind) for kind in kinds]
    shares = [each.next_release.share for each in metrics.programmes if each.next_release]
    return Slide(
        code="to-decide",
        kind=SlideKind.TO_DECIDE,
        title=_title("to_decide", said, language),
        lines=listed(lines, language, counts=counts),
        foot=foot(material, language, (metrics.unallocated, *shares)),
    )


def what_if_slide(material: DeckInput, language: Language) -> Slide | None:
    """What the room can ask; the stage answers live in its place. None of a fund that is closed."""
    fund, programmes = material.fund, material.fund.metrics.programmes
    if fund.dataset.fund.is_closed:
        return None
    asked = {
        "gift": True,
        "payment": any(each.tranches for each in programmes),
        "hours": any(each.hours.delivered.is_known for each in programmes),
    }
    lines = [words(f"slides.what_if.{each}", language) for each, may_be in asked.items() if may_be]
    return Slide(
        code="what-if",
        kind=SlideKind.WHAT_IF,
        title=headline("what_if.title", language),
        lines=listed(lines, language),
        foot=foot(material, language),
    )


def decisions_slide(material: DeckInput, language: Language) -> Slide:
    """What was decided today, then what earlier meetings decided and is not done."""
    waiting = [each for each in material.earlier_decisions if each.state not in ENDED]
    taken = list(material.decisions)
    counted = {"taken": len(taken), "waiting": len(waiting)}
    said = [_counted(key, number, language) for key, number in counted.items() if number]
    rows = [*taken, *waiting]
    shown = rows if len(rows) <= MOST_TABLE_ROWS else rows[: MOST_TABLE_ROWS - 1]
    rest = len(rows) - len(shown)
    return Slide(
        code="decisions",
        kind=SlideKind.DECISIONS,
        title=_title("decisions", said, language),
        table=_table(shown, material, language) if rows else None,
        note=words("slides.decisions.more", language, n=rest) if rest else "",
        foot=foot(material, language),
    )


def _title(area: str, said: Sequence[str], language: Language) -> str:
    """What there is, counted; that there is nothing."""
    if not said:
        return headline(f"{area}.title_none", language)
    return headline("listing", language, listing=words("slides.and", language).join(said))


def _counted(key: str, number: int, language: Language) -> str:
    return words(f"slides.counted.{key}", language, n=number, number=count(number, language))


def _kinds(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Failing checks by kind, errors first."""
    kinds: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR):
        kinds.setdefault(finding.code, []).append(finding)
    return list(kinds.values())


def _check(kind: Sequence[Finding], language: Language) -> str:
    """How many of a kind there are, or what the only one says."""
    text = finding_text(kind[0], language)
    if len(kind) == 1:
        return text.what
    return words("slides.to_decide.several", language, title=text.title, number=count(len(kind), language))


def _table(decisions: Sequence[Decision], material: DeckInput, language: Language) -> Table:
    names = {each.code: plain(each.name) for each in material.fund.metrics.programmes}
    return Table(
        headings=decision_headings(language),
        rows=tuple(
            decision_row(
                each,
                language,
                text=shortened(each.text, room=TEXT_ROOM, lines=2),
                programme=name(names.get(each.programme, each.programme), PROGRAMME_LENGTH),
            )
            for each in decisions
        ),
        numeric=NUMERIC_DECISION_COLUMNS,
    )
