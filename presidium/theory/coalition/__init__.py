"""Who can rule?  The ultimate ruling coalition among people with given powers.

`game` says what is asked, `table`, `levels` and `search` are the engines, `ruling` asks the one that fits and
certifies what would become of any other coalition, `chances` solves draws of uncertain powers.

Source: Acemoglu, Egorov and Sonin, "Coalition formation in non-democracies" (Review of Economic Studies 75,
2008).
"""

from presidium.theory.coalition.chances import Flip, RulingChances, flips, ruling_chances
from presidium.theory.coalition.game import PowerGame
from presidium.theory.coalition.ruling import Certificate, RulingCoalitions, ruling_coalitions

__all__ = [
    "Certificate",
    "Flip",
    "PowerGame",
    "RulingChances",
    "RulingCoalitions",
    "flips",
    "ruling_chances",
    "ruling_coalitions",
]
