"""What is asked: who is friend (+1) and who is enemy (-1) of whom, in how many camps?

A network falls into blocks: parts that hang together even if any one member is taken out.  Two blocks share
one member at the most, so camps of blocks can be renamed to fit, and frustration is the sum over blocks.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.theory.ballot import listed

Ints = NDArray[np.int64]
Edge = tuple[Hashable, Hashable, int]

_NUMBERS = (int, float, np.number, Decimal, Fraction)

#: Camps beyond which a question is refused.
MOST_BLOCS = 16


@dataclass(frozen=True)
class Network:
    """A signed network: names in the order of their first edges, each pair once with its sign.

    >>> network = Network.of([("USSR", "China", -1), ("China", "Albania", 1)])
    >>> network.names, network.edges
    (('USSR', 'China', 'Albania'), (('USSR', 'China', -1), ('China', 'Albania', 1)))
    """

    names: tuple[Hashable, ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, edges: Iterable[Any]) -> "Network":
        """Check everything at the door; raises UsageError USE651, USE654 or USE655."""
        kept: dict[frozenset[Hashable], Edge] = {}
        names: dict[Hashable, None] = {}
        for number, one in enumerate(_listed(edges)):
            a, b, sign = _edge(one, number)
            before = kept.setdefault(frozenset((a, b)), (a, b, sign))
            if before[2] != sign:
                raise UsageError(
                    "USE654",
                    f"edge {number}: {shown(a)} and {shown(b)} are given as friends and as enemies",
                    "give each pair one sign",
                )
            names |= {a: None, b: None}
        if not kept:
            raise UsageError("USE655", "the network is empty: there are no edges", "give at least one edge")
        return cls(tuple(names), tuple(kept.values()))

    @cached_property
    def ends(self) -> Ints:
        """Places of both ends of each edge: shape (m, 2)."""
        place = {name: i for i, name in enumerate(self.names)}
        return np.array([(place[a], place[b]) for a, b, _ in self.edges], np.int64)

    @cached_property
    def signs(self) -> Ints:
        """+1 or -1 of each edge: shape (m,)."""
        return np.array([sign for _, _, sign in self.edges], np.int64)

    @cached_property
    def neighbours(self) -> tuple[Ints, Ints, Ints]:
        """Edges by member: `start` [n + 1], and from there `other` and `edge` [2 m]."""
        ends, count = self.ends, len(self.edges)
        member, other = ends.T.ravel(), ends[:, ::-1].T.ravel()
        order = np.argsort(member, kind="stable")
        start = np.concatenate([[0], np.cumsum(np.bincount(member, minlength=len(self.names)))])
        return start.astype(np.int64), other[order], (np.arange(2 * count) % count)[order]

    def frustrated(self, camps: Ints) -> NDArray[np.bool_]:
        """Which edges a division frustrates: friends apart, enemies together.  `camps`: shape (n,)."""
        together = camps[self.ends[:, 0]] == camps[self.ends[:, 1]]
        found: NDArray[np.bool_] = together != (self.signs > 0)
        return found

    def blocks(self) -> list[Ints]:
        """The edges of each biconnected block, as places, in the order of the first.

        >>> square = [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 0, -1), (3, 4, 1)]
        >>> [block.tolist() for block in Network.of(square).blocks()]
        [[0, 1, 2, 3], [4]]
        """
        start, other, edge = (array.tolist() for array in self.neighbours)
        count = len(self.names)
        depth, low, at = [-1] * count, [0] * count, start[:count]
        open_edges: list[int] = []
        found: list[list[int]] = []
        for root in range(count):
            if depth[root] >= 0:
                continue
            depth[root] = low[root] = 0
            path = [(root, -1)]
            while path:
                v, came = path[-1]
                if at[v] < start[v + 1]:
                    w, e = other[at[v]], edge[at[v]]
                    at[v] += 1
                    if e == came:
                        continue
                    if depth[w] < 0:
                        depth[w] = low[w] = depth[v] + 1
                        path.append((w, e))
                        open_edges.append(e)
                    elif depth[w] < depth[v]:
                        low[v] = min(low[v], depth[w])
                        open_edges.append(e)
                    continue
                path.pop()
                if path:
                    u = path[-1][0]
                    low[u] = min(low[u], low[v])
                    if low[v] >= depth[u]:
                        cut = len(open_edges) - 1 - open_edges[::-1].index(came)
                        found.append(sorted(open_edges[cut:]))
                        del open_edges[cut:]
        return [np.array(block, np.int64) for block in sorted(found)]

    def part(self, edges: Ints) -> tuple["Network", Ints]:
        """The network of some edges, and the places of its members in this one."""
        members, places = np.unique(self.ends[edges], return_inverse=True)
        pairs = places.reshape(-1, 2).tolist()
        signs = self.signs[edges].tolist()
        kept = tuple((a, b, sign) for (a, b), sign in zip(pairs, signs, strict=True))
        return Network(tuple(range(len(members))), kept), members


def _listed(edges: Any) -> list[Any]:
    found = listed(edges)
    if found is None:
        raise UsageError("USE654", f"{shown(edges)} is no list of edges", "give edges as (a, b, sign)")
    return found


def _edge(one: Any, number: int) -> Edge:
    try:
        a, b, sign = one
        hash((a, b))
    except (TypeError, ValueError):
        raise UsageError(
            "USE654",
            f"edge {number} is {shown(one, 60)}: two names and a sign are expected",
            'give edges as (a, b, sign), such as ("USSR", "China", -1)',
        ) from None
    if isinstance(sign, bool) or not isinstance(sign, _NUMBERS) or sign not in (1, -1):
        raise UsageError(
            "USE654",
            f"edge {number} between {shown(a)} and {shown(b)} has the sign {shown(sign)}",
            "give 1 for friends and -1 for enemies, and leave out who is neither",
        )
    if a == b:
        raise UsageError("USE651", f"edge {number} goes from {shown(a)} to itself", "leave it out")
    return a, b, int(sign)
