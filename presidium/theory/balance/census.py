"""How many triangles are there of each kind, and which cannot be without frustration?

Of three who all know one another, those with an even number of enmities are balanced: three friends, or two
friends with a common enemy.  With three or more camps, three enemies are without frustration too (weak
balance), and only two enemies with a common friend are not.

Sources: Cartwright and Harary, "Structural balance: a generalization of Heider's theory" (Psychological
Review 63, 1956); Davis, "Clustering and structural balance in graphs" (Human Relations 20, 1967).
"""

from dataclasses import dataclass

import numpy as np

from presidium.theory.balance.network import Ints, Network


@dataclass(frozen=True, slots=True)
class Census:
    """Triangles by number of enmities: `friends` 0, `two_enemies` (one enmity), `allies` 2, `enemies` 3."""

    friends: int
    two_enemies: int
    allies: int
    enemies: int

    @property
    def balanced(self) -> float:
        """Share of triangles with an even number of enmities; 1 where there are none."""
        every = self.friends + self.two_enemies + self.allies + self.enemies
        return (self.friends + self.allies) / every if every else 1.0


def triangles(network: Network) -> Ints:
    """All triangles, as places of their three edges: shape (t, 3).

    >>> triangles(Network.of([("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("c", "d", 1)])).tolist()
    [[0, 1, 2]]
    """
    ends = network.ends.tolist()
    known: list[dict[int, int]] = [{} for _ in network.names]
    for e, (a, b) in enumerate(ends):
        known[a][b] = e
        known[b][a] = e
    # Each triangle is found once: from its edge with the lowest place.
    found = []
    for e, (a, b) in enumerate(ends):
        small, large = (known[a], known[b]) if len(known[a]) < len(known[b]) else (known[b], known[a])
        for third, f in small.items():
            if f > e and third in large and large[third] > e:
                found.append((e, *sorted((f, large[third]))))
    return np.array(found, np.int64).reshape(-1, 3)


def census(network: Network) -> Census:
    """Count the triangles of a network.

    >>> census(Network.of([("a", "b", 1), ("b", "c", 1), ("a", "c", -1)]))
    Census(friends=0, two_enemies=1, allies=0, enemies=0)
    """
    enmities = (network.signs[triangles(network)] < 0).sum(axis=1)
    return Census(*np.bincount(enmities, minlength=4).tolist())


def unbalanced(network: Network, blocs: int) -> Ints:
    """Triangles that frustrate one edge at least, however the members are divided into so many camps."""
    found = triangles(network)
    enmities = (network.signs[found] < 0).sum(axis=1)
    return found[(enmities == 1) | ((enmities == 3) & (blocs == 2))]
