"""Around Streamlit: what is said when a page fails, a warm start."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import streamlit as st
from anyio import CapacityLimiter, fail_after, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fund.store.errors import StoreUnavailable
from fund.store.open_store import why_unusable
from fund.wording import languages, words
from pages.web.request import HEALTH, refusal
from pages.web.signed_in import announce_link

LOG = logging.getLogger("pages.web")
SECONDS_TO_ANSWER = 5
"""After which a store counts as down for whoever asks about it."""
ASKED_AT_ONCE = 2
"""Questions to a store that hangs; others wait for their turn and are answered in time that it is down."""


def say_failure(error: Exception) -> bool:
    """What failed, in a sentence in both languages instead of English code: the store that is down, or a fault of ours.

    A fault of ours goes into the log whole; what the store said is there already.
    """
    is_down = isinstance(error, StoreUnavailable)
    if not is_down:
        LOG.error("a page failed", exc_info=error)
    for language in languages():
        st.error(words("pages.store_down.told" if is_down else "pages.failure", language))
    return True


def log_to_the_terminal() -> None:
    """What our own packages do goes to stderr, one line each; of others only what went wrong."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for package in ("fund", "pages"):
        logging.getLogger(package).setLevel(logging.INFO)


def health_route(ask_store: Callable[[], None]) -> Route:
    """`/sante`, for whoever watches over the server: 200, or 503 with a sentence while the store does not answer."""
    turns = CapacityLimiter(ASKED_AT_ONCE)

    async def health(_request: Request) -> Response:
        try:
            with fail_after(SECONDS_TO_ANSWER):
                await to_thread.run_sync(ask_store, abandon_on_cancel=True, limiter=turns)
        except Exception as error:
            # Whatever it is, pages cannot show anything now.
            LOG.warning("the store does not answer: %s", type(error).__name__)
            return refusal("access.store_down", 503)
        return refusal("access.store_answers", 200)

    return Route(HEALTH, health, methods=["GET"])


def _warm_up(open_first_fund: Callable[[], None], afterwards: Sequence[Callable[[], None]]) -> None:
    try:
        open_first_fund()
    except Exception:
        # Whatever it is, the first page will meet it again and say it to a person.
        LOG.exception("the funds could not be opened in advance")
    for action in afterwards:
        action()


def warm_start(
    open_first_fund: Callable[[], None],
    *,
    before: Callable[[], None] = lambda: None,
    afterwards: Sequence[Callable[[], None]] = (),
) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """The application's lifespan: the first fund is read while the first browser still loads, and nothing waits.

    The server is ready once `before` is done, and ends where it raises: with a sentence where the store cannot be
    used. What is done `afterwards` goes on in the thread that read the fund.
    """

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        try:
            await to_thread.run_sync(before)
        except Exception as error:
            if (why := why_unusable(error)) is None:
                raise
            LOG.critical("not started. %s", why)
            # The server would print the way through the code, in which nothing is wrong.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            sys.exit(1)
        threading.Thread(target=_warm_up, args=(open_first_fund, afterwards), name="warm-up", daemon=True).start()
        announce_link(os.environ.get("FUND_PUBLIC_URL") or f"http://localhost:{st.get_option('server.port')}")
        yield

    return lifespan
