"""How do the numbers that matter stand in the document, and the histories by which to look closer?"""

from typing import Any

import numpy as np

from presidium.history.inputs import drawn
from presidium.judgement.inputs import input_label
from presidium.judgement.label import answer_label
from presidium.judgement.matters import Effect, effects, likeliest, offered, thirds
from presidium.judgement.outcome import Answered
from presidium.words import both

#: Histories that travel with the document, so that its readers can choose among them.
_CARRIED = 1_000
#: Answers to a question told apart among them; the others are one.
_TOLD_APART = 6
#: Effects kept of the first question and of each other one.
_KEPT_OF_FIRST, _KEPT = 12, 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def matters_record(run: Any) -> dict[str, Any]:
    """What moves the likeliest answer to each question, and the first histories with their answers.

    `matters` has the effects beyond chance, `closer` what it takes to choose among the histories: which draw
    each number is (the page draws it anew), its range, what parts its thirds, and a letter for each answer.
    Every number in `closer` is drawn independently of all that happens: `exogenous`.
    """
    parted = thirds(drawn(run.board, run.seed, len(run.rows)))
    found = [effects(parted, asked.taken == asked.values.index(likeliest(asked))) for asked in run.answered]
    return {
        "matters": {
            "inputs": len(run.board.inputs),
            "questions": [
                {
                    "id": asked.question.id,
                    "value": likeliest(asked),
                    "label": answer_label(run.case, likeliest(asked)),
                    "beyond_chance": len(moved),
                    "effects": [
                        _effect(run, effect) for effect in moved[: _KEPT if place else _KEPT_OF_FIRST]
                    ],
                }
                for place, (asked, moved) in enumerate(zip(run.answered, found, strict=True))
            ],
        },
        "closer": {
            "histories": min(len(run.rows), _CARRIED),
            "key": [run.seed & 0xFFFFFFFF, run.seed >> 32],
            "inputs": [_input(run, effect) for effect in offered(run.board.inputs, found)],
            "questions": [_letters(run, asked) for asked in run.answered],
        },
    }


def _effect(run: Any, effect: Effect) -> dict[str, Any]:
    number = run.board.inputs[effect.position]
    return {
        "path": number.path,
        "name": input_label(run.case, number),
        "cuts": list(effect.cuts),
        "low": round(effect.low, 5),
        "high": round(effect.high, 5),
        "difference": round(effect.difference, 5),
        "mc_error": round(effect.mc_error, 6),
    }


def _input(run: Any, effect: Effect) -> dict[str, Any]:
    number = run.board.inputs[effect.position]
    total = sum(rival.weight for rival in number.rivals)
    cuts = np.cumsum([rival.weight / total for rival in number.rivals])
    return {
        "path": number.path,
        "name": input_label(run.case, number),
        "address": [number.mechanism, number.slot],
        "rivals": [
            [rival.low, rival.high, float(cut)] for rival, cut in zip(number.rivals, cuts, strict=True)
        ],
        "cuts": list(effect.cuts),
        "exogenous": True,
    }


def _letters(run: Any, asked: Answered) -> dict[str, Any]:
    """The answers of the first histories, a letter each: the commonest by themselves, all others as one."""
    ranked = sorted(asked.answers(), key=lambda answer: -answer.probability)[:_TOLD_APART]
    kept = [answer.value for answer in asked.answers() if answer in ranked]
    letter = np.full(len(asked.values), len(kept), np.int64)
    for place, value in enumerate(kept):
        letter[asked.values.index(value)] = place
    taken = letter[asked.taken[:_CARRIED]]
    labels = [{"value": value, "label": answer_label(run.case, value)} for value in kept]
    if (taken == len(kept)).any():
        labels.append({"value": "other", "label": both("answer.other")})
    return {"id": asked.question.id, "answers": labels, "taken": "".join(_LETTERS[k] for k in taken)}
