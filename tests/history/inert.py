"""Run interpreted by test_addressed_draws.py: histories with and without a mechanism that does nothing."""

import sys

import presidium
from presidium.draws import slot, uniform
from presidium.history import play
from presidium.history.board import board_of
from presidium.history.many import Player, trimmed

UNUSED = 250


def main() -> None:
    board = board_of(presidium.load("soviet-1953"))
    board.fixed["months"] = 18
    without = trimmed(Player(board, 7).play(0, 6), board)
    own = play.plots

    def plots_and_nothing(s, c, a, t):  # type: ignore[no-untyped-def]
        for k in range(50):
            uniform(a, t, UNUSED, slot(k, 0, 0))
        own(s, c, a, t)

    play.plots = plots_and_nothing
    added = trimmed(Player(board, 7).play(0, 6), board)
    sys.exit(0 if without.tobytes() == added.tobytes() else 1)


if __name__ == "__main__":
    main()
