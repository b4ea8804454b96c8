"""The texts of the fund for Ukraine: what the report says of May to October 2023, in our own words."""

from __future__ import annotations

SOURCE = "Source : rapport d’avancement, mai à octobre 2023"

FUND_STORY = f"""\
Cités Unies France (CUF) a ouvert ce fonds en 2022, avec CGLU et le CCRE, pour aider des collectivités d’Ukraine et \
des pays voisins. CGLU y contribue aussi.

Tous les fonds de solidarité de CUF suivent les mêmes étapes. Après une crise, les collectivités françaises sont \
appelées à donner. Les besoins sont relevés avec des partenaires sur place. Les donateurs discutent le plan de \
travail, puis le valident. Viennent ensuite les activités et leur suivi. Chaque don va à un projet défini.

{SOURCE}, introduction."""

AUC_STORY = f"""\
Le projet en est à son deuxième volet : donner à l’AUC elle-même plus de moyens. Quatre fonctions sont sous contrat : \
la gestion du projet, les achats, la comptabilité et le conseil juridique. Le matériel est acheté et livré ; 84,92 % \
de la première tranche est dépensé.

L’association travaille malgré des coupures de courant de 4 à 6 heures par jour.

Au-delà de 40 000 UAH (1 040,27 €), ses règles imposent un appel d’offres. TOV Skywell l’a remporté : ordinateurs \
portables et de bureau, appareils multifonctions, disques durs, batteries. FOP Ruban a vendu les pièces qui servent à \
réparer les serveurs.

{SOURCE}, 1er programme."""

MOLDOVA_STORY = f"""\
Le programme est achevé : les 17 municipalités ont terminé leurs projets, et les 75 000 € étaient tous dépensés le \
30 juin 2023.

Le 6 juillet 2023, le comité des donateurs a rencontré les partenaires d’Ukraine, de Pologne et de Moldavie ; le CALM \
y a présenté les projets. Un déplacement sur place est envisagé à la fin de 2023.

{SOURCE}, 2e programme."""

RZESZOW_STORY = f"""\
Rzeszów compte 200 000 habitants et accueille près de 30 000 réfugiés. L’ONG Pro Carpathia, choisie après un appel \
lancé en mars 2023, accompagne 25 réfugiées ukrainiennes vers une vie sociale et un emploi.

Les inscriptions ont pris fin le 30 juin 2023 : 29 femmes ont postulé, 25 ont été choisies, 4 sont en réserve.

Orientation individuelle : 4 heures par personne, soit 100 heures. Orientation de groupe : 3 sous-groupes de 8 ou \
9 femmes, soit 72 heures données.

Polonais : 60 heures par personne, dans 3 sous-groupes de niveaux A1, A2 et B1, soit 180 heures données.

Soutien psychologique : depuis septembre 2023 et jusqu’à la fin du projet, un entretien individuel toutes les deux \
semaines ; 20 femmes l’ont reçu, en 30 heures.

Formations professionnelles : « Soins aux personnes âgées » et « Comptabilité et tenue des comptes » ont eu lieu, huit \
autres suivront.

{SOURCE}, 3e programme."""
