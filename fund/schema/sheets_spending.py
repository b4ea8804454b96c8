"""The sheets about money paid to partners and justified by them."""

from __future__ import annotations

from dataclasses import replace

from fund.schema.column import (
    CURRENCY,
    PROGRAMME,
    RATE,
    STATED_EUROS,
    Sheet,
    boolean,
    currency,
    date,
    integer,
    money,
    number,
    share,
    text,
)

TRANCHES = Sheet(
    code="tranches",
    title="Tranches",
    synonyms=("Tranche", "Versements"),
    identity=("programme", "number"),
    parts="paid_on",
    names=("programme", "number"),
    columns=(
        PROGRAMME,
        integer(
            "number", "n°", ("numéro", "tranche", "n° de tranche", "no", "num"), minimum=1, required=True, example=1
        ),
        money(
            "amount_cents",
            "montant",
            ("montant de la tranche",),
            minimum=0,
            expected=True,
            if_empty="tranche_without_amount",
            dated_by=("paid_on", "planned_on"),
            example=50000,
        ),
        date("planned_on", "prévue le", ("date prévue", "échéance"), example="01/09/2024"),
        date("paid_on", "versée le", ("date de versement", "payée le", "transférée le"), example="05/09/2024"),
        share(
            "release_threshold", "seuil de déblocage", ("seuil", "condition de déblocage"), minimum=0, example="70 %"
        ),
        CURRENCY,
        RATE,
        STATED_EUROS,
    ),
)

EXPENSES = Sheet(
    code="expenses",
    title="Dépenses",
    synonyms=("Dépense", "Justificatifs", "Dépenses justifiées"),
    repeats_warn=True,
    names=("label",),
    likenesses=(("programme", "document"), ("programme", "label"), ("programme", "supplier", "date")),
    columns=(
        PROGRAMME,
        integer("tranche", "tranche", ("n° de tranche", "tranche n°"), minimum=1, example=1),
        date("date", "date", ("date de la dépense", "date facture", "payé le"), expected=True, example="12/10/2024"),
        text("label", "libellé", ("objet", "intitulé", "désignation"), required=True, example="Ordinateurs portables"),
        text("category", "poste", ("catégorie", "ligne budgétaire", "nature"), example="Équipement"),
        text("supplier", "fournisseur", ("prestataire", "bénéficiaire du paiement")),
        money(
            "amount_cents",
            "montant",
            ("montant ttc", "somme", "montant en devise", "montant local", "montant en monnaie locale"),
            expected=True,
            if_empty="expense_without_amount",
            dated_by=("date",),
            example=12500.5,
        ),
        CURRENCY,
        replace(RATE, synonyms=(*RATE.synonyms, "cours")),
        boolean("tender", "appel d'offres", ("ao", "mise en concurrence", "appel d offre"), example="non"),
        text("document", "pièce", ("justificatif", "n° de pièce", "facture"), example="F-2024-031"),
        STATED_EUROS,
    ),
)

RATES = Sheet(
    code="rates",
    title="Taux",
    synonyms=("Taux de change", "Cours"),
    identity=("currency", "date"),
    names=("currency", "date"),
    columns=(
        currency("currency", "devise", ("monnaie",), required=True, example="UAH"),
        date("date", "date", ("au", "date du taux"), required=True, example="01/10/2024"),
        number(
            "units_per_euro",
            "unités pour 1 €",
            ("taux", "cours", "pour 1 €", "unités pour 1 euro"),
            minimum=0,
            not_zero=True,
            required=True,
            example=45.1234,
        ),
        text("source", "source", ("origine",), example="Banque centrale européenne"),
    ),
)

PURCHASE_RULES = Sheet(
    code="purchase_rules",
    title="Règles d'achat",
    synonyms=("Règles d'achats", "Seuils", "Marchés"),
    identity=("programme",),
    names=("programme",),
    columns=(
        PROGRAMME,
        money(
            "threshold_cents", "seuil", ("seuil d'appel d'offres", "montant"), minimum=0, required=True, example=40000
        ),
        currency("currency", "devise", ("monnaie",), example="UAH"),
        number(
            "contract_rate",
            "taux contractuel",
            ("taux du contrat", "taux"),
            unit="per_euro",
            minimum=0,
            not_zero=True,
            example=38.4516,
        ),
    ),
)
