"""The texts of the fund for Ukraine: the report's own sentences, for May to October 2023."""

from __future__ import annotations

FUND_STORY = """\
En 2022, suite au déclenchement de la guerre en Ukraine, Cités Unies France a ouvert un fonds de solidarité pour \
l’Ukraine, en collaboration étroite avec Cités et Gouvernements Locaux Unis (CGLU) et le Conseil des Communes et \
Régions d’Europe (CCRE). Dans ce contexte particulier, la mission de Cités Unies France est d’être au plus près des \
collectivités d’Ukraine et des pays voisins, qui accueillent des réfugiés. Ce fonds de solidarité soutiendra les \
collectivités voisines dans leur capacité à accueillir les réfugiés et à offrir des services publics essentiels : \
hébergement, restauration, soins, soutien psychologique…

Les fonds de solidarité de Cités Unies France ont pour objectif de favoriser la reconstruction et la résilience des \
territoires. À la suite d’une crise, Cités Unies France lance un appel à contributions aux collectivités françaises \
pour une action collective partagée. CUF et ses partenaires locaux identifient les besoins du territoire qui \
bénéficie du fonds. Un plan de travail est proposé, discuté et validé avec les donateurs du fonds. Cités Unies France \
lance ensuite les activités décidées et se charge du suivi du projet tout au long de son déroulement. Il s’agit donc, \
pour les collectivités, d’effectuer un don qui sera affecté à un projet précis, correspondant aux besoins locaux \
identifiés."""

AUC_STORY = """\
Au cours de cette période, l’AUC s’est focalisée sur le deuxième volet du projet, consacré au renforcement de ses \
capacités. Des accords ont été conclus avec l’équipe d’administration du projet (gestionnaire de projet, gestionnaire \
des achats, comptable et juriste). L’équipement destiné à l’AUC a été acheté et livré. 84,92 % des fonds de la \
première tranche ont été utilisés.

L’automne 2022 et l’hiver 2023 ont été très difficiles : les infrastructures de Kiev et d’autres villes ont été \
régulièrement attaquées par des missiles russes, et l’AUC a dû faire face à des pannes régulières, et donc à de \
nombreuses périodes sans électricité. Cela représente un véritable défi pour les personnels de l’AUC, qui étaient \
privés de courant de 4 à 6 h par jour. La vétusté des équipements ne permettait pas à l’association de fonctionner de \
manière optimale. De plus, les pannes ont affecté les anciens serveurs et autres équipements informatiques, de sorte \
qu’il était fortement conseillé d’acheter du nouveau matériel et de procéder à la maintenance des serveurs.

L’équipe en charge du projet a défini une liste des équipements nécessaires à l’AUC et a lancé un appel d’offres pour \
sélectionner un fournisseur d’ordinateurs et d’autres équipements. En effet, selon les procédures internes à l’AUC, \
tous les achats supérieurs à 40 000 UAH (soit 1 040,27 €) doivent faire l’objet d’un appel d’offres. Après évaluation \
des offres, la commission des marchés de l’AUC a sélectionné un fournisseur, TOV Skywell, pour l’achat d’équipements : \
ordinateurs portables, appareils multifonctions, PC, disques durs, batteries, etc. Les pièces pour la réparation des \
serveurs de l’AUC ont été achetées auprès d’un autre fournisseur, FOP Ruban."""

MOLDOVA_STORY = """\
Le programme a été entièrement réalisé. Les 17 municipalités ont finalisé la mise en œuvre. Le budget total d’un \
montant de 75 000 € a été dépensé en intégralité au 30 juin 2023.

Un échange entre le comité de donateurs et les partenaires ukrainiens, polonais et moldaves a eu lieu le 6 juillet. \
Les représentants du CALM ont présenté au comité des donateurs français les différents projets réalisés et les \
perspectives envisagées pour la suite. Une visite de terrain est notamment envisagée en fin d’année 2023."""

RZESZOW_STORY = """\
Rzeszów est une ville polonaise de 200 000 habitants, frontalière de l’Ukraine, qui accueille aujourd’hui près de \
30 000 réfugiés. La ville de Rzeszów et Cités Unies France ont souhaité mettre en œuvre des projets de moyen-long \
terme pour favoriser l’intégration sociale et économique d’un groupe de 25 femmes réfugiées ukrainiennes. En mars \
2023, un appel d’offres a été lancé par la ville de Rzeszów afin de trouver une ONG pouvant mettre en place ce projet. \
La candidature de l’ONG Pro Carpathia a été retenue.

Le processus de recrutement a débuté par une campagne de communication et d’information, via différents canaux (sites \
internet, réseaux sociaux). Il s’est achevé le 30 juin 2023 : 29 candidates ont déposé leur candidature, 25 profils \
ont été retenus et 4 femmes ont été placées sur une liste de réserve en cas de démission.

Conseil individuel : 4 heures par personne. Conseil de groupe : ateliers en 3 sous-groupes de 8 à 9 participantes, \
3 x 8 h par semaine. Au total, 100 heures d’orientation professionnelle individuelle et 72 heures d’orientation de \
groupe ont été réalisées. Principaux thèmes abordés : analyse de l’attitude sociale et professionnelle, de \
l’expérience et des compétences ; intégration professionnelle des participantes, leurs forces et leurs faiblesses, \
leur parcours de soutien ; fonctionnement du marché du travail en Pologne ; importance d’une attitude proactive et \
d’une planification minutieuse de la recherche d’emploi ; préparation des documents de candidature et des entretiens.

Cours de polonais : 60 heures par personne, dans 3 sous-groupes de 8 à 9 personnes, réparties en 3 niveaux (A1, A2, \
B1), par des professeurs de polonais expérimentés dans l’éducation des adultes. 180 heures ont été dispensées depuis \
le début du programme.

Soutien psychologique : à partir de septembre 2023, rencontres individuelles avec un psychologue, en moyenne une \
réunion toutes les deux semaines, à des dates adaptées aux besoins des participantes. 20 participantes ont bénéficié \
de ce soutien, 30 heures ont été dispensées ; il se poursuivra jusqu’à la fin du projet.

Les cours de formation professionnelle ont également commencé : les participantes ont participé à 2 cours, « Soins \
aux personnes âgées » et « Comptabilité et tenue des comptes ». Les autres cours débuteront dans les prochaines \
semaines."""
