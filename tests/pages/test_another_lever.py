"""A lever defined here alone, one class and its sentences: asked, written in an address, applied and said."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

import pytest

from fund.whatif import lever as levers
from fund.whatif.form import MONEY, Among, AmountField, ChoiceField, TextField
from fund.whatif.lever import Lever, Names, Scenario, named, register
from fund.whatif.link import CENTS, CODE, CURRENCY, TEXT, address, parse
from fund.whatif.moves import LeverRefusal, LeverRefusedError
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.wording import Language, languages, money
from fund.wording.language import _catalogue
from tests.pages.app import text_of
from tests.pages.simulating import ask, chosen, link_of, simulation, supposed, typed
from tests.unit.whatif.funds import applied, moved

SENTENCES = {
    "button": "Un cofinanceur",
    "asking": "Et si {source} apportait {amount_cents} {currency} à {programme} ?",
    "sentence": "{source} apporte {amount} au budget du programme {programme}",
    "fields.source": "Cofinanceur",
    "fields.currency": "Sa monnaie",
    "fields.amount_cents": "Son apport",
    "fields.programme": "Le programme",
}


@dataclass(frozen=True, slots=True)
class CoFunding(Lever):
    """Somebody else adds to a programme's budget, in any currency that has a rate."""

    kind = "co_funding"
    word = "cofinancement"
    amount = AmountField("amount_cents", MONEY)
    form = (
        TextField("source", longest=40),
        amount,
        ChoiceField(("currency",), Among.CURRENCY),
        ChoiceField(("programme",), Among.PROGRAMME),
    )
    example = MappingProxyType({"amount_cents": 1_000_00})

    programme: Annotated[str, CODE]
    amount_cents: Annotated[int, CENTS]
    currency: Annotated[str, CURRENCY] = "EUR"
    source: Annotated[str, TEXT] = ""

    def edit(self, plan: ScenarioPlan) -> Edit:
        euros = plan.price(self.amount_cents, self.currency)
        if euros is None:
            raise LeverRefusedError(LeverRefusal.NO_RATE, currency=self.currency)
        allocated = plan.programme(self.programme).allocated
        move = plan.move(allocated, euros.cents)
        return Edit(rows=(("programmes", {"code": self.programme, "budget_cents": euros.cents}),), moves=(move,))

    def sentence(self, language: Language, names: Names) -> str:
        amount = money(self.amount_cents, self.currency, language)
        source, programme = self.source or "Quelqu’un", named(self.programme, names)
        return self.say("sentence", language, amount=amount, programme=programme, source=source)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lever registered, and its sentences among the others, until the test ends."""
    monkeypatch.setattr(levers, "_REGISTERED", dict(levers._REGISTERED))
    for language in languages():
        for key, sentence in SENTENCES.items():
            monkeypatch.setitem(_catalogue(language), f"whatif.levers.co_funding.{key}", sentence)
    register(CoFunding)


def test_it_is_written_to_an_address_and_read_back() -> None:
    scenario = Scenario((CoFunding("eau", 12_50, "UAH", "Ville"), CoFunding("nord", 1_00)))
    assert address(scenario) == "1~cofinancement.eau.12_50.UAH.Ville~cofinancement.nord.1.EUR"
    assert parse(address(scenario)) == scenario


def test_it_is_planned_and_applied() -> None:
    # 4 000 UAH at 40 for 1 €.
    found = applied(CoFunding("eau", 4_000_00, "UAH", "La ville"))
    assert moved(found) == {"allocated": 100_00, "unallocated": -100_00}


def test_it_is_refused_with_a_reason_and_idle_without_an_amount() -> None:
    found = applied(CoFunding("eau", 1, "TRY"), CoFunding("eau", 0))
    assert [(each.lever, each.reason) for each in found.refused] == [(CoFunding("eau", 1, "TRY"), LeverRefusal.NO_RATE)]


def test_the_page_asks_it_in_its_sentence_and_follows_it() -> None:
    app = ask(simulation(), "co_funding")
    assert "Et si" in text_of(app)
    typed(app, "source", "Ville")
    chosen(app, "currency", "USD")
    typed(app, "amount_cents", "10 000")

    assert link_of(app) == "1~cofinancement.eau.10000.USD.Ville"
    assert supposed(app) == ["Ville apporte 10 000 USD au budget du programme L’eau potable"]


def test_a_link_to_it_opens_it() -> None:
    app = simulation(simulation="1~cofinancement.eau.5000")
    assert supposed(app) == ["Quelqu’un apporte 5 000 € au budget du programme L’eau potable"]


@pytest.mark.parametrize("taken", [{"kind": "budget", "word": "neuf"}, {"kind": "neuf", "word": "don"}])
def test_a_kind_and_a_word_belong_to_one_lever(taken: dict[str, str]) -> None:
    another = type("Another", (CoFunding,), taken | {"__slots__": ()})
    with pytest.raises(ValueError, match="is taken by"):
        register(another)
