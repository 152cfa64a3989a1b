"""Would the model say the same with the evidence scrambled?

Negative controls: the same case with its ties shuffled among the pairs that have one, or with the opening
posts permuted among the full members.  They score *who* (sides, first to fall), never whether anything
happens at all: scrambling destroys the leader's network and raises hazards.

Source: negative controls, Lipsitch, Tchetgen Tchetgen and Cohen (Epidemiology 21, 2010).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from presidium.draws import OPENING_MONTH, address, uniform
from presidium.history.board import Board
from presidium.history.codes import CONTROL_POSTS, CONTROL_TIES, FULL, PERSONAL, TIE
from presidium.history.many import play_many


def _order(count: int, seed: int, turn: int, mechanism: int) -> list[int]:
    """A permutation, drawn by address."""
    draws = [uniform(address(seed, turn), OPENING_MONTH, mechanism, k) for k in range(count)]
    return sorted(range(count), key=draws.__getitem__)


def _copy(board: Board) -> Board:
    return replace(board, fresh=board.fresh.copy(), fixed=board.fixed.copy())


def shuffled_ties(board: Board, seed: int, turn: int) -> Board:
    """The case with its ties dealt out anew among the pairs that have one, each with its own range."""
    made = _copy(board)
    pairs = [(board.people.index(tie.source), board.people.index(tie.target)) for tie in board.case.ties]
    order = _order(len(pairs), seed, turn, CONTROL_TIES)
    kind, start = board.fresh.dtype.fields["tie"][:2]
    place = {start // 8 + int(np.ravel_multi_index(pair, kind.shape)): k for k, pair in enumerate(pairs)}
    at = list(place)
    for k, pair in enumerate(pairs):
        made.fresh["tie"][(0, *pairs[order[k]])] = board.fresh["tie"][(0, *pair)]
    c = made.fixed[0]
    for q in range(int(c["draws"])):
        if c["draw_mechanism"][q] == TIE:
            c["draw_offset"][q] = at[order[place[int(c["draw_offset"][q])]]]
    return made


def _takers(board: Board, seed: int, turn: int) -> dict[int, int]:
    """For each full member of the opening, who is dealt what he commands."""
    members = [int(i) for i in np.flatnonzero(board.fresh["standing"][0] == FULL)]
    order = _order(len(members), seed, turn, CONTROL_POSTS)
    return {member: members[order[k]] for k, member in enumerate(members)}


def permuted_posts(board: Board, seed: int, turn: int) -> Board:
    """The case with the opening posts of the full members dealt out anew among them."""
    made = _copy(board)
    takes = _takers(board, seed, turn)
    for p in range(len(board.posts)):
        holder = int(board.fresh["holder"][0, p])
        made.fresh["holder"][0, p] = takes.get(holder, holder)
    return made


def permuted_positions(board: Board, seed: int, turn: int) -> Board:
    """The case with what the full members command dealt out anew: posts and personal resources together."""
    made = permuted_posts(board, seed, turn)
    takes = _takers(board, seed, turn)
    kind, start = board.fresh.dtype.fields["personal"][:2]
    width = kind.shape[1]
    for member, taker in takes.items():
        made.fresh["personal"][0, taker] = board.fresh["personal"][0, member]
    c = made.fixed[0]
    for q in range(int(c["draws"])):
        if c["draw_mechanism"][q] == PERSONAL:
            person, domain = divmod(int(c["draw_offset"][q]) - start // 8, width)
            c["draw_offset"][q] = start // 8 + takes.get(person, person) * width + domain
    return made


def control(
    board: Board,
    scramble: Callable[[Board, int, int], Board],
    seed: int,
    histories: int,
    turns: int = 8,
    threads: int | None = None,
) -> np.ndarray[Any, Any]:
    """Histories of so many scrambled cases, in equal parts, as outcome rows."""
    share = histories // turns
    rows: list[np.ndarray[Any, Any]] = []
    for turn in range(turns):
        blocks: Sequence[tuple[int, int]] = [(turn * share, share)]
        rows += [part for _, part in play_many(scramble(board, seed, turn), seed, blocks, threads)]
    return np.concatenate(rows)
