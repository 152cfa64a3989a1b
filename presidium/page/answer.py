"""What was asked, what is the answer, and how sure is it?  The head of the page, the dots, all questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.counting import mc_error
from presidium.draw.bars import Bar, bars, percent
from presidium.draw.dots import Pile, dots
from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.figure import Mark, Plate, figure, section
from presidium.page.numbers import count, error_of, per_cent
from presidium.page.reading import Reading
from presidium.page.speech import form, listed, pair, says, words
from presidium.page.tables import Table, paragraphs
from presidium.page.when import date
from presidium.words import both, say

# How many answers to a question are drawn, unless they are steps of one scale: then all.
_SHOWN = 6
# Answers with a smaller share are counted together.
_RARE = 0.01
_IN_ORDER = frozenset({"time_to_fall", "fate"})


def lead(reading: Reading) -> Markup:
    """Return the head: question, answer, reasons, how sure.  Each language whole, so that it reads on."""
    return element(
        "header", *(_lead_in(reading, lang) for lang in ("en", "th")), _facts(reading), class_="lead"
    )


def _lead_in(reading: Reading, lang: str) -> Markup:
    start, end = (date(day, era="both", bare=True)[lang] for day in reading["period"])
    title = form(reading["title"], lang)
    if not reading.asks:
        return element(
            "div", element("p", f"{start} – {end}", class_="eyebrow"), element("h1", title), lang=lang
        )
    head, asked = reading["headline"], reading.headline
    reasons = [element("li", form(reason, lang)) for reason in head["reasons"]]
    return element(
        "div",
        element("p", f"{title} · {start} – {end}", class_="eyebrow"),
        element("h1", form(asked["text"], lang)),
        element("p", form(head["sentence"], lang), class_="sentence"),
        element("ul", *reasons),
        _sure("page.how_sure", form(head["sureness"], lang), lang),
        _sure("page.grade", say(f"grade.{asked['grade']}", lang), lang),
        _beside(reading, lang),
        _without_hindsight(reading, lang),
        lang=lang,
    )


def _beside(reading: Reading, lang: str) -> Markup | None:
    """Return how often it came so in comparable cases, where there are any."""
    asked = reading.headline
    leading = max(asked["answers"], key=lambda answer: answer["probability"])
    given = asked.get("base_rate") or {"rates": []}
    rate = next((one for one in given["rates"] if one["answers"] == [leading["value"]]), None)
    if rate is None:
        return None
    said = say("page.base_rate_left", lang, n=percent(rate["value"]).rstrip("%"), cases=given["class"]["n"])
    return _sure("page.base_rate_lead", said, lang)


def _without_hindsight(reading: Reading, lang: str) -> Markup | None:
    """Return what is left of the leading answer without hindsight: a reader of the head alone must know."""
    told = reading["headline"].get("hindsight")
    return _sure("page.hindsight_lead", form(told, lang), lang) if told else None


def _sure(key: str, text: str, lang: str) -> Markup:
    return element("p", element("b", say(key, lang)), " ", text, class_="sure")


def _facts(reading: Reading) -> Markup:
    values = {
        "histories": count(reading["histories"]),
        "seed": reading["seed"],
        "version": reading["version"],
    }
    return element("p", says("page.facts", **values), " ", says("page.thai_unread"), class_="facts")


def hundred(reading: Reading) -> Markup:
    """Return the hundred dots of the question that the page opens with, or nothing where none is asked."""
    if not reading.asks:
        return join()
    plate = hundred_plate(reading)
    return figure(plate)


def hundred_plate(reading: Reading) -> Plate:
    """Return the hundred dots; a scenario that asks nothing has none."""
    answers = reading["dots"]["answers"]
    title = both("figure.dots_title", question=pair(reading.headline["text"]))
    piles = [
        Pile(
            answer["label"],
            answer["count"],
            reading.slot(answer["value"]),
            answer["value"] in reading.recorded,
        )
        for answer in answers
        if answer["count"]
    ]
    counted = _counted([(pile.label, pile.count) for pile in piles])
    cells = [[answer["label"], str(answer["count"])] for answer in answers]
    rows: list[Mark] = [
        {
            "answer": answer["value"],
            "name": answer["label"],
            "count": answer["count"],
            "recorded": answer["value"] in reading.recorded,
        }
        for answer in answers
    ]
    return Plate(
        rows,
        lambda kind: dots("dots", title, piles, _key(), kind=kind),
        [both("figure.dots_caption", list=listed(counted))],
        [Table("dots", title, [both("table.answer"), both("table.of_hundred")], cells)],
    )


def _counted(piles: Sequence[tuple[Words, int]]) -> list[Words]:
    """Return how many of the hundred have each answer; of many answers the commonest, the rest together."""
    named = piles if len(piles) <= _SHOWN + 1 else piles[:_SHOWN]
    told: list[tuple[Words, int]] = [*named]
    if len(named) < len(piles):
        told.append((both("figure.others", n=len(piles) - _SHOWN), sum(n for _, n in piles[_SHOWN:])))
    return [both("figure.dots_item", answer=pair(label), n=n) for label, n in told]


def questions(reading: Reading) -> Markup:
    """Return every question with the bars of its answers, or nothing where none is asked."""
    if not reading.asks:
        return join()
    asked = element("div", *(_question(reading, one) for one in reading["questions"]), class_="beside wider")
    grade = paragraphs("page.grade_short", grade=reading.headline["grade"])
    title, rates = both("page.questions_title"), _base_rates(reading["questions"])
    came, note = reading.document.get("came"), paragraphs("page.questions_note", *_bound(reading))
    hits = element("p", words(came["sentence"])) if came else None
    return section("questions", title, note, hits, grade, asked, rates)


def _bound(reading: Reading) -> tuple[str, ...]:
    """Return what an error with a sign says, where an answer has one: a share of 0 or 1 has a bound."""
    shares = (answer["probability"] for asked in reading["questions"] for answer in asked["answers"])
    return () if all(0.0 < share < 1.0 for share in shares) else ("page.bound",)


def _question(reading: Reading, asked: Mapping[str, Any]) -> Markup:
    return element("article", element("h3", words(asked["text"])), figure(question_plate(reading, asked)))


def question_plate(reading: Reading, asked: Mapping[str, Any]) -> Plate:
    """Return the bars of the answers to a question of the document."""
    shown = [*_worth_showing(asked)]
    rest = len(asked["answers"]) - len(shown)
    if rest:
        shown.append(_others(reading, asked, shown))
    base = _base(asked)
    drawn = [
        Bar(one["label"], one["probability"], one["mc_error"], reading.slot(one["value"]), one["recorded"])
        for one in shown
    ]
    rows: list[Mark] = [
        {
            "answer": one["value"],
            "name": one["label"],
            "share": one["probability"],
            "mc_error": one["mc_error"],
            "recorded": one["recorded"],
        }
        for one in shown
    ]
    cells: list[list[Words]] = [
        [
            one["label"],
            per_cent(one["probability"]),
            error_of(one["mc_error"], one["probability"]),
            base.get(one["value"], ""),
            both("table.yes") if one["recorded"] else "",
        ]
        for one in shown
    ]
    heads = [both(f"table.{key}") for key in ("answer", "share", "error", "base_rate", "recorded")]
    name = f"question-{asked['id']}"
    return Plate(
        rows,
        lambda _: bars(name, asked["text"], drawn, _key()),
        _bars_caption(asked),
        [Table(name, asked["text"], heads, cells, frozenset({4}))],
    )


def _base(asked: Mapping[str, Any]) -> dict[str, Words]:
    """Return the base rate of each answer; one that several answers share says so."""
    told: dict[str, Words] = {}
    for rate in (asked.get("base_rate") or {}).get("rates", ()):
        share = per_cent(rate["value"])
        text: Words = share if len(rate["answers"]) == 1 else both("figure.together", share=share)
        told |= dict.fromkeys(rate["answers"], text)
    return told


def _base_rates(asked: Sequence[Mapping[str, Any]]) -> Markup:
    """Return what the base rates of all questions rest on, in words, each sentence once."""
    found = [one["base_rate"] for one in asked if one.get("base_rate")]
    told = {rate[part]["en"]: rate[part] for rate in found for part in ("sentence", "caution")}
    if not told:
        return join()
    lines = [element("li", words(sentence)) for sentence in told.values()]
    return join(element("h3", says("page.base_rates_title")), element("ul", *lines))


def _worth_showing(asked: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return all steps of a scale; else the commonest answers and the recorded one, in their order.

    Rare ones are left out, if they are more than one; all are in the document.
    """
    answers: Sequence[Mapping[str, Any]] = asked["answers"]
    if asked["ask"] in _IN_ORDER:
        return answers
    ranked = sorted(answers, key=lambda answer: (-answer["recorded"], -answer["probability"]))
    common = [answer for answer in ranked if answer["recorded"] or answer["probability"] >= _RARE][:_SHOWN]
    return answers if len(common) + 1 >= len(answers) else [one for one in answers if one in common]


def _others(
    reading: Reading, asked: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Return the answers that are not shown as one."""
    left = [answer["probability"] for answer in asked["answers"] if answer not in shown]
    share = min(sum(left), 1.0)
    return {
        "value": "others",
        "label": both("figure.others", n=len(left)),
        "probability": share,
        "mc_error": mc_error(share, reading["histories"]),
        "recorded": False,
    }


def _bars_caption(asked: Mapping[str, Any]) -> list[Words]:
    """Return the answer as a sentence, and what history recorded."""
    answers = asked["answers"]
    if not answers:
        return [both("figure.bars_empty")]
    first = max(answers, key=lambda answer: answer["probability"])
    recorded = [answer for answer in answers if answer["recorded"]]
    real = recorded[0] if recorded else None
    if real is None:
        note = both("figure.bars_unrecorded")
    elif len(recorded) > 1:
        share = percent(min(sum(answer["probability"] for answer in recorded), 1.0))
        labels = listed([answer["label"] for answer in recorded])
        note = both("figure.bars_together", recorded=labels, share=share)
    elif real is first:
        note = both("figure.bars_same")
    else:
        share = percent(real["probability"])
        note = both("figure.bars_other", recorded=pair(real["label"]), share=share)
    earlier = asked.get("fell_earlier")
    before = [both("figure.bars_earlier", share=percent(earlier))] if earlier else []
    return [asked["sentence"], *before, note]


def _key() -> dict[str, Words]:
    return {"recorded": both("figure.recorded_key")}
