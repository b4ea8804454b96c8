"""Slides written by hand: one of each kind, with the Ukraine report's own figures."""

from __future__ import annotations

from datetime import date

from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Shape
from fund.metric import Basis, Metric, Unit
from fund.slides.slide import Slide, SlideFact, SlideFigure, SlideKind, Table

FOOT = "Fonds de solidarité pour l’Ukraine · Arrêté à novembre 2023 · Source : contributions.xlsx"

SHARE = Plot(
    shape=Shape.BARS,
    measure=Measure.RATIO,
    categories=("Tranche 1", "Tranche 2"),
    series=(
        PlotSeries(
            name="Dépensé", values=(0.8492, None), labels=("84,92 %", "non communiqué"), hue=Hue.SPENT, declared=True
        ),
    ),
    extent=1,
    threshold=0.7,
    threshold_label="à justifier : 70 %",
    alt="Une barre par tranche. Tranche 1 : 84,92 % ; tranche 2 : non communiqué.",
)
MONEY = Plot(
    shape=Shape.STACKED,
    measure=Measure.EUROS,
    categories=("Collecté", "Alloué"),
    series=(
        PlotSeries(name="Dépensé", values=(75_000, 75_000), labels=("75 000 €", "75 000 €"), hue=Hue.SPENT),
        PlotSeries(name="Reste", values=(320_000, 500), labels=("320 000 €", "500 €"), hue=Hue.REST),
    ),
    alt="Deux barres en euros.",
)
MONTHS = Plot(
    shape=Shape.COLUMNS,
    measure=Measure.EUROS,
    categories=("mai 2023", "juin 2023", "juil. 2023"),
    series=(
        PlotSeries(name="Dépensé", values=(1200.5, None, 40_000), labels=("1 200,50 €", "", "40 000 €"), hue=Hue.SPENT),
    ),
    alt="Une colonne par mois.",
)
STEPS = Plot(
    shape=Shape.STEPS,
    measure=Measure.EUROS,
    categories=(date(2022, 8, 31), date(2022, 12, 31), date(2023, 11, 30)),
    series=(
        PlotSeries(
            name="Collecté",
            values=(300_000, 400_000, 395_000),
            labels=("≈ 300 000 €", "≈ 400 000 €", ""),
            hue=Hue.RECEIVED,
            declared=True,
        ),
        PlotSeries(name="Dépensé", values=(None, None, 75_000), labels=("", "", "75 000 €"), hue=Hue.SPENT),
    ),
    alt="Lignes en escalier du collecté et du dépensé.",
)
HOURS = Plot(
    shape=Shape.BARS,
    measure=Measure.HOURS,
    categories=("Cours de polonais", "Conseil individuel", "Conseil de groupe", "Soutien psychologique"),
    series=(
        PlotSeries(
            name="Heures dispensées",
            values=(180, 100, 72, 30),
            labels=("180 h", "100 h", "72 h", "30 h"),
            hue=Hue.RECEIVED,
        ),
    ),
    alt="Barres des heures dispensées par activité, 382 h en tout.",
)
TABLE = Table(
    headings=("Programme", "Décision", "Montant"),
    rows=(("Rzeszów", "Prolonger les cours", "12 000 €"), ("AUC", "Verser la tranche 2", "non communiqué")),
    numeric=frozenset({2}),
)
NAMES = ("Aÿ-Champagne", "Le Genest-Saint-Isle", "Conseil départemental d’Ille-et-Vilaine", "Rzeszów")


def figure(label: str, value: str, note: str = "") -> SlideFigure:
    metric = Metric(code="raised", unit=Unit.CENTS, value=1, basis=Basis.COMPUTED)
    return SlideFigure(label=label, value=value, note=note, metric=metric)


def slide(code: str, kind: SlideKind, title: str, **parts: object) -> Slide:
    return Slide(code=code, kind=kind, title=title, foot=FOOT, **parts)  # type: ignore[arg-type]


UKRAINE = (
    slide(
        "title",
        SlideKind.TITLE,
        "Fonds de solidarité pour l’Ukraine",
        subtitle="Comité des donateurs du 12 décembre 2023, Paris",
        note="Guerre en Ukraine · Arrêté à novembre 2023",
    ),
    slide(
        "fund",
        SlideKind.FUND,
        "Le fonds a collecté environ 395 000 € et dépensé au moins 75 000 €",
        figures=(
            figure("Collecté", "≈ 395 000 €", "22 collectivités · déclaré"),
            figure("Dépensé (au moins)", "75 000 €", "déclaré · au 30 juin 2023"),
            figure("Heures dispensées", "382 h", "2 230 h reçues"),
            figure("Collectivités donatrices", "22"),
        ),
        plot=MONEY,
        line="Rappeler que les montants sont déclarés.",
    ),
    slide("contributions", SlideKind.CONTRIBUTIONS, "Le collecté est passé de 300 000 € à 395 000 €", plot=STEPS),
    slide(
        "auc-tranches",
        SlideKind.TRANCHES,
        "84,92 % de la première tranche de l’AUC est dépensée",
        figures=(figure("Part de tranche dépensée", "84,92 %", "déclaré"),),
        plot=SHARE,
        note="Le montant de la tranche n’est pas communiqué.",
    ),
    slide("auc-spending", SlideKind.SPENDING, "40 000 € dépensés en juillet", plot=MONTHS),
    slide("rzeszow-hours", SlideKind.HOURS, "382 h ont été dispensées, 2 230 h reçues", plot=HOURS),
    slide("decisions", SlideKind.DECISIONS, "Deux décisions à suivre", table=TABLE, marks=("Simulation",)),
    slide(
        "to-decide",
        SlideKind.TO_DECIDE,
        "Ce qui est à décider",
        facts=(SlideFact(value="60 000 €", mark="au moins", said="Verser la tranche 2", detail="Condition remplie"),),
        heading="À demander aux partenaires",
        lines=("AUC : son budget", "Moldavie : les versements reçus"),
    ),
    slide("thanks", SlideKind.THANKS, "Merci aux 22 collectivités donatrices", names=NAMES),
)
