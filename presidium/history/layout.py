"""How does a number get its place on the board, and its address if it has to be drawn?"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from presidium.history.records import RIVALS
from presidium.values import Quantity, Rival


@dataclass(slots=True)
class Layout:
    """The board and case under construction."""

    fresh: np.ndarray[Any, Any]
    fixed: np.ndarray[Any, Any]
    draws: list[tuple[int, int, int, tuple[Rival, ...]]] = field(default_factory=list)

    def put(self, name: str, place: tuple[int, ...], number: Quantity, mechanism: int, slot: int) -> None:
        """Lay a number on the board; if it is not exact, have every history draw it."""
        kind, offset = self.fresh.dtype.fields[name][:2]
        flat = int(np.ravel_multi_index(place, kind.shape)) if place else 0
        if place:
            self.fresh[name][(0, *place)] = number.middle
        else:
            self.fresh[name][0] = number.middle
        if not number.exact:
            self.draws.append((offset // 8 + flat, mechanism, slot, number.rivals))

    def finish(self) -> None:
        """Write the list of draws into the case."""
        c = self.fixed[0]
        c["draws"] = len(self.draws)
        for q, (offset, mechanism, slot, rivals) in enumerate(self.draws):
            c["draw_offset"][q] = offset
            c["draw_mechanism"][q] = mechanism
            c["draw_slot"][q] = slot
            c["draw_rivals"][q] = min(len(rivals), RIVALS)
            total = sum(rival.weight for rival in rivals)
            below = 0.0
            for r, rival in enumerate(rivals[:RIVALS]):
                below += rival.weight / total
                c["draw_cut"][q][r] = below
                c["draw_low"][q][r] = rival.low
                c["draw_high"][q][r] = rival.high
