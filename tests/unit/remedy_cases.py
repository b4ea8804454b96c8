"""Workbooks with a finding, and the same ones mended as its remedy says."""

from __future__ import annotations

from datetime import date

from tests.unit.workbook.workbooks import FUND, PROGRAMMES, Rows

DAY, LATER = date(2024, 1, 5), date(2024, 3, 5)
Sheets = dict[str, Rows]
GIFTS = ["collectivité", "type", "versé le", "montant versé"]
SIRET = "73282932000074"
EXPENSES = ["programme", "libellé", "date", "montant", "devise", "taux"]
TRANCHES = ["programme", "n°", "montant"]
RATES: Rows = [["devise", "date", "unités pour 1 €"], ["UAH", date(2023, 12, 1), 40]]
PROMISES = ["collectivité", "type", "annoncé le", "montant annoncé", "versé le", "montant versé"]


def gifts(*rows: list[object], heads: list[str] = GIFTS) -> Sheets:
    return {"Contributions": [heads, *rows]}


def spent(*rows: list[object], heads: list[str] = EXPENSES, **more: Rows) -> Sheets:
    return {"Dépenses": [heads, *rows], **more}


RESULTS = ["programme", "indicateur", "unité", "cible", "réalisé", "du", "au", "depuis le début"]


def reached(*rows: list[object]) -> Sheets:
    heads = [*RESULTS, "explication de l'écart", "mieux si"]
    return {"Résultats": [heads, *([*row, *[None] * (len(heads) - len(row))] for row in rows)]}


WELLS: list[object] = ["auc", "Puits", "puits", None]
FIRST, SECOND = ["janvier 2023", "mars 2023"], ["avril 2023", "juin 2023"]

STATES = ["collectivité", "type", "montant annoncé", "délibéré le", "versé le", "montant versé", "état"]


def stated(*row: object) -> Sheets:
    return {"Contributions": [STATES, ["A", "commune", *row]]}


def closing(closed: object, status: str) -> Sheets:
    fund: Rows = [[*FUND[0], "clos le"], [*FUND[1], closed]]
    programmes: Rows = [[*PROGRAMMES[0], "statut"], [*PROGRAMMES[1], status]]
    return {"Fonds": fund, "Programmes": programmes}


CASES: list[tuple[str, Sheets, list[Sheets]]] = [
    # States: what a gift or the fund says of itself.
    (
        "state_contradicted",
        stated(5, None, DAY, 5, "envisagée"),
        [stated(5, None, DAY, 5, "versée"), stated(5, None, None, None, "envisagée"), stated(5, None, DAY, 5, None)],
    ),
    ("state_contradicted", stated(5, DAY, None, None, "envisagée"), [stated(5, DAY, None, None, "votée")]),
    ("state_contradicted", stated(5, DAY, None, 5, "votée"), [stated(5, DAY, None, None, "votée")]),
    ("state_contradicted", stated(5, None, DAY, 5, "annoncée"), [stated(5, None, DAY, 5, "conventionnée")]),
    (
        "closed_fund_goes_on",
        closing(DAY, "en cours"),
        [closing(DAY, "achevé"), closing(None, "en cours"), closing(DAY, "suspendu")],
    ),
    # Cells: what was typed, and what the remedy asks to type.
    ("ambiguous_number", gifts(["A", "commune", DAY, "1.000"]), [gifts(["A", "commune", DAY, 1000])]),
    (
        "percent_below_one",
        reached(["auc", "Réussite", "%", None, 0.45]),
        [reached(["auc", "Réussite", "%", None, "45 %"]), reached(["auc", "Réussite", "%", None, "0,45 %"])],
    ),
    (
        "percent_of_other_unit",
        reached(["auc", "Familles relogées", "familles", 80, "82 %"]),
        [
            reached(["auc", "Familles relogées", "familles", 80, 66]),
            reached(["auc", "Familles relogées", "%", 80, "82 %"]),
        ],
    ),
    (
        "not_a_number",
        gifts(["A", "commune", DAY, "mille"]),
        [gifts(["A", "commune", DAY, 1000]), gifts(["A", "commune", DAY, None])],
    ),
    ("not_a_date", gifts(["A", "commune", "hier", 5]), [gifts(["A", "commune", "30/06/2023", 5])]),
    (
        "date_not_full",
        spent(["auc", "a", "mars 2024", 5]),
        [spent(["auc", "a", "30/03/2024", 5]), spent(["auc", "a", None, 5])],
    ),
    ("two_digit_year", gifts(["A", "commune", "30/06/23", 5]), [gifts(["A", "commune", "30/06/2023", 5])]),
    ("date_out_of_range", gifts(["A", "commune", "30/06/1023", 5]), [gifts(["A", "commune", "30/06/2023", 5])]),
    ("sub_cent", gifts(["A", "commune", DAY, 5.123]), [gifts(["A", "commune", DAY, 5.12])]),
    ("unknown_choice", gifts(["A", "planète", DAY, 5]), [gifts(["A", "région", DAY, 5])]),
    ("missing_value", gifts([None, "commune", DAY, 5]), [gifts(["A", "commune", DAY, 5])]),
    ("missing_expected", spent(["auc", "a", None, 5]), [spent(["auc", "a", DAY, 5])]),
    ("excel_error", gifts(["A", "commune", DAY, "#REF!"]), [gifts(["A", "commune", DAY, 5])]),
    (
        "not_yes_no",
        spent(["auc", "a", DAY, 5, "peut-être"], heads=[*EXPENSES[:4], "appel d'offres"]),
        [spent(["auc", "a", DAY, 5, answer], heads=[*EXPENSES[:4], "appel d'offres"]) for answer in ("oui", None)],
    ),
    (
        "siren_invalid",
        gifts(["A", "commune", DAY, 5, "123456789"], heads=[*GIFTS, "SIREN"]),
        [gifts(["A", "commune", DAY, 5, "732829320"], heads=[*GIFTS, "SIREN"])],
    ),
    *(
        (
            code,
            gifts(["A", "commune", DAY, 5, *wrong], heads=[*GIFTS, "SIREN", "SIRET"]),
            [gifts(["A", "commune", DAY, 5, *each], heads=[*GIFTS, "SIREN", "SIRET"]) for each in mended],
        )
        for code, wrong, mended in (
            ("siret_invalid", [None, "73282932000075"], [[None, SIRET], [None, None]]),
            ("siret_ruined", [None, "7,32829E+13"], [[None, SIRET], ["732829320", None]]),
            ("siret_is_siren", [None, "732829320"], [[None, SIRET]]),
            ("siret_differs", ["732829320", "21690123100011"], [["732829320", SIRET], ["216901231", "21690123100011"]]),
        )
    ),
    (
        "longer_than_published",
        gifts(["A", "commune", DAY, 5, "é" * 257], heads=[*GIFTS, "objet"]),
        [gifts(["A", "commune", DAY, 5, "é" * 256], heads=[*GIFTS, "objet"])],
    ),
    # Results.
    (
        "result_counted_both_ways",
        reached([*WELLS, 5, *FIRST, "oui"], [*WELLS, 7, *SECOND, "non"]),
        [reached([*WELLS, 5, *FIRST, answer], [*WELLS, 7, *SECOND, answer]) for answer in ("oui", "non")]
        + [reached([*WELLS, 5, *FIRST, "oui"], ["auc", "Forages", *WELLS[2:], 7, *SECOND, "non"])],
    ),
    (
        "result_count_untold",
        reached([*WELLS, 5, *FIRST], [*WELLS, 7, *SECOND]),
        [reached([*WELLS, 5, *FIRST, answer], [*WELLS, 7, *SECOND, answer]) for answer in ("oui", "non")],
    ),
    (
        "result_counted_twice",
        reached([*WELLS, 5, *FIRST, "oui"], [*WELLS, 7, *FIRST, "oui"]),
        [reached([*WELLS, 5, *FIRST, "oui"]), reached([*WELLS, 5, *FIRST, "oui"], [*WELLS, 5, *FIRST, "oui"])],
    ),
    (
        "result_period_within",
        reached([*WELLS, 5, *FIRST, "non"], [*WELLS, 7, *FIRST, "non"]),
        [reached([*WELLS, 7, *FIRST, "non"]), reached([*WELLS, 5, *FIRST, "non"], [*WELLS, 7, *SECOND, "non"])],
    ),
    (
        "result_gap_unexplained",
        reached([*WELLS[:3], 20, 5, *FIRST, "oui"]),
        [reached([*WELLS[:3], 20, 5, *FIRST, "oui", "La piste est coupée."])],
    ),
    (
        "result_better_untold",
        reached(["auc", "Pannes", "pannes", 5, 6, *FIRST, "oui"]),
        [reached(["auc", "Pannes", "pannes", 5, 6, *FIRST, "oui", None, way]) for way in ("plus haut", "plus bas")],
    ),
    (
        "result_over_most",
        reached(["auc", "Pannes", "pannes", 5, 12, *FIRST, "oui", None, "plus bas"]),
        [reached(["auc", "Pannes", "pannes", 5, 12, *FIRST, "oui", "Deux pompes volées.", "plus bas"])],
    ),
    # Currencies and rates.
    (
        "no_rate",
        spent(["auc", "a", DAY, 5, "UAH"]),
        [
            spent(["auc", "a", DAY, 5, "UAH"], Taux=RATES),
            spent(["auc", "a", DAY, 5, "UAH", 40]),
            spent(["auc", "a", DAY, 5, "UAH", 2], heads=[*EXPENSES[:5], "montant en euros"]),
        ],
    ),
    (
        "undated_conversion",
        spent(["auc", "a", None, 5, "UAH"], Taux=RATES),
        [spent(["auc", "a", DAY, 5, "UAH"], Taux=RATES), spent(["auc", "a", None, 5, "UAH", 40], Taux=RATES)],
    ),
    ("ambiguous_currency", spent(["auc", "a", DAY, 5, "lei", 5]), [spent(["auc", "a", DAY, 5, "RON", 5])]),
    ("not_a_currency", spent(["auc", "a", DAY, 5, "virement", 5]), [spent(["auc", "a", DAY, 5, "UAH", 40])]),
    ("currency_conflict", spent(["auc", "a", DAY, "5 €", "UAH", 40]), [spent(["auc", "a", DAY, 5, "UAH", 40])]),
    (
        "rate_without_currency",
        spent(["auc", "a", DAY, 5, None, 40]),
        [spent(["auc", "a", DAY, 5, "UAH", 40]), spent(["auc", "a", DAY, 5])],
    ),
    ("zero_rate", spent(["auc", "a", DAY, 5, "UAH", 0]), [spent(["auc", "a", DAY, 5, "UAH", 40])]),
    (
        "rate_old",
        spent(["auc", "a", date(2025, 6, 1), 5, "UAH"], Taux=RATES),
        [spent(["auc", "a", date(2025, 6, 1), 5, "UAH"], Taux=[*RATES, ["UAH", date(2025, 5, 1), 45]])],
    ),
    (
        "rate_disagrees",
        spent(["auc", "a", DAY, 5, "UAH", 60], Taux=RATES),
        [spent(["auc", "a", DAY, 5, "UAH", 41], Taux=RATES)],
    ),
    (
        "several_currencies",
        gifts(["A", "commune", 5, 6], heads=["collectivité", "type", "montant annoncé (UAH)", "montant versé (PLN)"]),
        [
            gifts(
                ["A", "commune", 5, None, "UAH", 40],
                ["A", "commune", None, 6, "PLN", 4],
                heads=["collectivité", "type", "montant annoncé", "montant versé", "devise", "taux"],
            )
        ],
    ),
    (
        "currency_differs",
        spent(["auc", "a", DAY, 5, "PLN", 4], heads=[*EXPENSES[:3], "montant (UAH)", "devise", "taux"]),
        [
            spent(["auc", "a", DAY, 5, "UAH", 40], heads=[*EXPENSES[:3], "montant (UAH)", "devise", "taux"]),
            spent(["auc", "a", DAY, 5, "PLN", 4]),
        ],
    ),
    # Rows beside rows.
    (
        "duplicate_row",
        spent(["auc", "a", DAY, 5], ["auc", "a", DAY, 5]),
        [
            spent(["auc", "a", DAY, 5]),
            spent(["auc", "a", DAY, 5, "1"], ["auc", "a", DAY, 5, "2"], heads=[*EXPENSES[:4], "pièce"]),
        ],
    ),
    (
        "probable_repeat",
        gifts(["A", "commune", DAY, 500, "x"], ["A", "commune", DAY, 500, "y"], heads=[*GIFTS, "remarque"]),
        [gifts(["A", "commune", DAY, 500, "x"], ["A", "commune", LATER, 500, "y"], heads=[*GIFTS, "remarque"])],
    ),
    (
        "duplicate_key",
        {"Programmes": [["code", "nom"], ["auc", "A"], ["auc", "B"]]},
        [{"Programmes": [["code", "nom"], ["auc", "A"]]}, {"Programmes": [["code", "nom"], ["auc", "A"], ["b", "B"]]}],
    ),
    (
        "donor_of_two_types",
        gifts(["A", "commune", DAY, 5], ["A", "région", LATER, 6]),
        [
            gifts(["A", "commune", DAY, 5], ["A", "commune", LATER, 6]),
            gifts(
                ["A", "commune", DAY, 5, "732829320"],
                ["A", "région", LATER, 6, "356000000"],
                heads=[*GIFTS, "SIREN"],
            ),
        ],
    ),
    (
        "siren_of_two_names",
        gifts(["A", "commune", DAY, 5, 732829320], ["B", "commune", LATER, 6, 732829320], heads=[*GIFTS, "SIREN"]),
        [gifts(["A", "commune", DAY, 5, 732829320], ["A", "commune", LATER, 6, 732829320], heads=[*GIFTS, "SIREN"])],
    ),
    ("unknown_programme", spent(["acu", "a", DAY, 5]), [spent(["auc", "a", DAY, 5])]),
    (
        "unknown_tranche",
        {
            "Dépenses": [["programme", "tranche", "libellé", "montant"], ["auc", 2, "a", 5]],
            "Tranches": [TRANCHES, ["auc", 1, 9]],
        },
        [
            {"Dépenses": [["programme", "tranche", "libellé", "montant"], ["auc", n, "a", 5]], "Tranches": tranches}
            for n, tranches in ((1, [TRANCHES, ["auc", 1, 9]]), (2, [TRANCHES, ["auc", 1, 9], ["auc", 2, 9]]))
        ],
    ),
    (
        "repayment_contradicted",
        gifts(["A", "commune", DAY, 500, None, -500], heads=PROMISES),
        [
            gifts(["A", "commune", DAY, 500, LATER, 500], heads=PROMISES),
            gifts(["A", "commune", DAY, 500, LATER, 500], ["A", "commune", None, None, LATER, -50], heads=PROMISES),
        ],
    ),
    (
        "received_above_committed",
        gifts(["A", "commune", 100, 150], heads=["collectivité", "type", "montant conventionné", "montant versé"]),
        [
            gifts(
                ["A", "commune", 100, 100],
                ["A", "commune", None, 50],
                heads=["collectivité", "type", "montant conventionné", "montant versé"],
            )
        ],
    ),
    (
        "days_out_of_order",
        gifts(["A", "commune", LATER, 5, DAY, 5], heads=PROMISES),
        [gifts(["A", "commune", DAY, 5, LATER, 5], heads=PROMISES)],
    ),
    # Sheets and headers.
    (
        "missing_column",
        {"Programmes": [["nom", "budget"], ["A", 5]]},
        [{"Programmes": [["code", "nom"], ["auc", "A"]]}],
    ),
    ("no_fund_row", {"Fonds": FUND[:1]}, [{"Fonds": FUND}]),
    ("several_funds", {"Fonds": [*FUND, ["autre", "Autre"]]}, [{"Fonds": FUND}]),
    ("unknown_column", {"Programmes": [["code", "nom", "chef"], ["auc", "A", "x"]]}, [{"Programmes": PROGRAMMES}]),
    (
        "unit_in_header",
        gifts(["A", "commune", DAY, 5], heads=[*GIFTS[:3], "montant versé (k€)"]),
        [gifts(["A", "commune", DAY, 5000])],
    ),
    (
        "repeated_column",
        gifts(["A", "commune", DAY, 5, 6], heads=[*GIFTS, "montant versé"]),
        [gifts(["A", "commune", DAY, 5]), gifts(["A", "commune", DAY, 5, 6], heads=[*GIFTS, "ancien montant"])],
    ),
    (
        "personal_data",
        {"Participants": [["programme", "étape", "nombre", "prénom"], ["auc", "retenues", 5, "x"]]},
        [{"Participants": [["programme", "étape", "nombre"], ["auc", "retenues", 5]]}],
    ),
    (
        "doubtful_row",
        gifts(["A", "commune", DAY, 500], ["B", "commune", DAY, 300], ["Reporté", None, None, 800]),
        [
            gifts(["A", "commune", DAY, 500], ["B", "commune", DAY, 300], ["TOTAL", None, None, 800]),
            gifts(["A", "commune", DAY, 500], ["B", "commune", DAY, 300], ["Reporté", "commune", LATER, 800]),
        ],
    ),
    # What the figures show.
    (
        "repaid_beyond_given",
        gifts(["A", "commune", DAY, 5], ["A", "commune", LATER, -7]),
        [
            gifts(["A", "commune", DAY, 5], ["A", "commune", LATER, 7]),
            gifts(["A", "commune", DAY, 8], ["A", "commune", LATER, -7]),
        ],
    ),
    (
        "tranches_above_budget",
        {"Tranches": [TRANCHES, ["auc", 1, 700], ["auc", 2, 700]]},
        [{"Tranches": [TRANCHES, ["auc", 1, 700], ["auc", 2, 70]]}],
    ),
    (
        "negative_costs",
        {"Frais": [["date", "libellé", "montant"], [DAY, "Banque", -5]]},
        [{"Frais": [["date", "libellé", "montant"], [DAY, "Banque", 5]]}],
    ),
    (
        "gap_total_rows",
        gifts(["A", "commune", DAY, 5], ["B", "commune", DAY, 6], ["TOTAL", None, None, 5]),
        [gifts(["A", "commune", DAY, 5], ["B", "commune", DAY, 6], ["TOTAL", None, None, 11])],
    ),
    (
        "after_closing",
        {**gifts(["A", "commune", LATER, 5]), "Fonds": [["code", "nom", "arrêté au"], ["essai", "Essai", DAY]]},
        [
            {**gifts(["A", "commune", LATER, 5]), "Fonds": [["code", "nom", "arrêté au"], ["essai", "Essai", LATER]]},
            {**gifts(["A", "commune", DAY, 5]), "Fonds": [["code", "nom", "arrêté au"], ["essai", "Essai", DAY]]},
        ],
    ),
]
