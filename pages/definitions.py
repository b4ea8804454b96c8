"""Definitions: every word with its rule, and what the workbooks hold."""

from pages.parts.contract import contract
from pages.parts.frame import section, title
from pages.parts.glossary import bases, glossary
from pages.parts.view import current_view

view = current_view()
title(view, view.say("definitions.title"), subtitle=view.say("definitions.subtitle"))
section(view.say("definitions.words"))
glossary(view)
section(view.say("definitions.bases"))
bases(view)
section(view.say("definitions.workbooks"), note=view.say("definitions.workbooks_note"))
contract(view)
