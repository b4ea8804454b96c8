"""Figures over time: the days that rows stand for, what a period holds of a figure, the fund at an earlier date."""
