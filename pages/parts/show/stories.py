"""The period's texts."""

from __future__ import annotations

import pandas as pd

from fund.wording.contract import WORKBOOK_LANGUAGE
from pages.parts.session.view import View
from pages.parts.show.markup import draw
from pages.parts.show.page_head import section


def stories(texts: pd.DataFrame, view: View) -> None:
    """Each text under its title and period, its line breaks kept; nothing where there is none."""
    if texts.empty:
        return
    section(view.say("stories.title"))
    for title, period, text in zip(texts["title"], texts["period"], texts["text"], strict=True):
        draw(
            '<article class="story"><h3>{title}</h3><p class="soft">{period}</p>'
            '<div lang="{language}">{text}</div></article>',
            language=WORKBOOK_LANGUAGE,
            title="" if pd.isna(title) else title,
            period="" if pd.isna(period) else period,
            text="" if pd.isna(text) else text,
        )
