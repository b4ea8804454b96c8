"""Checks: what does not add up, by how much, where, and what to do."""

from fund.metric import Reconciliation
from fund.wording import has, words
from fund.wording.figures import label, label_of, value_alone
from pages.parts.session.view import View, current_view
from pages.parts.show.findings_list import findings_list, severity_counts
from pages.parts.show.html_table import framed_table
from pages.parts.show.markup import draw, fill
from pages.parts.show.page_head import section, title

VERDICTS = ("gap", "part", "agrees", "unknown")
COLUMNS = {"what": "heading", "left": "number", "right": "number", "gap": "number", "verdict": "words"}


def reconciliations(view: View) -> None:
    """Amounts reached in two ways, side by side, with the gap in euros; an unknown side is said, never guessed."""
    lines = sorted(view.metrics.reconciliations, key=lambda line: VERDICTS.index(verdict(line)))
    if not lines:
        return
    section(view.say("reconciliations.title"), note=view.say("reconciliations.note"))
    rows = [
        (
            fill(
                '{what}<br><span class="soft">{sentence}</span>',
                what=subject(line, view),
                sentence=words(f"metrics.reconciliations.{line.code}.sentence", view.language),
            ),
            value_alone(line.left, view.language, exact=True),
            value_alone(line.right, view.language, exact=True),
            "—" if line.gap is None else value_alone(line.difference, view.language, exact=True),
            view.say(f"reconciliations.{verdict(line)}"),
        )
        for line in lines
    ]
    table = framed_table(
        {view.say(f"reconciliations.{name}"): kind for name, kind in COLUMNS.items()},
        rows,
        caption=view.say("reconciliations.title"),
        kinds=[verdict(line) for line in lines],
    )
    draw('<div class="reconciliations">{table}</div>', table=table)


def verdict(line: Reconciliation) -> str:
    """Whether the two amounts agree, where both are known; rows that explain a part of a declared one are no fault."""
    if line.ok is None or line.ok:
        return "agrees" if line.ok else "unknown"
    return "gap" if line.left.detailed is None else "part"


def subject(line: Reconciliation, view: View) -> str:
    """What was reached in two ways: a figure and its programme, or the place of a TOTAL row."""
    if line.code == "total_rows":
        return line.place
    named = has(f"metrics.{line.subject}.label", view.language)
    name = label_of(line.subject, view.language) if named else label(line.left, view.language)
    return f"{name} · {view.metrics.names.get(line.programme, line.programme)}" if line.programme else name


view = current_view()
title(view, view.say("menu.controles"), subtitle=view.say("checks.subtitle"))
severity_counts(view)
reconciliations(view)
findings_list(view)
