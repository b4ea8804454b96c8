"""What stands among or under the rows without being one of them is left out with a word, or asked about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fund.model import WorkbookFile
from fund.open_fund import open_files
from tests.unit.workbook.workbooks import WHOLE, found, read, read_whole, workbook

COSTS = [["date", "libellé", "montant"], ["05/01/2024", "Loyer", 10], ["06/01/2024", "Eau", 20]]
GIFTS = [
    ["collectivité", "type", "versé le", "montant versé"],
    ["Brest", "commune", "05/01/2024", 100],
    ["Tours", "commune", "06/01/2024", 200],
]


def costs(*rows: list[object]) -> list[int]:
    return read_whole(Frais=[*COSTS, *rows]).dataset.table("running_costs")["amount_cents"].tolist()


@pytest.mark.parametrize("label", ["Sum", "Somme", "TOTAL", "Ensemble", "Report"])
def test_a_sum_after_an_empty_row_is_no_cost(label: str) -> None:
    assert costs([], [None, label, 30]) == [1000, 2000]


@pytest.mark.parametrize(
    ("label", "value"), [("Moyenne par poste", 15), ("Nombre de lignes", 2), ("Maximum", 20), ("Minimum payé", 10)]
)
def test_a_number_that_describes_the_rows_above_is_no_cost(label: str, value: float) -> None:
    assert costs([None, label, value]) == [1000, 2000]


@pytest.mark.parametrize("count", [["", "Nombre", 2], ["", "Moyenne", 15]])
def test_a_sum_without_a_word_under_a_number_about_the_rows_is_no_cost(count: list[object]) -> None:
    assert costs(count, [None, None, 30]) == [1000, 2000]
    assert costs([None, None, 30], count) == [1000, 2000]


def test_a_total_under_a_summary_is_asked_about_though_it_is_filled_like_its_rows() -> None:
    head = ["programme", "activité", "type", "heures dispensées"]
    rows = [["auc", "Couture", "Cours", 70], ["auc", "Polonais", "Cours", 50]]
    below = [[], [None, "Synthèse :"], [None, "Auc", None, 120], ["auc", "Total tranche 1", "Cours", 120]]
    reading = read_whole(Activités=[head, *rows, *below])
    assert [finding.row for finding in found(reading, "doubtful_row")] == [7]


def test_a_total_under_a_grand_total_is_compared_with_all_rows() -> None:
    totals = [[None, "Sous-total", 30], [None, "Total général", 30], [None, "TOTAL", 31]]
    file = WorkbookFile("essai.xlsx", workbook({**WHOLE, "Frais": [*COSTS, *totals]}))
    (gap,) = [each for each in open_files("essai", [file]).findings if each.code == "gap_total_rows"]
    assert str(gap.details["place"]).endswith("Frais, C6")


def test_a_cost_called_like_a_statistic_stays_a_cost() -> None:
    assert costs(["07/01/2024", "Nombre de repas", 120]) == [1000, 2000, 12000]


def test_sums_without_a_word_between_blocks_are_left_out_however_many_there_are() -> None:
    head = ["programme", "tranche", "date", "libellé", "montant"]
    rows: list[list[object]] = [head]
    for block in range(4):
        rows += [["auc", 1, "05/01/2024", f"Achat {block}{n}", 10 + n] for n in range(3)]
        rows += [[None, None, None, None, 33]]
    reading = read_whole(Dépenses=rows)
    assert len(reading.dataset.table("expenses")) == 12
    assert [finding.row for finding in found(reading, "total_left_out")] == [5, 9, 13, 17]


def test_a_sum_without_a_word_under_a_block_of_one_row_is_left_out_where_others_stand_so() -> None:
    sums = [[None, None, None, amount] for amount in (300, 50, 70)]
    one, other = (["Lyon", "commune", "08/01/2024", 50], ["Nantes", "commune", "09/01/2024", 70])
    reading = read_whole(Contributions=[*GIFTS, sums[0], one, sums[1], other, sums[2], ["TOTAL", None, None, 420]])
    assert reading.dataset.table("contributions")["received_cents"].sum() == 420_00
    assert [finding.row for finding in found(reading, "total_left_out")] == [4, 6, 8, 9]


def test_a_carried_sum_under_sums_without_a_word_is_asked_about() -> None:
    sums = [[None, None, None, amount] for amount in (300, 50)]
    one, carried = ["Lyon", "commune", "08/01/2024", 50], ["À reporter", None, None, 210]
    reading = read_whole(Contributions=[*GIFTS, sums[0], one, sums[1], carried])
    assert [finding.row for finding in found(reading, "doubtful_row")] == [7]


def test_a_number_alone_under_one_row_that_has_it_too_is_asked_about() -> None:
    reading = read_whole(Contributions=[GIFTS[0], GIFTS[1], [None, None, None, 100], *GIFTS[2:]])
    assert [finding.row for finding in found(reading, "doubtful_row")] == [3]


@pytest.mark.parametrize("text", ["À compléter après la réunion", "Certifié conforme, le trésorier", "Vu"])
def test_a_text_alone_under_the_rows_is_asked_about(text: str) -> None:
    assert [finding.row for finding in found(read_whole(Contributions=[*GIFTS, [text]]), "doubtful_row")] == [4]
    assert [finding.row for finding in found(read_whole(Frais=[*COSTS, [None, text]]), "doubtful_row")] == [4]


@pytest.mark.parametrize("remarks", [("courrier", "courrier", ""), ("courrier", "", "courrier"), ("a", "b", "c")])
def test_a_gift_without_a_remark_is_like_those_that_have_one(remarks: tuple[str, str, str]) -> None:
    names = ["Brest", "Tours", "Lyon"]
    rows = [
        [name, "commune", "05/01/2024", 100 + at, note]
        for at, (name, note) in enumerate(zip(names, remarks, strict=True))
    ]
    for name in ("Total-sur-Osse", "Marsanvilliers"):
        reading = read_whole(Contributions=[[*GIFTS[0], "remarque"], *rows, [], [name, "commune", "07/01/2024", 50]])
        assert found(reading, "doubtful_row") == []
        assert len(reading.dataset.table("contributions")) == 4


def test_a_gift_called_total_that_two_later_gifts_add_up_to_by_chance_is_a_gift() -> None:
    later = [["Lyon", "commune", "08/01/2024", 240], ["Le Mans", "commune", "09/01/2024", 100]]
    reading = read_whole(Contributions=[*GIFTS, ["Total-sur-Osse", "commune", "07/01/2024", 340], *later])
    assert found(reading, "doubtful_row") == []
    assert reading.dataset.table("contributions")["received_cents"].sum() == 980_00


def test_a_summary_of_tranches_under_them_is_no_tranche_though_it_has_their_names_and_amounts() -> None:
    head = ["programme", "n°", "montant", "versée le"]
    rows = [["auc", 1, 110, "05/01/2024"], ["rzeszow", 1, 120, "05/01/2024"]]
    reading = read_whole(Tranches=[head, *rows, [], ["Par type"], ["Auc", None, 110], ["Rzeszow", None, 120]])
    assert reading.dataset.table("tranches")["amount_cents"].tolist() == [110_00, 120_00]
    assert found(reading, "missing_value") == []


def test_names_alone_are_donors_where_others_stand_so_too() -> None:
    rows = [*GIFTS[:2], ["Nantes"], GIFTS[2], ["Le Mans"]]
    reading = read_whole(Contributions=rows)
    assert not found(reading, "doubtful_row")
    assert reading.dataset.table("contributions")["donor"].tolist() == ["Brest", "Nantes", "Tours", "Le Mans"]


def test_a_whole_row_called_total_that_is_the_sum_above_is_asked_about_and_stays() -> None:
    reading = read_whole(Contributions=[*GIFTS, ["Total-sur-Osse", "commune", "07/01/2024", 300]])
    assert len(reading.dataset.table("contributions")) == 3
    assert [finding.row for finding in found(reading, "doubtful_row")] == [4]


def test_none_among_other_rows_is_asked_about() -> None:
    reading = read_whole(Frais=[COSTS[0], [None, "aucun"], [None, "Moyenne par don", 149]])
    assert [finding.row for finding in found(reading, "doubtful_row")] == [2]


def test_a_total_that_its_rows_do_not_make_is_told_though_cells_are_empty() -> None:
    rows = [*GIFTS, ["Nantes", "commune", None, None], ["TOTAL", None, None, 450]]
    state = open_files("essai", [WorkbookFile("fonds.xlsx", workbook({**WHOLE, "Contributions": rows}))])
    assert [finding.code for finding in state.findings if finding.code == "gap_total_rows"] == ["gap_total_rows"]


@pytest.mark.parametrize("header", ["montant ($)", "montant (US$)", "montant $"])
def test_a_sign_of_several_currencies_in_a_header_never_passes_for_euros(header: str) -> None:
    reading = read_whole(Frais=[["date", "libellé", header], *COSTS[1:]])
    assert [finding.seen for finding in found(reading, "not_a_currency")] == [header]


def test_the_sign_of_one_currency_in_a_header_is_read() -> None:
    reading = read_whole(Frais=[["date", "libellé", "montant ₴"], *COSTS[1:]])
    assert reading.dataset.table("running_costs")["currency"].tolist() == ["UAH", "UAH"]


def test_a_sign_in_the_header_of_amounts_kept_in_euros_is_an_error() -> None:
    reading = read(workbook({**WHOLE, "Programmes": [["code", "nom", "budget ($)"], ["auc", "Formation", 10]]}))
    assert found(reading, "unit_in_header")


@pytest.mark.parametrize(("label", "code"), [("Frais bancaires", "negative_cost"), ("Avoir sur loyer", "refund")])
def test_a_cost_below_zero_is_told(label: str, code: str) -> None:
    (finding,) = found(read_whole(Frais=[*COSTS, ["07/01/2024", label, -5]]), code)
    assert (finding.row, finding.seen) == (4, "-5")


@pytest.mark.parametrize("cells", [(100, 200), ("env. 100 €", "2 x 100")])
def test_amounts_under_an_unknown_word_beside_their_day_are_told(cells: tuple[object, object]) -> None:
    rows = [["collectivité", "type", "montant annoncé", "versé le", "Encaissements"]]
    rows += [["Brest", "commune", 100, "05/01/2024", cells[0]], ["Tours", "commune", 200, "06/01/2024", cells[1]]]
    (finding,) = found(read_whole(Contributions=rows), "unread_amounts")
    assert finding.details["missing"] == "montant versé"


def test_a_total_of_durations_is_told_like_one_of_numbers() -> None:
    head = ["programme", "type", "date", "heures dispensées"]
    rows: list[list[object]] = [head, *(["auc", "formation", "05/01/2024", timedelta(hours=h)] for h in (7, 30, 8))]
    reading = read_whole(Activités=[*rows, [None, None, None, timedelta(hours=45)]])
    assert reading.dataset.table("activities")["hours_delivered"].tolist() == [7, 30, 8]
