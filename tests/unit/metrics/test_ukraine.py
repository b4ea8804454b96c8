"""The facts of the Ukraine fund's report, from rows written here to the figures."""

from datetime import date

import pytest

from fund.metric import Basis
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Moment, Precision
from tests.unit.datasets import dataset

NOVEMBER_2023 = Moment(date(2023, 11, 30), Precision.MONTH)
MUNICIPALITIES = (
    *("Arnage", "Aÿ-Champagne", "Colombes", "Fos-sur-Mer", "Jarville-la-Malgrange", "La Courneuve"),
    *("Lamballe-Armor", "Laval", "Le Genest-Saint-Isle", "Mamoudzou", "Noisy-le-Sec", "Portet-sur-Garonne"),
    *("Saint-Nazaire", "Strasbourg"),
)
BODIES = (
    *("Bordeaux Métropole", "Dijon Métropole", "Eurométropole de Strasbourg"),
    *("Grand Poitiers communauté urbaine", "Métropole du Grand Nancy"),
)
DEPARTMENTS = tuple(
    f"Conseil départemental {name}" for name in ("d’Ille-et-Vilaine", "de Loire-Atlantique", "de Seine-Saint-Denis")
)
COURSES = {
    "Aide-soignante": 1,
    "Art-thérapie": 4,
    "Test de logiciels": 3,
    "Graphisme": 2,
    "Secrétariat": 7,
    "Comptabilité": 3,
    "Esthétique": 2,
    "Manucure": 3,
}


def hours(activity: str, given: int, people: int, *, groups: int | None = None, each: int | None = None):
    return {
        "programme": "rzeszow",
        "activity": activity,
        "hours_delivered": given,
        "participants": people,
        "groups": groups,
        "hours_per_participant": each,
    }


def raised(euros: int, when: Moment, *, about: str):
    return {"indicator": "raised", "value": euros, "unit": "EUR", "approximate": about, "date": when}


@pytest.fixture(scope="module")
def ukraine() -> FundMetrics:
    return fund_metrics(
        dataset(
            as_of=NOVEMBER_2023,
            contributions=[
                *({"donor": name, "donor_type": "municipality"} for name in MUNICIPALITIES),
                *({"donor": name, "donor_type": "intermunicipal"} for name in BODIES),
                *({"donor": name, "donor_type": "department"} for name in DEPARTMENTS),
                {"donor": "CGLU", "donor_type": "network"},
            ],
            programmes=[
                {"code": "auc", "name": "Association des villes ukrainiennes", "status": "running"},
                {"code": "moldavie", "name": "Moldavie", "budget_cents": 75_000_00, "status": "finished"},
                {"code": "rzeszow", "name": "Rzeszów", "status": "running"},
            ],
            tranches=[{"programme": "auc", "number": 1}],
            expenses=[
                {"programme": "auc", "label": "Matériel", "supplier": "TOV Skywell", "tender": True},
                {"programme": "auc", "label": "Pièces pour les serveurs", "supplier": "FOP Ruban"},
            ],
            purchase_rules=[
                {"programme": "auc", "threshold_cents": 40_000_00, "currency": "UAH", "contract_rate": 38.4516}
            ],
            activities=[
                hours("Conseil individuel", 100, 25, each=4),
                hours("Conseil de groupe", 72, 25, groups=3, each=24),
                hours("Cours de polonais", 180, 25, groups=3, each=60),
                hours("Soutien psychologique", 30, 20),
            ],
            courses=[
                {"programme": "rzeszow", "title": "Soins aux personnes âgées", "status": "held"},
                *(
                    {"programme": "rzeszow", "title": title, "status": "planned", "enrolled": enrolled}
                    for title, enrolled in COURSES.items()
                ),
            ],
            declared=[
                raised(395_000, Moment(date(2023, 12, 31), Precision.YEAR), about="about"),
                raised(395_000, NOVEMBER_2023, about="about"),
                raised(300_000, Moment(date(2022, 8, 31), Precision.SUMMER), about="exact"),
                {
                    "programme": "auc",
                    "tranche": 1,
                    "indicator": "tranche_share",
                    "value": 84.92,
                    "unit": "%",
                    "date": Moment(date(2023, 10, 31), Precision.MONTH),
                    "source": "Rapport",
                },
                {
                    "programme": "moldavie",
                    "indicator": "spent",
                    "value": 75_000,
                    "unit": "EUR",
                    "date": date(2023, 6, 30),
                },
                {
                    "programme": "moldavie",
                    "indicator": "sites",
                    "value": 17,
                    "unit": "count",
                    "date": date(2023, 6, 30),
                },
            ],
        )
    )


def test_395_000_euros_are_raised_as_declared_and_about(ukraine):
    figure = ukraine.contributions.raised
    assert (figure.value, figure.basis, figure.approximate) == (395_000_00, Basis.DECLARED, True)
    assert figure.as_of == NOVEMBER_2023


def test_a_later_or_vaguer_declaration_does_not_replace_november_2023(ukraine):
    points = ukraine.contributions.declared_points
    assert points["value_cents"].tolist() == [300_000_00, 395_000_00]
    assert points["date_precision"].tolist() == ["summer", "month"]


def test_22_authorities_and_one_other_contributor_whose_amounts_are_not_communicated(ukraine):
    given = ukraine.contributions
    assert (given.donors.value, given.other_contributors.value, given.undisclosed.value) == (22, 1, 22)
    assert len(given.undisclosed_donors) == 23
    assert given.pledged.value is None
    assert given.pledged.reason == "not_communicated"


def test_donors_are_14_municipalities_5_intermunicipal_bodies_and_3_departments(ukraine):
    donors = ukraine.contributions.by_type.set_index("donor_type")["donors"].to_dict()
    assert donors == {"municipality": 14, "intermunicipal": 5, "department": 3, "network": 1}


def test_an_undisclosed_gift_is_never_a_zero(ukraine):
    amounts = ukraine.contributions.by_donor.filter(like="_cents")
    assert amounts.isna().all(axis=None)


def test_84_92_percent_of_the_first_tranche_is_spent_as_declared_though_its_amount_is_unknown(ukraine):
    (tranche,) = ukraine.programme("auc").tranches
    assert (tranche.share.value, tranche.share.basis, tranche.share.source) == (0.8492, Basis.DECLARED, "Rapport")
    assert tranche.amount.value is None
    assert tranche.remaining.value is None


def test_the_tender_threshold_is_1_040_27_euros_at_the_contract_rate(ukraine):
    tender = ukraine.programme("auc").tender
    assert tender is not None
    # 40 000 ÷ 38.4516 = 1 040.2687…
    assert (tender.threshold_cents, tender.currency, tender.threshold_eur.value) == (40_000_00, "UAH", 1_040_27)
    assert (len(tender.purchases), tender.missing.value, tender.undetermined.value) == (0, 0, 2)


def test_moldova_spent_its_75_000_euros_in_17_places(ukraine):
    programme = ukraine.programme("moldavie")
    assert (programme.spent.value, programme.allocated.value, programme.budget_share.value) == (75_000_00, 75_000_00, 1)
    assert programme.budget_share.basis is Basis.DECLARED
    assert (programme.places.value, programme.places.basis) == (17, Basis.DECLARED)
    assert programme.delivery_rate.value is None


def test_rzeszow_gave_382_hours_and_participants_received_2_230(ukraine):
    found = ukraine.programme("rzeszow").hours
    assert (found.delivered.value, found.delivered.basis) == (382, Basis.COMPUTED)
    # 4 × 25 + 24 × 25 + 60 × 25 + 30 = 100 + 600 + 1 500 + 30
    assert (found.received.value, found.received.basis) == (2_230, Basis.DERIVED)
    kinds = found.by_kind.set_index("kind")
    assert kinds["hours_received"].to_dict() == {
        "Cours de polonais": 1_500,
        "Conseil individuel": 100,
        "Conseil de groupe": 600,
        "Soutien psychologique": 30,
    }
    assert kinds["received_rule"]["Soutien psychologique"] == "individual"
    assert kinds["per_participant"]["Cours de polonais"] == 60


def test_the_fund_gives_the_hours_of_the_only_programme_that_has_any_without_doubt(ukraine):
    assert (ukraine.hours.delivered.value, ukraine.hours.delivered.unknown) == (382, 0)
    assert (ukraine.hours.received.value, ukraine.hours.received.basis) == (2_230, Basis.DERIVED)


def test_25_enrolments_are_known_and_the_course_without_a_number_is_said(ukraine):
    enrolments = ukraine.programme("rzeszow").enrolments
    # 1 + 4 + 3 + 2 + 7 + 3 + 2 + 3
    assert (enrolments.value, enrolments.unknown) == (25, 1)


def test_what_the_fund_spent_is_at_least_what_moldova_declares(ukraine):
    # Two programmes, AUC and Rzeszów, do not say.
    assert (ukraine.spent.value, ukraine.spent.basis, ukraine.spent.unknown) == (75_000_00, Basis.DECLARED, 2)
    assert (ukraine.allocated.value, ukraine.allocated.basis, ukraine.allocated.unknown) == (
        75_000_00,
        Basis.COMPUTED,
        2,
    )


def test_what_depends_on_unknown_amounts_has_no_value_but_a_reason(ukraine):
    for figure in (ukraine.unallocated, ukraine.balance, ukraine.delivery_rate, ukraine.running_costs):
        assert figure.value is None
        assert figure.basis is None
        assert figure.reason
