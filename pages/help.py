"""Help: from the Excel file to the published figures, step by step, and every finding with its remedy.

Its pictures are of the real screen: `python -m tests.browser.help_pictures`.
"""

from pathlib import Path

import pandas as pd
import streamlit as st

from fund.wording import Language, languages
from fund.wording.findings import every_finding
from pages.parts.session.view import View, current_view
from pages.parts.show.html_table import html_table
from pages.parts.show.markup import draw, paragraph
from pages.parts.show.page_head import section, title

STEPS = ("file", "sign_in", "upload", "compare", "publish", "back")
PICTURES = Path(__file__).parent / "static" / "help"
PICTURED = frozenset(("sign_in", "upload", "compare", "publish", "back"))


def steps(view: View) -> None:
    """Each step in a few sentences, with a picture of the screen where there is one."""
    for number, step in enumerate(STEPS, 1):
        name = view.say(f"help.steps.{step}.title")
        section(f"{number}. {name}")
        paragraph(view.say(f"help.steps.{step}.text"))
        if step in PICTURED:
            draw(
                '<img class="picture" src="./app/static/help/{language}-{step}.png" alt="{name}" loading="lazy">',
                language=pictured(step, view.language),
                step=step,
                name=view.say("help.picture", name=name),
            )


def pictured(step: str, language: Language) -> Language:
    """The language of the step's picture: the first one where there is none of the reader's."""
    return language if (PICTURES / f"{language}-{step}.png").exists() else languages()[0]


def remedies(view: View) -> None:
    """Every finding there is, with what to do."""
    heads = [view.say(f"findings.columns.{name}") for name in ("title", "what", "todo")]
    rows = [(text.title, text.what, text.todo) for text in every_finding(view.language)]
    with st.container(key="remedies"):
        draw(html_table(pd.DataFrame(rows, columns=heads), caption=view.say("help.remedies")))


view = current_view()
title(view, view.say("menu.aide"), subtitle=view.say("help.subtitle"))
steps(view)
section(view.say("help.remedies"), note=view.say("help.remedies_note"))
remedies(view)
