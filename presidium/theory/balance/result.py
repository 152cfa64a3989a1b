"""How far is a network of friends and enemies from falling into camps without contradiction?"""

import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from presidium.arguments import checked_seconds, checked_whole, shown
from presidium.draws import checked_seed
from presidium.errors import UsageError
from presidium.theory.balance.census import Census, census
from presidium.theory.balance.exact import divided
from presidium.theory.balance.network import MOST_BLOCS, Edge, Ints, Network

#: Seconds that a proof takes at the most.
SECONDS = 60.0


@dataclass(frozen=True)
class Frustration:
    """A division that frustrates few edges, with its certificate; remembers its question.

    `count`: edges that it frustrates.  `camps`: the names in each camp, one tuple a camp (some may be empty),
    in the order of their first edges.  `lower_bound`: no division frustrates fewer.  `proven`: the two are
    the same, so `count` is the frustration index.
    """

    network: Network
    blocs: int
    count: int
    camps: tuple[tuple[Hashable, ...], ...]
    lower_bound: int

    @property
    def proven(self) -> bool:
        """Whether no division frustrates fewer edges."""
        return self.count == self.lower_bound

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The edges asked about, each pair once."""
        return self.network.edges

    @cached_property
    def _camp(self) -> Ints:
        place = {name: k for k, camp in enumerate(self.camps) for name in camp}
        return np.array([place[name] for name in self.network.names], np.int64)

    @cached_property
    def frustrated(self) -> tuple[Edge, ...]:
        """The edges that this division frustrates: friends apart, enemies together."""
        return tuple(self.edges[e] for e in np.flatnonzero(self.network.frustrated(self._camp)))

    @property
    def balance(self) -> float:
        """1 - 2 count / m, from 0 to 1 for two camps: 1 where nothing is frustrated."""
        return 1 - 2 * self.count / len(self.edges)

    @cached_property
    def census(self) -> Census:
        """The triangles by number of enmities."""
        return census(self.network)

    def rows(self) -> list[dict[str, Any]]:
        """The result as a table: one row a member, with its camp, edges and frustrated edges.

        >>> frustration([("a", "b", 1), ("b", "c", -1)]).rows()[0]
        {'name': 'a', 'camp': 0, 'edges': 1, 'frustrated': 0}
        """
        members = len(self.network.names)
        bad = self.network.frustrated(self._camp)
        every = np.bincount(self.network.ends.ravel(), minlength=members).tolist()
        own = np.bincount(self.network.ends[bad].ravel(), minlength=members).tolist()
        columns = zip(self.network.names, self._camp.tolist(), every, own, strict=True)
        return [{"name": n, "camp": k, "edges": m, "frustrated": f} for n, k, m, f in columns]


def frustration(
    edges: Iterable[Any], *, blocs: int = 2, seconds: float = SECONDS, seed: int = 1953
) -> Frustration:
    """The frustration index of a signed network: the fewest edges that any division into camps contradicts.

    An edge is frustrated if friends (+1) are in different camps or enemies (-1) in the same one.

    Parameters
    ----------
    edges
        (a, b, sign) with any hashable names and a sign of 1 or -1; a pair given twice counts once.  The
        network need not hang together.
    blocs
        How many camps there may be, 2 (structural balance) to 16 (weak balance).
    seconds
        How long a proof may take, for all blocks together; a division is found in any case.
    seed
        Where chance begins in annealing.

    Returns
    -------
    Frustration
        `proven` where the lower bound meets the count.

    Raises UsageError: USE651 (an edge to itself), USE654 (no edge, no sign, contradictions), USE655 (empty),
    USE653 (number of camps), USE613 and USE616 (seed), USE652 (seconds).

    Two friends who share a friend and are at odds: one of the three edges is always wrong.

    >>> found = frustration([("a", "b", 1), ("b", "c", 1), ("a", "c", -1)])
    >>> found.count, found.lower_bound, found.proven
    (1, 1, True)

    Three enemies contradict two camps, not three:

    >>> enemies = [("a", "b", -1), ("b", "c", -1), ("a", "c", -1)]
    >>> frustration(enemies).count, frustration(enemies, blocs=3).count
    (1, 0)

    Sources: Harary, "On the measurement of structural balance" (Behavioral Science 4, 1959), for the line
    index; Davis, "Clustering and structural balance in graphs" (Human Relations 20, 1967), for more camps.
    """
    network = Network.of(edges)
    blocs, seed = checked_whole("blocs", blocs), checked_seed(seed)
    seconds = checked_seconds("seconds", seconds)
    _check(blocs)
    until = time.monotonic() + seconds
    camps, bound = np.zeros(len(network.names), np.int64), 0
    settled = np.zeros(len(network.names), bool)
    for block in _connected(network):
        part, members = network.part(block)
        own, least = divided(part, blocs, until, seed)
        bound += least
        # A block shares one member at the most with those before it: rename its camps to fit.
        shared = np.flatnonzero(settled[members])
        turn = int(camps[members[shared[0]]] - own[shared[0]]) if len(shared) else 0
        camps[members] = (own + turn) % blocs
        settled[members] = True
    groups = [
        tuple(name for name, k in zip(network.names, camps.tolist(), strict=True) if k == camp)
        for camp in range(blocs)
    ]
    place = {name: i for i, name in enumerate(network.names)}
    groups.sort(key=lambda group: place[group[0]] if group else len(place))
    return Frustration(network, blocs, int(network.frustrated(camps).sum()), tuple(groups), bound)


def _connected(network: Network) -> list[Ints]:
    """The blocks in an order in which each touches what came before it in one member at the most.

    Blocks form a tree; walked from one end, each new block meets the known ones in one member.
    """
    blocks = network.blocks()
    touching: dict[int, list[int]] = {}
    for number, block in enumerate(blocks):
        for member in np.unique(network.ends[block]).tolist():
            touching.setdefault(member, []).append(number)
    order: list[int] = []
    seen: set[int] = set()
    for root in range(len(blocks)):
        waiting = [root] if root not in seen else []
        seen.add(root)
        while waiting:
            number = waiting.pop()
            order.append(number)
            for member in np.unique(network.ends[blocks[number]]).tolist():
                after = [other for other in touching[member] if other not in seen]
                seen.update(after)
                waiting += after
    return [blocks[number] for number in order]


def _check(blocs: int) -> None:
    if not 2 <= blocs <= MOST_BLOCS:
        raise UsageError(
            "USE653", f"{shown(blocs)} camps: a number from 2 to {MOST_BLOCS} is expected", "give 2"
        )
