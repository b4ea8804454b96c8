"""Codes that databases and addresses hold. New ones may join them; none of these goes or changes its meaning."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

PAGES = (
    *("", "contributions", "controles", "definitions", "mise-a-jour", "historique", "aide"),
    *("seance", "seances", "ma-collectivite", "simulation"),
)
PROGRAMME_PATHS = (
    *("ukraine-auc", "ukraine-moldavie", "ukraine-rzeszow"),
    *("exemple-eau", "exemple-ecoles", "exemple-metiers"),
)
OWN_PATHS = ("/connexion", "/deconnexion")
DECISION_STATES = ("to_do", "under_way", "done", "dropped")
SLIDES = MappingProxyType(
    {
        "ukraine": (
            *("title", "fund", "contributions", "money"),
            *("auc-tranches", "moldavie-spending", "moldavie-next", "rzeszow-hours", "rzeszow-next"),
            *("to-decide", "what-if", "decisions", "thanks"),
        ),
        "exemple": (
            *("title", "fund", "contributions", "money"),
            *("eau-tranches", "eau-hours", "ecoles-tranches", "ecoles-spending", "ecoles-hours"),
            *("metiers-tranches", "metiers-spending", "metiers-hours"),
            *("to-decide", "what-if", "decisions", "thanks"),
        ),
    }
)
"""The decks of both shipped funds with a decision, before any meeting; a meeting adds `changes`."""

LEVERS = MappingProxyType(
    {
        "don.12500_50.Castelvire.eau": (12_500_50, "Castelvire", "eau"),
        "recevoir.12_3456": (0.123456,),
        "budget.eau.-10000": ("eau", -10_000_00),
        "virement.eau.ecoles.20000": ("eau", "ecoles", 20_000_00),
        "tranche.eau.5000.2026-12-01": ("eau", 5_000_00, date(2026, 12, 1)),
        "tranche.eau.5000": ("eau", 5_000_00, None),
        "avance.eau.3.2026-12-01": ("eau", 3, date(2026, 12, 1)),
        "achat.eau.2.45000.MGA.2026-12-01.Pompe_2C_20_22grande_22.oui": (
            *("eau", 2, 45_000_00, "MGA", date(2026, 12, 1), 'Pompe, "grande"', True),
        ),
        "achat.eau..7.EUR...non": ("eau", None, 7_00, "EUR", None, "", False),
        "taux.MGA.-10": ("MGA", -0.1),
        "heures.metiers.-100": ("metiers", -100),
        "frais.1500_05": (1_500_05,),
        "don.10000.Castelvire..2026-12-31": (10_000_00, "Castelvire", "", date(2026, 12, 31)),
        "defaut.Marsanvilliers.2500_50.2027-01-31": ("Marsanvilliers", 2_500_50, date(2027, 1, 31)),
        "programme.80000.2027-01-01.Ponts": (80_000_00, date(2027, 1, 1), "Ponts"),
        "retard.eau.3": ("eau", 3),
        "heures.metiers.100.45_50": ("metiers", 100, 45_50),
    }
)
"""Each kind of lever as an address holds it, and the values of its fields in their order."""

COLUMNS = MappingProxyType(
    {
        "fund": "code name crisis opened_on currency partners as_of fictional",
        "contributions": (
            "donor donor_type siren department pledged_on pledged_cents decided_on committed_on committed_cents "
            "received_on received_cents programme note"
        ),
        "programmes": "code name country partner beneficiaries start end budget_cents status summary",
        "tranches": "programme number amount_cents planned_on paid_on release_threshold",
        "expenses": ("programme tranche date label category supplier amount_cents currency rate tender document"),
        "rates": "currency date units_per_euro source",
        "purchase_rules": "programme threshold_cents currency contract_rate",
        "activities": (
            "programme activity kind start end groups participants hours_planned hours_delivered hours_per_participant"
        ),
        "courses": "programme title enrolled status",
        "participants": "programme step count",
        "sites": "programme place country latitude longitude budget_cents spent_cents status",
        "milestones": "programme date title status description source",
        "stories": "programme period title text",
        "running_costs": "date label amount_cents",
        "declared": "programme tranche indicator value unit approximate date source",
    }
)
"""The columns of each sheet, to which a person's match of a header may point."""

SUMMARY = MappingProxyType(
    {
        "new": False,
        "figures": [
            {
                "code": "raised",
                "unit": "cents",
                "programme": "",
                "tranche": None,
                "donors": 1,
                "before": {"value": 98_260_000, "basis": "computed", "approximate": False, "unknown": 3},
                "after": {"value": 98_760_000, "basis": "computed", "approximate": False, "unknown": 3},
            },
            {
                "code": "tranche_share",
                "unit": "ratio",
                "programme": "L’eau",
                "tranche": 2,
                "donors": 0,
                "before": None,
                "after": {"value": 0.8492, "basis": "declared", "approximate": True, "unknown": 0},
            },
            {
                "code": "hours_received",
                "unit": "hours",
                "programme": "",
                "tranche": None,
                "donors": 0,
                "before": {"value": None, "basis": None, "approximate": False, "unknown": 0},
                "after": {"value": 2_230.0, "basis": "derived", "approximate": False, "unknown": 0},
            },
        ],
        "rows": {"contributions": {"added": 0, "changed": 1, "removed": 0}},
        "alarms": ["donor_gone"],
        "listed": {"name": "Fonds d’essai", "fictional": True, "programmes": [["eau", "L’eau"]]},
    }
)
"""What a version that changed three figures keeps of it, and of itself."""

AUDIT = (
    *("sign_in", "sign_in_refused", "sign_out", "upload", "refusal", "publication", "restoration"),
    *("scenario_kept", "scenario_shared", "scenario_forgotten", "meeting_opened", "meeting_changed"),
    *("meeting_closed", "decision_recorded", "decision_changed", "deck_saved"),
    *("warning_explained", "explanation_withdrawn", "withdrawal", "pictures_removed"),
)
"""The actions that the audit list holds."""
