"""One donor's gift: what was given and when, its share of the fund, and what the fund did since."""
