"""Metric tables to Plotly figures. No arithmetic on money here."""
