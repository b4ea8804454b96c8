"""The same figures and charts with Panel: `python panel_page.py PORT OVERVIEW`, where OVERVIEW is a JSON file."""

import json
import os
import sys
from pathlib import Path

# Its scripts come from its own server, as those of all others do.
os.environ["BOKEH_RESOURCES"] = "server"

import panel
from plotly.io import from_json

panel.extension("plotly")
overview = json.loads(Path(sys.argv[2]).read_text("utf-8"))


def page() -> panel.Column:
    """What each visitor gets."""
    figures = [panel.pane.HTML(f"<h2>{figure}</h2>") for figure in overview["figures"]]
    return panel.Column(*figures, *(panel.pane.Plotly(from_json(chart)) for chart in overview["charts"]))


panel.serve({"/": page}, port=int(sys.argv[1]), show=False, websocket_origin=["*"])
