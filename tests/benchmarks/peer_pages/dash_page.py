"""The same figures and charts with Dash: `python dash_page.py PORT OVERVIEW`, where OVERVIEW is a JSON file."""

import json
import sys
from pathlib import Path

from dash import Dash, dcc, html
from plotly.io import from_json

overview = json.loads(Path(sys.argv[2]).read_text("utf-8"))
app = Dash()
app.layout = html.Div(
    [
        *(html.H2(figure) for figure in overview["figures"]),
        *(dcc.Graph(figure=from_json(chart)) for chart in overview["charts"]),
    ]
)
app.run(port=sys.argv[1])
