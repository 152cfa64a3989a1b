"""How does a crisis end: who gives way, who stands, and with what chance comes war?

One idea a module: `tree` solves any small tree of perfect information with choices that are better than
chance and worse than perfect; `ends` is the tree of this project's crises, which the engine calls; `audience`
has all equilibria of a crisis with private war payoffs and audience costs; `chicken` all logit equilibria of
two moves against two; `attrition` the closed forms of holding out.
"""

from presidium.theory.crisis.attrition import (
    brinkmanship_cost_rate,
    concession_rate,
    critical_risk,
    disaster_chance,
    first_of,
    mean_duration,
)
from presidium.theory.crisis.audience import AudienceEquilibrium, AudienceGame, audience_equilibria
from presidium.theory.crisis.chicken import Responses, logit_equilibria
from presidium.theory.crisis.tree import Answer, Chance, Decision, Ending, Tree, quantal_response

__all__ = [
    "Answer",
    "AudienceEquilibrium",
    "AudienceGame",
    "Chance",
    "Decision",
    "Ending",
    "Responses",
    "Tree",
    "audience_equilibria",
    "brinkmanship_cost_rate",
    "concession_rate",
    "critical_risk",
    "disaster_chance",
    "first_of",
    "logit_equilibria",
    "mean_duration",
    "quantal_response",
]
