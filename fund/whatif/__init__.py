"""« Et si… ? »: a scenario applied to a fund, its answers beside the fund's own figures, and the reverse question."""
