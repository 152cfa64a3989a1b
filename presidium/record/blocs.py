"""What is said of the camps that states fall into?  One JSON object that picture, notebook and command share.

States are named by their ids; bilingual texts are `{"en": ..., "th": ...}`.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from presidium.judgement.label import Text, day_text, named, words
from presidium.judgement.record import break_on
from presidium.judgement.relations import Relations
from presidium.scenario.model import Scenario
from presidium.theory.balance import Frustration
from presidium.theory.landscape import Landscape, Margin, Minimum
from presidium.words import both

#: Minima and, of each, entries that place a state, which are told.
_MINIMA, _PULLS = 10, 8


def blocs_record(
    states: Sequence[str], labels: Mapping[str, Text], land: Landscape | None, found: Frustration | None
) -> dict[str, Any]:
    """Everything that is said of a landscape and of the frustration of the same states.

    `labels`: the name of each state in both languages, the id where there is none.  `land` is None where
    there are too many states, `found` where there is no tie.
    """
    names = {state: labels.get(state) or {"en": state, "th": state} for state in states}
    return {
        "states": [
            {"id": state, "name": names[state], "size": None if land is None else land.question.sizes[place]}
            for place, state in enumerate(states)
        ],
        "landscape": None if land is None else _landscape(states, names, land),
        "frustration": None if found is None else _frustration(names, found),
    }


def entries_record(relations: Relations) -> list[dict[str, Any]]:
    """What the ledger says of each pair of states, the entries that count most first."""
    return [
        {
            "a": a,
            "b": b,
            "entries": [
                {
                    "id": one.entry.id,
                    "by": one.entry.by,
                    "kind": one.entry.kind,
                    "role": one.entry.role,
                    "on": one.entry.on.iso,
                    "counts": round(one.counts, 3),
                }
                for one in some
            ],
        }
        for (a, b), some in relations.entries.items()
    ]


def broken_record(case: Scenario, relations: Relations, land: Mapping[str, Any] | None) -> list[Text]:
    """Which leaders of poles had broken with each other by the day, on record, yet share a camp, and why.

    The landscape knows the ledger and doctrine, and no breaks; the camps are those of the deepest resting
    place.
    """
    camps = land["minima"][0]["camps"] if land and land["minima"] else []
    told = []
    for first, second in combinations([pole.state for pole in case.poles.values()], 2):
        together = any(first in camp and second in camp for camp in camps)
        day = break_on(case, {first, second}) if together else None
        if day is None or day > relations.day:
            continue
        one, other = (relations.states.index(state) for state in (first, second))
        pull = relations.propensities[one][other]
        key = "drawn" if pull > 0 else "held"
        names = {"first": words(case.states[first].name), "second": words(case.states[second].name)}
        told.append(both(f"blocs.broken_{key}", day=day_text(day), pull=f"{pull:+.2f}", **names))
    return told


def _landscape(states: Sequence[str], names: Mapping[str, Text], land: Landscape) -> dict[str, Any]:
    told = land.minima[:_MINIMA]
    values = {"configurations": f"{land.configurations:,}", "minima": f"{len(land.minima):,}"}
    key = ("tried" if len(land.minima) > 1 else "tried_one") if land.proven else "sampled"
    return {
        "sentence": both(f"blocs.{key}", **values),
        "camps": land.question.blocs,
        "neutral": land.question.neutral,
        "configurations": land.configurations,
        "proven": land.proven,
        "count": len(land.minima),
        "minima": [_minimum(states, names, land, one) for one in told],
    }


def _minimum(
    states: Sequence[str], names: Mapping[str, Text], land: Landscape, one: Minimum
) -> dict[str, Any]:
    margins = sorted(land.margins(one), key=lambda near: (near.gap, near.state))
    labels = land.question.labels(one.camps, one.neutrals)
    return {
        "camps": [[states[k] for k in camp] for camp in one.camps],
        "neutrals": [states[k] for k in one.neutrals],
        "energy": one.energy,
        "basin": one.basin,
        "share": one.basin / land.configurations,
        "margins": [_margin(states, names, near, int(labels[near.state])) for near in margins],
        "pulls": {
            state: [
                {"state": states[pull.other], "pull": pull.pull, "served": pull.served}
                for pull in land.pulls(one, k)[:_PULLS]
            ]
            for k, state in enumerate(states)
        },
        "contradicted": _contradicted(states, land, one),
    }


def _margin(states: Sequence[str], names: Mapping[str, Text], near: Margin, camp: int) -> dict[str, Any]:
    partner = None if near.partner is None else states[near.partner]
    values = {"partner": names[partner] if partner else "", "change": f"{abs(near.change or 0.0):.3g}"}
    key = "nothing" if not near.change else "falls" if near.change < 0 else "rises"
    return {
        "state": states[near.state],
        "camp": camp,
        "to": near.to,
        "frustration": near.frustration,
        "gap": near.gap,
        "energy": near.energy,
        "partner": partner,
        "change": near.change,
        "text": both(f"blocs.{'edge' if near.gap == 0 else key}", **values),
    }


def _contradicted(states: Sequence[str], land: Landscape, one: Minimum) -> list[dict[str, Any]]:
    """Ties that the camps contradict, the heaviest first: s_a s_b p, above 0 for friends apart."""
    asked = land.question
    labels = asked.labels(one.camps, one.neutrals)
    found = []
    for i in range(asked.states):
        for j in range(i):
            p = asked.propensities[i][j]
            together = labels[i] == labels[j] and labels[i] < asked.blocs
            if p and (p > 0) != together:
                found.append({"a": states[j], "b": states[i], "weight": float(asked.couplings[i, j])})
    return sorted(found, key=lambda tie: -abs(tie["weight"]))


def _frustration(names: Mapping[str, Text], found: Frustration) -> dict[str, Any]:
    counted = found.census
    values = {
        "count": found.count, "edges": len(found.edges), "bound": found.lower_bound, "camps": found.blocs
    }  # fmt: skip
    kinds = ("friends", "two_enemies", "allies", "enemies")
    triangles = {kind: getattr(counted, kind) for kind in kinds}
    pairs = [named([names[str(a)], names[str(b)]]) for a, b, _ in found.frustrated]
    return {
        "sentence": both(f"blocs.{'proven' if found.proven else 'open'}", **values),
        "count": found.count,
        "lower_bound": found.lower_bound,
        "proven": found.proven,
        "edges": len(found.edges),
        "balance": found.balance,
        "camps": [list(camp) for camp in found.camps],
        "contradicted": [
            {"a": a, "b": b, "sign": sign, "text": pair}
            for (a, b, sign), pair in zip(found.frustrated, pairs, strict=True)
        ],
        "triangles": {**triangles, "sentence": both("blocs.triangles", **triangles)},
    }
