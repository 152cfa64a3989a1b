"""Why this answer?  Two things that the run itself shows to bear on the likeliest answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.counting import REACH
from presidium.history.board import Board
from presidium.history.mechanisms.standing import reckon
from presidium.judgement.label import Text, in_a_hundred, words
from presidium.judgement.outcome import Answer
from presidium.scenario.model import Scenario
from presidium.words import both


def reasons(
    case: Scenario,
    board: Board,
    question: str,
    best: Answer,
    comparisons: Mapping[str, Any],
    effects: Sequence[Mapping[str, Any]],
) -> list[Text]:
    """Two sentences: the force that the answer commands, the what-if and the drawn number that move it most.

    ``question`` is the question's id, ``best`` its likeliest answer, ``effects`` what the drawn numbers do to
    it, the largest first (`record.matters`).  Force comes first where the answer is who commands most of it;
    where it is not, it stands in for a what-if or a number that is not found.  That no change moves the
    answer is said where there are what-ifs; a case without them may have one sentence alone.
    """
    strongest, force = _strongest(case, board)
    moved = [_whatif(case, question, best, comparisons), _number(effects)]
    told = [reason for reason in moved if reason]
    told.insert(0 if strongest == best.value else len(told), force)
    tried = [both("reason.whatif_none")] if comparisons else []
    return [*told, *tried][:2]


def _strongest(case: Scenario, board: Board) -> tuple[str, Text]:
    """Who commands most of the force as the case opens."""
    state = board.fresh.copy()
    reckon(state[0], board.fixed[0])
    who = int(state["force"][0].argmax())
    share = float(state["force"][0, who])
    name = board.people[who]
    return name, both("reason.force", who=case.people[name].name, n=in_a_hundred(share))


def _whatif(case: Scenario, question: str, best: Answer, comparisons: Mapping[str, Any]) -> Text | None:
    """The change that moves the likeliest answer most, if any moves it by more than chance.

    Both shares are of the histories that are compared, which may be only part of all.
    """
    moves = [
        (abs(row["difference"]), name, row)
        for name, made in comparisons.items()
        for asked in made.questions()
        if asked["id"] == question
        for row in asked["answers"]
        if row["value"] == best.value and abs(row["difference"]) > REACH * row["mc_error"]
    ]
    if not moves:
        return None
    _, name, row = max(moves, key=lambda move: move[0])
    return both(
        "reason.whatif_most",
        whatif=words(case.whatif[name].name),
        before=in_a_hundred(row["base"]),
        after=in_a_hundred(row["changed"]),
    )


def _number(effects: Sequence[Mapping[str, Any]]) -> Text | None:
    """The drawn number of which the answer depends most, if on any by more than chance."""
    if not effects:
        return None
    shares = {part: in_a_hundred(effects[0][part]) for part in ("low", "high")}
    return both("reason.number_most", name=effects[0]["name"], **shares)
