"""Plots drawn by Plotly, at the size asked and in the reader's palette: the only modules that know Plotly."""
