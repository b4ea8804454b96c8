"""The gifts of a random fund: who gave, what was promised, signed and received, in the order of their days."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.disguise.made_fund import Record

FULL = (
    *("donor", "donor_type", "siren", "department", "pledged_on", "pledged_cents", "decided_on"),
    *("committed_on", "committed_cents", "received_on", "received_cents", "programme", "note"),
)
SIGNED = ("donor", "donor_type", "department", "committed_on", "committed_cents", "received_on", "received_cents")
RECEIVED = ("donor", "donor_type", "siren", "received_on", "received_cents", "note")

DONORS = (
    *("Brest", "Lyon", "Marsanvilliers", "Castelvire", "Saint-Exemple", "Quévrane", "Dampsérol", "Nantes", "Tours"),
    *("Le Mans", "Vieux-Charmelle", "Bourg-Fictif", "Val-Fictif", "Montreuil-sous-Bois", "Évry-Courcouronnes"),
    *("Total-sur-Osse", "L'Haÿ-les-Roses", "Œuilly", "Aÿ-Champagne", "Sainte-Luce", "Somme-Tourbe"),
)
OTHERS = {
    "intermunicipal": ("Rennes Métropole", "CC Vaurais et Lande", "Grand Osse Agglomération"),
    "department": ("Conseil départemental du Vaurais", "Département de la Somme", "Val-de-Marne"),
    "region": ("Région Marches-Océanes", "Conseil régional de Haute-Osse"),
}
REMARKS = ("Versé en une fois", "Courrier du maire reçu", "Merci de citer la ville", "Voir convention")


def draw_gifts(as_of: date, random: Random) -> tuple[tuple[str, ...], list[Record]]:
    """The columns of the sheet, and its rows: every donor has paid something, some owe more."""
    columns = random.choice((FULL, FULL, SIGNED, RECEIVED))
    donors = [(name, "municipality") for name in random.sample(DONORS, random.randint(4, 9))]
    donors += [(random.choice(names), kind) for kind, names in OTHERS.items() if random.random() < 0.6]
    random.shuffle(donors)
    gifts: list[Record] = []
    for name, kind in donors:
        who: Record = {"donor": name, "donor_type": kind, "siren": _siren(random)}
        who["department"] = random.choice(("29", "69", "2A", "974", "01", "72"))
        gifts.append(who | _received(as_of, random))
        if columns is not RECEIVED and random.random() < 0.25:
            gifts.append(who | _promised(as_of, random, signed=columns is SIGNED or random.random() < 0.5))
    return columns, [{code: gift[code] for code in columns if code in gift} for gift in gifts]


def _amount(random: Random) -> int:
    """Mostly round, sometimes to the cent."""
    whole = random.choice((random.randrange(500, 5000, 100), random.randrange(1000, 30_000, 500)))
    return whole * 100 + (random.randint(1, 99) if random.random() < 0.15 else 0)


def _received(as_of: date, random: Random) -> Record:
    received_on = as_of - timedelta(random.randint(3, 500))
    committed_on = received_on - timedelta(random.randint(10, 60))
    decided_on = committed_on - timedelta(random.randint(3, 30))
    amount = _amount(random)
    partly = random.random() < 0.2 and (as_of - committed_on).days < 300
    gift: Record = {
        "pledged_on": decided_on - timedelta(random.randint(5, 60)),
        "pledged_cents": amount,
        "decided_on": decided_on,
        "committed_on": committed_on,
        "committed_cents": amount,
        "received_on": received_on,
        "received_cents": amount // 200 * 100 if partly else amount,
    }
    if random.random() < 0.2:
        gift["note"] = random.choice(REMARKS)
    return gift


def _promised(as_of: date, random: Random, *, signed: bool) -> Record:
    pledged_on, amount = as_of - timedelta(random.randint(100, 300)), _amount(random)
    gift: Record = {"pledged_on": pledged_on, "pledged_cents": amount}
    if signed:
        gift |= {"decided_on": pledged_on + timedelta(20), "committed_on": pledged_on + timedelta(40)}
        gift["committed_cents"] = amount
    return gift


def _siren(random: Random) -> str:
    """Nine digits whose last one is right by Luhn's rule."""
    digits = [2, *(random.randint(0, 9) for _ in range(7))]
    doubled = [2 * digit if place % 2 else digit for place, digit in enumerate(digits)]
    return "".join(map(str, digits)) + str(-sum(value // 10 + value % 10 for value in doubled) % 10)
