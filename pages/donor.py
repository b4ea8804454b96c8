"""A donor's page: what it gave, its share, what the fund did with it, how to cite it, and all that on paper."""

from pages.parts.donors.donor_page import carry_donor, chosen_gift, every_donor, one_donor
from pages.parts.session.view import current_view

view = current_view()
gift = chosen_gift(view)
carry_donor()
if gift is None:
    every_donor(view)
else:
    one_donor(gift, view)
