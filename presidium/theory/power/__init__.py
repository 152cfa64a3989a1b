"""Who is pivotal: how often does each person decide, and how is power divided?

One idea a module: `packing`, `counting` and `diagram` count coalitions, `swings` chooses between them;
`listed`, `factions` and `nucleolus` divide power in their own ways; `result` answers with all of it, exactly;
`floats` and `sampled` answer where exact counting ends.
"""

from presidium.theory.power.floats import PowerFloats, voting_power_floats
from presidium.theory.power.result import VotingPower, voting_power
from presidium.theory.power.sampled import PowerSample, voting_power_sampled

__all__ = [
    "PowerFloats",
    "PowerSample",
    "VotingPower",
    "voting_power",
    "voting_power_floats",
    "voting_power_sampled",
]
