"""How a page test opens a page, and reads what a person would."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.parts.session import funds
from pages.parts.show.public_errors import not_looked_at

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def open_page(path: str = "", **query: str) -> AppTest:
    """Run the page at an address (`""`, `contributions`, `ukraine-auc`…) with its query parameters."""
    app = AppTest.from_file(str(MAIN), default_timeout=120)
    app.context["url"] = f"http://localhost/{path}"
    app.query_params.update(query)
    # AppTest finds pages by file; programmes share one, so the address itself is given.
    app._page_hash = calc_hash(path) if path else ""
    return app.run()


def opened(path: str = "", **query: str) -> AppTest:
    """The page at an address; fails where the page does."""
    app = open_page(path, **query)
    assert not app.exception
    return app


def looked_at() -> None:
    """Wait until every public version was looked at for errors, as happens aside where staff open a page."""
    deadline = monotonic() + 30
    while not_looked_at(funds.store().pointers()):
        assert monotonic() < deadline
        sleep(0.02)


def html_of(app: AppTest) -> str:
    """All HTML the page drew itself."""
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(app: AppTest) -> str:
    """The page's own text, without tags, every kind of space made plain."""
    bare = re.sub(r"<[^>]+>", " ", html_of(app))
    return " ".join(html.unescape(bare).split())


def charts_of(app: AppTest) -> list[dict[str, Any]]:
    """The specification of every Plotly chart of the page."""
    return [json.loads(element.proto.spec) for element in app.get("plotly_chart")]
