"""Run interpreted by test_addressed_draws.py: histories with and without a mechanism that does nothing."""

import sys

import presidium
from presidium.draws import slot, uniform
from presidium.history import play
from presidium.history.board import board_of
from presidium.history.many import Player, trimmed

UNUSED = 250
MECHANISMS = ("plots", "blocs", "clients", "crises")


def with_nothing(own):  # type: ignore[no-untyped-def]
    """A mechanism that draws before it does its own work."""

    def drawing(s, c, a, t):  # type: ignore[no-untyped-def]
        for k in range(50):
            uniform(a, t, UNUSED, slot(k, 0, 0))
        own(s, c, a, t)

    return drawing


def main() -> None:
    board = board_of(presidium.load("soviet-1953"))
    board.fixed["months"] = 18
    without = trimmed(Player(board, 7).play(0, 6), board)
    for name in MECHANISMS:
        setattr(play, name, with_nothing(getattr(play, name)))
    added = trimmed(Player(board, 7).play(0, 6), board)
    sys.exit(0 if without.tobytes() == added.tobytes() else 1)


if __name__ == "__main__":
    main()
