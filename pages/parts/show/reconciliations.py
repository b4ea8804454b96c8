"""Amounts reached in two ways, side by side, with the gap in euros."""

from __future__ import annotations

from fund.metrics.result import Reconciliation
from fund.wording import has, value, words
from fund.wording.figures import label, label_of, value_alone
from pages.parts.session.view import View
from pages.parts.show.html_table import framed_table
from pages.parts.show.markup import draw, fill
from pages.parts.show.page_head import section


def reconciliations(view: View) -> None:
    """One row per reconciliation; an unknown side is said, never guessed."""
    lines = view.metrics.reconciliations
    if not lines:
        return
    section(view.say("reconciliations.title"), note=view.say("reconciliations.note"))
    kinds = {"what": "words", "left": "number", "right": "number", "gap": "number", "verdict": "words"}
    heads = {view.say(f"reconciliations.{name}"): kind for name, kind in kinds.items()}
    rows = [
        fill(
            '<tr class="{verdict}"><th scope="row">{what}<br><span class="soft">{sentence}</span></th>'
            '<td class="number">{left}</td><td class="number">{right}</td><td class="number">{gap}</td>'
            "<td>{said}</td></tr>",
            verdict=_verdict(line),
            what=_subject(line, view),
            sentence=words(f"metrics.reconciliations.{line.code}.sentence", view.language),
            left=value_alone(line.left, view.language),
            right=value_alone(line.right, view.language),
            gap="—" if line.gap is None else value(line.gap, line.unit, view.language),
            said=view.say(f"reconciliations.{_verdict(line)}"),
        )
        for line in sorted(lines, key=lambda line: ("gap", "agrees", "unknown").index(_verdict(line)))
    ]
    table = framed_table(heads, rows, caption=view.say("reconciliations.title"))
    draw('<div class="reconciliations">{table}</div>', table=table)


def _verdict(line: Reconciliation) -> str:
    if line.ok is None:
        return "unknown"
    return "agrees" if line.ok else "gap"


def _subject(line: Reconciliation, view: View) -> str:
    names = view.metrics.names
    if line.code == "total_rows":
        return line.place
    named = has(f"metrics.{line.subject}.label", view.language)
    name = label_of(line.subject, view.language) if named else label(line.left, view.language)
    return f"{name} · {names.get(line.programme, line.programme)}" if line.programme else name
