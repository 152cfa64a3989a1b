"""How does a number get its place on the board, and its address if it has to be drawn?"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from presidium.history.records import RIVALS
from presidium.values import Quantity, Rival


@dataclass(frozen=True, slots=True)
class Input:
    """A number that every history draws anew.

    `path` is where the scenario has it, as what-ifs write it, such as "people.beria.ambition"; `offset` the
    place on the board, seen as a row of floats; `mechanism` and `slot` say which draw it is.
    """

    path: str
    offset: int
    mechanism: int
    slot: int
    rivals: tuple[Rival, ...]


@dataclass(slots=True)
class Layout:
    """The board and case under construction."""

    fresh: np.ndarray[Any, Any]
    fixed: np.ndarray[Any, Any]
    draws: list[Input] = field(default_factory=list)

    def put(
        self, name: str, place: tuple[int, ...], number: Quantity, mechanism: int, slot: int, path: str
    ) -> None:
        """Lay the number that the scenario has at `path` on the board; if it is not exact, have every history
        draw it.
        """
        kind, offset = self.fresh.dtype.fields[name][:2]
        flat = int(np.ravel_multi_index(place, kind.shape)) if place else 0
        if place:
            self.fresh[name][(0, *place)] = number.middle
        else:
            self.fresh[name][0] = number.middle
        if not number.exact:
            self.draws.append(Input(path, offset // 8 + flat, mechanism, slot, number.rivals))

    def finish(self) -> None:
        """Write the list of draws into the case."""
        c = self.fixed[0]
        c["draws"] = len(self.draws)
        for q, drawn in enumerate(self.draws):
            c["draw_offset"][q] = drawn.offset
            c["draw_mechanism"][q] = drawn.mechanism
            c["draw_slot"][q] = drawn.slot
            c["draw_rivals"][q] = min(len(drawn.rivals), RIVALS)
            total = sum(rival.weight for rival in drawn.rivals)
            below = 0.0
            for r, rival in enumerate(drawn.rivals[:RIVALS]):
                below += rival.weight / total
                c["draw_cut"][q][r] = below
                c["draw_low"][q][r] = rival.low
                c["draw_high"][q][r] = rival.high
