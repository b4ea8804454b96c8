"""The sheet of photos: what each shows, whose it is, who agreed to be on it, and who may see it."""

from __future__ import annotations

from fund.schema.choices import AUDIENCES
from fund.schema.column import PROGRAMME_OR_FUND, Sheet, boolean, choice, integer, moment, text

PHOTOS = Sheet(
    code="photos",
    title="Photos",
    synonyms=("Photo", "Images", "Photographies", "Illustrations"),
    names=("caption", "photo"),
    likenesses=(("programme", "photo", "caption"), ("programme", "photo"), ("programme", "caption")),
    columns=(
        PROGRAMME_OR_FUND,
        text(
            "photo",
            "photo",
            ("image", "fichier", "nom du fichier", "nom de la photo", "fichier photo"),
            holds_picture=True,
            example="livraison.jpg",
        ),
        text("linked", "lié à", ("liée à", "se rapporte à", "concerne"), example="Livraison des pompes"),
        moment("taken_on", "prise le", ("date", "date de prise de vue", "photo prise le"), example="12/05/2023"),
        text("caption", "légende", ("titre",), expected=True, example="Les pompes arrivent à Kherson"),
        text(
            "description",
            "description",
            ("texte alternatif", "alternative textuelle", "description pour lecteurs d'écran"),
            expected=True,
            example="Trois pompes sur un camion, devant la station de traitement d’eau.",
        ),
        text("credit", "crédit", ("auteur", "photographe", "crédit photo", "source"), example="Acted"),
        boolean(
            "people",
            "personnes reconnaissables",
            ("personne reconnaissable", "personnes identifiables", "visages reconnaissables"),
            example="non",
        ),
        text(
            "agreement",
            "accord de publication",
            ("accord", "consentement", "autorisation", "droit à l'image", "autorisation de publication"),
            example="Formulaire n° 12 du 3 mai 2023",
        ),
        choice("audience", "diffusion", ("pour qui", "visibilité"), choices=AUDIENCES, example="comité"),
        integer("rank", "ordre", ("n°", "rang", "position"), minimum=0, example=1),
    ),
)
