"""A warning that was explained stays quiet wherever its row goes, and is back when its row or value changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fund.explanations import Judged, judge, standing
from fund.finding_keys import finding_keys
from fund.model import Finding, Severity, WorkbookFile
from fund.open_fund import OpenFund, open_files
from fund.records import Explanation, FindingKey
from fund.wording import language_named
from fund.wording.explanations import back_again

MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
FUND = "code;nom;arrêté au\ndemo;Démo;{}\n"
PROGRAMMES = "code;nom;budget\neau;L’eau;100000\n"
GIFTS = "collectivité;type;SIREN;montant annoncé;annoncé le;remarque"
COSTS = "date;libellé;montant"

Rows = Sequence[str]


def opened(*files: tuple[str, str, Rows], closing: str = "31/12/2025") -> OpenFund:
    """A fund of these tables of text: each its file's name, its header and its rows."""
    texts = [("fonds.csv", FUND.format(closing)), ("programmes.csv", PROGRAMMES)]
    texts += [(name, "\n".join([header, *rows, ""])) for name, header, rows in files]
    return opened_once(tuple(texts))


@cache
def opened_once(texts: tuple[tuple[str, str], ...]) -> OpenFund:
    return open_files("demo", [WorkbookFile(name, text.encode()) for name, text in texts])


def gifts(*rows: str, file: str = "contributions.csv") -> OpenFund:
    return opened((file, GIFTS, rows))


def warnings(fund: OpenFund, code: str) -> list[Finding]:
    return [each for each in fund.findings if each.severity is Severity.WARNING and each.code == code]


def explained(fund: OpenFund, *findings: Finding) -> tuple[Explanation, ...]:
    keys = finding_keys(fund.findings, fund.dataset)
    return tuple(explanation(keys[id(finding)], number) for number, finding in enumerate(findings, start=1))


def explanation(key: FindingKey, number: int = 1) -> Explanation:
    return Explanation(
        id=number,
        fund="demo",
        key=key,
        said="Ce que disait le constat",
        reason="le SIREN est demandé",
        author="Anne",
        explained_at=MOMENT,
        withdrawn_by=None,
        withdrawn_at=None,
    )


def judged(fund: OpenFund, explanations: Sequence[Explanation]) -> Judged:
    return judge(fund.findings, finding_keys(fund.findings, fund.dataset), explanations)


BREST = "Brest;commune;123456780;5000;03/02/2025;"
DINAN = "Dinan;commune;123456780;7000;04/02/2025;"
LILLE = "Lille;commune;;900;05/02/2025;"
OTHERS = [f"Ville {n};commune;;{100 + n};0{n % 9 + 1}/03/2025;" for n in range(8)]


def siren(fund: OpenFund, donor: str) -> Finding:
    """The warning about the SIREN of a donor."""
    rows = fund.dataset.table("contributions")
    rows = rows[rows["donor"] == donor][["source_file", "source_row"]].astype(str)
    places = set(rows.itertuples(index=False, name=None))
    return next(each for each in warnings(fund, "siren_invalid") if (each.file, str(each.row)) in places)


@given(st.permutations([BREST, DINAN, LILLE, *OTHERS]), st.integers(0, 8), st.booleans())
@settings(max_examples=20)
def test_a_row_that_is_moved_sorted_pushed_down_or_put_in_another_file_stays_quiet(
    rows: list[str], inserted: int, elsewhere: bool
) -> None:
    before = gifts(BREST, DINAN, LILLE, *OTHERS)
    said = explained(before, siren(before, "Brest"))
    new = [f"Nouvelle {n};commune;;{n + 1};06/04/2025;" for n in range(inserted)]
    if elsewhere:
        cut = rows.index(BREST)
        after = opened(("dons 1.csv", GIFTS, [*new, *rows[:cut]]), ("dons 2.csv", GIFTS, rows[cut:]))
    else:
        after = gifts(*new, *rows)
    found = judged(after, said)
    assert [(each.finding.code, each.explanation) for each in found.quiet] == [("siren_invalid", said[0])]
    assert found.quiet[0].finding is siren(after, "Brest")
    assert siren(after, "Dinan") in found.loud
    assert not found.back


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        ("Brest;commune;123456780;5001;03/02/2025;", "Montant annoncé : 5 000 € → 5 001 €"),
        ("Brest;commune;123456780;5000;04/02/2025;", "Annoncé le : 3 février 2025 → 4 février 2025"),
        ("Brest;commune;123456781;5000;03/02/2025;", "SIREN : 123456780 → 123456781"),
        ("Brest;commune;123456780;;03/02/2025;", "Montant annoncé : 5 000 € → "),
        ("Breste;commune;123456780;5000;03/02/2025;", "Collectivité : Brest → Breste"),
    ],
)
def test_a_row_of_another_value_or_identity_is_back_and_says_what_changed(edited: str, told: str) -> None:
    before = gifts(BREST, LILLE)
    after = gifts(LILLE, edited)
    found = judged(after, explained(before, siren(before, "Brest")))
    assert not [each for each in found.quiet if each.finding.code == "siren_invalid"]
    (back,) = found.back.values()
    assert back.finding in found.loud
    said = " ".join(back_again(back, language_named("fr")).split())
    assert said.startswith("Déjà expliqué, puis changé. Expliqué par Anne, le 1er mars 2026 : « le SIREN est demandé »")
    assert told in said


def test_a_remark_or_a_type_written_later_wakes_nothing() -> None:
    before = gifts(BREST)
    after = gifts("Brest;région;123456780;5000;03/02/2025;vérifié")
    found = judged(after, explained(before, siren(before, "Brest")))
    assert [each.finding for each in found.quiet] == [siren(after, "Brest")]


def test_an_explained_warning_hides_no_other_one_of_its_kind() -> None:
    before = gifts(BREST)
    said = explained(before, siren(before, "Brest"))
    after = gifts(BREST, "Brest;commune;123456780;6000;03/02/2025;", DINAN)
    assert [len(warnings(after, "siren_invalid")), len(judged(after, said).quiet)] == [3, 1]


def test_one_more_row_that_is_alike_in_everything_is_loud_and_was_not_explained() -> None:
    before = gifts(BREST)
    said = explained(before, siren(before, "Brest"))
    found = judged(gifts(BREST, BREST), said)
    assert [each.code for each in found.loud if each.code == "siren_invalid"] == ["siren_invalid"]
    assert len(found.quiet) == 1
    assert not found.back


def test_a_gift_of_somebody_else_is_not_told_as_explained_before() -> None:
    before = gifts(BREST)
    found = judged(gifts(DINAN), explained(before, siren(before, "Brest")))
    assert (found.quiet, found.back) == ((), {})


@given(st.permutations(["01/02/2025;Timbres;12,50", "01/02/2025;Timbres;12,50", "02/02/2025;Colis;30"]))
@settings(max_examples=10)
def test_two_rows_that_are_a_pair_stay_quiet_whichever_comes_first(rows: list[str]) -> None:
    before = opened(("frais.csv", COSTS, ["01/02/2025;Timbres;12,50", "01/02/2025;Timbres;12,50"]))
    said = explained(before, *warnings(before, "duplicate_row"))
    assert len(said) == 1
    found = judged(opened(("frais bis.csv", COSTS, rows)), said)
    assert [each.finding.code for each in found.quiet] == ["duplicate_row"]


def test_a_third_row_like_the_two_that_were_explained_is_loud() -> None:
    before = opened(("frais.csv", COSTS, ["01/02/2025;Timbres;12,50"] * 2))
    said = explained(before, *warnings(before, "duplicate_row"))
    found = judged(opened(("frais.csv", COSTS, ["01/02/2025;Timbres;12,50"] * 3)), said)
    assert len(found.quiet) == 1
    assert [each.code for each in found.loud if each.code == "duplicate_row"] == ["duplicate_row"]


SEVERAL = [
    "Brest;commune;217500016;5000;03/02/2025;",
    "Brest métropole;région;217500016;6000;04/02/2025;",
    "Dinan;commune;;100;05/02/2025;",
]


@given(st.permutations(SEVERAL))
@settings(max_examples=6)
def test_what_is_said_of_a_donor_stays_quiet_whichever_of_its_rows_comes_first(rows: list[str]) -> None:
    before = gifts(*SEVERAL)
    of_donors = [*warnings(before, "siren_of_two_names"), *warnings(before, "donor_of_two_types")]
    assert of_donors
    found = judged(gifts("Avant;commune;;1;01/02/2025;", *rows), explained(before, *of_donors))
    assert sorted(each.finding.code for each in found.quiet) == sorted(each.code for each in of_donors)


def test_a_third_name_or_type_of_a_donor_is_loud() -> None:
    before = gifts(*SEVERAL)
    of_donors = [*warnings(before, "siren_of_two_names"), *warnings(before, "donor_of_two_types")]
    after = gifts(SEVERAL[0], SEVERAL[1].replace("métropole;région", "les Bains;département"))
    found = judged(after, explained(before, *of_donors))
    assert found.quiet == ()
    assert {each.code for each in found.loud} >= {each.code for each in of_donors}


@given(st.permutations(range(3)))
@settings(max_examples=6)
def test_what_is_said_of_a_sheet_s_rows_together_is_told_by_their_number_and_sum(order: list[int]) -> None:
    late = [f"0{n + 1}/02/2026;Colis {n};{100 + n}" for n in range(3)]
    before = opened(("frais.csv", COSTS, late))
    said = explained(before, *warnings(before, "after_closing"))
    assert len(said) == 1
    moved = opened(("frais.csv", COSTS, ["01/01/2025;Timbres;1", *(late[n] for n in order)]))
    assert [each.finding.code for each in judged(moved, said).quiet] == ["after_closing"]
    more = judged(opened(("frais.csv", COSTS, [*late, "01/03/2026;Colis;1"])), said)
    assert [each.finding.code for each in more.back.values()] == ["after_closing"]
    (back,) = more.back.values()
    assert "Ce que disait le constat" in back_again(back, language_named("fr"))


def test_no_error_and_no_note_can_be_explained() -> None:
    fund = gifts("Brest;commune;;douze;03/02/2025;", BREST)
    keys = finding_keys(fund.findings, fund.dataset)
    severities = {each.severity for each in fund.findings if id(each) in keys}
    assert {each.severity for each in fund.findings} >= {Severity.ERROR, Severity.WARNING}
    assert severities == {Severity.WARNING}
    # A warning of today that is an error tomorrow is loud, whatever was said of it.
    warning = siren(fund, "Brest")
    graver = replace(warning, severity=Severity.ERROR)
    said = [explanation(keys[id(warning)])]
    assert judge([graver], finding_keys([graver], fund.dataset), said).loud == (graver,)


def test_a_day_that_passes_wakes_nothing() -> None:
    # Another gift was received: what Brest announced is known not to have been.
    header, rows = f"{GIFTS};montant versé", [f"{BREST};", f"{LILLE};900"]
    before, later = (opened(("contributions.csv", header, rows), closing=day) for day in ("31/12/2027", "31/03/2028"))
    (late,) = warnings(before, "late_pledge")
    (still_late,) = warnings(later, "late_pledge")
    assert still_late.details["days_days"] != late.details["days_days"]
    assert [each.finding for each in judged(later, explained(before, late)).quiet] == [still_late]


def test_an_explanation_changes_no_figure() -> None:
    fund = gifts(BREST, DINAN)
    before = fund.metrics
    found = judged(fund, explained(fund, *warnings(fund, "siren_invalid")))
    assert len(found.quiet) == 2
    assert fund.metrics is before
    assert sorted([*map(id, found.loud), *(id(each.finding) for each in found.quiet)]) == sorted(map(id, fund.findings))


def test_what_held_at_a_moment_is_told_by_when_it_was_written_and_withdrawn() -> None:
    fund = gifts(BREST)
    (said,) = explained(fund, siren(fund, "Brest"))
    withdrawn = replace(said, withdrawn_by="Paul", withdrawn_at=MOMENT + timedelta(days=2))
    held = [bool(standing([withdrawn], MOMENT + timedelta(days=days))) for days in (-1, 0, 1, 2, 3)]
    assert held == [False, True, True, False, False]
    assert (standing([withdrawn]), standing([said])) == ((), (said,))
