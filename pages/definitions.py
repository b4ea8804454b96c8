"""Definitions: every word with its rule, and what the workbooks hold."""

from pages.parts.session.view import current_view
from pages.parts.show.contract import contract
from pages.parts.show.glossary import bases, glossary
from pages.parts.show.page_head import section, title

view = current_view()
title(view, view.say("menu.definitions"), subtitle=view.say("definitions.subtitle"))
section(view.say("definitions.words"))
glossary(view)
section(view.say("definitions.bases"))
bases(view)
section(view.say("definitions.workbooks"), note=view.say("definitions.workbooks_note"))
contract(view)
