"""Links of a workbook to others, and to programs: values are read as they are stored, nothing is fetched."""

from __future__ import annotations

import pytest

from tests.unit.workbook.hostile import NAMESPACE, guard
from tests.unit.workbook.packages import COSTS, PARTS, RELATIONS, packed
from tests.unit.workbook.workbooks import found, read

BUDGET = '<externalBook r:id="rId1"><sheetNames><sheetName val="Feuil1"/></sheetNames></externalBook>'


def linked(inner: str, *, kind: str = "externalLinkPath", target: str = "file:///C:/a/Budget%202024.xlsx") -> bytes:
    """The workbook with a link, from which a cost of 200 € comes."""
    link = f'<externalLink {NAMESPACE} xmlns:r="{RELATIONS}">{inner}</externalLink>'
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return packed(
        {
            **PARTS,
            COSTS: PARTS[COSTS].replace(b't="e"><v>#SPILL!', b"><f>[1]Feuil1!A1</f><v>200"),
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": relation.encode(),
        }
    )


@pytest.mark.parametrize(
    ("kind", "target", "seen"),
    [
        ("externalLinkPath", "file:///C:/a/Budget%202024.xlsx", "Budget 2024.xlsx"),
        ("externalLinkPath", "https://cuf.example/sites/a/Budget.xlsx", "Budget.xlsx"),
        ("xlPathMissing", "Budget.xlsx", "Budget.xlsx"),
        ("externalLinkPath", "\\\\serveur\\a\\Budget.xlsx", "Budget.xlsx"),
    ],
)
def test_values_of_other_workbooks_are_read_as_stored_and_said(kind: str, target: str, seen: str) -> None:
    reading = read(linked(BUDGET, kind=kind, target=target))

    assert reading.dataset.table("running_costs")["amount_cents"].tolist() == [10_000, 20_000]
    (finding,) = found(reading, "linked_workbooks")
    assert finding.seen == seen


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        ('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>', "externalLinkPath"),
        ('<oleLink r:id="rId1" progId="Word.Document"/>', "oleObject"),
        (BUDGET, "image"),
        ("", "externalLinkPath"),
    ],
)
def test_links_to_programs_and_servers_are_refused(inner: str, kind: str) -> None:
    refusal = guard("essai.xlsx", linked(inner, kind=kind))
    assert refusal is not None
    assert refusal.code == "external_links"
