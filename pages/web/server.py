"""Around Streamlit: what is said when a page fails, a warm start."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import streamlit as st

from fund.wording import languages, words
from pages.web.signed_in import announce_link

LOG = logging.getLogger("pages.web")


def say_failure(error: Exception) -> bool:
    """A fault of ours: the log gets it whole, the viewer a sentence in both languages instead of English code."""
    LOG.error("a page failed", exc_info=error)
    for language in languages():
        st.error(words("pages.failure", language))
    return True


def log_to_the_terminal() -> None:
    """What our own packages do goes to stderr, one line each; of others only what went wrong."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for package in ("fund", "pages"):
        logging.getLogger(package).setLevel(logging.INFO)


def _warm_up(open_first_fund: Callable[[], None], afterwards: Callable[[], None]) -> None:
    try:
        open_first_fund()
    except Exception:
        # Whatever it is, the first page will meet it again and say it to a person.
        LOG.exception("the funds could not be opened in advance")
    afterwards()


def warm_start(
    open_first_fund: Callable[[], None], *, afterwards: Callable[[], None] = lambda: None
) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """The application's lifespan: the first fund is read while the first browser still loads, and nothing waits.

    `afterwards` goes on in the same thread.
    """

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        threading.Thread(target=_warm_up, args=(open_first_fund, afterwards), name="warm-up", daemon=True).start()
        announce_link(os.environ.get("FUND_PUBLIC_URL") or f"http://localhost:{st.get_option('server.port')}")
        yield

    return lifespan
