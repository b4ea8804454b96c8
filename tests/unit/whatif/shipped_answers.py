"""The answers to questions on the shipped funds."""

from __future__ import annotations

from fund.whatif.answer_words import answer_sentence
from fund.whatif.answers import Answers
from fund.whatif.apply import apply
from fund.whatif.lever import Lever, Scenario
from tests.shipped_funds import shipped_fund
from tests.unit.wording.sample_figures import plain


def answers(fund: str, *levers: Lever) -> Answers:
    return Answers(apply(Scenario(levers), shipped_fund(fund)))


def answer(fund: str, *levers: Lever) -> str:
    return plain(answer_sentence(answers(fund, *levers), "fr", shipped_fund(fund).metrics.short_names))
