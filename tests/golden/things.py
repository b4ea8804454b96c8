"""Every golden text: its path, the store it is made from, and how its lines are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import Any
from unittest import mock

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.golden import product
from tests.golden.deck_lines import deck_lines
from tests.golden.file_lines import file_lines
from tests.golden.page_lines import page_lines
from tests.golden.product import Language
from tests.golden.stage import Stage
from tests.pages.app import open_page

LANGUAGES: tuple[Language, ...] = ("fr", "en")
PROGRAMMES = MappingProxyType({"ukraine": ("auc", "moldavie", "rzeszow"), "exemple": ("eau", "ecoles", "metiers")})
DONORS = MappingProxyType(
    {
        "ukraine": ("Aÿ-Champagne", "Cités et Gouvernements Locaux Unis (CGLU)"),
        "exemple": ("Castelvire", "Région Ponant-Verdaine", "Brévillandes"),
    }
)
PAGES = MappingProxyType(
    {
        "apercu": "",
        "contributions": "contributions",
        "calendrier": "calendrier",
        "simulation": "simulation",
        "donateurs": "ma-collectivite",
        "seances": "seances",
        "controles": "controles",
        "definitions": "definitions",
        "mise-a-jour": "mise-a-jour",
        "historique": "historique",
        "aide": "aide",
    }
)
"""The pages of a fund by the name of their text; programmes, donors and slides have theirs too."""
PERIODS = MappingProxyType({"ukraine": ("2023", "2023-06-30"), "exemple": ("2025", "2025-12-31")})
"""A period and an earlier day of each fund, as its address says them."""
LEVERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ukraine": {
            "don": "1~don.10000.Strasbourg",
            "recevoir": "1~recevoir.50",
            "budget": "1~budget.moldavie.5000",
            "virement": "1~virement.moldavie.auc.5000",
            "tranche": "1~tranche.auc.5000.2026-12-01",
            "avance": "1~avance.auc.1",
            "achat": "1~achat.moldavie..7",
            "taux": "1~taux.UAH.-10",
            "heures": "1~heures.rzeszow.50",
            "frais": "1~frais.1500",
            "nom": "1~nom.Deux_20dons~don.10000.Strasbourg~don.5000..moldavie",
            "illisible": "1~coup.1",
        },
        "exemple": {
            "don": "1~don.12500_50.Castelvire",
            "recevoir": "1~recevoir.50",
            "budget": "1~budget.eau.-10000",
            "virement": "1~virement.eau.ecoles.20000",
            "tranche": "1~tranche.eau.5000.2026-12-01",
            "avance": "1~avance.eau.3",
            "achat": "1~achat.eau.2.45000.MGA..Pompe_2C_20_22grande_22",
            "taux": "1~taux.MGA.-10",
            "heures": "1~heures.metiers.100",
            "frais": "1~frais.1500",
            "nom": "1~nom.Tout~don.900000~budget.eau.2000000~tranche.ecoles.1000000.2026-12-01",
            "illisible": "1~coup.1",
        },
    }
)
QUESTIONS = (
    *("contribution", "default", "forward", "expense", "hours"),
    *("move", "new_programme", "delay", "rate", "running_costs"),
)
"""The buttons of « Et si… ? »."""
SLIDES = ("fund", "changes", "contributions", "money", "what-if", "to-decide", "decisions")
"""The slides that are also drawn as pages; all are in the deck's text."""

Make = Callable[[], list[str]]


@dataclass(frozen=True, slots=True)
class Thing:
    """One text: `path` is where it is kept, without `.txt`; `store` the stage's; `make` gives its lines."""

    path: str
    store: str
    make: Make

    def lines(self, stage: Stage) -> list[str]:
        """What the product says now."""
        stage.enter(self.store)
        return self.make()


def things(languages: Sequence[Language] = LANGUAGES) -> tuple[Thing, ...]:
    """All of them, those of one store together."""
    every = [
        Thing(f"{fund}/{language}/{name}", store, make)
        for fund in PROGRAMMES
        for language in languages
        for name, store, make in _of(fund, language)
    ]
    return tuple(sorted(every, key=lambda thing: thing.store, reverse=True))


def _of(fund: str, language: Language) -> Iterator[tuple[str, str, Make]]:
    page = partial(_page, fund, language)
    for name, path in PAGES.items():
        yield f"page-{name}", "shipped", partial(page, path, sidebar=name == "apercu")
    for programme in PROGRAMMES[fund]:
        yield f"page-programme-{programme}", "shipped", partial(page, f"{fund}-{programme}")
    for number, donor in enumerate(DONORS[fund], 1):
        yield f"page-donateur-{number}", "shipped", partial(page, "ma-collectivite", donateur=donor)
        yield f"donateur-{number}-pdf", "shipped", partial(donor_pdf, fund, language, donor)
    yield from _over_time(fund, language)
    for word, link in LEVERS[fund].items():
        yield f"page-simulation-{word}", "shipped", partial(page, "simulation", simulation=link)
    for kind in QUESTIONS:
        yield f"page-simulation-question-{kind}", "shipped", partial(_asked, fund, language, kind)
    yield "deck", "shipped", lambda: deck_lines(product.slides(fund, language))
    for path in ("mise-a-jour", "seances"):
        yield f"page-{path}-equipe", "shipped", partial(page, path, staff=True)
    yield "page-mise-a-jour-depot", "shipped", partial(_upload, fund, language)
    for kind in ("pptx", "xlsx", "docx"):
        yield f"pack-{kind}", "shipped", partial(_pack_lines, kind, fund, language, "shipped")
        yield f"seance-pack-{kind}", "meeting", partial(_pack_lines, kind, fund, language, "meeting")
    for code in SLIDES:
        yield f"seance-page-{code}", "meeting", partial(page, "seance", diapo=code)
    for path in ("seances", "historique", "simulation"):
        yield f"seance-page-{path}", "meeting", partial(page, path)
        yield f"seance-page-{path}-equipe", "meeting", partial(page, path, staff=True)
    yield "seance-page-comparaison", "meeting", partial(_compared, fund, language)
    yield "seance-page-donateur", "meeting", partial(page, "ma-collectivite", donateur=DONORS[fund][0])
    yield "seance-page-passee", "meeting", partial(page, "seance", version="1", diapo="fund")


def _over_time(fund: str, language: Language) -> Iterator[tuple[str, str, Make]]:
    """What a period, an earlier day or a donor's calendar year changes in what is shown and given."""
    page, donor = partial(_page, fund, language), DONORS[fund][0]
    for name, query in zip(("periode", "situation"), PERIODS[fund], strict=True):
        then = {name: query}
        yield f"page-apercu-{name}", "shipped", partial(page, "", **then)
        yield f"page-programme-{name}", "shipped", partial(page, f"{fund}-{PROGRAMMES[fund][0]}", **then)
        yield f"page-donateur-{name}", "shipped", partial(page, "ma-collectivite", donateur=donor, **then)
        yield f"pack-docx-{name}", "shipped", partial(_report, fund, language, **then)
    year = {"annee": "derniere"}
    yield "page-donateur-annee", "shipped", partial(page, "ma-collectivite", donateur=donor, **year)
    yield "page-donateurs-annee-equipe", "shipped", partial(page, "ma-collectivite", staff=True, **year)
    if fund == "exemple":  # no gift of the other fund has a date: nothing to download
        yield (
            "donateur-annee-xlsx",
            "shipped",
            partial(_downloaded, fund, language, "year-workbook", donor=donor, **year),
        )


def opened(fund: str, language: Language, path: str, **query: str) -> AppTest:
    """A fund's page in a language, open; fails where it does."""
    return checked(open_page(path, fonds=fund, langue=language, **query))


def checked(app: AppTest) -> AppTest:
    """The page, if it did not fail."""
    if app.exception:
        raise AssertionError("\n".join(str(each.value) for each in app.exception))
    return app


def _page(
    fund: str, language: Language, path: str, *, staff: bool = False, sidebar: bool = False, **query: str
) -> list[str]:
    with ExitStack() as stack:
        if staff:
            stack.enter_context(as_staff())
        return page_lines(opened(fund, language, path, **query), sidebar=sidebar)


def as_staff() -> Any:
    """Whoever opens a page inside is signed in as staff."""
    return mock.patch.object(product.staff_module, "staff", product.signed_in_staff)


def _asked(fund: str, language: Language, kind: str) -> list[str]:
    """A question as it begins, with its answer."""
    app = opened(fund, language, "simulation")
    next(each for each in app.pills if "simulation-questions" in (each.key or "")).set_value(kind)
    return page_lines(checked(app.run()))


def _compared(fund: str, language: Language) -> list[str]:
    """Two kept scenarios side by side."""
    app = opened(fund, language, "simulation")
    app.multiselect(key="simulation-compared").set_value(product.kept_scenarios(fund))
    return page_lines(checked(app.run()))


def _upload(fund: str, language: Language) -> list[str]:
    """What staff are told of a file they drop, one of its headers being unknown."""
    content = product.contributions_with(45_000) if fund == "exemple" else b""
    costs = "date;libellé;Combien cela coûte\n01/02/2026;Timbres;12,50\n".encode()
    with as_staff():
        app = opened(fund, language, "mise-a-jour")
        files = [("contributions.xlsx", content)] if content else []
        for name, dropped in (*files, ("frais.csv", costs)):
            app.file_uploader[0].upload(name, dropped)
        return page_lines(checked(app.run()))


def _pack_lines(kind: str, fund: str, language: Language, store: str) -> list[str]:
    return file_lines(kind, _pack(fund, language, store)[kind])


def _report(fund: str, language: Language, **query: str) -> list[str]:
    """The Word report of a period, or of an earlier day."""
    return file_lines("docx", packed(fund, language, **query)["docx"])


@cache
def _pack(fund: str, language: Language, _store: str) -> dict[str, bytes]:
    return packed(fund, language)


def packed(fund: str, language: Language, **query: str) -> dict[str, bytes]:
    """The three files by their extension, as the page of meetings makes them for a visitor."""
    app = opened(fund, language, "seances", **query)
    checked(app.button(key="make-pack").click().run())
    files: dict[str, bytes] = app.session_state["pack"][1]
    return files


def donor_pdf(fund: str, language: Language, donor: str) -> list[str]:
    """The printed sheet, as the donor's page makes it, in lines."""
    return _downloaded(fund, language, "donor-pdf", donor=donor)


def _downloaded(fund: str, language: Language, key: str, *, donor: str, **query: str) -> list[str]:
    """A file of the donor's page by the key of its button, in lines."""
    made: dict[str, tuple[str, Callable[[], bytes]]] = {}

    def offered(_label: str, *, data: Callable[[], bytes], file_name: str, key: str, **_settings: object) -> bool:
        made[key] = file_name, data
        return False

    with mock.patch.object(st, "download_button", offered):
        opened(fund, language, "ma-collectivite", donateur=donor, **query)
    name, make = made[key]
    return file_lines(name.rpartition(".")[2], make())
