"""How far is a network of friends and enemies from camps without contradiction?  Structural balance.

`network` says what is asked and finds its blocks, `census` counts triangles, `annealing` finds a division,
`bound` says how many edges are frustrated at least, `exact` closes what is between them, `result` puts the
blocks together.

Source: Harary, "On the measurement of structural balance" (Behavioral Science 4, 1959).
"""

from presidium.theory.balance.census import Census, census
from presidium.theory.balance.network import Network
from presidium.theory.balance.result import SECONDS, Frustration, frustration

__all__ = ["SECONDS", "Census", "Frustration", "Network", "census", "frustration"]
