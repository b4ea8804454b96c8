"""Help: from the Excel file to the published figures, step by step, and every finding with its remedy."""

from pages.parts.frame import section, title
from pages.parts.guide import remedies, steps
from pages.parts.view import current_view

view = current_view()
title(view, view.say("help.title"), subtitle=view.say("help.subtitle"))
steps(view)
section(view.say("help.remedies"), note=view.say("help.remedies_note"))
remedies(view)
