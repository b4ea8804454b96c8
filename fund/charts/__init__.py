"""Charts: metric tables to plots (values), and plots to Plotly figures. No arithmetic on money here."""
