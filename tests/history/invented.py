"""Fifty invented worlds: valid scenarios of every shape that the engine knows, the same each time.

Small bodies in unquiet times: offices of several seats, some chief, some kept apart, some that begin or end
on the way; people who come later, fall ill, die; every kind of effect; states, clients and crises in two of
three.
"""

from random import Random
from typing import Any

from .worlds import Tree

NUMBERS = range(50)
_YEAR, _MONTHS = 1953, 30


def _day(random: Random, first: int = 1, last: int = _MONTHS - 1) -> str:
    """A month of the period, some to the day."""
    month = random.randint(first, last)
    written = f"{_YEAR + month // 12}-{month % 12 + 1:02d}"
    return written if random.random() < 0.5 else f"{written}-{random.randint(1, 28):02d}"


def _number(random: Random, low: float, high: float) -> Any:
    """An exact number, a range, or two rival claims."""
    first, second = sorted(round(random.uniform(low, high), 2) for _ in range(2))
    kind = random.randrange(3)
    if kind == 0 or first == second:
        return first
    if kind == 1:
        return f"{first} to {second}"
    return {"either": [{"value": first, "weight": 0.4}, {"value": second, "weight": 0.6}]}


def _shares(names: list[str], random: Random) -> dict[str, float]:
    """Hundredths that add up to 1."""
    cuts = sorted(random.sample(range(1, 100), len(names) - 1))
    return {name: (high - low) / 100 for name, low, high in zip(names, [0, *cuts], [*cuts, 100], strict=True)}


def _people(random: Random, names: list[str], domains: list[str], issues: list[str]) -> Tree:
    people: Tree = {}
    for k, name in enumerate(names):
        person: Tree = {
            "name": name,
            "born": str(random.randint(1880, 1918)),
            "ambition": _number(random, 0, 1),
        }
        person["personal"] = {d: _number(random, 0, 0.6) for d in domains if random.random() < 0.4}
        person["stance"] = {i: _number(random, 0, 1) for i in issues if random.random() < 0.6}
        if k and random.random() < 0.4:
            person["patron"] = random.choice(names[:k])
        if random.random() < 0.25:
            person |= {"died": _day(random, 2), "death": "recorded"}
        people[name] = person
    return people


def _offices(random: Random, domains: list[str]) -> Tree:
    offices: Tree = {}
    for k in range(random.randint(3, 7)):
        office: Tree = {"seats": 1 if k < 2 else random.randint(1, 4), "chief": k < random.randint(1, 2)}
        office["worth"] = {d: _number(random, 0.05, 1) for d in domains if random.random() < 0.7}
        office["requires"] = random.choice(["none", "none", "candidate", "full"])
        if random.random() < 0.4:
            office["appoints"] = random.choice(domains)
        if k > 1 and random.random() < 0.2:
            office["since"] = _day(random, 2, 12)
        if k > 1 and random.random() < 0.2:
            office["until"] = _day(random, 14)
        offices[f"office-{k}"] = office
    return offices


def _tenures(random: Random, people: Tree, offices: Tree) -> list[Tree]:
    """A body of some, candidates, some outside who come later; offices filled in part."""
    tenures: list[Tree] = []
    inside: list[str] = []
    for k, (name, person) in enumerate(people.items()):
        draw = random.random()
        if k < 2 or draw < 0.6:
            tenures.append(
                {"who": name, "seat": "full" if k < 2 or draw < 0.4 else "candidate", "from": "1950"}
            )
            inside.append(name)
        elif draw < 0.8:
            person["enters"] = _day(random)
        else:
            person["active"] = _day(random)
    for name, office in offices.items():
        if "since" not in office:
            for who in random.sample(inside, min(len(inside), random.randint(0, office["seats"]))):
                tenures.append({"who": who, "office": name, "from": "1950-06"})
    return tenures


def _effects(random: Random, tree: Tree, abroad: bool) -> list[Tree]:
    """Some effects, of any kind."""
    people, offices, domains, issues = (
        list(tree[name]) for name in ("people", "offices", "domains", "issues")
    )
    person = random.choice([*people, "leader"])
    by = _number(random, -0.6, 0.6) or 0.1
    kinds: list[Tree] = [
        {"blame": person, "by": by},
        {"absence": person, "months": random.randint(1, 6)},
        {"absence": "leader", "months": random.randint(1, 3)},
        {"harm": random.choice(domains), "by": _number(random, 0.01, 0.9)},
        {"harshness": _number(random, 0.2, 3)},
        {"worth": random.choice(offices), "domain": random.choice(domains), "to": _number(random, 0, 2)},
        {"neutral": random.choice(offices), "months": random.randint(1, 4)},
        {"closed": "council", "months": random.randint(1, 6)},
        {"bureau_size": random.randint(2, 12)},
        {"tie": people[0], "of": random.choice(people[1:]), "by": by},
    ]
    if issues:
        issue = random.choice(issues)
        kinds += [
            {"stance": issue, "of": person, "by": by},
            {"tie": person, "of": {"issue": issue, random.choice(["above", "below"]): 0.5}, "by": by},
        ]
    if abroad:
        kinds += [
            {"orthodoxy": random.choice(["east", "rival"]), "by": _number(random, -0.9, -0.05)},
            {"orthodoxy": "east", "by": 0.3},
            {"unrest": "state-3", "by": _number(random, 0, 2)},
            {"tension": by},
            {"crisis": "straits"},
        ]
    return random.sample(kinds, random.randint(1, 3))


def _guards(random: Random, tree: Tree, earlier: list[str]) -> list[Tree]:
    """At most one guard."""
    people, offices = list(tree["people"]), list(tree["offices"])
    kinds: list[Tree] = [
        {"office": random.choice(offices), "filled": True},
        {"office": offices[0], "not_held_by": random.choice(people)},
    ]
    if earlier:
        kinds.append({random.choice(["happened", "not_happened"]): random.choice(earlier)})
    return [random.choice(kinds)] if random.random() < 0.3 else []


def _events(random: Random, tree: Tree, abroad: bool) -> Tree:
    events: Tree = {}
    for k in range(random.randint(6, 14)):
        event: Tree = {"effects": _effects(random, tree, abroad), "if": _guards(random, tree, list(events))}
        if random.random() < 0.5:
            dates = sorted({_day(random) for _ in range(random.choice([1, 1, 4]))})
            event |= {"kind": "shock", "on": dates, "exogenous": True, "chance": _number(random, 0.3, 1)}
        else:
            first, last = sorted(random.sample(range(1, _MONTHS), 2))
            window = f"{_YEAR + first // 12}-{first % 12 + 1:02d} to {_YEAR + last // 12}-{last % 12 + 1:02d}"
            event |= {"kind": "decision", "by": random.choice(list(tree["offices"])), "hindsight": True}
            event |= {"window": window, "chance": _number(random, 0.05, 0.5)}
        events[f"event-{k}"] = event
    return events


def _abroad(random: Random) -> Tree:
    """Three poles, some states under reach or not, two clients, a crisis."""
    poles = ["east", "rival", "west"]
    states: Tree = {}
    for k in range(random.randint(5, 9)):
        one: Tree = {"sizes": {"1952": _number(random, 0.01, 0.3), "1953": _number(random, 0.01, 0.3)}}
        if k == 2:
            one["liberal"] = True
        elif k < 5 or random.random() < 0.5:
            one["orthodoxy"] = [{"from": "1950", "value": _number(random, 0, 1)}]
        if k > 2:
            one["reach"] = [{"pole": p, "from": "1952", "value": _number(random, 0, 1)} for p in poles[:2]]
        if k > 4 and random.random() < 0.5:
            one["from"] = f"{random.choice([1953, 1954])}-{random.randint(2, 12):02d}-01"
        states[f"state-{k}"] = one
    leanings = [
        {
            "state": name,
            "from": one.get("from", "1952"),
            "shares": {p: _number(random, 0, 0.33) for p in poles},
        }
        for name, one in list(states.items())[3:]
    ]
    old = [name for name, one in states.items() if "from" not in one]
    ledger = [
        {
            "by": by,
            "toward": toward,
            "on": on,
            "kind": "deed",
            "role": role,
            "size": _number(random, -2, 2) or 1,
        }
        for on, role in zip(
            [f"{year}-{month:02d}" for year in (1952, 1953, 1954) for month in (2, 5, 8, 11)],
            ["structure", "act", "answer"] * 4,
            strict=True,
        )
        for by, toward in [random.sample(old, 2)]
    ]
    usual: Tree = {"patron": "east", "unrest": _number(random, 0, 0.1), "blame": _number(random, -1, 1)}
    chances = ("value", "fighting", "party_holds", "pledge")
    clients = {
        name: {**usual, "neighbours": [other], **{chance: _number(random, 0, 1) for chance in chances}}
        for name, other in (("state-3", "state-4"), ("state-4", "state-3"))
    }
    return {
        "poles": {pole: {"state": f"state-{b}"} for b, pole in enumerate(poles)},
        "states": states,
        "leanings": leanings,
        "ledger": ledger,
        "clients": clients,
        "crises": {"straits": {"challenger": "east", "defender": "west", "blame": 0.5}},
    }


def invented(number: int) -> Tree:
    """The tree of one invented world."""
    random = Random(number)
    domains = ["party", "government", "security", "army"][: random.randint(2, 4)]
    issues = ["thaw", "arms"][: random.randint(0, 2)]
    names = [f"person-{k}" for k in range(random.randint(4, 16))]
    people = _people(random, names, domains, issues)
    offices = _offices(random, domains)
    abroad = random.random() < 0.67
    tree: Tree = {
        "format": 1,
        "scenario": f"invented-{number}",
        "title": f"Invented world {number}",
        "period": f"{_YEAR}-01-01 to {_YEAR + 2}-06-30",
        "domains": _shares(domains, random),
        "issues": {issue: {"salience": _number(random, 0.2, 1)} for issue in issues},
        "people": people,
        "offices": offices,
        "arenas": [
            {
                "id": "council",
                "members": "full",
                "weight": "one each",
                "rule": random.choice(["majority", "two-thirds", "unanimity"]),
            },
            {
                "id": "plenum",
                "members": "all",
                "weight": "delegates",
                "rule": "majority",
                "convened_by": "office-0",
            },
        ],
        "tenures": _tenures(random, people, offices),
        "ties": [
            {"from": a, "to": b, "tie": _number(random, -1, 1)}
            for a in names
            for b in names
            if a != b and random.random() < 0.3
        ],
        "rules": {
            "bureau_size": random.randint(2, 12),
            "candidate_seats": random.randint(0, 6),
            "most_offices": random.randint(1, 3),
            "congresses": sorted({_day(random) for _ in range(3)}),
            "kept_apart": [["office-0", f"office-{random.randint(1, len(offices) - 1)}"]],
        },
        "parameters": {"launch-rate": "0.4 to 0.55", "reshuffle-rate": 0.08, "leak": 0.1},
    }
    if abroad:
        tree |= _abroad(random)
        tree["rules"]["state"] = "state-0"
    tree["events"] = _events(random, tree, abroad)
    return tree
