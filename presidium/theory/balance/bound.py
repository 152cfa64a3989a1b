"""How many edges must be frustrated at least, in every division?

Each cycle that cannot be without frustration holds a frustrated edge: with two camps a cycle with an odd
number of enmities, with more camps one with a single enmity.  So as many edges are frustrated as there are
such cycles without common edges; and the least fractional choice of edges that meets all of them is a linear
program, whose value, rounded up, is a better bound.  It begins with the triangles; then cycles that are not
met yet are looked for and added, as shortest paths in a network of two sheets: a friendship stays on its
sheet, an enmity leads to the other one.

Sources: Barahona and Mahjoub, "On the cut polytope" (Mathematical Programming 36, 1986), for cycles; Aref,
Mason and Wilson, "A modeling and computational study of the frustration index in signed networks" (Networks
75, 2020), for triangles in front.
"""

import math
import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from presidium.theory.balance.census import unbalanced
from presidium.theory.balance.network import Ints, Network

#: A cycle is met if its edges hold this much; the LP's own tolerance is a tenth of it.
_MET = 1 - 1e-6
#: What each edge costs beside its value, so that short cycles are found first.
_STEP = 1e-7
#: Sources whose paths are looked for at once.
_SOURCES = 64


@dataclass
class Cover:
    """The linear program of one block: its cycles so far, the value of each edge, the bound."""

    network: Network
    blocs: int
    #: A division with few frustrated edges; with two camps it decides which edges count as enmities below.
    camps: Ints
    cycles: list[tuple[int, ...]] = field(default_factory=list)
    values: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    bound: int = 0
    #: No cycle is left unmet: more rounds cannot raise the bound.
    finished: bool = False

    def raise_to(self, target: int, until: float) -> None:
        """Add cycles until the bound reaches the target, no cycle is unmet, or the time is over."""
        self.cycles = list(map(tuple, unbalanced(self.network, self.blocs).tolist()))
        known = set(self.cycles)
        self.bound = apart(self.cycles)
        while True:
            if not self._solve(until) or self.bound >= target or time.monotonic() > until:
                return
            new = [cycle for cycle in self._unmet(until) if cycle not in known]
            self.finished = not new and time.monotonic() <= until
            if not new:
                return
            known.update(new)
            self.cycles += new

    def _solve(self, until: float) -> bool:
        """Solve the program; False where it could not be in time."""
        edges = len(self.network.edges)
        if not self.cycles:
            self.values = np.zeros(edges)
            return True
        left = max(until - time.monotonic(), 0.1)
        found = linprog(
            np.ones(edges), -matrix(self.cycles, edges), -np.ones(len(self.cycles)), bounds=(0, None),
            method="highs", options={"time_limit": left},
        )  # fmt: skip
        if found.status != 0:
            return False
        self.values = np.maximum(found.x, 0.0)
        # By duality any nonnegative prices give a bound; those of the solver are made exactly feasible.
        prices = np.maximum(-found.ineqlin.marginals, 0.0)
        load = matrix(self.cycles, edges).T @ prices
        safe = float(prices.sum()) / max(1.0, float(load.max()))
        self.bound = max(self.bound, math.ceil(safe - 1e-6))
        return True

    def _unmet(self, until: float) -> list[tuple[int, ...]]:
        """Cycles whose edges hold less than 1, shortest first from each enmity."""
        ends, members = self.network.ends, len(self.network.names)
        odd = self.network.frustrated(self.camps) if self.blocs == 2 else self.network.signs < 0
        graph, names = self._sheets(odd)
        found: dict[tuple[int, ...], None] = {}
        places = np.flatnonzero(odd)
        for first in range(0, len(places), _SOURCES):
            if time.monotonic() > until:
                break
            batch = places[first : first + _SOURCES]
            sources, row = np.unique(ends[batch, 0], return_inverse=True)
            far, before = dijkstra(
                graph, directed=False, indices=sources, return_predecessors=True, limit=1.0
            )
            for e, r in zip(batch.tolist(), row.tolist(), strict=True):
                # From a back to a on the other sheet (two camps), or to the enemy by friendships alone.
                goals = [ends[e, 0] + members] if self.blocs == 2 else [ends[e, 1]]
                goals += [ends[e, 1]] if self.blocs == 2 else []
                for k, goal in enumerate(goals):
                    closing = 0.0 if self.blocs == 2 and k == 0 else float(self.values[e])
                    if far[r, goal] + closing >= _MET:
                        continue
                    path = _path(before[r], int(sources[r]), int(goal), names)
                    cycle = path if self.blocs == 2 and k == 0 else [*path, e]
                    if len(set(cycle)) == len(cycle):
                        found[tuple(sorted(cycle))] = None
        return list(found)

    def _sheets(self, odd: NDArray[np.bool_]) -> tuple[Any, dict[tuple[int, int], int]]:
        """The network of two sheets (one of friendships alone for more camps), and the edge of each pair."""
        members = len(self.network.names)
        pairs, places = [], []
        for e, ((a, b), crosses) in enumerate(zip(self.network.ends.tolist(), odd.tolist(), strict=True)):
            if self.blocs == 2:
                turned = members if crosses else 0
                pairs += [(a, b + turned), (a + members, b + members - turned)]
                places += [e, e]
            elif not crosses:
                pairs.append((a, b))
                places.append(e)
        size = 2 * members if self.blocs == 2 else members
        corners = np.array(pairs, np.int64).reshape(-1, 2)
        weight = self.values[places] + _STEP
        names = {tuple(sorted(pair)): e for pair, e in zip(pairs, places, strict=True)}
        return csr_array((weight, (corners[:, 0], corners[:, 1])), shape=(size, size)), names


def _path(before: Any, source: int, goal: int, names: dict[tuple[int, int], int]) -> list[int]:
    """The edges of a shortest path, from its predecessors."""
    edges = []
    here = goal
    while here != source:
        previous = int(before[here])
        edges.append(names[min(here, previous), max(here, previous)])
        here = previous
    return edges


def apart(cycles: list[tuple[int, ...]]) -> int:
    """How many cycles without common edges are found by taking each that still fits: a lower bound.

    >>> apart([(0, 1, 2), (2, 3, 4), (3, 4, 5)])
    2
    """
    taken: set[int] = set()
    count = 0
    for cycle in cycles:
        if taken.isdisjoint(cycle):
            taken.update(cycle)
            count += 1
    return count


def matrix(cycles: list[tuple[int, ...]], edges: int) -> Any:
    """Which edges each cycle holds, as a sparse matrix of ones: shape (cycles, edges)."""
    columns = [e for cycle in cycles for e in cycle]
    starts = np.cumsum([0, *map(len, cycles)])
    return csr_array((np.ones(len(columns)), columns, starts), shape=(len(cycles), edges))
