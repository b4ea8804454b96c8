"""Tables of text as accessible HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from fund.wording import count
from fund.wording.contract import WORKBOOK_LANGUAGE
from pages.parts.session.view import View
from pages.parts.show.markup import draw, fill, join

SHOWN_ROWS = 200
CELL, HEADING = '<td class="{kind}" data-head="{head}">{text}</td>', '<th scope="row">{text}</th>'
QUOTED = f'<td class="{{kind}}" data-head="{{head}}" lang="{WORKBOOK_LANGUAGE}">{{text}}</td>'
_NUMBER = re.compile(r"^(\D{0,9} )?[−€]*\d[\d\s.,]*(\s?(€|%|h|[A-Z]{3}))?$")


def html_table(
    frame: pd.DataFrame, *, caption: str, summed: str = "", total: Sequence[str] = (), quoted: int = 0
) -> Markup:
    """At most `SHOWN_ROWS` rows of text as an HTML table; columns of numbers are aligned on the right.

    The column under the heading `summed` is marked; `total` is a last row, of as many cells. The words of the first
    `quoted` columns are the workbook's own.
    """
    heads = {
        str(name): "number" if _holds_numbers(frame[name]) else "quoted" if at < quoted else "words"
        for at, name in enumerate(frame.columns)
    }
    if summed:
        heads[summed] = "number summed"
    rows = list(frame.head(SHOWN_ROWS).itertuples(index=False, name=None))
    kinds = [*[""] * len(rows), "total"] if total else []
    rows += [tuple(total)] if total else []
    return framed_table(heads, rows, caption=caption, shown=True, kinds=kinds)


def framed_table(
    heads: Mapping[str, str],
    rows: Iterable[Sequence[object]],
    *,
    caption: str,
    shown: bool = False,
    kinds: Sequence[str] = (),
) -> Markup:
    """Rows of cells under their headers, in a frame that scrolls by keyboard too; on a telephone each row is a card.

    `heads` maps each header to what stands below it: `words`, words `quoted` from the workbook, a `number`, or
    the `heading` of each row. The caption
    is read aloud, and `shown` if asked. `kinds` are the rows' classes, where they have any.
    """
    head = [fill('<th scope="col" class="{kind}">{name}</th>', kind=kind, name=name) for name, kind in heads.items()]
    lines = [_row(cells, heads) for cells in rows]
    starts = [fill('<tr class="{kind}">', kind=kind) for kind in kinds] or [Markup("<tr>")] * len(lines)
    return fill(
        '<div class="table-frame" role="region" tabindex="0" aria-label="{caption}"><table>{title}'
        "<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>",
        caption=caption,
        title=fill("<caption>{caption}</caption>", caption=caption) if shown else "",
        head=join(head),
        rows=join([start + line + Markup("</tr>") for start, line in zip(starts, lines, strict=True)]),
    )


def _row(cells: Sequence[object], heads: Mapping[str, str]) -> Markup:
    return join(
        fill({"heading": HEADING, "quoted": QUOTED}.get(kind, CELL), kind=kind, head=head, text=text)
        for text, (head, kind) in zip(cells, heads.items(), strict=True)
    )


def not_shown(rest: int, view: View) -> None:
    """How many rows more there are than is shown, where there are any."""
    if rest > 0:
        draw('<p class="more">{text}</p>', text=view.say("more", n=rest, count=count(rest, view.language)))


def _holds_numbers(cells: pd.Series) -> bool:
    """Whether a column's cells are numbers, those aside that only say there is none."""
    texts = [str(cell) for cell in cells.head(SHOWN_ROWS)]
    return any(_NUMBER.match(text) for text in texts) and all(
        _NUMBER.match(text) or not any(character.isdigit() for character in text) for text in texts
    )
