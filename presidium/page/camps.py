"""How does a resting place look: who is in which camp, and which ties contradict it?"""

from collections.abc import Mapping
from typing import Any

from presidium.draw.camps import Camp, Member, Tie, camps
from presidium.draw.markup import Markup
from presidium.draw.palette import GREY, POLES
from presidium.words import both

#: Ties drawn, the heaviest first: more cannot be told apart.
_TIES = 60


def camps_picture(name: str, record: Mapping[str, Any], minimum: int = 0, kind: str = "wide") -> Markup:
    """Return the camps of one resting place of a record, or of the least frustrated division without one."""
    sizes = {state["id"]: state["size"] or 1.0 for state in record["states"]}
    names = {state["id"]: state["name"] for state in record["states"]}
    land, found = record["landscape"], record["frustration"]
    if land is not None:
        chosen = land["minima"][minimum]
        title = both("blocs.picture", number=minimum + 1)
        groups, neutrals = chosen["camps"], chosen["neutrals"]
        ties = [(tie["a"], tie["b"], tie["weight"]) for tie in chosen["contradicted"]]
    else:
        title = both("blocs.picture_index")
        groups, neutrals = found["camps"], []
        ties = [(tie["a"], tie["b"], float(tie["sign"])) for tie in found["contradicted"]]
    largest = max(sizes.values())
    ordered = [sorted(group, key=lambda state: -sizes[state]) for group in [*groups, neutrals]]
    columns = [
        Camp(
            both("blocs.neutrals") if k == len(groups) else both("blocs.camp", number=k + 1),
            GREY if k == len(groups) else POLES[k % len(POLES)],
            [Member(names[state], sizes[state] / largest) for state in group],
        )
        for k, group in enumerate(ordered)
        if group or k < len(groups)
    ]
    at = {state: (k, row) for k, group in enumerate(ordered) for row, state in enumerate(group)}
    heaviest = max((abs(weight) for _, _, weight in ties), default=1.0)
    drawn = [Tie(at[a], at[b], weight > 0, abs(weight) / heaviest) for a, b, weight in ties[:_TIES]]
    key = {"apart": both("blocs.apart"), "together": both("blocs.together")}
    return camps(name, title, columns, drawn, key, kind=kind)
