"""How do the answers of a run, and the differences of a what-if, look on a terminal?"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from presidium.cli.voice import Voice, heads
from presidium.counting import printed
from presidium.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from presidium.scenario.model import Scenario

RARE = 0.01
"""Answers below this share, if not recorded, are counted together; --format json has all."""


def show_answers(voice: Voice, case: "Scenario", questions: Iterable[dict[str, Any]], lang: str) -> None:
    """Print a table a question: each answer, its probability with one standard error, what was recorded."""
    for question in questions:
        common, rare = _parted(question["answers"], "probability")
        base = _base(question)
        rows = [
            (
                _name(case, one["value"], lang),
                f"{one['probability']:.3f}",
                printed(one["mc_error"], one["probability"]),
                base.get(one["value"], ""),
                say("terminal.recorded", lang) if one["recorded"] else "",
            )
            for one in common
        ]
        if rare:
            rare_share = f"{sum(one['probability'] for one in rare):.3f}"
            rows.append((say("terminal.others", lang, n=len(rare)), rare_share, "", "", ""))
        columns = heads(lang, "answer", "probability", "error", "base_rate", "recorded")
        voice.table(question["text"][lang], columns, rows)
        if question.get("base_rate"):
            shared = any(text.startswith("(") for text in base.values())
            together = f"\n  {say('terminal.together', lang)}" if shared else ""
            voice.data(f"  {question['base_rate']['sentence'][lang]}{together}\n")
        both = [one["probability"] for one in question["answers"] if one["recorded"]]
        if len(both) > 1:
            voice.data(f"  {say('terminal.recorded_together', lang, share=f'{sum(both):.3f}')}\n")
        if any(row[2].startswith("<") for row in rows):
            voice.data(f"  {say('terminal.bound', lang)}\n")
        if question.get("shares"):
            voice.data(_shares(case, question["shares"], lang))


def show_headline(voice: Voice, document: "Path", lang: str) -> None:
    """Print how sure the first answer is, and what is left of it without hindsight, as the page opens."""
    head = json.loads(document.read_text(encoding="utf-8"))["headline"]
    if head is None:
        return
    lines = [head["sentence"][lang], f"{say('page.how_sure', lang)} {head['sureness'][lang]}"]
    if head["hindsight"]:
        lines.append(f"{say('page.hindsight_lead', lang)} {head['hindsight'][lang]}")
    voice.data("\n".join(lines) + "\n")


def _base(question: dict[str, Any]) -> dict[str, str]:
    """The base rate of each answer; in brackets one that it shares with other answers."""
    told: dict[str, str] = {}
    for rate in (question.get("base_rate") or {}).get("rates", ()):
        alone = len(rate["answers"]) == 1
        told |= dict.fromkeys(rate["answers"], f"{rate['value']:.3f}" if alone else f"({rate['value']:.3f})")
    return told


def show_differences(voice: Voice, case: "Scenario", questions: Iterable[dict[str, Any]], lang: str) -> None:
    """Print a table a question: each answer without and with the change, the difference and its error."""
    for question in questions:
        common, rare = _parted(question["answers"], "base", "changed")
        rows = [
            (
                _name(case, one["value"], lang),
                f"{one['base']:.3f}",
                f"{one['changed']:.3f}",
                f"{one['difference']:+.3f}",
                printed(one["mc_error"]),
            )
            for one in common
        ]
        if rare:
            base, changed = (sum(one[side] for one in rare) for side in ("base", "changed"))
            others = say("terminal.others", lang, n=len(rare))
            rows.append((others, f"{base:.3f}", f"{changed:.3f}", f"{changed - base:+.3f}", ""))
        share = f"{question['changed_histories']:.3f}"
        title = say("terminal.otherwise", lang, text=question["text"], share=share)
        voice.table(title, heads(lang, "answer", "base", "changed", "difference", "error"), rows)


def _shares(case: "Scenario", shares: dict[str, list[int]], lang: str) -> str:
    """How the state divides itself in the mean: "Peking 55 % (28-82), Moscow 37 % (10-65)", rarest last."""
    ranked = sorted(shares.items(), key=lambda one: -one[1][1])
    told = [
        f"{case.poles[pole].name.in_(lang)} {mean} %" + (f" ({low}–{high})" if low < high else "")
        for pole, (low, mean, high) in ranked
        if high > 0
    ]
    return say("answer.mean_shares", lang, list=", ".join(told) or say("list.nobody", lang))


def _parted(
    answers: Iterable[dict[str, Any]], *shares: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Answers to show one by one, and rare ones; a single rare one is no saving."""
    answers = list(answers)
    rare = [one for one in answers if not one.get("recorded") and max(one[share] for share in shares) < RARE]
    if len(rare) < 2:
        return answers, []
    return [one for one in answers if one not in rare], rare


def _name(case: "Scenario", value: str, lang: str) -> str:
    from presidium.judgement.label import answer_label

    return answer_label(case, value)[lang]
