"""Checks: what does not add up, by how much, where, and what to do."""

from pages.parts.findings import findings_list, severity_counts
from pages.parts.frame import title
from pages.parts.reconciliations import reconciliations
from pages.parts.view import current_view

view = current_view()
title(view, view.say("checks.title"), subtitle=view.say("checks.subtitle"))
severity_counts(view)
reconciliations(view)
findings_list(view)
