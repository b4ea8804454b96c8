"""The sheets of the fund itself: who gives, what for, and what the fund costs to run."""

from __future__ import annotations

from fund.schema.choices import DONOR_TYPES, FUND_CURRENCIES, PROGRAMME_STATUSES
from fund.schema.column import Edge, Sheet, boolean, choice, code, date, euros, moment, text

FUND = Sheet(
    code="fund",
    title="Fonds",
    synonyms=("Fonds de solidarité", "Le fonds", "Identité"),
    required=True,
    identity=("code",),
    names=("name",),
    single_row=True,
    columns=(
        code("code", "code", ("code du fonds",), required=True, example="ukraine"),
        text("name", "nom", ("nom du fonds", "intitulé"), required=True, example="Fonds de solidarité pour l'Ukraine"),
        text("crisis", "crise", example="Guerre en Ukraine"),
        moment("opened_on", "ouvert le", ("date d'ouverture", "ouverture"), example="2022"),
        choice("currency", "devise", ("monnaie",), choices=FUND_CURRENCIES, example="EUR"),
        text("partners", "partenaires", ("partenaire",), example="CGLU ; CCRE"),
        moment(
            "as_of",
            "arrêté au",
            ("date d'arrêté", "situation au", "arrêtée au"),
            edge=Edge.END,
            expected=True,
            example="novembre 2023",
        ),
        boolean("fictional", "fictif", ("données fictives",), example="non"),
    ),
)

CONTRIBUTIONS = Sheet(
    code="contributions",
    title="Contributions",
    synonyms=("Contribution", "Dons", "Subventions", "Donateurs"),
    required=True,
    repeats_warn=True,
    names=("donor",),
    likenesses=(("donor",), ("siren",)),
    amounts=("pledged_cents", "committed_cents", "received_cents"),
    columns=(
        text(
            "donor",
            "collectivité",
            ("donateur", "nom de la collectivité", "collectivité donatrice", "contributeur"),
            required=True,
            example="Saint-Exemple",
        ),
        choice(
            "donor_type",
            "type",
            ("type de collectivité", "catégorie"),
            choices=DONOR_TYPES,
            expected=True,
            example="commune",
        ),
        code("siren", "SIREN", ("n° siren", "numéro siren")),
        code("department", "département", ("dép.", "code département", "dept"), example="72"),
        date("pledged_on", "annoncé le", ("date d'annonce", "date annonce"), example="15/03/2024"),
        euros("pledged_cents", "montant annoncé", ("annoncé", "promesse", "montant promis"), minimum=0, example=10000),
        date("decided_on", "délibéré le", ("délibération", "date de délibération", "voté le"), example="02/04/2024"),
        date(
            "committed_on",
            "conventionné le",
            ("convention signée le", "date de convention", "signé le"),
            example="20/04/2024",
        ),
        euros(
            "committed_cents",
            "montant conventionné",
            ("conventionné", "montant de la convention"),
            minimum=0,
            example=10000,
        ),
        date("received_on", "versé le", ("date de versement", "reçu le", "encaissé le"), example="30/05/2024"),
        euros(
            "received_cents",
            "montant versé",
            ("versé", "montant reçu", "encaissé", "montant encaissé"),
            example=10000,
        ),
        code("programme", "programme fléché", ("fléchage", "programme", "fléché vers"), refers_to="programmes"),
        text("note", "remarque", ("remarques", "commentaire", "observations")),
    ),
)

PROGRAMMES = Sheet(
    code="programmes",
    title="Programmes",
    synonyms=("Programme", "Projets"),
    required=True,
    identity=("code",),
    names=("name",),
    columns=(
        code("code", "code", ("code programme", "code du programme"), required=True, example="auc"),
        text(
            "name",
            "nom",
            ("intitulé", "nom du programme", "titre"),
            required=True,
            example="Association des villes ukrainiennes",
        ),
        text("country", "pays", example="Ukraine"),
        text(
            "partner",
            "partenaire",
            ("partenaire local", "opérateur"),
            example="Association des villes ukrainiennes (AUC)",
        ),
        text("beneficiaries", "bénéficiaires", ("public", "publics"), example="25 femmes réfugiées"),
        moment("start", "début", ("date de début", "commence le"), example="mars 2023"),
        moment("end", "fin", ("date de fin", "finit le"), edge=Edge.END, example="30/06/2023"),
        euros(
            "budget_cents",
            "budget",
            ("budget alloué", "montant alloué", "alloué"),
            minimum=0,
            expected=True,
            example=75000,
        ),
        choice("status", "statut", ("état",), choices=PROGRAMME_STATUSES, example="en cours"),
        text("summary", "résumé", ("description", "objet")),
    ),
)

RUNNING_COSTS = Sheet(
    code="running_costs",
    title="Frais",
    synonyms=("Frais de fonctionnement", "Frais de gestion"),
    repeats_warn=True,
    names=("label",),
    likenesses=(("label",), ("date",)),
    columns=(
        date("date", "date", ("payé le", "date de paiement"), example="31/01/2024"),
        text("label", "libellé", ("objet", "intitulé"), required=True, example="Frais bancaires"),
        euros("amount_cents", "montant", ("montant ttc", "somme"), expected=True, example=120),
    ),
)
