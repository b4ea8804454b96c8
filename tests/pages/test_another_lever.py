"""A lever defined here alone, one class and its sentences: offered, asked, written in an address, applied and said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

import pytest

from fund.metrics.fund import state_of
from fund.whatif import lever as levers
from fund.whatif.form import MONEY, AmountField, CurrencyField, TextField
from fund.whatif.lever import Lever, Names, Offer, Scenario, current_currencies, money_offer, named, offers, register
from fund.whatif.link import CENTS, CODE, CURRENCY, TEXT, address, parse
from fund.whatif.moves import LeverRefusal, LeverRefusedError
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.whatif.sentences import scenario_sentences
from fund.wording import Language, languages, money
from fund.wording.language import _catalogue
from tests.pages.app import text_of
from tests.pages.simulating import about, link_of, simulation
from tests.unit.whatif.funds import applied, fund, moved

SENTENCES = {
    "question": "Et si un cofinanceur arrivait ?",
    "sentence": "{source} apporte {amount} au budget du programme {programme}",
    "fields.source": "Cofinanceur",
    "fields.currency": "Sa monnaie",
    "fields.amount_cents": "Son apport",
}


@dataclass(frozen=True, slots=True)
class CoFunding(Lever):
    """Somebody else adds to a programme's budget, in any currency that has a rate."""

    kind = "co_funding"
    word = "cofinancement"
    form = (TextField("source", longest=40), CurrencyField("currency"), AmountField("amount_cents", MONEY))
    key_fields = ("programme",)
    of_programme = True

    programme: Annotated[str, CODE]
    amount_cents: Annotated[int, CENTS]
    currency: Annotated[str, CURRENCY] = "EUR"
    source: Annotated[str, TEXT] = ""

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        for programme in plan.fund.metrics.programmes:
            lever, trial = cls(programme.code, 0), cls(programme.code, 1)
            offer = money_offer(lever, plan, trial=trial, beside=programme.allocated)
            yield replace(offer, choices=("EUR", *current_currencies(plan)))

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


def test_it_is_offered_for_each_programme_and_says_where_it_cannot_be() -> None:
    data = fund(programmes=[{"code": "eau", "budget_cents": 50_000_00}, {"code": "nord"}])
    eau, nord = (each for each in offers(state_of(data)) if isinstance(each.lever, CoFunding))
    assert (eau.lever, eau.maximum, eau.choices) == (CoFunding("eau", 0), 50_000_00, ("EUR", "PLN", "UAH"))
    assert nord.refused is not None
    assert nord.refused.reason is LeverRefusal.BUDGET_UNKNOWN


def test_it_is_written_to_an_address_and_read_back() -> None:
    scenario = Scenario((CoFunding("eau", 12_50, "UAH", "Ville"), CoFunding("nord", 1_00)))
    assert address(scenario) == "1~cofinancement.eau.12_50.UAH.Ville~cofinancement.nord.1.EUR"
    assert parse(address(scenario)) == scenario


def test_it_is_planned_applied_and_said() -> None:
    # 4 000 UAH at 40 for 1 €.
    found = applied(CoFunding("eau", 4_000_00, "UAH", "La ville"))
    assert moved(found) == {"allocated": 100_00, "unallocated": -100_00}
    (sentence,) = scenario_sentences(found.levers, "fr", {"eau": "Eau"})
    assert sentence.replace("\u202f", " ").replace("\u00a0", " ") == (
        "La ville apporte 4 000 UAH au budget du programme Eau"
    )


def test_it_is_refused_with_a_reason_and_idle_without_an_amount() -> None:
    found = applied(CoFunding("eau", 1, "TRY"), CoFunding("eau", 0))
    assert [(each.lever, each.reason) for each in found.refused] == [(CoFunding("eau", 1, "TRY"), LeverRefusal.NO_RATE)]


def test_the_page_draws_its_form_and_follows_it() -> None:
    app = about(simulation(), "eau", "co_funding eau")
    assert "Et si un cofinanceur arrivait ?" in [fold.label for fold in app.expander]

    next(field for field in app.text_input if field.label == "Cofinanceur").set_value("Ville").run()
    next(field for field in app.segmented_control if field.label == "Sa monnaie").set_value("USD").run()
    assert link_of(app) == ""
    next(slider for slider in app.slider if slider.label == "Son apport").set_value(10_000).run()

    assert not app.exception
    assert link_of(app) == "1~cofinancement.eau.10000.USD.Ville"
    assert "Ville apporte 10 000 USD au budget du programme" in text_of(app)


def test_a_link_to_it_opens_on_its_programme() -> None:
    app = simulation(simulation="1~cofinancement.eau.5000")
    assert app.selectbox(key="simulation-scope").value == "eau"
    assert "Quelqu’un apporte 5 000 €" in text_of(app)


@pytest.mark.parametrize("taken", [{"kind": "budget", "word": "neuf"}, {"kind": "neuf", "word": "don"}])
def test_a_kind_and_a_word_belong_to_one_lever(taken: dict[str, str]) -> None:
    another = type("Another", (CoFunding,), taken | {"__slots__": ()})
    with pytest.raises(ValueError, match="is taken by"):
        register(another)
