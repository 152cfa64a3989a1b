"""What did the reader choose, how did the chances fare, and what is to be made of it?  The end of a story."""

from collections.abc import Mapping
from typing import Any

from presidium.draw.bars import percent
from presidium.draw.markup import Markup, element
from presidium.draw.svg import Words
from presidium.page.evidence import source_line
from presidium.page.speech import says, words
from presidium.page.tables import Cell, Table, table
from presidium.page.when import date
from presidium.words import both


def debrief(record: Mapping[str, Any]) -> Markup:
    """Return the end of a story: the reader's choices beside the model's odds, the lessons, the sources.

    Sources stand in the order of their keys, because a key is what a reader comes with.
    """
    sources = sorted(record["sources"], key=lambda source: str(source["key"]))
    return element(
        "section",
        element("h2", says("story.debrief_title"), id="title-debrief", tabindex="-1"),
        element(
            "details",
            element("summary", says("story.debrief_read")),
            element("h3", says("story.summary_choices")),
            table(_choices(record)),
            element("h3", says("story.summary_bets")),
            table(_bets(record)),
            element("p", says("story.score_note"), class_="soft"),
            element("p", id="mean", class_="needs-script"),
            *(element("p", words(one["says"]), " ", evidence(one)) for one in record["debrief"]),
            element("h3", says("story.sources_title")),
            element("ul", *(source_line(source, linked=False) for source in sources), class_="sources"),
            element(
                "p",
                element("button", says("story.again"), type="button", id="again"),
                class_="needs-script",
            ),
            class_="fold",
        ),
        id="debrief",
        class_="sealed",
        aria_labelledby="title-debrief",
    )


def evidence(one: Mapping[str, Any], begin: str = "story.evidence") -> Markup:
    """Return on what something rests: its grade and the keys of its sources, which are told at the end."""
    keys = [part for key in one["sources"] for part in (", ", element("code", key))]
    return element("small", says(begin, grade=one.get("grade")), " ", *keys[1:])


def _blank(fill: str, of: str) -> Markup:
    """Return a cell that the script fills with what the reader said."""
    return element("span", "–", data_fill=fill, data_of=of)


def _choices(record: Mapping[str, Any]) -> Table:
    heads = [both(f"story.sum_{key}") for key in ("point", "choice", "taken", "odds")]
    rows: list[list[Cell]] = []
    for moment in record["moments"]:
        taken = next((choice for choice in moment["choices"] if choice["taken"]), None)
        odds = taken["odds"] if taken else None
        rows.append(
            [
                date(moment["on"], bare=True),
                _blank("choice", moment["id"]),
                taken["says"] if taken else both("story.none_of_these"),
                "" if odds is None or odds["share"] is None else _told(odds),
            ]
        )
    return Table("sum-choices", both("story.summary_choices"), heads, rows, frozenset({1, 2}))


def _told(odds: Mapping[str, Any]) -> Words:
    share = percent(odds["share"])
    return both("story.if_it_comes", share=share) if odds["mc_error"] is None else share


def _bets(record: Mapping[str, Any]) -> Table:
    keys = ("point", "event", "mine", "model", "came", "score_mine", "score_model")
    heads = [both(f"story.sum_{key}") for key in keys]
    rows: list[list[Cell]] = []
    for moment in record["moments"]:
        bet, name = moment["bet"], moment["id"]
        came: Words = "" if bet["came"] is None else both("answer.yes" if bet["came"] else "answer.no")
        rows.append(
            [
                date(moment["on"], bare=True),
                bet["says"],
                _blank("chance", name),
                "" if bet["share"] is None else percent(bet["share"]),
                came,
                _blank("score", name),
                "" if bet["score"] is None else f"{bet['score']:.2f}",
            ]
        )
    return Table("sum-bets", both("story.summary_bets"), heads, rows, frozenset({1, 4}))
