"""The short answer to a request that is no page: a sentence in every language, never kept."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response

from fund.wording import languages, words


def refusal(key: str, status: int) -> Response:
    """The sentence under `key` with a status."""
    text = "\n".join(words(key, language) for language in languages())
    return PlainTextResponse(text, status_code=status, headers={"Cache-Control": "no-store"})


def not_signed_in() -> Response:
    """For whoever has no session, or none that suffices."""
    return refusal("access.refused", 401)
