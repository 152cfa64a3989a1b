"""How is everything compiled that a run, a page and the front door will ask for, before anybody asks?

Each kernel is called once with a small example, as the page or the front door calls it: so it is compiled
for those kinds of arguments, and kept.  The engine is compiled once for each shape of the board: shapes go by
the capacities of `history.records`, and most cases have the smallest of each.  Everything else is compiled
once.
"""

from collections.abc import Iterable

import presidium
from presidium.errors import UsageError
from presidium.history.board import Board, board_of
from presidium.history.inputs import drawn
from presidium.history.many import Player, cores
from presidium.history.mechanisms.standing import reckon
from presidium.history.ready import make_ready
from presidium.history.records import Sizes
from presidium.history.replay import drawn_strengths, leanings, recorded_state, script_of
from presidium.judgement.circle import circle_on
from presidium.kernel import COMPILED
from presidium.machinecode import can_keep
from presidium.scenario.model import Scenario
from presidium.theory.coalition import ruling_chances
from presidium.theory.landscape.enumeration import MOST_STATES


def usual_cases() -> list[Scenario]:
    """The cases of the gallery, from each of their openings."""
    cases = [presidium.load(name) for name in presidium.gallery()]
    return [one for case in cases for one in (case, *(case.opening(name) for name in case.openings))]


def warm(cases: Iterable[Scenario], threads: int | None = None) -> int:
    """Compile everything for boards of the shapes of these cases; return how many shapes those are.

    Raises UsageError USE609 where nothing is compiled, or nothing could be kept.
    """
    if not COMPILED:
        raise UsageError(
            "USE609",
            "nothing is compiled here: numba is missing or told not to",
            "Install numba; unset PRESIDIUM_INTERPRETED and NUMBA_DISABLE_JIT.",
        )
    if not can_keep():
        raise UsageError(
            "USE609",
            "compiled code could not be kept",
            "Set PRESIDIUM_CACHE to a folder that can be written.",
        )
    shapes: dict[Sizes, Board] = {}
    for case in cases:
        board = board_of(case)
        shapes.setdefault(board.sizes, board)
    for board in shapes.values():
        make_ready(board, threads or cores())
        _engine(board)
    _coalitions()
    _camps()
    return len(shapes)


def _engine(board: Board) -> None:
    """What a run and its page ask of the engine."""
    day = board.case.period.start
    Player(board, 0).play(0, 1)
    drawn(board, 0, 1)
    drawn_strengths(board, script_of(board, day), 1, 0)
    circle_on(board, day)
    leanings(board, recorded_state(board, day), 0, board.people[0], board.people[-1], board.people[0])
    state = board.fresh.copy()
    reckon(state[0], board.fixed[0])


def _coalitions() -> None:
    """By the table of all coalitions, by levels of power, and by chances."""
    presidium.ruling_coalitions([3, 4, 5, 10])
    presidium.ruling_coalitions([1] * 12)
    ruling_chances([[3, 4, 5], [3, 4, 5]])


def _camps() -> None:
    """Every configuration of two camps and of three, descent where there are too many, and frustration."""
    few, many = 3, MOST_STATES + 1
    for states, camps in ((few, 2), (few, 3), (many, 2)):
        apart = [[0 if a == b else -1 for a in range(states)] for b in range(states)]
        presidium.landscape([1] * states, apart, blocs=camps, starts=1)
    presidium.frustration([("a", "b", -1), ("b", "c", -1), ("a", "c", -1)])
