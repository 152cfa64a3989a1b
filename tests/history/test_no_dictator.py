"""Guard (b) of the model: nobody is given what would let him rule alone.

The guard only asks whether he would exceed all others together; that this is the same as being the ultimate
ruling coalition is shown against the exact recursion (Acemoglu, Egorov and Sonin 2008).
"""

from collections.abc import Iterator

import numpy as np
import pytest

from presidium.history.board import Board
from presidium.history.many import as_seen
from presidium.history.mechanisms.appointments import would_rule_alone
from presidium.history.mechanisms.standing import reckon
from presidium.theory.coalition import ruling_coalitions


def _with_post(board: Board, state: np.ndarray, person: int, post: int) -> list[float]:
    """Everybody's strength, the person's first, if he held the post in full grip besides what he has."""
    s, domains = state[0], int(board.fixed["domains"][0])
    worth = s["worth"][post, :domains]
    resource = s["resource"][:, :domains].copy()
    total = s["total"][:domains] + worth
    resource[person] += worth
    strength = (s["domain_weight"][:domains] * resource / total).sum(axis=1)
    others = [i for i in np.flatnonzero(s["in_play"]) if i != person and strength[i] > 0.0]
    return [float(strength[person]), *(float(strength[i]) for i in others)]


def _boards(board: Board) -> Iterator[tuple[np.ndarray, int]]:
    """The opening, as it is and with one domain made to outweigh the others and a post in it to outweigh all
    posts: then who gets it may rule alone.
    """
    domains = int(board.fixed["domains"][0])
    for domain in range(domains):
        post = int(board.fresh["worth"][0, :, domain].argmax())
        for weight, worth in ((0.25, 1.0), (0.6, 2.0), (0.9, 2.0), (0.9, 10.0)):
            state = board.fresh.copy()
            state["domain_weight"][0, :domains] = (1.0 - weight) / (domains - 1)
            state["domain_weight"][0, domain] = weight
            state["worth"][0, post] *= worth
            reckon(as_seen(state)[0], as_seen(board.fixed)[0])
            yield state, post


@pytest.mark.slow
def test_the_guard_agrees_with_the_exact_recursion(board: Board) -> None:
    answers = []
    for state, weighty in _boards(board):
        for person in np.flatnonzero(state["in_play"][0])[::3]:
            for post in (weighty, 0):
                strengths = _with_post(board, state, int(person), post)
                ruling = ruling_coalitions(strengths)
                guarded = would_rule_alone(as_seen(state)[0], as_seen(board.fixed)[0], int(person), post)
                assert guarded == (ruling.coalitions == ((0,),))
                answers.append(bool(guarded))
    assert {True, False} == set(answers)
