"""What was asked, what is the answer, and how sure is it?  The head of the page, the dots, all questions."""

from collections.abc import Mapping
from typing import Any

from presidium.draw.bars import Bar, bars, percent
from presidium.draw.dots import Pile, dots
from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.figure import figure, section, variants
from presidium.page.numbers import count, per_cent
from presidium.page.reading import Reading
from presidium.page.speech import form, listed, pair, says, words
from presidium.page.tables import Table
from presidium.page.when import date
from presidium.words import both, say


def lead(reading: Reading) -> Markup:
    """Return the head: question, answer, reasons, how sure.  Each language whole, so that it reads on."""
    return element(
        "header", *(_lead_in(reading, lang) for lang in ("en", "th")), _facts(reading), class_="lead"
    )


def _lead_in(reading: Reading, lang: str) -> Markup:
    start, end = (date(day, era="both")[lang] for day in reading["period"])
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
        lang=lang,
    )


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
    counted: list[Words] = [both("figure.dots_item", answer=pair(pile.label), n=pile.count) for pile in piles]
    rows = [[answer["label"], str(answer["count"])] for answer in answers]
    return figure(
        variants(lambda kind: dots("dots", title, piles, _key(), kind=kind)),
        both("figure.dots_caption", list=listed(counted)),
        Table("dots", title, [both("table.answer"), both("table.of_hundred")], rows),
    )


def questions(reading: Reading) -> Markup:
    """Return every question with the bars of its answers, or nothing where none is asked."""
    if not reading.asks:
        return join()
    return section(
        "questions",
        both("page.questions_title"),
        element("p", says("page.questions_note")),
        *(_question(reading, asked) for asked in reading["questions"]),
    )


def _question(reading: Reading, asked: Mapping[str, Any]) -> Markup:
    rows = [
        Bar(
            answer["label"],
            answer["probability"],
            answer["mc_error"],
            reading.slot(answer["value"]),
            answer["recorded"],
        )
        for answer in asked["answers"]
        if answer["probability"] >= 0.005 or answer["recorded"]
    ]
    name = f"question-{asked['id']}"
    cells = [
        [
            answer["label"],
            per_cent(answer["probability"]),
            per_cent(answer["mc_error"]),
            both("table.yes") if answer["recorded"] else "",
        ]
        for answer in asked["answers"]
    ]
    heads = [both("table.answer"), both("table.share"), both("table.error"), both("table.recorded")]
    return element(
        "article",
        element("h3", words(asked["text"])),
        element(
            "p",
            words(asked["sentence"]),
            " ",
            element("span", says("page.grade_short", grade=asked["grade"]), class_="grade"),
        ),
        figure(
            variants(lambda kind: bars(name, asked["text"], rows, _key(), kind=kind)),
            _bars_caption(asked),
            Table(name, asked["text"], heads, cells, frozenset({3})),
        ),
        id=f"asked-{asked['id']}",
    )


def _bars_caption(asked: Mapping[str, Any]) -> Words:
    answers = asked["answers"]
    if not answers:
        return both("figure.bars_empty")
    first = max(answers, key=lambda answer: answer["probability"])
    values = {"answer": pair(first["label"]), "share": percent(first["probability"])}
    real = next((answer for answer in answers if answer["recorded"]), None)
    if real is None:
        return both("figure.bars_unrecorded", **values)
    if real is first:
        return both("figure.bars_same", **values)
    return both(
        "figure.bars_other",
        recorded=pair(real["label"]),
        share_recorded=percent(real["probability"]),
        **values,
    )


def _key() -> dict[str, Words]:
    return {"recorded": both("figure.recorded_key")}
