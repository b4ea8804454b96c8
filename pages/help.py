"""Help: from the Excel file to the published figures, step by step, and every finding with its remedy."""

from pages.parts.session.view import current_view
from pages.parts.show.guide import remedies, steps
from pages.parts.show.page_head import section, title

view = current_view()
title(view, view.say("menu.aide"), subtitle=view.say("help.subtitle"))
steps(view)
section(view.say("help.remedies"), note=view.say("help.remedies_note"))
remedies(view)
