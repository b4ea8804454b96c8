"""What a tranche waits for, in words: the share of the one before that is to be justified."""

from __future__ import annotations

from fund.metric import Metric, Release
from fund.wording.figures import value_in_sentence
from fund.wording.language import Language, words
from fund.wording.numbers import percent


def release_form(release: Release) -> str:
    """Which sentence a release asks for: `met`, `not_met`, `not_met_share` (amount missing not known), `unknown`."""
    if release.met is None:
        return "unknown"
    if release.met:
        return "met"
    return "not_met" if release.to_justify.is_known else "not_met_share"


def release_sentence(release: Release, language: Language, *, amount: Metric | None = None) -> str:
    """What is asked before a tranche is paid and what is justified, without a capital nor a full stop.

    `amount` is the tranche's, said where it is known. An overspending of the programme is said before all else.
    """
    said = value_in_sentence(amount, language) if amount is not None and amount.is_known else ""
    sentence = words(
        f"releases.{release_form(release)}",
        language,
        tranche=release.tranche,
        amount=words("releases.amount", language, amount=said) if said else "",
        previous=release.previous,
        share=value_in_sentence(release.share, language),
        threshold=percent(release.threshold, language),
        missing=value_in_sentence(release.to_justify, language),
    )
    if release.excess is None:
        return sentence
    tranche, excess = release.excess.tranche or "", value_in_sentence(release.excess, language)
    return words(f"releases.but.{release.excess.code}", language, sentence=sentence, tranche=tranche, excess=excess)
